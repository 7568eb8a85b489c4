"""How far techniques have spread, against what could spread and what is wanted.

Adoption is a share of work and not of money: capacity counts with the hours that a unit of it
worked in the base year, as in the targets of a programme.
"""

from __future__ import annotations

import xarray as xr

from commonweal.case.case import Case
from commonweal.compare.people import Values
from commonweal.compare.years import sum_by_activity, with_base


def in_place(case: Case, values: Values) -> xr.DataArray:
    """What techniques are counted on (process, period): capacity, or activity without capital."""
    return values["capacity" if case.has_capacity else "activity"]


def programme_share(case: Case, values: Values) -> xr.DataArray:
    """Share of work in capacity that carries a technique of the programme (period) [1]."""
    share = _share(case, case.adoption.target_member, values)
    return with_base(case, xr.DataArray(0.0), share)


def modern_share(case: Case, values: Values) -> xr.DataArray:
    """Share of work in modern plant (period) [1]; plant of the base year counts as installed."""
    modern = _modern(case)
    return with_base(case, xr.DataArray(0.0), _share(case, modern, values))


def programme_share_of(case: Case, values: Values) -> xr.DataArray:
    """Share of each activity's capacity that carries a technique (activity, period) [1]."""
    total = sum_by_activity(case, in_place(case, values))
    carried = sum_by_activity(case, case.adoption.target_member * in_place(case, values))
    return (carried / total.where(total > 0)).transpose("activity", "period")


def ceiling_of(case: Case) -> xr.DataArray:
    """Highest share of each activity's capacity that may carry a technique (activity, period).

    Techniques of one activity exclude each other: min(1, sum of their ceilings).
    """
    rule = case.adoption
    activities = case.start.activity["activity"].values
    owner = xr.DataArray(
        (activities[:, None] == rule.ceiling_activity.values[None, :]).astype(float),
        coords={"activity": activities, "ceiling": rule.ceiling_activity["ceiling"].values},
        dims=["activity", "ceiling"],
    )
    together = (owner * rule.ceiling_share).sum("ceiling")
    return together.where(together < 1.0, 1.0).transpose("activity", "period")


def highest_share(case: Case, values: Values) -> xr.DataArray:
    """Share of work that the ceilings would allow on the capacity in place (period) [1]."""
    weighted = case.adoption.target_weight * in_place(case, values)
    by_activity = sum_by_activity(case, weighted)
    total = by_activity.sum("activity")
    reached = (ceiling_of(case) * by_activity).sum("activity") / total.where(total > 0)
    return with_base(case, xr.DataArray(0.0), reached)


def targets_missing(case: Case, values: Values) -> xr.DataArray:
    """By how much each target is missed (target, period) [share of work]; NaN without a target.

    missing[t] = max(0, target[t] - share of work with techniques of the programme)
    """
    wanted = case.adoption.target_share
    short = wanted - _share(case, case.adoption.target_member, values)
    return short.where(short > 0, 0.0).where(wanted > 0).transpose("target", "period")


def _modern(case: Case) -> xr.DataArray:
    family = case.technology.family
    return xr.DataArray(
        (family.values == "modern").astype(float), coords={"process": family["process"].values}
    )


def _share(case: Case, member: xr.DataArray, values: Values) -> xr.DataArray:
    weighted = case.adoption.target_weight * in_place(case, values)
    total = weighted.sum("process")
    return (member * weighted).sum("process") / total.where(total > 0)
