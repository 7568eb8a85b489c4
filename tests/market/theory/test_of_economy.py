"""From accounts to a system: against other code, by hand, and on the bundled economy."""

from __future__ import annotations

import numpy as np
import pytest

from commonweal.economy.accounts import embodied_hours, product_coefficients, total_requirements
from commonweal.economy.economy import Economy
from commonweal.economy.tables import read_economy
from commonweal.errors import EconomyError
from commonweal.market.theory.of_economy import (
    Reading,
    consumption,
    counted_hours,
    system_of,
    wage_basket,
)
from commonweal.market.theory.rates import greatest_profit_rate, prices_at_basket
from commonweal.market.theory.values import labour_values
from economies import small_economy, small_meta, small_tables


def test_values_are_embodied_hours() -> None:
    """Proves: without fixed capital values are the embodied hours of the accounts, joint products
    and unlike prices included."""
    economy = small_economy()
    weights = economy.products["world_price"]
    requirements = total_requirements(product_coefficients(economy.use, economy.supply, weights))
    assert economy.labour is not None
    expected = embodied_hours(economy.labour, economy.supply, requirements, weights).sum(axis=0)
    found = labour_values(system_of(economy, Reading(model="circulating")))
    assert found == pytest.approx(expected.to_numpy(), rel=1e-12)


def test_joint_products_by_hand() -> None:
    """Proves: grain is made by farms (100 of 104 kt) and by mills, whose output of 4 * 2 + 50 * 4
    is 208: hours in a kt are 100/104 of 430 000 / 100 and 4/104 of 2 * 210 000 / 208. With
    weights of 1 the mills' part would be 4/104 of 210 000 / 54."""
    own = system_of(small_economy())
    assert own.labels == ("grain", "steel", "care")
    hours = 100 / 104 * 430_000 / 100 + 4 / 104 * 2 * 210_000 / 208
    assert own.hours[0] == pytest.approx(hours)
    assert own.hours[1] == pytest.approx(4 * 210_000 / 208)


def test_stock_and_wear_by_hand() -> None:
    """Proves: care homes hold 150 + 20 kt of steel for 80 units of care, and replace
    0.03 * 150 + 0.1 * 20 a year; the utilisation of 0.9 is that of the accounts and drops out."""
    own = system_of(small_economy())
    assert own.stock[:, 2] == pytest.approx([0.0, 170 / 80, 0.0])
    assert own.wear[:, 2] == pytest.approx([0.0, 6.5 / 80, 0.0])


def test_an_hour_buys_what_it_is_paid() -> None:
    """Proves: the basket costs 230 million / 980 000 h at the prices of the accounts, in the
    proportions of household use (60, 8, 46)."""
    economy = small_economy()
    basket = wage_basket(economy)
    price = economy.products["world_price"].to_numpy()
    assert price @ basket == pytest.approx(230 / 980_000)
    assert basket / basket[1] == pytest.approx([60 / 8, 1.0, 46 / 8])
    assert consumption(economy).tolist() == [70.0, 8.0, 76.0]


def test_hours_reduced_by_pay() -> None:
    """Proves: reduced hours add up to the hours worked and are paid alike everywhere."""
    economy = small_economy()
    reduced = counted_hours(economy, "reduced")
    assert reduced.sum() == pytest.approx(counted_hours(economy, "worked").sum())
    assert economy.value_added is not None
    pay = economy.value_added.loc["compensation"].to_numpy() / reduced
    assert pay == pytest.approx(np.full(3, pay[0]))


def test_units_of_the_accounts_do_not_matter() -> None:
    """Proves: steel in tonnes instead of kt, its world price with it, leaves the rate of profit as
    it was and divides the hours in a unit by a thousand."""
    tables = small_tables()
    for name in ("supply", "use", "final_use", "imports", "asset_composition"):
        tables[name].loc["steel"] *= 1000.0
    tables["products"].loc["steel", ["unit"]] = "t"
    tables["products"].loc["steel", "world_price"] = 0.004
    tables["activities"]["unit"] = "million CNY2020"
    other = Economy.from_tables(small_meta(), tables)
    own = small_economy()
    rate, prices = prices_at_basket(system_of(own), wage_basket(own))
    again, recounted = prices_at_basket(system_of(other), wage_basket(other))
    assert again == pytest.approx(rate, rel=1e-11)
    assert recounted == pytest.approx(prices / [1, 1000, 1], rel=1e-10)


@pytest.mark.parametrize(
    ("missing", "model"),
    [("labour", "circulating"), ("capital", "fixed"), ("value_added", "fixed")],
)
def test_what_is_missing_is_named(missing: str, model: str) -> None:
    """Proves: a table that the theory needs and the economy lacks is named in one report."""
    tables = small_tables()
    del tables[missing]
    with pytest.raises(EconomyError, match=f"{missing}: the table is missing"):
        wage_basket(Economy.from_tables(small_meta(), tables), Reading(model=model))  # type: ignore[arg-type]


def test_wages_must_be_known() -> None:
    """Proves: value added without an item for wages is refused by the name that is wanted."""
    tables = small_tables()
    tables["value_added"] = tables["value_added"].rename(index={"compensation": "wages"})
    with pytest.raises(EconomyError, match='no item "compensation"'):
        wage_basket(Economy.from_tables(small_meta(), tables))


def test_without_capital_only_circulating() -> None:
    """Proves: an economy without capital accounts has its circulating model, and no other."""
    tables = small_tables()
    for name in ("capital", "assets", "asset_composition", "modern"):
        del tables[name]
    bare = Economy.from_tables(small_meta(), tables)
    assert greatest_profit_rate(system_of(bare, Reading(model="circulating"))) > 0
    with pytest.raises(EconomyError, match="choose the model of circulating capital"):
        system_of(bare)


def test_china() -> None:
    """Proves: greatest and uniform rates of China 2020, 40.0 % and 10.4 % with imports as if made
    at home, 49.9 % and 14.8 % with domestic inputs alone; without wear 10.4 would be 15.0 %."""
    economy = read_economy("china-2020")
    expected = {
        "competitive": (0.400, 0.104),
        "domestic": (0.499, 0.148),
        "exchanged": (0.408, 0.102),
    }
    for treatment, (greatest, uniform) in expected.items():
        reading = Reading(imports=treatment)  # type: ignore[arg-type]
        own, basket = system_of(economy, reading), wage_basket(economy, reading)
        assert greatest_profit_rate(own) == pytest.approx(greatest, abs=5e-4)
        assert prices_at_basket(own, basket)[0] == pytest.approx(uniform, abs=5e-4)
