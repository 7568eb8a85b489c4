"""Which stipulations conflict: a smallest set that no plan can meet together.

The horizon is cut first: the earliest year at which no plan exists is found, and later rows are
forgotten. Then stipulations are dropped, whole families first and by halves after that, as long
as there is no plan without them either (deletion filter, Chinneck and Dravnieks 1991; by halves,
Junker 2004). The rows of goods and plants always hold.
"""

from __future__ import annotations

import time
from dataclasses import dataclass

import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray

from commonweal.errors import SolverStopped
from commonweal.plan.diagnose.stipulations import Stipulations, deciding_rows, row_periods
from commonweal.plan.diagnose.trial import Rows, feasible
from commonweal.plan.families import FAMILIES
from commonweal.plan.matrix import Matrix
from commonweal.plan.programme import LinearProgramme

Chosen = NDArray[np.bool_]
FEWEST = 20  # trials that telling rows apart takes at least: without time for them it is not begun


@dataclass(frozen=True)
class Member:
    """Stipulations of one family that belong to the conflict.

    Parameters
    ----------
    family : name in ``FAMILIES``
    entities : labels, in the order of the economy
    periods : years, in order
    """

    family: str
    entities: tuple[str, ...]
    periods: tuple[int, ...]


@dataclass(frozen=True)
class Conflict:
    """Stipulations that no plan can meet together.

    Parameters
    ----------
    members : one for each family; none where goods and plants alone contradict each other
    irreducible : whether a plan exists, up to that year, as soon as any one of them is dropped
    year : the earliest year at which no plan exists
    """

    members: tuple[Member, ...]
    irreducible: bool
    year: int


class Search:
    """Trials with some stipulations dropped and the horizon cut."""

    def __init__(
        self, programme: LinearProgramme, problem: Matrix, rules: Stipulations, deadline: float
    ) -> None:
        self.problem, self.rules, self.deadline = problem, rules, deadline
        self.periods = row_periods(programme, problem)
        self.deciding = deciding_rows(programme, problem)
        self.horizon = programme.case.horizon.periods

    def possible(self, held: Chosen, last: int) -> bool:
        """Whether a plan up to a year meets the rows of goods and plants and what is held."""
        rules, problem = self.rules, self.problem
        keep = self.deciding & (self.periods <= last)
        keep[rules.row[(rules.row >= 0) & ~held]] = False
        lower, upper = problem.lower.copy(), problem.upper.copy()
        free = ~held & (rules.column >= 0)
        most = np.char.endswith(rules.family, "most")
        upper[rules.column[free & most]] = np.inf
        down = rules.column[free & ~most]
        lower[down] = np.minimum(lower[down], 0.0)
        rows = Rows(
            sp.csr_matrix(problem.rows[keep]),
            problem.row_lower[keep],
            problem.row_upper[keep],
            lower,
            upper,
        )
        return feasible(rows, self.deadline)

    def first_year(self) -> int | None:
        """Earliest year at which no plan exists; None where there is a plan.

        A plan for more years is one for fewer years, so that years can be searched by halves.
        """
        held = np.ones(len(self.rules), dtype=bool)
        if self.possible(held, self.horizon[-1]):
            return None
        low, high = 0, len(self.horizon) - 1
        while low < high:
            middle = (low + high) // 2
            if self.possible(held, self.horizon[middle]):
                low = middle + 1
            else:
                high = middle
        return self.horizon[low]


def find_conflict(search: Search, last: int, until: float) -> Conflict:
    """The conflict of a programme without a plan.

    Parameters
    ----------
    search : trials of the programme
    last : earliest year at which no plan exists
    until : on the monotonic clock; afterwards what was found so far is given as it is, but
        families are always told apart
    """
    held = search.rules.period <= last
    if not search.possible(np.zeros(len(held), dtype=bool), last):
        return Conflict((), True, last)
    begin, trials = time.monotonic(), 0
    for family in sorted(FAMILIES, key=lambda name: FAMILIES[name].order):
        trial = held & (search.rules.family != family)
        if trial.sum() < held.sum():
            trials += 1
            held = held if search.possible(trial, last) else trial
    one = (time.monotonic() - begin) / max(trials, 1)
    if time.monotonic() + one * FEWEST > until:
        return Conflict(_members(search.rules, held), False, last)
    irreducible, end = True, search.deadline
    search.deadline = until
    try:
        nothing = np.zeros(len(held), dtype=bool)
        kept = _needed(search, last, nothing, _groups(search.rules, held), False)
        held = _union(nothing, kept)
    except SolverStopped:
        if time.monotonic() < until:
            raise
        irreducible = False
    finally:
        search.deadline = end
    return Conflict(_members(search.rules, held), irreducible, last)


def _needed(
    search: Search, last: int, given: Chosen, groups: list[Chosen], grown: bool
) -> list[Chosen]:
    """A smallest part of the groups that leaves no plan beside what is given; earlier ones stay."""
    if grown and not search.possible(given, last):
        return []
    if len(groups) <= 1:
        return groups
    half = len(groups) // 2
    first, second = groups[:half], groups[half:]
    late = _needed(search, last, _union(given, first), second, True)
    early = _needed(search, last, _union(given, late), first, bool(late))
    return early + late


def _union(given: Chosen, groups: list[Chosen]) -> Chosen:
    together = given.copy()
    for group in groups:
        together |= group
    return together


def _groups(rules: Stipulations, held: Chosen) -> list[Chosen]:
    """Groups by family, year and entity; what a study sets itself comes first."""
    order = np.array([FAMILIES[str(name)].order for name in rules.family])
    keys = sorted(
        {
            (-int(order[n]), int(rules.period[n]), str(rules.family[n]), str(rules.entity[n]))
            for n in np.flatnonzero(held)
        }
    )
    return [
        held & (rules.family == family) & (rules.period == period) & (rules.entity == entity)
        for _, period, family, entity in keys
    ]


def _members(rules: Stipulations, held: Chosen) -> tuple[Member, ...]:
    families = sorted(
        {str(name) for name in rules.family[held]},
        key=lambda name: FAMILIES[name].order,
        reverse=True,
    )
    members = []
    for family in families:
        mine = held & (rules.family == family)
        entities = dict.fromkeys(str(e) for e in rules.entity[mine])
        periods = sorted({int(t) for t in rules.period[mine]})
        members.append(Member(family, tuple(entities), tuple(periods)))
    return tuple(members)
