"""Okishio's theorem: what adoption does to the rate of profit at an unchanged real wage."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from commonweal.market.theory.menu import Criterion, cheaper, unit_costs
from commonweal.market.theory.rates import prices_at_basket, uniform_profit_rate
from commonweal.market.theory.system import Array, System


@dataclass(frozen=True, eq=False)
class Adoption:
    """What firms take up, and the uniform rate of profit before and after.

    Parameters
    ----------
    taken : (n) whether the new column is cheaper at the old prices
    before, after : r* [1/yr] at the same real wage
    system : the system after adoption
    """

    taken: NDArray[np.bool_]
    before: float
    after: float
    system: System


def adopt(old: System, new: System, basket: Array, criterion: Criterion = "full") -> Adoption:
    """Adopt every column of another system that costs less at the old prices.

    Old prices are the prices of production at the old r*. By full cost, profit at r* on the stock
    included, r* never falls at the same real wage (Okishio 1961; with fixed capital, Roemer 1979).
    By operating cost a technique that needs more stock may be taken that lowers r* (Shaikh 1978).

    Parameters
    ----------
    old, new : systems of the same products and turnover
    basket : b (n) [unit / h] real wage
    criterion : full or operating

    Returns
    -------
    Adoption
    """
    rate, prices = prices_at_basket(old, basket)
    costs = unit_costs(new, prices, rate, 1.0, criterion)
    present = unit_costs(old, prices, rate, 1.0, criterion)
    taken = cheaper(costs, present)
    chosen = old.with_columns(new, taken)
    return Adoption(taken, rate, uniform_profit_rate(chosen, basket), chosen)
