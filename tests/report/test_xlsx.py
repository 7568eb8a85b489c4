"""The workbook: sheets with units, readable names, the same bytes."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from commonweal.plan.plan import Plan
from commonweal.report.xlsx import write_workbook
from made_plans import made_case, made_plan

SHEETS = [
    "Headline",
    "Needs",
    "Hours",
    "Activities",
    "Capacity",
    "Investment",
    "Adoption",
    "Trade",
    "Deliveries",
    "Scarcity",
    "Shadow values",
    "Certificate",
    "Sources",
]


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Plan:
    return made_plan(made_case(tmp_path_factory.mktemp("xlsx")))


@pytest.fixture(scope="module")
def book(plan: Plan, tmp_path_factory: pytest.TempPathFactory) -> openpyxl.Workbook:
    path = tmp_path_factory.mktemp("book") / "plan.xlsx"
    write_workbook(plan, path)
    return openpyxl.load_workbook(path)


def _rows(book: openpyxl.Workbook, sheet: str) -> list[dict[str, object]]:
    rows = list(book[sheet].iter_rows(min_row=3, values_only=True))
    return [dict(zip(map(str, rows[0]), row, strict=True)) for row in rows[2:]]


def test_sheets_in_order(book: openpyxl.Workbook) -> None:
    """Proves: every sheet is there."""
    assert book.sheetnames == SHEETS


def test_same_plan_same_bytes(plan: Plan, tmp_path: Path) -> None:
    """Proves: no date of making is in the file; nothing half-written is left beside it."""
    write_workbook(plan, tmp_path / "one.xlsx")
    write_workbook(plan, tmp_path / "two.xlsx")
    assert (tmp_path / "one.xlsx").read_bytes() == (tmp_path / "two.xlsx").read_bytes()
    assert sorted(p.name for p in tmp_path.iterdir()) == ["one.xlsx", "two.xlsx"]


def test_columns_of_numbers_have_units(book: openpyxl.Workbook) -> None:
    """Proves: row 4 tells the unit of every column that holds numbers."""
    for sheet in SHEETS[:-2]:
        page = book[sheet]
        for place in range(1, page.max_column + 1):
            value = page.cell(5, place).value
            if isinstance(value, (int, float)) and page.cell(3, place).value not in ("Rank",):
                assert page.cell(4, place).value, (sheet, page.cell(3, place).value)


def test_heads_stay_in_view(book: openpyxl.Workbook) -> None:
    """Proves: panes are frozen below names and units."""
    for sheet in SHEETS:
        assert str(book[sheet].freeze_panes).endswith("5"), sheet


def test_hours_by_hand(plan: Plan, book: openpyxl.Workbook) -> None:
    """Proves: the sheet holds the plan's numbers: farms worked 430,000 h in the base year, and one
    worker works what the plan says."""
    rows = {row["Activity"]: row for row in _rows(book, "Hours")}
    assert rows["Farms"]["2020"] == pytest.approx(430_000.0)
    hours = plan.values["hours_per_worker"].sel(period=2023).item()
    assert rows["One worker"]["2023"] == pytest.approx(hours)


def test_deliveries_add_up(book: openpyxl.Workbook) -> None:
    """Proves: a row of the delivery table adds up to made at home plus imported."""
    for row in _rows(book, "Deliveries"):
        names = list(row)
        used = sum(float(str(row[name])) for name in names[4:])
        assert used == pytest.approx(
            float(str(row["Made at home"])) + float(str(row["Imported"])), abs=1e-5
        )


def test_names_are_readable(book: openpyxl.Workbook) -> None:
    """Proves: no label of a table is shown to a reader."""
    for sheet in SHEETS[:-1]:
        for row in book[sheet].iter_rows(values_only=True):
            assert not {"care-homes", "care-of-people", "farms", "tractors"} & {
                str(value) for value in row
            }, sheet
