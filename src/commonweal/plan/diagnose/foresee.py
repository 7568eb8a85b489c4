"""What can be seen without solving anything: demands that contradict each other in plain figures.

Each check is a condition that every plan must meet; where it fails there is no plan. That all
checks pass proves nothing.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import xarray as xr

from commonweal.case.case import Case
from commonweal.case.limits_of_change import research_hours
from commonweal.plan.blocks.needs import base_needs
from commonweal.plan.diagnose.sentences import listed, number, percent, when, years
from commonweal.plan.programme import belongs

MARGIN = 1e-6  # relative: figures that are equal but for rounding do not contradict each other


def foresee(case: Case) -> tuple[str, ...]:
    """Sentences about contradictions; empty where none is seen."""
    checks: tuple[Callable[[Case], list[str]], ...] = (
        _surplus,
        _least_work,
        _least_use,
        _least_capacity,
    )
    return tuple(sentence for check in checks for sentence in check(case))


def shortages(case: Case) -> tuple[str, ...]:
    """Floors that the pace of needs cannot reach: a plan exists, with a shortage.

    q[n,t] per head <= (1 + pace)^t of the base year, t counted from the base year.
    """
    steps = case.demand.floor["period"] - case.horizon.base_year
    reach = (1.0 + float(case.pace.needs)) ** steps
    found = []
    for need in case.demand.floor["need"].values:
        floor = case.demand.floor.sel(need=need)
        late = floor["period"].values[(floor > reach * (1.0 + MARGIN)).values]
        planned = [int(t) for t in late if t <= case.horizon.last]
        if planned:
            first = planned[0]
            found.append(
                f"{years(case, planned)}: the floor of {case.name_of('need', str(need))} "
                f"({number(float(floor.sel(period=first)))} times the base year per head) is above "
                f"the {number(float(reach.sel(period=first)))} that the pace of needs allows "
                f"(floors.{need}, pace.needs): there will be a shortage"
            )
    return tuple(found)


def _surplus(case: Case) -> list[str]:
    trade = case.trade
    if trade.deficit.sizes["region"] > 1:
        return []  # what regions sell to each other has no bound that can be seen here
    best = (trade.price * (trade.export_most - trade.import_least)).sum("product")
    asked = -trade.deficit.isel(region=0, drop=True)
    size = abs(trade.price * trade.import_most).sum("product") + 1.0
    short = (asked > best + MARGIN * size).values
    if not short.any():
        return []
    first = int(np.flatnonzero(short)[0])
    periods = [int(t) for t in best["period"].values[short]]
    currency = case.about.get("currency", "")
    possible = float(best.values[first])
    kind = "surplus" if possible > 0 else "deficit"
    reach = f"a {kind} of {number(abs(possible))}"
    wanted = float(asked.values[first])
    demand = (
        f"a surplus of {number(wanted)} {currency} is demanded"
        if wanted > 0
        else f"a deficit of no more than {number(-wanted)} {currency} is allowed"
    )
    return [
        f"{years(case, periods)}: {demand} (trade.balance), but with the most exports "
        f"(trade.export_pace) and the least imports (trade.import_pace) trade reaches {reach} "
        f"{when(case, periods[:1])}"
    ]


def _least_activity(case: Case) -> xr.DataArray:
    """Level below which no activity can be in a period, by its pace (activity, period)."""
    steps = xr.DataArray(
        [t - case.horizon.base_year for t in case.horizon.periods],
        coords={"period": list(case.horizon.periods)},
    )
    return case.start.activity * (1.0 - case.pace.down) ** steps


def _lowest_per_activity(case: Case, coefficients: xr.DataArray) -> xr.DataArray:
    """Smallest coefficient among the processes of each activity."""
    owner = belongs(case)
    apart = coefficients.where(owner > 0, np.inf).min("process")
    return apart.where(np.isfinite(apart), 0.0)


def _least_work(case: Case) -> list[str]:
    if not case.work.workers.size:
        return []
    hours = _lowest_per_activity(case, case.technology.hours)
    work = (hours * _least_activity(case)).sum("activity")
    work = work + research_hours(case.research.hours).sum("ceiling")
    there = case.work.workers * case.where("labour_type", case.work.base_hours)
    short = work > there * (1.0 + MARGIN)
    if not bool(short.any()):
        return []
    periods = [int(t) for t in short["period"].values[short.any("labour_type").values]]
    ratio = float((work / there).sel(period=periods[0]).max())
    kinds = [str(s) for s in short["labour_type"].values[short.any("period").values]]
    names = listed(case.name_of("labour_type", s) for s in kinds)
    down = percent(float(case.pace.down.max()))
    return [
        f"{years(case, periods)}: workers become too few ({names}; workers.growth): activities "
        f"that shrink as fast as they can, {down} a year (pace.down), {_and_developing(case)}still "
        f"take {number(ratio)} times their hours {when(case, periods[:1])}"
    ]


def _and_developing(case: Case) -> str:
    """Words on hours of research, where there are any."""
    return "and developing the programme " if float(case.research.hours.sum()) > 0 else ""


def _least_use(case: Case) -> list[str]:
    """Emissions of the least activity and of needs that may not fall, against the cap."""
    if not bool((case.limits.capped > 0).any()):
        return []
    each = _lowest_per_activity(case, case.technology.emissions)
    kept = base_needs(case) * (1.0 - case.demand.may_fall)
    needs = (case.demand.emissions.clip(min=0.0) * kept).sum("need")
    use = (each.clip(min=0.0) * _least_activity(case)).sum("activity") + needs
    found = []
    for limit in case.limits.cap["limit"].values:
        cap = case.limits.cap.sel(limit=limit)
        set_ = case.limits.capped.sel(limit=limit) > 0
        mine = use.sel(limit=limit)
        if bool((case.technology.emissions.sel(limit=limit) < 0).any()):
            continue  # a process that takes in what others give off can offset any amount
        over = (mine > cap * (1.0 + MARGIN) + 1e-12) & set_
        if bool(over.any()):
            periods = [int(t) for t in cap["period"].values[over.values]]
            unit = case.names.get("unit", {}).get(f"limit {limit}", "")
            found.append(
                f"{years(case, periods)}: {case.name_of('limit', str(limit))} cannot fall to "
                f"{number(float(cap.sel(period=periods[0])))} {unit} (limits.{limit}): activities "
                f"that shrink as fast as they can (pace.down) and needs that may not fall "
                f"(needs.<need>.may_fall) cause at least "
                f"{number(float(mine.sel(period=periods[0])))} {when(case, periods[:1])}"
            )
    return found


def _least_capacity(case: Case) -> list[str]:
    if not case.has_capacity:
        return []
    first = case.horizon.first
    usable = (belongs(case) * case.technology.utilisation * case.start.capacity).sum("process")
    least = _least_activity(case).sel(period=first, drop=True)
    short = least > usable * (1.0 + MARGIN)
    labels = [str(a) for a in short["activity"].values[short.values]]
    if not labels:
        return []
    names = listed(case.name_of("activity", a) for a in labels)
    return [
        f"{first}: less capacity can be used (economy: table activities, column "
        f"highest_utilisation) than output needs that falls as fast as it may (pace.down): {names}"
    ]
