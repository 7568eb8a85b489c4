"""What households, the government and abroad order."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from commonweal.market.goods import Wanted
from commonweal.market.production import Staff
from commonweal.market.state import Market, State, year_of
from commonweal.market.system import MONTHS, Array


def budget(income: float, wealth: float, of_income: float, of_wealth: float) -> float:
    """C = (a1 Y^e + a2 D) dt, from nothing up to what is in hand [money/month].

    Nothing where losses on shares count as income and exceed the rest.

    Parameters
    ----------
    income : Y^e [money/yr]
    wealth : D [money]
    of_income, of_wealth : a1 [1], a2 [1/yr]
    """
    wanted = (of_income * income + of_wealth * wealth) / MONTHS
    return min(max(wanted, 0.0), wealth)


def linear_expenditure(money: float, price: Array, floor: Array, share: Array) -> Array:
    """Needs bought from a budget: the floor first, then by fixed shares of what is left.

    x = floor + beta (C - p floor) / p; where the budget falls short of the floor, all of the
    floor in proportion.

    Parameters
    ----------
    money : C [money/month]
    price : (need) [money/unit]
    floor : (need) [unit/month]
    share : beta (need) [1], together one

    Source: Stone 1954
    """
    least = float(price @ floor)
    if money < least:
        return floor * (money / least)
    more = np.zeros(len(price))
    # what households buy nothing of has no price and no share
    np.divide(share * (money - least), price, out=more, where=price > 0)
    return floor + more


@dataclass(frozen=True)
class Budgets:
    """What households mean to spend in a month [money].

    Parameters
    ----------
    workers, owners : on consumption
    invested : by owners on new plant, where the closure has them invest what they hold back
    """

    workers: float
    owners: float
    invested: float


def budgets(market: Market, state: State) -> Budgets:
    """Budgets of both classes; owners hold back a share of theirs, and hoard or invest it."""
    closure, agents = market.closure, market.agents
    workers = budget(
        float(state.expected_income[0]),
        float(state.deposits[agents.workers]),
        closure.workers_of_income,
        closure.workers_of_wealth,
    )
    owners = budget(
        float(state.expected_income[1]) + closure.owners_of_gains * state.gains,
        float(state.deposits[agents.owners]),
        closure.owners_of_income,
        closure.owners_of_wealth,
    )
    held = owners * closure.hoarding
    return Budgets(workers, owners - held, held if closure.hoard_invested else 0.0)


def household_orders(market: Market, state: State, money: float, heads: float) -> Array:
    """Needs that a class of households means to meet (need) [unit/month].

    Parameters
    ----------
    heads : [1] share of people in the class
    """
    system, base = market.system, market.base
    people = float(system.people[year_of(state.month, len(system.people))])
    price = state.price @ system.needs
    floor = np.where(price > 0, base.floor * people * heads / MONTHS, 0.0)
    return linear_expenditure(money, price, floor, base.spending)


def government_orders(market: Market, state: State) -> Array:
    """Public use, and what the government buys of lost output (sector) [unit/month].

    G + s_G max(0, 1 - hours / hours of the start) * basket
    """
    base, closure = market.base, market.closure
    start = base.labour_force * base.employment / MONTHS
    gap = max(0.0, 1.0 - state.hours / start)
    extra = closure.stabiliser * gap * base.basket / MONTHS
    return closure.public_demand * market.system.public_use / MONTHS + extra


def abroad_orders(market: Market, state: State) -> Array:
    """Exports (sector) [unit/month].

    ``given``: those of the start, whatever abroad earns here; claims make up the difference.
    ``earned``: abroad spends what it has, in the mix of the start. Its deposits are what home paid
    for last month's imports, and its given credit. Where the accounts say that it buys less than
    it sells, it keeps that sum, whatever it sells.
    """
    if market.closure.exports_rule == "given":
        return market.base.exports / MONTHS
    mix = market.system.export_mix
    if not market.system.trades:
        return np.zeros(len(mix))
    kept = max(0.0, -market.base.abroad_credit) * (state.month + 1) / MONTHS
    money = max(0.0, float(state.deposits[market.agents.abroad]) - kept)
    return mix * (money / float(state.price @ mix))


def orders(market: Market, state: State, people: Staff, money: Budgets) -> Wanted:
    """Orders of the month of everybody (see :class:`commonweal.market.goods.Wanted`)."""
    system, heads = market.system, market.system.owner_heads
    met = np.vstack(
        [
            household_orders(market, state, money.workers, 1.0 - heads),
            household_orders(market, state, money.owners, heads),
        ]
    )
    return Wanted(
        output=people.output,
        inputs=market.inputs(state.month),
        plant=people.plant,
        routes=people.routes,
        workers=system.needs @ met[0],
        owners=system.needs @ met[1],
        needs=met,
        government=government_orders(market, state),
        abroad=abroad_orders(market, state),
        price=state.price,
    )
