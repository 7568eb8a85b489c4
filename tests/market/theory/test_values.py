"""Labour values: all rounds of work, capital goods included."""

from __future__ import annotations

import numpy as np
import pytest

from commonweal.market.theory.least_hours import least_hours
from commonweal.market.theory.system import system
from commonweal.market.theory.values import hours_needed, labour_values
from random_systems import random_menu, random_system


def test_by_hand() -> None:
    """Proves: lambda = 0.2 lambda + 0.05 * 4 lambda + 1 = 1.667; 1.25 without wear. With the stock
    growing by 5 % a year 2.5."""
    corn = system([[0.2]], [1.0], stock=[[2.0]], wear_rate=0.05, utilisation=0.5)
    assert labour_values(corn) == pytest.approx([1 / 0.6])
    assert labour_values(corn, growth=0.05) == pytest.approx([1 / 0.4])


def test_rounds_add_up() -> None:
    """Proves T1: values are the sum l + l M + l M^2 + ... of the hours of all rounds."""
    own = random_system(np.random.default_rng(5))
    rounds, total = own.hours, np.zeros(5)
    for _ in range(400):
        total = total + rounds
        rounds = rounds @ (own.inputs + own.wear)
    assert labour_values(own) == pytest.approx(total, rel=1e-12)


def test_are_prices_without_profit() -> None:
    """Proves T1: prices at r = 0 and w = 1 are labour values, in both models."""
    for circulating in (True, False):
        own = random_system(np.random.default_rng(6), circulating=circulating)
        assert own.prices(0.0) == pytest.approx(labour_values(own), rel=1e-13)


def test_are_the_duals_of_least_hours() -> None:
    """Proves T1: with one technique the shadow values of the linear programme are labour values,
    and its hours those of the final bill; a value without wear would be 5 to 20 % below."""
    rng = np.random.default_rng(7)
    menu = random_menu(rng, size=8, options=1)
    final = rng.random(8)
    found = least_hours(menu, final)
    own = menu.mixed(menu.first())
    assert found.values == pytest.approx(labour_values(own), rel=1e-9)
    assert found.hours == pytest.approx(float(labour_values(own) @ final), rel=1e-9)


def test_hours_where_they_are_worked() -> None:
    """Proves: hours by activity add up to the hours embodied in the bill."""
    rng = np.random.default_rng(8)
    own, final = random_system(rng), rng.random(5)
    assert hours_needed(own, final).sum() == pytest.approx(labour_values(own) @ final, rel=1e-13)
    grown = hours_needed(own, final, growth=0.03).sum()
    assert grown == pytest.approx(labour_values(own, growth=0.03) @ final, rel=1e-13)
