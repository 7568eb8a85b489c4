"""One step: the Newton direction, how far it can go, and its corrections.

Of the equations of point.py, with right-hand sides rl, ru for the products w z,

    dwl = dx + (residual below)        dzl = (rl - zl dwl) / wl
    dwu = (residual above) - dx        dzu = (ru - zu dwu) / wu
    D = 1 / (zl / wl + zu / wu)
    f = (residual of columns) - (rl - zl (residual below)) / wl + (ru - zu (residual above)) / wu
    (A D A') dy = (residual of rows) + A D f,     dx = D (A'dy - f)

Source: Mehrotra 1992; Gondzio 1996 (multiple centrality corrections).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from commonweal.plan.interior.form import Form, Vector
from commonweal.plan.interior.normal import Normal
from commonweal.plan.interior.point import Bounded, Point, Residuals

FREE = 1e-6  # inverse weight of a column without bounds; what it leaves is a residual, seen next time
NEAR = 0.1  # Gondzio 1996: products are kept between NEAR and 1 / NEAR of their target
FURTHER = 0.1  # Gondzio 1996: by how much a corrected step aims to be longer
WORTH = 0.01  # Gondzio 1996: least part of that by which it has to be longer
SHORT = 0.9995  # part of the way to the boundary
LEAST = 1e-30  # no weight is below this, so that no row of the matrix is empty


@dataclass(frozen=True)
class Direction:
    """Changes of every part of a point."""

    x: Vector
    y: Vector
    below: Vector
    above: Vector
    lower: Vector
    upper: Vector


@dataclass(frozen=True)
class Stride:
    """How far a point can go along a direction before a distance or a dual value ends."""

    primal: float
    dual: float


class Stepper:
    """The equations at one point, factored once, solved for several right-hand sides."""

    def __init__(self, form: Form, ends: Bounded, normal: Normal, point: Point) -> None:
        self.form, self.ends, self.normal, self.point = form, ends, normal, point
        inverse = np.zeros(len(point.x))
        inverse[ends.lower] = point.lower / point.below
        inverse[ends.upper] += point.upper / point.above
        self.weight = np.maximum(1.0 / np.where(inverse > 0, inverse, FREE), LEAST)
        normal.factor(self.weight)

    def direction(self, left: Residuals | None, lower: Vector, upper: Vector) -> Direction:
        """Solve for residuals (none: zero) and changes wanted of the products w z."""
        point, ends = self.point, self.ends
        nothing = Residuals(
            np.zeros(len(point.y)),
            np.zeros(len(point.x)),
            np.zeros(len(point.below)),
            np.zeros(len(point.above)),
        )
        left = left or nothing
        force = left.columns.copy()
        force[ends.lower] -= (lower - point.lower * left.below) / point.below
        force[ends.upper] += (upper - point.upper * left.above) / point.above
        weighted = self.weight * force
        dy = self.normal.solve(left.rows + self.form.matrix @ weighted)
        dx = self.weight * (self.form.turned @ dy) - weighted
        below = dx[ends.lower] + left.below
        above = left.above - dx[ends.upper]
        return Direction(
            x=dx,
            y=dy,
            below=below,
            above=above,
            lower=(lower - point.lower * below) / point.below,
            upper=(upper - point.upper * above) / point.above,
        )


def stride(point: Point, way: Direction) -> Stride:
    """The longest steps, ``SHORT`` of the way to the boundary, one at most."""
    return Stride(
        primal=min(_reach(point.below, way.below), _reach(point.above, way.above)),
        dual=min(_reach(point.lower, way.lower), _reach(point.upper, way.upper)),
    )


def _reach(value: Vector, change: Vector) -> float:
    falls = change < 0
    whole = float(np.min(value[falls] / -change[falls], initial=2.0))
    return min(1.0, SHORT * whole)


def moved(point: Point, way: Direction, far: Stride) -> Point:
    """The point after a step."""
    return Point(
        x=point.x + far.primal * way.x,
        y=point.y + far.dual * way.y,
        below=point.below + far.primal * way.below,
        above=point.above + far.primal * way.above,
        lower=point.lower + far.dual * way.lower,
        upper=point.upper + far.dual * way.upper,
    )


def predicted(stepper: Stepper, left: Residuals) -> tuple[Direction, float]:
    """Mehrotra's step: aim at zero, see how far one comes, aim there and correct the second order.

    mu_target = mu (mu_affine / mu)^3,   rl = mu_target - wl zl - dwl dzl of the first direction

    Returns
    -------
    direction and mu_target
    """
    point = stepper.point
    lower, upper = point.below * point.lower, point.above * point.upper
    first = stepper.direction(left, -lower, -upper)
    mean = point.mean()
    there = moved(point, first, stride(point, first)).mean()
    target = mean * (there / mean) ** 3 if mean > 0 else 0.0
    way = stepper.direction(
        left,
        target - lower - first.below * first.lower,
        target - upper - first.above * first.upper,
    )
    return way, target


def corrected(stepper: Stepper, way: Direction, target: float, most: int) -> Direction:
    """Gondzio's corrections: bring the products that a longer step would unbalance back to target.

    t = proj(v; NEAR mu, mu / NEAR) - v with v = (w + a dw)(z + a dz) at a longer step a, no
    correction below -mu / NEAR; kept while the step grows by a part of what was aimed at.
    """
    point = stepper.point
    far = stride(point, way)
    for _ in range(most):
        aim = Stride(min(1.0, far.primal + FURTHER), min(1.0, far.dual + FURTHER))
        there = moved(point, way, aim)
        lower = _centred(there.below * there.lower, target)
        upper = _centred(there.above * there.upper, target)
        more = stepper.direction(None, lower, upper)
        tried = Direction(
            *(getattr(way, f) + getattr(more, f) for f in Direction.__dataclass_fields__)
        )
        reached = stride(point, tried)
        gained = reached.primal + reached.dual - far.primal - far.dual
        if gained < 2 * WORTH * FURTHER or min(reached.primal, reached.dual) < 0.5 * min(
            far.primal, far.dual
        ):
            break
        way, far = tried, reached
    return way


def _centred(product: Vector, target: float) -> Vector:
    wanted = np.clip(product, NEAR * target, target / NEAR)
    return np.maximum(wanted - product, -target / NEAR)
