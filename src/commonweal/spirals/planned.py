"""What a plan does on the cases of the arms, by the figures that plan and market share."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from commonweal.case.case import Case
from commonweal.compare.scores import Scores, plan_scores
from commonweal.economy.economy import Economy
from commonweal.errors import InfeasibleStudy
from commonweal.plan.make import make_plan
from commonweal.spirals.crossing import CaseKey, Place

#: Figures that are told; all of them are in the folder.
SHOWN = ("needs_mean", "needs_least_class", "hours", "employment", "idle", "adoption")


@dataclass(frozen=True)
class Planned:
    """The plan on the case of one arm.

    Parameters
    ----------
    case : hash of the case
    scores : in the last year; None where no plan exists
    reason : why there is none; empty where there is one
    """

    case: str
    scores: Scores | None
    reason: str = ""


def plan_arms(
    places: Sequence[Place],
    cases: Mapping[CaseKey, tuple[Case, Economy]],
    tell: Callable[[str], Any],
) -> dict[str, Planned]:
    """Plan the case of every arm of a cell; arms on one case have one plan.

    Parameters
    ----------
    places : arms of one cell
    """
    made: dict[str, Planned] = {}
    found = {}
    for place in places:
        case = cases[place.case][0]
        if case.hash not in made:
            tell(f"planning: {place.arm}")
            made[case.hash] = _planned(case)
        found[place.arm] = made[case.hash]
    return found


def _planned(case: Case) -> Planned:
    try:
        plan = make_plan(case)
    except InfeasibleStudy as error:
        return Planned(case.hash, None, str(error))
    return Planned(case.hash, plan_scores(case, plan.values))


def same_case(planned: Mapping[str, Planned]) -> bool:
    """Whether all arms are one case, so that the plan is the same in all of them."""
    return len({plan.case for plan in planned.values()}) == 1
