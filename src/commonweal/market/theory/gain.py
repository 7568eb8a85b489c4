"""What a saving of cost brings to the real wage: exactly, and by Hulten's sum.

Key: w real wage in baskets, c basket, p prices, y output behind one basket, dC saving of cost per
unit at the old prices, s share of tasks, 0 before, 1 after.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from commonweal.market.theory.curve import real_wage
from commonweal.market.theory.menu import unit_costs
from commonweal.market.theory.system import Array, System

TASKS_2024 = 0.046  # Acemoglu 2024: 19.9 % of tasks exposed, 23 % of them worth doing in ten years
SAVING_2024 = 0.144  # Acemoglu 2024: 27 % of labour cost, at its share in the cost of these tasks


@dataclass(frozen=True)
class Gain:
    """Rise of the real wage at a constant rate of profit.

    Parameters
    ----------
    exact : ln w_1 - ln w_0
    first_order : Hulten's sum, exact up to the square of the saving
    """

    exact: float
    first_order: float


def hulten_gain(task_share: float, cost_saving: float) -> float:
    """Rise of total factor productivity from a saving on a share of all tasks, s c [1].

    Source: Hulten 1978; used by Acemoglu 2024
    """
    return task_share * cost_saving


def wage_gain(old: System, new: System, basket: Array, rate: float) -> Gain:
    """Rise of the real wage when one system replaces another at the same rate of profit.

    exact        ln w_1(r) - ln w_0(r)
    first order  sum_j y_j dC_j / (p c), y = (I - (1 + r nu) M - r K)^-1 c at the old system

    y dC / (p c) is a share of cost times a saving, Hulten's weights with profit at rate r counted
    as cost. The error is of the second order in the saving.

    Parameters
    ----------
    old, new : systems of the same products
    basket : c (n) [unit / basket]
    rate : r [1/yr]

    Returns
    -------
    Gain
    """
    prices = old.prices(rate)
    saved = unit_costs(old, prices, rate, 1.0, "full") - unit_costs(new, prices, rate, 1.0, "full")
    charged = (1.0 + rate * old.turnover) * old.used_up + rate * old.stock
    behind = np.linalg.solve(np.eye(len(basket)) - charged, basket)
    exact = math.log(real_wage(new, rate, basket)) - math.log(real_wage(old, rate, basket))
    return Gain(exact, float(saved @ behind) / float(prices @ basket))
