"""What the goals of a case ask, kept until a move touches it."""

from __future__ import annotations

import numpy as np

from commonweal.case.case import Case
from commonweal.plan.again.figures import Places, weights
from commonweal.plan.goals import Wish, wishes
from commonweal.plan.matrix import Vector

MAXIMIN = "maximin"
# Array or setting -> goals whose gains are made of it; one that is not here touches those of all.
# What a goal is worth depends on the rest of the programme as well: this says nothing of its value.
GAINS: dict[str, tuple[str, ...]] = {
    "work.workers": ("least_hours",),
    "work.least_hours": ("welfare",),
    "work.free_time_weight": ("welfare",),
    "demand.people": ("floors",),
    "demand.floor": ("floors",),
    "demand.weight": ("floors", "welfare"),
    "trade.deficit": (),
    "trade.import_least": (),
    "trade.import_most": (),
    "trade.export_least": (),
    "trade.export_most": (),
    "limits.cap": (),
    "pace.up": (),
    "pace.down": (),
    "pace.needs": (),
    "adoption.ceiling_share": (),
    "adoption.target_share": (),
    "adoption.target_aim": ("targets",),
    "wanted.period_weight": ("welfare", "least_hours", "least_limit"),
    "wanted.discount": (),
    "wanted.continuation_growth": (),
}

#: A goal and its gains as one conditioned vector over the columns.
Asked = tuple[Wish, Vector]


def ask(case: Case, at: Places, before: list[Asked], names: set[str]) -> list[Asked]:
    """The goals of a case in order with their gains.

    Parameters
    ----------
    at : where the columns stand
    before : the goals of the case before with the same columns; nothing where there is none
    names : arrays and settings that have changed since
    """
    kept = {wish.name: (wish, gain) for wish, gain in before if not gains_feel(wish.name, names)}
    wanted = wishes(case, {name: wish for name, (wish, _) in kept.items()})
    return [kept.get(wish.name) or (wish, _gain(at, wish)) for wish in wanted]


def _gain(at: Places, wish: Wish) -> Vector:
    # maximin is solved from scratch, never here
    return np.zeros(0) if wish.name == MAXIMIN else weights(at, wish.weights)


def gains_feel(goal: str, names: set[str]) -> bool:
    """Whether changes of these arrays touch what a goal asks."""
    kind = goal.partition(":")[0]
    return any(kind in GAINS.get(name, (kind,)) for name in names)
