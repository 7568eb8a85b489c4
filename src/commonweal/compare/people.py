"""What people get: fulfilment of needs, an index of consumption, hours of one worker.

Every function takes a case and the values of a result by variable name, so that a plan and a
market are measured by the same rule.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import xarray as xr

from commonweal.case.case import Case
from commonweal.compare.years import with_base

Values = Mapping[str, xr.DataArray]


def fulfilment(case: Case, values: Values) -> xr.DataArray:
    """Level of each need per head relative to the base year.

    S[n,t] = q[n,t] / (people[t] r[n])

    Returns
    -------
    DataArray (need, period) [1], the base year is 1
    """
    base = case.demand.per_head * case.people_of_needs
    level = (values["need_level"] / base).transpose("need", "period")
    return with_base(case, xr.ones_like(level.isel(period=0, drop=True)), level)


def base_shares(case: Case) -> xr.DataArray:
    """Share of each need in the base year's consumption at world prices (need) [1]."""
    price = case.trade.price
    spent = (price * case.demand.composition).sum("product") * case.demand.per_head
    return spent / spent.sum()


def consumption_index(case: Case, values: Values) -> xr.DataArray:
    """Consumption per head relative to the base year, with the base year's shares (Laspeyres).

    C[t] = sum_n share[n] S[n,t]

    Returns
    -------
    DataArray (period) [1], the base year is 1
    """
    return (base_shares(case) * fulfilment(case, values)).sum("need")


def missing(case: Case, values: Values) -> xr.DataArray:
    """Shortage to the floor, relative to the base-year level per head (need, period) [1]."""
    base = case.demand.per_head * case.people_of_needs
    return (values["shortage"] / base).transpose("need", "period")


def hours_of_a_worker(case: Case, values: Values) -> xr.DataArray:
    """Yearly hours of one worker (period) [h per worker and year], the base year first.

    h[t] = sum_r W[r] h[r,t] / sum_r W[r], W the workers of the first year: the mean of the regions
    """
    share = workers_by_region(case).isel(period=0, drop=True)
    share = share / share.sum()
    return (share * hours_by_region(case, values)).sum("region")


def hours_by_region(case: Case, values: Values) -> xr.DataArray:
    """Yearly hours of one worker of each region (region, period), the base year first."""
    return with_base(case, case.work.base_hours, values["hours_per_worker"])


def workers_by_region(case: Case) -> xr.DataArray:
    """Workers of all types (region, period) [person]."""
    workers, labels = case.work.workers, case.demand.people["region"].values
    home = case.regions.labour_type.values
    found = [workers.values[home == label].sum(axis=0) for label in labels]
    return xr.DataArray(
        np.array(found).reshape(len(labels), -1),
        coords={"region": labels, "period": workers["period"].values},
        dims=["region", "period"],
    )


def consumption_by_region(case: Case, values: Values) -> xr.DataArray:
    """Index of consumption per head of each region, with its own shares (region, period) [1].

    C[r,t] = sum_{n in r} share[n] S[n,t] / sum_{n in r} share[n]; NaN where a region needs nothing
    """
    share, met = base_shares(case), fulfilment(case, values)
    labels, home = case.demand.people["region"].values, case.regions.need.values
    member = xr.DataArray(
        (labels[:, None] == home[None, :]).astype(float),
        coords={"region": labels, "need": case.regions.need["need"].values},
        dims=["region", "need"],
    )
    weight = (member * share).sum("need")
    return (member * share * met).sum("need") / weight.where(weight > 0)
