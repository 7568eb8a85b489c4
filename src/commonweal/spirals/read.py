"""Reading a file of a spiral: every problem at once, each with its line.

``python -m commonweal.spirals.read`` renews the schema with which editors complete one.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from pydantic import ValidationError

from commonweal.case.study import bundled_studies, read_study
from commonweal.document import Document, KeyPath, read_document
from commonweal.document_problems import problem_at, problems_of
from commonweal.errors import Problem, Problems, StudyError, suggestion
from commonweal.market.parameters import read_closure
from commonweal.spirals.crossing import Place, places_of, told_of
from commonweal.spirals.figures import FIGURES
from commonweal.spirals.model import Setting, Spiral

BUNDLED = Path(__file__).parent / "bundled"
MOST = 4000  # runs; assumption: more is a slip of the pen
_SCHEMA = Path(__file__).with_name("spiral.schema.json")
_START = "Copy a bundled spiral: commonweal spiral lists them."


def bundled_spirals() -> dict[str, Path]:
    """Names of the spirals that ship with the package, with their files."""
    return {path.stem: path for path in sorted(BUNDLED.glob("*.yaml"))}


def read_spiral(name_or_path: str) -> Spiral:
    """Read a spiral and check all that it says, the studies that it names included.

    Parameters
    ----------
    name_or_path : a bundled name, or a file

    Raises
    ------
    StudyError
        with every problem found
    """
    known = bundled_spirals()
    path = known.get(name_or_path) or Path(name_or_path)
    if not path.is_file():
        what = "there is no such file and no bundled spiral of that name"
        raise StudyError([Problem(name_or_path, what, suggestion(name_or_path, known))])
    document = read_document(path, path.name, StudyError, _START)
    try:
        spiral = Spiral.model_validate(dict(document.values))
    except ValidationError as error:
        raise StudyError(problems_of(error, document, Spiral)) from error
    spiral = _from_its_folder(spiral, path.parent)
    problems = Problems()
    problems.extend(_unknown(spiral, document))
    problems.extend(_twice(spiral, document))
    problems.raise_if_any(StudyError)
    places = list(places_of(spiral))
    if len(places) > MOST:
        what = f"the levels and arms make {len(places):,} runs"
        problems.add(path.name, what, f"Vary less: at most {MOST:,} runs")
        problems.raise_if_any(StudyError)
    problems.extend(_not_runnable(places, path.name))
    problems.raise_if_any(StudyError)
    return spiral


def _from_its_folder(spiral: Spiral, folder: Path) -> Spiral:
    """Studies that are files are looked for from the folder of the spiral."""

    def placed(setting: Setting) -> Setting:
        if setting.study is None or setting.study in bundled_studies():
            return setting
        return setting.model_copy(update={"study": str(folder / setting.study)})

    conditions = {
        axis: condition.model_copy(
            update={"levels": {name: placed(level) for name, level in condition.levels.items()}}
        )
        for axis, condition in spiral.conditions.items()
    }
    arms = {name: placed(setting) for name, setting in spiral.arms.items()}
    changed = {"base": placed(spiral.base), "arms": arms, "conditions": conditions}
    return spiral.model_copy(update=changed)


def _unknown(spiral: Spiral, document: Document) -> Iterator[Problem]:
    """Figures and arms that do not exist, arms that answer nothing."""
    for place, link in enumerate(spiral.links):
        if link.figure not in FIGURES:
            what, fix = f'no figure "{link.figure}"', suggestion(link.figure, FIGURES)
            yield problem_at(document, ("links", place, "figure"), what, fix)
        for arm, weight in link.contrast.items():
            where = ("links", place, "contrast", arm)
            if arm not in spiral.arms:
                yield problem_at(document, where, "no such arm", suggestion(arm, spiral.arms))
            if weight == 0:
                fix = "Leave the arm out, or give a weight"
                yield problem_at(document, where, "the weight is nought", fix)
    used = {arm for link in spiral.links for arm in link.contrast}
    for arm in spiral.arms:
        if arm not in used:
            what = "no link has this arm in its contrast, so that it would be run for nothing"
            yield problem_at(document, ("arms", arm), what, "Use it, or leave it out")


def _twice(spiral: Spiral, document: Document) -> Iterator[Problem]:
    """What two conditions, or a condition and an arm, both set: which holds would be chance."""
    owner: dict[str, str] = {}
    groups: list[tuple[str, KeyPath, list[Setting]]] = [
        (f"the condition {axis}", ("conditions", axis), list(condition.levels.values()))
        for axis, condition in spiral.conditions.items()
    ]
    groups.append(("the arms", ("arms",), list(spiral.arms.values())))
    for name, path, settings in groups:
        for key in sorted({key for setting in settings for key in _keys(setting)}):
            if key == "settings.years":
                what = "sets the years of the study, which are those of the spiral"
                yield problem_at(document, path, what, "Change years at the top")
            if key in owner:
                what = f"{key} is set here and by {owner[key]}"
                fix = "Set it in one of them, or make one condition of both"
                yield problem_at(document, path, what, fix)
            owner.setdefault(key, name)


def _keys(setting: Setting) -> Iterator[str]:
    """What a setting sets, as dotted keys."""
    for name in ("study", "scenario", "technique_capital", "start"):
        if getattr(setting, name) is not None:
            yield name
    yield from (f"settings.{key}" for key in setting.settings)
    yield from (f"closure.{key}" for key in setting.closure)


def _not_runnable(places: list[Place], name: str) -> Iterator[Problem]:
    """What is wrong with closures and studies; every sentence once."""
    said: set[str] = set()
    closures = {json.dumps(p.closure, sort_keys=True): p.closure for p in places}
    cases = dict.fromkeys(p.case for p in places)
    found: list[Problem] = []
    for closure in closures.values():
        try:
            read_closure(closure)
        except StudyError as error:
            found += [Problem(f"{name}, {p.where}", p.what, p.fix) for p in error.problems]
    for case in cases:
        study, scenario, settings, _ = case
        if not study:
            fix = f"Give a study in base: {', '.join(bundled_studies())}"
            found.append(Problem(f"{name}, base.study", "no study is named", fix))
            continue
        try:
            read_study(study, scenario, dict(settings))
        except StudyError as error:
            found += [told_of(case, problem) for problem in error.problems]
    for problem in found:
        if str(problem) not in said:
            said.add(str(problem))
            yield problem


def schema_text() -> str:
    """The JSON schema of the file, as text."""
    schema = Spiral.model_json_schema()
    schema["title"] = "A spiral of Commonweal"
    years = {"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "integer"}}]}
    schema["properties"]["years"] = years
    return json.dumps(schema, indent=1, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    _SCHEMA.write_text(schema_text(), encoding="utf-8")
