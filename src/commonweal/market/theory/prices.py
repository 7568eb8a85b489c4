"""Prices at which every product earns the same rate of profit on the capital that it ties up.

Key: p prices (product), A inputs, K stock of products per unit of yearly capacity, delta wear of
the stock, u utilisation, l hours, w wage, r rate of profit, nu years for which cost is advanced.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from commonweal.market.theory.rounds import Array, NotProductive, all_rounds, radius


def prices_of_production(
    A: ArrayLike,
    K: ArrayLike,
    delta: ArrayLike,
    l: ArrayLike,  # noqa: E741
    w: float,
    r: float,
    u: ArrayLike,
    *,
    turnover: float = 0.0,
    advanced_wages: bool = True,
) -> Array:
    """Prices of production.

    p = (1 + r nu) (p A + p (delta K / u) + w l) + r p K / u

    with w l instead of (1 + r nu) w l where wages are paid at the end (not advanced). With K = 0
    and nu = 1 this is the model of circulating capital, with nu = 0 that of fixed capital.

    Parameters
    ----------
    A : (product, product) [unit / unit] inputs, row, per unit of product, column
    K : (product, product) [unit per unit/yr] stock per unit of yearly capacity
    delta : broadcast to K [1/yr] share of the stock worn out in a year
    l : (product) [h / unit]
    w : [money / h] wage
    r : [1/yr] rate of profit
    u : broadcast to K [1] output per unit of capacity; by column where it differs
    turnover : nu [yr] time for which materials, wear and advanced wages are laid out
    advanced_wages : whether wages are laid out at the beginning and earn profit

    Returns
    -------
    Array (product) [money / unit]

    Raises
    ------
    NotProductive
        if no finite prices pay this rate of profit: r is not below the maximum rate

    Source: Sraffa 1960, chapters 2 and 12; Kurz and Salvadori 1995, chapters 4 and 7
    """
    inputs, stock, hours = (np.asarray(x, dtype=np.float64) for x in (A, K, l))
    tied = stock / np.asarray(u, dtype=np.float64)
    used = inputs + np.asarray(delta, dtype=np.float64) * tied
    advance = 1.0 + r * turnover
    charged = advance * used + r * tied
    wages = w * hours * (advance if advanced_wages else 1.0)
    prices = all_rounds(charged, wages)
    if prices is None:
        raise NotProductive(
            f"no finite prices pay a rate of profit of {r:g}: costs grow by the factor "
            f"{radius(charged):.6g} in every round of inputs"
        )
    return prices
