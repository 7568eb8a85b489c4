"""A slower growth after the horizon, found by halving: how much of it is really needed.

Growth multiplies capacity and orders, which a lever can only follow roughly. Halving between a
growth that is slow enough and one that is not is sure.
"""

from __future__ import annotations

import numpy as np

from commonweal.plan.build import build
from commonweal.plan.diagnose.conflict import Search
from commonweal.plan.diagnose.levers import at_growth, slowest_continuation
from commonweal.plan.diagnose.stipulations import stipulations
from commonweal.plan.matrix import matrix
from commonweal.plan.programme import LinearProgramme

HALVINGS = 5  # of the distance between the two, each a trial: a thirty-second is left


def fastest_continuation(programme: LinearProgramme, slow: float, deadline: float) -> float:
    """Fastest growth after the horizon with a plan, below that of the study.

    Parameters
    ----------
    slow : a growth with which a plan is likely [1/yr]
    deadline : on the monotonic clock
    """

    def possible(growth: float) -> bool:
        changed = build(at_growth(programme.case, growth))
        problem = matrix(changed)
        rules = stipulations(changed, problem)
        held = np.ones(len(rules), dtype=bool)
        search = Search(changed, problem, rules, deadline)
        return search.possible(held, programme.case.horizon.continuation_year)

    fast = programme.case.wanted.continuation_growth
    if not possible(slow):
        # a lever is straight where growth is not: what it found may fall short
        slow, fast = slowest_continuation(programme.case), slow
    likely = _orders_allow(programme, fast)
    if slow < likely < fast:
        slow, fast = (likely, fast) if possible(likely) else (slow, likely)
    for _ in range(HALVINGS):
        middle = (slow + fast) / 2.0
        slow, fast = (middle, fast) if possible(middle) else (slow, middle)
    return slow


def _orders_allow(programme: LinearProgramme, growth: float) -> float:
    """Fastest growth that the pace of orders allows where all capacity is used.

    (delta + g)(1 + g)^(L-1) <= delta + up. With idle capacity more can be ordered, so that this is
    where the search begins and no bound.
    """
    technology = programme.case.technology
    up = programme.case.pace.up.sel(activity=technology.activity.values.astype(str)).values
    wear, years = technology.depreciation.values, technology.build_years.values
    low, high = -wear.copy(), np.full(len(up), max(growth, 0.0))
    for _ in range(50):
        middle = (low + high) / 2.0
        fits = (wear + middle) * (1.0 + middle) ** (years - 1) <= wear + up
        low, high = np.where(fits, middle, low), np.where(fits, high, middle)
    return min(growth, float(low.min()))
