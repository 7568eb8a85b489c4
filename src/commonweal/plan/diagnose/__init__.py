"""Diagnosis of studies that have no plan: what conflicts, and what would mend it."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
import xarray as xr

from commonweal.case.case import Case
from commonweal.errors import InfeasibleStudy, SolverStopped
from commonweal.plan.build import build
from commonweal.plan.diagnose.apply import apply_repairs, settings
from commonweal.plan.diagnose.conflict import Search, find_conflict
from commonweal.plan.diagnose.diagnosis import Diagnosis, KindOfRepair, Repair
from commonweal.plan.diagnose.foresee import foresee, shortages
from commonweal.plan.diagnose.levers import levers
from commonweal.plan.diagnose.mend import Mended, Mending
from commonweal.plan.diagnose.repairs import continuation_repair, repairs
from commonweal.plan.diagnose.sentences import conflict_sentences
from commonweal.plan.diagnose.stipulations import Stipulations, stipulations
from commonweal.plan.diagnose.tighten import fastest_continuation
from commonweal.plan.families import KINDS
from commonweal.plan.matrix import Matrix, matrix
from commonweal.plan.programme import LinearProgramme
from commonweal.plan.solve import NoPlanError

__all__ = [
    "Diagnosis",
    "KindOfRepair",
    "Repair",
    "apply_repairs",
    "diagnose",
    "explain_infeasible",
    "foresee",
    "has_plan",
    "shortages",
]

RATES = ("workers.growth", "pace.up", "pace.down")
SECOND_LOOKS = 2  # rounds in which rates are straightened at the plan found before
REFINING = 5.0  # seconds after which a conflict is given as found, with more than it needs


def diagnose(programme: LinearProgramme, time_limit: float = 120.0) -> Diagnosis | None:
    """Why a programme has no plan, and what would mend it; None where it has one.

    Parameters
    ----------
    programme : built, not solved
    time_limit : seconds

    Raises
    ------
    SolverStopped
        When a trial ends without a proof: never taken for a conflict.
    """
    end = time.monotonic() + time_limit
    problem = matrix(programme)
    rules = stipulations(programme, problem)
    search = Search(programme, problem, rules, end)
    last = search.first_year()
    if last is None:
        return None
    case = programme.case
    sentences, irreducible = foresee(case), True
    if not sentences:
        found = find_conflict(search, last, time.monotonic() + REFINING)
        sentences, irreducible = conflict_sentences(case, found), found.irreducible
    cure = Cure(programme, problem, rules, end)
    first = cure.least(frozenset(KINDS))
    changes = () if first is None else cure.changes(first)
    return Diagnosis(
        conflict=sentences,
        irreducible=irreducible,
        repairs=changes,
        verified=bool(changes) and has_plan(apply_repairs(case, changes), end),
        settings=settings(case, changes),
        alone=() if first is None else _alone(cure, last, first, changes),
    )


@dataclass(frozen=True)
class Cure:
    """The programme, and what is asked of it when it is to be mended."""

    programme: LinearProgramme
    problem: Matrix
    rules: Stipulations
    end: float

    def with_levers(self, plan: Mapping[str, xr.DataArray] | None = None) -> Mending:
        """The programme with its levers, straightened at the base year or at a plan."""
        found = levers(self.programme.case, self.rules, plan)
        return Mending(self.programme, self.problem, self.rules, found, self.end)

    def least(self, kinds: frozenset[str], looks: int = SECOND_LOOKS) -> Mended | None:
        """The cheapest way to mend with levers of some kinds, looked at again where rates gave."""
        mended = self.with_levers().mend(kinds)
        for _ in range(looks):
            if mended is None or not any(lever.key in RATES for lever, _ in mended.moved):
                break
            again = self.with_levers(mended.plan).mend(kinds)
            if again is None:
                break
            mended = again
        return mended

    def changes(self, mended: Mended) -> tuple[Repair, ...]:
        """The changes of the study that a mended plan stands for."""
        found = repairs(self.programme, mended)
        if [repair.key for repair in found] != ["continuation.growth"]:
            return found
        slow = float(found[0].new)
        growth = fastest_continuation(self.programme, slow, self.end)
        return (continuation_repair(self.programme.case, growth),)


def has_plan(case: Case, deadline: float) -> bool:
    """Whether any plan meets the hard rows of a case; what it is worth is not asked."""
    programme = build(replace(case, wanted=replace(case.wanted, goals=("floors",))))
    problem = matrix(programme)
    search = Search(programme, problem, stipulations(programme, problem), deadline)
    held = np.ones(len(search.rules), dtype=bool)
    return search.possible(held, case.horizon.continuation_year)


def _alone(
    cure: Cure, last: int, first: Mended, changes: tuple[Repair, ...]
) -> tuple[KindOfRepair, ...]:
    """What each kind of change would need alone.

    Where the cheapest change is of one kind, that is what this kind needs. A kind that cannot
    mend the years up to the first without a plan need not be tried on all of them.
    """
    used = {lever.kind for lever, _ in first.moved}
    plain = cure.with_levers()
    whole = cure.programme.case.horizon.continuation_year
    answers = []
    for kind, title in KINDS.items():
        if all(lever.kind != kind for lever in plain.found):
            continue
        only = frozenset([kind])
        if used == only:
            answers.append(KindOfRepair(kind, title, changes))
            continue
        hopeless = last < whole and not plain.possible(only, last)
        mended = None if hopeless else cure.least(only, looks=1)
        own = () if mended is None else cure.changes(mended)
        answers.append(KindOfRepair(kind, title, own))
    return tuple(answers)


def explain_infeasible(error: NoPlanError) -> InfeasibleStudy | SolverStopped:
    """The error that a user sees in place of "no plan exists".

    A programme that turns out to have a plan after all was lost to rounding, not to a conflict:
    it is reported as a solver that stopped.
    """
    diagnosis = diagnose(error.programme)
    if diagnosis is None:
        return SolverStopped(
            f"at the goal {error.goal} the solver found no plan, though the study has one: "
            "a matter of rounding. Try another solver (solver.name: simplex)"
        )
    return InfeasibleStudy(diagnosis.text())
