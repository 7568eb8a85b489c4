"""The critical elasticity of wages: one where only labour is saved, less where capital deepens."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from commonweal.market.theory.elasticity import critical_elasticity, rate_at_elasticity
from commonweal.market.theory.system import System, system
from random_systems import basket_for, random_system


def saving(own: System, labour: float, capital: float = 0.0, inputs: float = 0.0) -> System:
    """Hours less by a share, stock (with its wear) and inputs more by a share, everywhere."""
    return replace(
        own,
        hours=own.hours * (1 - labour),
        stock=own.stock * (1 + capital),
        wear=own.wear * (1 + capital),
        inputs=own.inputs * (1 + inputs),
    )


@pytest.mark.parametrize("circulating", [True, False], ids=["circulating", "fixed"])
@pytest.mark.parametrize("seed", range(10))
def test_labour_alone(seed: int, circulating: bool) -> None:
    """Proves T4: if only labour is saved, everywhere alike, eps* = 1 (1e-6, found to 1e-10):
    profit keeps its rate when wages take all of it, and rises when they take less."""
    rng = np.random.default_rng(seed)
    own = random_system(rng, circulating=circulating)
    basket, new = basket_for(own, rng), saving(own, 0.1)
    found = critical_elasticity(own, new, basket)
    assert found.value == pytest.approx(1.0, abs=1e-10)
    assert found.productivity == pytest.approx(1 / 0.9)
    assert rate_at_elasticity(own, new, basket, 1.0) == pytest.approx(found.rate, abs=1e-12)
    assert rate_at_elasticity(own, new, basket, 0.9) > found.rate + 1e-4
    assert rate_at_elasticity(own, new, basket, 1.1) < found.rate - 1e-4


@pytest.mark.parametrize("seed", range(10))
def test_capital_deepening(seed: int) -> None:
    """Proves T4: with labour 10 % less and capital 0, 5, 10, 15 % more, eps* falls all the way, and
    with wages that follow productivity r falls too. Wear left out, both would be wrong."""
    rng = np.random.default_rng(100 + seed)
    own = random_system(rng)
    basket = basket_for(own, rng)
    steps = [saving(own, 0.1, more) for more in (0.0, 0.05, 0.10, 0.15)]
    stars = [critical_elasticity(own, new, basket).value for new in steps]
    rates = [rate_at_elasticity(own, new, basket, 1.0) for new in steps]
    assert stars[0] == pytest.approx(1.0, abs=1e-10)
    assert (np.diff(stars) < -0.01).all()
    assert (np.diff(rates) < -1e-4).all()


def test_more_materials() -> None:
    """Proves T4: in circulating capital eps* is 1 and falls as materials rise by 2 and 4 %."""
    rng = np.random.default_rng(7)
    own = random_system(rng, circulating=True)
    basket = basket_for(own, rng)
    stars = [
        critical_elasticity(own, saving(own, 0.1, inputs=more), basket).value
        for more in (0.0, 0.02, 0.04)
    ]
    assert stars[0] == pytest.approx(1.0, abs=1e-10)
    assert (np.diff(stars) < -0.01).all()


@pytest.mark.parametrize("seed", range(5))
def test_it_is_where_the_rate_stays(seed: int) -> None:
    """Proves: at eps* itself, found by another route, r* is what it was; on either side not."""
    rng = np.random.default_rng(200 + seed)
    own = random_system(rng)
    basket, new = basket_for(own, rng), saving(own, 0.1, 0.07, 0.01)
    found = critical_elasticity(own, new, basket)
    assert rate_at_elasticity(own, new, basket, found.value) == pytest.approx(found.rate, abs=1e-12)
    assert rate_at_elasticity(own, new, basket, found.value + 0.1) < found.rate
    assert rate_at_elasticity(own, new, basket, found.value - 0.1) > found.rate


def test_by_hand() -> None:
    """Proves: corn by 1 h, 2 corn tied up, wage 0.5: r* = 25 %. With 0.8 h and 2.2 corn the wage
    at 25 % is (1 - 0.55) / 0.8 = 0.5625, 1.125 times as much, for a productivity of 1.25:
    eps* = ln 1.125 / ln 1.25 = 0.528."""
    found = critical_elasticity(
        system([[0.0]], [1.0], stock=[[2.0]]),
        system([[0.0]], [0.8], stock=[[2.2]]),
        np.array([0.5]),
    )
    assert found.rate == pytest.approx(0.25)
    assert found.wage == pytest.approx(1.125)
    assert found.value == pytest.approx(np.log(1.125) / np.log(1.25))


def test_nothing_to_follow() -> None:
    """Proves: where productivity does not rise there is no elasticity, rather than one divided
    by nothing or with its sign turned."""
    own = random_system(np.random.default_rng(3))
    for new in (own, saving(own, -0.1)):
        with pytest.raises(ValueError, match="does not rise"):
            critical_elasticity(own, new, np.full(5, 0.01))
