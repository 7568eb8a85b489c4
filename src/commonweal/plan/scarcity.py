"""What is scarce, ranked: how much one per cent more of each thing would bring.

Shadow values per unit cannot be compared, for units differ. What can be compared is the gain from
one per cent more of a thing in every planned year (for a pace: one percentage point faster), told
in hours of work that would bring the same gain.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import xarray as xr

from commonweal.case.case import Case
from commonweal.compare.people import Values, workers_by_region
from commonweal.compare.production import (
    activity_level,
    bought_outside,
    capacity_of,
    supply_of_products,
)
from commonweal.compare.spread import in_place
from commonweal.compare.wording import percent, sensible
from commonweal.compare.years import belongs, with_base
from commonweal.plan.shadow import KINDS, hour_value, name_of, shadow_value, without_only_region

if TYPE_CHECKING:
    from commonweal.plan.plan import Plan

STEP = 0.01  # one per cent, or one percentage point of pace
BILLION = 1e9
NOTHING = 1e-9  # goal points: below what the solver's tolerance can tell from zero


@dataclass(frozen=True)
class Amount:
    """What one per cent is taken of, and the words for it."""

    of: Callable[[Case, Values], xr.DataArray]
    words: str


def _before(case: Case, values: xr.DataArray) -> xr.DataArray:
    """The values of the period before, the base year for the first one (…, period)."""
    earlier = values.isel(period=slice(None, -1))
    return earlier.assign_coords(period=list(case.horizon.periods))


def _need_before(case: Case, values: Values) -> xr.DataArray:
    people = case.people_of_needs
    size = case.demand.per_head * people
    per_head = with_base(case, case.demand.per_head, values["need_level"] / people)
    return _before(case, per_head / case.demand.per_head) * size


def _ceiling(case: Case, values: Values) -> xr.DataArray:
    rule = case.adoption
    total = (belongs(case) * in_place(case, values)).sum("process")
    owner = xr.DataArray(rule.ceiling_activity.values, dims="ceiling")
    mine = total.sel(activity=owner).drop_vars("activity")
    return rule.ceiling_share * mine.assign_coords(ceiling=rule.ceiling_activity["ceiling"].values)


def _hours_before(case: Case, values: Values) -> xr.DataArray:
    return _before(case, with_base(case, case.work.base_hours, values["hours_per_worker"]))


AMOUNTS: dict[str, Amount] = {
    "product_balance": Amount(
        lambda c, v: supply_of_products(c, v).sel(period=list(c.horizon.periods)),
        "1 % more of the product {name}, from nowhere",
    ),
    "labour": Amount(
        lambda c, v: c.work.workers * c.where("labour_type", v["hours_per_worker"]),
        "1 % more hours of work ({name})",
    ),
    "capacity_use": Amount(
        lambda c, v: c.technology.utilisation * v["capacity"], "1 % more capacity in {name}"
    ),
    "investment": Amount(
        lambda _, v: v["investment"], "1 % of the new {name} without having to make them"
    ),
    "diffusion": Amount(_ceiling, "a ceiling 1 % higher for “{name}”"),
    "trade_balance": Amount(
        bought_outside,
        "1 % of imports without exports to pay for them",
    ),
    "limits": Amount(lambda c, _: c.limits.cap, "a limit 1 % higher on {name}"),
    "pace_up": Amount(
        lambda c, v: _before(c, activity_level(c, v)),
        "growth one percentage point a year faster in {name}",
    ),
    "pace_down": Amount(
        lambda c, v: _before(c, activity_level(c, v)),
        "decline one percentage point a year faster in {name}",
    ),
    "pace_orders": Amount(capacity_of, "orders of one per cent of capacity more in {name}"),
    "pace_needs": Amount(_need_before, "a rise one percentage point a year faster for {name}"),
    "floors": Amount(
        lambda c, _: c.demand.floor * c.demand.per_head * c.people_of_needs,
        "a floor 1 % lower for {name}",
    ),
    "no_need_falls": Amount(_need_before, "leave to meet {name} 1 % less than the year before"),
    "hours_fall": Amount(_hours_before, "leave to work 1 % longer than the year before"),
}


def scarcity(plan: Plan) -> pd.DataFrame:
    """Everything that is scarce, the largest gain first.

    gain[k] = 0.01 sum_t value[k,t] amount[k,t] over the planned years
    hours[k] = gain[k] / mean value of an hour / number of years

    where the mean value of an hour is weighted by the hours of each year. The continuation is
    left out: it stands for all years after the horizon.

    Returns
    -------
    DataFrame with columns rank, family, kind, label, name, gain [goal points], hours [h per
    year with the same gain; NaN where work is scarce in no year], share [of all hours worked],
    thing [what more of it means], sentence
    """
    rows = [row for family in AMOUNTS if family in plan.duals for row in _gains(plan, family)]
    columns = ["family", "kind", "label", "name", "gain", "words"]
    frame = pd.DataFrame(rows, columns=columns)
    frame = frame[frame["gain"] > NOTHING]
    frame = frame.sort_values(["gain", "family", "label"], ascending=[False, True, True])
    frame = frame.reset_index(drop=True)
    frame.insert(0, "rank", np.arange(1, len(frame) + 1))
    years = list(plan.case.horizon.years)
    worth, worked = _all_work(plan)
    frame["share"] = frame["gain"] / worth if worth > 0 else np.nan
    frame["hours"] = frame["share"] * worked / len(years)
    frame["thing"] = [
        _thing(words, name, kind)
        for words, name, kind in zip(frame["words"], frame["name"], frame["kind"], strict=True)
    ]
    frame["sentence"] = [
        _sentence(plan, thing, gain, hours, share)
        for thing, gain, hours, share in zip(
            frame["thing"], frame["gain"], frame["hours"], frame["share"], strict=True
        )
    ]
    return frame.drop(columns="words")


def _all_work(plan: Plan) -> tuple[float, float]:
    """Goal points of all hours of the planned years, and the hours [h]."""
    years = list(plan.case.horizon.years)
    hours = (workers_by_region(plan.case) * plan.values["hours_per_worker"]).sum("region")
    worth = (hour_value(plan) * hours).sel(period=years)
    return float(worth.sum()), float(hours.sel(period=years).sum())


def _gains(plan: Plan, family: str) -> list[tuple[str, str, str, str, float, str]]:
    case, kind, amount = plan.case, KINDS[family], AMOUNTS[family]
    value = shadow_value(plan, family)
    size = amount.of(case, plan.values)
    years = [t for t in case.horizon.years if t in value["period"].values]
    gain = without_only_region(_aligned(value, size, years))
    if "process" in gain.dims:
        gain = (belongs(case) * gain).sum("process")
    title = "Capacity" if family == "capacity_use" else kind.title
    if not gain.dims:
        return [(family, title, "", kind.title, float(gain), amount.words)]
    (dim,) = (str(dim) for dim in gain.dims)
    words = f"{amount.words} ({{name}})" if dim == "region" else amount.words
    found = []
    for label, points in zip(map(str, gain[dim].values), gain.values.tolist(), strict=True):
        name = name_of(case, kind, [dim], [label])
        if dim == "ceiling":
            owner = str(case.adoption.ceiling_activity.sel(ceiling=label).values)
            name = f"{name} ({case.name_of('activity', owner)})"
        found.append((family, title, label, name, points, words))
    return found


def _aligned(value: xr.DataArray, size: xr.DataArray, years: list[int]) -> xr.DataArray:
    """Gain over the years; rows may be fewer than things (only some needs have a floor)."""
    chosen = {dim: value[dim].values for dim in value.dims if dim in size.dims and dim != "period"}
    here = size.sel(chosen).sel(period=years)
    return STEP * (value.sel(period=years) * here).sum("period")


def _thing(words: str, name: str, kind: str) -> str:
    """What one per cent more means, with the name written as within a sentence."""
    proper = kind == "Ceiling of a technique"
    text = words.format(name=name if proper else name[0].lower() + name[1:])
    return text[0].upper() + text[1:]


def _sentence(plan: Plan, thing: str, gain: float, hours: float, share: float) -> str:
    years = plan.case.horizon.years
    when = f"in every year {years[0]}–{years[-1]}" if len(years) > 1 else f"in {years[0]}"
    if np.isnan(hours):
        return f"{thing}, {when}: worth {sensible(gain)} goal points."
    worth = f"worth as much as {hours / BILLION:,.2f} billion hours of work a year"
    return f"{thing}, {when}: {worth} ({percent(share, 2)} of all)."
