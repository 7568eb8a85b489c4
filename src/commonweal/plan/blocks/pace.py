"""Pace: how fast an activity can grow or shrink, and how fast its plants can be renewed."""

from __future__ import annotations

from commonweal.case.limits_of_change import orders_room
from commonweal.plan.programme import (
    LinearProgramme,
    before,
    belongs,
    by_activity,
    period_is,
    year_before,
)


def rows(programme: LinearProgramme) -> None:
    """Growth, decline and orders stay within the pace of the activity.

    pace_down, pace_up: (1 - down[a]) X[a,t-1] <= X[a,t] <= (1 + up[a]) X[a,t-1]
    pace_orders:        sum_{j in a} v[j,t] <= sum_{j in a} (delta[j] + up[a]) K[j,t]

    X is the sum over the processes of the activity. Orders replace what wears out and add what
    growth at the highest pace needs; without that row a plan would tear down and rebuild whole
    industries that need few assets, such as farming, in a single year.
    """
    case = programme.case
    total = by_activity(case, 1.0 * programme.variable("activity"))
    earlier = before(programme.variable("activity"))
    last = by_activity(case, (year_before(case) * earlier).sum("before"))
    first = period_is(case, case.horizon.first)
    base = case.start.activity * first
    up, down = 1.0 + case.pace.up, 1.0 - case.pace.down
    programme.rows("pace_up", total - up * last <= up * base)
    programme.rows("pace_down", total - down * last >= down * base)

    if case.has_capacity:
        growth = (belongs(case) * case.pace.up).sum("activity")
        room = orders_room(case.technology.depreciation, growth)
        orders = programme.variable("build") - room * programme.variable("capacity")
        programme.rows("pace_orders", by_activity(case, orders) <= 0)
