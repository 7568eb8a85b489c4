"""The theorems on every economy that ships with the package, as on random ones."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from commonweal.economy.tables import bundled_economies, read_economy
from commonweal.market.theory.choice import cost_minimising
from commonweal.market.theory.curve import real_wage, standard_commodity, wage_profit_curve
from commonweal.market.theory.elasticity import critical_elasticity, rate_at_elasticity
from commonweal.market.theory.least_hours import least_hours
from commonweal.market.theory.licence import price_per_unit
from commonweal.market.theory.of_economy import Reading, consumption, system_of, wage_basket
from commonweal.market.theory.okishio import adopt
from commonweal.market.theory.rates import greatest_profit_rate, uniform_profit_rate
from commonweal.market.theory.system import Array, System
from commonweal.market.theory.values import labour_values
from random_systems import changed, menu_around

RATE = 0.116  # design of the market model, 3.2: r* brought to this by the real wage

# world-2011 does not tell pay from other incomes, and has no wage basket
PAID = [meta.name for meta in bundled_economies() if meta.name != "world-2011"]
every = pytest.mark.parametrize("name", PAID)


def test_what_is_left_out_has_no_accounts_of_pay() -> None:
    """Proves: only an economy without pay is left out of these tests."""
    added = read_economy("world-2011", checked=False).value_added
    assert added is not None
    assert "compensation" not in added.index


def scaled(name: str, model: str = "fixed") -> tuple[System, Array]:
    """System of an economy, with a real wage at which r* is 11.6 %."""
    reading = Reading(model=model)  # type: ignore[arg-type]
    economy = read_economy(name)
    own, basket = system_of(economy, reading), wage_basket(economy, reading)
    return own, basket * real_wage(own, RATE, basket)


@every
def test_standard_commodity(name: str) -> None:
    """Proves T2: in the standard commodity w = 1 - r / R to 1e-12 on real accounts."""
    own, _ = scaled(name)
    top = greatest_profit_rate(own)
    rates = np.linspace(0.0, 0.95 * top, 20)
    line = wage_profit_curve(own, standard_commodity(own), rates).to_numpy()
    assert line == pytest.approx(1 - rates / top, abs=1e-12)


@every
def test_falling_rate(name: str) -> None:
    """Proves T4 and the signs of 3.2: labour 10 % less gives eps* = 1; with capital 5, 10, 15 %
    more it falls by a tenth and more each time, and r at an elasticity of 1 below 11.6 %."""
    own, basket = scaled(name)
    assert uniform_profit_rate(own, basket) == pytest.approx(RATE, rel=1e-10)
    stars, rates = [], []
    for more in (0.0, 0.05, 0.10, 0.15):
        new = replace(
            own, hours=0.9 * own.hours, stock=(1 + more) * own.stock, wear=(1 + more) * own.wear
        )
        stars.append(critical_elasticity(own, new, basket).value)
        rates.append(rate_at_elasticity(own, new, basket, 1.0))
    assert stars[0] == pytest.approx(1.0, abs=1e-9)
    assert (np.diff(stars) < -0.1).all()
    assert rates[0] == pytest.approx(RATE, abs=1e-10)
    assert (np.diff(rates) < -0.002).all()


@every
def test_more_materials(name: str) -> None:
    """Proves the signs of 3.2 in circulating capital: 1, then falling with materials."""
    own, basket = scaled(name, "circulating")
    stars = [
        critical_elasticity(
            own, replace(own, hours=0.9 * own.hours, inputs=(1 + more) * own.inputs), basket
        ).value
        for more in (0.0, 0.02, 0.04)
    ]
    assert stars[0] == pytest.approx(1.0, abs=1e-9)
    assert stars[2] < stars[1] < 0.99


@every
@pytest.mark.parametrize("model", ["fixed", "circulating"])
def test_okishio(name: str, model: str) -> None:
    """Proves T3 on real accounts: of a hundred random changes those taken by full cost never lower
    r*, and some are taken."""
    rng = np.random.default_rng(3)
    own, basket = scaled(name, model)
    taken = 0
    for _ in range(100):
        found = adopt(own, changed(own, rng), basket)
        taken += bool(found.taken.any())
        assert found.after >= found.before - 1e-12
    assert taken > 80


@every
def test_equivalence_and_what_breaks_it(name: str) -> None:
    """Proves E0 and the order of 3.3: four techniques a product; without profit the plan's
    techniques and hours (1e-9); profit adds hours, more at a higher rate, and a fixed licence of
    nine tenths of the wages saved adds more than profit at 11.6 %."""
    rng = np.random.default_rng(1)
    own, _ = scaled(name)
    menu, final = menu_around(own, rng, 4), consumption(read_economy(name))
    plan = least_hours(menu, final)

    def above(rate: float, part: float) -> float:
        charged = price_per_unit(menu, part)
        system = cost_minimising(menu, rate, charged).system
        return float(labour_values(system) @ final) / plan.hours - 1

    assert np.abs(cost_minimising(menu, 0.0).shares - plan.shares).max() < 1e-9
    assert abs(above(0.0, 0.0)) < 1e-9
    assert above(0.05, 0.0) > -1e-9
    assert 1e-4 < above(RATE, 0.0) < above(0.25, 0.0)
    assert 1e-4 < above(0.0, 0.3) < above(0.0, 0.6) < above(0.0, 0.9)
    assert above(0.0, 0.9) > above(RATE, 0.0)
