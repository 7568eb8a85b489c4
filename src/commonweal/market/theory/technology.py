"""Joint products: two assumptions that turn what activities use into what products take.

Key: V supply (product, activity), q = V 1, x levels of activities, w world prices, D market shares.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal

import numpy as np
import pandas as pd

from commonweal.economy.accounts import market_shares, product_coefficients
from commonweal.economy.transform.technology import ROUNDING, transformation
from commonweal.errors import EconomyError, Problems
from commonweal.market.theory.system import Array

JointProducts = Literal["industry", "product"]
TECHNOLOGIES: dict[JointProducts, str] = {
    "industry": "the products of one activity are made with the same inputs (industry technology)",
    "product": "a product is made with the same inputs, whoever makes it (product technology)",
}
TOLD = 12  # negative cells that a report names; the count is of all
INDUSTRY = "Read the tables by industry technology, or put such products together"


def per_product(
    table: Array, supply: pd.DataFrame, price: pd.Series[float], technology: JointProducts
) -> Array:
    """A table by activity, per unit of product (row, product).

    industry  X/g (w D), the inputs of an activity shared by value
    product   X V^-1, for as many products as activities; may be negative

    With one product for each activity both are X / q.

    Parameters
    ----------
    table : X (row, activity) or (activity)
    supply : V (product, activity)
    price : w (product) [currency / product unit]
    technology : one of ``TECHNOLOGIES``

    Raises
    ------
    EconomyError
        by product technology, where the supply table cannot be inverted

    Source: United Nations 2018, Handbook on Supply and Use Tables, ch. 12, models A and B; with
    the sales structures fixed instead (models C and D) the same rates and hours come out by
    activity: C is V^-1 U, which is A seen from the other side, and so is D of B
    """
    if technology == "product":
        moved = transformation("A", supply).to_numpy(float)
        return np.asarray(table @ moved / supply.sum(axis=1).to_numpy(float))
    framed = pd.DataFrame(np.atleast_2d(table), columns=supply.columns)
    found = product_coefficients(framed, supply, price).to_numpy(float)
    return np.asarray(found if table.ndim > 1 else found[0])


def behind_products(outputs: Array, level: Array, price: Array, technology: JointProducts) -> Array:
    """Units of each activity behind one unit of each product, T (activity, product).

    industry  T[a, i] = D[a, i] w[i] / sum_k w[k] O[k, a]
    product   T = O^-1

    The other view of :func:`per_product`: with B per unit of activity, B T is the technology by
    product and T B that by activity, and both have the same rates of profit.

    Parameters
    ----------
    outputs : O (product, activity) [product unit per unit of activity]
    level : x (activity) [unit / yr]
    price : w (product)
    technology : one of ``TECHNOLOGIES``
    """
    supply = pd.DataFrame(outputs * level)
    if technology == "industry":
        shares = market_shares(supply).to_numpy(float)
        return np.asarray(shares * price / (price @ outputs)[:, None])
    moved = transformation("A", supply).to_numpy(float)
    return np.asarray(level[:, None] * moved / supply.sum(axis=1).to_numpy(float))


def without_negatives(
    tables: Mapping[str, Array],
    rows: Sequence[str],
    columns: Sequence[str],
    technology: JointProducts,
) -> dict[str, Array]:
    """The tables, if product technology put no cell below zero; what is rounding becomes zero.

    Industry technology makes no negative cell of one that was none; its tables are not touched.

    Parameters
    ----------
    tables : name to table (row, column), or to a row of columns
    rows, columns : labels
    technology : by which the tables were made

    Raises
    ------
    EconomyError
        with the lowest cells: nothing is produced with less than nothing, and the theorems on
        prices and profit hold for tables without negative cells alone
    """
    if technology == "industry":
        return dict(tables)
    found, problems = {}, Problems()
    for name, table in tables.items():
        least = -ROUNDING * float(np.abs(table).max(initial=0.0))
        places = np.argwhere(table < least)
        low = places[np.argsort(table[table < least], kind="stable")]
        for place in low[:TOLD].tolist():
            labels = (rows, columns)[-table.ndim :]
            at = " for ".join(label[k] for label, k in zip(labels, place, strict=True))
            what = f"{table[tuple(place)]:.3g} by product technology, one of {len(low)} such cells"
            problems.add(f"{name}, {at}", what, INDUSTRY)
        found[name] = np.maximum(table, 0.0)
    problems.raise_if_any(EconomyError)
    return found
