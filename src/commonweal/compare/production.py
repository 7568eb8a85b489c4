"""What is made and with what capacity; imports and exports."""

from __future__ import annotations

import pandas as pd
import xarray as xr

from commonweal.case.case import Case
from commonweal.case.regions import USERS, purchases
from commonweal.compare.people import Values
from commonweal.compare.years import base_activity, sum_by_activity, with_base


def activity_level(case: Case, values: Values) -> xr.DataArray:
    """Level of each activity over all its processes (activity, period) [unit/yr]."""
    running = sum_by_activity(case, values["activity"])
    return with_base(case, case.start.activity, running)


def capacity_of(case: Case, values: Values) -> xr.DataArray:
    """Capacity of each activity at the start of the year (activity, period) [unit/yr]."""
    return sum_by_activity(case, values["capacity"]).transpose("activity", "period")


def usable_capacity(case: Case, values: Values) -> xr.DataArray:
    """What the capacity can make at its highest utilisation (activity, period) [unit/yr]."""
    usable = case.technology.utilisation * values["capacity"]
    return sum_by_activity(case, usable).transpose("activity", "period")


def idle_in_old_plants(case: Case, values: Values) -> xr.DataArray:
    """Share of usable capacity not used that stands in installed plants (period) [1]; NaN if none.

    Activities are added by what their output was worth in work in the base year.
    """
    idle = case.technology.utilisation * values["capacity"] - values["activity"]
    worth = idle.clip(min=0.0) * case.adoption.target_weight
    old = worth.where(case.technology.family == "installed", 0.0).sum("process")
    total = worth.sum("process")
    return old / total.where(total > 0)


def utilisation(case: Case, values: Values) -> xr.DataArray:
    """Level of each activity relative to its capacity (activity, period) [1]; NaN without any."""
    capacity = capacity_of(case, values)
    level = sum_by_activity(case, values["activity"])
    return level / capacity.where(capacity > 0)


def use_of_limits(case: Case, values: Values) -> xr.DataArray:
    """Emissions and resource use of activities and needs (limit, period) [limit unit]."""
    by_activity = (case.technology.emissions * values["activity"]).sum("process")
    return by_activity + (case.demand.emissions * values["need_level"]).sum("need")


def base_trade(case: Case) -> tuple[xr.DataArray, xr.DataArray]:
    """Imports and exports of the base year (product) [product unit].

    The corridor of a case lies evenly around the base year in its first period, so that the
    base year is the middle between its two edges.
    """
    trade = case.trade
    first = case.horizon.first
    imports = 0.5 * (trade.import_least + trade.import_most).sel(period=first, drop=True)
    exports = 0.5 * (trade.export_least + trade.export_most).sel(period=first, drop=True)
    return imports, exports


def bought_outside(case: Case, values: Values) -> xr.DataArray:
    """What each region buys outside it, at world prices (region, period) [currency].

    Imports of its products from outside the economy, and what its processes, needs, assets and
    conversions take from other regions.
    """
    labels, home = case.demand.people["region"].values, case.regions.product.values
    paid = (case.trade.price * values["imports"]).transpose("product", "period")
    found = xr.concat(
        [paid[home == label].sum("product") for label in labels], pd.Index(labels, name="region")
    )
    for dimension, name in USERS.items():
        across = purchases(case, dimension)
        if across is not None and name in values:
            found = found + (across.clip(min=0.0) * values[name]).sum(dimension)
    return found.transpose("region", "period")


def trade_deficit(case: Case, values: Values) -> xr.DataArray:
    """Purchases outside each region less sales there, at world prices (region, period) [currency].

    The left-hand side of the rows ``trade_balance``, given deliveries included.
    """
    labels, home = case.demand.people["region"].values, case.regions.product.values
    net = case.trade.price * (values["imports"] - values["exports"])
    net = net.transpose("product", "period")
    found = xr.concat(
        [net[home == label].sum("product") for label in labels], pd.Index(labels, name="region")
    )
    for dimension, name in USERS.items():
        across = purchases(case, dimension)
        if across is not None and name in values:
            found = found + (across * values[name]).sum(dimension)
    return (found + case.regions.given).transpose("region", "period")


def supply_of_products(case: Case, values: Values) -> xr.DataArray:
    """Made and imported amount of each product (product, period) [product unit]."""
    made = (case.technology.output * values["activity"]).sum("process")
    base = (case.technology.output * base_activity(case)).sum("process")
    return with_base(case, base + base_trade(case)[0], made + values["imports"])


def imports(case: Case, values: Values) -> xr.DataArray:
    """Imports (product, period) [product unit], the base year first."""
    return with_base(case, base_trade(case)[0], values["imports"])


def exports(case: Case, values: Values) -> xr.DataArray:
    """Exports (product, period) [product unit], the base year first."""
    return with_base(case, base_trade(case)[1], values["exports"])
