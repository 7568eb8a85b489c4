"""Where the hours go: by activity, by branch and into research, and output per hour."""

from __future__ import annotations

import numpy as np
import xarray as xr

from commonweal.case import limits_of_change
from commonweal.case.case import Case
from commonweal.compare.people import Values
from commonweal.compare.years import base_activity, belongs, with_base

#: What hours are worked for -> in words.
KINDS_OF_HOURS = {
    "production": "Production",
    "conversion": "Conversion and retraining",
    "research": "Developing techniques",
}


def hours_by_activity(case: Case, values: Values) -> xr.DataArray:
    """Hours worked in each activity, one-off hours of conversion included.

    H[a,t] = sum_s sum_{j in a} H[s,j] x[j,t] + sum_s sum_{c in a} R[s,c] z[c,t]

    Returns
    -------
    DataArray (activity, period) [h], the base year first
    """
    per_unit = case.technology.hours.sum("labour_type")
    owner = belongs(case)
    running = (owner * per_unit * values["activity"]).sum("process")
    base = (owner * per_unit * base_activity(case)).sum("process")
    total = running.transpose("activity", "period") + conversion_hours(case, values)
    return with_base(case, base, total)


def conversion_hours(case: Case, values: Values) -> xr.DataArray:
    """One-off hours of integration and retraining (activity, period) [h]."""
    activities = case.start.activity["activity"].values
    periods = values["activity"]["period"].values
    found = np.zeros((len(activities), len(periods)))
    if "convert" in values and case.conversions.source.size:
        once = (case.conversions.hours.sum("labour_type") * values["convert"]).transpose(
            "conversion", "period"
        )
        owners = case.technology.activity.sel(process=case.conversions.source.values).values
        place = {str(a): n for n, a in enumerate(activities)}
        np.add.at(found, [place[str(a)] for a in owners], once.values)
    return xr.DataArray(
        found, coords={"activity": activities, "period": periods}, dims=["activity", "period"]
    )


def research_hours(case: Case, values: Values) -> xr.DataArray:
    """Hours worked on developing each technique and keeping it up (ceiling, period) [h].

    A plan works all that the case asks for; a market, what somebody pays for. They belong to no
    activity, and the base year has none beyond those that its activities work.
    """
    if "research" in values:
        return values["research"].transpose("ceiling", "period")
    charged: xr.DataArray = limits_of_change.research_hours(case.research.hours)
    return charged.sum("labour_type").transpose("ceiling", "period")


def hours_by_kind(case: Case, values: Values) -> xr.DataArray:
    """All hours by what they are worked for: production, conversion, research (use, period) [h].

    The base year, in which nothing of the programme is converted or developed, comes first.
    """
    once = conversion_hours(case, values).sum("activity")
    developing = research_hours(case, values).sum("ceiling")
    nothing = xr.zeros_like(once.isel(period=0, drop=True))
    once, developing = (with_base(case, nothing, part) for part in (once, developing))
    making = hours_by_activity(case, values).sum("activity") - once
    uses = xr.DataArray(list(KINDS_OF_HOURS), dims="use", name="use")
    return xr.concat([making, once, developing], dim=uses).transpose("use", "period")


def by_branch(case: Case, values: xr.DataArray, dimension: str = "activity") -> xr.DataArray:
    """Sum over the labels of each branch, in the order in which branches first appear."""
    groups = case.groups.get(dimension, {})
    owner = [groups.get(str(label), "other") for label in values[dimension].values]
    names = list(dict.fromkeys(owner))
    member = xr.DataArray(
        [[float(own == name) for own in owner] for name in names],
        coords={"branch": names, dimension: values[dimension].values},
        dims=["branch", dimension],
    )
    return (member * values).sum(dimension)


def worth_of_output(case: Case, values: Values) -> xr.DataArray:
    """Output of each activity at world prices, constant over the years (activity, period)."""
    worth = (case.trade.price * case.technology.output).sum("product")
    owner = belongs(case)
    made = (owner * worth * values["activity"]).sum("process")
    base = (owner * worth * base_activity(case)).sum("process")
    return with_base(case, base, made)


def output_per_hour(case: Case, values: Values) -> xr.DataArray:
    """Output of an activity per hour worked in it, relative to the base year (activity, period).

    An activity without hours has no output per hour: NaN there.
    """
    output, hours = worth_of_output(case, values), hours_by_activity(case, values)
    ratio = output / hours.where(hours > 0)
    return ratio / ratio.isel(period=0, drop=True)
