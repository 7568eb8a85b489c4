"""The grid of closures: frozen in a file that bears its own hash, so that it is not tuned later."""

from __future__ import annotations

import hashlib
import itertools
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from commonweal.errors import Problems, StudyError
from commonweal.market.parameters import read_closure

BUNDLED = Path(__file__).parent / "bundled" / "grid.json"
HASH = "sha256"
COPY = "Copy the bundled grid.json and change it"
GRID, NAMED, SWITCHED = "grid", "named", "switches"  # kinds of cells
Values = Mapping[str, Any]


@dataclass(frozen=True)
class Cell:
    """One closure to be run.

    Parameters
    ----------
    name : told by what is particular about it
    kind : grid, named or switches
    levels : axis or switch -> level, in words
    values : parameters of the closure; the rest as by default
    why : in a sentence, for named cells
    artefact : whether it shows a fault of a rule; such a cell is shown and counts in nothing
    """

    name: str
    kind: str
    levels: Mapping[str, str]
    values: Values
    why: str = ""
    artefact: bool = False


@dataclass(frozen=True)
class Switch:
    """One friction of the market that can be taken away."""

    name: str
    why: str
    on: Values
    off: Values


@dataclass(frozen=True)
class Noise:
    """The information that a plan is given.

    Parameters
    ----------
    coefficient_noise : [1] standard deviation of the logarithm of every coefficient
    demand_noise : [1] the same of given deliveries by product
    delay_years : [yr] for which orders only replace what wears out
    seeds : one replanning each
    """

    coefficient_noise: float
    demand_noise: float
    delay_years: int
    seeds: tuple[int, ...]


@dataclass(frozen=True)
class Grid:
    """A whole grid.

    Parameters
    ----------
    hash : SHA-256 of everything else in the file
    axes : axis -> level -> parameters
    named : cells outside the axes
    switches : of the waterfall, in the order of the file
    noise : what the plan knows
    """

    hash: str
    axes: Mapping[str, Mapping[str, Values]]
    named: tuple[Cell, ...]
    switches: tuple[Switch, ...]
    noise: Noise

    def cells(self) -> list[Cell]:
        """Every combination of the axes, in the order of the file, then the named cells."""
        return [*self.crossed(), *self.named]

    def crossed(self) -> list[Cell]:
        """Every combination of the axes."""
        found = []
        for levels in itertools.product(*self.axes.values()):
            chosen = dict(zip(self.axes, levels, strict=True))
            values: dict[str, Any] = {}
            for axis, level in chosen.items():
                values |= self.axes[axis][level]
            name = ", ".join(f"{axis}: {level}" for axis, level in chosen.items())
            found.append(Cell(name, GRID, chosen, values))
        return found

    def switched(self) -> list[Cell]:
        """Every set of switches that are off, from none to all."""
        return [self.switched_off(off) for off in subsets([s.name for s in self.switches])]

    def switched_off(self, off: frozenset[str]) -> Cell:
        """The cell in which the switches named are off and all others on."""
        values: dict[str, Any] = {}
        levels = {}
        for switch in self.switches:
            levels[switch.name] = "off" if switch.name in off else "on"
            values |= switch.off if switch.name in off else switch.on
        name = "without " + ", ".join(s.name for s in self.switches if s.name in off)
        return Cell(name if off else "all frictions", SWITCHED, levels, values)


def subsets(names: list[str]) -> list[frozenset[str]]:
    """Every subset, the small ones first."""
    sizes = range(len(names) + 1)
    return [frozenset(chosen) for n in sizes for chosen in itertools.combinations(names, n)]


def content_hash(content: Mapping[str, Any]) -> str:
    """SHA-256 of a grid's content without its own hash, whatever the order of keys."""
    rest = {key: value for key, value in content.items() if key != HASH}
    text = json.dumps(rest, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def read_grid(path: Path = BUNDLED) -> Grid:
    """Read a grid; every closure in it is checked before any is run.

    Raises
    ------
    StudyError
        where the file is damaged, does not bear its own hash, or names an unknown parameter or a
        value out of bounds; every problem at once
    """
    problems = Problems()
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        grid = _grid(content)
    except OSError as error:
        what = "there is no such file" if isinstance(error, FileNotFoundError) else error.strerror
        fix = "Give the path of a grid, or leave --grid out for the bundled one"
        problems.add(str(path), str(what), fix)
        raise StudyError(problems) from error
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        problems.add(str(path), f"is no grid of closures: {_fault(error)}", COPY)
        raise StudyError(problems) from error
    found = content_hash(content)
    if grid.hash != found:
        what = f"was changed: its hash is {found[:12]}…, and it says {grid.hash[:12]}…"
        problems.add(path.name, what, f'If that was meant, write "{HASH}": "{found}" into it')
    for cell in [*grid.cells(), *grid.switched()]:
        _check(cell, problems)
    problems.raise_if_any(StudyError)
    return grid


def _fault(error: Exception) -> str:
    """What is wrong with a file that is no grid, in a sentence."""
    if isinstance(error, json.JSONDecodeError):
        return f"it is no JSON from line {error.lineno}, column {error.colno} on"
    if isinstance(error, UnicodeDecodeError):
        return "it is no text in UTF-8"
    if isinstance(error, KeyError):
        return f"the key {error} is missing"
    return "a value in it is of the wrong kind"


def _check(cell: Cell, problems: Problems) -> None:
    try:
        read_closure(cell.values)
    except StudyError as error:
        known = {str(problem) for problem in problems}
        problems.extend(p for p in error.problems if str(p) not in known)


def _grid(content: Mapping[str, Any]) -> Grid:
    named = tuple(
        Cell(name, NAMED, {}, item["values"], item["why"], bool(item.get("artefact", False)))
        for name, item in content["named"].items()
    )
    switches = tuple(
        Switch(name, item["why"], item["on"], item["off"])
        for name, item in content["switches"].items()
    )
    noise = content["information"]
    return Grid(
        hash=str(content[HASH]),
        axes={axis: dict(levels) for axis, levels in content["axes"].items()},
        named=named,
        switches=switches,
        noise=Noise(
            float(noise["coefficient_noise"]),
            float(noise["demand_noise"]),
            int(noise["delay_years"]),
            tuple(int(seed) for seed in noise["seeds"]),
        ),
    )
