"""The wage-profit curve falls, ends at R, and is a straight line in the standard commodity."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from commonweal.market.theory.curve import real_wage, standard_commodity, wage_profit_curve
from commonweal.market.theory.rates import greatest_profit_rate
from random_systems import random_system

seeds = pytest.mark.parametrize("seed", range(8))
both = pytest.mark.parametrize("circulating", [True, False], ids=["circulating", "fixed"])


@seeds
@both
def test_falls_to_nothing(seed: int, circulating: bool) -> None:
    """Proves T2: w(r) falls all the way and is gone at R, for any basket. With the sign of r
    turned round it would rise."""
    rng = np.random.default_rng(seed)
    own = random_system(rng, circulating=circulating)
    top, basket = greatest_profit_rate(own), rng.random(5)
    wages = wage_profit_curve(own, basket, np.linspace(0.0, top * (1 - 1e-10), 60)).to_numpy()
    assert (np.diff(wages) < 0).all()
    assert wages[-1] < 1e-8 * wages[0]


@seeds
@both
def test_standard_commodity(seed: int, circulating: bool) -> None:
    """Proves T2: in the standard commodity wages paid at the end are 1 - r / R to 1e-12, for
    every r; in another bundle they are not."""
    rng = np.random.default_rng(100 + seed)
    own = replace(random_system(rng, circulating=circulating), advanced_wages=False)
    top, bundle = greatest_profit_rate(own), standard_commodity(own)
    rates = np.linspace(0.0, 0.95 * top, 20)
    straight = 1 - rates / top
    assert wage_profit_curve(own, bundle, rates).to_numpy() == pytest.approx(straight, abs=1e-12)
    other = rng.random(5)
    curve = wage_profit_curve(own, other / float(own.prices(0.0) @ other), rates).to_numpy()
    assert np.abs(curve - straight).max() > 1e-5


@seeds
def test_standard_commodity_with_advanced_wages(seed: int) -> None:
    """Proves: wages laid out for a year are (1 - r / R) / (1 + r) in the standard commodity."""
    own = random_system(np.random.default_rng(200 + seed), circulating=True)
    top, bundle = greatest_profit_rate(own), standard_commodity(own)
    for rate in np.linspace(0.0, 0.9 * top, 7):
        expected = (1 - rate / top) / (1 + rate)
        assert real_wage(own, rate, bundle) == pytest.approx(expected, abs=1e-12)


def test_standard_system_keeps_its_proportions() -> None:
    """Proves: in the standard system every product is made in excess of what is used up in the
    same proportion to what is tied up, which is R."""
    own = random_system(np.random.default_rng(31))
    net = standard_commodity(own)
    output = np.linalg.solve(np.eye(5) - own.used_up, net)
    assert net / (own.tied_up @ output) == pytest.approx(greatest_profit_rate(own), rel=1e-11)
    assert own.hours @ output == pytest.approx(1.0, rel=1e-12)
