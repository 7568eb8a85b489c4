"""T1 to T3, T14 and T15 on the economies that ship with the package, the world among them."""

from __future__ import annotations

import functools
from dataclasses import replace

import numpy as np
import pytest

from commonweal.case.build import build_case
from commonweal.case.programme import read_programme
from commonweal.case.study import read_study
from commonweal.economy.economy import Economy
from commonweal.economy.tables import bundled_economies, read_economy
from commonweal.market.theory.choice import cost_minimising, rate_at_basket
from commonweal.market.theory.curve import wage_profit_curve
from commonweal.market.theory.gain import hulten_gain, wage_gain
from commonweal.market.theory.least_hours import least_hours
from commonweal.market.theory.menu import menu_of_system
from commonweal.market.theory.of_case import makers, menu_of, source_of_case
from commonweal.market.theory.of_economy import Reading, consumption, system_of, wage_basket
from commonweal.market.theory.of_programme import source_of_programme
from commonweal.market.theory.rates import greatest_profit_rate, prices_at_basket
from commonweal.market.theory.rebound import labour_saved
from commonweal.market.theory.system import Array, System
from commonweal.market.theory.values import labour_values

NAMES = [meta.name for meta in bundled_economies()]
#: The world does not tell pay from other incomes: all consumption is the wage.
BASKETS = {name: "consumed" if name == "world-2011" else "paid" for name in NAMES}
PROGRAMMES = {"china-2020": "ai-plus", "usa-2023": "ai-plus-usa"}
every = pytest.mark.parametrize("name", NAMES)
both = pytest.mark.parametrize("name", PROGRAMMES)


@functools.cache
def read(name: str) -> tuple[Economy, System, Array]:
    """A bundled economy, its system and its wage basket."""
    economy = read_economy(name)
    reading = Reading(basket=BASKETS[name])  # type: ignore[arg-type]
    return economy, system_of(economy, reading), wage_basket(economy, reading)


@every
def test_values_are_all_rounds_of_hours_and_prices_without_profit(name: str) -> None:
    """Proves T1: labour values of real accounts are the hours of all rounds, added up one by one,
    and the prices of production at no profit. Without the wear of capital they would be lower by
    a tenth and more in the mean."""
    _, own, _ = read(name)
    values = labour_values(own)
    rounds, total = own.hours, np.zeros_like(own.hours)
    for _ in range(400):
        total = total + rounds
        rounds = rounds @ own.used_up
    assert values == pytest.approx(total, rel=1e-9, abs=1e-12)
    assert own.prices(0.0) == pytest.approx(values, rel=1e-12)
    bare = labour_values(replace(own, wear=np.zeros_like(own.wear)))
    assert bare.sum() < 0.95 * values.sum()


@both
def test_values_are_the_duals_of_the_plan(name: str) -> None:
    """Proves T1: with the techniques of the accounts alone the shadow values of the programme with
    the least hours are labour values, and its hours those in the bill."""
    economy, own, _ = read(name)
    final = consumption(economy)
    found = least_hours(menu_of_system(own), final)
    assert found.hours == pytest.approx(float(labour_values(own) @ final), rel=1e-9)
    wanted = final > 0
    assert found.values[wanted] == pytest.approx(labour_values(own)[wanted], rel=1e-8)


@every
def test_the_wage_falls_with_the_rate_of_profit(name: str) -> None:
    """Proves T2: on real accounts w(r) falls all the way and is nearly gone just below R."""
    _, own, basket = read(name)
    top = greatest_profit_rate(own)
    rates = np.linspace(0.0, top * (1 - 1e-6), 8)
    wages = wage_profit_curve(own, basket, rates).to_numpy()
    assert (np.diff(wages) < 0).all()
    assert wages[-1] < 1e-3 * wages[0]


