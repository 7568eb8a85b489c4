"""The iteration against HiGHS on random programmes; infeasible, unbounded and badly scaled ones."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
import scipy.sparse as sp

from commonweal.plan.interior.form import Rows, Vector
from interior_solving import peer, solved
from random_programmes import programme

KINDS = {
    "plain": {},
    "boxes": {"box": True},
    "degenerate": {"degenerate": True},
    "scaled": {"spread": 2.0},
    "scaled and degenerate": {"spread": 1.5, "degenerate": True},
}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("seed", range(8))
def test_the_value_of_the_peer(kind: str, seed: int) -> None:
    """Proves: the value of HiGHS to 1e-7, rows and bounds met, dual values that prove it.

    A factor that left out one linking row, or a slack with a turned sign, would end elsewhere.
    """
    rows, cost, value = programme(seed, **KINDS[kind])
    status, x, y = solved(rows, cost)
    found, same = peer(rows, cost)
    assert (status, found) == ("optimal", 0)
    assert [cost @ x, same] == pytest.approx([value, value], rel=1e-7, abs=1e-7)
    turnover = abs(rows.matrix) @ np.abs(x) + 1e-2 * abs(rows.matrix).max(axis=1).toarray().ravel()
    value_of = rows.matrix @ x
    missed = np.maximum(np.maximum(rows.row_lower - value_of, value_of - rows.row_upper), 0.0)
    assert np.max(missed / turnover) < 1e-6
    assert dual_value(rows, cost, y) == pytest.approx(value, rel=1e-6, abs=1e-6)


def dual_value(rows: Rows, cost: Vector, y: Vector) -> float:
    """What y proves: no point is cheaper; small charges of the wrong sign are counted as zero."""
    reduced = cost - rows.matrix.T @ y
    ends = np.where(reduced > 0, rows.lower, np.where(np.isinf(rows.upper), 0.0, rows.upper))
    sides = np.where(y > 0, rows.row_lower, rows.row_upper)
    open_ = np.isinf(sides)
    assert np.max(np.abs(y), where=open_, initial=0.0) < 1e-7
    assert np.max(-reduced, where=np.isinf(rows.upper), initial=0.0) < 1e-6
    return float(reduced @ ends + y @ np.where(open_, 0.0, sides))


@pytest.mark.parametrize("seed", range(6))
def test_what_is_infeasible_is_said_to_be(seed: int) -> None:
    """Proves: with two rows that contradict each other the end is "infeasible", as with HiGHS."""
    rows, cost, _ = programme(seed, degenerate=seed % 2 == 0)
    twice = sp.csr_array(sp.vstack([rows.matrix, rows.matrix[[-1]]], format="csr"))
    most = 1.0 + float(np.nan_to_num(rows.row_upper[-1], posinf=10.0))
    rows = replace(
        rows,
        matrix=twice,
        row_lower=np.append(np.append(rows.row_lower[:-1], -np.inf), most + 1.0),
        row_upper=np.append(np.append(rows.row_upper[:-1], most), np.inf),
        key=np.append(rows.key, -1),
    )
    assert solved(rows, cost)[0] == "infeasible"
    assert peer(rows, cost)[0] == 2


@pytest.mark.parametrize("seed", range(6))
def test_what_is_unbounded_is_said_to_be(seed: int) -> None:
    """Proves: a column that no row holds and that lowers the cost ends as "unbounded"."""
    rows, cost, _ = programme(seed)
    free = sp.csr_array((rows.matrix.shape[0], 1))
    rows = replace(
        rows,
        matrix=sp.csr_array(sp.hstack([rows.matrix, free], format="csr")),
        lower=np.append(rows.lower, 0.0),
        upper=np.append(rows.upper, np.inf),
        group=np.append(rows.group, -1),
    )
    assert solved(rows, np.append(cost, -1.0))[0] == "unbounded"


@pytest.mark.parametrize("seed", range(4))
def test_hopeless_scales_end_with_no_wrong_answer(seed: int) -> None:
    """Proves: sixteen powers of ten in a programme end with its value or without a result.

    HiGHS calls some of them infeasible; each has a point by construction.
    """
    rows, cost, value = programme(seed, spread=8.0)
    status, x, _ = solved(rows, cost)
    if status == "optimal":
        assert cost @ x == pytest.approx(value, rel=1e-5, abs=1e-5)
    else:
        assert status == "stalled"


def test_nearly_singular_rows() -> None:
    """Proves: a row that differs from another by 1e-9 changes nothing."""
    rows, cost, _ = programme(3, box=True)
    again = rows.matrix[[0]] * (1.0 + 1e-9)
    more = replace(
        rows,
        matrix=sp.csr_array(sp.vstack([rows.matrix, again], format="csr")),
        row_lower=np.append(rows.row_lower, rows.row_lower[0] - 1e-6),
        row_upper=np.append(rows.row_upper, rows.row_upper[0] + 1e-6),
        key=np.append(rows.key, -1),
    )
    (first, x, _), (second, other, _) = solved(rows, cost), solved(more, cost)
    assert first == second == "optimal"
    assert cost @ other == pytest.approx(cost @ x, rel=1e-6)
