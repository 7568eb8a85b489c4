"""What sectors plan to make, on which plant, and the hours that it takes."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from commonweal.market.construction import Sites, usable_capacity
from commonweal.market.goods import HAIR, Deliveries
from commonweal.market.state import Market, State, year_of
from commonweal.market.system import MONTHS, Array, Index, gathered
from commonweal.market.techniques import Costs, ranking

CORE = 0.05  # assumption: part of a full crew that a sector can always call up


def target_stock(expected: Array, turnover: Array) -> Array:
    """inv* = nu s^e/dt: stock that firms want (sector) [unit].

    Parameters
    ----------
    expected : (sector) [unit/month]
    turnover : nu (sector) [yr]
    """
    return expected * MONTHS * turnover


def wanted_output(expected: Array, stock: Array, target: Array, years: float) -> Array:
    """Output y = s^e + (inv* - inv) dt / T_inv, at least nothing (sector) [unit/month]."""
    return np.maximum(expected + (target - stock) / (MONTHS * years), 0.0)


def merit_order(amount: Array, capacity: Array, order: Index, first: Index, owner: Index) -> Array:
    """Run the cheapest plant first: output by process (process) [unit/month].

    Parameters
    ----------
    amount : (sector) wanted
    capacity : (process) [unit/month]
    order : (process) processes by sector, the cheapest first
    first : (sector) place of each sector's first process
    owner : (process) sector of each process
    """
    queue = capacity[order]
    before = np.cumsum(queue) - queue
    before = before - before[first][owner]
    output = np.empty(len(order))
    output[order] = np.minimum(np.maximum(amount[owner] - before, 0.0), queue)
    return output


def plan(market: Market, state: State, costs: Costs) -> Array:
    """Output that every process is meant to make in the month (process) [unit/month].

    What will spoil is made too. What cannot be stored is made to expected orders and to those that
    were left over from last month: an unsold hour of service is no stock, and a queue is the only
    sign that it is short.
    """
    system = market.system
    target = target_stock(state.expected_orders, market.turnover)
    years = market.closure.inventory_years
    spoils = (1.0 - system.kept_monthly) * np.maximum(target - state.expected_orders, 0.0)
    goods = wanted_output(state.expected_orders + spoils, state.inventory, target, years)
    services = state.expected_orders + state.unfilled
    amount = np.where(system.storable, goods, services)
    capacity = usable_capacity(state, system) / MONTHS
    order = ranking(costs.running, system.owner)
    return merit_order(amount, capacity, order, system.first, system.owner)


def labour_force(market: Market, month: int) -> float:
    """Hours that can be worked in a month."""
    workers = market.system.workers
    return market.base.labour_force * float(workers[year_of(month, len(workers))]) / MONTHS


def hiring(needed: Array, crew: Array, full: Array, limit: float) -> Array:
    """Share of the hours needed that sectors can have: crews grow by a part of themselves.

    L <= L_-1 (1 + h_up dt), a twentieth of a full crew being always there to begin from, so that a
    sector that has let everybody go can hire again.

    Parameters
    ----------
    needed, crew : (sector) [h/month] wanted now, worked last month
    full : (sector) [h/month] crew of all capacity
    limit : h_up [1/yr]
    """
    most = np.maximum(crew, CORE * full) * (1.0 + limit / MONTHS)
    share = np.ones(len(needed))
    np.divide(most, needed, out=share, where=needed > most)
    return share


def site_hours(market: Market, sites: Sites) -> Array:
    """(sector) [h/month] one-off hours of conversions under way."""
    routes, system = market.system.routes, market.system
    work = routes.hours * sites.routes
    return gathered(system.owner[routes.source], work, system.size)


@dataclass(frozen=True)
class Done:
    """What was really done in a month.

    Parameters
    ----------
    output : (process) [unit]
    plant, routes : (process), (route) [unit/yr] put in place
    hours : (sector) [h] worked, conversions included
    research : (ceiling) [h] worked on developing each technique
    force : [h] that could have been worked
    deliveries : see there
    """

    output: Array
    plant: Array
    routes: Array
    hours: Array
    research: Array
    force: float
    deliveries: Deliveries


@dataclass(frozen=True)
class Staff:
    """Work for which there are people.

    Parameters
    ----------
    output : (process) [unit] production
    plant, routes : (process), (route) [unit/yr] construction due; conversion needs people too
    research : (ceiling) [h]
    force : [h] that can be worked in the month
    """

    output: Array
    plant: Array
    routes: Array
    research: Array
    force: float


def staff(market: Market, state: State, planned: Array, sites: Sites, developing: Array) -> Staff:
    """Find people for the planned work and for ``developing`` (ceiling) [h].

    First the hire limit of each sector; then, where all together want more hours than there are,
    everybody gets the same share.
    """
    system = market.system
    needed = system.by_sector(system.hours * planned) + site_hours(market, sites)
    full = system.by_sector(system.hours * state.capacity) / MONTHS
    share = hiring(needed, state.crew, full, market.closure.hire_limit)
    total = float(share @ needed) + float(developing.sum())
    force = labour_force(market, state.month)
    general = 1.0
    if total > force:
        # a hair less than all, so that rounding never asks for an hour that nobody has
        general = force / total * (1.0 - HAIR)
    share = share * general
    return Staff(
        output=planned * share[system.owner],
        plant=sites.plant,
        routes=sites.routes * share[system.owner[system.routes.source]],
        research=developing * general,
        force=force,
    )


def carry_out(market: Market, people: Staff, received: Deliveries) -> Done:
    """What is done with the people and the goods that there are."""
    system, routes = market.system, market.system.routes
    output = people.output * received.running
    changed = people.routes * received.routes
    once = gathered(system.owner[routes.source], routes.hours * changed, system.size)
    return Done(
        output=output,
        plant=people.plant * received.plant,
        routes=changed,
        hours=system.by_sector(system.hours * output) + once,
        research=people.research,
        force=people.force,
        deliveries=received,
    )
