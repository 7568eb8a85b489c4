"""A plan: what was decided, what is scarce, and the proof; saved and loaded as plain tables."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import xarray as xr

from commonweal.case.case import Case
from commonweal.case.files import read_array, read_case, write_array, write_case
from commonweal.errors import Problem, RunFolderError
from commonweal.plan.certificate import Certificate
from commonweal.plan.solve import Solution, Stage


@dataclass(frozen=True)
class Plan:
    """A certified plan.

    Parameters
    ----------
    case : what was planned
    values : variable -> labelled values in their own units, periods last
    stages : goals solved in order, with their duals
    solver : solver and version
    size : rows, columns, nonzeros of the programme
    not_unique : whether another plan reaches the same value
    certificate : the independent check
    seconds : step -> seconds
    """

    case: Case
    values: Mapping[str, xr.DataArray]
    stages: tuple[Stage, ...]
    solver: str
    size: Mapping[str, int]
    not_unique: bool
    certificate: Certificate
    seconds: Mapping[str, float]

    @property
    def duals(self) -> Mapping[str, xr.DataArray]:
        """Dual values of the last goal by family of rows: gain per unit of right-hand side."""
        return self.stages[-1].duals

    @property
    def objective(self) -> float:
        """Value of the last goal."""
        return self.stages[-1].value


def write_solution(case: Case, solution: Solution | Plan, folder: Path) -> None:
    """Write a case and its solution as the ``inputs`` and ``plan`` parts of a run folder.

    inputs/case.json, inputs/<group>.<array>.parquet; plan/<variable>.parquet, plan/stages.json,
    plan/duals/<number of the stage>.<family of rows>.parquet. Values in their own units.
    """
    write_case(case, folder / "inputs")
    (folder / "plan" / "duals").mkdir(parents=True)
    for name, values in solution.values.items():
        write_array(_described(name, values), folder / "plan" / f"{name}.parquet")
    stages = []
    for number, stage in enumerate(solution.stages):
        for name, duals in stage.duals.items():
            described = duals.assign_attrs(
                unit=f"{stage.unit} per unit of the row", long_name=f"dual of {name}"
            )
            write_array(described, folder / "plan" / "duals" / f"{number}.{name}.parquet")
        # seconds differ from run to run and stand in run.json
        entry = {k: v for k, v in stage.__dict__.items() if k not in ("duals", "seconds")}
        stages.append(entry | {"families": sorted(stage.duals)})
    about = {
        "solver": solution.solver,
        "size": solution.size,
        "not_unique": solution.not_unique,
        "variables": sorted(solution.values),
        "stages": stages,
    }
    text = json.dumps(about, indent=1, sort_keys=True)
    (folder / "plan" / "stages.json").write_text(text + "\n", encoding="utf-8")


UNITS = {
    "activity": ("unit/yr", "level of the process"),
    "capacity": ("unit/yr", "capacity at the start of the year"),
    "build": ("unit/yr", "capacity ordered"),
    "convert": ("unit/yr", "capacity converted"),
    "investment": ("asset unit", "assets put in place"),
    "need_level": ("need unit", "level of the need, all people together"),
    "shortage": ("need unit", "missing to the floor"),
    "imports": ("product unit", "imports"),
    "exports": ("product unit", "exports"),
    "stock": ("product unit", "stock at the end of the year"),
    "unused": ("product unit", "made and not used"),
    "hours_per_worker": ("h per worker and year", "yearly hours of one worker"),
    "target_shortfall": ("share of base-year hours", "missing to the target"),
    "lowest_fulfilment": ("1", "lowest fulfilment over needs and periods"),
    "need_piece": ("1", "fulfilment by piece of the utility curve"),
    "free_time_piece": ("1", "free time by piece of the utility curve"),
}


def _described(name: str, values: xr.DataArray) -> xr.DataArray:
    unit, meaning = UNITS[name]
    return values.assign_attrs(unit=unit, long_name=meaning)


def read_plan(folder: Path | str) -> Plan:
    """Read a published plan from its run folder.

    Raises
    ------
    RunFolderError
        When the folder is not a run folder or a file of it is missing or damaged.
    """
    folder = Path(folder)
    try:
        about = json.loads((folder / "plan" / "stages.json").read_text(encoding="utf-8"))
        certificate = json.loads((folder / "certificate.json").read_text(encoding="utf-8"))
        case = read_case(folder / "inputs")
    except (OSError, ValueError, KeyError, TypeError) as error:
        what = f"is not a whole run folder ({_reason(error)})"
        problem = Problem(str(folder), what, "Give a folder that `plan` wrote")
        raise RunFolderError([problem]) from error
    try:
        return _plan(folder / "plan", case, about, Certificate.from_dict(certificate))
    except (KeyError, TypeError, ValueError) as error:
        what = f"stages.json or certificate.json is damaged ({_reason(error)})"
        problem = Problem(str(folder), what, "Publish the run again from its study")
        raise RunFolderError([problem]) from error


def _reason(error: Exception) -> str:
    if isinstance(error, OSError):
        return f"{Path(str(error.filename)).name}: {error.strerror}"
    return f"no {error}" if isinstance(error, KeyError) else str(error)


def _plan(folder: Path, case: Case, about: Mapping[str, Any], certificate: Certificate) -> Plan:
    stages = tuple(
        Stage(
            goal=entry["goal"],
            unit=entry["unit"],
            value=entry["value"],
            duals={
                name: read_array(folder / "duals" / f"{number}.{name}.parquet")
                for name in entry["families"]
            },
            kept=tuple(entry["kept"]),
            seconds=0.0,
            iterations=entry["iterations"],
            held=tuple((need, period, level) for need, period, level in entry["held"]),
        )
        for number, entry in enumerate(about["stages"])
    )
    return Plan(
        case=case,
        values={name: read_array(folder / f"{name}.parquet") for name in about["variables"]},
        stages=stages,
        solver=about["solver"],
        size=about["size"],
        not_unique=about["not_unique"],
        certificate=certificate,
        seconds={},
    )
