"""What a run was made from, as plain values, and where it may be written."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from commonweal.errors import RunFolderError
from commonweal.market.request import Simulation
from commonweal.provenance import versions
from commonweal.writing import refuse_unwritable


def refuse_out(out: Path | None) -> None:
    """Refuse a folder that exists or cannot be made, before anything is computed."""
    if out is not None:
        refuse_unwritable(out, RunFolderError, "Name another folder with --out")


def about(found: Simulation) -> dict[str, Any]:
    """Case, closure, start and check of a run, as plain values."""
    run = found.run
    return {
        "study": found.case.about["study"],
        "scenario": found.case.about["scenario"],
        "case_hash": found.case.hash,
        "start": run.market.base.label,
        "ownership": found.request.ownership,
        "closure": run.market.closure.model_dump(),
        "free": list(type(run.market.closure).free()),
        "months": run.record.months,
        "ended": run.ended,
        "worst_residual": run.worst_residual,
        "notes": list(run.market.system.notes),
        "versions": versions(),
    }
