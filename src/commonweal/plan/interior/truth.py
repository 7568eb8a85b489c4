"""What is true of a programme at which the iteration stalls.

Two programmes that always have a solution decide. The first lets every row be missed, at a price:

    minimise  sum (p + n)   subject to   A x + p - n = b,   lower <= x <= upper,   p, n >= 0

Where its value is above zero no point exists, and its dual values prove it. The second looks for a
direction along which the goal rises for ever, within a box:

    maximise  -c.d   subject to   A d within the directions that the bounds of the rows leave open,
                                  d within those that the bounds of the columns leave, |d| <= 1
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import scipy.sparse as sp

from commonweal.plan.interior.arrays import Arrays, InPlace
from commonweal.plan.interior.end import no_point
from commonweal.plan.interior.form import Rows, Vector, form
from commonweal.plan.interior.mehrotra import Watch, iterate
from commonweal.plan.interior.normal import Normal
from commonweal.plan.interior.reduce import reduce
from commonweal.plan.interior.split import row_owner

PROVEN = 1e-7  # conditioned: a goal that rises by less along a direction of size one does not rise


def truth(
    rows: Rows,
    cost: Vector,
    deadline: float,
    watch: Watch | None = None,
    arrays: Arrays = InPlace,
) -> str:
    """Say "infeasible", "unbounded", "time" or, where neither is proven, "stalled"."""
    missed = _elastic(rows)
    price = np.concatenate([np.zeros(len(cost)), np.ones(2 * rows.matrix.shape[0])])
    first = form(missed, price)
    ended = iterate(first, Normal(first, arrays), deadline, watch=watch)
    if ended.status == "time":
        return "time"
    if no_point(form(rows, cost), ended.point.y) is not None:
        return "infeasible"
    ways = reduce(_directions(rows))
    if not len(ways.kept_columns):
        return "stalled"
    second = form(ways.rows, cost[ways.kept_columns])
    ended = iterate(second, Normal(second, arrays), deadline, watch=watch)
    if ended.status == "optimal" and -ended.measures.value > PROVEN:
        return "unbounded"
    return "time" if ended.status == "time" else "stalled"


def _elastic(rows: Rows) -> Rows:
    """Every row may be missed in both directions, by columns of the group that owns the row."""
    count = rows.matrix.shape[0]
    owner = row_owner(rows.matrix, rows.group)
    more = sp.eye_array(count, format="csr")
    return replace(
        rows,
        matrix=sp.csr_array(sp.hstack([rows.matrix, more, -more], format="csr")),
        lower=np.concatenate([rows.lower, np.zeros(2 * count)]),
        upper=np.concatenate([rows.upper, np.full(2 * count, np.inf)]),
        group=np.concatenate([rows.group, owner, owner]),
    )


def _directions(rows: Rows) -> Rows:
    """Bounds become the directions that they leave open, within a box."""

    def least(bound: Vector) -> Vector:
        return np.where(np.isfinite(bound), 0.0, bound)

    return replace(
        rows,
        row_lower=least(rows.row_lower),
        row_upper=least(rows.row_upper),
        lower=np.maximum(least(rows.lower), -1.0),
        upper=np.minimum(least(rows.upper), 1.0),
    )
