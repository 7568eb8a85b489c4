"""Shadow values by one sign rule: what one unit more of a scarce thing brings to the goal.

The shadow value of a row is the gain of the goal when the row is relaxed by one unit. It is never
negative for a scarce thing. With the dual value d = d(goal) / d(right-hand side):

    rows <=            + d
    rows >=            - d
    product_balance    - d   one unit less has to be delivered
    investment         - d   one asset unit less has to be put in place
    capacity_motion    + d   one unit more of capacity arrives; below zero where it is a burden

Source: Kantorovich 1939 (objectively determined valuations); Dorfman, Samuelson and Solow 1958.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import xarray as xr

from commonweal.case.case import Case

if TYPE_CHECKING:
    from commonweal.plan.plan import Plan


@dataclass(frozen=True)
class Kind:
    """One family of rows as a reader meets it.

    Parameters
    ----------
    sign : of the dual value, by the sign rule
    title : what is scarce
    unit : of the right-hand side; {} is the unit of the thing
    """

    sign: int
    title: str
    unit: str


KINDS: dict[str, Kind] = {
    "product_balance": Kind(-1, "Product", "{}"),
    "labour": Kind(+1, "Work", "h"),
    "capacity_use": Kind(+1, "Capacity in use", "{}/yr"),
    "capacity_motion": Kind(+1, "Standing capacity", "{}/yr"),
    "investment": Kind(-1, "Asset", "{}"),
    "diffusion": Kind(+1, "Ceiling of a technique", "unit/yr of capacity"),
    "trade_balance": Kind(+1, "Balance of trade", "currency"),
    "limits": Kind(+1, "Limit", "{}"),
    "pace_up": Kind(+1, "Pace of growth", "{}/yr"),
    "pace_down": Kind(-1, "Pace of decline", "{}/yr"),
    "pace_orders": Kind(+1, "Pace of building", "{}/yr"),
    "pace_needs": Kind(+1, "Pace of a need", "need unit"),
    "floors": Kind(-1, "Floor", "need unit"),
    "no_need_falls": Kind(-1, "Rule: no need falls", "need unit"),
    "hours_fall": Kind(+1, "Rule: hours never rise again", "h per worker"),
    "targets": Kind(-1, "Target", "base-year hours of capacity"),
    "renewal": Kind(+1, "Capacity after the horizon", "{}/yr"),
}

# rows that only define a quantity of the goal: they are not things that can be scarce
DEFINITIONS = ("fulfilment", "free_time", "lowest")


def shadow_value(plan: Plan, family: str) -> xr.DataArray:
    """Gain of the last goal per unit by which the rows of a family are relaxed.

    Parameters
    ----------
    family : a key of ``KINDS``

    Returns
    -------
    DataArray with the dimensions of the rows [goal points per unit]

    Raises
    ------
    KeyError : the plan has no such rows
    """
    return KINDS[family].sign * plan.duals[family]


def hour_value(plan: Plan) -> xr.DataArray:
    """Shadow value of an hour of work in each period (period) [goal points per hour].

    Labour types count with the hours they work. Zero where work is not scarce: nothing can then
    be said in hours.
    """
    periods = list(plan.case.horizon.periods)
    if "labour" not in plan.duals:
        return xr.DataArray(np.zeros(len(periods)), coords={"period": periods}, dims=["period"])
    hours = plan.case.work.workers * plan.case.where("labour_type", plan.values["hours_per_worker"])
    value = shadow_value(plan, "labour")
    return (value * hours).sum("labour_type") / hours.sum("labour_type")


def in_hours(plan: Plan, points: xr.DataArray) -> xr.DataArray:
    """Goal points as hours of work of the same period; NaN where work is not scarce."""
    hour = hour_value(plan)
    return points / hour.where(hour > 0)


def shadow_values(plan: Plan) -> pd.DataFrame:
    """Every shadow value with its name and units.

    Returns
    -------
    DataFrame with columns family, kind, label, name, year, unit, points [goal points per unit],
    hours [h per unit; NaN where work is not scarce in that year], rank (1 = largest gain from
    one unit within its kind and year), unique (False: other values are as good)
    """
    frames = []
    for family, kind in KINDS.items():
        if family in plan.duals and plan.duals[family].size:
            frames.append(_family(plan, family, kind))
    if not frames:
        return pd.DataFrame(
            columns=["family", "kind", "label", "name", "year", "unit", "points", "hours", "rank"]
        ).assign(unique=not plan.not_unique)
    frame = pd.concat(frames, ignore_index=True)
    frame["rank"] = (
        frame.groupby(["family", "year"])["points"].rank(ascending=False, method="min").astype(int)
    )
    frame["unique"] = not plan.not_unique
    return frame


def without_only_region(values: xr.DataArray) -> xr.DataArray:
    """Values without their dimension of regions where there is one region only."""
    return values.squeeze("region", drop=True) if values.sizes.get("region") == 1 else values


def _family(plan: Plan, family: str, kind: Kind) -> pd.DataFrame:
    points = without_only_region(shadow_value(plan, family))
    dims = [str(dim) for dim in points.dims if dim != "period"]
    points = points.transpose(*dims, "period")
    rows = list(product(*([str(x) for x in points[dim].values] for dim in dims)))
    hours = in_hours(plan, points).transpose(*dims, "period")
    periods = [int(t) for t in points["period"].values]
    count = len(periods)
    return pd.DataFrame(
        {
            "family": family,
            "kind": kind.title,
            "label": np.repeat([" / ".join(row) for row in rows], count),
            "name": np.repeat([name_of(plan.case, kind, dims, row) for row in rows], count),
            "year": np.tile(periods, len(rows)),
            "unit": np.repeat([_unit(plan.case, kind, dims, row) for row in rows], count),
            "points": points.values.ravel(),
            "hours": hours.values.ravel(),
        }
    )


def name_of(case: Case, kind: Kind, dims: Sequence[str], row: Sequence[str]) -> str:
    """Readable name of what a row is about."""
    if not dims:
        return kind.title
    names = [
        case.name_of("technique" if dim == "ceiling" else dim, label)
        for dim, label in zip(dims, row, strict=True)
    ]
    return ": ".join(names)


def _unit(case: Case, kind: Kind, dims: Sequence[str], row: Sequence[str]) -> str:
    if kind.unit == "currency":
        return str(case.about.get("currency", "")) or "currency"
    if not dims:
        return kind.unit
    dimension, owner = dims[-1], row[-1]
    if dimension == "process":
        owner, dimension = str(case.technology.activity.sel(process=owner).values), "activity"
    return kind.unit.format(case.names.get("unit", {}).get(f"{dimension} {owner}", "unit"))
