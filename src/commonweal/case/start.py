"""The start of the plan: base-year levels, standing capacity, orders made before."""

from __future__ import annotations

import numpy as np

from commonweal.case.arrays import Coords, array
from commonweal.case.by_region import ByRegion, each_region
from commonweal.case.case import Start, Technology
from commonweal.case.horizon import Horizon
from commonweal.case.technology import activity_levels
from commonweal.economy.economy import Economy
from commonweal.economy.regions import region_labels, regions_of


def start(
    economy: Economy, technology: Technology, horizon: Horizon, scale: float, growth: ByRegion
) -> Start:
    """Capacity at the start of the first year and what earlier orders still bring.

    The base year used K0 = x0 / u0. Orders made before the first year follow a balanced path at
    ``growth``: (delta + growth) K0 (1 + growth)^(t-1) arrive in year t, for as many years as the
    activity takes to build, and are of the modern kind where there is one. What is left of the
    base-year capacity is (1 - delta) K0.

    Parameters
    ----------
    scale : output of the base year over that of the accounts
    growth : of the orders under way [1/yr], of all regions or by region; a region that is not
        named had none
    """
    labels = [str(x) for x in technology.activity["process"].values]
    position = {label: n for n, label in enumerate(labels)}
    levels = activity_levels(economy) * scale
    standing = levels / economy.activities["utilisation"]
    capacity = np.zeros(len(labels))
    arrivals = np.zeros((len(labels), len(horizon.periods)))
    home, rates = (
        regions_of(economy, "activities"),
        each_region(growth, region_labels(economy), 0.0),
    )
    for activity, amount in zip(map(str, standing.index), standing, strict=True):
        old = position[f"{activity}:installed"]
        new = position.get(f"{activity}:modern", old)
        wear = float(technology.depreciation.values[old])
        rate = rates[home[activity]]
        yearly = (wear + rate) * amount
        capacity[old] += (1.0 - wear) * amount
        capacity[new] += yearly
        for n in range(1, int(technology.build_years.values[old])):
            if n < len(horizon.periods):
                arrivals[new, n] = yearly * (1.0 + rate) ** n
    names: Coords = {"process": labels}
    periods: Coords = {"period": horizon.periods}
    kinds: Coords = {"asset": technology.assets["asset"].values}
    composition = economy.asset_composition
    return Start(
        activity=array(
            levels.to_numpy(), {"activity": economy.activities.index}, "unit/yr", "base-year level"
        ),
        capacity=array(capacity, names, "unit/yr", "capacity at the start of the first year"),
        arrivals=array(arrivals, names | periods, "unit/yr", "capacity from earlier orders"),
        committed=array(
            _committed(technology, arrivals), kinds | periods, "asset unit", "spending on them"
        ),
        composition=array(
            np.zeros((len(economy.products), 0)) if composition is None else composition,
            Coords(product=economy.products.index) | kinds,
            "product unit per asset unit",
            "products in an asset",
        ),
    )


def _committed(technology: Technology, arrivals: np.ndarray) -> np.ndarray:
    """Assets still to be paid in period t for orders that arrive at s > t, made before year 1.

    An order is spread evenly over its build years: one that arrives at s with build time L is
    paid in s - L, ..., s - 1.
    """
    spent = np.zeros((technology.assets.shape[0], arrivals.shape[1]))
    years = technology.build_years.values.astype(int)
    for process, arrival in zip(*np.nonzero(arrivals), strict=True):
        lag = years[process]
        for period in range(max(arrival - lag, 0), arrival):
            spent[:, period] += (
                technology.assets.values[:, process] * arrivals[process, arrival] / lag
            )
    return spent
