"""Licences: what they block, and what they only redistribute."""

from __future__ import annotations

import numpy as np
import pytest

from commonweal.market.theory.choice import cost_minimising
from commonweal.market.theory.least_hours import least_hours
from commonweal.market.theory.licence import price_per_unit, share_of_saving
from commonweal.market.theory.values import labour_values
from random_systems import random_menu


def test_a_share_of_the_saving_blocks_nothing() -> None:
    """Proves: whatever share below all of the saving is taken, at any prices the same processes
    cost less than the first of their activity."""
    rng = np.random.default_rng(3)
    menu = random_menu(rng, size=6)
    for theta in (0.3, 0.6, 0.99):
        charged = share_of_saving(menu, theta)
        for _ in range(20):
            prices, rate = rng.random(6), float(rng.uniform(0, 0.3))
            free = menu.costs(prices, rate, 1.0, "full")
            paid = charged.costs(prices, rate, 1.0, "full")
            saving = free[menu.base] - free
            assert (paid[menu.base] - paid) == pytest.approx((1 - theta) * saving, abs=1e-12)


def test_a_fixed_price_blocks() -> None:
    """Proves 3.3: hours above the least rise with the price of a licence, and at nine tenths of the
    wages saved techniques are refused; at no price and no profit the market is the plan."""
    excess, refused = [], []
    for seed in range(5):
        rng = np.random.default_rng(seed)
        menu, final = random_menu(rng, size=12), rng.random(12)
        least = least_hours(menu, final).hours
        row = []
        for part in (0.0, 0.3, 0.6, 0.9):
            choice = cost_minimising(menu, 0.0, price_per_unit(menu, part))
            row.append(float(labour_values(choice.system) @ final) / least - 1)
        excess.append(row)
        refused.append(float(choice.shares[menu.base == np.arange(48)].sum()))
    mean = np.mean(excess, axis=0)
    assert abs(mean[0]) < 1e-9
    assert (np.diff(mean) > 1e-6).all()
    assert mean[3] > 0.02
    assert np.mean(refused) > 4


def test_no_licence_is_the_menu() -> None:
    """Proves: a licence of nothing changes no cost."""
    menu = random_menu(np.random.default_rng(4))
    for charged in (share_of_saving(menu, 0.0), price_per_unit(menu, 0.0)):
        assert np.array_equal(charged.hours, menu.hours)
        assert np.array_equal(charged.inputs, menu.inputs)


def test_a_licence_takes_no_resources() -> None:
    """Proves: what is charged is in the prices and not in the system: the same processes have the
    same values with and without it."""
    menu = random_menu(np.random.default_rng(5))
    free, paid = cost_minimising(menu, 0.0), cost_minimising(menu, 0.0, price_per_unit(menu, 0.2))
    assert (paid.prices > free.prices * (1 + 1e-9)).any()
    assert labour_values(paid.system) == pytest.approx(
        labour_values(menu.mixed(paid.shares)), rel=1e-14
    )


@pytest.mark.parametrize("theta", [-0.1, 1.0, 1.5])
def test_refused_shares(theta: float) -> None:
    """Proves: a share below none, or of all the saving and more, is refused."""
    with pytest.raises(ValueError, match="share of the saving"):
        share_of_saving(random_menu(np.random.default_rng(6)), theta)


def test_refused_price() -> None:
    """Proves: a licence that pays its user is refused."""
    with pytest.raises(ValueError, match="not paid to its user"):
        price_per_unit(random_menu(np.random.default_rng(6)), -0.1)
