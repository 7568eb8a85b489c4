"""Joint products by product and by industry technology: by hand, and where neither is possible."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from commonweal.economy.economy import Economy
from commonweal.economy.tables import read_economy
from commonweal.economy.transform.technology import symmetric_tables
from commonweal.errors import EconomyError
from commonweal.market.theory.of_case import makers, menu_of
from commonweal.market.theory.of_economy import Reading, system_of, wage_basket
from commonweal.market.theory.of_programme import source_of_programme
from commonweal.market.theory.rates import greatest_profit_rate, prices_at_basket
from commonweal.market.theory.values import labour_values
from economies import small_economy, small_meta, small_tables

CIRCULATING = {
    kind: Reading(model="circulating", basket="consumed", technology=kind)  # type: ignore[arg-type]
    for kind in ("industry", "product")
}


def two_products() -> Economy:
    """Supply [[8, 2], [0, 10]], use [[2, 3], [1, 4]], 8 and 12 hours, all but use consumed."""
    goods, makers_ = ["corn", "iron"], ["farm", "forge"]
    return Economy.from_tables(
        small_meta(),
        {
            "products": pd.DataFrame({"name": goods, "unit": "kt"}, index=goods),
            "activities": pd.DataFrame({"name": makers_}, index=makers_),
            "supply": pd.DataFrame([[8.0, 2.0], [0.0, 10.0]], goods, makers_),
            "use": pd.DataFrame([[2.0, 3.0], [1.0, 4.0]], goods, makers_),
            "categories": pd.DataFrame({"name": ["H"], "role": ["household"]}, index=["people"]),
            "final_use": pd.DataFrame({"people": [5.0, 5.0]}, index=goods),
            "labour_types": pd.DataFrame(
                {"name": ["H"], "unit": ["h"], "workers": [1.0], "hours_per_worker": [20.0]},
                index=["hands"],
            ),
            "labour": pd.DataFrame([[8.0, 12.0]], ["hands"], makers_),
        },
    )


def test_both_assumptions_by_hand() -> None:
    """Proves: forges make 2 of 10 corn. By product technology their corn takes a farm's inputs:
    A = U V^-1 = [[.25, .25], [.125, .375]], hours (8, 12) V^-1 = (1, 1). By industry technology it
    takes a sixth of theirs: A = [[.25, .25], [1/6, 1/3]], hours (8 + 12 / 6) / 10 = 1 and 1."""
    economy = two_products()
    product, industry = (system_of(economy, CIRCULATING[k]) for k in ("product", "industry"))
    assert product.inputs == pytest.approx(np.array([[0.25, 0.25], [0.125, 0.375]]), abs=1e-15)
    assert product.hours == pytest.approx([1.0, 1.0])
    assert industry.inputs == pytest.approx(np.array([[0.25, 0.25], [1 / 6, 1 / 3]]), abs=1e-15)
    assert industry.hours == pytest.approx([1.0, 1.0])


@pytest.mark.parametrize(("kind", "models"), [("product", "AC"), ("industry", "BD")])
def test_four_models_have_two_sets_of_rates(kind: str, models: str) -> None:
    """Proves: the symmetric tables of A and of C both have the greatest rate of product technology,
    those of B and of D that of industry technology: tables by activity are the same theory seen
    from the other side. R of the two differ: 1 / .513 - 1 = 94.9 % against 100 %."""
    economy = two_products()
    own = greatest_profit_rate(system_of(economy, CIRCULATING[kind]))
    for model in models:
        tables = symmetric_tables(model, economy.supply, economy.use, economy.final_use)  # type: ignore[arg-type]
        coefficients = tables.use.to_numpy() / tables.output.to_numpy()
        radius = float(np.abs(np.linalg.eigvals(coefficients)).max())
        assert own == pytest.approx(1 / radius - 1, rel=1e-12)
    by_hand = {"product": 0.5 * (0.625 + np.sqrt(0.625**2 - 0.25)), "industry": 0.5}
    assert own == pytest.approx(1 / by_hand[kind] - 1, rel=1e-12)


@pytest.mark.parametrize("kind", ["industry", "product"])
def test_by_activity_and_by_product_agree_under_both(kind: str) -> None:
    """Proves: the menu by activity has the rates, and the hours in the bill, of the system by
    product under either assumption. Makers of one with tables of the other would not."""
    economy, reading = two_products(), CIRCULATING[kind]
    own, basket = system_of(economy, reading), wage_basket(economy, reading) / 2
    source = source_of_programme(economy, None)
    menu = menu_of(source, circulating=True, technology=reading.technology)
    behind, other = makers(source, reading.technology), menu.mixed(menu.first())
    assert greatest_profit_rate(other) == pytest.approx(greatest_profit_rate(own), rel=1e-12)
    rate, prices = prices_at_basket(own, basket)
    again, costs = prices_at_basket(other, behind @ basket)
    assert again == pytest.approx(rate, rel=1e-11)
    assert costs @ behind == pytest.approx(prices, rel=1e-11)
    final = np.array([5.0, 5.0])
    assert labour_values(other) @ behind @ final == pytest.approx(labour_values(own) @ final)
    assert labour_values(own) @ final == pytest.approx(20.0, rel=1e-12)


def test_less_than_nothing_is_refused_by_name() -> None:
    """Proves: mills of the small economy use no grain, and a ninth farm's worth of grain that they
    make would need some: -0.008 grain in a kt of steel is refused with its place. Set to nothing
    it would be grain without seed."""
    with pytest.raises(EconomyError, match=r"use, grain for steel: -0\.008 by product technology"):
        system_of(small_economy(), Reading(technology="product"))


def test_more_products_than_activities_are_refused() -> None:
    """Proves: the United States have 73 products of 71 industries, and the report says what to do
    instead; only industry technology reads them."""
    with pytest.raises(EconomyError, match="73 products and 71 activities"):
        system_of(read_economy("usa-2023"), Reading(technology="product"))


def test_one_product_each_leaves_no_choice() -> None:
    """Proves: where nobody makes a second product both are the same table."""
    tables = small_tables()
    tables["supply"] = pd.DataFrame(
        np.diag([104.0, 50.0, 80.0]), tables["supply"].index, tables["supply"].columns
    )
    economy = Economy.from_tables(small_meta(), tables)
    one, two = (system_of(economy, Reading(technology=k)) for k in ("industry", "product"))
    for name in ("inputs", "stock", "wear", "hours"):
        np.testing.assert_allclose(getattr(one, name), getattr(two, name), rtol=1e-14)
