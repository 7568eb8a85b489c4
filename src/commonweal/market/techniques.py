"""Cost of every technique at going prices, the licence in it, and which one is taken."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from commonweal.market.parameters import Closure
from commonweal.market.state import Market, State
from commonweal.market.system import Array, Index


@dataclass(frozen=True)
class Costs:
    """Costs per unit of output of every process, in money.

    Parameters
    ----------
    operating : (process) materials and wages
    full : (process) operating cost, wear and required return, without licence
    licence : (process) paid to the owner of the software
    plant : (process) price of the plant for a unit/yr of capacity
    """

    operating: Array
    full: Array
    licence: Array
    plant: Array

    @property
    def running(self) -> Array:
        """(process) what a month's production costs: operating cost and licence."""
        return self.operating + self.licence


def operating_cost(price: Array, inputs: Array, pay: Array, hours: Array) -> Array:
    """P A + w l, ``pay`` being the wage of an hour in each process (process) [money/unit]."""
    return np.asarray(price @ inputs + pay * hours)


def full_cost(operating: Array, plant: Array, wear: Array, required: float, use: float) -> Array:
    """C = p A + w l + (delta + r_req) p k / u* (process) [money/unit]."""
    return np.asarray(operating + (wear + required) * plant / use)


def shared_licence(full: Array, reference: Array, share: float) -> Array:
    """Licence as a share of what the technique saves: theta max(0, C_0 - C) [money/unit]."""
    return np.asarray(share * np.maximum(reference - full, 0.0))


def costs(market: Market, state: State) -> Costs:
    """All costs at the prices and the wage of the month."""
    system, closure = market.system, market.closure
    pay = state.wage * system.relative_wage[system.owner]
    operating = operating_cost(state.price, market.inputs(state.month), pay, system.hours)
    plant = np.asarray(state.price @ system.capital)
    full = full_cost(operating, plant, system.wear, market.required_return, closure.normal_use)
    return Costs(operating, full, licences(market, state.month, full), plant)


def licences(market: Market, month: int, full: Array) -> Array:
    """Licence per unit of output of every process, in the form that the closure names."""
    system, closure = market.system, market.closure
    opened = market.opened(month)
    if closure.licence_form == "price":
        left = 1.0 - closure.open_price_cut if opened else 1.0
        return market.base.licence_price * left
    share = closure.open_licence_share if opened else closure.licence_share
    return shared_licence(full, full[system.reference], share)


def charge(costs: Costs, closure: Closure) -> Array:
    """What techniques are compared by: full or operating cost, licence included (process)."""
    own = costs.full if closure.technique_rule == "full_cost" else costs.operating
    return own + costs.licence


def ranking(score: Array, owner: Index) -> Index:
    """Processes by sector, the lowest score first, ties in the order of the processes."""
    return np.lexsort((score, owner))


def payback(plant_cost: Array, saving: Array) -> Array:
    """Years in which what is saved each year repays an outlay; infinite where nothing is saved.

    Parameters
    ----------
    plant_cost : [money per unit/yr of capacity]
    saving : [money/yr per unit/yr of capacity]
    """
    years = np.full(len(plant_cost), np.inf)
    np.divide(plant_cost, saving, out=years, where=saving > 0)
    return years


def route_payback(market: Market, state: State, costs: Costs, with_licence: bool) -> Array:
    """(route) [yr] payback of each conversion or replacement at going prices.

    The outlay is the goods of the route and its hours at the wage; the yearly saving is the
    difference of running costs at normal use.
    """
    system, routes = market.system, market.system.routes
    pay = state.wage * system.relative_wage[system.owner[routes.source]]
    outlay = state.price @ routes.goods + pay * routes.hours
    running = costs.running if with_licence else costs.operating
    saved = running[routes.source] - running[routes.destination]
    return payback(outlay, saved * market.closure.normal_use)
