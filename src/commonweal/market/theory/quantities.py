"""Quantities that deliver a given final bill year after year, capital goods renewed or growing.

Key: x output, C final deliveries, A inputs, K stock per unit of yearly capacity, delta its wear,
u utilisation, g growth.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from commonweal.market.theory.rounds import Array, NotProductive, all_rounds, radius


def stationary_quantities(
    A: ArrayLike,
    K: ArrayLike,
    delta: ArrayLike,
    u: ArrayLike,
    final: ArrayLike,
    growth: float = 0.0,
) -> Array:
    """Output that delivers ``final`` and keeps the stock of capital, or lets it grow.

    x = (I - A - (delta + g) K / u)^-1 C

    Parameters
    ----------
    A : (product, product) [unit / unit] inputs
    K : (product, product) [unit per unit/yr] stock per unit of yearly capacity
    delta : broadcast to K [1/yr] share of the stock worn out in a year
    u : broadcast to K [1] output per unit of capacity
    final : (product) [unit / yr]
    growth : g [1/yr] of the stock, and so of everything

    Returns
    -------
    Array (product) [unit / yr]

    Raises
    ------
    NotProductive
        if the technology cannot renew what it uses up at this growth

    Source: Leontief 1953 (dynamic system, balanced path)
    """
    inputs, stock = (np.asarray(x, dtype=np.float64) for x in (A, K))
    tied = stock / np.asarray(u, dtype=np.float64)
    needed = inputs + (np.asarray(delta, dtype=np.float64) + growth) * tied
    # the sum over rounds goes through rows: of the transposed table, for quantities
    output = all_rounds(needed.T, np.asarray(final, dtype=np.float64))
    if output is None:
        raise NotProductive(
            f"inputs, wear and growth of {growth:g} take {radius(needed):.6g} of what is made, "
            f"not below 1"
        )
    return output
