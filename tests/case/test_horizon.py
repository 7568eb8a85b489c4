"""Years, weights and build lags, against figures worked out by hand."""

import pytest

from commonweal.case.horizon import Horizon

FIVE = Horizon((2026, 2027, 2028, 2029, 2030))


def test_names_of_the_years():
    """Proves: base year and continuation stand one year outside the plan.
    An off-by-one would give 2026 as the base year or 2030 as the continuation."""
    assert FIVE.base_year == 2025
    assert FIVE.first == 2026
    assert FIVE.last == 2030
    assert FIVE.continuation_year == 2031
    assert FIVE.periods == (2026, 2027, 2028, 2029, 2030, 2031)


def test_weights_by_hand():
    """Proves: beta = 1/2 and two years give 1/2, 1/4 and (1/8) / (1/2) = 1/4 for all years after.
    Weighting the continuation as a single year would give 1/8."""
    assert Horizon((2026, 2027)).weights(0.5) == {2026: 0.5, 2027: 0.25, 2028: 0.25}


@pytest.mark.parametrize("length", [1, 5, 30])
def test_all_weights_add_up_to_the_endless_sum(length):
    """Proves: the weights add up to beta / (1 - beta) for every horizon: 0.97 / 0.03 = 32.33.
    A tail of beta^T / (1 - beta) would exceed it, one of beta^(T+2) / (1 - beta) fall short."""
    weights = Horizon(tuple(range(2026, 2026 + length))).weights(0.97)
    assert sum(weights.values()) == pytest.approx(0.97 / 0.03, rel=1e-12)


@pytest.mark.parametrize("discount", [0.0, 1.0, 1.1, -0.5])
def test_a_discount_without_a_finite_sum_is_refused(discount):
    """Proves: at 1 or above the endless sum has no value; a division would give inf or a
    negative weight."""
    with pytest.raises(ValueError, match="between 0 and 1"):
        FIVE.weights(discount)


def test_growth_factors_count_from_the_base_year():
    """Proves: 10 % growth makes the first year 1.1, not 1.0, and the continuation 1.331."""
    factors = Horizon((2026, 2027)).factors(0.1)
    assert factors == pytest.approx({2026: 1.1, 2027: 1.21, 2028: 1.331})


def test_an_order_with_two_build_years():
    """Proves: ordered in 2026, paid in 2026 and 2027, used from 2028.
    Counting the year of use as a year of building would charge three years."""
    assert FIVE.usable_from(2026, 2) == 2028
    assert FIVE.under_construction(2026, 2) == (2026, 2027)
    assert FIVE.ordered_for(2028, 2) == 2026


def test_what_arrives_from_orders_of_the_past():
    """Proves: with three build years, 2027 and 2028 bring orders of 2024 and 2025; 2029 is the
    first that the plan decides. With one build year nothing after the first year is given."""
    assert FIVE.arrivals_from_before(1) == ()
    assert FIVE.arrivals_from_before(3) == (2027, 2028)


def test_build_years_below_one_are_refused():
    """Proves: capacity is never usable in the year of its order, as 0 would allow."""
    with pytest.raises(ValueError, match="1 or more"):
        FIVE.usable_from(2026, 0)


@pytest.mark.parametrize("years", [(), (2026, 2028), (2027, 2026), (2026, 2026)])
def test_years_with_gaps_or_out_of_order_are_refused(years):
    """Proves: a gap would make a year's capacity appear from nowhere."""
    with pytest.raises(ValueError, match=r"year"):
        Horizon(years)
