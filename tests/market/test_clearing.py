"""T12: clearing of obligations that cannot all be paid."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonweal.market.clearing import clearing_payments
from commonweal.market.credit import paid_share


def test_the_example_by_hand() -> None:
    """Proves: debts 4, 3, 2 in a chain 1 -> 2 -> 3 -> outside with cash 1, 0.5, 0 pay as reckoned
    by hand: 1 owes 4 to 2 and has 1 + 2 from 3; 2 owes 3 to 3; 3 owes 2 to 1: payments 3, 3, 2
    (T12). Paying out of cash alone would give 1, 0.5, 0."""
    within = np.array([[0.0, 4.0, 0.0], [0.0, 0.0, 3.0], [2.0, 0.0, 0.0]])
    paid = clearing_payments(np.array([4.0, 3.0, 2.0]), within, np.array([1.0, 0.5, 0.0]))
    np.testing.assert_allclose(paid, [3.0, 3.0, 2.0], rtol=1e-14)


def test_who_has_nothing_after_wages_pays_nothing() -> None:
    """Proves: claims that come first can exceed what is there; then other debts get nothing, and
    not less than nothing."""
    within = np.array([[0.0, 1.0], [0.0, 0.0]])
    paid = clearing_payments(np.array([1.0, 2.0]), within, np.array([-0.5, 1.5]))
    np.testing.assert_allclose(paid, [0.0, 1.5])


@given(st.integers(0, 10**6), st.integers(1, 8))
def test_payments_are_the_greatest_that_can_be_made(seed: int, size: int) -> None:
    """Proves: the payments solve p = max(0, min(due, funds + Pi' p)) and are those to which
    repeated reckoning from payment in full comes down, so that no other solution pays more."""
    draw = np.random.default_rng(seed)
    within = draw.uniform(0, 1, (size, size)) * (draw.random((size, size)) < 0.5)
    due = within.sum(axis=1) + draw.uniform(0.01, 0.5, size)
    funds = draw.uniform(-0.3, 0.6, size)
    paid = clearing_payments(due, within, funds)
    part = within / due[:, None]
    down = due.copy()
    for _ in range(3000):
        down = np.clip(funds + part.T @ down, 0.0, due)
    np.testing.assert_allclose(paid, down, atol=1e-9)


def test_all_pay_where_all_can() -> None:
    """Proves: debts are paid in full where receipts cover them, although nobody has cash."""
    within = np.array([[0.0, 1.0], [1.0, 0.0]])
    share = paid_share(np.array([1.0, 1.0]), within, np.zeros(2))
    assert share.tolist() == pytest.approx([1.0, 1.0])
