"""Reading the workbooks that BEA itself publishes: IOMake…, IOUse…, ImportMatrices….xlsx.

One sheet a year, named after it. Some lines of title, then a row with a code above each column
and beside it a row with names; in the first column of each further row the code, in the second
the name. ``...`` and ``---`` and blanks mean nothing, zero. Totals have codes such as T001, or
none.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from zipfile import BadZipFile

import numpy as np
import openpyxl
import pandas as pd
from openpyxl import Workbook
from openpyxl.utils.exceptions import InvalidFileException

from commonweal.economy.importers.bea_codes import CODE, TOTAL
from commonweal.economy.importers.bea_tables import BeaTables, split_use
from commonweal.errors import EconomyError, Problems

NOTHING = {"", "...", "---", "--", ".....", "…"}
FEWEST_CODES = 3  # assumption: a table has at least three columns with a code
Row = tuple[object, ...]


@dataclass(frozen=True)
class Sheet:
    """One sheet: its numbers by code, the names of codes, and the rows and columns of sums."""

    table: pd.DataFrame
    names: dict[str, str]
    sums: dict[str, float]


def holds_workbooks(folder: Path) -> bool:
    """Whether the folder holds a make table and a use table of BEA as workbooks."""
    return _find(folder, r"iomake") is not None and _find(folder, r"iouse") is not None


def read_workbooks(folder: Path, year: int | None, problems: Problems) -> BeaTables:
    """Read one year from the workbooks of a folder.

    Parameters
    ----------
    folder : with IOMake…xlsx, IOUse…PRO…xlsx and, if there is one, ImportMatrices…xlsx
    year : of the accounts; None takes the latest sheet of the use table
    problems : where every fault is noted

    Returns
    -------
    BeaTables

    Raises
    ------
    EconomyError
        if a sheet is missing or has no row of codes, so that nothing more can be checked
    """
    make, use = _find(folder, r"iomake"), _find(folder, r"iouse.*_pro") or _find(folder, r"iouse")
    assert make is not None
    assert use is not None
    if re.search(r"_pur", use.name, re.IGNORECASE):
        what = "only the use table at purchasers' prices is there"
        problems.add(use.name, what, "Add the one at producers' prices (PRO)")
    matrix = _find(folder, r"importmatri")
    years = _years(use, problems)
    problems.raise_if_any(EconomyError)
    if not years:
        problems.add(use.name, "no sheet is named after a year", "Take the workbook as published")
    problems.raise_if_any(EconomyError)
    chosen = years[-1] if year is None else year
    sheets = {p: _sheet(p, chosen, problems) for p in (make, use, matrix) if p is not None}
    problems.raise_if_any(EconomyError)
    flows, final, added = split_use(sheets[use].table)
    made = sheets[make].table
    imports = None if matrix is None else sheets[matrix].table
    return BeaTables(
        year=chosen,
        make=made.loc[[r for r in made.index if not TOTAL.fullmatch(r)]].reindex(
            columns=[c for c in made.columns if not TOTAL.fullmatch(c)]
        ),
        use=flows,
        final_uses=final,
        value_added=added,
        imports=None
        if imports is None
        else imports.loc[
            [r for r in imports.index if not TOTAL.fullmatch(r)],
            [c for c in imports.columns if not TOTAL.fullmatch(c)],
        ],
        names=sheets[make].names | sheets[use].names,
        printed={f"use {key}": value for key, value in sheets[use].sums.items()},
        read=tuple(
            f"{p.name}, sheet {chosen}: {s.table.shape[0]} rows, {s.table.shape[1]} columns"
            for p, s in sheets.items()
        ),
    )


def _find(folder: Path, pattern: str) -> Path | None:
    found = sorted(
        p
        for p in folder.glob("*.xls*")
        if re.match(pattern, p.name, re.IGNORECASE) and "after_redef" not in p.name.lower()
    )
    return found[0] if found else None


def _open(path: Path, problems: Problems) -> Workbook | None:
    """A workbook, or None and a note where it is broken."""
    try:
        return openpyxl.load_workbook(path, read_only=True, data_only=True)
    except (BadZipFile, InvalidFileException, KeyError, ValueError, OSError) as error:
        problems.add(path.name, f"is no workbook: {error}", "Save it as .xlsx once more")
        return None


def _years(path: Path, problems: Problems) -> list[int]:
    book = _open(path, problems)
    if book is None:
        return []
    years = sorted(int(name) for name in book.sheetnames if re.fullmatch(r"\d{4}", name))
    book.close()
    return years


def _sheet(path: Path, year: int, problems: Problems) -> Sheet:
    book = _open(path, problems)
    if book is None:
        return Sheet(pd.DataFrame(), {}, {})
    if str(year) not in book.sheetnames:
        known = ", ".join(name for name in book.sheetnames if re.fullmatch(r"\d{4}", name))
        problems.add(path.name, f"no sheet {year}", f"Choose a year of: {known}")
        book.close()
        return Sheet(pd.DataFrame(), {}, {})
    rows = list(book[str(year)].iter_rows(values_only=True))
    book.close()
    return read_grid(rows, f"{path.name}, sheet {year}", problems)


def read_grid(rows: Sequence[Row], where: str, problems: Problems) -> Sheet:
    """The table of one sheet.

    Parameters
    ----------
    rows : cells as they stand
    where : what messages call the sheet
    problems : where every fault is noted

    Returns
    -------
    Sheet
    """
    head = next((n for n, row in enumerate(rows) if _codes(row[2:]) >= FEWEST_CODES), None)
    if head is None:
        what = "no row with the codes of the columns was found"
        problems.add(where, what, "Take the sheet as BEA publishes it")
        return Sheet(pd.DataFrame(), {}, {})
    columns = {n: _text(cell) for n, cell in enumerate(rows[head]) if n > 1 and _is_code(cell)}
    body = {n: _text(row[0]) for n, row in enumerate(rows) if n > head and row and _is_code(row[0])}
    values = np.zeros((len(body), len(columns)))
    for at, number in enumerate(body):
        for to, column in enumerate(columns):
            cell = rows[number][column] if column < len(rows[number]) else None
            values[at, to] = _number(
                cell, f"{where} row {number + 1}, column {column + 1}", problems
            )
    names = _names(rows, head, columns) | {
        code: _text(rows[n][1]) for n, code in body.items() if _text(rows[n][1])
    }
    table = pd.DataFrame(values, index=list(body.values()), columns=list(columns.values()))
    for axis, labels in (("row", table.index), ("column", table.columns)):
        if labels.has_duplicates:
            twice = labels[labels.duplicated()][0]
            problems.add(where, f"the {axis} code {twice} stands there twice", "Each code once")
    table = table.loc[~table.index.duplicated(), ~table.columns.duplicated()]
    return Sheet(table, names, _sums(table))


def _names(rows: Sequence[Row], head: int, columns: dict[int, str]) -> dict[str, str]:
    """Names of the columns, from the row below or above the codes that has most words."""
    near = [rows[n] for n in (head + 1, head - 1) if 0 <= n < len(rows)]
    worded = [{c: _text(r[n]) for n, c in columns.items() if n < len(r)} for r in near]
    words = [{c: t for c, t in found.items() if re.search(r"[a-z]{3}", t)} for found in worded]
    return max(words, key=len, default={})


def _sums(table: pd.DataFrame) -> dict[str, float]:
    """Sums that the sheet prints, by axis and code, added up over what they are printed for."""
    plain = [r for r in table.index if not TOTAL.fullmatch(r) and not r.startswith("V")]
    industries = [c for c in table.columns if not TOTAL.fullmatch(c) and not c.startswith("F")]
    rows = {
        f"industry {r}": float(table.loc[r, industries].sum())
        for r in table.index
        if TOTAL.fullmatch(r)
    }
    return rows | {
        f"commodity {c}": float(table.loc[plain, c].sum())
        for c in table.columns
        if TOTAL.fullmatch(c)
    }


def _codes(row: Sequence[object]) -> int:
    return sum(_is_code(cell) for cell in row)


def _is_code(cell: object) -> bool:
    if isinstance(cell, float):
        return False
    return bool(CODE.fullmatch(_text(cell)))


def _text(cell: object) -> str:
    return "" if cell is None else str(cell).strip()


def _number(cell: object, where: str, problems: Problems) -> float:
    if isinstance(cell, int | float) and not isinstance(cell, bool) and np.isfinite(cell):
        return float(cell)
    if _text(cell) in NOTHING:
        return 0.0
    problems.add(where, f'"{_text(cell)}" is no number', "Write a number, or nothing")
    return 0.0