@every
def test_units_and_order_of_real_products_do_not_matter(name: str) -> None:
    """Proves T2: products counted in units up to a hundred times smaller and listed in another
    order leave R and r* as they were."""
    _, own, basket = read(name)
    draw = np.random.default_rng(5)
    units, order = draw.uniform(1.0, 100.0, len(basket)), draw.permutation(len(basket))

    def table(values: Array) -> Array:
        return np.asarray((values * units[:, None] / units)[np.ix_(order, order)])

    other = replace(
        own,
        inputs=table(own.inputs),
        wear=table(own.wear),
        stock=table(own.stock),
        hours=(own.hours / units)[order],
    )
    assert greatest_profit_rate(other) == pytest.approx(greatest_profit_rate(own), rel=1e-9)
    rate, prices = prices_at_basket(own, basket)
    again, recounted = prices_at_basket(other, (basket * units)[order])
    assert again == pytest.approx(rate, rel=1e-9)
    assert recounted == pytest.approx((prices / units)[order], rel=1e-7)


@both
def test_the_rate_never_falls_while_a_programme_spreads(name: str) -> None:
    """Proves T3, dynamic form: at the real wage of the accounts r* never falls from year to year
    as the techniques of AI Plus spread and are chosen by full cost, and rises over ten years."""
    economy, _, basket = read(name)
    programme = read_programme(PROGRAMMES[name], economy)
    rates = []
    for year in (2026, 2027, 2028, 2030, 2035):
        source = source_of_programme(economy, programme, year)
        rates.append(rate_at_basket(menu_of(source), makers(source) @ basket)[0])
    assert (np.diff(rates) >= -1e-12).all()
    assert rates[-1] > rates[0] + 1e-4


@pytest.mark.parametrize("name", NAMES)
def test_hulten_on_real_accounts(name: str) -> None:
    """Proves T14: 14.4 % less of the hours of 4.6 % of all tasks raise the real wage of real
    accounts by 0.66 %, at any rate of profit and but for half its square; profit left out of cost,
    the sum at 5 % would be another."""
    _, own, basket = read(name)
    share, saving = 0.046, 0.144  # Acemoglu 2024
    new = replace(own, hours=own.hours * (1 - share * saving))
    for rate in (0.0, 0.05):
        found = wage_gain(own, new, basket, rate)
        assert found.first_order == pytest.approx(hulten_gain(share, saving), rel=1e-9)
        assert 100 * found.exact == pytest.approx(0.66, abs=0.01)


@both
def test_labour_saved_by_a_programme_is_vertically_integrated(name: str) -> None:
    """Proves T15: what the techniques that pay save for the consumption of the accounts is the
    difference of the hours embodied in it, to 1e-12, its three parts together; capital goods take
    hours back. Counted where the techniques work alone it would be more."""
    economy, _, basket = read(name)
    source = source_of_programme(economy, read_programme(PROGRAMMES[name], economy))
    menu, behind = menu_of(source), makers(source)
    rate, old = rate_at_basket(menu.without_techniques(), behind @ basket)
    new, final = cost_minimising(menu, rate), behind @ consumption(economy)
    found = labour_saved(old.system, new.system, final)
    before, after = (labour_values(s.system) @ final for s in (old, new))
    assert found.before == pytest.approx(before, rel=1e-12)
    assert found.after == pytest.approx(after, rel=1e-12)
    parts = found.direct + found.materials + found.capital_goods
    assert parts == pytest.approx(before - after, abs=1e-11 * before)
    assert found.capital_goods < 0.0 < before - after
    assert before - after < found.direct + max(found.materials, 0.0)


def test_equivalence_on_the_case_of_the_united_states() -> None:
    """Proves E0: as on the case of China: the market without profit and licences runs the
    processes of the programme with the least hours, and at 10 % needs more hours."""
    case = build_case(read_study("usa-2026"))
    source = source_of_case(case, 2030)
    menu, final = menu_of(source), makers(source) @ consumption(read_economy("usa-2023"))
    plan, market = least_hours(menu, final), cost_minimising(menu, 0.0)
    assert np.abs(plan.shares - market.shares).max() < 1e-9
    hours = float(labour_values(market.system) @ final)
    assert hours == pytest.approx(plan.hours, rel=1e-9)
    assert labour_values(cost_minimising(menu, 0.10).system) @ final > hours * (1 + 1e-6)
