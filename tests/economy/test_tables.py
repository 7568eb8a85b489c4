"""The layouts and units in which tables may be given."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pandas as pd
import pytest

from commonweal.economy.economy import Economy, differences
from commonweal.economy.excel import write_template
from commonweal.economy.schema import load_schema
from commonweal.economy.tables import bundled_economies, read_economy, write_economy
from commonweal.errors import EconomyError
from economies import small_economy, small_meta, small_tables


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The small economy as CSV files."""
    return write_economy(small_economy(), tmp_path / "small")


def add_units(folder: Path, units: str) -> None:
    with (folder / "economy.yaml").open("a") as file:
        file.write(f"units: {{{units}}}\n")


def test_sparse_matrix(folder: Path) -> None:
    """Proves: row, column, value with the zeros left out is the same matrix as the wide form."""
    table = pd.read_csv(folder / "use.csv").melt("product", var_name="activity")
    table[table["value"] != 0].to_csv(folder / "use.csv", index=False)
    assert len((folder / "use.csv").read_text().splitlines()) == 7
    assert differences(read_economy(folder), small_economy()) == []


def test_codes_stay_text(folder: Path) -> None:
    """Proves: 01 stays 01; read as a number it would become 1."""
    assert read_economy(folder).products["code"].tolist() == ["01", "02", "03"]


def test_unit_of_a_matrix_is_converted(folder: Path) -> None:
    """Proves: work given in thousand hours is read as hours; unconverted it would be 400."""
    table = pd.read_csv(folder / "labour.csv", index_col=0) / 1000
    table.to_csv(folder / "labour.csv")
    add_units(folder, "labour: thousand h")
    assert read_economy(folder).labour.loc["hands", "farms"] == 400_000.0  # type: ignore[union-attr]
    assert read_economy(folder) == small_economy()


def test_unit_of_a_table_with_several_row_units() -> None:
    """Proves: each row is converted to its own unit: 5 t are 0.005 kt in one row, 5 in another."""
    tables = small_tables()
    tables["products"] = tables["products"].assign(unit=["kt", "t", "Mt"])
    economy = Economy.from_tables(small_meta(), tables, {"use": "kt"})
    assert economy.use["farms"].tolist() == [10.0, 5000.0, 0.0]
    assert economy.use.loc["care", "care-homes"] == 0.004


def test_unit_of_a_column_is_converted(folder: Path) -> None:
    """Proves: workers given in 10k persons are read as persons."""
    table = pd.read_csv(folder / "labour_types.csv")
    table["workers"] = table["workers"] / 10_000
    table.to_csv(folder / "labour_types.csv", index=False)
    add_units(folder, "labour_types.workers: 10k person")
    assert read_economy(folder) == small_economy()


def test_unit_of_a_limit_is_converted(folder: Path) -> None:
    """Proves: a long table is converted row by row as well."""
    table = pd.read_csv(folder / "limit_coefficients.csv")
    table["value"] = table["value"] * 1000
    table.to_csv(folder / "limit_coefficients.csv", index=False)
    add_units(folder, "limit_coefficients: t CO2e")
    assert read_economy(folder) == small_economy()


def test_unit_of_value_added_is_the_currency(folder: Path) -> None:
    """Proves: incomes are converted to the currency of the economy."""
    add_units(folder, "value_added: billion CNY2020")
    added = read_economy(folder).value_added
    assert added is not None
    assert added.loc["compensation", "farms"] == 120_000.0


