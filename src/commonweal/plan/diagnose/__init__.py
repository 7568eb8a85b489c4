"""Diagnosis of studies that have no plan: what conflicts, and what would mend it."""

from __future__ import annotations

import time

from commonweal.errors import InfeasibleStudy, SolverStopped
from commonweal.plan.diagnose.conflict import Search, find_conflict
from commonweal.plan.diagnose.diagnosis import Diagnosis, KindOfRepair, Repair
from commonweal.plan.diagnose.sentences import conflict_sentences
from commonweal.plan.diagnose.stipulations import stipulations
from commonweal.plan.matrix import matrix
from commonweal.plan.programme import LinearProgramme
from commonweal.plan.solve import NoPlanError

__all__ = ["Diagnosis", "KindOfRepair", "Repair", "diagnose", "explain_infeasible"]

REFINING = 6.0  # seconds after which a conflict is given as found, with more than it needs


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
    found = find_conflict(search, time.monotonic() + REFINING)
    if found is None:
        return None
    sentences = conflict_sentences(programme.case, found)
    return Diagnosis(sentences, found.irreducible, (), False, ())


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
