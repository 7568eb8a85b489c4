"""T12: what is booked, what is sold outside, and what only financing closes into loops."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonweal.finance.ledger import FINANCING
from commonweal.finance.revenue import revenue, with_outside_financing
from finance.ledgers import C1, C2, C3, C4, RING, Payment, ledger


def test_a_vendor_loop() -> None:
    """Proves: C1 books 200, sells 20 outside and has 160 of sales on loops that shares close, a
    share of 0.8. Counting the shares as sales would give 240, counting gross loops 0."""
    found = revenue(ledger(C1), RING)
    assert (found.gross, found.external, found.ratio) == (200.0, 20.0, 10.0)
    assert found.loops == pytest.approx(240.0)
    assert found.vendor_funded == pytest.approx(160.0)
    assert found.vendor_share == pytest.approx(0.8)
    assert found.financing == 0.0


def test_a_supply_chain_is_not_circular() -> None:
    """Proves: C2 has a ratio of 2.25 and nothing on loops: the ratio proves nothing."""
    found = revenue(ledger(C2), ("ore", "steel", "cars"))
    assert found.ratio == 2.25
    assert found.loops == found.vendor_funded == 0.0


def test_mutual_trade_is_not_vendor_funded() -> None:
    """Proves: C3 has 10 on loops of sales and no vendor-funded sale. Without the subtraction of
    loops of sales alone honest mutual trade would be flagged with 10."""
    found = revenue(ledger(C3), ("mill", "farm"))
    assert found.loops == found.sales_on_loops == pytest.approx(10.0)
    assert found.vendor_funded == pytest.approx(0.0)


def test_money_from_outside_is_not_circular() -> None:
    """Proves: C4 has the flows of C1 and a ratio of 10, and nothing on loops; 100 come in."""
    found = revenue(ledger(C4), RING)
    assert found.ratio == 10.0
    assert found.loops == found.vendor_funded == 0.0
    assert found.financing == 100.0


def test_the_control_of_a_ring_is_the_ring_with_outside_money() -> None:
    """Proves: the control that the command prints has the sales of C1 and the loops of C4."""
    control = revenue(with_outside_financing(ledger(C1)), RING)
    outside = revenue(ledger(C4), RING)
    assert (control.gross, control.ratio) == (200.0, 10.0)
    assert (control.loops, control.financing) == (outside.loops, outside.financing)


def test_a_loan_never_lowers_vendor_funded_sales() -> None:
    """Proves: where a loan closes a longer loop than a sale does, sales on loops do not fall. The
    sale part of the greatest circulation would fall from 20 to 10 and the figure below nought."""
    trade: list[Payment] = [("a", "b", 10.0, "sale"), ("b", "a", 10.0, "sale")]
    loans: list[Payment] = [(x, y, 10.0, "loan") for x, y in ("bc", "cd", "da")]
    found = revenue(ledger(trade + loans), tuple("abcd"))
    assert found.loops == pytest.approx(40.0)
    assert found.vendor_funded == pytest.approx(0.0)


payments = st.lists(
    st.tuples(
        st.sampled_from("abcd"),
        st.sampled_from("abcde"),
        st.floats(0.5, 100.0),
        st.sampled_from(("sale", "equity", "loan", "return")),
    ).filter(lambda p: p[0] != p[1]),
    min_size=1,
    max_size=12,
)


@given(payments, st.integers(0, 10))
def test_order_means_nothing_and_bounds_hold(made: list[Payment], seed: int) -> None:
    """Proves: shuffled payments give the same figures to the last bit, vendor-funded sales are
    within 0 and gross sales, and none without financing among members."""
    shuffled = made.copy()
    random.Random(seed).shuffle(shuffled)
    found = revenue(ledger(made), tuple("abcd"))
    assert revenue(ledger(shuffled), tuple("abcd")) == found
    assert -1e-9 <= found.vendor_funded <= found.gross + 1e-9
    if not any(edge in (*FINANCING, "return") for *_, edge in made):
        assert found.vendor_share == 0.0
