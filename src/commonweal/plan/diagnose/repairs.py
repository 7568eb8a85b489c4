"""From levers that gave to changes of the study: values that are surely enough, and sentences.

A value is rounded away from the present one, so that the figure a reader copies is enough.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import xarray as xr

from commonweal.case.case import Case
from commonweal.plan.blocks.continuation import first_share
from commonweal.plan.diagnose.diagnosis import Repair
from commonweal.plan.diagnose.levers import (
    Lever,
    beyond_at,
    needed_workers_growth,
    slowest_continuation,
    workers_growth,
)
from commonweal.plan.diagnose.mend import Mended
from commonweal.plan.diagnose.sentences import corridor_pace, number, percent, when
from commonweal.plan.diagnose.stipulations import limit_sizes, trade_size
from commonweal.plan.programme import LinearProgramme, base_level, belongs

MANY = 3  # activities whose paces are named one by one before the general pace is named
RATE = 1e-4  # rates are rounded to a hundredth of a per cent
SPARE = 1e-5  # added to a change before rounding, relative: room for the solver's tolerance
STANDING = 1e-6  # share of the base year below which nothing stands and no rate is read from it


def repairs(programme: LinearProgramme, mended: Mended) -> tuple[Repair, ...]:
    """Changes of the study that make the plan found by ``mend`` a plan of the study."""
    groups: dict[str, list[tuple[Lever, float]]] = {}
    for lever, value in mended.moved:
        groups.setdefault(lever.key, []).append((lever, value))
    found: list[Repair] = []
    for key, moved in groups.items():
        found.extend(_MAKERS[key](programme, mended, moved))
    return tuple(found)


Moved = list[tuple[Lever, float]]


def away(old: float, new: float, step: float) -> float:
    """The new value with a little room, rounded away from the old one to a multiple of ``step``."""
    wanted = new + (new - old) * SPARE
    count = np.ceil(wanted / step - 1e-9) if new > old else np.floor(wanted / step + 1e-9)
    return float(f"{count * step:.12g}")


def amount_step(value: float) -> float:
    """Unit of the fifth digit of an amount."""
    return float(10.0 ** (np.floor(np.log10(max(abs(value), 1e-12))) - 4))


def _workers(programme: LinearProgramme, mended: Mended, moved: Moved) -> list[Repair]:
    """A growth of the labour force: of all regions, or of each where they grow apart."""
    case, found = programme.case, []
    for lever, _ in moved:
        old = workers_growth(case, lever.entity)
        needed = needed_workers_growth(case, mended.plan, lever.entity)
        new = away(old, max(needed, old + RATE / 2), RATE)
        key = f"workers.growth.{lever.entity}" if lever.entity else "workers.growth"
        whose = f" of {case.name_of('region', lever.entity)}" if lever.entity else ""
        sentence = (
            f"let the number of workers{whose} change by {_signed(new)} a year instead of "
            f"{_signed(old)} ({key}: {new:g})"
        )
        found.append(Repair(key, old, new, "1/year", sentence))
    return found


def _signed(share: float) -> str:
    return f"{100 * share:+.2f} %"


def _needs(programme: LinearProgramme, _: Mended, moved: Moved) -> list[Repair]:
    case = programme.case
    found = []
    for need in dict.fromkeys(lever.entity for lever, _ in moved):
        falls = {lever.period: value for lever, value in moved if lever.entity == need}
        sentence = (
            f"let {case.name_of('need', need)} fall per head {when(case, sorted(falls))}, by "
            f"{percent(sum(falls.values()))} of the base year (needs.{need}.may_fall: true)"
        )
        found.append(Repair(f"needs.{need}.may_fall", False, True, "", sentence))
    return found


def _limits(programme: LinearProgramme, _: Mended, moved: Moved) -> list[Repair]:
    found = []
    for limit in dict.fromkeys(lever.entity for lever, _ in moved):
        found.extend(_caps(programme, limit, [(x, v) for x, v in moved if x.entity == limit]))
    return found


def _caps(programme: LinearProgramme, limit: str, moved: Moved) -> list[Repair]:
    """New caps of one limit: a share in all years, and further shares in some."""
    case = programme.case
    capped, caps, sizes = case.limits.capped, case.limits.cap, limit_sizes(programme)
    years_capped = [t for t in case.horizon.years if float(capped.sel(limit=limit, period=t))]
    unit = case.names.get("unit", {}).get(f"limit {limit}", "")
    old, new = {}, {}
    for year in years_capped:
        share = sum(value for lever, value in moved if lever.period in (0, year))
        old[year] = float(caps.sel(limit=limit, period=year))
        if share > 0:
            wanted = old[year] + share * float(sizes.sel(limit=limit, period=year))
            new[year] = away(old[year], wanted, amount_step(wanted))

    def repair(key: str, then: str, before: float, after: float) -> Repair:
        sentence = (
            f"raise the cap of {case.name_of('limit', limit)} {then} "
            f"from {number(before)} to {number(after)} {unit} ({key})"
        )
        return Repair(key, before, after, unit, sentence)

    if len(new) == len(years_capped) > 1 and len(set(old.values()) | set(new.values())) == 2:
        first = years_capped[0]
        return [repair(f"limits.{limit}", when(case, years_capped), old[first], new[first])]
    return [repair(f"limits.{limit}.{t}", when(case, [t]), old[t], new[t]) for t in new]


def _balance(programme: LinearProgramme, _: Mended, moved: Moved) -> list[Repair]:
    """A deficit for each region whose balance gives."""
    case = programme.case
    several = case.trade.deficit.sizes["region"] > 1
    currency = str(case.about.get("currency", ""))
    found = []
    for lever, value in moved:
        old = float(case.trade.deficit.sel(region=lever.entity).values[0])
        new = old + value * float(trade_size(programme).sel(region=lever.entity))
        new = away(old, new, amount_step(new))
        key = f"trade.balance.{lever.entity}" if several else "trade.balance"
        whose = f"{case.name_of('region', lever.entity)} " if several else ""
        sentence = (
            f"allow {whose}{_deficit(new)} instead of {_deficit(old)} {currency} a year ({key}: "
            f"{new:.10g})"
        )
        found.append(Repair(key, old, new, f"{currency}/year", sentence))
    return found


def _deficit(value: float) -> str:
    return f"a surplus of {number(-value)}" if value < 0 else f"a deficit of {number(value)}"


def _corridor(variable: str) -> Callable[[LinearProgramme, Mended, Moved], list[Repair]]:
    def make(programme: LinearProgramme, _: Mended, moved: Moved) -> list[Repair]:
        lever, value = moved[0]
        old = corridor_pace(programme.case, variable)
        new = away(old, old + value * lever.per_unit, RATE)
        new = min(new, max(1.0, old))  # at 1 imports and exports can stop altogether
        key = f"trade.{variable}_pace"
        sentence = (
            f"let {variable}s change by up to {percent(new)} a year instead of {percent(old)} "
            f"({key}: {new:g})"
        )
        return [Repair(key, old, new, "1/year", sentence)]

    return make


def _totals(programme: LinearProgramme, mended: Mended) -> xr.DataArray:
    """Level of each activity from the base year on (activity, period)."""
    case = programme.case
    made = (belongs(case) * mended.plan["activity"]).sum("process")
    base = case.start.activity.expand_dims(period=[case.horizon.base_year])
    return xr.concat([base, made], dim="period").transpose("activity", "period")


def _pace_up(programme: LinearProgramme, mended: Mended, moved: Moved) -> list[Repair]:
    case = programme.case
    rate = _rates(programme, mended).max("period")
    if case.has_capacity:
        owner, wear = belongs(case), case.technology.depreciation
        orders = (owner * mended.plan["build"]).sum("process")
        standing = (owner * mended.plan["capacity"]).sum("process")
        worn = (owner * wear * mended.plan["capacity"]).sum("process")
        known = standing > STANDING * case.start.activity
        needed = ((orders - worn) / standing.where(known, 1.0)).where(known, 0.0)
        rate = xr.concat([rate, needed.max("period")], dim="which").max("which")
    return _pace(case, "up", "grow", case.pace.up, rate, moved)


def _pace_down(programme: LinearProgramme, mended: Mended, moved: Moved) -> list[Repair]:
    rate = (-_rates(programme, mended)).max("period")
    case = programme.case
    return _pace(case, "down", "shrink", case.pace.down, rate, moved)


def _rates(programme: LinearProgramme, mended: Mended) -> xr.DataArray:
    """Growth of each activity from one period to the next (activity, period)."""
    total = _totals(programme, mended)
    before = total.isel(period=slice(0, -1)).values
    after = total.isel(period=slice(1, None))
    known = before > STANDING * programme.case.start.activity.values[:, None]
    return (after / np.where(known, before, 1.0) - 1.0).where(known, 0.0)


def _pace(
    case: Case, side: str, verb: str, paces: xr.DataArray, needed: xr.DataArray, moved: Moved
) -> list[Repair]:
    most = 1.0 if side == "down" else 10.0
    new = {}
    everyone = any(not lever.entity for lever, _ in moved)
    labels = [str(a) for a in paces["activity"].values]
    for activity in labels if everyone else [lever.entity for lever, _ in moved]:
        old, rate = float(paces.sel(activity=activity)), float(needed.sel(activity=activity))
        if rate > old + STANDING or not everyone:
            new[activity] = min(away(old, max(rate, old + RATE / 2), RATE), most)
    if len(new) > MANY and len(set(paces.values.tolist())) == 1:
        old, value = float(paces.values[0]), max(new.values())
        sentence = (
            f"let activities {verb} by up to {percent(value)} a year instead of {percent(old)} "
            f"(pace.{side}: {value:g}); {len(new)} need it, most of all "
            f"{case.name_of('activity', max(new, key=lambda a: new[a]))}"
        )
        return [Repair(f"pace.{side}", old, value, "1/year", sentence)]
    return [
        Repair(
            key := f"pace.activities.{activity}.{side}",
            old := float(paces.sel(activity=activity)),
            value,
            "1/year",
            f"let {case.name_of('activity', activity)} {verb} by up to {percent(value)} a year "
            f"instead of {percent(old)} ({key}: {value:g})",
        )
        for activity, value in new.items()
    ]


def _capacity(programme: LinearProgramme, mended: Mended, moved: Moved) -> list[Repair]:
    case = programme.case
    use, standing = case.technology.utilisation, mended.plan["capacity"]
    found = []
    for lever, value in moved:
        mine = case.technology.activity["process"].values[
            (case.technology.activity.values == lever.entity) & (case.start.capacity.values > 0)
        ]
        made, stands = mended.plan["activity"].sel(process=mine), standing.sel(process=mine)
        known = stands > STANDING * float(case.start.activity.sel(activity=lever.entity))
        old = float(use.sel(process=mine).max())
        reached = (made / stands.where(known, 1.0)).where(known, 0.0)
        needed = max(float(reached.max()), old * (1.0 + min(value, 1e-3)))
        new = min(away(old, needed, RATE), 1.0)
        sentence = (
            f"use up to {percent(new)} of the capacity of "
            f"{case.name_of('activity', lever.entity)} instead of {percent(old)} (economy: table "
            f"activities, column highest_utilisation, row {lever.entity})"
        )
        key = f"activities.highest_utilisation.{lever.entity}"
        found.append(Repair(key, old, new, "share of capacity", sentence))
    return found


def _continuation(programme: LinearProgramme, mended: Mended, moved: Moved) -> list[Repair]:
    case = programme.case
    low, high = slowest_continuation(case), case.wanted.continuation_growth
    if not _renews(case, mended, low):
        low = high - moved[0][1] * moved[0][0].per_unit
    else:
        for _ in range(40):
            middle = (low + high) / 2.0
            low, high = (middle, high) if _renews(case, mended, middle) else (low, middle)
    return [continuation_repair(case, low)]


def continuation_repair(case: Case, growth: float) -> Repair:
    """The change to a slower growth after the horizon."""
    old = case.wanted.continuation_growth
    new = max(away(old, growth, RATE), slowest_continuation(case))
    sentence = (
        f"plan for growth of {_signed(new)} a year after {case.horizon.last} instead of "
        f"{_signed(old)} (continuation.growth: {new:g})"
    )
    return Repair("continuation.growth", old, new, "1/year", sentence)


def _renews(case: Case, mended: Mended, growth: float) -> bool:
    """Whether the orders of a plan keep its capacity at a growth after the horizon."""
    given = first_share(case) * case.start.arrivals.sel(period=[case.horizon.continuation_year])
    missing = (beyond_at(case, growth, mended.plan) - given) / base_level(case)
    return float(missing.max()) <= 1e-6


_MAKERS: dict[str, Callable[[LinearProgramme, Mended, Moved], list[Repair]]] = {
    "workers.growth": _workers,
    "needs.may_fall": _needs,
    "limits": _limits,
    "trade.balance": _balance,
    "trade.import_pace": _corridor("import"),
    "trade.export_pace": _corridor("export"),
    "pace.up": _pace_up,
    "pace.down": _pace_down,
    "activities.highest_utilisation": _capacity,
    "continuation.growth": _continuation,
}
