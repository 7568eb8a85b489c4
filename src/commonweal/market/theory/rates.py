"""Rates of profit that a whole system can pay: at no wage, and at a given real wage.

Key: p prices, M used up per unit, N tied up per unit, b wage basket per hour, l hours, nu years
for which cost is advanced, r rate of profit, R the greatest one.
"""

from __future__ import annotations

import numpy as np

from commonweal.market.theory.rounds import NotProductive, all_rounds, radius
from commonweal.market.theory.system import Array, System


def greatest_profit_rate(system: System) -> float:
    """Rate of profit at which nothing is left for wages.

    p (I - M) = R p N, so R = 1 / rho(N (I - M)^-1)

    Parameters
    ----------
    system : one way of making each product

    Returns
    -------
    R [1/yr]

    Raises
    ------
    NotProductive
        if the system is not productive, or ties up nothing that could earn profit

    Source: Sraffa 1960, paragraph 39
    """
    return _rate(system.used_up, system.tied_up)


def uniform_profit_rate(system: System, basket: Array) -> float:
    """Rate of profit, the same everywhere, at a given real wage.

    p (I - M - b l) = r p (N + nu b l), without nu b l where wages are not advanced

    Parameters
    ----------
    system : one way of making each product
    basket : b (n) [unit / h] what one hour's wage buys

    Returns
    -------
    r* [1/yr]

    Raises
    ------
    NotProductive
        if the wage takes the whole net product or more

    Source: Morishima 1973, chapter 6; Okishio 1961
    """
    paid = np.outer(basket, system.hours)
    advanced = system.turnover * paid if system.advanced_wages else 0.0
    return _rate(system.used_up + paid, system.tied_up + advanced)


def prices_at_basket(system: System, basket: Array) -> tuple[float, Array]:
    """Rate of profit and prices in wages, so that p b = 1, at a given real wage.

    Returns
    -------
    r* [1/yr], p (n) [wage of an hour / unit]
    """
    rate = uniform_profit_rate(system, basket)
    return rate, system.prices(rate)


def price_ray(system: System) -> tuple[float, Array]:
    """The greatest rate and the prices that go with it, adding up to 1.

    Returns
    -------
    R [1/yr], p (n) [1]
    """
    values, vectors = np.linalg.eig(_rounds(system.used_up, system.tied_up).T)
    place = int(np.argmax(values.real))
    ray = np.abs(vectors[:, place].real)
    return float(1.0 / values[place].real), np.asarray(ray / ray.sum())


def pays(system: System, rate: float) -> bool:
    """Whether there are finite prices that pay a rate of profit."""
    charged = (1.0 + rate * system.turnover) * system.used_up + rate * system.stock
    return all_rounds(charged, np.ones(len(charged))) is not None


def _rate(used: Array, tied: Array) -> float:
    greatest = radius(_rounds(used, tied))
    if not greatest > 0.0:
        raise NotProductive("nothing is tied up, so that there is no capital to earn profit")
    return 1.0 / greatest


def _rounds(used: Array, tied: Array) -> Array:
    """N (I - M)^-1: what is tied up for one unit of net product."""
    found = all_rounds(used, tied)
    if found is None:
        raise NotProductive(
            f"inputs, wear and wages take {radius(used):.6g} of what is made, not below 1"
        )
    return found
