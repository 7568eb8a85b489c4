"""GRAS: a matrix with negative cells brought to given row and column sums."""

from __future__ import annotations

import pandas as pd

from commonweal.economy.transform.biproportional import Balanced, balanced
from commonweal.economy.transform.ras import MOST, TOLERANCE


def gras(
    table: pd.DataFrame,
    rows: pd.Series[float],
    columns: pd.Series[float],
    tolerance: float = TOLERANCE,
    most: int = MOST,
) -> Balanced:
    """The matrix nearest to the table that has the sums wanted and the signs of the table.

    x[i,j] = r[i] a[i,j] s[j] where a > 0, a[i,j] / (r[i] s[j]) where a < 0

    It has the least sum of |a| z ln(z / e), z = x / a. A row or column with negative cells only has
    the factor -n / u (Lenzen and others 2007). Zeros stay zeros, signs stay signs.

    Parameters
    ----------
    table : (row, column), of any sign
    rows, columns : sums wanted, by label, of any sign; both add up to the same
    tolerance : largest |sum - target|, relative to the larger of |target| and the sum of |cells|
    most : passes before it gives up

    Returns
    -------
    Balanced

    Raises
    ------
    EconomyError
        where the totals differ, a row without cells of a sign is to have a sum of that sign, or
        the zeros leave no room for the sums

    Source: Junius and Oosterhaven 2003, Economic Systems Research 15(1); Lenzen, Wood and
    Gallego 2007, Economic Systems Research 19(4)
    """
    return balanced(table, rows, columns, tolerance, most)
