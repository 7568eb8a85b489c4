"""What a change comes to: each figure against another route to it."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from commonweal.market.theory.choice import cost_minimising, rate_at_basket
from commonweal.market.theory.elasticity import rate_at_elasticity
from commonweal.market.theory.findings import Change, change, printed_rates, standing
from commonweal.market.theory.menu import Menu
from commonweal.market.theory.of_economy import Reading
from commonweal.market.theory.rates import greatest_profit_rate, uniform_profit_rate
from commonweal.market.theory.system import Array
from commonweal.market.theory.telling import side
from commonweal.market.theory.values import labour_values
from economies import small_economy
from random_systems import basket_for, limited, random_menu


@pytest.fixture(scope="module")
def made() -> tuple[Menu, Array, Array, Change]:
    """A menu with ceilings, a wage basket, a final bill, and what the techniques change."""
    rng = np.random.default_rng(77)
    menu = limited(random_menu(rng, size=8, options=4), 0.4)
    basket = basket_for(menu.mixed(menu.first()), rng)
    final = rng.random(8)
    return menu, basket, final, change("techniques", menu, basket, final, 0.7)


def test_rates_before_and_after(made: tuple[Menu, Array, Array, Change]) -> None:
    """Proves: r* before is that of the first processes; after, at the old real wage it is what the
    best choice pays, and it falls as wages follow productivity further."""
    menu, basket, _, found = made
    first = menu.mixed(menu.first())
    assert found.rate == pytest.approx(uniform_profit_rate(first, basket), rel=1e-12)
    assert found.greatest[0] == pytest.approx(greatest_profit_rate(first), rel=1e-12)
    assert found.greatest[1] > found.greatest[0]
    assert list(found.after) == [0.0, 0.5, 0.7, 1.0]
    assert found.after[0.0] == pytest.approx(rate_at_basket(menu, basket)[0], rel=1e-11)
    assert (np.diff(list(found.after.values())) < 0).all()


def test_critical_elasticity_is_where_they_meet(made: tuple[Menu, Array, Array, Change]) -> None:
    """Proves: at eps* the rate of the best choice is the old one, techniques chosen again; and the
    sentence names the side that 0.7 is on."""
    menu, basket, final, found = made
    assert found.critical is not None
    again = change("again", menu, basket, final, found.critical.value)
    assert again.after[found.critical.value] == pytest.approx(found.rate, abs=1e-10)
    assert "at eps*" in side(again, found.critical.value)
    assert "stays at" in side(again, found.critical.value)
    below = found.critical.value > 0.7
    assert ("below eps*" in side(found, 0.7)) == below
    assert ("rises from" in side(found, 0.7)) == below


def test_counts_of_techniques(made: tuple[Menu, Array, Array, Change]) -> None:
    """Proves: the counts are those of processes cheaper in the chosen systems, one by one."""
    menu, found = made[0], made[3]
    prices = menu.mixed(menu.first()).prices(found.rate)
    others = menu.base != np.arange(len(menu.base))
    operating = menu.costs(prices, found.rate, 1.0, "operating")
    assert found.techniques == others.sum() == 24
    assert found.operate == (operating < operating[menu.base])[others].sum()
    assert found.pay == (cost_minimising(menu, found.rate).shares[others] > 0).sum()
    assert found.save_labour == (cost_minimising(menu, 0.0).shares[others] > 0).sum()
    assert 0 < found.pay < 24


def test_hours_above_the_least(made: tuple[Menu, Array, Array, Change]) -> None:
    """Proves: without profit and licence nothing is above the least; every other row is at or
    above it, and a dearer licence is never better at no profit."""
    wedge = made[3].wedge
    assert abs(float(wedge["hours"].iloc[0])) < 1e-9
    assert int(wedge["differ"].iloc[0]) == 0
    assert (wedge["hours"] > -1e-9).all()
    fixed = wedge[wedge["licence"].str.endswith("wages saved") & (wedge["rate"] == 0.0)]
    assert (fixed["hours"].diff().dropna() >= -1e-12).all()
    assert float(fixed["hours"].iloc[-1]) > 1e-4


def test_curve_holds_what_is_printed(made: tuple[Menu, Array, Array, Change]) -> None:
    """Proves: at r* the real wage before is 1 by definition and after is the rise at that rate; all
    printed points are on the curve, none interpolated."""
    found = made[3]
    curve = found.curve.set_index("rate")
    assert curve["before"][found.rate] == pytest.approx(1.0, rel=1e-10)
    assert found.critical is not None
    assert curve["after"][found.rate] == pytest.approx(found.critical.wage, rel=1e-10)
    assert set(printed_rates(found.rate, found.greatest[0])) <= set(curve.index)
    assert curve["before"].isna().sum() == (curve.index >= found.greatest[0]).sum()


def test_saved_hours(made: tuple[Menu, Array, Array, Change]) -> None:
    """Proves: labour saved is that of the techniques that pay, not of all on the menu."""
    menu, _, final, found = made
    after = labour_values(cost_minimising(menu, found.rate).system) @ final
    assert found.saved.after == pytest.approx(float(after), rel=1e-12)


def test_techniques_that_pay_and_save_no_labour() -> None:
    """Proves: a technique that spares stock but needs more hours pays at a high rate of profit;
    the rate rises at the old real wage, and there is no elasticity to a productivity that fell."""
    menu = limited(random_menu(np.random.default_rng(1), size=3, options=2), 1.0)
    odd = menu.base != np.arange(6)
    more = 1.0 + 0.02 * odd
    stock = menu.stock[:, menu.base] * np.where(odd, 0.5, 1.0)
    menu = replace(
        menu,
        inputs=menu.inputs[:, menu.base],
        stock=stock,
        wear=menu.wear[:, menu.base],
        hours=menu.hours[menu.base] * more,
    )
    basket = basket_for(menu.mixed(menu.first()), np.random.default_rng(1))
    found = change("spared stock", menu, basket, np.ones(3), 1.0)
    assert (found.pay, found.save_labour) == (3, 0)
    assert found.critical is None
    assert found.after[0.0] > found.rate + 1e-4
    assert "no critical elasticity" in side(found, 1.0)


def test_one_column_alone(made: tuple[Menu, Array, Array, Change]) -> None:
    """Proves: with a single choice the rate at an elasticity is that of the two systems."""
    menu, basket, _, found = made
    first = menu.mixed(menu.first())
    chosen = cost_minimising(menu, found.rate).system
    alone = rate_at_elasticity(first, chosen, basket, 1.0)
    assert found.after[1.0] >= alone - 1e-12
    assert found.after[1.0] == pytest.approx(alone, rel=0.02)


def test_standing_of_a_small_economy() -> None:
    """Proves: all output at values, and at prices of production, costs what it does in the
    accounts: the ratios are means of one, weighted by output. In physical units too."""
    for model in ("fixed", "circulating"):
        found = standing(small_economy(), Reading(model=model))  # type: ignore[arg-type]
        table = found.products
        weights = table["output"] / table["output"].sum()
        assert float(weights @ table["value"]) == pytest.approx(1.0, rel=1e-12)
        assert float(weights @ table["price"]) == pytest.approx(1.0, rel=1e-12)
        assert (found.observed is None) == (model == "circulating")
        assert 0 < found.rate < found.greatest
