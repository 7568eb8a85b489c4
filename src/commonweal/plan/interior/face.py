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

STILL = 1e-8  # weight of a column at its bound beside one between its bounds
MOVES = 1e-4  # a part of the random direction above this is a way to move and no rounding
SEED = 1  # of the random direction


def between(ends: Bounded, point: Point) -> np.ndarray:
    """True for the columns that are between their bounds in some solution (column)."""
    found = np.ones(len(point.x), dtype=bool)
    found[ends.lower] &= point.below > point.lower
    found[ends.upper] &= point.above > point.upper
    return found


def another(form: Form, ends: Bounded, normal: Normal, point: Point) -> bool:
    """Whether another plan reaches the same value."""
    free = between(ends, point)
    free[: form.plain] &= form.lower[: form.plain] < form.upper[: form.plain]
    way = np.where(free, np.random.default_rng(SEED).uniform(0.5, 1.5, len(free)), 0.0)
    moves = way - _through_rows(normal, np.where(free, 1.0, STILL), form.matrix @ way)
    return bool(np.max(np.abs(moves[: form.plain]), initial=0.0) > MOVES)


def settled(form: Form, ends: Bounded, normal: Normal, point: Point) -> Point:
    """The point with everything exactly at its end that is there in all solutions.

    Columns at a bound are put there, and dual values of rows whose slack is between its bounds are
    zero. The other columns take up what that leaves of the rows, each in proportion to the square
    of its distance from its bounds.
    """
    free = between(ends, point)
    low = np.zeros(len(free), dtype=bool)
    low[ends.lower] = point.below <= point.lower
    distance = np.full(len(free), np.inf)
    distance[ends.lower] = point.below
    distance[ends.upper] = np.minimum(distance[ends.upper], point.above)
    room = np.where(np.isfinite(distance), np.maximum(distance, STILL), 1.0)
    x = np.where(free, point.x, np.where(low, form.lower, form.upper))
    weight = np.where(free, room**2, STILL**2)
    moves = _through_rows(normal, weight, form.right - form.matrix @ x)
    x = np.where(free, x + moves, x)
    y = point.y.copy()
    y[form.slack_row[free[form.plain :]]] = 0.0
    reduced = form.cost - form.turned @ y
    return Point(
        x=x,
        y=y,
        below=np.maximum(x - form.lower, 0.0)[ends.lower],
        above=np.maximum(form.upper - x, 0.0)[ends.upper],
        lower=np.maximum(reduced, 0.0)[ends.lower],
        upper=np.maximum(-reduced, 0.0)[ends.upper],
    )


def _through_rows(normal: Normal, weight: Vector, short: Vector) -> Vector:
    """The least change of the columns, by their weights, that adds ``short`` to the rows."""
    normal.factor(weight)
    return normal.step(short, np.zeros(len(weight)))[0]
