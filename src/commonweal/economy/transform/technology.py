"""The four standard assumptions that make a symmetric table of supply and use.

Key: V supply (product, activity), U use, Y final use, W incomes, q = V 1 product output,
g = 1' V activity output, T the matrix (activity, product) of the model.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from commonweal.errors import EconomyError, Problem, Problems

Model = Literal["A", "B", "C", "D"]
PRODUCT_BY_PRODUCT = ("A", "B")
WORST_CONDITION = 1e12  # assumption: beyond it an inverse has fewer than four right digits
ROUNDING = 1e-12  # relative to the largest cell; assumption: what an inverse leaves of a zero
ASSUMPTIONS: Mapping[str, str] = MappingProxyType(
    {
        "A": "product technology: a product has one input structure, whoever makes it",
        "B": "industry technology: an activity has one input structure, whatever it makes",
        "C": "fixed industry sales structure: an activity sells all its products alike",
        "D": "fixed product sales structure: a product is sold alike, whoever makes it",
    }
)


@dataclass(frozen=True)
class SymmetricTables:
    """Use, final use, incomes and imports of a symmetric table.

    Parameters
    ----------
    output : (label) what is made of each product (A, B) or by each activity (C, D)
    use : (row, column) intermediate use, square but for products that are not made at home
    final_use : (row, category)
    value_added : (item, column), None if there was none
    negatives : table, row, column, value of every cell that the model made negative
    """

    output: pd.Series[float]
    use: pd.DataFrame
    final_use: pd.DataFrame
    value_added: pd.DataFrame | None
    negatives: pd.DataFrame


def transformation(model: Model, supply: pd.DataFrame) -> pd.DataFrame:
    """The matrix that moves inputs (A, B) or sales (C, D) to the symmetric table.

    A: T = V^-1 diag(q)       B: T = diag(g)^-1 V'
    C: T = diag(g) V^-1       D: T = V' diag(q)^-1

    Each row of T sums to 1 in A and B, each column in C and D, so that totals stay.

    Parameters
    ----------
    model : A, B, C or D
    supply : (product, activity), every product made by somebody; for B, C and D in one unit

    Returns
    -------
    DataFrame (activity, product) [1]; not negative in B and D

    Raises
    ------
    EconomyError
        where A or C find more products than activities or the other way round, or a supply that
        cannot be inverted; where a product or an activity has no output

    Source: Eurostat 2008, Manual of Supply, Use and Input-Output Tables, ch. 11
    """
    q, g = supply.sum(axis=1), supply.sum(axis=0)
    problems = Problems()
    for dimension, output in (("product", q), ("activity", g)):
        for label in output.index[output == 0]:
            what = "it has no output, so that the model says nothing of it"
            problems.add(f'supply, {dimension} "{label}"', what, "Leave it out of the table")
    if model in ("A", "C"):
        problems.extend(_not_invertible(model, supply))
    problems.raise_if_any(EconomyError)
    made = supply.to_numpy()
    if model == "B":
        values = made.T / g.to_numpy()[:, np.newaxis]
    elif model == "D":
        values = made.T / q.to_numpy()[np.newaxis, :]
    elif model == "A":
        values = np.linalg.solve(made, np.diag(q.to_numpy()))
    else:
        values = np.linalg.solve(made.T, np.diag(g.to_numpy())).T
    return pd.DataFrame(values, index=supply.columns, columns=supply.index)


def _not_invertible(model: str, supply: pd.DataFrame) -> list[Problem]:
    rows, columns = supply.shape
    other = "B" if model == "A" else "D"
    where = f"model {model}"
    if rows != columns:
        what = (
            f"{rows} products and {columns} activities; model {model} inverts the supply table, "
            f"which must be square"
        )
        return [Problem(where, what, f"Aggregate to the same number, or use model {other}")]
    condition = float(np.linalg.cond(supply.to_numpy())) if supply.to_numpy().any() else np.inf
    if condition < WORST_CONDITION:
        return []
    what = (
        f"the supply table cannot be inverted (condition {condition:.2g}): some activities make "
        f"the same mix of products"
    )
    return [Problem(where, what, f"Put those activities together, or use model {other}")]


def symmetric_tables(
    model: Model,
    supply: pd.DataFrame,
    use: pd.DataFrame,
    final_use: pd.DataFrame,
    value_added: pd.DataFrame | None = None,
) -> SymmetricTables:
    """Supply and use as one symmetric table.

    A, B (product by product): Z = U T, Y as it is, W' = W T, output q.
    C, D (industry by industry): Z = T U, Y' = T Y, W as it is, output g.

    By hand, V = [[8, 2], [0, 10]], q = (10, 10), g = (8, 12), U = [[2, 3], [1, 4]]:

    - A: V^-1 = [[1/8, -1/40], [0, 1/10]]; T = [[1.25, -0.25], [0, 1]];
      Z = [[2.5, 2.5], [1.25, 3.75]]
    - B: T = [[1, 0], [1/6, 5/6]]; Z = [[2.5, 2.5], [5/3, 10/3]]
    - C: T = [[1, -0.2], [0, 1.2]]; Z = [[1.8, 2.2], [1.2, 4.8]]
    - D: T = [[0.8, 0], [0.2, 1]]; Z = [[1.6, 2.4], [1.4, 4.6]]

    Rows keep their balance: what is made is used up and finally used; where inputs and incomes sum
    to the output before, they do after.

    Parameters
    ----------
    model : A, B, C or D
    supply, use : (product, activity); all of domestic output, or use with imports
    final_use : (product, category)
    value_added : (item, activity)

    Returns
    -------
    SymmetricTables
        cells of A and C may be negative, where the assumption does not hold; they are listed, not
        mended

    Raises
    ------
    EconomyError
        as `transformation`

    Source: Eurostat 2008, Manual of Supply, Use and Input-Output Tables, ch. 11
    """
    t = transformation(model, supply)
    if model in PRODUCT_BY_PRODUCT:
        tables = {"use": by_product(use, t), "final_use": final_use}
        if value_added is not None:
            tables["value_added"] = by_product(value_added, t)
        output = supply.sum(axis=1)
    else:
        tables = {"use": by_activity(t, use), "final_use": by_activity(t, final_use)}
        if value_added is not None:
            tables["value_added"] = value_added
        output = supply.sum(axis=0)
    before = {"use": use, "final_use": final_use, "value_added": value_added}
    return SymmetricTables(
        output=output,
        use=tables["use"],
        final_use=tables["final_use"],
        value_added=tables.get("value_added"),
        negatives=negatives_made(before, tables),
    )


def by_product(table: pd.DataFrame, t: pd.DataFrame) -> pd.DataFrame:
    """Columns of activities to columns of products: X T.

    Parameters
    ----------
    table : (row, activity)
    t : (activity, product), of `transformation`

    Returns
    -------
    DataFrame (row, product)
    """
    values = table.to_numpy() @ t.loc[table.columns].to_numpy()
    return pd.DataFrame(_rounded(values), index=table.index, columns=t.columns)


def by_activity(t: pd.DataFrame, table: pd.DataFrame) -> pd.DataFrame:
    """Rows of products to rows of activities: T X.

    Parameters
    ----------
    t : (activity, product), of `transformation`
    table : (product, column)

    Returns
    -------
    DataFrame (activity, column)
    """
    values = t[table.index].to_numpy() @ table.to_numpy()
    return pd.DataFrame(_rounded(values), index=t.index, columns=table.columns)


def _rounded(values: NDArray[np.float64]) -> NDArray[np.float64]:
    """Zero where an inverse leaves 1e-17 of it, which would look like a negative cell."""
    least = ROUNDING * np.abs(values).max(initial=0.0)
    return np.where(np.abs(values) <= least, 0.0, values)


def negatives_made(
    before: Mapping[str, pd.DataFrame | None], after: Mapping[str, pd.DataFrame]
) -> pd.DataFrame:
    """Negative cells of tables that had none in the same table before.

    Parameters
    ----------
    before, after : name to table; a table whose own cells are negative is not asked

    Returns
    -------
    DataFrame with the columns table, row, column, value; the lowest value first
    """
    rows = []
    for name, table in after.items():
        source = before.get(name)
        if source is None or (source.to_numpy() < 0).any():
            continue
        values = table.to_numpy()
        for row, column in np.argwhere(values < 0).tolist():
            place = (str(table.index[row]), str(table.columns[column]))
            rows.append((name, *place, float(values[row, column])))
    found = pd.DataFrame(rows, columns=["table", "row", "column", "value"])
    return found.sort_values("value", kind="stable").reset_index(drop=True)
