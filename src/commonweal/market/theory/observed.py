"""What the accounts show beside the theory: profit rates of activities, and how far prices differ.

Key: va value added, K capital, W wear, x output, p prices, lambda values.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from commonweal.economy.economy import Economy
from commonweal.errors import EconomyError, Problem
from commonweal.market.theory.of_economy import PAY
from commonweal.market.theory.system import Array

TAX = "tax"  # items of value_added with this in their label are no profit


def observed_profit_rates(economy: Economy) -> pd.DataFrame:
    """Net profit on the stock of fixed assets in each activity, at the prices of the accounts.

    r[a] = (va[a] - compensation[a] - taxes[a] - wear[a]) / capital[a]

    Wear is the depreciation of the assets, not that of the accounts, so that both sides of the
    comparison with r* count it alike. Assets are valued at the world prices of what they are made
    of, which are those of the accounts where products are measured in money. Taxes are the items
    with ``tax`` in their label.

    Parameters
    ----------
    economy : with value added and capital

    Returns
    -------
    DataFrame (activity) with profit, capital [currency] and rate [1/yr]

    Raises
    ------
    EconomyError
        if an activity has no capital, so that it has no rate
    """
    assert economy.assets is not None
    assert economy.capital is not None
    assert economy.asset_composition is not None
    assert economy.value_added is not None
    items = economy.value_added
    taxes = [item for item in items.index if TAX in str(item)]
    price = economy.products["world_price"].to_numpy(float)
    value = price @ economy.asset_composition.to_numpy(float)
    stock = economy.capital.to_numpy(float)
    wear = (value * economy.assets["depreciation"].to_numpy(float)) @ stock
    capital = value @ stock
    bare = [str(a) for a, k in zip(economy.activities.index, capital, strict=True) if not k > 0]
    if bare:
        what = f"no assets, so that there is no rate of profit: {', '.join(bare)}"
        raise EconomyError([Problem("capital", what, "Give the assets of every activity")])
    profit = (items.sum(axis=0) - items.loc[[PAY, *taxes]].sum(axis=0)).to_numpy(float) - wear
    return pd.DataFrame(
        {"profit": profit, "capital": capital, "rate": profit / capital},
        index=economy.activities.index,
    )


def average_rate(rates: pd.DataFrame) -> float:
    """Mean of the rates weighted by capital: all profit over all capital [1/yr]."""
    return float(rates["profit"].sum() / rates["capital"].sum())


def mean_absolute_deviation(prices: Array, market: Array, output: Array) -> float:
    """Mean absolute weighted deviation of market prices from a set of prices or values.

    MAWD = sum_i m[i] x[i] |k p[i] / m[i] - 1| / sum_i m[i] x[i], k so that sum k p x = sum m x

    Parameters
    ----------
    prices : p (product) in any unit
    market : m (product) [currency / product unit]
    output : x (product) [product unit / yr]

    Returns
    -------
    float [1]

    Source: Shaikh 1984; Ochoa 1989
    """
    worth = market * output
    scaled = prices * float(worth.sum() / (prices @ output))
    return float(np.abs(scaled * output - worth).sum() / worth.sum())
