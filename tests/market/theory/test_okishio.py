"""Okishio's theorem, on more than a thousand random viable techniques in each model."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from commonweal.market.theory.okishio import adopt
from commonweal.market.theory.rates import uniform_profit_rate
from commonweal.market.theory.system import system
from random_systems import basket_for, changed, random_system

DRAWS = 2000
ROUNDING = 1e-12


@pytest.mark.parametrize("circulating", [True, False], ids=["circulating", "fixed"])
def test_full_cost_never_lowers_the_rate(circulating: bool) -> None:
    """Proves T3: 2,000 draws, over 1,000 of them with a technique viable by full cost at the old
    prices, profit at r* included: r* never falls at the same real wage, and mostly rises."""
    rng = np.random.default_rng(2026)
    viable, fell, rose = 0, 0, 0
    for _ in range(DRAWS):
        own = random_system(rng, circulating=circulating)
        basket = basket_for(own, rng, part=rng.uniform(0.3, 0.9))
        found = adopt(own, changed(own, rng), basket)
        if not found.taken.any():
            continue
        viable += 1
        fell += found.after < found.before - ROUNDING
        rose += found.after > found.before + ROUNDING
    assert viable >= 1000
    assert fell == 0
    assert rose > 0.95 * viable


def test_operating_cost_can_lower_the_rate() -> None:
    """Proves: of techniques taken by operating cost alone some lower r*, as Shaikh has it, and
    some do not: the criterion decides, and neither outcome is built in."""
    rng = np.random.default_rng(2027)
    fell, adopted = 0, 0
    for _ in range(500):
        own = random_system(rng)
        basket = basket_for(own, rng)
        found = adopt(own, changed(own, rng, spread=0.3), basket, "operating")
        adopted += bool(found.taken.any())
        fell += found.after < found.before - ROUNDING
    assert adopted > 300
    assert 0.05 * adopted < fell < 0.95 * adopted


def test_by_hand() -> None:
    """Proves: corn by 1 h and 2 corn tied up, 0.5 corn an hour: p = 2, r* = 25 %. With 0.9 h and
    2.4 corn operating cost falls from 1 to 0.9 but full cost rises from 2 to 2.1, and
    r* would be 0.55 / 2.4 = 22.9 %."""
    corn = system([[0.0]], [1.0], stock=[[2.0]])
    other, wage = system([[0.0]], [0.9], stock=[[2.4]]), np.array([0.5])
    kept, taken = adopt(corn, other, wage), adopt(corn, other, wage, "operating")
    assert (kept.taken.tolist(), kept.before, kept.after) == ([False], 0.25, 0.25)
    assert taken.taken.tolist() == [True]
    assert taken.after == pytest.approx(0.55 / 2.4)


def test_rising_all_the_way() -> None:
    """Proves T3, dynamic form: along a chain of a hundred adoptions at a fixed real wage r* never
    falls."""
    rng = np.random.default_rng(5)
    own = random_system(rng)
    basket = basket_for(own, rng)
    rates = [uniform_profit_rate(own, basket)]
    for _ in range(100):
        own = adopt(own, changed(own, rng), basket).system
        rates.append(uniform_profit_rate(own, basket))
    assert (np.diff(rates) >= -ROUNDING).all()
    assert rates[-1] > 1.2 * rates[0]


def test_the_same_columns_are_not_taken() -> None:
    """Proves: a technique that is the old one in another order of memory is no adoption; rounding
    of the last digit would make it one in half of the columns."""
    own = random_system(np.random.default_rng(8), size=40)
    basket = basket_for(own, np.random.default_rng(8))
    copy = replace(own, inputs=np.asfortranarray(own.inputs), stock=np.asfortranarray(own.stock))
    assert not adopt(own, copy, basket).taken.any()


def test_unknown_criterion() -> None:
    """Proves: a criterion that does not exist is refused by name."""
    corn = system([[0.0]], [1.0], stock=[[2.0]])
    with pytest.raises(ValueError, match='"total" is not one of full, operating'):
        adopt(corn, corn, np.array([0.5]), "total")
