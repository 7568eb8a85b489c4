"""Needs: levels, floors, that no need falls, and how fast they can rise."""

from __future__ import annotations

import linopy
import xarray as xr

from commonweal.case.case import Case
from commonweal.plan.programme import LinearProgramme, before, period_is, year_before


def base_needs(case: Case) -> xr.DataArray:
    """Level of a need at which every head has as much as in the base year (need, period)."""
    return case.demand.per_head * case.people_of_needs


def variables(programme: LinearProgramme) -> None:
    """``need_level`` q[n, t] of all people together, and ``shortage`` f[n, t] below a floor."""
    case = programme.case
    size = base_needs(case)
    wanted = size * (case.demand.floor > 0)
    programme.add("need_level", size)
    programme.add("shortage", size, upper=wanted * case.demand.floor)


def rows(programme: LinearProgramme) -> None:
    """Floors, levels per head that do not fall, and the pace at which they rise.

    floors:        q[n,t] + f[n,t] >= floor[n,t] r[n] people[t]
    no_need_falls: q[n,t] / people[t] >= q[n,t-1] / people[t-1], the base year before the first
    pace_needs:    q[n,t] / people[t] <= (1 + pace) q[n,t-1] / people[t-1]

    with the people of the region of the need.

    What people use does not change overnight: without the last row a plan raises needs that take
    little work by half within a year.
    """
    case = programme.case
    level, size = programme.variable("need_level"), base_needs(case)
    floor = case.demand.floor * size
    if bool((floor > 0).any()):
        with_floor = [n for n in floor["need"].values if bool((floor.sel(need=n) > 0).any())]
        met = level + programme.variable("shortage")
        programme.rows("floors", met.sel(need=with_floor) >= floor.sel(need=with_floor))
    first = size * period_is(case, case.horizon.first)
    kept = [n for n in floor["need"].values if not case.demand.may_fall.sel(need=n)]
    if kept:
        change = level - _earlier(programme)
        programme.rows("no_need_falls", change.sel(need=kept) >= first.sel(need=kept))
    fastest = 1.0 + float(case.pace.needs)
    programme.rows("pace_needs", level - fastest * _earlier(programme) <= fastest * first)


def _earlier(programme: LinearProgramme) -> linopy.LinearExpression:
    """Level of each need that gives every head of this period as much as the period before."""
    case = programme.case
    people = case.people_of_needs
    ratio = people / people.rename({"period": "before"})
    link = year_before(case) * ratio
    return (link * before(programme.variable("need_level"))).sum("before")
