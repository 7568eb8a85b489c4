"""Row and column factors that bring a matrix, signs and all, to given sums.

Key: A the matrix, P its positive part, N its negative part with the sign turned, u and v the sums
wanted of rows and columns, r and s the factors: X = r P s - N / (r s).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from commonweal.errors import EconomyError, Problems

SAME_TOTAL = 1e-9  # relative; assumption: sums given with nine digits
SHOWN = 5  # assumption: rows named before the rest is only counted
Matrix = NDArray[np.float64]


@dataclass(frozen=True)
class Balanced:
    """A matrix with the sums wanted.

    Parameters
    ----------
    table : (row, column), signs and zeros where they were
    row_factors, column_factors : r (row) and s (column) [1]
    iterations : passes over rows and columns
    worst : largest |sum - target| relative to the row's or column's own size
    changes : row, column, before, after, change, relative; every cell that changed, the largest
        change first
    """

    table: pd.DataFrame
    row_factors: pd.Series[float]
    column_factors: pd.Series[float]
    iterations: int
    worst: float
    changes: pd.DataFrame


def balanced(
    table: pd.DataFrame,
    rows: pd.Series[float],
    columns: pd.Series[float],
    tolerance: float,
    most: int,
) -> Balanced:
    """Alternate row and column factors until all sums are met.

    r[i] = (u[i] + sqrt(u[i]^2 + 4 p[i] n[i])) / (2 p[i]), p = P s, n = N / s; -n[i] / u[i] where
    p[i] = 0; s likewise. Where a sum of 0 is wanted of cells of one sign they all become 0.

    Parameters
    ----------
    table : (row, column)
    rows, columns : sums wanted, by label
    tolerance : largest |sum - target| relative to the larger of |target| and the sum of |cells|
    most : passes before it gives up

    Returns
    -------
    Balanced
        the table itself, untouched, if its sums are met

    Raises
    ------
    EconomyError
        with every row and column that cannot be met, and where the sums do not agree
    """
    _check(table, rows, columns)
    before = np.asarray(table, dtype=np.float64)
    u = np.asarray(rows.loc[table.index], dtype=np.float64)
    v = np.asarray(columns.loc[table.columns], dtype=np.float64)
    r, s, passes, x = np.ones(len(u)), np.ones(len(v)), 0, before
    if _worst(before, u, v) > tolerance:
        start = _emptied(before, u, v)
        _check_possible(table, start, u, v)
        r, s, passes, x = _factors(start, u, v, tolerance, most)
    worst = _worst(x, u, v)
    if not worst <= tolerance:
        raise EconomyError(_not_met(table, x, u, v, passes))
    after = pd.DataFrame(x, index=table.index, columns=table.columns)
    return Balanced(
        table=after,
        row_factors=pd.Series(r, index=table.index),
        column_factors=pd.Series(s, index=table.columns),
        iterations=passes,
        worst=worst,
        changes=changes(table, after),
    )


def changes(before: pd.DataFrame, after: pd.DataFrame) -> pd.DataFrame:
    """Every cell that changed, the largest change first.

    Parameters
    ----------
    before, after : (row, column), of the same labels

    Returns
    -------
    DataFrame with the columns row, column, before, after, change, relative (change / |before|)
    """
    old, new = before.to_numpy(), after.to_numpy()
    at = np.argwhere(old != new)
    change = (new - old)[at[:, 0], at[:, 1]]
    order = np.argsort(-np.abs(change), kind="stable")
    at, change = at[order], change[order]
    was = old[at[:, 0], at[:, 1]]
    relative = np.divide(change, np.abs(was), out=np.full(len(was), np.inf), where=was != 0)
    return pd.DataFrame(
        {
            "row": before.index.to_numpy()[at[:, 0]],
            "column": before.columns.to_numpy()[at[:, 1]],
            "before": was,
            "after": new[at[:, 0], at[:, 1]],
            "change": change,
            "relative": relative,
        }
    )


def most_changed(found: pd.DataFrame, count: int = 10) -> pd.DataFrame:
    """The largest absolute and the largest relative changes.

    Parameters
    ----------
    found : of `changes`
    count : rows of each kind

    Returns
    -------
    DataFrame of `changes`, with a column ``largest``: absolute or relative
    """
    order = found["relative"].abs().sort_values(ascending=False, kind="stable").index
    parts = {"absolute": found.head(count), "relative": found.loc[order].head(count)}
    rows = [part.assign(largest=name) for name, part in parts.items()]
    return pd.concat(rows, ignore_index=True)


def _check(table: pd.DataFrame, rows: pd.Series[float], columns: pd.Series[float]) -> None:
    problems = Problems()
    for name, labels, target in (("row", table.index, rows), ("column", table.columns, columns)):
        if set(labels) != set(target.index) or not target.index.is_unique or not labels.is_unique:
            what = f"the {name} sums and the {name}s have different labels"
            problems.add(f"{name} sums", what, f"Give every {name} one sum")
        if not np.isfinite(target.to_numpy(dtype=float)).all():
            problems.add(f"{name} sums", "a sum is not a finite number", "Write a number")
    if not np.isfinite(table.to_numpy(dtype=float)).all():
        problems.add("table", "a cell is not a finite number", "Write a number")
    problems.raise_if_any(EconomyError)
    total, other = float(rows.sum()), float(columns.sum())
    size = max(float(rows.abs().sum()), float(columns.abs().sum()))
    if abs(total - other) > SAME_TOTAL * size:
        what = f"row sums add up to {total:.10g}, column sums to {other:.10g}"
        problems.add("sums", what, "Make them agree; none of the two is rescaled for you")
    problems.raise_if_any(EconomyError)


def _emptied(start: Matrix, u: Matrix, v: Matrix) -> Matrix:
    """Rows and columns of one sign whose sum is to be 0 become 0, until there are none."""
    x = start.copy()
    while True:
        one_sign_rows = (u == 0) & ((x >= 0).all(axis=1) | (x <= 0).all(axis=1))
        one_sign_columns = (v == 0) & ((x >= 0).all(axis=0) | (x <= 0).all(axis=0))
        again = x.copy()
        again[one_sign_rows] = 0.0
        again[:, one_sign_columns] = 0.0
        if (again == x).all():
            return x
        x = again


def _check_possible(table: pd.DataFrame, start: Matrix, u: Matrix, v: Matrix) -> None:
    """Every sum wanted has cells of its sign."""
    problems = Problems()
    for name, labels, target, cells in (
        ("row", table.index, u, start),
        ("column", table.columns, v, start.T),
    ):
        rises = (target > 0) & ~(cells > 0).any(axis=1)
        falls = (target < 0) & ~(cells < 0).any(axis=1)
        for place in np.flatnonzero(rises | falls).tolist():
            kind = "above" if target[place] > 0 else "below"
            what = f"{target[place]:.6g} is wanted, but no cell of it that can stay is {kind} zero"
            fix = "Zeros stay zero and signs stay: enter a first guess in a cell, or change the sum"
            problems.add(f'{name} "{labels[place]}"', what, fix)
    problems.raise_if_any(EconomyError)


def _factors(
    start: Matrix, u: Matrix, v: Matrix, tolerance: float, most: int
) -> tuple[Matrix, Matrix, int, Matrix]:
    positive, negative = np.maximum(start, 0.0), np.maximum(-start, 0.0)
    r, s, x = np.ones(len(u)), np.ones(len(v)), start
    for passes in range(1, most + 1):
        r = _one_side(positive @ s, negative @ (1 / s), u)
        s = _one_side(positive.T @ r, negative.T @ (1 / r), v)
        outer = np.outer(r, s)
        x = positive * outer - negative / outer
        if not np.isfinite(x).all() or _worst(x, u, v) <= tolerance:
            return r, s, passes, x
    return r, s, most, x


def _one_side(p: Matrix, n: Matrix, target: Matrix) -> Matrix:
    """Factors of rows, given those of columns, or the other way round; 1 for an empty one."""
    factor = np.ones(len(target))
    only_negative = (p == 0) & (n > 0)
    root = np.sqrt(target**2 + 4 * p * n)
    # Two forms of one root: the second where the first would subtract nearly equal numbers.
    up, down = (p > 0) & (target >= 0), (p > 0) & (target < 0)
    np.divide(target + root, 2 * p, out=factor, where=up)
    np.divide(2 * n, root - target, out=factor, where=down)
    np.divide(-n, target, out=factor, where=only_negative)
    return factor


def _gaps(x: Matrix, u: Matrix, v: Matrix) -> tuple[Matrix, Matrix]:
    found = []
    for axis, target in ((1, u), (0, v)):
        size = np.maximum(np.abs(target), np.abs(x).sum(axis=axis))
        gap = np.abs(x.sum(axis=axis) - target)
        found.append(np.divide(gap, size, out=np.zeros(len(gap)), where=size > 0))
    return found[0], found[1]


def _worst(x: Matrix, u: Matrix, v: Matrix) -> float:
    return max(float(part.max(initial=0.0)) for part in _gaps(x, u, v))


def _not_met(table: pd.DataFrame, x: Matrix, u: Matrix, v: Matrix, passes: int) -> Problems:
    problems = Problems()
    for name, labels, gaps, target, sums in (
        ("row", table.index, _gaps(x, u, v)[0], u, x.sum(axis=1)),
        ("column", table.columns, _gaps(x, u, v)[1], v, x.sum(axis=0)),
    ):
        for place in np.argsort(-gaps, kind="stable")[:SHOWN].tolist():
            if gaps[place] > 0:
                what = (
                    f"its sum is {sums[place]:.6g} after {passes} passes, not {target[place]:.6g}"
                )
                fix = (
                    "The zeros of the table leave no room for these sums, or more passes are needed"
                )
                problems.add(f'{name} "{labels[place]}"', what, fix)
    return problems
