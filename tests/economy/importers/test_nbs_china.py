"""Tables of the National Bureau of Statistics of China: folder and book, printed totals met."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from commonweal.economy.importers import import_table
from commonweal.economy.tables import read_economy
from commonweal.errors import EconomyError

sys.path.append(str(Path(__file__).parents[2] / "fuzz"))
from small_economies import china_in_six, nbs_sheet, write_book

BOOK = {"year": "2020", "population": "1412120000"}
OUTPUT = 269_902_780.5  # million CNY; sum of GO in the tables of 2020


@pytest.mark.raw_data
@pytest.mark.parametrize("table, products", [("42", 42), ("153", 153)])
def test_the_tables_of_2020_come_with_their_totals(
    raw_data: Path, table: str, products: int
) -> None:
    """Proves: both tables load and give their printed totals back to 1e-9; numbers read in million
    instead of 10,000 yuan would be a hundred times too large."""
    result = import_table("nbs-china", raw_data / "china-nbs-2020", {"table": table})
    assert len(result.economy.products) == products
    assert result.economy.supply.to_numpy().sum() == pytest.approx(OUTPUT, rel=1e-9)
    assert len(result.totals) == 9
    off = (result.totals["difference"] / result.totals["published"]).abs()
    assert off.max() < 1e-9


@pytest.mark.raw_data
def test_the_table_of_42_is_the_bundled_economy(raw_data: Path) -> None:
    """Proves: the importer and the script that made the bundled economy read the same table."""
    folder = raw_data / "china-nbs-2020"
    mine = import_table("nbs-china", folder, {"table": "42"}).economy
    bundled = read_economy("china-2020")
    code = bundled.products["code"]
    same = bundled.use.rename(index=code, columns=code).loc[mine.use.index, mine.use.columns]
    assert (mine.use - same).abs().to_numpy().max() < 1e-6 * mine.use.to_numpy().max()


def test_a_folder_that_holds_neither_table_is_named(tmp_path: Path) -> None:
    """Proves: another folder is refused with the files that were looked for."""
    with pytest.raises(EconomyError, match=r"holds neither intermediate_domestic_42.csv nor"):
        import_table("nbs-china", tmp_path, {})


def test_a_book_is_found_by_its_codes(tmp_path: Path) -> None:
    """Proves: home and imported rows, incomes and totals of a book are found by their codes; with
    the imported rows missed, imports would be nought."""
    path = tmp_path / "io.xlsx"
    write_book(path, "2020", nbs_sheet())
    result = import_table("nbs-china", path, BOOK)
    whole = china_in_six()
    assert result.economy.imports_total.sum() == pytest.approx(whole.imports_total.sum())
    assert (result.economy.use - whole.use).abs().to_numpy().max() < 1e-6
    assert result.economy.meta.currency == "million CNY2020"


def test_a_book_of_competitive_imports(tmp_path: Path) -> None:
    """Proves: the older layout, with one block, a column of imports and an error, loads too: the
    error is a category in sight. Added to imports, the balance would not close."""
    sheet = [
        ["Table"], ["单位：万元"],
        ["name", "code", "01", "02", "TIU", "FU101", "FU102", "THC", "FU103", "TC", "FU201",
         "FU202", "GCF", "EX", "TFU", "IM", "ERR", "GO"],
        ["A", "01", 10, 20, 30, 5, 10, 15, 5, 20, 10, 2, 12, 8, 40, 12, 2, 60],
        ["B", "02", 20, 10, 30, 10, 10, 20, 5, 25, 5, 0, 5, 10, 40, 10, 0, 60],
        ["", "TII", 30, 30], ["", "VA001", 10, 10], ["", "VA002", 5, 5], ["", "VA003", 5, 5],
        ["", "VA004", 10, 10], ["", "TVA", 30, 30], ["", "TI", 60, 60],
    ]  # fmt: skip
    path = tmp_path / "io.xlsx"
    write_book(path, "t", sheet)
    economy = import_table("nbs-china", path, BOOK).economy
    assert economy.final_use["statistical-error"].tolist() == [0.02, 0]
    assert economy.supply.sum(axis=1).tolist() == pytest.approx([0.6, 0.6])
    sheet[1] = ["unit: 100 million yuan"]
    path = tmp_path / "other.xlsx"
    write_book(path, "t", sheet)
    with pytest.raises(EconomyError, match="the unit of the Bureau's tables"):
        import_table("nbs-china", path, BOOK)


def test_a_book_needs_year_and_people(tmp_path: Path) -> None:
    """Proves: what the book does not say is asked for in one report."""
    path = tmp_path / "io.xlsx"
    write_book(path, "2020", nbs_sheet())
    with pytest.raises(EconomyError) as caught:
        import_table("nbs-china", path, {})
    assert len(caught.value.problems) == 2
