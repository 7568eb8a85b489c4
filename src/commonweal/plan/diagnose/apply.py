"""Repairs put into a case, to see whether they mend it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import numpy as np
import xarray as xr

from commonweal.case.case import Case
from commonweal.plan.diagnose.diagnosis import Repair
from commonweal.plan.diagnose.sentences import corridor_pace

BALANCES = "trade.balance."  # keys of the balance of one region


def apply_repairs(case: Case, repairs: Iterable[Repair]) -> Case:
    """The case with these changes, as if the study or its tables had said so."""
    for repair in repairs:
        case = _apply(case, repair)
    return case


def settings(case: Case, repairs: Iterable[Repair]) -> tuple[tuple[str, str], ...]:
    """Repairs as settings of the study: dotted key and value as YAML.

    The caps of a limit are given for all its years, and balances for all regions, because a setting
    replaces what stood there.
    """
    changes = tuple(repairs)
    tables = ("activities",)
    found = {
        repair.key: str(repair.new).lower()
        if isinstance(repair.new, bool)
        else f"{repair.new:.12g}"
        for repair in changes
        if repair.key.partition(".")[0] not in (*tables, "limits")
        and not repair.key.startswith(BALANCES)
    }
    deficits = [repair for repair in changes if repair.key.startswith(BALANCES)]
    if deficits:
        allowed = apply_repairs(case, deficits).trade.deficit.isel(period=0)
        each = [f"{r}: {float(allowed.sel(region=r)):.12g}" for r in allowed["region"].values]
        found["trade.balance"] = f"{{{', '.join(each)}}}"
    caps = [repair for repair in changes if repair.key.startswith("limits.")]
    mended = apply_repairs(case, caps).limits
    for limit in dict.fromkeys(_limit_and_year(repair.key.split(".", 1)[1])[0] for repair in caps):
        years = [t for t in case.horizon.years if float(mended.capped.sel(limit=limit, period=t))]
        levels = [f"{t}: {float(mended.cap.sel(limit=limit, period=t)):.12g}" for t in years]
        found[f"limits.{limit}"] = f"{{{', '.join(levels)}}}"
    return tuple(found.items())


def _apply(case: Case, repair: Repair) -> Case:
    section, _, rest = repair.key.partition(".")
    new = float(repair.new)
    if section == "workers":
        return _workers(case, float(repair.old), new, rest.partition(".")[2])
    if section == "needs":
        need = rest.removesuffix(".may_fall")
        fall = _changed(case.demand.may_fall, 1.0, need=need)
        return replace(case, demand=replace(case.demand, may_fall=fall))
    if section == "limits":
        return _limits(case, rest, new)
    if section == "trade":
        return _trade(case, rest, new)
    if section == "pace":
        return _pace(case, rest, new)
    if section == "activities":
        factor = new / float(repair.old)
        mine = case.technology.activity == rest.removeprefix("highest_utilisation.")
        use = case.technology.utilisation
        return replace(
            case, technology=replace(case.technology, utilisation=use.where(~mine, use * factor))
        )
    if repair.key == "continuation.growth":
        return replace(case, wanted=replace(case.wanted, continuation_growth=new))
    raise ValueError(f"no case can take the repair {repair.key}")


def _changed(values: xr.DataArray, new: float, **labels: object) -> xr.DataArray:
    copy = values.copy(deep=True)
    copy.loc[labels] = new
    return copy


def _workers(case: Case, old: float, new: float, region: str) -> Case:
    workers = case.work.workers
    ratio = ((1.0 + new) / (1.0 + old)) ** (workers["period"] - case.horizon.base_year)
    changed = (workers * ratio).transpose(*workers.dims)
    if region:
        home = xr.DataArray(case.regions.labour_type.values == region, dims="labour_type")
        changed = workers.where(~home, changed)
    return replace(case, work=replace(case.work, workers=changed))


def _limit_and_year(rest: str) -> tuple[str, str]:
    """Limit and year of a key without its "limits."; no year where all years change."""
    limit, _, year = rest.rpartition(".")
    return (limit, year) if limit and year.isdigit() else (rest, "")


def _limits(case: Case, rest: str, new: float) -> Case:
    limit, year = _limit_and_year(rest)
    if not year:
        mine = (case.limits.capped > 0) & (case.limits.cap["limit"] == limit)
        cap = case.limits.cap.where(~mine, new)
        return replace(case, limits=replace(case.limits, cap=cap))
    cap = _changed(case.limits.cap, new, limit=limit, period=int(year))
    if int(year) == case.horizon.last:
        cap = _changed(cap, new, limit=limit, period=case.horizon.continuation_year)
    return replace(case, limits=replace(case.limits, cap=cap))


def _trade(case: Case, rest: str, new: float) -> Case:
    trade = case.trade
    if rest.startswith("balance."):
        deficit = _changed(trade.deficit, new, region=rest.removeprefix("balance."))
        return replace(case, trade=replace(trade, deficit=deficit))
    if rest == "balance":
        return replace(case, trade=replace(trade, deficit=xr.full_like(trade.deficit, new)))
    variable = rest.removesuffix("_pace")
    old = corridor_pace(case, variable)
    least, most = getattr(trade, f"{variable}_least"), getattr(trade, f"{variable}_most")
    base = most.isel(period=0, drop=True) / (1.0 + old)
    steps = most["period"] - case.horizon.base_year
    wider = {
        f"{variable}_least": (base * (1.0 - new) ** steps).transpose(*least.dims),
        f"{variable}_most": (base * (1.0 + new) ** steps).transpose(*most.dims),
    }
    return replace(case, trade=replace(trade, **wider))


def _pace(case: Case, rest: str, new: float) -> Case:
    *inner, side = rest.split(".")
    paces = case.pace.up if side == "up" else case.pace.down
    if inner:
        changed = _changed(paces, new, activity=".".join(inner[1:]))
    else:
        changed = xr.DataArray(np.full(paces.shape, new), coords=paces.coords, dims=paces.dims)
    return replace(case, pace=replace(case.pace, **{side: changed}))
