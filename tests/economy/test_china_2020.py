"""The bundled economy china-2020: national totals, sane estimates, and that the script makes it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from commonweal.economy.economy import Economy
from commonweal.economy.tables import read_economy

REPOSITORY = Path(__file__).resolve().parents[2]
BUNDLED = REPOSITORY / "src" / "commonweal" / "economy" / "bundled" / "china-2020"
TRILLION = 1e6  # million CNY
CONSUMPTION = ["household-rural", "household-urban", "government"]


@pytest.fixture(scope="module")
def china() -> Economy:
    return read_economy("china-2020")


def test_national_totals_are_those_of_nbs(china: Economy) -> None:
    """Proves: output, value added and trade are NBS's in million CNY.
    In the raw unit of 10,000 CNY they would be a hundred times as much."""
    assert china.value_added.to_numpy().sum() / TRILLION == pytest.approx(101.642, abs=5e-4)
    assert china.supply.to_numpy().sum() / TRILLION == pytest.approx(269.903, abs=5e-4)
    assert china.imports_total.sum() / TRILLION == pytest.approx(16.266, abs=5e-4)
    assert china.final_use["exports"].sum() / TRILLION == pytest.approx(18.793, abs=5e-4)
    assert china.final_use["fixed-capital"].sum() / TRILLION == pytest.approx(42.437, abs=5e-4)


def test_gdp_is_the_same_from_both_sides(china: Economy) -> None:
    """Proves: final use less imports equals value added.
    Re-exports counted once only (0.362 trillion) would break it."""
    spent = china.final_use.to_numpy().sum() - china.imports_total.sum()
    assert spent == pytest.approx(china.value_added.to_numpy().sum(), rel=1e-9)


def test_columns_add_up_to_output(china: Economy) -> None:
    """Proves: inputs and value added of each activity make its output.
    Use without imported inputs would fall short by 5 per cent on average."""
    spent = china.use.sum() + china.value_added.sum()
    assert np.allclose(spent, china.supply.sum(), rtol=1e-9)


def test_imports_never_exceed_a_use(china: Economy) -> None:
    """Proves: no user takes more imports of a product than its use, stocks apart.
    Consumption divided by other shares than the product's own would break it."""
    users = [c for c in china.imports.columns if c != "stock-building"]
    total = pd.concat([china.use, china.final_use], axis=1)
    assert ((total - china.imports)[users].to_numpy() >= -1e-5).all()


def test_persons_and_hours(china: Economy) -> None:
    """Proves: 750.64 million persons (NBS, after the census) at 2,168.92 hours.
    The unscaled structure of 2018 would give 775.8 million."""
    workers = china.labour_types.loc["workers"]
    assert workers["workers"] == pytest.approx(750.64e6, rel=1e-7)
    hours = china.labour.loc["workers"]
    assert hours.sum() == pytest.approx(workers["workers"] * workers["hours_per_worker"], rel=1e-9)
    persons = hours / workers["hours_per_worker"]
    assert persons["agriculture"] == pytest.approx(177.15e6, rel=1e-6)
    assert persons["coal":"construction"].sum() == pytest.approx(215.43e6, rel=1e-6)


def test_pay_per_person_is_bounded(china: Economy) -> None:
    """Proves: no activity pays more or less than 2.5 times its broad sector's mean.
    Unbounded, research would pay 417,000 CNY, 5.1 times the mean of services."""
    pay = china.value_added.loc["compensation"]
    hours = china.labour.loc["workers"]
    for first, last in (("coal", "construction"), ("trade", "administration")):
        each = (pay / hours)[first:last]
        mean = pay[first:last].sum() / hours[first:last].sum()
        assert (each / mean).between(1 / 2.5001, 2.5001).all()


