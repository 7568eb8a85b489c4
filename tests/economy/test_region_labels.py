"""Regions: labels are held against the table of regions, and what lies where makes sense."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from commonweal.economy.checks import check_economy, notices
from commonweal.economy.economy import Economy
from commonweal.economy.regions import region_labels, regions_of
from commonweal.economy.tables import read_economy, write_economy
from commonweal.errors import EconomyError
from economies import small_economy
from two_regions import two_meta, two_regions, two_tables


def problems(**tables: pd.DataFrame) -> list[str]:
    """What is wrong with the two regions after a change, as sentences."""
    try:
        economy = Economy.from_tables(two_meta(), two_tables() | tables)
    except EconomyError as error:
        return [str(problem) for problem in error.problems]
    return [str(problem) for problem in check_economy(economy)]


def with_region(table: str, label: str, region: str) -> dict[str, pd.DataFrame]:
    """A table in which one label lies elsewhere."""
    frame = two_tables()[table].copy()
    frame.loc[label, "region"] = region
    return {table: frame}


def test_two_regions_are_sound() -> None:
    """Proves: the economy that the other tests spoil has no problem of its own."""
    assert check_economy(two_regions()) == []


def test_a_closed_table_is_said_to_be_closed() -> None:
    """Proves: where regions buy from each other it is not said that everything is made at home."""
    lines = [line for line in notices(two_regions()) if line.startswith("imports: ")]
    assert lines == ["imports: no imports from outside: the regions trade with each other alone."]


def test_one_region_is_its_country() -> None:
    """Proves: without the table everything lies in the country, and nothing need say so."""
    economy = small_economy()
    assert region_labels(economy) == ["Nowhere"]
    assert set(regions_of(economy, "products")) == {"Nowhere"}


@pytest.mark.parametrize("form", ["csv", "parquet", "xlsx"])
def test_regions_are_written_and_read(form: str, tmp_path: Path) -> None:
    """Proves: the table and every column of regions come back. Lost, the hashes would differ."""
    path = tmp_path / ("two.xlsx" if form == "xlsx" else "two")
    write_economy(two_regions(), path, form)  # type: ignore[arg-type]
    assert read_economy(path) == two_regions()


@pytest.mark.parametrize("table", ["products", "activities", "labour_types", "assets", "needs"])
def test_unknown_region_is_named(table: str) -> None:
    """Proves: a region that is not in the table is named with its row, and the nearest one."""
    label = str(two_tables()[table].index[0])
    (found,) = problems(**with_region(table, label, "nort"))
    assert f'{table} row "{label}", column "region": unknown region "nort"' in found
    assert 'Did you mean "north"?' in found


def test_blank_region_among_several_is_named() -> None:
    """Proves: a product that lies nowhere cannot pass as one of any region."""
    (found,) = problems(**with_region("products", "south:corn", ""))
    assert 'products row "south:corn", column "region": blank in a table of several' in found


def test_buyers_need_a_region_and_stocks_do_not() -> None:
    """Proves: households lie somewhere; stocks may lie where each product is made."""
    (found,) = problems(**with_region("categories", "north:household", ""))
    assert 'categories row "north:household"' in found
    tables = two_tables()
    categories = tables["categories"].copy()
    categories.loc["left"] = ["what is left", "other", ""]
    final = tables["final_use"].assign(left=0.0)
    assert problems(categories=categories, final_use=final) == []


def test_a_region_without_the_table_is_named() -> None:
    """Proves: a column that names regions is not silently passed over."""
    tables = {name: table for name, table in two_tables().items() if name != "regions"}
    with pytest.raises(EconomyError, match='names the region "north", but there is no table'):
        Economy.from_tables(two_meta(), tables)


def test_people_sum_to_the_population() -> None:
    """Proves: regions that lack 2,000 people are told from the whole."""
    economy = Economy.from_tables(replace(two_meta(), population=24_000.0), two_tables())
    (found,) = check_economy(economy)
    assert "people of all regions are 22,000, the key population says 24,000" in str(found)


def test_a_need_served_from_elsewhere_is_named() -> None:
    """Proves: what the south's households buy cannot meet a need of the north."""
    other = two_tables()["need_composition"].assign(
        category=["north:household", "north:household", "north:household", "south:household"]
    )
    found = problems(need_composition=other)
    assert any(
        '"south:goods" takes from "north:household", which another region' in x for x in found
    )


@pytest.mark.parametrize("table", ["labour", "capital"])
def test_work_and_assets_stay_at_home(table: str) -> None:
    """Proves: hands and plant of the north in an activity of the south are named."""
    frame = two_tables()[table].copy()
    frame.iloc[0, 1] = 1.0
    (found,) = problems(**{table: frame})
    assert "of the region north, in an activity of south" in found


def test_a_region_without_workers_is_named() -> None:
    """Proves: a region whose hours per worker nobody knows is not planned at zero."""
    tables = two_tables()
    types = tables["labour_types"].drop(index="south:hands")
    labour = tables["labour"].drop(index="south:hands")
    (found,) = problems(labour_types=types, labour=labour)
    assert 'the region "south" has no workers, other regions have' in found
