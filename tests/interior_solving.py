"""A programme solved by the interior point, and by HiGHS beside it."""

from __future__ import annotations

import time

import numpy as np
import scipy.sparse as sp
from scipy.optimize import Bounds, LinearConstraint, milp

from commonweal.case.case import Case
from commonweal.plan.build import build
from commonweal.plan.interior.form import Form, Rows, Vector, form
from commonweal.plan.interior.groups import column_groups, row_keys
from commonweal.plan.interior.linking import direct, weights
from commonweal.plan.interior.mehrotra import iterate
from commonweal.plan.interior.normal import Normal
from commonweal.plan.interior.reduce import reduce, whole_columns, whole_duals
from commonweal.plan.interior.truth import truth
from commonweal.plan.matrix import matrix


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


def of_case(case: Case) -> Form:
    """The programme of a plan, with its first goal left out."""
    built = build(case)
    problem = matrix(built)
    rows = Rows(
        matrix=sp.csr_array(problem.rows),
        row_lower=problem.row_lower,
        row_upper=problem.row_upper,
        lower=problem.lower,
        upper=problem.upper,
        group=column_groups(built, problem),
        key=row_keys(built, problem),
    )
    return form(rows, np.zeros(problem.rows.shape[1]))


def at_weights(what: Form) -> tuple[Normal, tuple[np.ndarray, sp.coo_array, np.ndarray]]:
    """Entries of W, K0 D0 K0' and E0 at weights between a third and three."""
    normal = Normal(what)
    rng = np.random.default_rng(7)
    weight = 3.0 ** rng.uniform(-1, 1, len(what.cost))
    normal.factor(weight)
    own, loose = normal.links, weight[normal.parts.loose]
    single = (normal.squared @ weight)[own.order]
    return normal, (weights(own, normal.inverses, loose), direct(own, loose), single)