def test_hours_embodied_in_final_use_are_the_hours_worked(china: Economy) -> None:
    """Proves: vertically integrated labour of net final use is all the labour there is.
    With domestic inputs only, the identity would miss the hours that imports stand for."""
    output = china.supply.sum()
    inputs = china.use / output
    hours = china.labour.loc["workers"] / output
    embodied = np.linalg.solve(np.eye(len(output)) - inputs.to_numpy().T, hours.to_numpy())
    net = china.final_use.sum(axis=1) - china.imports_total
    assert embodied @ net.to_numpy() == pytest.approx(china.labour.to_numpy().sum(), rel=1e-8)
    assert (embodied > 0).all()


def test_capital_and_its_wear_are_plausible(china: Economy) -> None:
    """Proves: the stock is three times GDP and wears by what NBS books, within a tenth.
    A stock at Penn's own ratio would be 4.8 times GDP and wear 23 trillion CNY, not 15."""
    gdp = china.value_added.to_numpy().sum()
    assert 2.8 < china.capital.to_numpy().sum() / gdp < 3.3
    worn = china.capital.mul(china.assets["depreciation"], axis=0).to_numpy().sum()
    assert worn == pytest.approx(china.value_added.loc["depreciation"].sum(), rel=0.10)
    ratio = china.capital.sum() / china.supply.sum()
    assert ratio.idxmax() == "real-estate"
    assert ratio.drop("real-estate").between(0.05, 6.0).all()


def test_assets_are_made_of_what_was_invested(china: Economy) -> None:
    """Proves: asset composition times (wear + growth of the stock) is the investment of 2020,
    product by product. A composition weighted with stocks would miss software by a fifth."""
    assert np.allclose(china.asset_composition.sum(), 1.0, atol=1e-9)
    growth = pd.read_csv(BUNDLED / "estimates" / "capital_range.csv", index_col=0)
    rate = china.assets["depreciation"] + growth.loc["growth", "central"]
    bought = china.asset_composition @ (china.capital.sum(axis=1) * rate)
    assert np.allclose(bought, china.final_use["fixed-capital"], rtol=1e-4, atol=1.0)


def test_every_flow_of_consumption_serves_needs(china: Economy) -> None:
    """Proves: need shares of each product and category add up to one, and to all consumption.
    A sector without a need would leave its flow unserved and the plan would drop it."""
    shares = china.need_composition
    sums = shares.groupby(["product", "category"])["share"].sum()
    assert np.allclose(sums, 1.0, atol=1e-9)
    final = china.final_use
    flows = {(p, c) for c in CONSUMPTION for p in final.index if final.loc[p, c] > 0}
    assert flows == set(sums.index)
    assert set(shares["need"]) == set(china.needs.index)
    assert len(china.needs) >= 14


def test_modern_plants_save_hours_and_ask_for_assets(china: Economy) -> None:
    """Proves: the three cases are in order, low weak and high strong, and within reason.
    The whole of Penn's capital deepening put on plants would ask for 1.26 to 1.67 times."""
    modern = china.modern
    assert (modern["hours_ratio_low"] > modern["hours_ratio"]).all()
    assert (modern["hours_ratio"] > modern["hours_ratio_high"]).all()
    assert modern["hours_ratio"].between(0.6, 0.95).all()
    assert (modern["assets_ratio_low"] >= modern["assets_ratio"]).all()
    assert (modern["assets_ratio"] >= modern["assets_ratio_high"]).all()
    assert modern["assets_ratio"].between(1.0, 1.2).all()


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
    script = REPOSITORY / "scripts" / "china_2020" / "derive.py"
    command = [sys.executable, str(script), "--raw", str(raw_data), "--out", str(tmp_path)]
    subprocess.run(command, check=True, capture_output=True)
    made = sorted(p.relative_to(tmp_path) for p in tmp_path.rglob("*") if p.is_file())
    kept = sorted(p.relative_to(BUNDLED) for p in BUNDLED.rglob("*") if p.is_file())
    assert made == [path for path in kept if path.name != "README.md"]
    for path in made:
        assert (tmp_path / path).read_bytes() == (BUNDLED / path).read_bytes(), path
