"""The bundled economy usa-2023: national totals, sane estimates, and that the script makes it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from commonweal.economy import accounts
from commonweal.economy.checks import check_economy
from commonweal.economy.economy import Economy
from commonweal.economy.tables import read_economy

REPOSITORY = Path(__file__).resolve().parents[2]
BUNDLED = REPOSITORY / "src" / "commonweal" / "economy" / "bundled" / "usa-2023"
TRILLION = 1e6  # million USD
CONSUMPTION = [
    "households",
    "consumption-defence",
    "consumption-federal",
    "consumption-state-local",
]
NO_GDP = ["used-assets", "rounding"]
GROWTH = 0.01334  # of the stock: Penn World Table 10.01, rnna, 2009-2019


@pytest.fixture(scope="module")
def usa() -> Economy:
    economy = read_economy("usa-2023")
    assert check_economy(economy) == []
    return economy


def added(economy: Economy) -> pd.DataFrame:
    """Value added, which the economy has."""
    assert economy.value_added is not None
    return economy.value_added


def held(economy: Economy) -> tuple[pd.DataFrame, pd.Series]:
    """Capital and the wear of each activity."""
    assert economy.capital is not None
    assert economy.assets is not None
    capital = economy.capital
    rate = economy.assets["depreciation"]
    return capital, capital.mul(rate, axis=0).sum() / capital.sum()


def test_national_totals_are_those_of_bea(usa: Economy) -> None:
    """Proves: GDP, output and imports are BEA's of 2023.
    With used goods counted as output and income, GDP would be 27.926 trillion."""
    incomes = added(usa).drop(index=NO_GDP).to_numpy().sum()
    assert incomes / TRILLION == pytest.approx(27.720704, abs=1e-6)
    output = usa.supply.to_numpy().sum() - added(usa).loc["used-assets"].sum()
    assert output / TRILLION == pytest.approx(48.3868, abs=1e-3)
    assert usa.imports_total.sum() / TRILLION == pytest.approx(3.5487, abs=1e-4)
    assert usa.final_use["exports"].sum() / TRILLION == pytest.approx(2.639562, abs=1e-6)
    net = usa.imports_total.sum() - usa.final_use["duties-carriage"].sum()
    assert net / TRILLION == pytest.approx(3.436905, abs=1e-6)


def test_gdp_is_the_same_from_both_sides(usa: Economy) -> None:
    """Proves: final use less imports equals incomes, used assets apart, to rounding.
    Purchases of foreigners counted twice would add 0.193 trillion."""
    spent = usa.final_use.to_numpy().sum() - usa.imports_total.sum()
    assert spent == pytest.approx(added(usa).to_numpy().sum(), abs=1.0)
    assert usa.final_use["rounding"].abs().max() <= 7


def test_joint_products_are_kept(usa: Economy) -> None:
    """Proves: supply is rectangular, 73 by 71, and an activity makes several products.
    A table made symmetric would have none off the diagonal."""
    assert usa.supply.shape == (73, 71)
    own = sum(usa.supply.loc[a, a] for a in usa.activities.index)
    assert 0.85 < own / usa.supply.to_numpy().sum() < 0.97
    assert usa.supply.loc["foreign-other"].sum() == 6010


def test_used_goods_come_from_who_owns_equipment(usa: Economy) -> None:
    """Proves: used goods grow with the activities that sell them; nothing of them is given.
    As negative investment they were a fixed supply of 205 billion that stopped every plan."""
    assert usa.final_use.loc["used-goods", "disposals"] == 0
    assert added(usa).loc["used-assets"].sum() == 205_235
    assert usa.final_use["disposals"].sum() == -192_725


def test_columns_add_up_to_output(usa: Economy) -> None:
    """Proves: inputs and value added of each activity make its output.
    Use without imported inputs would fall short by 5 per cent."""
    spent = usa.use.sum() + added(usa).sum()
    assert np.allclose(spent, usa.supply.sum(), atol=0.5)


def test_hours_and_persons(usa: Economy) -> None:
    """Proves: 286.5 billion hours of 161.0 million persons, 39 per cent of them college work.
    Compensation divided by one wage would give college work 58 per cent."""
    assert usa.labour is not None
    assert usa.labour_types is not None
    hours = usa.labour
    assert hours.to_numpy().sum() / 1e9 == pytest.approx(286.5, abs=0.05)
    assert usa.labour_types["workers"].sum() / 1e6 == pytest.approx(161.037, abs=1e-3)
    share = hours.loc["college"].sum() / hours.to_numpy().sum()
    assert share == pytest.approx(0.391, abs=5e-4)
    yearly = usa.labour_types["hours_per_worker"]
    assert yearly.between(1775, 1785).all()
    assert hours.loc["college", "legal-services"] > hours.loc["non-college", "legal-services"]
    assert hours.loc["college", "restaurants"] < hours.loc["non-college", "restaurants"]


def test_hours_embodied_in_final_use_are_the_hours_worked(usa: Economy) -> None:
    """Proves: vertically integrated labour of net final use is all the labour there is.
    Products without an activity carry their inputs only; counted as made they would add hours."""
    assert usa.labour is not None
    made = usa.supply.sum(axis=1)
    needs = accounts.total_requirements(accounts.product_coefficients(usa.use, usa.supply))
    embodied = accounts.embodied_hours(usa.labour, usa.supply, needs).sum()
    net = usa.final_use.sum(axis=1) - usa.imports_total
    assert made["foreign-other"] > 0
    assert float(embodied @ net) == pytest.approx(usa.labour.to_numpy().sum(), rel=1e-6)


def test_the_stock_is_the_national_total() -> None:
    """Proves: estimates/capital_stock.csv adds up to Z.1, middle of 2023, by group of assets.
    Homes taken at their value of 2017 would leave structures 12 trillion short."""
    stock = pd.read_csv(BUNDLED / "estimates" / "capital_stock.csv", index_col=0).sum(axis=1)
    built = stock[["homes", "structures", "wells"]].sum() / TRILLION
    assert built == pytest.approx((70.5078 + 71.8487) / 2, abs=1e-3)
    machines = stock[["equipment", "computing-robots"]].sum() / TRILLION
    assert machines == pytest.approx((9.9905 + 10.4006) / 2, abs=1e-3)
    assert stock["intangibles"] / TRILLION == pytest.approx((6.2108 + 6.6831) / 2, abs=1e-3)


def test_orders_at_the_growth_of_the_stock_are_the_investment_of_2023(usa: Economy) -> None:
    """Proves: capital times (wear of the activity + growth) is what was invested, by asset.
    With the stock itself, structures would be ordered twice over and software half."""
    capital, wear = held(usa)
    orders = capital.mul(wear + GROWTH, axis=1).sum(axis=1)
    table = pd.read_csv(BUNDLED / "estimates" / "investment_by_asset.csv", index_col=0)
    assert np.allclose(orders, table.sum()[orders.index], rtol=1e-3)
    assert usa.asset_composition is not None
    assert np.allclose(usa.asset_composition.sum(), 1.0, atol=1e-6)
    bought = usa.asset_composition @ orders
    roles = usa.categories["role"]
    columns = [c for c in roles.index if roles[c] == "investment"]
    assert np.allclose(bought, usa.final_use[columns].sum(axis=1), rtol=1e-3, atol=10.0)


def test_capital_over_output_is_plausible(usa: Economy) -> None:
    """Proves: no activity is without capital or drowns in it; homes are the most.
    The stock of 2017 of the owners alone would leave governments without any."""
    capital, wear = held(usa)
    ratio = capital.sum() / usa.supply.sum()
    assert ratio.idxmax() == "housing"
    assert ratio.drop("housing").between(0.05, 8.0).all()
    assert wear.between(0.02, 0.30).all()
    assert 2.2 < capital.to_numpy().sum() / 27.72e6 < 2.7


def test_every_flow_of_consumption_serves_needs(usa: Economy) -> None:
    """Proves: need shares of each product and category add up to one, and to all consumption.
    A commodity without a need would leave its flow unserved and the plan would drop it."""
    shares = usa.need_composition
    assert shares is not None
    assert usa.needs is not None
    sums = shares.groupby(["product", "category"])["share"].sum()
    assert np.allclose(sums, 1.0, atol=1e-9)
    final = usa.final_use
    flows = {(p, c) for c in CONSUMPTION for p in final.index if final.loc[p, c] > 0}
    assert flows == set(sums.index)
    assert set(shares["need"]) == set(usa.needs.index)
    assert len(usa.needs) == 16


def test_health_is_the_largest_need(usa: Economy) -> None:
    """Proves: what Americans spend most on is health, about 4.1 trillion with public health care.
    With trade margins left with no need, food and medicines would be a third too small."""
    shares = usa.need_composition
    assert shares is not None
    value = shares["share"] * [
        usa.final_use.loc[p, c] for p, c in zip(shares["product"], shares["category"], strict=True)
    ]
    totals = value.groupby(shares["need"].astype(str)).sum() / TRILLION
    assert totals.idxmax() == "health"
    assert totals["health"] == pytest.approx(4.13, abs=0.05)
    assert totals["food"] == pytest.approx(1.79, abs=0.05)


def test_carbon_dioxide_adds_up(usa: Economy) -> None:
    """Proves: activities and needs emit EIA's 4,807 million t; power stations most.
    Households' own fuel left out would miss 1,297 million."""
    table = usa.limit_coefficients
    assert table is not None
    assert table["value"].sum() / 1e6 == pytest.approx(4807, abs=0.1)
    largest = table.loc[table["value"].idxmax()]
    assert (largest["kind"], largest["label"]) == ("activity", "utilities")
    own = table[table["kind"] == "need"].set_index("label")["value"] / 1e6
    assert own["home-energy"] == pytest.approx(311)


