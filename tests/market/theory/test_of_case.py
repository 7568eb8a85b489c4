"""From processes to a menu: the same rates as the product tables, and E0 on a real case."""

from __future__ import annotations

import numpy as np
import pytest

from commonweal.case.build import build_case
from commonweal.case.study import read_study
from commonweal.economy.tables import read_economy
from commonweal.market.theory.choice import cost_minimising
from commonweal.market.theory.imports import imports_of
from commonweal.market.theory.least_hours import least_hours
from commonweal.market.theory.of_case import makers, menu_of, source_of_case
from commonweal.market.theory.of_economy import Reading, consumption, system_of, wage_basket
from commonweal.market.theory.of_programme import source_of_programme
from commonweal.market.theory.rates import greatest_profit_rate, prices_at_basket
from commonweal.market.theory.values import labour_values
from economies import small_economy


@pytest.mark.parametrize("model", ["fixed", "circulating"])
@pytest.mark.parametrize("treatment", ["competitive", "domestic", "exchanged"])
@pytest.mark.parametrize("name", ["small", "china-2020"])
def test_by_activity_and_by_product(name: str, treatment: str, model: str) -> None:
    """Proves: the accounts as a menu of activities have the greatest rate, the uniform rate, the
    hours in a bill and the price of a basket of the accounts by product, with joint products too.
    Shares and weights taken the wrong way round give other hours."""
    economy = small_economy() if name == "small" else read_economy(name)
    reading = Reading(imports=treatment, model=model)  # type: ignore[arg-type]
    own, basket = system_of(economy, reading), wage_basket(economy, reading)
    source = source_of_programme(economy, None)
    menu = menu_of(
        source,
        trade=imports_of(economy, reading.imports),
        circulating=model == "circulating",
    )
    behind, other = makers(source), menu.mixed(menu.first())
    assert greatest_profit_rate(other) == pytest.approx(greatest_profit_rate(own), rel=1e-10)
    rate, prices = prices_at_basket(own, basket)
    again, costs = prices_at_basket(other, behind @ basket)
    assert again == pytest.approx(rate, rel=1e-10)
    assert costs @ behind == pytest.approx(prices, rel=1e-9)
    final = consumption(economy)
    assert labour_values(other) @ behind @ final == pytest.approx(
        labour_values(own) @ final, rel=1e-11
    )


@pytest.mark.parametrize("period", [2026, 2030])
def test_equivalence_on_the_bundled_case(period: int) -> None:
    """Proves E0: for the consumption of China, with installed and modern plant and 52 techniques
    under their ceilings, the market without profit and licences runs the processes of the
    programme with the least hours, and uses as many (1e-9); at 10 % it needs more."""
    case = build_case(read_study("china-2026"))
    source = source_of_case(case, period)
    menu = menu_of(source)
    final = makers(source) @ consumption(read_economy("china-2020"))
    plan, market = least_hours(menu, final), cost_minimising(menu, 0.0)
    assert np.abs(plan.shares - market.shares).max() < 1e-9
    hours = float(labour_values(market.system) @ final)
    assert hours == pytest.approx(plan.hours, rel=1e-9)
    used = (market.shares > 0) & (menu.reach >= 0)
    assert len(set(menu.reach[used].tolist())) > 40
    profitable = labour_values(cost_minimising(menu, 0.10).system) @ final
    assert profitable > hours * 1.001
    for ceiling, share in enumerate(menu.ceilings):
        assert market.shares[menu.reach == ceiling].sum() <= share + 1e-12


def test_techniques_change_their_own_process() -> None:
    """Proves: what a technique changes is the plant that it is put on, installed on installed."""
    case = build_case(read_study("china-2026"))
    menu = menu_of(source_of_case(case, 2030))
    for name, base, reach in zip(menu.processes, menu.base, menu.reach, strict=True):
        assert menu.processes[base] == name.split("+")[0]
        assert (reach >= 0) == ("+" in name)


def test_pay_weighs_hours() -> None:
    """Proves: hours weighted by pay are those hours times the weight of their activity."""
    source = source_of_programme(small_economy(), None)
    weight = np.array([0.5, 1.0, 2.0])
    assert menu_of(source, pay=weight).hours == pytest.approx(menu_of(source).hours * weight)
