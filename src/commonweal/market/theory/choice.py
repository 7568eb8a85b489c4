"""The choice of technique: at a rate of profit, the system that pays the highest wage.

Key: z shares of processes, c cost of a unit by each, p prices, r rate of profit.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from commonweal.errors import SolverStopped
from commonweal.market.theory.menu import Menu, cheaper
from commonweal.market.theory.rates import pays, price_ray, uniform_profit_rate
from commonweal.market.theory.rounds import NotProductive
from commonweal.market.theory.system import Array, System

ROUNDS = 1000  # assumption: far above the handful of rounds that a menu takes


@dataclass(frozen=True, eq=False)
class Choice:
    """What is chosen from a menu.

    Parameters
    ----------
    shares : z (m) of each process in its activity
    system : the real coefficients of what is chosen
    prices : p (n) [wage of an hour / unit], licences included
    """

    shares: Array
    system: System
    prices: Array


def cheapest_shares(menu: Menu, costs: Array, current: Array) -> Array:
    """Shares (m) with the lowest cost of every activity, within the ceilings.

    Of the processes under one ceiling the cheapest counts. Ceilings are filled from the cheapest
    up, as long as they cost less than the cheapest process without one. An activity whose cost
    would not fall keeps its current shares, so that of equal techniques the older stays.
    """
    shares = current.copy()
    for a in range(len(menu.activities)):
        own = np.flatnonzero(menu.activity == a)
        best = _filled(menu, costs, own)
        if cheaper(costs[own] @ best[own], float(costs[own] @ current[own])):
            shares[own] = best[own]
    return shares


def _filled(menu: Menu, costs: Array, own: np.ndarray) -> Array:
    shares = np.zeros(len(costs))
    free = own[menu.reach[own] < 0]
    fallback = free[np.argmin(costs[free])]
    best: dict[int, int] = {}
    for place in own[menu.reach[own] >= 0].tolist():
        ceiling = int(menu.reach[place])
        if ceiling not in best or costs[place] < costs[best[ceiling]]:
            best[ceiling] = place
    left = 1.0
    for ceiling, place in sorted(best.items(), key=lambda item: float(costs[item[1]])):
        if costs[place] >= costs[fallback]:
            break
        shares[place] = min(float(menu.ceilings[ceiling]), left)
        left -= shares[place]
    shares[fallback] += left
    return shares


def cost_minimising(
    menu: Menu, rate: float, charged: Menu | None = None, start: Array | None = None
) -> Choice:
    """What is chosen at a rate of profit when every process is judged at the prices that result.

    Prices of the current shares, the cheapest shares at these prices, and so on until no cost
    falls. Prices in wages fall in every round, so that it ends, and no other choice has lower
    prices.

    Parameters
    ----------
    menu : processes with what they really take
    rate : r [1/yr]
    charged : the same processes with what is paid for them, licences included; the menu itself
        if not given
    start : (m) shares to begin with

    Returns
    -------
    Choice

    Raises
    ------
    NotProductive
        if no choice from the menu can pay this rate of profit

    Source: Sraffa 1960, chapter 12; Kurz and Salvadori 1995, chapter 5 (uniqueness);
    policy iteration, Howard 1960
    """
    paid = charged or menu
    shares = _able(paid, rate, menu.first() if start is None else start)
    for _ in range(ROUNDS):
        prices = paid.mixed(shares).prices(rate)
        better = cheapest_shares(paid, paid.costs(prices, rate, 1.0, "full"), shares)
        if np.array_equal(better, shares):
            return Choice(shares, menu.mixed(shares), prices)
        shares = better
    raise SolverStopped("the choice of technique did not come to rest")


def rate_at_basket(menu: Menu, basket: Array, start: Array | None = None) -> tuple[float, Choice]:
    """The uniform rate of profit at a given real wage when technique is chosen by full cost.

    r* of the present choice, the cheapest choice at that rate, its r*, and so on: r* never falls
    on the way (Okishio), and at the end no process is cheaper.

    Parameters
    ----------
    menu : processes
    basket : b (n) [unit / h] what one hour's wage buys
    start : (m) shares to begin with, which must be able to pay the wage

    Returns
    -------
    r* [1/yr], Choice

    Raises
    ------
    NotProductive
        if the wage takes the whole net product of the first choice
    """
    shares = menu.first() if start is None else start
    for _ in range(ROUNDS):
        rate = uniform_profit_rate(menu.mixed(shares), basket)
        choice = cost_minimising(menu, rate, start=shares)
        if np.array_equal(choice.shares, shares):
            return rate, choice
        shares = choice.shares
    raise SolverStopped("the rate of profit did not come to rest")


def greatest_rate(menu: Menu, start: Array | None = None) -> tuple[float, Array]:
    """The greatest rate of profit of any choice from the menu, and the shares that have it.

    Returns
    -------
    R [1/yr], z (m)
    """
    shares = menu.first() if start is None else start
    for _ in range(ROUNDS):
        rate, prices = price_ray(menu.mixed(shares))
        better = cheapest_shares(menu, menu.costs(prices, rate, 0.0, "full"), shares)
        if np.array_equal(better, shares):
            return rate, shares
        shares = better
    raise SolverStopped("the greatest rate did not come to rest")


def _able(menu: Menu, rate: float, shares: Array) -> Array:
    """Shares that can pay the rate: those given, or those with the greatest rate of all."""
    if pays(menu.mixed(shares), rate):
        return shares
    most, found = greatest_rate(menu, shares)
    if not rate < most:
        raise NotProductive(
            f"no choice pays a rate of profit of {rate:g}; the greatest is {most:.6g}"
        )
    return found
