"""The frontier of a menu, and the rates of profit at which techniques change."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from commonweal.market.theory.choice import greatest_rate
from commonweal.market.theory.curve import real_wage
from commonweal.market.theory.envelope import frontier, switch_points
from commonweal.market.theory.menu import Menu
from random_systems import random_menu


def one_good(hours: list[float], stock: list[float]) -> Menu:
    """Corn made without inputs by so many hours and so much corn tied up, a choice of processes."""
    count = len(hours)
    return Menu(
        activities=("corn",),
        processes=tuple(str(n) for n in range(count)),
        activity=np.zeros(count, dtype=np.int64),
        base=np.zeros(count, dtype=np.int64),
        inputs=np.zeros((1, count)),
        wear=np.zeros((1, count)),
        stock=np.array([stock]),
        hours=np.array(hours),
        reach=np.full(count, -1),
        ceilings=np.zeros(0),
    )


def test_one_switch_by_hand() -> None:
    """Proves: w = (1 - r k) / l: 1 h with half a unit tied up against 0.5 h with 4 units change
    places where 1 - 0.5 r = (1 - 4 r) / 0.5, at r = 13.3 %, the latter being better below. With
    the sign of r turned round there is no switch."""
    found = switch_points(one_good([1.0, 0.5], [0.5, 4.0]))
    assert [switch.rate for switch in found] == pytest.approx([1 / 7.5], abs=1e-9)
    assert found[0].before.tolist() == [0.0, 1.0]
    assert found[0].after.tolist() == [1.0, 0.0]


def test_three_processes_by_hand() -> None:
    """Proves: the process that is best nowhere does not appear; the other two switch once."""
    found = switch_points(one_good([1.0, 0.9, 0.5], [0.5, 3.0, 4.0]))
    assert [switch.rate for switch in found] == pytest.approx([1 / 7.5], abs=1e-9)


@pytest.mark.parametrize("circulating", [True, False], ids=["circulating", "fixed"])
def test_curves_cross_at_switches(circulating: bool) -> None:
    """Proves: at a switch both systems pay the same wage in every basket and the same prices;
    a thousandth of a point away the one that is chosen pays more."""
    basket, count = np.ones(4), 0
    for seed in range(6):
        menu = random_menu(np.random.default_rng(seed), 4, 3, circulating)
        for switch in switch_points(menu, grid=50):
            count += 1
            old, new = menu.mixed(switch.before), menu.mixed(switch.after)
            assert old.prices(switch.rate) == pytest.approx(new.prices(switch.rate), rel=1e-6)
            later, sooner = switch.rate + 1e-5, switch.rate - 1e-5
            assert real_wage(new, later, basket) > real_wage(old, later, basket)
            assert real_wage(old, sooner, basket) > real_wage(new, sooner, basket)
    assert count >= 5


def test_frontier_falls_and_lies_outside() -> None:
    """Proves: the frontier falls, and no system of the menu lies outside it."""
    rng = np.random.default_rng(10)
    menu, basket = random_menu(rng, size=4, options=3), rng.random(4)
    top, shares = greatest_rate(menu)
    rates = np.linspace(0.0, 0.98 * top, 25)
    outer = frontier(menu, basket, rates).to_numpy()
    assert (np.diff(outer) < 0).all()
    best = menu.mixed(shares)
    inner = np.array([real_wage(best, rate, basket) for rate in rates])
    assert (inner <= outer * (1 + 1e-12)).all()
    assert (inner[0] < outer[0] * (1 - 1e-6)).all()


def test_techniques_only_add() -> None:
    """Proves: a menu with more techniques has a frontier nowhere inside that with fewer."""
    rng = np.random.default_rng(11)
    menu, basket = random_menu(rng, size=4, options=3), rng.random(4)
    few = menu.without_techniques()
    assert few.processes == ("0-0", "1-0", "2-0", "3-0")
    top, _ = greatest_rate(few)
    rates = np.linspace(0.0, 0.9 * top, 10)
    assert (frontier(menu, basket, rates) > frontier(few, basket, rates)).all()
    assert replace(few, hours=few.hours).base.tolist() == [0, 1, 2, 3]
