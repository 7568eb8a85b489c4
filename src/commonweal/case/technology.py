"""Processes: every activity with each of its techniques, as coefficients."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from commonweal.case.arrays import Coords, array
from commonweal.case.by_region import ByRegion, each_region
from commonweal.case.case import Technology
from commonweal.case.horizon import Horizon
from commonweal.case.programme import Programme, Technique
from commonweal.economy.economy import Economy
from commonweal.economy.regions import region_labels, regions_of

Vector = NDArray[np.float64]


@dataclass(frozen=True)
class Process:
    """One column of the technology before it is stacked with the others."""

    label: str
    activity: str
    family: str
    technique: str
    output: Vector
    input: Vector
    hours: Vector
    assets: Vector
    emissions: Vector
    ramp: float
    first_order: int | None


def activity_levels(economy: Economy) -> pd.Series:
    """Base-year level of each activity, in its own unit, in the year of the accounts.

    x[a] = sum_i V[i, a] where all its products share a unit; otherwise the output of its main
    product, the one of which it makes the largest share.
    """
    supply, units = economy.supply.to_numpy(), economy.products["unit"].to_numpy()
    totals = economy.supply.sum(axis=1).to_numpy()
    levels = {}
    for place, activity in enumerate(str(a) for a in economy.activities.index):
        rows = np.flatnonzero(supply[:, place] > 0)
        made = supply[rows, place]
        if len(set(units[rows])) <= 1:
            levels[activity] = float(made.sum())
        else:
            levels[activity] = float(made[np.argmax(made / totals[rows])])
    return pd.Series(levels, dtype=float)


def per_unit(amount: float, scale: float) -> float:
    """Hours or assets per unit of output, base year relative to the year of the accounts.

    The total grew by the factor ``amount`` (persons employed at the same yearly hours, or the
    stock of assets) while output grew by ``scale``.
    """
    return amount / scale


def technology(
    economy: Economy,
    horizon: Horizon,
    programme: Programme | None,
    modern: str,
    labour_scale: ByRegion,
    asset_scale: ByRegion,
) -> Technology:
    """Stack installed, modern and programme processes of every activity.

    ``labour_scale`` and ``asset_scale`` bring hours and assets per unit from the year of the
    accounts to the base year (see :func:`per_unit`), in all regions or by region.
    """
    processes = _all_processes(economy, programme, modern, labour_scale, asset_scale)
    return _stack(economy, horizon, processes)


def _all_processes(
    economy: Economy,
    programme: Programme | None,
    modern: str,
    labour_scale: ByRegion,
    asset_scale: ByRegion,
) -> list[Process]:
    levels = activity_levels(economy)
    techniques = programme.techniques if programme else ()
    found: list[Process] = []
    home, labels = regions_of(economy, "activities"), region_labels(economy)
    labour = each_region(labour_scale, labels, 1.0)
    assets = each_region(asset_scale, labels, 1.0)
    for activity in economy.activities.index:
        level = float(levels[activity])
        region = str(home[activity])
        families = [_installed(economy, activity, level, labour[region], assets[region])]
        if modern != "none" and economy.has("modern") and economy.has("capital"):
            families.append(_modern(economy, families[0], modern))
            families[0] = _with_first_order(families[0], None)
        found.extend(families)
        for technique in (t for t in techniques if t.activity == activity):
            found.extend(_with_technique(economy, base, technique, level) for base in families)
    return found


def _installed(
    economy: Economy, activity: str, level: float, labour_scale: float, asset_scale: float
) -> Process:
    none = np.zeros(0)
    capital, labour = economy.capital, economy.labour
    # the stock is what the whole capacity takes, of which the base year used a part
    per_capacity = float(economy.activities["utilisation"][activity]) / level * asset_scale
    return Process(
        label=f"{activity}:installed",
        activity=activity,
        family="installed",
        technique="",
        output=economy.supply[activity].to_numpy() / level,
        input=economy.use[activity].to_numpy() / level,
        hours=none if labour is None else labour[activity].to_numpy() / level * labour_scale,
        assets=none if capital is None else capital[activity].to_numpy() * per_capacity,
        emissions=_emissions(economy, activity) / level,
        ramp=0.0,
        first_order=0,
    )


def _emissions(economy: Economy, activity: str) -> Vector:
    if economy.limits is None or economy.limit_coefficients is None:
        return np.zeros(0)
    rows = economy.limit_coefficients
    mine = rows[(rows["kind"] == "activity") & (rows["label"] == activity)]
    amounts = mine.groupby("limit")["value"].sum()
    filled = amounts.reindex(economy.limits.index, fill_value=0.0)
    return np.asarray(filled.to_numpy(dtype=float))


def _modern(economy: Economy, installed: Process, choice: str) -> Process:
    """A new plant of today: hours, assets and inputs relative to the installed average."""
    assert economy.modern is not None
    row = economy.modern.loc[installed.activity].astype(float)
    ratio = {str(key): float(value) for key, value in zip(row.index, row.to_numpy(), strict=True)}
    suffix = "" if choice == "central" else f"_{choice}"
    return Process(
        label=f"{installed.activity}:modern",
        activity=installed.activity,
        family="modern",
        technique="",
        output=installed.output,
        input=installed.input * ratio["inputs_ratio"],
        hours=installed.hours * ratio[f"hours_ratio{suffix}"],
        assets=installed.assets * ratio[f"assets_ratio{suffix}"],
        emissions=installed.emissions,
        ramp=0.0,
        first_order=0,
    )


def _with_first_order(process: Process, first_order: int | None) -> Process:
    return Process(**{**process.__dict__, "first_order": first_order})


def hours_factor(economy: Economy, process: Process, level: float) -> float:
    """Hours per unit of a process relative to those of the accounts, all labour types together.

    f = sum_l h[l, process] / (sum_l L[l, a] / x[a]), with ``level`` x[a]; 1 where the accounts
    have no hours. A technique's added amounts that follow hours are multiplied by it.
    """
    if economy.labour is None:
        return 1.0
    accounts = float(economy.labour[process.activity].sum()) / level
    return float(process.hours.sum()) / accounts if accounts > 0 else 1.0


def _with_technique(economy: Economy, base: Process, technique: Technique, level: float) -> Process:
    """The same process with a technique of the programme on top of it."""
    factor = hours_factor(economy, base, level)
    inputs = _changed(base.input, economy.products.index, technique.inputs_relative)
    inputs = inputs + _spread(economy.products.index, technique.inputs_added)
    inputs = inputs + factor * _spread(economy.products.index, technique.inputs_added_with_hours)
    assets = base.assets
    if economy.assets is not None and len(base.assets):
        assets = _changed(base.assets, economy.assets.index, technique.assets_relative)
        added = _spread(economy.assets.index, technique.assets_added)
        added = added + factor * _spread(economy.assets.index, technique.assets_added_with_hours)
        # given per unit of output; capacity that the base year used in part takes as much less
        assets = assets + float(economy.activities["utilisation"][base.activity]) * added
    hours, emissions = base.hours, base.emissions
    if economy.labour_types is not None and len(hours):
        hours = _changed(hours, economy.labour_types.index, technique.labour)
    if economy.limits is not None and len(emissions):
        emissions = _changed(emissions, economy.limits.index, technique.emissions_relative)
    return Process(
        label=f"{base.label}+{technique.name}",
        activity=base.activity,
        family=base.family,
        technique=technique.name,
        output=base.output,
        input=inputs,
        hours=hours,
        assets=assets,
        emissions=emissions,
        ramp=technique.ramp,
        first_order=None if base.first_order is None else technique.available,
    )


def _changed(values: Vector, labels: pd.Index, change: Mapping[str, float]) -> Vector:
    """Apply relative changes by label; ``all`` applies to every label not named."""
    rest = change.get("all", 0.0)
    return np.asarray(values * np.array([1.0 + change.get(str(x), rest) for x in labels]))


def _spread(labels: pd.Index, added: Mapping[str, float]) -> Vector:
    return np.array([added.get(str(label), 0.0) for label in labels])


def _stack(economy: Economy, horizon: Horizon, processes: Sequence[Process]) -> Technology:
    names: Coords = {"process": [p.label for p in processes]}
    products: Coords = {"product": economy.products.index}
    types: Coords = {"labour_type": _labels(economy.labour_types)}
    kinds: Coords = {"asset": _labels(economy.assets)}
    limits: Coords = {"limit": _labels(economy.limits)}
    years = economy.activities["build_years"]
    use = economy.activities["highest_utilisation"]
    per_level = "per unit of activity"
    buildable = [
        [float(p.first_order is not None and t >= p.first_order) for t in horizon.periods]
        for p in processes
    ]
    assets = np.array([p.assets for p in processes]).T
    rates = economy.assets["depreciation"].to_numpy() if economy.assets is not None else np.zeros(0)
    total = assets.sum(axis=0) if assets.size else np.zeros(len(processes))
    worn = rates @ assets if assets.size else np.zeros(len(processes))
    depreciation = np.divide(worn, total, out=np.zeros(len(processes)), where=total > 0)
    return Technology(
        activity=array([p.activity for p in processes], names, "", "activity of a process"),
        family=array([p.family for p in processes], names, "", "installed or modern"),
        technique=array([p.technique for p in processes], names, "", "programme technique"),
        output=array(
            np.array([p.output for p in processes]).T,
            products | names,
            f"product unit {per_level}",
            "products made",
        ),
        input=array(
            np.array([p.input for p in processes]).T,
            products | names,
            f"product unit {per_level}",
            "products used",
        ),
        hours=array(
            np.array([p.hours for p in processes]).T,
            types | names,
            f"h {per_level}",
            "hours worked",
        ),
        assets=array(
            assets, kinds | names, "asset unit per unit/yr of capacity", "assets in capacity"
        ),
        depreciation=array(depreciation, names, "1/yr", "wear of capacity, weighted by assets"),
        build_years=array([int(years[p.activity]) for p in processes], names, "yr", "order to use"),
        utilisation=array([use[p.activity] for p in processes], names, "1", "highest utilisation"),
        emissions=array(
            np.array([p.emissions for p in processes]).T,
            limits | names,
            f"limit unit {per_level}",
            "emissions and resource use",
        ),
        ramp=array([p.ramp for p in processes], names, "1", "first-year output lost"),
        buildable=array(
            buildable, names | {"period": horizon.periods}, "1", "1 where it can be ordered"
        ),
    )


def _labels(table: pd.DataFrame | None) -> list[str]:
    return [] if table is None else [str(label) for label in table.index]
