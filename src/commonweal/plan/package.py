"""The description of a run folder's files (Frictionless Data Package), and what differs from it."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from commonweal.errors import Problem, Problems, RunFolderError
from commonweal.plan.plan import Plan
from commonweal.provenance import file_hash

NOT_DESCRIBED = ("run.json", "datapackage.json")
INDICATOR_FIELDS = {
    "model": "string",
    "scenario": "string",
    "region": "string",
    "variable": "string",
    "unit": "string",
    "year": "integer",
    "value": "number",
}


def describe(folder: Path, plan: Plan) -> dict[str, Any]:
    """Every file of a run folder with its columns, unit, meaning, size and SHA-256.

    run.json differs from run to run and is left out, so that the same study gives the same bytes.

    Parameters
    ----------
    folder : run folder, complete but for ``datapackage.json`` and ``run.json``
    plan : what the folder holds
    """
    about = plan.case.about
    name = "-".join(filter(None, (about["study"], about["scenario"])))
    return {
        "profile": "data-package",
        "name": _name(name) or "plan",
        "title": about["title"] or name,
        "description": "A certified plan in kind: inputs, decisions, dual values, certificate.",
        "sources": [{"title": about["source"]}],
        "licences_of_sources": about["licence"],
        "resources": [_resource(folder / path, path) for path in _files(folder)],
    }


def changed_files(folder: Path) -> list[str]:
    """Sentences on files that differ from those described: changed or added.

    ``run.json`` is not compared byte for byte, since it says when and how quickly; that it belongs
    to these inputs is for ``foreign_record`` to say.

    Parameters
    ----------
    folder : run folder

    Raises
    ------
    RunFolderError
        When ``datapackage.json`` is missing or damaged, or any file that it describes is missing.
    """
    try:
        text = (folder / "datapackage.json").read_text(encoding="utf-8")
        described = {str(item["path"]): str(item["hash"]) for item in json.loads(text)["resources"]}
    except (OSError, ValueError, KeyError, TypeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "damaged"
        what = f"cannot be read ({reason}), so that the files cannot be compared with it"
        where = str(folder / "datapackage.json")
        raise RunFolderError([Problem(where, what, "Give a folder that `plan` wrote")]) from error
    found = _files(folder)
    problems = Problems()
    for path in sorted(set(described) - set(found)):
        problems.add(str(folder / path), "is missing", "Publish the run again from its study")
    problems.raise_if_any(RunFolderError)
    reasons = []
    for path in found:
        if path not in described:
            reasons.append(f"The file {path} was added after publication.")
        elif described[path] != f"sha256:{file_hash(folder / path)}":
            reasons.append(f"The file {path} was changed after publication.")
    return reasons


def foreign_record(folder: Path, case_hash: str) -> list[str]:
    """Sentences on a ``run.json`` that is missing, damaged or of another case.

    Parameters
    ----------
    folder : run folder
    case_hash : hash of the case that the inputs of the folder hold
    """
    again = "Publish the run again from its study."
    try:
        content = json.loads((folder / "run.json").read_text(encoding="utf-8"))
        named = str(content["made_from"]["hashes"]["case"])
    except OSError as error:
        return [f"The file run.json cannot be read ({error.strerror}). {again}"]
    except (ValueError, KeyError, TypeError):
        return [f"The file run.json is damaged. {again}"]
    if named != case_hash:
        return [f"The file run.json belongs to another case ({named[:12]}). {again}"]
    return []


def _files(folder: Path) -> list[str]:
    """Paths relative to the folder, without those that are not described, in order."""
    files = [path.relative_to(folder) for path in folder.rglob("*") if path.is_file()]
    return sorted(path.as_posix() for path in files if path.as_posix() not in NOT_DESCRIBED)


def _resource(path: Path, relative: str) -> dict[str, Any]:
    resource: dict[str, Any] = {
        "name": _name(relative.removesuffix(path.suffix)),
        "path": relative,
        "bytes": path.stat().st_size,
        "hash": f"sha256:{file_hash(path)}",
        "format": path.suffix.lstrip("."),
    }
    if path.suffix == ".parquet":
        schema = pq.read_schema(path)
        attributes = json.loads((schema.metadata or {})[b"attributes"])
        resource["title"] = attributes.get("long_name", "")
        resource["unit"] = attributes.get("unit", "")
        fields = {field.name: _frictionless(str(field.type)) for field in schema}
        resource["schema"] = _schema(fields)
    if relative == "indicators.csv":
        resource["title"] = "What the plan reaches, in one long table with its units"
        resource["schema"] = _schema(INDICATOR_FIELDS)
    return resource


def _schema(fields: dict[str, str]) -> dict[str, Any]:
    return {"fields": [{"name": name, "type": kind} for name, kind in fields.items()]}


def _name(text: str) -> str:
    """A name as data packages allow it: small letters, digits, full stops, hyphens, underscores."""
    return re.sub(r"[^a-z0-9._-]+", "-", text.lower()).strip("-")


def _frictionless(arrow: str) -> str:
    if arrow.startswith(("int", "uint")):
        return "integer"
    return "number" if arrow in ("double", "float") else "string"
