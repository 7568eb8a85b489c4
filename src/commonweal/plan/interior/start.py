"""Where the iteration starts.

*Near the base year.* Every conditioned column is of size one in the base year, so that t, one away
from its bound or in the middle between two, is of the right size. A few weighted least changes
bring t to the rows, each weighted by the squares of the distances w to the bounds and cut off
where a tenth of a distance is left. The same weights give the first dual values:

    x <- x + D A'(A D A')^-1 (b - A x),     (A D A') y = A D c,     D = w^2,     z = c - A'y

so that columns far from their bounds, which are those that a plan uses, cost what they earn. No
bound is worth less than a tenth of what is turned over in its column, |c| + |A|'|y|. Without the
weights the smallest goods would start with dual values a million times theirs.

*Mehrotra's*, where the iteration finds nothing from the first:

    x = t + A'(A A')^-1 (b - A t),     t = the bound, or the middle between two
    (A A') y = A c,     z = c - A'y

moved inside: those of one bound by at least 1.5 times the worst value and by half of the mean
product over the mean of the other; between two bounds, the point stays between them.

*Weights of the products.* From a start near the base year the products of a small good are a
millionth of those of a large one, and should be on the way: what a column is worth differs as much.
So the path aims at products mu omega, with

    omega = (w z)^0.4 at the start, their mean one

From Mehrotra's start, which knows nothing of sizes, all weights are one.

Source: Mehrotra 1992. The weights are those of the affine scaling method (Dikin 1967).
"""

from __future__ import annotations

import numpy as np

from commonweal.plan.interior.form import Form, Vector
from commonweal.plan.interior.normal import Normal
from commonweal.plan.interior.point import Bounded, Point
from commonweal.plan.interior.step import Weights

INSIDE = 0.1  # assumption: part of the way between two bounds that is kept to each of them
ROUNDS = 3  # assumption: weighted least changes; more bring no further
FAR = 1e3  # assumption: conditioned, no column is a thousand times the base year
SHARE = 0.1  # assumption: of what a column turns over, the least dual value of its bounds
NOTHING = 1e-8  # conditioned: no dual value starts below this
POWER = 0.4  # assumption: with one the smallest products end the way, with none the largest do
LIGHT, HEAVY = 1e-4, 1e2  # assumption: no weight is outside these before they are made one


def natural_start(form: Form, ends: Bounded, normal: Normal) -> Point:
    """A point inside all bounds and near the base year; the rows need not hold."""
    low, high = np.isfinite(form.lower), np.isfinite(form.upper)
    lower, upper = np.where(low, form.lower, 0.0), np.where(high, form.upper, 0.0)
    room = np.where(low & high, upper - lower, np.inf)
    off = np.minimum(0.5 * room, 1.0)
    x = np.where(low, lower + off, np.where(high, upper - off, 0.0))

    def distance() -> Vector:
        below, above = np.where(low, x - lower, FAR), np.where(high, upper - x, FAR)
        return np.where(low | high, np.minimum(np.minimum(below, above), FAR), 1.0)

    for _ in range(ROUNDS):
        normal.factor(distance() ** 2)
        change, _ = normal.step(form.right - form.matrix @ x, np.zeros(len(x)))
        least = np.where(low, x - (1 - INSIDE) * (x - lower), -np.inf)
        most = np.where(high, x + (1 - INSIDE) * (upper - x), np.inf)
        x = np.clip(x + change, least, most)
    normal.factor(distance() ** 2)
    _, y = normal.step(np.zeros(len(form.right)), form.cost)
    z = form.cost - form.turned @ y
    least = SHARE * (np.abs(form.cost) + abs(form.turned) @ np.abs(y)) + NOTHING
    both = low & high
    below = np.where(both, np.clip(x - lower, INSIDE * room, (1 - INSIDE) * room), x - lower)
    above = np.where(both, room - below, upper - x)
    return Point(
        x=x,
        y=y,
        below=below[ends.lower],
        above=above[ends.upper],
        lower=np.where(both, np.maximum(z, 0.0) + least, np.maximum(z, least))[ends.lower],
        upper=np.where(both, np.maximum(-z, 0.0) + least, np.maximum(-z, least))[ends.upper],
    )


def mehrotra_start(form: Form, ends: Bounded, normal: Normal) -> Point:
    """A point inside all bounds; the rows need not hold."""
    low, high = np.isfinite(form.lower), np.isfinite(form.upper)
    both = low & high
    lower, upper = np.where(low, form.lower, 0.0), np.where(high, form.upper, 0.0)
    aim = np.where(both, 0.5 * (lower + upper), lower + upper)
    normal.factor(np.ones(len(aim)))
    change, _ = normal.step(form.right - form.matrix @ aim, np.zeros(len(aim)))
    x = aim + change
    _, y = normal.step(np.zeros(len(form.right)), form.cost)
    z = form.cost - form.turned @ y
    one = low ^ high
    outward = np.where(low, x - lower, upper - x)
    short = max(-1.5 * float(np.min(outward[one], initial=0.0)), 0.0)
    room = np.where(both, upper - lower, np.inf)
    distance = np.where(one, outward + short, 0.0)
    dual = np.where(one, np.where(low, z, -z), 0.0)
    lift = max(-1.5 * float(np.min(dual[one], initial=0.0)), 0.0)
    dual = np.where(one, dual + lift, 0.0)
    more, lifted = _shifts(distance[one], dual[one])
    distance, dual = distance + more, dual + lifted
    below = np.where(both, np.clip(x - lower, INSIDE * room, (1 - INSIDE) * room), distance)
    x = np.where(both, lower + below, x)
    x = np.where(one & low, lower + distance, np.where(one & high, upper - distance, x))
    above = np.where(both, room - below, distance)
    half = lifted + 0.5 * np.abs(z)
    return Point(
        x=x,
        y=y,
        below=below[ends.lower],
        above=above[ends.upper],
        lower=np.where(both, half + 0.5 * z, dual)[ends.lower],
        upper=np.where(both, half - 0.5 * z, dual)[ends.upper],
    )


def _shifts(distance: Vector, dual: Vector) -> tuple[float, float]:
    """Mehrotra's second shifts, half the product over the sum of the other; at least a little."""
    product = float(distance @ dual)
    more = 0.5 * product / max(float(dual.sum()), 1e-10) if len(dual) else 0.0
    lifted = 0.5 * product / max(float(distance.sum()), 1e-10) if len(dual) else 0.0
    return max(more, 1e-2), max(lifted, 1e-2)


def own(point: Point) -> Weights:
    """Weights by the products at the start."""
    lower, upper = point.below * point.lower, point.above * point.upper
    mean = point.mean() or 1.0
    lower, upper = (np.clip((v / mean) ** POWER, LIGHT, HEAVY) for v in (lower, upper))
    count = max(1, len(lower) + len(upper))
    together = (float(lower.sum()) + float(upper.sum())) / count
    return Weights(lower / together, upper / together)


def even(point: Point) -> Weights:
    """The same weight for every product."""
    return Weights(np.ones(len(point.below)), np.ones(len(point.above)))
