"""The bundled study of the world: its tables by region are those that the economy implies."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pandas as pd
import pytest

from commonweal.case.study import Study, read_study
from commonweal.economy.economy import Economy
from commonweal.economy.tables import read_economy

REPOSITORY = Path(__file__).resolve().parents[2]
PEOPLE = REPOSITORY / "src" / "commonweal" / "economy" / "importers" / "wiod_people.csv"


@pytest.fixture(scope="module")
def world() -> Economy:
    return read_economy("world-2011")


@pytest.fixture(scope="module")
def study() -> Study:
    return read_study("world-2016")


def table(value: float | Mapping[str, float]) -> pd.Series:
    """A table by region of the study."""
    assert isinstance(value, Mapping)
    return pd.Series(dict(value))


def test_orders_grow_as_the_investment_of_each_region_lets_them(
    world: Economy, study: Study
) -> None:
    """Proves: start.growth is I / K - delta of every region, to the digits given. China's fixed
    capital formation lets its stock grow by 12.4 %, that of Greece lets it shrink by 0.9 %."""
    assert world.capital is not None
    assert world.assets is not None
    growth = table(study.start.growth)
    for region, given in growth.items():
        invested = world.final_use[f"{region}:investment"].sum()
        stock = world.capital.loc[f"{region}:capital"].sum()
        wear = world.assets.loc[f"{region}:capital", "depreciation"]
        assert given == pytest.approx(invested / stock - wear, abs=5.1e-5), region
    assert len(growth) == 41
    assert growth["CHN"] == 0.1238
    assert growth["GRC"] == -0.0091


def test_deficits_are_those_of_2011_and_one_per_cent_of_value_added(
    world: Economy, study: Study
) -> None:
    """Proves: deficits of a closed world sum to zero, so that what is allowed sums to 1 % of the
    world's value added, and Germany may still not fall below 263.7 billion of surplus."""
    assert world.value_added is not None
    allowed = table(study.trade.balance)
    added = world.value_added.to_numpy().sum()
    assert allowed.sum() == pytest.approx(0.01 * added, rel=1e-4)
    assert allowed["DEU"] == pytest.approx(-298_600 + 0.01 * 3_490_186, rel=1e-3)
    assert allowed["USA"] == pytest.approx(557_800 + 0.01 * 15_162_486, rel=1e-3)


def test_people_of_the_rest_of_the_world_grow_as_they_did(study: Study) -> None:
    """Proves: where the Penn World Table has no row, the growth is that of the file that ships."""
    heads = pd.read_csv(PEOPLE).set_index("region").loc["RoW"]
    grown = (heads["2011"] / heads["2006"]) ** (1 / 5) - 1.0
    assert table(study.people.growth)["RoW"] == pytest.approx(grown, abs=5.1e-5)
    assert table(study.workers.growth).equals(table(study.people.growth))


def test_the_script_makes_the_tables_of_the_study(raw_data: Path) -> None:
    """Proves: raw tables and script give the tables that ship, to the last digit."""
    script = REPOSITORY / "scripts" / "world_2011" / "study.py"
    command = [sys.executable, str(script), "--raw", str(raw_data), "--check"]
    subprocess.run(command, check=True, cwd=REPOSITORY)
