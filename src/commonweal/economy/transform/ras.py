"""RAS: a matrix without negative cells brought to given row and column sums."""

from __future__ import annotations

import numpy as np
import pandas as pd

from commonweal.economy.transform.biproportional import Balanced, balanced
from commonweal.errors import EconomyError, Problems

TOLERANCE = 1e-10  # relative; assumption: ten times stricter than what the tests ask
MOST = 10_000  # passes; assumption: tables of statistics need tens


def ras(
    table: pd.DataFrame,
    rows: pd.Series[float],
    columns: pd.Series[float],
    tolerance: float = TOLERANCE,
    most: int = MOST,
) -> Balanced:
    """The matrix nearest to the table that has the sums wanted.

    x[i,j] = r[i] a[i,j] s[j], sum_j x[i,j] = u[i], sum_i x[i,j] = v[j]

    It has the least information distance sum x ln(x / a). Zeros stay zeros.

    Parameters
    ----------
    table : (row, column), no cell below zero
    rows, columns : sums wanted, by label, none below zero; both add up to the same
    tolerance : largest |sum - target|, relative to the target
    most : passes before it gives up

    Returns
    -------
    Balanced

    Raises
    ------
    EconomyError
        where a cell or a sum is negative, the totals differ, a row of zeros is to have a sum, or
        the zeros leave no room for the sums

    Source: Stone 1961, Input-Output and National Accounts; Bacharach 1970 on convergence
    """
    problems = Problems()
    cells = table.to_numpy(dtype=float)
    for place in np.argwhere(cells < 0)[:5].tolist():
        where = f'row "{table.index[place[0]]}", column "{table.columns[place[1]]}"'
        what = f"{cells[place[0], place[1]]:.6g} is negative"
        problems.add(where, what, "Use gras, which keeps signs")
    for name, target in (("row", rows), ("column", columns)):
        for label in target.index[target < 0]:
            what = f"the sum {target[label]:.6g} is negative"
            problems.add(f'{name} "{label}"', what, "A table without negative cells has none")
    problems.raise_if_any(EconomyError)
    return balanced(table, rows, columns, tolerance, most)
