"""An economy as one Excel book: a sheet per table, and the sheet ``economy`` with the keys.

Row 1 holds the column names. Rows 2 and 3 may hold units and meanings; they begin with ``[unit]``
and ``[meaning]``. Data follow.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import openpyxl
import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from commonweal.economy.meta import keys_from_meta
from commonweal.economy.raw import RawTable, labels_in_columns, object_cells
from commonweal.economy.schema import Column, TableSchema, load_schema
from commonweal.errors import EconomyError, Problems, suggestion
from commonweal.writing import new_path

if TYPE_CHECKING:
    from commonweal.economy.economy import Economy

KEYS_SHEET = "economy"
UNIT_MARK = "[unit]"
MEANING_MARK = "[meaning]"


class ExactWorksheet(Worksheet):  # type: ignore[misc]
    """A sheet that keeps all digits: the base class rounds numbers to 16, which changes some."""

    def _xml_number_element(self, number: float, attributes: Iterable[Any] = ()) -> None:
        marks = "".join(f' {name}="{value}"' for name, value in attributes)
        self.fh.write(f"<c{marks}><v>{number!r}</v></c>")


def read_book(
    data: bytes, name: str, largest_bytes: int, problems: Problems
) -> tuple[dict[str, Any] | None, dict[str, RawTable | None]]:
    """Keys and tables of a book.

    Parameters
    ----------
    data : bytes of the file
    name : file name
    largest_bytes : size of the unpacked book above which it is refused
    problems : where every fault is noted

    Returns
    -------
    keys of the sheet ``economy``, None if there are none; tables by name, None if unreadable

    Raises
    ------
    EconomyError
        if the file is no book at all
    """
    if not is_sound_book(data, name, largest_bytes, problems):
        raise EconomyError(problems)
    try:
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        sheets = {sheet.title: _rows(sheet) for sheet in book.worksheets}
    except Exception as error:  # the parser raises whatever its damaged input leads it to
        fix = "Open it in a spreadsheet and save it again as .xlsx"
        problems.add(name, f"not a readable Excel book ({type(error).__name__}: {error})", fix)
        raise EconomyError(problems) from error
    known = load_schema().tables
    keys: dict[str, Any] | None = None
    raws: dict[str, RawTable | None] = {}
    for title, rows in sheets.items():
        where = f"{name} sheet {title}"
        if title == KEYS_SHEET:
            keys = _keys(rows, where, problems)
        elif title not in known:
            fix = f"Rename or remove it. {suggestion(title, [KEYS_SHEET, *known])}"
            problems.add(where, "not a table of an economy, and not used", fix)
        elif rows:
            raws[title] = _raw(rows, title, where, problems)
        else:
            raws[title] = None
            problems.add(where, "the sheet is empty", "Write the table, or remove the sheet")
    if KEYS_SHEET not in sheets:
        fix = "Add it, with a key and its value in each row"
        problems.add(name, f"sheet {KEYS_SHEET} is missing", fix)
    return keys, raws


def is_sound_book(data: bytes, name: str, largest_bytes: int, problems: Problems) -> bool:
    """Whether the file is a whole zip archive that unpacks to no more than the limit."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            unpacked = sum(entry.file_size for entry in archive.infolist())
    except (zipfile.BadZipFile, RuntimeError):  # the latter: a version that is not known
        fix = "Save it as .xlsx; an .xls or .csv file with another ending will not do"
        problems.add(name, "not an Excel book (no zip archive), or cut off", fix)
        return False
    if unpacked > largest_bytes:
        what = f"{unpacked:,} bytes when unpacked, more than the limit of {largest_bytes:,}"
        problems.add(name, what, "Raise largest_bytes if the book is meant to be so large")
        return False
    return True


def _rows(sheet: Any) -> list[tuple[int, list[object]]]:
    """Rows with their numbers, without blank rows and blank columns on the right."""
    sheet.reset_dimensions()  # the size that a book states may be wrong; read what is there
    rows = []
    for number, cells in enumerate(sheet.iter_rows(values_only=True), start=1):
        kept = [None if cell == "" else cell for cell in cells]
        while kept and kept[-1] is None:
            kept.pop()
        if kept:
            rows.append((number, kept))
    return rows


def _keys(rows: list[tuple[int, list[object]]], where: str, problems: Problems) -> dict[str, Any]:
    keys: dict[str, Any] = {}
    units: dict[str, object] = {}
    for number, cells in rows:
        if cells[0] in (MEANING_MARK, UNIT_MARK) or cells[:2] == ["key", "value"]:
            continue
        key = str(cells[0])
        value = cells[1] if len(cells) > 1 else None
        if key in keys or key in units:
            problems.add(f"{where} row {number}", f'key "{key}" is there twice', "Keep one of them")
        elif key.startswith("units."):
            units[key.removeprefix("units.")] = value
        else:
            keys[key] = value
    return {**keys, "units": units} if units else keys


