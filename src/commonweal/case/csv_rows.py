"""Rows of a CSV table with a fixed header; cells read by kind, every problem collected."""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from commonweal.errors import Problems, suggestion

FIRST_YEAR, LAST_YEAR = 1900, 2200  # assumption: outside it a number is not meant as a year


@dataclass(frozen=True)
class Row:
    """A row of a file, with what is needed to say where something in it is wrong."""

    file: str
    number: int
    cells: Mapping[str, str]
    problems: Problems

    def where(self, column: str) -> str:
        """Where a cell is, for a problem."""
        return f'{self.file} row {self.number}, column "{column}"'

    def text(self, column: str) -> str:
        """The cell without surrounding blanks; empty when absent."""
        return (self.cells.get(column) or "").strip()

    def required(self, column: str) -> str:
        """The cell, which must not be empty."""
        value = self.text(column)
        if not value:
            self.problems.add(self.where(column), "is empty", "Fill it in.")
        return value

    def one_of(self, column: str, allowed: Collection[str]) -> str | None:
        """The cell, which must be one of ``allowed``; None after a problem."""
        value = self.text(column)
        if value in allowed:
            return value
        what = f'"{value}" is not known' if value else "is empty"
        self.problems.add(self.where(column), what, suggestion(value, allowed))
        return None

    def number_in(self, column: str, low: float, high: float, meaning: str) -> float | None:
        """The cell as a number in ``low``..``high``; None after a problem."""
        value = self.text(column)
        try:
            number = float(value)
        except ValueError:
            number = math.nan
        if not math.isfinite(number):
            self.problems.add(
                self.where(column),
                f'"{value}" is not a finite number',
                f"Give {meaning} as a number.",
            )
            return None
        if not low <= number <= high:
            self.problems.add(
                self.where(column), f"{value} lies outside {low:g}..{high:g}", f"It is {meaning}."
            )
            return None
        return number

    def year(self, column: str) -> int | None:
        """The cell as a year; None after a problem."""
        value = self.text(column)
        if value.isdecimal() and FIRST_YEAR <= int(value) <= LAST_YEAR:
            return int(value)
        self.problems.add(
            self.where(column), f'"{value}" is not a year', "Give a whole year such as 2026."
        )
        return None


def read_rows(path: Path, columns: tuple[str, ...], problems: Problems) -> Iterator[Row]:
    """Rows of a CSV file whose header has exactly the known columns."""
    if not path.is_file():
        problems.add(path.name, f"is not in {path.parent}", "Add the table to the folder.")
        return
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        problems.add(path.name, f"is not UTF-8 text ({error})", "Save it as CSV in UTF-8.")
        return
    reader = csv.DictReader(io.StringIO(text, newline=""))
    header = tuple(name.strip() for name in (reader.fieldnames or ()))
    reader.fieldnames = list(header)
    for name in header:
        if header.count(name) > 1:
            problems.add(f"{path.name} row 1", f'column "{name}" appears twice', "Delete one.")
        if name not in columns:
            problems.add(
                f"{path.name} row 1", f'unknown column "{name}"', suggestion(name, columns)
            )
    missing = [name for name in columns if name not in header]
    for name in missing:
        problems.add(f"{path.name} row 1", f'column "{name}" is missing', "Add it to the header.")
    if missing:
        return
    for cells in reader:
        number = reader.line_num
        if None in cells:
            problems.add(
                f"{path.name} row {number}",
                f"has {len(cells[None])} cells more than the header",
                "Put a text that holds a comma in quotation marks.",
            )
            continue
        if not any((cell or "").strip() for cell in cells.values()):
            continue  # spreadsheets leave blank rows at the end of a table
        yield Row(path.name, number, cells, problems)