def test_modern_plants_save_hours(usa: Economy) -> None:
    """Proves: the three cases are in order, low weak and high strong, and within reason.
    The mean age of a plant taken as that of buildings would save 40 per cent everywhere."""
    modern = usa.modern
    assert modern is not None
    assert (modern["hours_ratio_low"] >= modern["hours_ratio"]).all()
    assert (modern["hours_ratio"] >= modern["hours_ratio_high"]).all()
    assert modern["hours_ratio"].between(0.6, 0.99).all()
    assert (modern["assets_ratio"] == 1.0).all()


def test_every_estimate_states_its_formula() -> None:
    """Proves: each table has fields as in its file, and a formula or a source.
    An estimate without one would pass for a published figure."""
    package = json.loads((BUNDLED / "datapackage.json").read_text(encoding="utf-8"))
    paths = {resource["path"] for resource in package["resources"]}
    assert paths == {path.name for path in BUNDLED.glob("*.csv")}
    for resource in package["resources"]:
        header = pd.read_csv(BUNDLED / resource["path"], nrows=0).columns
        assert [f["name"] for f in resource["schema"]["fields"]] == list(header)
        assert resource["formula" if resource["estimate"] else "source"]


@pytest.mark.raw_data
def test_the_script_makes_the_same_bytes(raw_data: Path, tmp_path: Path) -> None:
    """Proves: every bundled figure comes from the raw tables by the script.
    A figure edited by hand would differ from the one derived."""
    script = REPOSITORY / "scripts" / "usa_2023" / "derive.py"
    command = [sys.executable, str(script), "--raw", str(raw_data), "--out", str(tmp_path)]
    subprocess.run(command, check=True, capture_output=True)
    made = sorted(p.relative_to(tmp_path) for p in tmp_path.rglob("*") if p.is_file())
    kept = sorted(p.relative_to(BUNDLED) for p in BUNDLED.rglob("*") if p.is_file())
    assert made == [path for path in kept if path.name != "README.md"]
    for path in made:
        assert (tmp_path / path).read_bytes() == (BUNDLED / path).read_bytes(), path
