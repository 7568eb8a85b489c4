"""What is decided before the iteration: rows that are bounds, and what follows from them."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
import scipy.sparse as sp

from commonweal.plan.interior.form import Rows, Vector
from commonweal.plan.interior.reduce import reduce, whole_columns, whole_duals
from interior_solving import peer, rows_of, solved
from random_programmes import programme


def with_rows_for_bounds(rows: Rows, factors: Vector) -> Rows:
    """Upper bounds become rows, factor x between its two ends, twice: the second one is nearer."""
    count = rows.matrix.shape[1]
    nearer = sp.diags_array(factors, format="csr")
    ends, more = factors * rows.upper, np.abs(factors)
    open_, positive = np.full(count, np.inf), factors > 0
    lower = [np.where(positive, -open_, end) for end in (ends - more, ends)]
    upper = [np.where(positive, end, open_) for end in (ends + more, ends)]
    return replace(
        rows,
        matrix=sp.csr_array(sp.vstack([rows.matrix, nearer, nearer], format="csr")),
        row_lower=np.concatenate([rows.row_lower, *lower]),
        row_upper=np.concatenate([rows.row_upper, *upper]),
        upper=np.full(count, np.inf),
        key=np.append(rows.key, np.full(2 * count, -1)),
    )


def test_full_plant_and_a_need_that_may_not_fall_decide_everything() -> None:
    """Proves: activity at most 1 (2 a <= 2), a need of at least 1, and a - need - unused = 0 leave
    nothing to solve: all is made and all goes to the need.

    By hand: a = need = 1, unused = 0. Where only columns' own bounds were seen, three rows without
    an interior would be left. With a gain of 3 for the need, one more of the row 2 a <= 2 brings
    3 / 2 if all of it is the plant's; a sign turned would say that it costs as much.
    """
    rows = rows_of(
        [[2.0, 0.0, 0.0], [0.0, 1.0, 0.0], [1.0, -1.0, -1.0]],
        [-np.inf, 1.0, 0.0],
        [2.0, np.inf, 0.0],
    )
    reduced = reduce(rows)
    assert reduced.possible
    assert reduced.rows.matrix.shape == (0, 0)
    assert whole_columns(reduced, np.zeros(0)).tolist() == [1.0, 1.0, 0.0]
    cost = np.array([0.0, -3.0, 0.0])
    y = whole_duals(rows, reduced, cost, np.zeros(0))
    charged = cost - rows.matrix.T @ y
    assert y[0] <= 0.0 <= y[1]
    assert 2.0 * y[0] + y[1] == pytest.approx(-3.0)
    assert charged[:2] == pytest.approx([0.0, 0.0])
    assert charged[2] >= 0.0


def test_rows_that_cross_are_no_plan() -> None:
    """Proves: x at most 1 and x at least 1.5, each in a row of its own, are found to leave nothing;
    a bound taken from one of them alone would go on with a plan."""
    assert not reduce(rows_of([[1.0], [2.0]], [-np.inf, 3.0], [1.0, np.inf])).possible
    assert reduce(rows_of([[1.0], [2.0]], [-np.inf, 2.0], [1.0, np.inf])).possible


def test_a_row_that_cannot_be_met_beside_one_that_is_a_bound() -> None:
    """Proves: x + y = 3 with both at most 1 leaves nothing, though a third column gets its bound
    from a row alone in the same pass; said of that pass only, everything would be well."""
    rows = rows_of([[1.0, 1.0, 0.0], [0.0, 0.0, 1.0]], [3.0, -np.inf], [3.0, 2.0])
    assert not reduce(replace(rows, upper=np.array([1.0, 1.0, np.inf]))).possible
    assert reduce(replace(rows, upper=np.array([2.0, 2.0, np.inf]))).possible


@pytest.mark.parametrize("seed", range(12))
def test_bounds_written_as_rows(seed: int) -> None:
    """Proves: a programme whose upper bounds are rows has the value and, from the rows alone, the
    dual value of the same with bounds. A dual value left on a column, or given to the wider of two
    rows, would prove less."""
    rows, cost, value = programme(seed, box=True, degenerate=seed % 3 == 0)
    factors = np.random.default_rng(seed).choice([-3.0, -0.5, 0.25, 2.0], rows.matrix.shape[1])
    written = with_rows_for_bounds(rows, factors)
    status, x, y = solved(written, cost)
    found, same = peer(written, cost)
    assert (status, found) == ("optimal", 0)
    assert [cost @ x, same] == pytest.approx([value, value], rel=1e-7, abs=1e-7)
    charged = cost - written.matrix.T @ y
    assert np.min(charged) > -1e-6
    sides = np.where(y > 0, written.row_lower, written.row_upper)
    open_ = np.isinf(sides)
    assert np.max(np.abs(y), where=open_, initial=0.0) < 1e-7
    assert y @ np.where(open_, 0.0, sides) == pytest.approx(value, rel=1e-6, abs=1e-6)
