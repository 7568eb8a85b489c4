"""Reading a study: one YAML file, every key known, every problem reported at once with its line.

The tables and labels that a study speaks about belong to its economy; ``study_fit`` checks them
once the economy is read.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from commonweal.case.overrides import with_scenario, with_settings
from commonweal.case.study_model import Origin, Study
from commonweal.document import Document, read_document
from commonweal.document_problems import problem_at, problems_of
from commonweal.errors import Problem, Problems, StudyError, suggestion

__all__ = ["Study", "bundled_studies", "read_study", "study_json_schema"]

BUNDLED = Path(__file__).parent / "bundled" / "studies"
_SCHEMA = Path(__file__).parent / "study.schema.json"


def bundled_studies() -> tuple[str, ...]:
    """Names of the studies that ship with the package."""
    return tuple(sorted(path.stem for path in BUNDLED.glob("*.yaml")))


def read_study(
    name_or_path: str | Path,
    scenario: str | None = None,
    overrides: Mapping[str, str] | None = None,
) -> Study:
    """Read a study, merge a scenario and settings into it, and check everything it says.

    Every scenario of the file is checked, not only the one asked for.

    Parameters
    ----------
    name_or_path : a bundled name, a YAML file, or a folder that holds ``study.yaml``
    scenario : name of a scenario of the study
    overrides : dotted key to YAML text, as given with ``--set``; merged after the scenario

    Returns
    -------
    Study
        Frozen; ``study.folder`` is the folder that its relative paths start from.

    Raises
    ------
    StudyError
        With every problem found, each with file, line and key.
    """
    path, name, shown = _find(name_or_path)
    written = read_document(path, shown)
    problems = Problems()
    _checked(written, problems)
    scenarios = written.values.get("scenarios")
    for label in scenarios if isinstance(scenarios, Mapping) else ():
        _checked(_merged(written, label, {}, problems), problems)
    if scenario is not None and (not isinstance(scenarios, Mapping) or scenario not in scenarios):
        _merged(written, scenario, {}, problems)
        scenario = None
    document = _merged(written, scenario, overrides or {}, problems)
    study = _checked(document, problems)
    found = list(dict.fromkeys(problems))
    if found or study is None:
        raise StudyError(found)
    study._origin = Origin(name, path.parent.resolve(), scenario, document)
    return study


def with_changes(study: Study, settings: Mapping[str, str]) -> Study:
    """The study with some keys set; checked like a study that is read.

    Parameters
    ----------
    settings : dotted key to YAML text, as given with ``--set``

    Raises
    ------
    StudyError
        With every problem found.
    """
    problems = Problems()
    document = _merged(study.document, None, settings, problems)
    changed = _checked(document, problems)
    found = list(dict.fromkeys(problems))
    if found or changed is None:
        raise StudyError(found)
    changed._origin = Origin(study.name, study.folder, study.scenario, document)
    return changed


def study_json_schema() -> dict[str, Any]:
    """JSON schema of ``study.yaml``, for editors that complete and check YAML."""
    schema = Study.model_json_schema()
    properties = schema["properties"]
    changes = {key: {"$ref": f"#/properties/{key}"} for key in properties if key != "scenarios"}
    properties["scenarios"]["additionalProperties"] = {
        "anyOf": [
            {"type": "object", "additionalProperties": False, "properties": changes},
            {"type": "null"},
        ]
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **schema,
        "title": "A study of Commonweal",
    }


def schema_text() -> str:
    """The JSON schema as it is shipped in ``study.schema.json``."""
    return json.dumps(study_json_schema(), indent=2, ensure_ascii=False) + "\n"


def _find(name_or_path: str | Path) -> tuple[Path, str, str]:
    """File, name and shown name of a study."""
    text = str(name_or_path)
    if text in bundled_studies():
        return BUNDLED / f"{text}.yaml", text, f"{text}.yaml"
    path = Path(name_or_path)
    if path.is_dir():
        return path / "study.yaml", path.resolve().name, str(path / "study.yaml")
    if not path.is_file():
        what = "there is no such file and no bundled study of that name"
        raise StudyError([Problem(text, what, suggestion(text, bundled_studies()))])
    return path, path.stem, text


def _merged(
    document: Document, scenario: str | None, overrides: Mapping[str, str], problems: Problems
) -> Document:
    """The study with its changes; as far as they could be made."""
    try:
        if scenario is not None:
            document = with_scenario(document, scenario)
        return with_settings(document, overrides)
    except StudyError as error:
        problems.extend(error.problems)
        return document


def _checked(document: Document, problems: Problems) -> Study | None:
    """Make the study, or note every problem and give None."""
    try:
        study = Study.model_validate(_without_empty(document.values))
    except ValidationError as error:
        problems.extend(problems_of(error, document, Study))
        return None
    before = len(problems)
    problems.extend(_contradictions(study, document))
    return study if len(problems) == before else None


def _without_empty(value: Any) -> Any:
    """Without the keys that stand there with nothing after them: their defaults hold."""
    if isinstance(value, Mapping):
        return {key: _without_empty(inner) for key, inner in value.items() if inner is not None}
    return value


def _contradictions(study: Study, document: Document) -> list[Problem]:
    """What no single key shows: keys that contradict each other, sources of nothing."""
    found = []
    if study.hours.at_least > study.hours.waking:
        what = f"is {study.hours.at_least:g} h, above hours.waking ({study.hours.waking:g} h)"
        fix = "Ask for fewer working hours than a person is awake."
        found.append(problem_at(document, ("hours", "at_least"), what, fix))
    for key, given in (("floors", study.floors), ("targets", study.targets)):
        if key not in study.goals and isinstance(given, Mapping) and given:
            what = f"is given, but goals leaves {key} out, so that it would not be used"
            found.append(problem_at(document, (key,), what, f"Add {key} to goals."))
    known = _known_keys(study, document)
    for key in study.sources:
        if key not in known:
            what = "gives a source for a key that does not exist"
            fix = suggestion(key, sorted(known))
            found.append(problem_at(document, ("sources", key), what, fix))
    return found


def _known_keys(study: Study, document: Document) -> set[str]:
    """Dotted keys that a study has: those of its model, and the labels that are written."""
    known: set[str] = set()

    def walk(value: Any, key: str) -> None:
        for name, inner in value.items() if isinstance(value, Mapping) else ():
            here = f"{key}.{name}" if key else str(name)
            known.add(here)
            walk(inner, here)

    walk(study.model_dump(), "")
    walk(document.values, "")
    return {key for key in known if not key.startswith("sources")}


if __name__ == "__main__":
    _SCHEMA.write_text(schema_text(), encoding="utf-8")
