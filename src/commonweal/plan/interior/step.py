"""One step: the Newton direction, how far it can go, and its corrections.

Of the equations of point.py, with right-hand sides rl, ru for the products w z,

    dwl = dx + (residual below)        dzl = (rl - zl dwl) / wl
    dwu = (residual above) - dx        dzu = (ru - zu dwu) / wu
    D = 1 / (zl / wl + zu / wu)
    f = (residual of columns) - (rl - zl (residual below)) / wl + (ru - zu (residual above)) / wu
    D^-1 dx - A'dy = -f,     A dx = (residual of rows)

The products aim at mu omega, with a weight omega for each bound (start.py): a path that comes to
the same end as the central one and passes nearer to the start.

Source: Mehrotra 1992; Gondzio 1996 (multiple centrality corrections); Jansen, Roos, Terlaky and
Vial 1996 (target-following).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from commonweal.plan.interior.form import Form, Vector
from commonweal.plan.interior.normal import Normal
from commonweal.plan.interior.point import Bounded, Point, Residuals

# Added to 1 / D, over max(1, |x|)^2: each step also stays near the point, so that no weight is
# endless. What it leaves is a dual residual of so much times dx, which the next step sees.
NEAREST = 1e-10
NEAR = 0.3  # products are kept between NEAR and 1 / NEAR of their target (Gondzio 1996 takes 0.1)
FURTHER, FURTHER_TIMES = 0.1, 1.5  # assumption: by how much a corrected step aims to be longer
WORTH = 0.02  # assumption: by how much both steps together have to be longer to keep a correction
LONG = 0.95  # assumption: a step this long needs no correction
WEIGHTS = 9  # assumption: weights of a correction that are tried
SHORT = 0.9995  # part of the way to the boundary
# Equations of a step are met to this part of the mean product, which is what a distance times a
# dual value is worth at this point, or of what the rows miss.
NEARLY = 1e-3
# No weight is below this. One that is belongs to a column that the rows leave no room, with a dual
# value that grows without end; 1 / D times the rounding of the rows would then count.
LEAST = 1e-20


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
class Weights:
    """Weights omega of the products at lower and at upper bounds; their mean is one."""

    lower: Vector
    upper: Vector


@dataclass(frozen=True)
class Stride:
    """How far a point can go along a direction before a distance or a dual value ends."""

    primal: float
    dual: float


class Stepper:
    """The equations at one point, factored once, solved for several right-hand sides."""

    def __init__(
        self, form: Form, ends: Bounded, normal: Normal, point: Point, weights: Weights
    ) -> None:
        self.form, self.ends, self.normal, self.point = form, ends, normal, point
        self.weights = weights
        inverse = np.zeros(len(point.x))
        inverse[ends.lower] = point.lower / point.below
        inverse[ends.upper] += point.upper / point.above
        near = NEAREST / np.maximum(1.0, np.abs(point.x)) ** 2
        self.weight = np.maximum(1.0 / (inverse + near), LEAST)
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
        mean = NEARLY * point.mean()
        allowed = max(mean, NEARLY * float(np.max(np.abs(left.rows), initial=0.0)))
        dx, dy = self.normal.step(left.rows, force, allowed, mean)
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
    """SHORT / max(-change / value), one at most."""
    return _short(float(np.max(-change / value, initial=0.0)))


def _short(pace: float) -> float:
    return min(1.0, SHORT / max(pace, 0.5 * SHORT))


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


def predicted(stepper: Stepper, left: Residuals, least: float) -> tuple[Direction, Weights]:
    """Mehrotra's step: aim at zero, see how far one comes, aim there and correct the second order.

    part = (1 - the shorter of both steps)^3,   target = omega mu max((mu_affine / mu)^3, part)
    products of the correction: target - dw dz,   residuals of the correction: -part residuals

    What the rows miss is taken away by no larger part than the products: where it is gone before
    them, or they before it, a few columns block every further step. No target is below ``least``:
    with mu nearer to zero than the answer needs to be, the weights of the columns would only leave
    the range in which the rows can still be met.

    Returns
    -------
    direction, and the target of each product
    """
    point, weights = stepper.point, stepper.weights
    first = stepper.direction(left, -point.below * point.lower, -point.above * point.upper)
    mean = point.mean()
    far = stride(point, first)
    there = moved(point, first, far).mean()
    part = (1.0 - min(far.primal, far.dual)) ** 3
    aim = max(mean * max((there / mean) ** 3, part) if mean > 0 else 0.0, least)
    target = Weights(np.maximum(aim * weights.lower, least), np.maximum(aim * weights.upper, least))
    more = stepper.direction(
        left.times(-part),
        target.lower - first.below * first.lower,
        target.upper - first.above * first.upper,
    )
    return weighed(point, first, more, far.primal * far.dual), target


def weighed(point: Point, way: Direction, more: Direction, least: float) -> Direction:
    """The direction with as much of a correction as lets the step be longest.

    way + weight more, the weight between ``least`` and one, chosen for the primal and for the dual
    part by itself: a correction meant for a whole step spoils one that is cut short.

    Source: Colombo and Gondzio 2008.
    """
    primal = _longest(
        ((point.below, way.below, more.below), (point.above, way.above, more.above)), least
    )
    dual = _longest(
        ((point.lower, way.lower, more.lower), (point.upper, way.upper, more.upper)), least
    )
    return Direction(
        x=way.x + primal * more.x,
        below=way.below + primal * more.below,
        above=way.above + primal * more.above,
        y=way.y + dual * more.y,
        lower=way.lower + dual * more.lower,
        upper=way.upper + dual * more.upper,
    )


def _longest(parts: tuple[tuple[Vector, Vector, Vector], ...], least: float) -> float:
    """The weight with the longest step, for parts (value, change, correction)."""
    paces = [(-change / value, -more / value) for value, change, more in parts]
    weights = np.linspace(least, 1.0, WEIGHTS)
    far = [
        min(_short(float(np.max(pace + weight * more, initial=0.0))) for pace, more in paces)
        for weight in weights
    ]
    return float(weights[int(np.argmax(far))])


def corrected(stepper: Stepper, way: Direction, target: Weights, most: int) -> Direction:
    """Gondzio's corrections: bring the products that a longer step would unbalance back to target.

    t = proj(v; NEAR target, target / NEAR) - v with v = (w + a dw)(z + a dz) at a longer step a, no
    correction below -target / NEAR; kept while the step grows by a part of what was aimed at.
    """
    point = stepper.point
    far = stride(point, way)
    for _ in range(most):
        if min(far.primal, far.dual) >= LONG:
            break
        aim = Stride(
            min(1.0, max(FURTHER_TIMES * far.primal, far.primal + FURTHER)),
            min(1.0, max(FURTHER_TIMES * far.dual, far.dual + FURTHER)),
        )
        there = moved(point, way, aim)
        lower = _centred(there.below * there.lower, target.lower)
        upper = _centred(there.above * there.upper, target.upper)
        more = stepper.direction(None, lower, upper)
        tried = weighed(point, way, more, aim.primal * aim.dual)
        reached = stride(point, tried)
        gained = reached.primal + reached.dual - far.primal - far.dual
        if gained < WORTH:
            break
        way, far = tried, reached
    return way


def _centred(product: Vector, target: Vector) -> Vector:
    wanted = np.clip(product, NEAR * target, target / NEAR)
    return np.maximum(wanted - product, -target / NEAR)
