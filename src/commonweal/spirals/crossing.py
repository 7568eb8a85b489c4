"""Every combination of levels, with every arm: what a spiral runs."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from commonweal.compare.grid import GRID, Cell
from commonweal.errors import Problem
from commonweal.spirals.model import Setting, Spiral

#: What makes a case, as far as a setting can say it, and where the market starts.
CaseKey = tuple[str, str | None, tuple[tuple[str, str], ...], float]


@dataclass(frozen=True)
class Place:
    """One arm in one cell.

    Parameters
    ----------
    cell : place of the cell in the order of the file
    arm : its name
    case : study, scenario, changes and factor on the capital of techniques
    start : accounts or stationary
    closure : parameters of the market, by name; the rest as by default
    """

    cell: int
    arm: str
    case: CaseKey
    start: str
    closure: dict[str, Any]


def cells_of(spiral: Spiral) -> list[Cell]:
    """Every combination of levels, in the order of the file; one cell where nothing is varied."""
    found = []
    axes = {axis: list(condition.levels) for axis, condition in spiral.conditions.items()}
    for chosen in itertools.product(*axes.values()):
        levels = dict(zip(axes, chosen, strict=True))
        name = ", ".join(f"{axis}: {level}" for axis, level in levels.items()) or "the only one"
        found.append(Cell(name, GRID, levels, {}))
    return found


def places_of(spiral: Spiral) -> Iterator[Place]:
    """Every arm of every cell, cell by cell."""
    for number, cell in enumerate(cells_of(spiral)):
        chosen = [spiral.conditions[axis].levels[name] for axis, name in cell.levels.items()]
        for arm, setting in spiral.arms.items():
            yield _place(spiral, number, arm, [spiral.base, *chosen, setting])


def _place(spiral: Spiral, cell: int, arm: str, layers: Sequence[Setting]) -> Place:
    """What holds when one setting is laid over another, the later above the earlier."""
    study, scenario, start, factor = "", None, "accounts", 1.0
    settings: dict[str, str] = {"years": f"{spiral.years[0]}-{spiral.years[-1]}"}
    closure: dict[str, Any] = {}
    for layer in layers:
        study = layer.study or study
        scenario = layer.scenario or scenario
        start = layer.start or start
        if layer.technique_capital is not None:
            factor = layer.technique_capital
        settings |= layer.settings
        closure |= layer.closure
    return Place(cell, arm, (study, scenario, tuple(settings.items()), factor), start, closure)


def words_of(key: CaseKey) -> str:
    """A case in words: study, scenario and changes."""
    study, scenario, settings, factor = key
    parts = [Path(study).stem if scenario is None else f"{Path(study).stem}, {scenario}"]
    # the last part alone: a path can hold the name of a person
    parts += [f"{name}={Path(value).name}" for name, value in settings]
    if factor != 1.0:
        parts.append(f"capital of techniques x {factor:g}")
    return ", ".join(parts)


def told_of(key: CaseKey, problem: Problem) -> Problem:
    """A problem of a study, told of the case in the spiral that asks for it."""
    where = f"the spiral's case {words_of(key)}, {problem.where}"
    return Problem(where, problem.what, problem.fix)