def _raw(
    rows: list[tuple[int, list[object]]], table: str, where: str, problems: Problems
) -> RawTable:
    header = ["" if cell is None else str(cell) for cell in rows[0][1]]
    width = len(header)
    units: dict[str, str] = {}
    data: list[list[object]] = []
    numbers: list[int] = []
    for number, cells in rows[1:]:
        if len(cells) > width:
            what = f"{len(cells)} cells where the header has {width}"
            problems.add(f"{where} row {number}", what, "Name the column, or empty the cell")
        filled = (cells + [None] * width)[:width]
        if cells[0] == UNIT_MARK and number <= 3:
            given = zip(header[1:], filled[1:], strict=True)
            units = {name: str(unit) for name, unit in given if unit is not None}
        elif cells[0] != MEANING_MARK or number > 3:
            data.append(filled)
            numbers.append(number)
    cells_array = object_cells(data, width)
    return RawTable(table, where, tuple(header), cells_array, np.array(numbers), units)


def write_book(economy: Economy, path: Path) -> None:
    """Write every table of an economy to a book; numbers keep all their digits.

    Parameters
    ----------
    economy : what to write
    path : file to write
    """
    tables = economy.tables()
    buffer = io.BytesIO()  # so that a full disk shows as an OSError of this write alone
    with xlsxwriter.Workbook(buffer, {"in_memory": True, "strings_to_urls": False}) as book:
        _write_keys(book, keys_from_meta(economy.meta))
        for name, schema in load_schema().tables.items():
            if name in tables:
                frame = labels_in_columns(tables[name], schema)
                sheet = book.add_worksheet(name, worksheet_class=ExactWorksheet)
                _write_rows(sheet, 0, [list(frame.columns), *frame.itertuples(index=False)])
                sheet.freeze_panes(1, 1)
    path.write_bytes(buffer.getvalue())


def _write_keys(book: Any, keys: dict[str, object]) -> None:
    sheet = book.add_worksheet(KEYS_SHEET, worksheet_class=ExactWorksheet)
    _write_rows(sheet, 0, [["key", "value"], *keys.items()])
    sheet.set_column(0, 0, 16)
    sheet.set_column(1, 1, 80)


def _write_rows(sheet: Any, first: int, rows: Iterable[Iterable[object]]) -> None:
    for row, cells in enumerate(rows, start=first):
        for column, cell in enumerate(cells):
            if isinstance(cell, bool | np.bool_):
                sheet.write_boolean(row, column, bool(cell))
            elif isinstance(cell, int | np.integer):
                sheet.write_number(row, column, int(cell))
            elif isinstance(cell, float | np.floating):
                sheet.write_number(row, column, float(cell))
            elif cell != "":
                sheet.write_string(row, column, str(cell))


def write_template(path: str | Path) -> Path:
    """Write an empty book: every sheet with the names, units and meanings of its columns.

    Parameters
    ----------
    path : file that must not exist

    Returns
    -------
    Path

    Raises
    ------
    EconomyError
        if the file exists or cannot be written
    """
    target = Path(path)
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        bold, grey = book.add_format({"bold": True}), book.add_format({"font_color": "#666666"})
        schema = load_schema()
        keys = book.add_worksheet(KEYS_SHEET, worksheet_class=ExactWorksheet)
        _write_rows(
            keys, 0, [["key", "value"], *([key, ""] for key in schema.keys if key != "units")]
        )
        for name, table in schema.tables.items():
            sheet = book.add_worksheet(name, worksheet_class=ExactWorksheet)
            _write_rows(sheet, 0, _template_rows(table))
            sheet.set_row(0, None, bold)
            sheet.set_row(1, None, grey)
            sheet.set_row(2, None, grey)
            sheet.set_column(0, 12, 18)
    with new_path(target) as temporary:
        temporary.write_bytes(buffer.getvalue())
    return target


def _template_rows(table: TableSchema) -> list[list[str]]:
    if table.shape == "matrix":
        return [[table.keys[0]], [UNIT_MARK], [MEANING_MARK, table.meaning]]
    columns = list(table.columns.values())
    keys = list(table.keys)
    names = [*keys, *(column.name for column in columns)]
    gap = [""] * (len(keys) - 1)
    units = [UNIT_MARK, *gap, *(column.unit for column in columns)]
    return [names, units, [MEANING_MARK, *gap, *(_meaning(column) for column in columns)]]


def _meaning(column: Column) -> str:
    words = [column.meaning]
    if column.choices:
        words.append(f"one of {', '.join(column.choices)}")
    if column.required:
        words.append("required")
    elif column.default_from:
        words.append(f"default: {column.default_from}")
    elif column.default not in (None, ""):
        words.append(f"default: {column.default}")
    return "; ".join(words)
