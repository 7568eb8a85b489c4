"""The wage-profit frontier of a menu: the outer edge of the curves of all its systems."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import pandas as pd

from commonweal.market.theory.choice import cost_minimising, greatest_rate
from commonweal.market.theory.menu import Menu
from commonweal.market.theory.system import Array

NEAR = 1e-10  # assumption: a switch is found to this rate of profit
GRID = 200  # assumption: two switches back and forth within 1/200 of the way to R are not seen


@dataclass(frozen=True, eq=False)
class Switch:
    """A rate of profit at which the choice of technique changes.

    Parameters
    ----------
    rate : [1/yr]
    before, after : (m) shares chosen just below and just above it
    """

    rate: float
    before: Array
    after: Array


def frontier(menu: Menu, basket: Array, rates: Iterable[float]) -> pd.Series[float]:
    """Highest real wage that any choice from the menu pays, at each rate of profit.

    w(r) = 1 / (p(r) c) at the prices of the choice that minimises cost

    Parameters
    ----------
    menu : processes
    basket : c (n) [unit / basket]
    rates : r [1/yr]

    Returns
    -------
    Series (rate) [basket / h]
    """
    points = [float(rate) for rate in rates]
    wages, shares = [], None
    for rate in points:
        choice = cost_minimising(menu, rate, start=shares)
        shares = choice.shares
        wages.append(1.0 / float(choice.prices @ basket))
    return pd.Series(wages, index=pd.Index(points, name="rate"), name="wage")


def switch_points(menu: Menu, grid: int = GRID) -> list[Switch]:
    """Rates of profit at which the choice from the menu changes, between none and the greatest.

    Choices on an even grid of rates; wherever two neighbours differ, the interval is halved until
    each change is known to 1e-10. What returns within one step of the grid is not seen.

    Parameters
    ----------
    menu : processes
    grid : steps from 0 to the greatest rate

    Returns
    -------
    list of switches, by rate
    """
    top, _ = greatest_rate(menu)
    rates = np.linspace(0.0, top, grid, endpoint=False).tolist()
    chosen = [cost_minimising(menu, rate).shares for rate in rates]
    found: list[Switch] = []
    for n in range(len(rates) - 1):
        found += _between(menu, rates[n], chosen[n], rates[n + 1], chosen[n + 1])
    return found


def _between(menu: Menu, low: float, below: Array, high: float, above: Array) -> list[Switch]:
    if np.array_equal(below, above):
        return []
    if high - low < NEAR:
        return [Switch((low + high) / 2, below, above)]
    middle = (low + high) / 2
    chosen = cost_minimising(menu, middle, start=below).shares
    return _between(menu, low, below, middle, chosen) + _between(menu, middle, chosen, high, above)
