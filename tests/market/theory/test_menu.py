"""A menu: mixtures, the part without techniques, and costs by both criteria."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from commonweal.market.theory.menu import cheaper, unit_costs
from random_systems import limited, random_menu


def test_costs_by_hand() -> None:
    """Proves: corn by 0.2 corn, 0.1 of wear, 2 tied up and 3 h, at a price of 10 and 5 %: in full
    2 + 1 + 3 + 1 = 7, in operation 6; laid out for a year (6) 1.05 + 1 = 7.3."""
    menu = replace(
        random_menu(np.random.default_rng(1), size=1, options=1),
        inputs=np.array([[0.2]]),
        wear=np.array([[0.1]]),
        stock=np.array([[2.0]]),
        hours=np.array([3.0]),
    )
    prices = np.array([10.0])
    assert menu.costs(prices, 0.05, 1.0, "full") == pytest.approx([7.0])
    assert menu.costs(prices, 0.05, 1.0, "operating") == pytest.approx([6.0])
    advanced = replace(menu, turnover=1.0, advanced_wages=True)
    assert unit_costs(advanced, prices, 0.05, 1.0, "full") == pytest.approx([7.3])


def test_cost_of_what_runs_is_its_price() -> None:
    """Proves: the system that prices belong to costs its own prices in full, in both models."""
    for circulating in (True, False):
        menu = random_menu(np.random.default_rng(2), circulating=circulating)
        shares = menu.first()
        prices = menu.mixed(shares).prices(0.04)
        costs = menu.costs(prices, 0.04, 1.0, "full")
        assert costs[shares > 0] == pytest.approx(prices, rel=1e-12)


def test_mixtures() -> None:
    """Proves: half of each of two processes takes half of what each takes, activity by activity."""
    menu = random_menu(np.random.default_rng(3), size=3, options=2)
    half = menu.mixed(np.full(6, 0.5))
    assert half.inputs == pytest.approx((menu.inputs[:, 0::2] + menu.inputs[:, 1::2]) / 2)
    assert half.hours == pytest.approx((menu.hours[0::2] + menu.hours[1::2]) / 2)


def test_without_techniques() -> None:
    """Proves: only processes that change no other stay, with their own columns and no ceiling."""
    menu = limited(random_menu(np.random.default_rng(4), size=3, options=3), 0.5)
    plain = menu.without_techniques()
    assert plain.processes == ("0-0", "1-0", "2-0")
    assert np.array_equal(plain.inputs, menu.inputs[:, 0::3])
    assert plain.base.tolist() == [0, 1, 2]
    assert (plain.reach < 0).all()


def test_figures_that_are_none() -> None:
    """Proves: a missing or negative coefficient is refused when the menu is made."""
    menu = random_menu(np.random.default_rng(5), size=2)
    for wrong in (np.nan, -0.1):
        hours = menu.hours.copy()
        hours[3] = wrong
        with pytest.raises(ValueError, match="hours: a figure is missing"):
            replace(menu, hours=hours)


def test_rounding_is_not_cheaper() -> None:
    """Proves: a difference in the last digits is none, a millionth is one."""
    costs = np.array([1.0 - 1e-15, 1.0 - 1e-6, 1.0, 1.1])
    assert cheaper(costs, 1.0).tolist() == [False, True, False, False]
