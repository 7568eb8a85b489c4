"""The programme with the least hours, by hand and against every combination."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import numpy as np
import pytest

from commonweal.errors import SolverStopped
from commonweal.market.theory.least_hours import least_hours
from commonweal.market.theory.values import labour_values
from random_systems import limited, random_menu


def test_best_of_all_combinations() -> None:
    """Proves: the least hours are those of the best of all 27 systems, wear included, and no
    mixture is better. Without wear they would be fewer than any system needs."""
    rng = np.random.default_rng(1)
    menu, final = random_menu(rng, size=3, options=3), rng.random(3)
    hours = []
    for picked in product(range(3), repeat=3):
        shares = np.zeros(9)
        shares[[3 * a + n for a, n in enumerate(picked)]] = 1.0
        hours.append(float(labour_values(menu.mixed(shares)) @ final))
    found = least_hours(menu, final)
    assert found.hours == pytest.approx(min(hours), rel=1e-10)
    assert found.hours == pytest.approx(float(menu.hours @ found.levels), rel=1e-12)
    assert found.shares.reshape(3, 3).sum(axis=1) == pytest.approx(np.ones(3))


def test_ceilings_hold() -> None:
    """Proves: a technique that saves hours is used up to its ceiling of a quarter of the activity's
    output, and saves a quarter of what it would save everywhere where output is fixed."""
    menu = random_menu(np.random.default_rng(2), size=1, options=2)
    menu = replace(
        limited(menu, 0.25),
        inputs=np.array([[0.2, 0.2]]),
        wear=np.zeros((1, 2)),
        hours=np.array([1.0, 0.6]),
    )
    found = least_hours(menu, np.array([8.0]))
    assert found.shares == pytest.approx([0.75, 0.25], abs=1e-12)
    assert found.levels == pytest.approx([7.5, 2.5])
    assert found.hours == pytest.approx(7.5 + 2.5 * 0.6)
    assert found.values == pytest.approx([0.9 / 0.8])


def test_scale_does_not_matter() -> None:
    """Proves: a bill in other amounts, a billionth or a billion times as large, takes hours in
    proportion and the same techniques; absolute tolerances of a solver would show."""
    rng = np.random.default_rng(3)
    menu, final = random_menu(rng, size=6), rng.random(6)
    one = least_hours(menu, final)
    for factor in (1e-9, 1e9):
        other = least_hours(menu, factor * final)
        assert other.hours == pytest.approx(factor * one.hours, rel=1e-10)
        assert other.shares == pytest.approx(one.shares, abs=1e-10)
        assert other.values == pytest.approx(one.values, rel=1e-8)


def test_no_answer_is_no_result() -> None:
    """Proves: a bill that is worth negative hours without end is an error, and not a plan."""
    menu = random_menu(np.random.default_rng(4), size=3)
    endless = replace(menu, hours=menu.hours.copy())
    endless.hours[0] = -1.0
    with pytest.raises(SolverStopped, match="least hours"):
        least_hours(endless, np.ones(3))
