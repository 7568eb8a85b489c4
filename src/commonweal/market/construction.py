"""Plant under construction and capacity being changed: what it takes, and how it comes into use."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from commonweal.case.limits_of_change import ready
from commonweal.market.investment import Orders
from commonweal.market.state import Market, State
from commonweal.market.system import MONTHS, Array, System, gathered


@dataclass(frozen=True)
class Sites:
    """Construction in a month, orders of the month included.

    Parameters
    ----------
    building : (remaining months, process) [unit/yr]
    changing : (remaining months, route) [unit/yr]
    plant : (process) [unit/yr] whose goods are due this month
    routes : (route) [unit/yr] whose goods and hours are due this month
    funded : (sector) [1] share of what is due for which there is money
    """

    building: Array
    changing: Array
    plant: Array
    routes: Array
    funded: Array


def open_sites(market: Market, state: State, orders: Orders, funds: Array, price: Array) -> Sites:
    """Add the orders that can be paid to what is under construction.

    An order enters as many rows from the end as it takes months, and is due in equal parts over
    all of them. New orders are cut to what is left when work under way is paid; where even that
    cannot be paid, it goes on more slowly.

    Parameters
    ----------
    funds : (sector) [money] that can be spent on construction this month
    price : (sector) [money]
    """
    system, routes = market.system, market.system.routes
    owner = system.owner[routes.source]
    under_way = _due(market, state.building.sum(axis=0), state.changing.sum(axis=0), price)
    new = _due(market, orders.plant, orders.routes, price)
    part = np.clip(_ratio(funds - under_way, new), 0.0, 1.0)
    building, changing = state.building.copy(), state.changing.copy()
    every = np.arange(system.processes)
    building[system.build_months - 1, every] += orders.plant * part[system.owner]
    if len(routes.source):
        changing[routes.months - 1, np.arange(len(routes.months))] += orders.routes * part[owner]
    funded = np.clip(_ratio(funds, under_way), 0.0, 1.0)
    plant = building.sum(axis=0) * market.part_plant * funded[system.owner]
    changed = changing.sum(axis=0) * market.part_routes * funded[owner]
    return Sites(building, changing, plant, changed, funded)


def _due(market: Market, plant: Array, routes: Array, price: Array) -> Array:
    """(sector) [money/month] what sites cost in a month."""
    system, ways = market.system, market.system.routes
    cost = (price @ system.capital) * plant * market.part_plant
    change = (price @ ways.goods) * routes * market.part_routes
    owner = system.owner[ways.source]
    return system.by_sector(cost) + gathered(owner, change, system.size)


def _ratio(money: Array, due: Array) -> Array:
    """Money / due, and 1 where nothing is due."""
    share = np.ones(len(due))
    np.divide(money, due, out=share, where=due > 0)
    return share


def advance(rows: Array, progress: Array) -> tuple[Array, Array]:
    """One month of work on every site.

    The share ``progress`` of each row moves on, the rest stays where it is: a site that lacks
    goods is late, and takes nothing that it cannot use.

    Parameters
    ----------
    rows : (remaining months, site) [unit/yr]
    progress : (site) [1] least share of goods delivered

    Returns
    -------
    rows a month later, and what came into use (site) [unit/yr]
    """
    moved = rows * progress
    later = rows - moved
    later[:-1] += moved[1:]
    return later, moved[0]


def usable_capacity(state: State, system: System) -> Array:
    """(process) [unit/yr] capacity less what its ramp loses in the first year."""
    return np.asarray(ready(state.capacity, system.ramp, state.fresh.sum(axis=0)))


def wear_of(state: State, system: System) -> Array:
    """(process) [unit/yr] capacity that wears out in the month."""
    return state.capacity * system.wear / MONTHS
