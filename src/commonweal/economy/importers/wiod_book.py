"""The Excel book of a WIOD world table, as the project publishes the 2013 release.

One sheet. Column A of the first rows holds title, year and unit; rows 3 to 6 hold, from column E
on, the industry's group, its name, the region and the code (c1 to c35, then c37 to c41 for final
use); the last column is gross output. Columns A to D hold the same for the rows. Below the rows of
industries stand totals (r60, r69) and rows of value added and margins (r61 to r68).
"""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd

from commonweal.economy.importers.wiod_table import LARGEST_BYTES, SHOWN, WorldTable, checked
from commonweal.errors import EconomyError, Problem, Problems

LARGEST_UNPACKED = 1_000_000_000  # assumption: a sheet of 1,450 x 1,650 cells is 100 MB of text
HEAD = {"group": 2, "name": 3, "region": 4, "code": 5}  # rows of the sheet, counted from 0
FIRST_ROW, FIRST_COLUMN = 6, 4  # first cell of the block of numbers, counted from 0
INDUSTRY = re.compile(r"c([1-9]|[12]\d|3[0-5])")
FINAL = re.compile(r"c(3[7-9]|4[01])")
FIX = "Give the book as the project publishes it, for example wiot11_row_apr12.xlsx"


def book_table(path: Path) -> WorldTable:
    """Read the published book.

    Parameters
    ----------
    path : ``.xlsx`` file

    Returns
    -------
    WorldTable

    Raises
    ------
    EconomyError
        where the book cannot be read, is not laid out like this, or a cell is no number
    """
    rows = _rows(path)
    if len(rows) <= FIRST_ROW or len(rows[HEAD["code"]]) <= FIRST_COLUMN + 1:
        raise EconomyError([Problem(path.name, "too few rows or columns", FIX)])
    codes = [_text(cell) for cell in rows[HEAD["code"]]]
    places = [_text(cell) for cell in rows[HEAD["region"]]]
    names = [_text(cell) for cell in rows[HEAD["name"]]]
    inner = [n for n in range(FIRST_COLUMN, len(codes)) if INDUSTRY.fullmatch(codes[n])]
    outer = [n for n in range(FIRST_COLUMN, len(codes)) if FINAL.fullmatch(codes[n])]
    lines = [row for row in rows[FIRST_ROW:] if INDUSTRY.fullmatch(_text(row[3]))]
    if not inner or not outer or not lines:
        what = "no codes c1 to c35 and c37 to c41 in row 6 and column D"
        raise EconomyError([Problem(path.name, what, FIX)])
    numbers = _numbers(path.name, lines, [*inner, *outer, len(codes) - 1])
    index = [f"{_text(row[2])}_{_text(row[3])}" for row in lines]
    labels = [f"{places[n]}_{codes[n]}" for n in (*inner, *outer)]
    frame = pd.DataFrame(numbers[:, :-1], index=index, columns=labels)
    year = re.search(r"(19|20)\d\d", " ".join(_text(row[0]) for row in rows[:FIRST_ROW]))
    return checked(
        WorldTable(
            regions={place: place for place in dict.fromkeys(places[n] for n in inner)},
            industries={code: names[n] for n in inner if (code := codes[n])},
            intermediate=frame.iloc[:, : len(inner)],
            final=frame.iloc[:, len(inner) :],
            output=pd.Series(numbers[:, -1], index=index),
            year=int(year.group()) if year else None,
            read=(f"{path.name}: {len(lines):,} industries, {len(outer)} columns of final use.",),
        )
    )


def _rows(path: Path) -> list[list[Any]]:
    try:
        data = path.read_bytes()
        if len(data) > LARGEST_BYTES:
            what = f"{len(data):,} bytes, more than the limit of {LARGEST_BYTES:,}"
            raise EconomyError([Problem(path.name, what, FIX)])
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > LARGEST_UNPACKED:
                raise EconomyError([Problem(path.name, "too large when unpacked", FIX)])
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        sheet: Any = book.worksheets[0]
        sheet.reset_dimensions()
        rows = [list(row) for row in sheet.iter_rows(values_only=True)]
    except EconomyError:
        raise
    except Exception as error:  # the parser raises whatever its damaged input leads it to
        what = f"not a readable Excel book ({type(error).__name__}: {error})"
        raise EconomyError([Problem(path.name, what, FIX)]) from error
    width = max((len(row) for row in rows), default=0)
    return [row + [None] * (width - len(row)) for row in rows]


def _text(cell: object) -> str:
    return "" if cell is None else str(cell).strip()


def _numbers(name: str, lines: list[list[Any]], columns: list[int]) -> Any:
    problems, bad = Problems(), 0
    for row in lines:
        for n in columns:
            if isinstance(row[n], bool) or not isinstance(row[n], int | float):
                bad += 1
                if bad <= SHOWN:
                    where = f'{name} row "{_text(row[2])} {_text(row[3])}", column {n + 1}'
                    what = f"{_text(row[n])!r} is not a number"
                    problems.add(where, what, "Write the number, 0 if there is none")
    if bad > SHOWN:
        problems.add(name, f"{bad} cells are not numbers", "Mend them in the same way")
    problems.raise_if_any(EconomyError)
    return pd.DataFrame([[row[n] for n in columns] for row in lines]).to_numpy(dtype=float)
