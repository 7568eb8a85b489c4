"""A folder with what a run gave: indicators, and what they were made from."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from commonweal.compare.market import market_indicators
from commonweal.errors import RunFolderError
from commonweal.market.request import Simulation
from commonweal.provenance import versions
from commonweal.writing import new_path, refuse_unwritable

INDICATORS = "indicators.csv"
ABOUT = "simulation.json"


def refuse_out(out: Path | None) -> None:
    """Refuse a folder that exists or cannot be made, before anything is computed."""
    if out is not None:
        refuse_unwritable(out, RunFolderError, "Name another folder with --out")


def write_simulation(found: Simulation, out: Path) -> Path:
    """Write the folder, whole or not at all.

    Raises
    ------
    RunFolderError
        if the folder exists or cannot be written
    """
    frame = market_indicators(found.case, found.run)
    with new_path(out, RunFolderError) as folder:
        folder.mkdir()
        frame.to_csv(folder / INDICATORS, index=False, lineterminator="\n")
        text = json.dumps(about(found), indent=1, sort_keys=True, allow_nan=False)
        (folder / ABOUT).write_text(text + "\n", encoding="utf-8")
    return out


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
