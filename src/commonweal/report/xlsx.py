"""The workbook: sheets with units, the same bytes every time."""

from __future__ import annotations

import datetime
import math
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import xlsxwriter
from xlsxwriter.exceptions import FileCreateError

from commonweal.plan.plan import Plan
from commonweal.report.sheets import Sheet, sheets

CREATED = datetime.datetime(2000, 1, 1)  # constant: the same plan gives the same bytes
WIDEST = 60  # characters


def write_workbook(plan: Plan, path: Path) -> None:
    """Write the workbook of a plan (see :func:`write_sheets`).

    Parameters
    ----------
    plan : what is written
    path : file to write; nothing half-written stays
    """
    write_sheets(str(plan.case.about.get("title", "A plan")), sheets(plan), path)


def write_sheets(title: str, pages: Sequence[Sheet], path: Path) -> None:
    """Write a workbook of sheets.

    Each sheet has its note in row 1, names of columns in row 3, units in row 4 and data below;
    names and units stay in view.

    Parameters
    ----------
    title : of the workbook, among its properties
    pages : in order
    path : file to write; nothing half-written stays

    Raises
    ------
    OSError
        where the file cannot be written
    """
    part = path.with_name(path.name + ".part")
    try:
        with xlsxwriter.Workbook(part, {"nan_inf_to_errors": False}) as book:
            book.set_properties({"title": title, "author": "Commonweal", "created": CREATED})
            formats = _formats(book)
            for sheet in pages:
                _write(book.add_worksheet(sheet.name), sheet, formats)
        part.replace(path)
    except FileCreateError as error:
        raise OSError(str(error)) from error
    finally:
        part.unlink(missing_ok=True)


def _formats(book: Any) -> dict[str, Any]:
    return {
        "note": book.add_format({"italic": True, "font_color": "#566070"}),
        "head": book.add_format(
            {"bold": True, "text_wrap": True, "valign": "top", "bottom": 1, "bg_color": "#EEF0F4"}
        ),
        "unit": book.add_format(
            {"italic": True, "text_wrap": True, "font_color": "#566070", "valign": "top"}
        ),
        "text": book.add_format({"valign": "top"}),
        "long": book.add_format({"valign": "top", "text_wrap": True}),
        "large": book.add_format({"num_format": "#,##0", "valign": "top"}),
        "small": book.add_format({"num_format": "0.0000", "valign": "top"}),
        "tiny": book.add_format({"num_format": "0.000E+00", "valign": "top"}),
        "share": book.add_format({"num_format": "0.0%", "valign": "top"}),
    }


def _write(page: Any, sheet: Sheet, formats: dict[str, Any]) -> None:
    page.write_string(0, 0, sheet.note, formats["note"])
    names = [str(name) for name in sheet.table.columns]
    for place, name in enumerate(names):
        page.write_string(2, place, name, formats["head"])
        page.write_string(3, place, sheet.units.get(name, ""), formats["unit"])
        page.set_column(place, place, _width(name, sheet.table.iloc[:, place].tolist()))
    for row, values in enumerate(sheet.table.itertuples(index=False, name=None), start=4):
        for place, (name, value) in enumerate(zip(names, values, strict=True)):
            _cell(page, row, place, value, formats, name in sheet.shares)
    page.freeze_panes(4, sheet.frozen)


def _cell(
    page: Any, row: int, place: int, value: Any, formats: dict[str, Any], share: bool
) -> None:
    if value is None or (isinstance(value, float) and math.isnan(value)):
        page.write_blank(row, place, None)
    elif isinstance(value, str):
        page.write_string(row, place, value, formats["long" if len(value) > WIDEST else "text"])
    else:
        page.write_number(row, place, float(value), formats[_kind(value, share)])


def _kind(value: Any, share: bool) -> str:
    size = abs(float(value))
    if share:
        return "share"
    if isinstance(value, int) or size >= 1000 or size == 0:
        return "large"
    return "small" if size >= 0.001 else "tiny"


def _width(name: str, values: list[Any]) -> float:
    texts = [len(value) for value in values if isinstance(value, str)]
    # a column of numbers has room for twelve digits; long heads are wrapped
    return float(min(WIDEST, max([12, min(len(name), 18), *texts]) + 1))
