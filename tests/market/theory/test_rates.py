"""Greatest and uniform rates of profit: by hand, by another route, and whatever the units."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from scipy.optimize import brentq

from commonweal.market.theory.curve import real_wage
from commonweal.market.theory.rates import (
    greatest_profit_rate,
    price_ray,
    prices_at_basket,
    uniform_profit_rate,
)
from commonweal.market.theory.system import Array, System, system
from commonweal.market.theory.values import labour_values
from random_systems import basket_for, random_system

both = pytest.mark.parametrize("circulating", [True, False], ids=["circulating", "fixed"])


def test_corn_with_fixed_capital() -> None:
    """Proves: p = 0.2 p + 0.2 p + R 4 p gives R = 15 %; with 0.3 corn an hour r* = 7.5 %. Without
    wear they would be 20 and 12.5 %."""
    corn = system([[0.2]], [1.0], stock=[[2.0]], wear_rate=0.05, utilisation=0.5)
    assert greatest_profit_rate(corn) == pytest.approx(0.15)
    assert uniform_profit_rate(corn, np.array([0.3])) == pytest.approx(0.075)


def test_corn_with_circulating_capital() -> None:
    """Proves: R = 1 / 0.2 - 1 = 400 %; with 0.3 corn advanced as a wage 1 / 0.5 - 1 = 100 %, paid
    at the end (1 - 0.3) / 0.2 - 1 = 250 %."""
    corn = system([[0.2]], [1.0], turnover=1.0)
    assert greatest_profit_rate(corn) == pytest.approx(4.0)
    assert uniform_profit_rate(corn, np.array([0.3])) == pytest.approx(1.0)
    later = replace(corn, advanced_wages=False)
    assert uniform_profit_rate(later, np.array([0.3])) == pytest.approx(2.5)


def test_sraffa_wheat_and_iron() -> None:
    """Proves: the greatest rate of Sraffa's economy with a surplus is 25 % (Sraffa 1960,
    paragraph 5)."""
    own = system([[280 / 575, 120 / 20], [12 / 575, 8 / 20]], [1.0, 1.0], turnover=1.0)
    assert greatest_profit_rate(own) == pytest.approx(0.25, abs=1e-12)


@both
@pytest.mark.parametrize("advanced", [True, False])
def test_two_routes_to_the_uniform_rate(circulating: bool, advanced: bool) -> None:
    """Proves: the eigenvalue and the root of p(r) b = 1 are the same rate."""
    rng = np.random.default_rng(11)
    own = replace(random_system(rng, circulating=circulating), advanced_wages=advanced)
    basket = basket_for(own, rng)
    top = greatest_profit_rate(own)
    root = brentq(lambda r: 1 / real_wage(own, r, basket) - 1, 0.0, top * (1 - 1e-9), xtol=1e-15)
    rate, prices = prices_at_basket(own, basket)
    assert rate == pytest.approx(root, abs=1e-11)
    assert prices @ basket == pytest.approx(1.0, rel=1e-11)


@both
def test_the_ray_solves_its_equation(circulating: bool) -> None:
    """Proves: prices at the greatest rate pay for everything with nothing for wages."""
    own = random_system(np.random.default_rng(12), circulating=circulating)
    rate, prices = price_ray(own)
    assert rate == pytest.approx(greatest_profit_rate(own), rel=1e-12)
    paid = prices @ own.used_up + rate * (prices @ own.tied_up)
    assert paid == pytest.approx(prices, rel=1e-11)


def test_no_surplus_for_profit() -> None:
    """Proves: a wage that takes the whole net product is refused; a rate below 0
    is never returned."""
    corn = system([[0.2]], [1.0], stock=[[2.0]])
    for wage in (0.8, 0.9):
        with pytest.raises(ValueError, match="not below 1"):
            uniform_profit_rate(corn, np.array([wage]))


def test_no_capital() -> None:
    """Proves: where nothing is tied up there is no rate, rather than an infinite one."""
    with pytest.raises(ValueError, match="no capital"):
        greatest_profit_rate(system([[0.2]], [1.0]))


@both
def test_units_and_order_do_not_matter(circulating: bool) -> None:
    """Proves T2: products counted in other units and listed in another order leave R and r* as
    they were, and change values and prices by the unit alone."""
    rng = np.random.default_rng(13)
    own = random_system(rng, circulating=circulating)
    basket = basket_for(own, rng)
    units, order = rng.uniform(0.01, 100.0, 5), rng.permutation(5)
    other, eaten = _recounted(own, units, order), (basket * units)[order]
    assert greatest_profit_rate(other) == pytest.approx(greatest_profit_rate(own), rel=1e-12)
    rate, prices = prices_at_basket(own, basket)
    again, recounted = prices_at_basket(other, eaten)
    assert again == pytest.approx(rate, rel=1e-11)
    assert recounted == pytest.approx((prices / units)[order], rel=1e-9)
    assert labour_values(other) == pytest.approx((labour_values(own) / units)[order], rel=1e-12)


def _recounted(own: System, units: Array, order: Array) -> System:
    """The same system, ``units`` smaller units for one of each product, in another order."""

    def table(values: Array) -> Array:
        return np.asarray((values * units[:, None] / units)[np.ix_(order, order)])

    return replace(
        own,
        inputs=table(own.inputs),
        wear=table(own.wear),
        stock=table(own.stock),
        hours=(own.hours / units)[order],
    )
