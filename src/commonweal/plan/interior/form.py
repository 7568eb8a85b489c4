"""The programme in the form that the interior point solves.

    minimise  c.x   subject to   A x = b,   lower <= x <= upper

A row that is not an equation gets a slack of its own, A x - s = 0, and its bounds become those of
the slack. Every column and every row carries the group it belongs to, which says nothing about
the programme and all about the order in which its equations are solved.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray

Vector = NDArray[np.float64]
Index = NDArray[np.intp]


@dataclass(frozen=True)
class Rows:
    """A programme as it comes: ``row_lower <= A x <= row_upper``, ``lower <= x <= upper``.

    Parameters
    ----------
    matrix : (row, column) coefficients
    row_lower, row_upper : (row)
    lower, upper : (column)
    group : (column) number of the activity, need or region that owns it; -1 where none does
    key : (row) number of the period of a product balance; -1 for every other row
    """

    matrix: sp.csr_array
    row_lower: Vector
    row_upper: Vector
    lower: Vector
    upper: Vector
    group: Index
    key: Index


@dataclass(frozen=True)
class Form:
    """A programme in equations.

    Parameters
    ----------
    matrix, turned : A (row, column) with the slacks as its last columns, and its transpose
    right : b (row)
    cost, lower, upper : (column)
    plain : number of columns that are no slacks
    slack_row : (slack) row of each slack
    group : (plain column), key : (row) as in :class:`Rows`
    unit : one of the goal, in the unit of ``cost``: gaps are relative to it or to the value
    """

    matrix: sp.csr_array
    turned: sp.csr_array
    right: Vector
    cost: Vector
    lower: Vector
    upper: Vector
    plain: int
    slack_row: Index
    group: Index
    key: Index
    unit: float = 1.0


def form(rows: Rows, cost: Vector, unit: float = 1.0) -> Form:
    """Give every row that is not an equation its slack."""
    equal = rows.row_lower == rows.row_upper
    slack_row = np.flatnonzero(~equal)
    count, plain = rows.matrix.shape
    slack = sp.coo_array(
        (np.full(len(slack_row), -1.0), (slack_row, np.arange(len(slack_row)))),
        shape=(count, len(slack_row)),
    )
    matrix = sp.csr_array(sp.hstack([rows.matrix, slack], format="csr"))
    return Form(
        matrix=matrix,
        turned=sp.csr_array(matrix.T),
        right=np.where(equal, rows.row_lower, 0.0),
        cost=np.concatenate([cost, np.zeros(len(slack_row))]),
        lower=np.concatenate([rows.lower, rows.row_lower[slack_row]]),
        upper=np.concatenate([rows.upper, rows.row_upper[slack_row]]),
        plain=plain,
        slack_row=slack_row,
        group=rows.group,
        key=rows.key,
        unit=unit,
    )
