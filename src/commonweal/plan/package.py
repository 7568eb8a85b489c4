"""The description of a run folder's tables (Frictionless Data Package)."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from commonweal.plan.plan import Plan
from commonweal.provenance import file_hash

NOT_DESCRIBED = ("run.json", "datapackage.json")


def describe(folder: Path, plan: Plan) -> dict[str, Any]:
    """Every file of a run folder with its columns, unit, meaning, size and SHA-256.

    run.json differs from run to run and is left out, so that the same study gives the same bytes.
    """
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    about = plan.case.about
    return {
        "profile": "data-package",
        "name": f"{about['study']}-{about['scenario']}".strip("-").lower(),
        "title": about["title"],
        "description": "A certified plan in kind: inputs, decisions, dual values, certificate.",
        "sources": [{"title": about["source"]}],
        "licences_of_sources": about["licence"],
        "resources": [_resource(path, folder) for path in files if path.name not in NOT_DESCRIBED],
    }


def _resource(path: Path, folder: Path) -> dict[str, Any]:
    resource: dict[str, Any] = {
        "path": path.relative_to(folder).as_posix(),
        "bytes": path.stat().st_size,
        "hash": f"sha256:{file_hash(path)}",
        "format": path.suffix.lstrip("."),
    }
    if path.suffix == ".parquet":
        schema = pq.read_schema(path)
        attributes = json.loads((schema.metadata or {})[b"attributes"])
        resource["title"] = attributes.get("long_name", "")
        resource["unit"] = attributes.get("unit", "")
        resource["schema"] = {
            "fields": [{"name": f.name, "type": _frictionless(str(f.type))} for f in schema]
        }
    return resource


def _frictionless(arrow: str) -> str:
    if arrow.startswith(("int", "uint")):
        return "integer"
    return "number" if arrow in ("double", "float") else "string"
