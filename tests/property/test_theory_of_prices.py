"""The theory of prices on economies made by hypothesis."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings

from commonweal.economy.economy import Economy
from commonweal.market.theory.choice import cost_minimising
from commonweal.market.theory.curve import standard_commodity, wage_profit_curve
from commonweal.market.theory.least_hours import least_hours
from commonweal.market.theory.licence import price_per_unit
from commonweal.market.theory.of_economy import Model, Reading, consumption, system_of
from commonweal.market.theory.rates import greatest_profit_rate
from commonweal.market.theory.values import hours_needed, labour_values
from productive import productive_economies
from random_systems import limited, random_menu

some = settings(max_examples=25, deadline=None, derandomize=True)


@some
@given(economy=productive_economies())
def test_hours_come_back(economy: Economy) -> None:
    """Proves: hours in all final deliveries but investment, home-made and capital renewed, are the
    hours worked, as these economies invest exactly what wears out. Without wear hours would be
    missing, with growth too many."""
    own = system_of(economy, Reading(imports="competitive"))
    final = economy.final_use.drop(columns="investment").sum(axis=1) - economy.imports_total
    assert economy.labour is not None
    worked = economy.labour.to_numpy()[0]
    assert labour_values(own) @ final.to_numpy() == pytest.approx(worked.sum(), rel=1e-9)
    assert hours_needed(own, final.to_numpy()) == pytest.approx(worked, rel=1e-8)


@some
@given(economy=productive_economies())
def test_curves_of_any_economy(economy: Economy) -> None:
    """Proves: in both models the wage falls with the rate of profit to nothing at the greatest
    rate, and in the standard commodity it is a straight line."""
    models: tuple[Model, ...] = ("fixed", "circulating")
    for model in models:
        own = system_of(economy, Reading(model=model))
        if not own.tied_up.any():
            continue
        own = replace(own, advanced_wages=False)
        top = greatest_profit_rate(own)
        rates = np.linspace(0.0, 0.9 * top, 8)
        assert (wage_profit_curve(own, consumption(economy), rates).diff().dropna() < 0).all()
        straight = wage_profit_curve(own, standard_commodity(own), rates)
        assert straight.to_numpy() == pytest.approx(1 - rates / top, abs=1e-9)


@pytest.mark.parametrize("seed", range(12))
def test_market_and_plan(seed: int) -> None:
    """Proves: on menus of any size, with and without ceilings, the market without profit is the
    plan; no profit rate and no licence ever brings it below the plan's hours."""
    rng = np.random.default_rng(1000 + seed)
    size = int(rng.integers(2, 20))
    menu = random_menu(rng, size=size, options=int(rng.integers(1, 6)), circulating=seed % 2 == 1)
    menu = limited(menu, float(rng.uniform(0.05, 0.5))) if seed % 3 else menu
    final = rng.random(size)
    plan = least_hours(menu, final)
    market = cost_minimising(menu, 0.0)
    assert np.abs(market.shares - plan.shares).max() < 1e-9
    for rate, part in ((0.05, 0.0), (0.0, 0.7), (0.1, 0.4)):
        chosen = cost_minimising(menu, rate, price_per_unit(menu, part)).system
        assert labour_values(chosen) @ final >= plan.hours * (1 - 1e-9)
