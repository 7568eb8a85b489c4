"""What must be earned for a valuation, against sums of payouts."""

from __future__ import annotations

import pytest

from commonweal.finance.valuation import (
    required_growth,
    required_later,
    required_payout,
    value_of_payouts,
)


def test_value_is_the_sum_of_payouts() -> None:
    """Proves: 6 a year growing by 2 % at 8 % are worth 100, as the sum of 2,000 years is; and back.
    A payout of now instead of next year would give 102."""
    total = sum(6.0 * 1.02**k / 1.08 ** (k + 1) for k in range(2000))
    assert value_of_payouts(6.0, 0.08, 0.02) == pytest.approx(total) == pytest.approx(100.0)
    assert required_payout(100.0, 0.08, 0.02) == pytest.approx(6.0)


def test_waiting_costs() -> None:
    """Proves: with nothing paid for ten years, payouts afterwards are worth 100 today."""
    later = required_later(100.0, 0.08, 0.02, 10)
    assert value_of_payouts(later, 0.08, 0.02) / 1.08**10 == pytest.approx(100.0)


def test_growth_that_brings_payouts_there() -> None:
    """Proves: a payout of 1 that grows as required for ten years and by 2 % then is worth 100."""
    growth = required_growth(100.0, 1.0, 0.08, 0.02, 10)
    payout = (1.0 + growth) ** 10 * 1.02
    assert value_of_payouts(payout, 0.08, 0.02) / 1.08**10 == pytest.approx(100.0)


def test_growth_as_fast_as_the_discount_has_no_value() -> None:
    """Proves: it is refused; the formula would give a value below nought."""
    with pytest.raises(ValueError, match="no value"):
        value_of_payouts(1.0, 0.05, 0.06)
