"""Labour saved for the same deliveries, and what capital goods take back."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from commonweal.market.theory.rebound import labour_saved
from commonweal.market.theory.system import system
from commonweal.market.theory.values import labour_values
from random_systems import changed, random_system


@pytest.mark.parametrize("growth", [0.0, 0.03])
@pytest.mark.parametrize("seed", range(6))
def test_vertically_integrated(seed: int, growth: float) -> None:
    """Proves T15: the labour saved is the difference of the hours embodied in the same bill, and
    the three parts add up to it, exactly."""
    rng = np.random.default_rng(seed)
    own = random_system(rng)
    new, final = changed(own, rng), rng.random(5)
    found = labour_saved(own, new, final, growth)
    assert found.before == pytest.approx(labour_values(own, growth) @ final, rel=1e-13)
    assert found.after == pytest.approx(labour_values(new, growth) @ final, rel=1e-13)
    parts = found.direct + found.materials + found.capital_goods
    assert parts == pytest.approx(found.before - found.after, abs=1e-12 * found.before)


def test_capital_goods_take_back() -> None:
    """Proves T15: robots that spare a tenth of the hours and need a fifth more stock save less by
    the hours that make and renew them, and less still when the stock grows."""
    own = random_system(np.random.default_rng(9))
    new = replace(own, hours=0.9 * own.hours, stock=1.2 * own.stock, wear=1.2 * own.wear)
    final = np.ones(5)
    still, growing = labour_saved(own, new, final), labour_saved(own, new, final, growth=0.04)
    assert still.materials == 0.0
    assert still.capital_goods < 0
    assert 1 - still.after / still.before < 0.1
    assert growing.capital_goods / growing.before < still.capital_goods / still.before


def test_by_hand() -> None:
    """Proves: corn by 1 h, 2 corn tied up and worn by 0.1 a year: lambda = 1 / 0.8 = 1.25. With
    0.8 h and 3 corn 0.8 / 0.7; for 7 corn output is 10, direct saving 2 h, renewal
    takes back 0.1 * 1.25 * 10 = 1.25 h, so 0.75 h are saved of 8.75."""
    found = labour_saved(
        system([[0.0]], [1.0], stock=[[2.0]], wear_rate=0.1),
        system([[0.0]], [0.8], stock=[[3.0]], wear_rate=0.1),
        np.array([7.0]),
    )
    assert found.before == pytest.approx(8.75)
    assert found.after == pytest.approx(8.0)
    assert (found.direct, found.materials) == (pytest.approx(2.0), 0.0)
    assert found.capital_goods == pytest.approx(-1.25)
