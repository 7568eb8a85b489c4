"""The wage-profit curve, and the standard commodity in which it is a straight line.

Key: w wage in baskets, r rate of profit, R the greatest one, p prices in wages, c basket,
q output of the standard system, M used up, N tied up, l hours, nu years of advance.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import pandas as pd

from commonweal.market.theory.rates import greatest_profit_rate
from commonweal.market.theory.system import Array, System


def real_wage(system: System, rate: float, basket: Array) -> float:
    """Baskets that the wage of an hour buys at a rate of profit.

    w(r) = 1 / (p(r) c), p(r) the prices of production at a wage of 1

    Parameters
    ----------
    system : one way of making each product
    rate : r [1/yr], below the greatest one
    basket : c (n) [unit / basket]

    Returns
    -------
    w [basket / h]

    Source: Sraffa 1960, chapter 3
    """
    return 1.0 / float(system.prices(rate) @ basket)


def wage_profit_curve(system: System, basket: Array, rates: Iterable[float]) -> pd.Series[float]:
    """Real wage at each rate of profit.

    Parameters
    ----------
    system : one way of making each product
    basket : c (n) [unit / basket]
    rates : r [1/yr], each below the greatest one

    Returns
    -------
    Series (rate) [basket / h]
    """
    points = [float(rate) for rate in rates]
    return pd.Series(
        [real_wage(system, rate, basket) for rate in points],
        index=pd.Index(points, name="rate"),
        name="wage",
    )


def standard_commodity(system: System) -> Array:
    """Net product of the standard system that works one hour.

    (I - M) q = R N q, l q = 1, s = (I - M) q

    In it wages paid at the end are w = 1 - r / R, and advanced ones (1 - r / R) / (1 + r nu), for
    every r: what profit takes does not depend on prices, because means and net product are the
    same bundle.

    Parameters
    ----------
    system : one way of making each product

    Returns
    -------
    s (n) [unit / h]

    Raises
    ------
    ValueError
        if the standard system needs no hours, or the system has no greatest rate

    Source: Sraffa 1960, chapters 4 and 5; with fixed capital, Pasinetti 1977, chapter 5
    """
    greatest_profit_rate(system)
    net = np.eye(len(system.hours)) - system.used_up
    values, vectors = np.linalg.eig(np.linalg.solve(net, system.tied_up))
    output = np.abs(vectors[:, int(np.argmax(values.real))].real)
    hours = float(system.hours @ output)
    if not hours > 0.0:
        raise ValueError("the standard system needs no hours, so that no wage is paid in it")
    return np.asarray(net @ output / hours)
