"""The saved plan: values of every variable, and what was saved of every solved goal."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from commonweal.errors import Problem, RunFolderError
from commonweal.plan.certify.programme import Formulas
from commonweal.plan.certify.rows import Family
from commonweal.plan.certify.tables import AGAIN, Vector, arranged, read_json, read_table


@dataclass(frozen=True)
class SavedStage:
    """What was saved of one solved goal.

    Parameters
    ----------
    goal, value : name, and value as stored
    duals : family -> dual values in the order of its rows
    kept : dual values of the rows that keep earlier goals
    held : number of the row of ``lowest`` -> fulfilment at which it is held
    """

    goal: str
    value: float
    duals: dict[str, Vector]
    kept: tuple[float, ...]
    held: dict[int, float]


@dataclass(frozen=True)
class SavedPlan:
    """A plan as saved.

    Parameters
    ----------
    x : (column) values
    stages : solved goals in order
    solver, not_unique : as stored
    """

    x: Vector
    stages: tuple[SavedStage, ...]
    solver: str
    not_unique: bool


class Mismatch(Exception):
    """The saved plan is not one of this programme; holds the reasons."""

    def __init__(self, reasons: Iterable[str]) -> None:
        self.reasons = tuple(reasons)
        super().__init__("; ".join(self.reasons))


def read_saved(folder: Path, programme: Formulas) -> SavedPlan:
    """Read the ``plan`` part of a run folder.

    Raises
    ------
    RunFolderError
        When a file is missing or damaged.
    Mismatch
        When variables, families or labels are not those of the programme.
    """
    about = read_json(folder / "stages.json")
    try:
        solver, not_unique = str(about["solver"]), bool(about["not_unique"])
        stages, variables = list(about["stages"]), list(about["variables"])
        families = [list(stage["families"]) for stage in stages]
    except (KeyError, TypeError) as error:
        raise _damaged(f"lacks an entry ({error!r})") from error
    sizes = {name: v.lower.size for name, v in programme.columns.variables.items()}
    reasons = _odd(f"The variable {{}} of {folder.name}/", sizes, variables)
    lengths = {name: len(family.rhs) for name, family in programme.families.items()}
    for number, found in enumerate(families):
        reasons += _odd(f"The family {{}} in the duals of goal {number + 1}", lengths, found)
    reasons += _strays(folder, variables, families)
    if reasons:
        raise Mismatch(reasons)
    x = _values(folder, programme, variables, reasons)
    read = [_stage(folder, programme, n, entry, reasons) for n, entry in enumerate(stages)]
    if reasons:
        raise Mismatch(reasons)
    return SavedPlan(x, tuple(read), solver, not_unique)


def _odd(what: str, expected: dict[str, int], found: list[Any]) -> list[str]:
    missing = sorted(name for name, size in expected.items() if size and name not in found)
    extra = sorted(str(name) for name in found if name not in expected)
    return [f"{what.format(name)} is missing." for name in missing] + [
        f"{what.format(name)} does not belong to the programme of these inputs." for name in extra
    ]


def _strays(folder: Path, variables: list[Any], families: list[list[Any]]) -> list[str]:
    known = {f"{name}.parquet" for name in variables} | {"stages.json", "duals"}
    duals = {f"{n}.{name}.parquet" for n, found in enumerate(families) for name in found}
    here = {path.name for path in folder.iterdir()} - known
    if (folder / "duals").is_dir():
        here |= {f"duals/{p.name}" for p in (folder / "duals").iterdir() if p.name not in duals}
    return [f"The file {folder.name}/{name} belongs to no plan." for name in sorted(here)]


def _values(folder: Path, programme: Formulas, names: list[str], reasons: list[str]) -> Vector:
    x = np.zeros(len(programme.columns.lower))
    for name in names:
        variable = programme.columns.variables[name]
        values = arranged(read_table(folder / f"{name}.parquet"), variable.dims, variable.labels)
        if isinstance(values, str):
            reasons.append(f"The variable {name} {values}.")
        else:
            x[variable.columns] = _numbers(values, f"plan/{name}.parquet")
    return x


def _stage(
    folder: Path, programme: Formulas, number: int, entry: dict[str, Any], reasons: list[str]
) -> SavedStage:
    duals = {name: np.zeros(len(family.rhs)) for name, family in programme.families.items()}
    for name in entry["families"]:
        family = programme.families[name]
        table = read_table(folder / "duals" / f"{number}.{name}.parquet")
        values = arranged(table, family.dims, family.labels)
        if isinstance(values, str):
            reasons.append(f"The duals of {name} for goal {number + 1} {values}.")
        else:
            duals[name] = _numbers(values, f"duals/{number}.{name}.parquet").ravel()
    try:
        goal, value = str(entry["goal"]), float(entry["value"])
        kept = tuple(float(dual) for dual in entry["kept"])
        held = [(str(n), int(t), float(level)) for n, t, level in entry["held"]]
    except (KeyError, TypeError, ValueError) as error:
        raise _damaged(f"lacks an entry of goal {number + 1} ({error!r})") from error
    if not np.isfinite([value, *kept, *(level for *_, level in held)]).all():
        reasons.append(f"Goal {number + 1} holds a value that is not a number.")
    lowest = programme.families.get("lowest")
    return SavedStage(goal, value, duals, kept, _held(lowest, held, reasons))


def _held(
    lowest: Family | None, held: list[tuple[str, int, float]], reasons: list[str]
) -> dict[int, float]:
    needs = lowest.labels["need"] if lowest else ()
    periods = lowest.labels["period"] if lowest else ()
    found: dict[int, float] = {}
    for need, period, level in held:
        if need in needs and period in periods:
            found[needs.index(need) * len(periods) + periods.index(period)] = level
        else:
            reasons.append(f"A fulfilment is held that the plan does not have ({need}, {period}).")
    return found


def _numbers(values: NDArray[Any], file: str) -> Vector:
    if values.dtype.kind == "f":
        return values
    if not values.size:
        return np.zeros(values.shape)
    raise RunFolderError([Problem(file, "does not hold numbers", AGAIN)])


def _damaged(what: str) -> RunFolderError:
    return RunFolderError([Problem("plan/stages.json", what, AGAIN)])
