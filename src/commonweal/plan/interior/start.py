"""Where an interior point starts.

x is the point nearest to the bounds that satisfies the rows, y the best fit of A'y to the costs;
both are moved inside by Mehrotra's shifts.

    x = t + A'(A A')^-1 (b - A t),    t = the bound, or the middle of two
    (A A') y = A c,   z = c - A'y

Source: Mehrotra 1992, section 7; with two bounds, the point stays between them.
"""

from __future__ import annotations

import numpy as np

from commonweal.plan.interior.form import Form, Vector
from commonweal.plan.interior.normal import Normal
from commonweal.plan.interior.point import Bounded, Point

INSIDE = 0.1  # assumption: part of the way between two bounds that is kept to each of them


def mehrotra_start(form: Form, ends: Bounded, normal: Normal) -> Point:
    """A point inside all bounds; the rows need not hold."""
    low, high = np.isfinite(form.lower), np.isfinite(form.upper)
    both = low & high
    lower, upper = np.where(low, form.lower, 0.0), np.where(high, form.upper, 0.0)
    aim = np.where(both, 0.5 * (lower + upper), lower + upper)
    normal.factor(np.ones(len(aim)))
    x = aim + form.turned @ normal.solve(form.right - form.matrix @ aim)
    y = normal.solve(form.matrix @ form.cost)
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
