"""What is decided before anything is solved, and the dual values that belong to it.

Columns that cannot move are taken out. A row whose bound equals the least (or the most) that its
columns can give forces all of them to those bounds and goes too: an interior point needs an
interior, and such a row leaves none. A row that meets one column that can still move is a bound of
that column. So do rows without columns go.

A forced row gets, afterwards, the smallest dual value at which none of its columns gains by
leaving its bound:  |y| = max_j max(0, -z[j] / a[j]).  A row that became a bound gets the reduced
cost of its column,  y = z[j] / a[j],  where it is that bound that the reduced cost presses on.

Source: Andersen and Andersen 1995 (presolving in linear programming).
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import scipy.sparse as sp

from commonweal.plan.interior.form import Index, Rows, Vector

SAME = 1e-12  # a bound this near, relative to the size of the row, is the same bound
APART = 1e-9  # conditioned: by how much a row without columns may miss its bound


@dataclass(frozen=True)
class Forced:
    """One row that fixes all of its columns.

    Parameters
    ----------
    row : its number
    columns, entries : columns that it fixes and its coefficients on them
    sign : +1 where the row is at the least that its columns can give, -1 where at the most
    """

    row: int
    columns: Index
    entries: Vector
    sign: float


@dataclass(frozen=True)
class Bound:
    """One row that became a bound of its only column.

    Parameters
    ----------
    row, column : their numbers
    entry : the coefficient
    below, above : whether it is nearer than the lower, the upper bound that the column had
    """

    row: int
    column: int
    entry: float
    below: bool
    above: bool


@dataclass(frozen=True)
class Reduced:
    """A programme without what is decided already.

    Parameters
    ----------
    rows : what is left
    kept_rows, kept_columns : their numbers in the whole programme
    values : (column of the whole programme) values of the columns taken out, zero elsewhere
    decided : rows that fixed their columns or became bounds, in the order in which they did
    possible : False where a row cannot be met at all
    """

    rows: Rows
    kept_rows: Index
    kept_columns: Index
    values: Vector
    decided: tuple[Forced | Bound, ...]
    possible: bool


def reduce(whole: Rows) -> Reduced:
    """Take out fixed columns and rows that fix or bound columns, until nothing changes."""
    lower, upper = whole.lower.copy(), whole.upper.copy()
    live_rows = np.ones(whole.matrix.shape[0], dtype=bool)
    decided: list[Forced | Bound] = []
    positive = sp.csr_array(whole.matrix.maximum(0))
    negative = sp.csr_array(whole.matrix.minimum(0))
    size, pattern = abs(whole.matrix), abs(whole.matrix.sign())
    possible = bool(np.all(lower <= upper))
    while possible:
        least, most = _range(positive, negative, lower, upper)
        scale = APART + size @ np.where(lower == upper, np.abs(lower), 1.0)
        near = SAME * scale
        possible = bool(
            np.all(least <= whole.row_upper + APART * scale)
            and np.all(most >= whole.row_lower - APART * scale)
        )
        if not possible:
            break
        tight_least = live_rows & np.isfinite(least) & (least >= whole.row_upper - near)
        tight_most = live_rows & np.isfinite(most) & (most <= whole.row_lower + near)
        found = False
        for row in np.flatnonzero(tight_least | tight_most):
            sign = 1.0 if tight_least[row] else -1.0
            found |= _force(whole, int(row), sign, lower, upper, decided)
            live_rows[row] = False
        alone, possible = _alone(whole, pattern, live_rows, lower, upper)
        decided += alone
        if not found and not alone:
            break
    return _left(whole, lower, upper, live_rows, tuple(decided), possible)


def _alone(
    whole: Rows, pattern: sp.csr_array, live_rows: np.ndarray, lower: Vector, upper: Vector
) -> tuple[list[Bound], bool]:
    """Turn rows with one column that moves into bounds; False where two bounds have crossed.

    Bounds nearer to each other than rounding, in either order, are one and fix the column.
    """
    moves = (lower < upper).astype(float)
    fixed = np.where(moves, 0.0, lower)
    single = np.flatnonzero(live_rows & (pattern @ moves == 1.0))
    given = whole.matrix @ fixed
    bounds: list[Bound] = []
    for row in single.tolist():
        span = slice(whole.matrix.indptr[row], whole.matrix.indptr[row + 1])
        place = int(np.flatnonzero(moves[whole.matrix.indices[span]])[0])
        column = int(whole.matrix.indices[span][place])
        entry = float(whole.matrix.data[span][place])
        if lower[column] == upper[column]:  # another row has just fixed it
            continue
        ends = (
            (whole.row_lower[row] - given[row]) / entry,
            (whole.row_upper[row] - given[row]) / entry,
        )
        least, most = min(ends), max(ends)
        below, above = least > lower[column], most < upper[column]
        low, high = max(least, lower[column]), min(most, upper[column])
        near = APART * max(1.0, abs(low), abs(high)) if np.isfinite(low + high) else 0.0
        if low > high + near / min(abs(entry), 1.0):
            return bounds, False
        if high - low <= SAME * max(1.0, abs(low)):
            low = high = (least if below else most) if below or above else low
        lower[column], upper[column] = low, high
        live_rows[row] = False
        bounds.append(Bound(row, column, entry, below, above))
    return bounds, True


def _range(
    positive: sp.csr_array, negative: sp.csr_array, lower: Vector, upper: Vector
) -> tuple[Vector, Vector]:
    """The least and the most that each row can be, infinite where a column is without a bound."""

    def total(at_positive: Vector, at_negative: Vector, end: float) -> Vector:
        finite = [np.where(np.isfinite(v), v, 0.0) for v in (at_positive, at_negative)]
        endless = [(~np.isfinite(v)).astype(float) for v in (at_positive, at_negative)]
        some = positive @ endless[0] - negative @ endless[1]
        value = positive @ finite[0] + negative @ finite[1]
        return np.asarray(np.where(some > 0, end, value))

    return total(lower, upper, -np.inf), total(upper, lower, np.inf)


def _force(
    whole: Rows,
    row: int,
    sign: float,
    lower: Vector,
    upper: Vector,
    decided: list[Forced | Bound],
) -> bool:
    """Fix every column of a row at the end that the row drives it to; True if one still moved."""
    span = slice(whole.matrix.indptr[row], whole.matrix.indptr[row + 1])
    columns = np.asarray(whole.matrix.indices[span], dtype=np.intp)
    entries = whole.matrix.data[span]
    moves = lower[columns] < upper[columns]
    columns, entries = columns[moves], entries[moves]
    ends = np.where(sign * entries > 0, lower[columns], upper[columns])
    lower[columns] = upper[columns] = ends
    if len(columns):
        decided.append(Forced(row, columns, entries, sign))
    return bool(len(columns))


def _left(
    whole: Rows,
    lower: Vector,
    upper: Vector,
    live_rows: np.ndarray,
    decided: tuple[Forced | Bound, ...],
    possible: bool,
) -> Reduced:
    moves = lower < upper
    columns = np.flatnonzero(moves)
    values = np.where(moves, 0.0, lower)
    matrix = whole.matrix[:, columns]
    unbound = np.isinf(whole.row_lower) & np.isinf(whole.row_upper)
    rows = np.flatnonzero(live_rows & ~unbound & (np.diff(matrix.indptr) > 0))
    given = whole.matrix @ values
    rest = replace(
        whole,
        matrix=sp.csr_array(matrix[rows]),
        row_lower=whole.row_lower[rows] - given[rows],
        row_upper=whole.row_upper[rows] - given[rows],
        lower=lower[columns],
        upper=upper[columns],
        group=whole.group[columns],
        key=whole.key[rows],
    )
    return Reduced(rest, rows, columns, values, decided, possible)


def whole_columns(reduced: Reduced, x: Vector) -> Vector:
    """Values of all columns from those of the ones left."""
    full = reduced.values.copy()
    full[reduced.kept_columns] = x
    return full


def whole_duals(whole: Rows, reduced: Reduced, cost: Vector, y: Vector) -> Vector:
    """Dual values of all rows (of the minimum) from those of the rows left.

    The last row that was decided is valued first: its columns meet, of the rows without a value,
    only such as were decided before it, and these have no other column that could still move.
    """
    full = np.zeros(whole.matrix.shape[0])
    full[reduced.kept_rows] = y
    if not reduced.decided:
        return full
    turned = sp.csc_array(whole.matrix)
    for step in reversed(reduced.decided):
        if isinstance(step, Bound):
            pressed = _reduced_cost(turned, step.column, cost, full)
            if step.below if pressed > 0 else step.above:
                full[step.row] = pressed / step.entry
            continue
        own = np.array([_reduced_cost(turned, int(j), cost, full) for j in step.columns])
        least = np.max(-own / (step.sign * step.entries), initial=0.0)
        full[step.row] = -step.sign * float(least)
    return full


def _reduced_cost(turned: sp.csc_array, column: int, cost: Vector, y: Vector) -> float:
    span = slice(turned.indptr[column], turned.indptr[column + 1])
    return float(cost[column] - turned.data[span] @ y[turned.indices[span]])
