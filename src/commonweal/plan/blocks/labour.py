"""Labour by type, and the yearly hours of one worker."""

from __future__ import annotations

import xarray as xr

from commonweal.plan.programme import LinearProgramme, before, over_periods, year_before


def variables(programme: LinearProgramme) -> None:
    """``hours_per_worker`` h[t], between the least allowed and those of the base year."""
    work = programme.case.work
    size = over_periods(programme.case, work.base_hours)
    programme.add(
        "hours_per_worker",
        size,
        lower=xr.full_like(size, float(work.least_hours)),
        upper=xr.full_like(size, float(work.base_hours)),
    )


def rows(programme: LinearProgramme) -> None:
    """Work done is work available, and hours never rise again.

    labour:     sum_j H[s,j] x[j,t] + sum_c R[s,c] z[c,t] <= W[s,t] h[t]
    hours_fall: h[t] <= h[t-1], unless the study lets them rise
    """
    case = programme.case
    hours = programme.variable("hours_per_worker")
    if case.work.workers.size:
        work = (case.technology.hours * programme.variable("activity")).sum("process")
        if case.has_capacity and case.conversions.source.size:
            once = case.conversions.hours * programme.variable("convert")
            work = work + once.sum("conversion")
        programme.rows("labour", work - case.work.workers * hours <= 0)
    if not bool(case.work.may_rise) and len(case.horizon.periods) > 1:
        change = hours - (year_before(case) * before(hours)).sum("before")
        programme.rows("hours_fall", change.sel(period=list(case.horizon.periods[1:])) <= 0)
