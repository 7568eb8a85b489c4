"""A programme solved by the interior point, and by HiGHS beside it."""

from __future__ import annotations

import time

import numpy as np
import scipy.sparse as sp
from scipy.optimize import Bounds, LinearConstraint, milp

from commonweal.plan.interior.form import Rows, Vector, form
from commonweal.plan.interior.mehrotra import iterate
from commonweal.plan.interior.normal import Normal
from commonweal.plan.interior.reduce import reduce, whole_columns, whole_duals
from commonweal.plan.interior.truth import truth


def rows_of(matrix: list[list[float]], low: list[float], high: list[float]) -> Rows:
    """A programme of columns from zero upwards."""
    coefficients = sp.csr_array(np.array(matrix))
    rows, columns = coefficients.shape
    return Rows(
        matrix=coefficients,
        row_lower=np.array(low),
        row_upper=np.array(high),
        lower=np.zeros(columns),
        upper=np.full(columns, np.inf),
        group=np.full(columns, -1),
        key=np.full(rows, -1),
    )


def solved(rows: Rows, cost: Vector) -> tuple[str, Vector, Vector]:
    """Status, x and y of the whole programme."""
    reduced = reduce(rows)
    if not reduced.possible:
        return "infeasible", np.zeros(0), np.zeros(0)
    what = form(reduced.rows, cost[reduced.kept_columns])
    deadline = time.monotonic() + 60.0
    ended = iterate(what, Normal(what), deadline)
    if ended.status == "stalled":
        return truth(reduced.rows, cost[reduced.kept_columns], deadline), np.zeros(0), np.zeros(0)
    x = whole_columns(reduced, ended.point.x[: what.plain])
    return ended.status, x, whole_duals(rows, reduced, cost, ended.point.y)


def peer(rows: Rows, cost: Vector) -> tuple[int, float]:
    """Status of HiGHS (0 optimal, 2 infeasible, 3 unbounded) and the value."""
    found = milp(
        cost,
        constraints=LinearConstraint(rows.matrix, rows.row_lower, rows.row_upper),
        bounds=Bounds(rows.lower, rows.upper),
    )
    return int(found.status), float(found.fun) if found.fun is not None else float("nan")
