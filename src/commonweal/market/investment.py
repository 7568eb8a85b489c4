"""How much new capacity is ordered, with which technique, within the limits of the case."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from commonweal.case.limits_of_change import diffusion_weight, orders_room
from commonweal.market.research import age, ceiling_share
from commonweal.market.state import Market, State, in_hand, reserved
from commonweal.market.system import MONTHS, Array, Index, System, gathered
from commonweal.market.techniques import Costs, charge, ranking, route_payback


@dataclass(frozen=True)
class Orders:
    """What is ordered in a month.

    Parameters
    ----------
    plant : (process) [unit/yr] new capacity
    routes : (route) [unit/yr] capacity to be converted or replaced
    """

    plant: Array
    routes: Array


def private_rate(
    wear: Array,
    profit: Array,
    mean: float,
    use: Array,
    normal: float,
    response: tuple[float, float],
) -> Array:
    """Gross investment that firms want (sector) [1/yr].

    delta + gamma_r (r - r_mean) + gamma_u (u - u*)

    Parameters
    ----------
    response : gamma_r, gamma_u [1/yr]
    """
    return np.asarray(wear + response[0] * (profit - mean) + response[1] * (use - normal))


def public_rate(wear: Array, needed: Array, coming: Array, years: float) -> Array:
    """Gross investment by need (sector) [1/yr]: renew, and close the gap to what is needed.

    delta + (needed / coming - 1) / T, with ``coming`` capacity in hand and under construction
    """
    return np.asarray(wear + (needed / coming - 1.0) / years)


def within(rate: Array, fastest: float) -> Array:
    """Orders are never negative, and never above ``fastest``: plant cannot be unbuilt (sector)."""
    return np.clip(rate, 0.0, fastest)


def mean_profit(profit: Array, capital: Array) -> float:
    """Rate of profit of all capital together: the mean weighted by capital."""
    return float(profit @ capital / capital.sum())


def wanted(market: Market, state: State, costs: Costs, invested: float) -> Array:
    """Capacity that sectors want to order in the month, private and public part added (sector).

    Orders stay within the pace of the case: wear and growth at its fastest.

    Parameters
    ----------
    invested : [money/month] that owners put into new plant in every sector alike
    """
    system, closure = market.system, market.closure
    capacity = system.by_sector(state.capacity)
    wear = system.by_sector(system.wear * state.capacity) / capacity
    value = system.by_sector(costs.plant * state.capacity)
    mean = mean_profit(state.profit_rate, value)
    response = (closure.profit_response, closure.use_response)
    private = private_rate(wear, state.profit_rate, mean, state.use, closure.normal_use, response)
    needed = state.expected_orders * MONTHS / closure.normal_use
    coming = system.by_sector(in_hand(state, system))
    public = public_rate(wear, needed, coming, closure.expected_growth_years)
    part = closure.public_share
    rate = (1.0 - part) * within(private, closure.fastest_investment)
    rate = rate + part * within(public, closure.fastest_investment)
    rate = rate + invested / float(value.sum()) * MONTHS
    most = orders_room(wear, system.growth_limit)
    return np.asarray(np.minimum(rate, most) * capacity / MONTHS)


def ceiling_room(system: System, state: State) -> Array:
    """(ceiling) [unit/yr] capacity that may still be given to the members of each ceiling.

    What is coming counts for the members and not for the sector: a ceiling holds for plant in use.
    """
    ceilings = system.ceilings
    share = ceiling_share(system, state.developed)[:, None]
    owner = system.owner[None, :] == ceilings.sector[:, None]
    weight = diffusion_weight(ceilings.member, share, owner)
    coming = in_hand(state, system) - state.capacity
    taken = weight @ state.capacity + ceilings.member @ coming
    return np.asarray(np.maximum(-taken, 0.0))


def allocate(
    system: System, amount: Array, order: Index, available: NDArray[np.bool_], room: Array
) -> Array:
    """Give each sector's orders to its techniques, the first choice first, as diffusion allows.

    Parameters
    ----------
    amount : (sector) [unit/yr]
    order : (process) processes by sector, the first choice first
    available : (process) True where it can be ordered
    room : (ceiling) [unit/yr]

    Returns
    -------
    Array (process) [unit/yr]
    """
    given = np.zeros(system.processes)
    left, free = amount.copy(), room.copy()
    for rank in range(int(system.count.max())):
        has = np.flatnonzero(system.count > rank)
        chosen = order[system.first[has] + rank]
        limit = _limit(system, free, chosen)
        take = np.where(available[chosen], np.minimum(left[has], limit), 0.0)
        given[chosen] = take
        left[has] = left[has] - take
        if len(free):
            free = free - system.ceilings.member[:, chosen] @ take
    return given


def _limit(system: System, room: Array, chosen: Index) -> Array:
    """(chosen) least room of all ceilings on a process; infinite where there is none."""
    if not len(room):
        return np.full(len(chosen), np.inf)
    member = system.ceilings.member[:, chosen]
    return np.asarray(np.where(member, room[:, None], np.inf).min(axis=0))


def orders(market: Market, state: State, costs: Costs, invested: float) -> Orders:
    """New plant by technique, and conversions and replacements that pay back in time."""
    system, closure = market.system, market.closure
    amount = wanted(market, state, costs, invested)
    available = age(system, state) >= system.available
    room = ceiling_room(system, state)
    part = closure.public_share
    # public capacity follows the programme: its techniques first, the licence no reason against
    private_order = ranking(charge(costs, closure), system.owner)
    public_order = np.lexsort((costs.full, ~system.licensed, system.owner))
    plant = np.zeros(system.processes)
    for share, order in ((1.0 - part, private_order), (part, public_order)):
        if share > 0.0:
            plant = plant + allocate(system, share * amount, order, available, share * room)
    taken = system.ceilings.member @ plant if len(room) else room
    return Orders(plant, changes(market, state, costs, plant, room - taken))


def changes(market: Market, state: State, costs: Costs, plant: Array, room: Array) -> Array:
    """Capacity converted or replaced because it pays back in time (route) [unit/yr].

    Of each process the route with the shortest payback is taken, for at most the share xi of its
    free capacity a year, within diffusion, and replacement within the pace of orders. Public
    capacity leaves the licence out of the reckoning: it is a claim and no resource.
    """
    system, part = market.system, market.closure.public_share
    if not len(system.routes.source):
        return np.zeros(0)
    share = np.zeros(len(system.routes.source))
    for weight, licence in ((1.0 - part, True), (part, False)):
        if weight > 0.0:
            years = route_payback(market, state, costs, licence)
            share = share + weight * _paying(market, state, years)
    free = state.capacity - reserved(state, system)
    amount = share * free[system.routes.source] / MONTHS
    return _within_pace(system, state, plant, _within_room(system, amount, room))


def _paying(market: Market, state: State, years: Array) -> Array:
    """(route) [1/yr] xi on the best route out of each process where it pays back in time."""
    routes, closure = market.system.routes, market.closure
    there = age(market.system, state)[routes.destination] >= routes.available
    possible = np.where(there, years, np.inf)
    best = _best_route(possible, routes.source)
    return np.where(best & (possible <= closure.payback_years), closure.retool_rate, 0.0)


def _within_room(system: System, amount: Array, room: Array) -> Array:
    """Changes cut in proportion where a ceiling leaves less room than they ask (route)."""
    if not len(room):
        return amount
    into = gathered(system.routes.destination, amount, system.processes)
    asked = system.ceilings.member @ into
    part = np.ones(len(room))
    np.divide(np.maximum(room, 0.0), asked, out=part, where=asked > room)
    share = np.where(system.ceilings.member, part[:, None], 1.0).min(axis=0)
    return np.asarray(amount * share[system.routes.destination])


def _within_pace(system: System, state: State, plant: Array, amount: Array) -> Array:
    """Replacements cut where orders of the sector are at the pace of the case (route)."""
    routes = system.routes
    owner = system.owner[routes.source]
    built = gathered(owner, amount * routes.builds, system.size)
    wear = system.by_sector(system.wear * state.capacity)
    capacity = system.by_sector(state.capacity)
    room = orders_room(wear, system.growth_limit * capacity) / MONTHS - system.by_sector(plant)
    most = np.maximum(room, 0.0)
    part = np.ones(system.size)
    np.divide(most, built, out=part, where=built > most)
    return np.asarray(np.where(routes.builds, part[owner], 1.0) * amount)


def _best_route(years: Array, source: Index) -> NDArray[np.bool_]:
    """True for the route with the shortest payback out of each process; the first of equals."""
    order = np.lexsort((years, source))
    first = np.ones(len(order), dtype=bool)
    first[1:] = source[order][1:] != source[order][:-1]
    best = np.zeros(len(order), dtype=bool)
    best[order[first]] = True
    return best
