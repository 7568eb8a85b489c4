"""The equations of a step: nothing is lost where weights lie sixteen powers of ten apart."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest
import scipy.sparse as sp

import commonweal.plan.interior.linking as linking
from commonweal.plan.interior.eliminate import eliminate
from commonweal.plan.interior.form import Form, Rows, form
from commonweal.plan.interior.normal import Normal
from commonweal.plan.interior.split import split
from interior_solving import rows_of
from random_programmes import programme


def one_group() -> Form:
    """Two techniques of one activity under one pace, x1 + x2 <= 1, each in a balance of its own."""
    rows = Rows(
        matrix=sp.csr_array(np.array([[1.0, 1.0, 0.0], [1.0, 0.0, 1.0], [0.0, 1.0, 1.0]])),
        row_lower=np.array([-np.inf, 1.0, 1.0]),
        row_upper=np.array([1.0, np.inf, np.inf]),
        lower=np.zeros(3),
        upper=np.full(3, np.inf),
        group=np.array([0, 0, -1]),
        key=np.array([-1, 0, 1]),
    )
    return form(rows, np.zeros(3))


def test_what_is_free_survives_beside_what_is_fixed() -> None:
    """Proves: with a weight of 1e12 on x1 + x2 and of 1e-8 on each, the two can still be exchanged
    for one another with weight 2e-8, to fourteen digits. Squared before it is factored the sum is
    1e12 + 1e-8 = 1e12, and the exchange comes out as anything or as singular."""
    batch = split(one_group()).batches[0]
    heavy, stiff = np.full(7, 1e-8), np.full(4, 1e12)
    inverse = eliminate(batch, heavy, stiff)[0]
    exact = Fraction(1) / (2 * Fraction(1e-8))
    exchange = np.array([1.0, -1.0]) @ batch.free[0] @ inverse / 2.0
    assert exchange @ exchange == pytest.approx(float(exact), rel=1e-13)
    squared = 1e-8 * np.eye(2) + 1e12 * np.ones((2, 2))
    assert squared[0, 0] - squared[0, 1] != pytest.approx(1e-8, rel=1e-1)


def dense(what: Form, weight: np.ndarray) -> np.ndarray:
    """A D A' as a matrix."""
    full = what.matrix.toarray()
    return np.asarray((full * weight) @ full.T)


@pytest.mark.parametrize("few", [0, 8])
@pytest.mark.parametrize("seed", range(6))
def test_the_factors_alone_are_exact(seed: int, few: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Proves: without any refinement the elimination gives the solution of A D A' y = r. A linking
    row that is missing from S, or a hard row taken for a soft one, would be wrong in every digit,
    and refinement would hide it. So would a loose column of many entries that is counted twice or
    not at all."""
    monkeypatch.setattr(linking, "FEW", few)
    rows, cost, _ = programme(seed, degenerate=seed % 2 == 1)
    kept = rows.lower < rows.upper
    what = form(rows, cost)
    rng = np.random.default_rng(seed)
    weight = 10.0 ** rng.uniform(-1, 1, len(what.cost))
    weight[: what.plain][~kept] = 1e-3
    normal = Normal(what)
    normal.factor(weight)
    y = rng.normal(size=len(what.right))
    right = dense(what, weight) @ y
    dx, found = normal._once(right, np.zeros(len(weight)))
    assert dense(what, weight) @ found == pytest.approx(right, rel=1e-6, abs=1e-6)
    assert what.matrix @ dx == pytest.approx(right, rel=1e-6, abs=1e-6)


@pytest.mark.parametrize("seed", range(6))
def test_both_equations_hold_at_any_weights(seed: int) -> None:
    """Proves: with weights from 1e-8 to 1e8 a step meets A dx = r and D^-1 dx - A'dy = -f, both
    relative to what they are made of. A step from (A D A')^-1 alone misses the rows by 1e-8 of the
    largest column."""
    rows, cost, _ = programme(seed)
    what = form(rows, cost)
    rng = np.random.default_rng(seed)
    weight = 10.0 ** rng.uniform(-8, 8, len(what.cost))
    normal = Normal(what)
    normal.factor(weight)
    right, force = rng.normal(size=len(what.right)), rng.normal(size=len(weight))
    dx, dy = normal.step(right, force)
    turnover = abs(what.matrix) @ np.abs(dx) + np.abs(right)
    assert np.max(np.abs(what.matrix @ dx - right) / turnover) < 1e-12
    parts = np.abs(dx) / weight + abs(what.turned) @ np.abs(dy) + np.abs(force)
    assert np.max(np.abs(dx / weight - what.turned @ dy + force) / parts) < 1e-9


def test_rows_and_columns_are_split_by_what_they_meet() -> None:
    """Proves: the pace is local and soft, the balances link, what both balances share is loose,
    slacks are single. With the slack counted as a column of somebody else the pace would link and
    be part of the dense matrix."""
    parts = split(one_group())
    assert parts.linking.tolist() == [1, 2]
    assert parts.loose.tolist() == [2]
    assert parts.single.tolist() == [3, 4, 5]
    assert parts.batches[0].soft.tolist() == [[0]]
    assert parts.batches[0].hard.shape == (1, 0)


def nearly_dependent() -> Normal:
    """x1 = r1 and x1 + x2 = r2, where x1 weighs 1e10 and x2 a hundred-thousandth."""
    rows = rows_of([[1.0, 0.0], [1.0, 1.0]], [0.0, 0.0], [0.0, 0.0])
    normal = Normal(form(rows, np.zeros(2)))
    normal.factor(np.array([1e10, 1e-5]))
    return normal


def test_what_the_lift_outweighs_is_found_all_the_same() -> None:
    """Proves: with r = (1/4, 3/4) the step is dx = (1/4, 1/2) and dy = (-50,000, 50,000), though
    S = 1e10 [1 1; 1 1 + 1e-15] is lifted by ten times what tells its rows apart. Round by round
    of refinement x2 stays below a tenth of the half that it has to be."""
    normal = nearly_dependent()
    dx, dy = normal.step(np.array([0.25, 0.75]), np.zeros(2))
    assert dx == pytest.approx([0.25, 0.5], abs=1e-10)
    assert dy == pytest.approx([-5e4, 5e4], rel=1e-8)
