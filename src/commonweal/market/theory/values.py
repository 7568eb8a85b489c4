"""Labour values: all the work in a unit of each product, capital goods included.

Key: lambda values, l hours, A inputs, W wear, K stock, g growth.
"""

from __future__ import annotations

from commonweal.market.theory.quantities import stationary_quantities
from commonweal.market.theory.system import Array, System


def labour_values(system: System, growth: float = 0.0) -> Array:
    """Hours of work in one unit of each product, direct and indirect.

    lambda = l (I - A - W - g K)^-1

    Parameters
    ----------
    system : one way of making each product
    growth : g [1/yr]; above 0, what is needed to extend the stock counts as well

    Returns
    -------
    Array (n) [h / unit]

    Raises
    ------
    NotProductive
        if the system cannot renew what it uses up at this growth

    Source: Pasinetti 1973 (vertical integration; growing subsystems)
    """
    # hours over the transposed system: lambda = lambda (A + W + g K) + l
    return stationary_quantities(
        system.used_up.T, system.stock.T, 0.0, 1.0, system.hours, growth=growth
    )


def hours_needed(system: System, final: Array, growth: float = 0.0) -> Array:
    """Hours worked in each activity for a final bill.

    h[j] = l[j] x[j], x = (I - A - W - g K)^-1 y

    Parameters
    ----------
    system : one way of making each product
    final : y (n) [unit / yr]
    growth : g [1/yr]

    Returns
    -------
    Array (n) [h / yr]
    """
    output = stationary_quantities(system.used_up, system.stock, 0.0, 1.0, final, growth=growth)
    return system.hours * output
