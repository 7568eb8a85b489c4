"""Books in the layouts of the Chinese Bureau and of WIOD, damaged: named, or harmless."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from pathlib import Path
from random import Random

import pytest
from judgement import no_number_differs, outcome
from mutations import CELLS, FACTORS, OTHER, byte_mutations
from small_economies import Sheet, nbs_sheet, wiod_sheet, write_book

from commonweal.economy.importers import import_table
from commonweal.errors import EconomyError

CELLS_CHANGED = 130
BYTES_CHANGED = 70
PEOPLE = {"population": "1412120000"}
BOOKS = [
    ("nbs-china", "2020", nbs_sheet, {"year": "2020", **PEOPLE}),
    ("wiod-2016-national", "National IO-tables", wiod_sheet, {"year": "2014", **PEOPLE}),
]
KINDS = ("cell", "scaled", "row gone", "row twice", "swapped")


def damaged(rows: Sheet, random: Random) -> tuple[str, Sheet]:
    """A copy of a sheet with one thing changed."""
    rows = copy.deepcopy(rows)
    size = [len(row) for row in rows]
    spots = [(at, place) for at, length in enumerate(size) for place in range(length)]
    filled = [(at, place) for at, place in spots if rows[at][place] is not None]
    (row, column), (other, place) = random.choice(filled), random.choice(filled)
    kind = random.choice(KINDS)
    if kind == "cell":
        rows[row][column] = random.choice(CELLS)
    elif kind == "scaled" and isinstance(rows[row][column], float):
        rows[row][column] = rows[row][column] * random.choice(FACTORS)  # type: ignore[operator]
    elif kind == "row gone":
        del rows[row]
    elif kind == "row twice":
        rows.insert(row, list(rows[row]))
    else:
        rows[row][column], rows[other][place] = rows[other][place], rows[row][column]
    return f"{kind} at {row}, {column}", rows


@pytest.mark.parametrize("source, title, sheet, options", BOOKS, ids=lambda value: str(value)[:9])
def test_a_damaged_sheet_is_named_or_harmless(
    source: str, title: str, sheet: object, options: Mapping[str, str], tmp_path: Path
) -> None:
    """Proves: of 130 sheets with one thing changed none ends in a traceback or in other numbers;
    a row of another year, or a code twice, would shift a block by one row."""
    rows = sheet()  # type: ignore[operator]
    path = tmp_path / "CHN_NIOT_nov16.xlsx"
    write_book(path, title, rows)
    whole = import_table(source, path, options).economy
    random = Random(f"11 {OTHER}")
    named = 0
    for _ in range(CELLS_CHANGED):
        what, changed = damaged(rows, random)
        write_book(path, title, changed)
        result = outcome(lambda: import_table(source, path, options).economy)
        if isinstance(result, EconomyError):
            named += 1
        else:
            assert no_number_differs(whole, result) == "", what
    assert CELLS_CHANGED // 4 < named < CELLS_CHANGED


@pytest.mark.parametrize("source, title, sheet, options", BOOKS, ids=lambda value: str(value)[:9])
def test_a_damaged_book_is_named_or_harmless(
    source: str, title: str, sheet: object, options: Mapping[str, str], tmp_path: Path
) -> None:
    """Proves: of 70 books with a byte changed or the end cut off none ends in a traceback or in
    other numbers."""
    path = tmp_path / "CHN_NIOT_nov16.xlsx"
    write_book(path, title, sheet())  # type: ignore[operator]
    whole = import_table(source, path, options).economy
    for what, data in byte_mutations(path.read_bytes(), 13, BYTES_CHANGED):
        path.write_bytes(data)
        result = outcome(lambda: import_table(source, path, options).economy)
        if not isinstance(result, EconomyError):
            assert no_number_differs(whole, result) == "", what
