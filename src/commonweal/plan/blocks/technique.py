"""Conversion of standing capacity, and how fast techniques of the programme can spread."""

from __future__ import annotations

import linopy
import numpy as np
import xarray as xr

from commonweal.case.limits_of_change import diffusion_weight
from commonweal.plan.programme import LinearProgramme, base_level, belongs, over_periods


def variables(programme: LinearProgramme) -> None:
    """``convert`` z[c, t]: capacity converted along an allowed pair in t, usable in t + 1."""
    case = programme.case
    size = base_level(case).sel(process=xr.DataArray(case.conversions.source.values, dims="c"))
    scale = xr.DataArray(
        size.values,
        coords={"conversion": case.conversions.source["conversion"].values},
        dims=["conversion"],
    )
    upper = xr.where(case.conversions.allowed > 0, np.inf, 0.0)
    programme.add("convert", over_periods(case, 0.1 * scale), upper=upper)


def in_place(programme: LinearProgramme) -> linopy.Variable:
    """What a technique is counted on: capacity, or activity where there are no capital accounts."""
    return programme.variable("capacity" if programme.case.has_capacity else "activity")


def rows(programme: LinearProgramme) -> None:
    """Diffusion: capacity that carries technique p <= D[p,t] of the capacity of its activity."""
    case = programme.case
    rule = case.adoption
    if not rule.ceiling_activity.size:
        return
    mine = belongs(case).sel(activity=xr.DataArray(rule.ceiling_activity.values, dims="ceiling"))
    owner = xr.DataArray(
        mine.values,
        coords={
            "ceiling": rule.ceiling_activity["ceiling"].values,
            "process": case.technology.activity["process"].values,
        },
        dims=["ceiling", "process"],
    )
    weight = diffusion_weight(rule.ceiling_member, rule.ceiling_share, owner)
    programme.rows("diffusion", (weight * in_place(programme)).sum("process") <= 0)
