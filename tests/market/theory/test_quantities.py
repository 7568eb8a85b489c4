"""Stationary quantities against quantities worked out by hand."""

from __future__ import annotations

import numpy as np
import pytest

from commonweal.market.theory.prices import prices_of_production
from commonweal.market.theory.quantities import stationary_quantities


def test_one_good() -> None:
    """Proves: x = 0.2 x + 0.05 * (2 / 0.5) x + 6 gives 10; without wear 7.5, at full use 8.57."""
    assert stationary_quantities([[0.2]], [[2.0]], 0.05, 0.5, [6.0]) == pytest.approx([10.0])


def test_growth_takes_more() -> None:
    """Proves: at 5 % growth the stock is also extended: x = 0.2 x + 0.1 * 4 x + 6 = 15."""
    x = stationary_quantities([[0.2]], [[2.0]], 0.05, 0.5, [6.0], growth=0.05)
    assert x == pytest.approx([15.0])


def test_hours_twice_counted() -> None:
    """Proves: hours at work equal hours embodied in what is delivered, l x = p(0) C; with rows and
    columns mistaken in either, they would not."""
    rng = np.random.default_rng(1)
    A, K = rng.random((4, 4)) / 8, rng.random((4, 4))
    delta, l, C = rng.random((4, 4)) / 10, rng.random(4), rng.random(4)  # noqa: E741
    u = np.array([0.7, 0.8, 0.9, 1.0])
    x = stationary_quantities(A, K, delta, u, C)
    p = prices_of_production(A, K, delta, l, 1.0, 0.0, u)
    assert l @ x == pytest.approx(p @ C, rel=1e-13)


def test_nothing_is_left() -> None:
    """Proves: a technology that uses up what it makes has no quantities, rather than negative."""
    with pytest.raises(ValueError, match="not below 1"):
        stationary_quantities([[0.9]], [[2.0]], 0.05, 1.0, [1.0])
