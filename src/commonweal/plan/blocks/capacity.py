"""Capacity: what can be used, and how it changes from year to year."""

from __future__ import annotations

import linopy
import numpy as np
import xarray as xr

from commonweal.case.case import Case
from commonweal.case.limits_of_change import ready, usable
from commonweal.plan.blocks.incidence import at_processes
from commonweal.plan.programme import (
    LinearProgramme,
    base_level,
    before,
    over_periods,
    period_is,
    planned,
    year_before,
)


def variables(programme: LinearProgramme) -> None:
    """``capacity`` K[j, t] at the start of the year; the first year's is given."""
    case = programme.case
    given = period_is(case, case.horizon.first)
    lower = case.start.capacity * given
    upper = lower + xr.where(given > 0, 0.0, np.inf)
    programme.add("capacity", over_periods(case, base_level(case)), lower=lower, upper=upper)


def arrival(case: Case) -> xr.DataArray:
    """Matrix (process, period, ordered): 1 where an order of ``ordered`` is usable in ``period``.

    An order of year t can be used from t + L on.
    """
    periods = np.array(case.horizon.periods)
    lag = periods[:, None] - periods[None, :]
    years = case.technology.build_years.values
    return xr.DataArray(
        usable(lag[None, :, :], years[:, None, None]).astype(float),
        coords={
            "process": case.technology.activity["process"].values,
            "period": list(periods),
            "ordered": list(periods),
        },
        dims=["process", "period", "ordered"],
    )


def added(programme: LinearProgramme) -> linopy.LinearExpression:
    """Capacity that becomes usable in each period: orders that arrive and conversions into it."""
    case = programme.case
    orders = programme.variable("build").rename({"period": "ordered"})
    new = (arrival(case) * orders).sum("ordered")
    if case.conversions.source.size:
        converted = programme.variable("convert")
        into = at_processes(case, case.conversions.destination, before(converted))
        new = new + (year_before(case) * into).sum("before")
    return new


def rows(programme: LinearProgramme) -> None:
    """Capacity use and capacity motion.

    capacity_use:    x[j,t] <= u[j] (K[j,t] - ramp[j] new[j,t]), no ramp in the continuation
    capacity_motion: K[j,t+1] = (1 - delta[j]) K[j,t] + new[j,t+1] - sum_{c out of j} z[c,t]

    ``new`` is what becomes usable in that year: orders, conversions into j, and orders made
    before the first year (these are given). The capacity of the continuation has a row of its own,
    ``renewal``. New capacity of a programme technique loses the share ``ramp`` of its first year's
    output while people and machines settle in. The continuation stands for all later years, in
    which a loss that comes once has passed.
    """
    case = programme.case
    technology = case.technology
    capacity, activity = programme.variable("capacity"), programme.variable("activity")
    new = added(programme)
    ramp = technology.ramp * planned(case)
    limit = technology.utilisation * ready(capacity, ramp, new)
    lost = technology.utilisation * ramp * case.start.arrivals
    programme.rows("capacity_use", activity - limit <= -lost)
    later = list(case.horizon.years[1:] if case.wanted.continued else case.horizon.periods[1:])
    left = (year_before(case) * before(capacity)).sum("before") * (1.0 - technology.depreciation)
    change = capacity - left - new
    if case.conversions.source.size:
        converted = before(programme.variable("convert"))
        out = at_processes(case, case.conversions.source, converted)
        change = change + (year_before(case) * out).sum("before")
    if later:
        arrivals = case.start.arrivals.sel(period=later)
        programme.rows("capacity_motion", change.sel(period=later) == arrivals)
