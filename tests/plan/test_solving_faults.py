"""What has no answer ends with the truth: HiGHS as the package runs it, on random programmes.

The interior point on the same kinds of programme: ``tests/plan/interior/test_mehrotra.py``.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
import scipy.sparse as sp

from commonweal.errors import SolverStopped
from commonweal.plan.again.figures import Figures
from commonweal.plan.again.hot import Hot
from commonweal.plan.interior.form import Rows, Vector
from commonweal.plan.matrix import Matrix
from commonweal.plan.solve import METHODS, Highs
from random_economies import badly_scaled, economy
from random_programmes import programme

HIGHS = [name for name in METHODS if METHODS[name]]
FAR = float("inf")


def asked(rows: Rows) -> Matrix:
    """A programme without labels."""
    count, wide = rows.matrix.shape
    return Matrix(
        rows=sp.csr_matrix(rows.matrix),
        row_lower=rows.row_lower,
        row_upper=rows.row_upper,
        lower=rows.lower,
        upper=rows.upper,
        column_size=np.ones(wide),
        row_size=np.ones(count),
        labels=np.arange(wide),
        row_labels=np.arange(count),
    )


def ended(rows: Rows, cost: Vector, solver: str) -> tuple[str, float]:
    """How it ended, and the least cost where that is known."""
    try:
        if solver == "again":
            hot = Hot()
            held = Figures(
                sp.csr_array(rows.matrix), rows.row_lower, rows.row_upper, rows.lower, rows.upper
            )
            there = hot.maximise(held, -cost, FAR)
            return ("optimal", float(cost @ hot.columns())) if there else ("infeasible", 0.0)
        engine = Highs(asked(rows), solver, 60.0)
        if engine.maximise(-cost):
            return "optimal", float(cost @ engine.columns())
    except SolverStopped:
        return "stopped", 0.0
    return "infeasible", 0.0


def with_row(rows: Rows, row: sp.csr_array, lower: float, upper: float) -> Rows:
    """The programme with one more row."""
    return replace(
        rows,
        matrix=sp.csr_array(sp.vstack([rows.matrix, row], format="csr")),
        row_lower=np.append(rows.row_lower, lower),
        row_upper=np.append(rows.row_upper, upper),
        key=np.append(rows.key, -1),
    )


@pytest.mark.parametrize("solver", [*HIGHS, "again"])
@pytest.mark.parametrize("seed", range(2))
def test_infeasible(seed: int, solver: str) -> None:
    """Proves: a sum of columns that has to be at most 1 and at least 2 has no plan, and every
    method says so; none returns a point that misses a row."""
    rows, cost, _ = programme(seed, box=True)
    some = sp.csr_array(np.ones((1, rows.matrix.shape[1])))
    rows = with_row(with_row(rows, some, -np.inf, 1.0), some, 2.0, np.inf)
    assert ended(rows, cost, solver)[0] == "infeasible"


@pytest.mark.parametrize("solver", [*HIGHS, "again"])
@pytest.mark.parametrize("seed", range(2))
def test_unbounded(seed: int, solver: str) -> None:
    """Proves: a column that no row holds and that lowers the cost is an error that no plan comes
    of. Taken for infeasible, a reader would look for a conflict that is not there."""
    rows, cost, _ = programme(seed)
    free = sp.csr_array((rows.matrix.shape[0], 1))
    rows = replace(
        rows,
        matrix=sp.csr_array(sp.hstack([rows.matrix, free], format="csr")),
        lower=np.append(rows.lower, 0.0),
        upper=np.append(rows.upper, np.inf),
        group=np.append(rows.group, -1),
    )
    assert ended(rows, np.append(cost, -1.0), solver)[0] == "stopped"


@pytest.mark.parametrize("solver", [*HIGHS, "again"])
def test_nearly_singular(solver: str) -> None:
    """Proves: a row that differs from another by 1e-9 changes the least cost by less than 1e-6."""
    rows, cost, value = programme(3, box=True)
    again = sp.csr_array(rows.matrix[[0]] * (1.0 + 1e-9))
    more = with_row(rows, again, rows.row_lower[0] - 1e-6, rows.row_upper[0] + 1e-6)
    how, found = ended(more, cost, solver)
    assert how == "optimal"
    assert found == pytest.approx(value, rel=1e-5, abs=1e-5)


@pytest.mark.parametrize("solver", ["simplex", "ipx", "interior"])
def test_hopeless_units(solver: str) -> None:
    """Proves: with products in units up to 100,000 times larger or smaller every goal has the value
    it has in plain units. Solved as written, the entries of a row lie ten powers of ten apart, and
    a tolerance of 1e-8 is larger than some products."""
    plain = economy(0)
    scaled = badly_scaled(plain, 0)
    values = [stage.value for stage in plain.solve("simplex").stages]
    found = [stage.value for stage in scaled.solve(solver).stages]
    assert found == pytest.approx(values, rel=1e-7, abs=1e-7)
