"""T5: market prices gravitate to prices of production where capital can move, and only there."""

from __future__ import annotations

import numpy as np
import pytest

from commonweal.market.parameters import Closure
from commonweal.market.run import simulate
from commonweal.market.start import stationary_prices, stationary_start
from market.systems import small_system

YEARS = 120


def deviation(seed: int, **values: float) -> tuple[float, float]:
    """Output-weighted distance of prices from prices of production after 90 and 120 years.

    Mark-ups of the start are off by exp N(0, 0.2). The rate of profit is the realised mean.
    """
    system, closure = small_system(seed=seed), Closure.model_validate(values)
    market, state = stationary_start(system, closure)
    shock = np.exp(np.random.default_rng(seed).normal(0.0, 0.2, system.size))
    markup = state.markup * shock
    state = state.change(markup=markup, price=(1.0 + markup) * state.unit_cost)
    record = simulate(market, state, 12 * YEARS).record
    found = []
    for month in (12 * 90 - 1, 12 * YEARS - 1):
        price, rate = record["price"][month], float(record["profit_rate"][month])
        centre = stationary_prices(system, closure, float(record["wage"][month]), rate)
        weight = price * record["output_of"][month]
        found.append(float(np.abs(price / centre - 1.0) @ weight / weight.sum()))
    return found[0], found[1]


@pytest.mark.parametrize(("use", "profit"), [(0.02, 0.23), (0.05, 0.8), (0.1, 0.23)])
def test_prices_gravitate_to_prices_of_production(use: float, profit: float) -> None:
    """Proves: over the published stable region prices end within 1e-3 of prices of production at
    the realised mean rate of profit (T5). Prices that only follow their own cost would stay some
    percent away."""
    assert deviation(1, use_response=use, profit_response=profit)[1] < 1e-3


def test_without_movement_of_capital_prices_stall() -> None:
    """Proves: with gamma_r = 0 the distance stays above 4e-3 and no longer falls, so that the test
    above measures the movement of capital and nothing built in (negative control)."""
    earlier, later = deviation(1, use_response=0.05, profit_response=0.0)
    assert later > 4e-3
    assert later == pytest.approx(earlier, rel=0.05)
