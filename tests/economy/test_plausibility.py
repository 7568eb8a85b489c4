"""Figures that are off by a thousand are named; those of real economies pass."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest

from commonweal.economy.economy import Economy
from commonweal.economy.money import dollars_in
from commonweal.economy.plausibility import plausibility
from commonweal.economy.tables import bundled_economies, read_economy
from economies import small_meta, small_tables
from two_regions import two_meta, two_tables


@pytest.fixture(scope="module")
def china() -> Economy:
    return read_economy("china-2020")


def spoilt(economy: Economy, table: str, factor: float, columns: list[str] | None = None) -> str:
    """What is odd after one table, or some of its columns, are multiplied."""
    tables = economy.tables()
    frame = tables[table].copy()
    chosen = list(frame.columns) if columns is None else columns
    frame[chosen] = frame[chosen] * factor
    made = Economy.from_tables(economy.meta, tables | {table: frame})
    return " ".join(plausibility(made))


@pytest.mark.parametrize("name", [meta.name for meta in bundled_economies()])
def test_bundled_economies_are_plausible(name: str) -> None:
    """Proves: no range is so narrow that real accounts fall out of it."""
    assert list(plausibility(read_economy(name))) == []


@pytest.mark.parametrize("factor", [1e3, 1e-3])
def test_labour_off_by_a_thousand(china: Economy, factor: float) -> None:
    """Proves: hours in thousands, or persons for hours, are named with the row and the cause."""
    said = spoilt(china, "labour", factor)
    assert 'labour, row "workers": hours worked per worker is' in said
    assert "Usual cause: labour is in thousand hours or in persons" in said
    assert "compensation per hour is" in said


@pytest.mark.parametrize("factor", [1e3, 1e-3])
def test_capital_off_by_a_thousand(china: Economy, factor: float) -> None:
    """Proves: assets in another unit than value added are named, for all and by activity."""
    said = spoilt(china, "capital", factor)
    assert "capital: assets per value added is" in said
    assert "of 42 activities lie outside" in said


def test_one_column_of_capital_off_by_a_thousand(china: Economy) -> None:
    """Proves: a single activity is found where the national ratio still looks right."""
    said = spoilt(china, "capital", 1e-3, ["coal"])
    assert said.startswith('capital, column "coal": assets per value added is 0.00133 years')
    assert said.count("observed are") == 1


@pytest.mark.parametrize("factor", [1e3, 1e-3])
def test_population_off_by_a_thousand(china: Economy, factor: float) -> None:
    """Proves: both output per head and workers per head tell of it."""
    meta = replace(china.meta, population=china.meta.population * factor)
    said = " ".join(plausibility(Economy.from_tables(meta, china.tables())))
    assert "output less inputs per head is" in said
    assert "workers per head of the population is" in said


def test_a_region_is_named() -> None:
    """Proves: in a table of several regions the one whose people are in thousands is named."""
    tables = two_tables()
    tables["regions"] = tables["regions"].assign(population=[10.0, 12_000.0])
    meta = replace(two_meta(), population=12_010.0)
    lines = list(plausibility(Economy.from_tables(meta, tables)))
    assert all('region "north"' in line for line in lines)
    assert len(lines) == 2


def test_energy_off_by_a_thousand() -> None:
    """Proves: 104 GWh for 365 million yuan is 2 kWh a dollar; said to be TWh it is a thousand times
    that and named. A product in tonnes is not taken for energy."""
    tables = small_tables()
    products = tables["products"].copy()
    products.loc["grain", "unit"] = "GWh"
    fine = Economy.from_tables(small_meta(), tables | {"products": products})
    assert not [line for line in plausibility(fine) if "energy" in line]
    products = products.copy()
    products.loc["grain", "unit"] = "TWh"
    wrong = Economy.from_tables(small_meta(), tables | {"products": products})
    (line,) = [line for line in plausibility(wrong) if "energy" in line]
    assert line.startswith("products grain: energy supplied per value added is 1,")


def test_what_cannot_be_compared_is_passed_over() -> None:
    """Proves: without value added, labour and capital nothing is said, and nothing fails."""
    tables = {
        name: table
        for name, table in small_tables().items()
        if name not in ("value_added", "labour", "labour_types", "capital", "assets")
        and name not in ("asset_composition", "modern")
    }
    assert list(plausibility(Economy.from_tables(small_meta(), tables))) == []


def test_dollars() -> None:
    """Proves: a million yuan is about 145,000 dollars; tonnes and unknown currencies are none."""
    assert dollars_in("million CNY2020") == pytest.approx(1e6 / 6.9084)
    assert dollars_in("kt") is None
    assert dollars_in("no unit") is None
    assert isinstance(pd.Series([dollars_in("USD2011")]).iloc[0], float)
