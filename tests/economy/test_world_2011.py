"""The bundled economy world-2011: national totals, sane estimates, and that the script makes it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from commonweal.economy.economy import Economy
from commonweal.economy.plausibility import plausibility
from commonweal.economy.tables import read_economy

REPOSITORY = Path(__file__).resolve().parents[2]
BUNDLED = REPOSITORY / "src" / "commonweal" / "economy" / "bundled" / "world-2011"
LARGEST = 4_000_000  # bytes: the goal for the bundle


@pytest.fixture(scope="module")
def world() -> Economy:
    return read_economy("world-2011")


def test_accounts_are_those_of_the_table(world: Economy) -> None:
    """Proves: output and value added are those of the source, in million dollars of 2011."""
    assert world.supply.to_numpy().sum() == 141_767_904.0
    assert world.value_added is not None
    home = world.activities["region"].to_numpy()
    added = world.value_added.sum().groupby(home).sum()
    assert added["USA"] == 15_162_486.0
    assert added["CHN"] == 7_388_345.0


def test_national_totals_of_work_are_kept(world: Economy) -> None:
    """Proves: spreading hours over industries changes no country's sum: China's 2,179 h for each of
    its 785 million (Penn World Table 10.01, 2011)."""
    assert world.labour is not None
    assert world.labour_types is not None
    types = world.labour_types
    wanted = types["workers"] * types["hours_per_worker"]
    pd.testing.assert_series_equal(
        world.labour.sum(axis=1), wanted, rtol=1e-8, check_names=False, check_index_type=False
    )
    assert types.loc["USA:workers", "workers"] == pytest.approx(141.7e6, rel=0.01)


def test_the_rest_of_the_world_is_of_a_plausible_size(world: Economy) -> None:
    """Proves: 2,513 million people of 6,988; the rule for their workers gives 0.4 a head, near the
    ILO's 3.1 thousand million at work in the whole world in 2011."""
    assert world.regions is not None
    assert world.labour_types is not None
    assert world.regions.loc["RoW", "population"] == 2_513_362_388
    assert world.labour_types["workers"].sum() == pytest.approx(3.05e9, rel=0.03)


def test_nothing_is_out_of_scale(world: Economy) -> None:
    """Proves: no country's output per head, hours, workers or assets lie outside their ranges."""
    assert list(plausibility(world)) == []


def test_assets_are_made_of_what_was_invested(world: Economy) -> None:
    """Proves: one unit of a country's assets holds products worth one unit, mostly construction."""
    made = world.asset_composition
    assert made is not None
    assert made.sum().to_numpy() == pytest.approx(1.0, abs=1e-9)
    assert made.loc["DEU:construction", "DEU:capital"] > 0.3


def test_assets_are_what_the_years_investment_keeps(world: Economy) -> None:
    """Proves: a country's stock is its fixed capital formation over wear and growth. China invested
    3.32 trillion, with wear of 5.58 % and growth of 12.4 % (Penn World Table 10.01, 2011 to 2012).
    """
    assert world.capital is not None
    invested = world.final_use["CHN:investment"].sum()
    assert world.capital.loc["CHN:capital"].sum() == pytest.approx(
        invested / (0.0558 + 0.1237), rel=5e-3
    )


def test_use_of_capacity_is_output_over_what_was_made_before(world: Economy) -> None:
    """Proves: Greece made 0.81 of its most (2007), Germany its most in 2011; one rate a country."""
    use = world.activities.groupby("region")["utilisation"].agg(["min", "max"])
    assert (use["min"] == use["max"]).all()
    shown = {"GRC": 0.81, "LVA": 0.84, "EST": 0.90, "ESP": 0.96, "JPN": 0.97, "DEU": 1.0}
    assert use["max"][list(shown)].round(2).to_dict() == shown
    assert int((use["max"] == 1.0).sum()) == 23


def test_modern_plants_save_what_the_country_gained_over_the_age_of_its_stock(
    world: Economy,
) -> None:
    """Proves: the geometric mean by hours is exp(-p a): 0.73 in the USA (2.07 % a year over 15.6
    years), 0.70 in China, 0.93 in Italy; the low reading never saves more than the high one."""
    assert world.modern is not None
    assert world.labour is not None
    hours, home = world.labour.sum(), world.activities["region"]
    logs = np.log(world.modern["hours_ratio"]) * hours
    mean = np.exp(logs.groupby(home).sum() / hours.groupby(home).sum())
    assert mean["USA"] == pytest.approx(np.exp(-0.0207 * 15.6), abs=2e-3)
    shown = {"DEU": 0.79, "JPN": 0.79, "CHN": 0.70, "IND": 0.68, "MEX": 0.93, "LVA": 0.38}
    assert mean[list(shown)].round(2).to_dict() == shown
    ratios = world.modern
    assert (ratios["hours_ratio_low"] >= ratios["hours_ratio_high"]).all()
    assert (ratios["assets_ratio_low"] >= ratios["assets_ratio_high"]).all()
    assert (ratios["assets_ratio"] >= 1.0).all()


def test_the_bundle_is_small() -> None:
    """Proves: the package does not grow by more than four megabytes."""
    assert sum(path.stat().st_size for path in BUNDLED.iterdir()) < LARGEST


def test_the_script_makes_the_bundle(raw_data: Path, tmp_path: Path) -> None:
    """Proves: raw tables and script give the tables that ship, to the last digit."""
    script = REPOSITORY / "scripts" / "world_2011" / "derive.py"
    command = [sys.executable, str(script), "--raw", str(raw_data), "--out", str(tmp_path / "new")]
    subprocess.run(command, check=True)
    assert read_economy(tmp_path / "new", checked=False) == read_economy(BUNDLED, checked=False)
    people = REPOSITORY / "src" / "commonweal" / "economy" / "importers" / "wiod_people.csv"
    made = tmp_path / "people.csv"
    script = REPOSITORY / "scripts" / "world_2011" / "people.py"
    subprocess.run(
        [sys.executable, str(script), "--raw", str(raw_data), "--out", str(made)], check=True
    )
    assert made.read_bytes() == people.read_bytes()
