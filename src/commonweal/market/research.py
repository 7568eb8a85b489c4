"""Developing techniques in the market: who pays, how many hours, and what becomes of the rest.

A technique has a time of its own. It runs with the calendar where all hours that the case asks for
are worked, more slowly where some are, and stands still where nobody pays; arrival and diffusion go
by it. With a licence the owner of the software pays as far as licences promise to bring it back;
without one nobody does, unless the government pays.
"""

from __future__ import annotations

import numpy as np

from commonweal.case.limits_of_change import own_time, research_hours
from commonweal.market import credit
from commonweal.market.state import Market, State
from commonweal.market.system import MONTHS, Array, Index, System
from commonweal.market.techniques import Costs


def own_year(system: System, developed: Array, ahead: float = 0.0) -> Index:
    """(ceiling) place in arrays by year of each technique's own time, some years ahead."""
    last = system.ceilings.share.shape[1] - 1
    return np.asarray(np.minimum(developed / MONTHS + ahead, last), dtype=np.intp)


def ceiling_share(system: System, developed: Array, ahead: float = 0.0) -> Array:
    """(ceiling) [1] largest share of its sector that may carry a technique."""
    year = own_year(system, developed, ahead)
    return np.asarray(system.ceilings.share[np.arange(len(year)), year])


def age(system: System, state: State) -> Array:
    """(process) [month] up to which what it carries is developed; the calendar where nothing is."""
    member = system.ceilings.member
    if not len(member):
        return np.full(system.processes, float(state.month))
    own = np.where(member, state.developed[:, None], np.inf).min(axis=0)
    return np.where(np.isfinite(own), own, float(state.month))


def needed_hours(system: System, developed: Array) -> Array:
    """(ceiling) [h/yr] that the case asks for at the technique's own time."""
    if not len(system.research):
        return np.zeros(len(developed))
    last = system.research.shape[1] - 1
    year = np.asarray(np.minimum(developed / MONTHS, last), dtype=np.intp)
    return np.asarray(system.research[np.arange(len(year)), year])


def promised_licences(market: Market, state: State, costs: Costs) -> Array:
    """Licences that a technique would bring in a year if it spread as far as it may by then.

    l u* D[p, t + T] K[a], l the mean licence of its processes with the plant that stands as
    weights, T the years that the owner looks ahead (ceiling) [money/yr]
    """
    system, closure = market.system, market.closure
    ceilings = system.ceilings
    plant = state.capacity + state.capacity[system.reference]
    weight = ceilings.member @ plant
    licence = np.zeros(len(weight))
    np.divide(ceilings.member @ (costs.licence * plant), weight, out=licence, where=weight > 0)
    reach = ceiling_share(system, state.developed, closure.licence_years)
    capacity = system.by_sector(state.capacity)[ceilings.sector]
    return np.asarray(licence * closure.normal_use * reach * capacity)


def wanted_hours(market: Market, state: State, costs: Costs) -> Array:
    """Hours of development for which somebody pays in the month (ceiling) [h/month].

    ``public``: all that the case asks for, paid by the government. ``licence``: of each technique
    the part min(1, promised licences / wages of its development), and of all together what the
    owner has and the bank lends, which is a year of promised licences.
    """
    system = market.system
    yearly = needed_hours(system, state.developed)
    monthly = yearly / MONTHS
    if market.closure.research_rule == "public" or not yearly.any():
        return np.asarray(research_hours(monthly))
    promised = promised_licences(market, state, costs)
    part = np.ones(len(yearly))
    cost = state.wage * yearly
    np.divide(promised, cost, out=part, where=promised < cost)
    software = market.agents.software
    room = float(promised.sum()) - float(state.loans[software])
    funds = float(state.deposits[software]) - float(credit.interest(market, state)[software])
    due = state.wage * float((part * monthly).sum())
    all_of_it = min(1.0, max(0.0, funds + max(0.0, room)) / due) if due > 0.0 else 1.0
    return np.asarray(research_hours(monthly, part * all_of_it))


def developed_after(market: Market, state: State, worked: Array) -> Array:
    """(ceiling) [month] own time of every technique after the month."""
    monthly = needed_hours(market.system, state.developed) / MONTHS
    return np.asarray(own_time(state.developed, monthly, worked))
