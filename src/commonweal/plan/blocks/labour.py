"""Labour by type, and the yearly hours of one worker of each region."""

from __future__ import annotations

from commonweal.case.limits_of_change import research_hours
from commonweal.plan.programme import LinearProgramme, before, lies_in, over_periods, year_before


def variables(programme: LinearProgramme) -> None:
    """``hours_per_worker`` h[r, t], between the least allowed and those of the base year."""
    work = programme.case.work
    size = over_periods(programme.case, work.base_hours)
    least = over_periods(programme.case, work.least_hours)
    programme.add("hours_per_worker", size, lower=least, upper=size)


def rows(programme: LinearProgramme) -> None:
    """Work done is work available, and hours never rise again.

    labour:     sum_j H[s,j] x[j,t] + sum_c R[s,c] z[c,t] + sum_p F[p,s,t] <= W[s,t] h[r(s),t]
    hours_fall: h[r,t] <= h[r,t-1], unless the study lets them rise

    F are the hours of developing the techniques of the programme. They are worked whether or not
    plants take a technique up: a choice between developing it and leaving it would be a choice
    between whole numbers. To leave a technique undeveloped, leave it out of the programme.
    """
    case = programme.case
    hours = programme.variable("hours_per_worker")
    if case.work.workers.size:
        work = (case.technology.hours * programme.variable("activity")).sum("process")
        if case.has_capacity and case.conversions.source.size:
            once = case.conversions.hours * programme.variable("convert")
            work = work + once.sum("conversion")
        there = lies_in(case, "labour_type") * case.work.workers
        developing = research_hours(case.research.hours).sum("ceiling")
        programme.rows("labour", work - (there * hours).sum("region") <= -developing)
    if not bool(case.work.may_rise) and len(case.horizon.periods) > 1:
        change = hours - (year_before(case) * before(hours)).sum("before")
        programme.rows("hours_fall", change.sel(period=list(case.horizon.periods[1:])) <= 0)
