"""What firms own in kind, at prices: plant, sites, stocks; and why it changed."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from commonweal.market.construction import Sites, advance, wear_of
from commonweal.market.production import Done
from commonweal.market.state import Market, State
from commonweal.market.system import MONTHS, Array, gathered
from commonweal.market.techniques import Costs


def tangible(market: Market, state: State) -> Array:
    """Value of plant, of what is sunk in unfinished sites, and of stocks at unit cost.

    Returns
    -------
    Array (sector) [money]
    """
    system, routes = market.system, market.system.routes
    sunk = (state.building * market.done_plant).sum(axis=0)
    value = system.by_sector((state.price @ system.capital) * (state.capacity + sunk))
    changed = (state.changing * market.done_routes).sum(axis=0) * (state.price @ routes.goods)
    owner = system.owner[routes.source]
    value = value + gathered(owner, changed, system.size)
    return value + state.unit_cost * state.inventory


@dataclass(frozen=True)
class Motion:
    """Stocks in kind at the end of a month, and what came and went.

    Parameters
    ----------
    capacity, fresh, building, changing, inventory : as in the state
    worn : (process) [unit/yr] capacity that wore out
    finished : (route) [unit/yr] changes that came into use
    lapsed : (route) [unit/yr] changes dropped because their capacity wore out, valued as sunk
    lost : (sector) [unit] what could not be kept
    """

    capacity: Array
    fresh: Array
    building: Array
    changing: Array
    inventory: Array
    worn: Array
    finished: Array
    lapsed: Array
    lost: Array


def progress(placed: Array, rows: Array, part: Array) -> Array:
    """Share of what is due on each site that money, people and goods allowed (site) [1]."""
    due = rows.sum(axis=0) * part
    share = np.zeros(len(due))
    np.divide(placed, due, out=share, where=due > 0)
    return share


def move(market: Market, state: State, sites: Sites, done: Done) -> Motion:
    """Stocks in kind after the month.

    inv' = s (inv - sales) kept^dt + y, cap' = cap (1 - delta dt) + new + changed in - changed out
    """
    system, routes = market.system, market.system.routes
    building, new = advance(sites.building, progress(done.plant, sites.building, market.part_plant))
    moved, finished = advance(
        sites.changing, progress(done.routes, sites.changing, market.part_routes)
    )
    wear = system.wear[routes.source] / MONTHS
    worn = wear_of(state, system)
    dropped = moved * wear
    # what is finished this month was at work until now and wore out like the rest
    ready = finished * (1.0 - wear)
    into = new + gathered(routes.destination, ready, system.processes)
    out = gathered(routes.source, ready, system.processes)
    unsold = state.inventory - done.deliveries.sold
    kept = system.kept_monthly * unsold
    return Motion(
        capacity=state.capacity - worn + into - out,
        fresh=np.vstack([state.fresh[1:], into[None, :]]),
        building=building,
        changing=moved - dropped,
        inventory=kept + system.by_sector(done.output),
        worn=worn,
        finished=finished,
        lapsed=(dropped * market.done_routes).sum(axis=0),
        lost=unsold - kept,
    )


def change_in_kind(market: Market, state: State, costs: Costs, done: Done, motion: Motion) -> Array:
    """What should have happened to tangible wealth, at the prices of the month (sector) [money].

    + goods put in place - wear - plant given up for another + that other plant - changes dropped
    + change of stocks at unit cost
    """
    system, routes = market.system, market.system.routes
    owner = system.owner[routes.source]
    plant = costs.plant * (done.plant - motion.worn)
    goods = state.price @ routes.goods
    ready = motion.finished * (1.0 - system.wear[routes.source] / MONTHS)
    gain = (costs.plant[routes.destination] - costs.plant[routes.source]) * ready
    # the goods of a finished change are in the new plant; those of a dropped one are lost
    change = goods * (done.routes - motion.finished - motion.lapsed) + gain
    value = system.by_sector(plant) + gathered(owner, change, system.size)
    return value + state.unit_cost * (motion.inventory - state.inventory)
