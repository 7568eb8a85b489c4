"""Shown, refuted, or it depends: the verdict follows from the cells and the criterion of the file.

In a cell a link goes as claimed, the other way, or makes no difference within its tolerance. The
claim as a whole goes as claimed where every link does; it goes the other way where the last link,
the answer, does. Shown is what goes as claimed in every cell, refuted what does in none; but where
the answer moves in no cell there is no difference, and nothing is refuted.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import pandas as pd

from commonweal.compare.contrast import deciding_axis
from commonweal.compare.grid import Cell

Outcome = Literal["claimed", "none", "opposite", "unknown"]
Verdict = Literal["shown", "refuted", "depends", "none", "unknown"]
MOST_SETS = 4  # sets of levels that are told


def outcome(answer: float | None, sign: int, tolerance: float) -> Outcome:
    """What a link does in a cell.

    Parameters
    ----------
    answer : weighted sum over arms; None where there is none
    sign : 1 where it should rise, -1 where it should fall
    tolerance : up to this size it is no difference
    """
    if answer is None or math.isnan(answer):
        return "unknown"
    if abs(answer) <= tolerance:
        return "none"
    return "claimed" if answer * sign > 0 else "opposite"


def together(links: Sequence[Outcome]) -> Outcome:
    """What the claim does in a cell: as claimed where every link is, the rest by the last link."""
    if "unknown" in links:
        return "unknown"
    if all(link == "claimed" for link in links):
        return "claimed"
    return "opposite" if links[-1] == "opposite" else "none"


def verdict(outcomes: Sequence[Outcome], answers: Sequence[Outcome] | None = None) -> Verdict:
    """The verdict over cells; those without an answer count in nothing.

    Parameters
    ----------
    outcomes : (cell) of a link, or of the claim as a whole
    answers : (cell) of the last link, where the claim as a whole is judged
    """
    known = [found for found in outcomes if found != "unknown"]
    if not known:
        return "unknown"
    if all(found == "claimed" for found in known):
        return "shown"
    if "claimed" in known:
        return "depends"
    moved = any(found in ("claimed", "opposite") for found in answers or known)
    return "refuted" if moved else "none"


def breaks_at(links: Sequence[Outcome]) -> int | None:
    """Place of the first link that does not go as claimed; None where all do."""
    return next((n for n, link in enumerate(links) if link != "claimed"), None)


def count(outcomes: Sequence[Outcome], which: Outcome) -> int:
    """In how many cells."""
    return sum(found == which for found in outcomes)


@dataclass(frozen=True)
class Levels:
    """Levels under which something holds in every cell.

    Parameters
    ----------
    levels : axis -> level
    cells : how many there are
    """

    levels: Mapping[str, str]
    cells: int

    def __str__(self) -> str:
        return ", ".join(f"{axis}: {level}" for axis, level in self.levels.items())


def always(
    cells: Sequence[Cell], outcomes: Sequence[Outcome], holds: Callable[[Outcome], bool], deep: int
) -> list[Levels]:
    """Fewest levels under which something holds in every cell that has an answer.

    Sets of one level come first, then of two and so on; a set that adds a level to one that is
    there says nothing new and is left out. Of equal size those with more cells come first.

    Parameters
    ----------
    holds : of an outcome
    deep : most levels of a set
    """
    known = [(c, o) for c, o in zip(cells, outcomes, strict=True) if o != "unknown"]
    axes = list(known[0][0].levels) if known else []
    found: list[Levels] = []
    for size in range(1, min(deep, len(axes)) + 1):
        new: list[Levels] = []
        for chosen in itertools.combinations(axes, size):
            groups: dict[tuple[str, ...], list[bool]] = {}
            for cell, own in known:
                key = tuple(cell.levels[axis] for axis in chosen)
                groups.setdefault(key, []).append(holds(own))
            for key, values in groups.items():
                levels = dict(zip(chosen, key, strict=True))
                if all(values) and not any(_within(f.levels, levels) for f in found):
                    new.append(Levels(levels, len(values)))
        found += sorted(new, key=lambda levels: -levels.cells)
    return found


def _within(small: Mapping[str, str], large: Mapping[str, str]) -> bool:
    return all(large.get(axis) == level for axis, level in small.items())


def decides(cells: Sequence[Cell], outcomes: Sequence[Outcome], which: Outcome) -> tuple[str, str]:
    """The axis by whose level the share of cells with an outcome differs most, with the shares."""
    kept = [(c, o) for c, o in zip(cells, outcomes, strict=True) if o != "unknown"]
    won = pd.Series({cell.name: own == which for cell, own in kept}, dtype=bool)
    return deciding_axis(won, [cell for cell, _ in kept])
