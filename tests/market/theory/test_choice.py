"""The choice of technique against every combination there is, and against the linear programme."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import numpy as np
import pytest

from commonweal.market.theory.choice import (
    cheapest_shares,
    cost_minimising,
    greatest_rate,
    rate_at_basket,
)
from commonweal.market.theory.curve import real_wage
from commonweal.market.theory.least_hours import least_hours
from commonweal.market.theory.menu import Menu
from commonweal.market.theory.rates import greatest_profit_rate, uniform_profit_rate
from commonweal.market.theory.system import Array
from commonweal.market.theory.values import labour_values
from random_systems import basket_for, limited, random_menu

both = pytest.mark.parametrize("circulating", [True, False], ids=["circulating", "fixed"])
HOURS = 1e-9  # E0: hours of the market and of the plan, relative


def every_choice(menu: Menu) -> list[Array]:
    """Shares of all systems that run one process in every activity."""
    options = [np.flatnonzero(menu.activity == a) for a in range(len(menu.activities))]
    found = []
    for picked in product(*options):
        shares = np.zeros(len(menu.processes))
        shares[list(picked)] = 1.0
        found.append(shares)
    return found


@both
@pytest.mark.parametrize("seed", range(4))
def test_highest_wage_of_all_combinations(seed: int, circulating: bool) -> None:
    """Proves: at every rate of profit no combination of processes pays a higher real wage, for
    any basket. A choice by operating cost misses the best at high rates."""
    rng = np.random.default_rng(seed)
    menu = random_menu(rng, size=3, options=3, circulating=circulating)
    systems = [menu.mixed(shares) for shares in every_choice(menu)]
    top = max(greatest_profit_rate(own) for own in systems)
    assert greatest_rate(menu)[0] == pytest.approx(top, rel=1e-12)
    for rate in np.linspace(0.0, 0.99 * top, 12):
        able = [own for own in systems if greatest_profit_rate(own) > rate]
        for basket in np.eye(3):
            best = max(real_wage(own, rate, basket) for own in able)
            found = cost_minimising(menu, rate)
            assert 1 / (found.prices @ basket) == pytest.approx(best, rel=1e-11)


@both
@pytest.mark.parametrize("share", [1.0, 0.3], ids=["free", "ceilings"])
@pytest.mark.parametrize("seed", range(6))
def test_equivalence(seed: int, share: float, circulating: bool) -> None:
    """Proves E0: without profit and without licences the market chooses the techniques of the
    programme with the least hours, uses as many hours (1e-9), and its prices are the shadow
    values; also where techniques have ceilings. The bill does not matter (non-substitution)."""
    rng = np.random.default_rng(40 + seed)
    menu = random_menu(rng, size=12, options=4, circulating=circulating)
    menu = menu if share == 1.0 else limited(menu, share)
    market = cost_minimising(menu, 0.0)
    for final in (rng.random(12), rng.random(12) ** 4):
        plan = least_hours(menu, final)
        assert np.abs(market.shares - plan.shares).max() < HOURS
        hours = float(labour_values(market.system) @ final)
        assert hours == pytest.approx(plan.hours, rel=HOURS)
        assert market.prices == pytest.approx(plan.values, rel=1e-8)
    assert (market.shares[menu.base != np.arange(len(menu.base))] > 0).any()


def test_profit_costs_hours() -> None:
    """Proves: with profit the market never needs fewer hours than the plan, and in most menus more;
    equal hours at a high rate would mean that the rate does nothing."""
    more = []
    for seed in range(10):
        rng = np.random.default_rng(seed)
        menu, final = random_menu(rng, size=12), rng.random(12)
        least = least_hours(menu, final).hours
        for rate in (0.05, 0.12, 0.25):
            system = cost_minimising(menu, rate).system
            more.append(float(labour_values(system) @ final) / least - 1)
    assert min(more) > -HOURS
    assert sum(excess > 1e-4 for excess in more) >= 20
    assert np.mean(more[2::3]) > 2 * np.mean(more[0::3])


def test_ceilings_fill_from_the_cheapest() -> None:
    """Proves: techniques at 1, 2 and 4 against 3 without a ceiling, each up to 0.6 of the activity:
    0.6 of the first, 0.4 of the second, none of the rest. In the order of the menu the
    dearest would be taken."""
    menu = limited(random_menu(np.random.default_rng(1), size=1, options=4), 0.6)
    shares = cheapest_shares(menu, np.array([3.0, 4.0, 2.0, 1.0]), menu.first())
    assert shares == pytest.approx([0.0, 0.0, 0.4, 0.6])


def test_equal_costs_change_nothing() -> None:
    """Proves: a process that costs the same is not taken up, so that the choice comes to rest."""
    menu = random_menu(np.random.default_rng(2), size=2, options=2)
    current = np.array([1.0, 0.0, 0.0, 1.0])
    assert cheapest_shares(menu, np.full(4, 2.0), current) is not current
    assert np.array_equal(cheapest_shares(menu, np.full(4, 2.0), current), current)


@both
def test_rate_at_a_basket(circulating: bool) -> None:
    """Proves: the rate at a given real wage is the best that any combination pays, and that of
    the first processes is lower."""
    rng = np.random.default_rng(17)
    menu = random_menu(rng, size=3, options=3, circulating=circulating)
    first = menu.mixed(menu.first())
    basket = basket_for(first, rng)
    rates = []
    for shares in every_choice(menu):
        own = menu.mixed(shares)
        if labour_values(own) @ basket < 1:
            rates.append(uniform_profit_rate(own, basket))
    rate, choice = rate_at_basket(menu, basket)
    assert rate == pytest.approx(max(rates), rel=1e-11)
    assert rate > uniform_profit_rate(first, basket)
    assert choice.prices @ basket == pytest.approx(1.0, rel=1e-10)


def test_more_than_any_choice_pays() -> None:
    """Proves: above the greatest rate of the menu nothing is chosen, rather than a system with
    negative prices; just below it something is, although the first processes cannot pay it."""
    menu = random_menu(np.random.default_rng(23), size=4, options=4)
    top, _ = greatest_rate(menu)
    assert top > greatest_profit_rate(menu.mixed(menu.first()))
    assert (cost_minimising(menu, top * (1 - 1e-6)).prices > 0).all()
    with pytest.raises(ValueError, match="no choice pays"):
        cost_minimising(menu, top * (1 + 1e-6))


def test_a_menu_needs_something_without_a_ceiling() -> None:
    """Proves: an activity that only limited techniques could run is refused by name."""
    menu = random_menu(np.random.default_rng(2), size=2, options=1)
    with pytest.raises(ValueError, match="without a ceiling for 1"):
        replace(menu, reach=np.array([-1, 0]), ceilings=np.array([0.5]))
