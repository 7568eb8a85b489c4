"""The set of best plans around the point that the iteration ends with.

An interior point ends inside the set of all solutions: a column whose distance from its bounds is
larger than their dual values is between its bounds in some solution, the others are at a bound in
all of them. Another solution exists if the former can move and leave every row as it is:

    d random on the columns between their bounds,
    moves = d - D A'(A D A')^-1 A d,   D = 1 on those columns, next to nothing on the others

Source: Goldman and Tucker 1956 (strict complementarity); Güler and Ye 1993.
"""

from __future__ import annotations

import numpy as np

from commonweal.plan.interior.form import Form, Vector
from commonweal.plan.interior.normal import Normal
from commonweal.plan.interior.point import Bounded, Point

STILL = 1e-10  # weight of a column at its bound beside one between its bounds
MOVES = 1e-4  # a part of the random direction above this is a way to move and no rounding
SEED = 1  # of the random direction


def between(form: Form, ends: Bounded, point: Point) -> np.ndarray:
    """True for the columns that are between their bounds in some solution (column)."""
    found = np.ones(len(point.x), dtype=bool)
    found[ends.lower] &= point.below > point.lower
    found[ends.upper] &= point.above > point.upper
    return found


def another(form: Form, ends: Bounded, normal: Normal, point: Point) -> bool:
    """Whether another plan reaches the same value."""
    free = between(form, ends, point)
    free[: form.plain] &= form.lower[: form.plain] < form.upper[: form.plain]
    way = np.where(free, np.random.default_rng(SEED).uniform(0.5, 1.5, len(free)), 0.0)
    moves = way - _through_rows(form, normal, np.where(free, 1.0, STILL), form.matrix @ way)
    return bool(np.max(np.abs(moves[: form.plain]), initial=0.0) > MOVES)


def settled(form: Form, ends: Bounded, normal: Normal, point: Point) -> Vector:
    """x with every column that is at a bound in all solutions exactly there (column).

    The others take up what that leaves of the rows, each in proportion to the square of its
    distance from its bounds.
    """
    free = between(form, ends, point)
    x = point.x.copy()
    distance = np.full(len(x), np.inf)
    distance[ends.lower] = point.below
    distance[ends.upper] = np.minimum(distance[ends.upper], point.above)
    low = np.zeros(len(x), dtype=bool)
    low[ends.lower] = point.below <= point.lower
    x = np.where(free, x, np.where(low, form.lower, form.upper))
    room = np.where(np.isfinite(distance), np.maximum(distance, STILL), 1.0)
    weight = np.where(free, room**2, STILL**2)
    return np.asarray(
        x + np.where(free, _through_rows(form, normal, weight, form.right - form.matrix @ x), 0.0)
    )


def _through_rows(form: Form, normal: Normal, weight: Vector, short: Vector) -> Vector:
    """The least change of the columns, by their weights, that adds ``short`` to the rows."""
    normal.factor(weight)
    return np.asarray(weight * (form.turned @ normal.solve(short)))
