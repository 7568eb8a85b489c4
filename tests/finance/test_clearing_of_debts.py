"""T12: clearing of what is due, against the hand-solved example."""

from __future__ import annotations

import pytest

from commonweal.finance.clearing import cleared
from finance.ledgers import ledger


def test_a_chain_of_defaults() -> None:
    """Proves: with 4, 3 and 2 due and 1, 0.5 and 0 held, 3, 3 and 2 are paid: A owes B 4, B owes C
    3, C owes A 2. A gets 2 and holds 1, so pays 3; B then has 3.5 and pays 3; C pays 2. Paying out
    of own holdings alone would give 1, 0.5, 0."""
    made = [("A", "B", 4.0, "due"), ("B", "C", 3.0, "due"), ("C", "A", 2.0, "due")]
    held = [("", "A", 1.0, "holding"), ("", "B", 0.5, "holding")]
    found = cleared(ledger([*made, *held]))
    assert found.names == ("A", "B", "C")
    assert found.paid == pytest.approx((3.0, 3.0, 2.0))
    assert found.missing == pytest.approx((1.0, 0.0, 0.0))


def test_creditors_are_served_in_proportion() -> None:
    """Proves: 3 of 6 are paid where 3 is held, and who is owed nothing owes nothing. Serving one
    creditor first would pay B in full."""
    found = cleared(
        ledger(
            [
                ("A", "B", 2.0, "due"),
                ("A", "C", 4.0, "due"),
                ("", "A", 3.0, "holding"),
                ("B", "D", 2.0, "due"),
            ]
        )
    )
    assert dict(zip(found.names, found.paid, strict=True)) == pytest.approx(
        {"A": 3.0, "B": 1.0, "C": 0.0, "D": 0.0}
    )


def test_debts_to_one_creditor_add_up() -> None:
    """Proves: two debts of 1 and 2 to B are 3 due, and two holdings of 1 and 0.5 are 1.5.
    Taking the last alone would leave 2 due and 0.5 held."""
    made = [("A", "B", 1.0, "due"), ("A", "B", 2.0, "due")]
    held = [("", "A", 1.0, "holding"), ("", "A", 0.5, "holding")]
    found = cleared(ledger([*made, *held]))
    assert (found.due[0], found.funds[0], found.paid[0]) == (3.0, 1.5, 1.5)
