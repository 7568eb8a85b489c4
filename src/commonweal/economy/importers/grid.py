"""The cells of a file or a sheet, as they stand, and where each of them is."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import openpyxl
from numpy.typing import NDArray

from commonweal.economy.excel import is_sound_book
from commonweal.economy.folder import read_bytes
from commonweal.economy.importers.table_section import Table
from commonweal.errors import EconomyError, Problems, suggestion

LARGEST_BYTES = 400_000_000  # assumption: a world table of 1,435 x 1,640 in text, four times over
BOOKS = (".xlsx", ".xlsm")
NO_BOOKS = (".xls", ".ods", ".xlsb")


@dataclass(frozen=True)
class Grid:
    """Cells from the first row and column on.

    Parameters
    ----------
    source : what a message calls the file or the sheet
    cells : (row, column), objects; a blank cell is ``None``
    """

    source: str
    cells: NDArray[Any]

    def place(self, row: int, column: int) -> str:
        """Where a cell stands, as a message says it."""
        return f"{self.source} cell {letters(column)}{row + 1}"


def letters(column: int) -> str:
    """The letters of a column, counted from 0: A, B, ..., Z, AA."""
    name = ""
    number = column + 1
    while number:
        number, rest = divmod(number - 1, 26)
        name = chr(65 + rest) + name
    return name


def place_index(place: str) -> int:
    """The position, counted from 0, of a row (a number) or a column (letters, or a number)."""
    if place.isdigit():
        return int(place) - 1
    number = 0
    for letter in place.upper():
        number = 26 * number + ord(letter) - 64
    return number - 1


class Grids:
    """The files and sheets of one import, each read once."""

    def __init__(self, path: Path, problems: Problems) -> None:
        self._path = path
        self._problems = problems
        self._books: dict[Path, dict[str, NDArray[Any]] | None] = {}
        self._texts: dict[tuple[Path | str, ...], NDArray[Any] | None] = {}

    def of(self, name: str, table: Table) -> Grid | None:
        """The grid in which a table stands, or None if it cannot be read, which is noted.

        Parameters
        ----------
        name : of the table, for messages
        table : its section of the mapping
        """
        path = self._file(name, table)
        if path is None:
            return None
        if path.suffix.lower() in BOOKS:
            return self._sheet(name, table, path)
        key = (path, table.delimiter, table.encoding, *table.also_delimiters)
        if key not in self._texts:
            self._texts[key] = _read_text(path, table, self._problems)
        cells = self._texts[key]
        return None if cells is None else Grid(path.name, cells)

    def _file(self, name: str, table: Table) -> Path | None:
        where = f"tables.{name}.file"
        if self._path.is_dir():
            if table.file is None:
                what = f"{self._path.name} is a folder, and the table names no file in it"
                self._problems.add(where, what, "Add file, or import the file itself")
                return None
            path = self._path / table.file
        else:
            path = self._path if table.file is None else self._path.parent / table.file
        if not path.is_file():
            beside = sorted(entry.name for entry in path.parent.glob("*") if entry.is_file())
            fix = suggestion(path.name, beside) if beside else "Check the folder"
            self._problems.add(where, f"there is no file {path.name}", fix)
            return None
        if path.suffix.lower() in NO_BOOKS:
            what = f"{path.name} is a book of another kind than .xlsx"
            self._problems.add(where, what, "Open it in a spreadsheet and save it as .xlsx")
            return None
        return path

    def _sheet(self, name: str, table: Table, path: Path) -> Grid | None:
        if path not in self._books:
            self._books[path] = _read_book(path, self._problems)
        sheets = self._books[path]
        if sheets is None:
            return None
        titles = list(sheets)
        title = table.sheet if table.sheet is not None else titles[0]
        if title not in sheets and title.isdigit() and 1 <= int(title) <= len(titles):
            title = titles[int(title) - 1]
        if title not in sheets:
            what = f'{path.name} has no sheet "{title}"'
            self._problems.add(f"tables.{name}.sheet", what, suggestion(title, titles))
            return None
        return Grid(f"{path.name} sheet {title}", sheets[title])


def _read_text(path: Path, table: Table, problems: Problems) -> NDArray[Any] | None:
    data = read_bytes(path, LARGEST_BYTES, problems)
    if data is None:
        return None
    try:
        text = data.decode(table.encoding).removeprefix("\ufeff")
    except LookupError:
        fix = "Write one such as utf-8, latin-1 or cp1252"
        problems.add(path.name, f'unknown encoding "{table.encoding}"', fix)
        return None
    except UnicodeError as error:
        at = error.start if isinstance(error, UnicodeDecodeError) else 0
        row = data.count(b"\n", 0, at) + 1
        what = f"not {table.encoding}: byte {at} (row {row})"
        problems.add(path.name, what, "Name its encoding in the table, such as latin-1")
        return None
    for sign in table.also_delimiters:
        text = text.replace(sign, table.delimiter)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=table.delimiter, strict=True)
    rows: list[Sequence[object]] = []
    try:
        rows.extend(reader)
    except csv.Error as error:
        fix = "Check the quotes near this row; the file may be cut off"
        problems.add(f"{path.name} row {reader.line_num}", f"not a CSV file ({error})", fix)
        return None
    return _block(rows)


def _read_book(path: Path, problems: Problems) -> dict[str, NDArray[Any]] | None:
    data = read_bytes(path, LARGEST_BYTES, problems)
    if data is None or not is_sound_book(data, path.name, 5 * LARGEST_BYTES, problems):
        return None
    try:
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        sheets = {}
        for sheet in book.worksheets:
            sheet.reset_dimensions()  # the size that a book states may be wrong
            sheets[sheet.title] = _block([list(row) for row in sheet.iter_rows(values_only=True)])
    except Exception as error:  # the parser raises whatever its damaged input leads it to
        fix = "Open it in a spreadsheet and save it again as .xlsx"
        what = f"not a readable Excel book ({type(error).__name__}: {error})"
        problems.add(path.name, what, fix)
        raise EconomyError(problems) from error
    if not sheets:
        problems.add(path.name, "the book has no sheet with cells", "Give another file")
        return None
    return sheets


def _block(rows: Sequence[Sequence[object]]) -> NDArray[Any]:
    """Rows of different lengths as one block; blank cells and cells of blanks are None."""
    width = max((len(row) for row in rows), default=0)
    cells = np.full((len(rows), width), None, dtype=object)
    for number, row in enumerate(rows):
        cells[number, : len(row)] = [
            None if isinstance(cell, str) and not cell.strip() else cell for cell in row
        ]
    return cells