def test_unit_row_of_a_sheet_is_converted(tmp_path: Path) -> None:
    """Proves: a book filled from the template is read with the units in its second row."""
    path = write_template(tmp_path / "book.xlsx")
    book = openpyxl.load_workbook(path)
    del book["regions"]  # the small economy is one region
    plain = write_economy(small_economy(), tmp_path / "plain.xlsx", "xlsx")
    for sheet in openpyxl.load_workbook(plain):
        rows = list(sheet.iter_rows(values_only=True))
        start = 1 if sheet.title == "economy" else 4
        for column, name in enumerate(rows[0], start=1):
            book[sheet.title].cell(1, column, name)
        for row, cells in enumerate(rows[1:] if start == 4 else rows, start=start):
            for column, cell in enumerate(cells, start=1):
                book[sheet.title].cell(row, column, cell)
    book["labour"]["B2"] = "thousand h"
    book["labour_types"]["D2"] = "k person"
    book.save(path)
    economy = read_economy(path)
    assert economy.labour.loc["hands", "farms"] == 400_000_000.0  # type: ignore[union-attr]
    assert economy.labour_types.loc["hands", "workers"] == 400_000.0  # type: ignore[union-attr]
    rest = [line for line in differences(economy, small_economy()) if "labour" not in line]
    assert rest == []


def test_units_that_contradict_each_other(tmp_path: Path) -> None:
    """Proves: a unit in the sheet and another in the keys is a problem, not a choice."""
    path = write_economy(small_economy(), tmp_path / "book.xlsx", "xlsx")
    book = openpyxl.load_workbook(path)
    book["labour"].insert_rows(2)
    book["labour"]["A2"], book["labour"]["B2"] = "[unit]", "thousand h"
    book["economy"].append(["units.labour", "million h"])
    book.save(path)
    message = 'labour, unit row: "thousand h" contradicts "million h" in the keys'
    with pytest.raises(EconomyError, match=message):
        read_economy(path)


def test_truncated_book_of_template_is_not_an_economy(tmp_path: Path) -> None:
    """Proves: an empty template is answered with what is missing, not with an empty economy."""
    with pytest.raises(EconomyError, match='key "name" is missing') as caught:
        read_economy(write_template(tmp_path / "book.xlsx"))
    assert any("the table has no rows" in problem.what for problem in caught.value.problems)


def test_byte_order_mark_is_no_label(folder: Path) -> None:
    """Proves: files as spreadsheets save them are read; the mark is not part of the first name."""
    data = (folder / "use.csv").read_bytes()
    (folder / "use.csv").write_bytes(b"\xef\xbb\xbf" + data.replace(b"\n", b"\r\n"))
    assert read_economy(folder) == small_economy()


def test_unchecked_reading_lets_unbalanced_accounts_pass(folder: Path) -> None:
    """Proves: ``checked=False`` skips only the checks across tables."""
    text = (folder / "use.csv").read_text().replace("15.0", "16.0")
    (folder / "use.csv").write_text(text)
    assert read_economy(folder, checked=False).use.loc["steel", "mills"] == 16.0
    with pytest.raises(EconomyError, match="than use and final use 61"):
        read_economy(folder)


def test_other_files_may_stand_beside_the_tables(folder: Path) -> None:
    """Proves: a readme or a data package does not disturb."""
    (folder / "README.md").write_text("text")
    (folder / "datapackage.json").write_text("{}")
    assert read_economy(folder) == small_economy()


def test_bundled_economies_can_be_read_by_name() -> None:
    """Proves: every bundled economy passes every check under its own name."""
    found = bundled_economies()
    assert "china-2020" in [meta.name for meta in found]
    for meta in found:
        assert read_economy(meta.name).meta == meta


def test_schema_describes_every_column() -> None:
    """Proves: meaning of every table and column, unit of every number."""
    for table in load_schema().tables.values():
        assert table.meaning
        for column in table.columns.values():
            assert column.meaning, (table.name, column.name)
            if column.type in ("number", "integer"):
                assert column.unit or column.unit_of, (table.name, column.name)


def test_schema_defaults_are_within_their_bounds() -> None:
    """Proves: a default never breaks the rule of its own column."""
    for table in load_schema().tables.values():
        for column in table.columns.values():
            if column.type == "number" and column.default is not None:
                value = float(column.default)
                assert column.at_least is None or value >= column.at_least
                assert column.above is None or value > column.above
                assert column.at_most is None or value <= column.at_most
