"""A point of the interior, and how far it is from a solution.

A x = b                     rows
x - wl = lower              where there is a lower bound
x + wu = upper              where there is an upper bound
A'y + zl - zu = c           dual rows
wl zl = wu zu = 0           at a solution; positive before
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import scipy.sparse as sp

from commonweal.plan.interior.form import Form, Index, Vector


def inner(left: Vector, right: Vector) -> float:
    """Sum of the products, without a library whose threads would disturb the factor of S."""
    return float(np.einsum("i,i", left, right))


@dataclass(frozen=True)
class Point:
    """Primal and dual values, strictly inside.

    Parameters
    ----------
    x : (column), y : (row)
    below, above : wl and wu, the distances to the bounds, over the columns that have them
    lower, upper : zl and zu, the dual values of those bounds
    """

    x: Vector
    y: Vector
    below: Vector
    above: Vector
    lower: Vector
    upper: Vector

    def mean(self) -> float:
        """Mean product of a distance and its dual value, mu."""
        count = len(self.below) + len(self.above)
        total = inner(self.below, self.lower) + inner(self.above, self.upper)
        return total / count if count else 0.0


@dataclass(frozen=True)
class Bounded:
    """Numbers of the columns that have a lower and an upper bound."""

    lower: Index
    upper: Index

    def reduced(self, count: int, point: Point) -> Vector:
        """Reduced cost that the bounds explain, zl - zu (column)."""
        found = np.zeros(count)
        found[self.lower] = point.lower
        found[self.upper] -= point.upper
        return found


def bounded(form: Form) -> Bounded:
    """Which columns have which bounds."""
    return Bounded(np.flatnonzero(np.isfinite(form.lower)), np.flatnonzero(np.isfinite(form.upper)))


@dataclass(frozen=True)
class Residuals:
    """What is missing: b - A x, c - A'y - zl + zu, and of the distances to the bounds."""

    rows: Vector
    columns: Vector
    below: Vector
    above: Vector

    def times(self, part: float) -> Residuals:
        """So much of all four."""
        return Residuals(
            part * self.rows, part * self.columns, part * self.below, part * self.above
        )


def residuals(form: Form, ends: Bounded, point: Point) -> Residuals:
    """Compute all four from the programme."""
    return Residuals(
        rows=form.right - form.matrix @ point.x,
        columns=form.cost - form.turned @ point.y - ends.reduced(len(point.x), point),
        below=point.x[ends.lower] - form.lower[ends.lower] - point.below,
        above=form.upper[ends.upper] - point.x[ends.upper] - point.above,
    )


@dataclass(frozen=True)
class Measures:
    """The certificate's measures of a point.

    Parameters
    ----------
    rows : worst residual of a row relative to its turnover sum |a x| + |b|, or to ``FLOOR``
    bounds : worst distance by which x misses a bound, conditioned
    columns : what the dual residuals can add to the bound of the goal, relative
    gap : primal less dual value, relative to max(1, |value|)
    value : c.x
    dual : b.y + lower.zl - upper.zu
    """

    rows: float
    bounds: float
    columns: float
    gap: float
    value: float
    dual: float

    def worst(self) -> float:
        """The largest of all."""
        return max(self.rows, self.besides_rows())

    def besides_rows(self) -> float:
        """The largest of those that say nothing of the rows."""
        return max(self.bounds, self.columns, abs(self.gap))


FLOOR = 0.01  # of the largest entry of a row, as in the certificate


@dataclass(frozen=True)
class Turnover:
    """What the rows of a programme turn over, whatever the point.

    Parameters
    ----------
    sizes : (row, column) |A|
    least : (row) what a row is held to turn over at least
    """

    sizes: sp.csr_array
    least: Vector

    def of(self, form: Form, x: Vector) -> Vector:
        """Sum |a x| + |b| of each row, or the least."""
        total = self.sizes @ np.abs(x) + np.abs(form.right)
        return np.asarray(np.maximum(total, self.least))


def turnover(form: Form) -> Turnover:
    """Sizes of all coefficients, and the least of every row."""
    given = form.matrix
    sizes = sp.csr_array((np.abs(given.data), given.indices, given.indptr), shape=given.shape)
    return Turnover(sizes, FLOOR * sizes.max(axis=1).toarray().ravel())


def measure(
    form: Form,
    ends: Bounded,
    point: Point,
    left: Residuals,
    turned_over: Turnover,
    constant: float,
) -> Measures:
    """Weigh a point as the certificate will.

    Parameters
    ----------
    constant : value of the goal where the expression is zero, with its sign turned
    """
    value = inner(form.cost, point.x)
    dual = inner(form.right, point.y)
    dual += inner(form.lower[ends.lower], point.lower) - inner(form.upper[ends.upper], point.upper)
    scale = max(form.unit, abs(value + constant))
    charged = inner(np.abs(left.columns), np.maximum(1.0, np.abs(point.x)))
    return Measures(
        rows=float(np.max(np.abs(left.rows) / turned_over.of(form, point.x), initial=0.0)),
        bounds=max(
            float(np.max(np.abs(left.below), initial=0.0)),
            float(np.max(np.abs(left.above), initial=0.0)),
        ),
        columns=charged / scale,
        gap=(value - dual) / scale,
        value=value,
        dual=dual,
    )
