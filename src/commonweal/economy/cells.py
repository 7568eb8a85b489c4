"""Cells to values: numbers, whole numbers, words and yes or no, with every bad cell reported."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from commonweal.economy.raw import RawTable, cell_text
from commonweal.economy.schema import Column
from commonweal.errors import Problem, Problems, suggestion
from commonweal.units import UnitError, compatible, parse_unit

SHOWN = 20  # assumption: bad cells listed per table or column before the rest is only counted
_NUMBER_TYPES = (int, float, np.integer, np.floating)
_TRUTHS = {"true": True, "false": False, "yes": True, "no": False, "1": True, "0": False}


class CellReport:
    """Gathers the bad cells of one block; lists the first of them and counts the rest."""

    def __init__(self, raw: RawTable, problems: Problems) -> None:
        self._raw = raw
        self._problems = problems
        self._count = 0

    def add(self, row: int, column: str, what: str, fix: str) -> None:
        """Note one bad cell."""
        self._count += 1
        if self._count <= SHOWN:
            self._problems.add(self._raw.place(row, column), what, fix)

    def close(self) -> None:
        """Say how many more there are."""
        if self._count > SHOWN:
            more = f"{self._count - SHOWN} more cells like these"
            self._problems.add(self._raw.source, more, "Mend them in the same way")


def numbers(
    raw: RawTable, columns: Sequence[str], rule: Column, problems: Problems, blank: float = np.nan
) -> NDArray[np.float64]:
    """Numbers of one or more columns, within the bounds of the rule.

    Parameters
    ----------
    raw : the table
    columns : names of columns in the table
    rule : bounds; whether blank cells are refused
    problems : where bad cells are noted
    blank : value of blank cells where they are allowed

    Returns
    -------
    array (row, column)
        bad cells are 0, so that later checks do not report them again
    """
    picked = raw.cells[:, [raw.header.index(name) for name in columns]]
    report = CellReport(raw, problems)
    values = _plain_numbers(picked)
    if values is None:
        values = _one_by_one(picked, columns, rule, report, blank)
    _check_bounds(values, columns, rule, report)
    report.close()
    return values + 0.0  # minus zero becomes zero


def _plain_numbers(cells: NDArray[Any]) -> NDArray[np.float64] | None:
    """All cells at once, or None if any of them needs a closer look."""
    kinds = set(map(type, cells.ravel().tolist()))
    if kinds <= {str}:
        if any("_" in cell for cell in cells.ravel()):
            return None
    elif not all(issubclass(kind, _NUMBER_TYPES) and kind is not bool for kind in kinds):
        return None
    try:
        values: NDArray[np.float64] = cells.astype(np.float64)
    except (ValueError, OverflowError):
        return None
    return values if np.isfinite(values).all() else None


def _one_by_one(
    cells: NDArray[Any],
    columns: Sequence[str],
    rule: Column,
    report: CellReport,
    blank: float,
) -> NDArray[np.float64]:
    values = np.zeros(cells.shape)
    # A bad cell is replaced by a value within the bounds, so that it is reported once.
    harmless = rule.at_least if rule.at_least is not None else (rule.above or 0.0) + 0.5
    for (row, column), cell in np.ndenumerate(cells):
        if cell is None:
            values[row, column] = harmless if rule.required else blank
            if rule.required:
                report.add(
                    row, columns[column], "blank where a number is needed", "Write 0 if none"
                )
            continue
        number, reason, fix = _number(cell)
        values[row, column] = harmless if reason else number
        if reason:
            report.add(row, columns[column], reason, fix)
    return values


def _number(cell: object) -> tuple[float, str, str]:
    """The number in a cell, or why it is none and how to mend it."""
    shown = cell_text(cell)
    if isinstance(cell, bool | np.bool_):
        return 0.0, f"{shown} is not a number", "Write a number"
    if isinstance(cell, str) and "_" in cell:
        return 0.0, f"{shown} is not a number", "Write it without underscores"
    if not isinstance(cell, (str, *_NUMBER_TYPES)):
        return 0.0, f"{shown} is not a number", "Write a number"
    try:
        number = float(cell)
    except ValueError:
        fix = "Write a number with a decimal point and no separators between thousands"
        return 0.0, f"{shown} is not a number", fix
    except OverflowError:
        number = np.inf
    if np.isnan(number):
        return 0.0, "not a number (NaN)", "Write the number, or 0 if there is none"
    if np.isinf(number):
        return 0.0, f"{shown} is infinite or too large", "Write a finite number"
    return number, "", ""


def _check_bounds(
    values: NDArray[np.float64], columns: Sequence[str], rule: Column, report: CellReport
) -> None:
    bad = np.zeros(values.shape, dtype=bool)
    if rule.at_least is not None:
        bad |= values < rule.at_least
    if rule.above is not None:
        bad |= values <= rule.above
    if rule.at_most is not None:
        bad |= values > rule.at_most
    for row, column in np.argwhere(bad):
        value = values[row, column]
        if value < 0 and rule.negative_fix:
            what, fix = f"{cell_text(value)} is negative", rule.negative_fix
        else:
            what, fix = f"{cell_text(value)} is out of bounds", f"It must be {_bounds(rule)}"
        report.add(row, columns[column], what, fix)


def _bounds(rule: Column) -> str:
    words = []
    if rule.at_least is not None:
        words.append(f"at least {rule.at_least:g}")
    if rule.above is not None:
        words.append(f"above {rule.above:g}")
    if rule.at_most is not None:
        words.append(f"at most {rule.at_most:g}")
    return " and ".join(words)


def integers(raw: RawTable, rule: Column, problems: Problems, blank: int) -> NDArray[np.int64]:
    """Whole numbers of one column, within the bounds of the rule."""
    values = numbers(raw, [rule.name], rule, problems, float(blank))[:, 0]
    report = CellReport(raw, problems)
    for row in np.flatnonzero(values != np.round(values)):
        what = f"{cell_text(values[row])} is not a whole number"
        report.add(int(row), rule.name, what, "Write a whole number")
    report.close()
    whole: NDArray[np.int64] = np.round(values).astype(np.int64)
    return whole


def truths(raw: RawTable, rule: Column, problems: Problems, blank: bool) -> NDArray[np.bool_]:
    """Yes or no of one column."""
    report = CellReport(raw, problems)
    values = np.full(len(raw.cells), blank)
    for row, cell in enumerate(raw.column(rule.name)):
        if cell is None:
            continue
        if isinstance(cell, bool | np.bool_):
            values[row] = bool(cell)
        elif (word := str(cell).lower()) in _TRUTHS:
            values[row] = _TRUTHS[word]
        else:
            report.add(
                row, rule.name, f"{cell_text(cell)} is not true or false", "Write true or false"
            )
    report.close()
    return values


def texts(raw: RawTable, name: str, rule: Column, problems: Problems) -> list[str]:
    """Text of one column: no spaces at its ends, no control characters, within the choices.

    Blank cells become the rule's default, or an empty text where that is none.
    """
    report = CellReport(raw, problems)
    values = []
    for row, cell in enumerate(raw.column(name)):
        text, reason, fix = text_of(cell)
        if cell is None and rule.required:
            reason, fix = "blank", f"Write the {rule.meaning if rule.meaning else name}"
        elif cell is None:
            text = str(rule.default or "")
        elif not reason:
            reason, fix = _unfit_word(text, rule)
        if reason:
            report.add(row, name, reason, fix)
        values.append(text)
    report.close()
    return values


def text_of(cell: object) -> tuple[str, str, str]:
    """The text in a cell, or why it is none and how to mend it."""
    if cell is None:
        return "", "", ""
    if isinstance(cell, str):
        if cell != cell.strip():
            return cell.strip(), f'"{cell}" has spaces at its ends', "Take them away"
        if not cell.isprintable():
            fix = "Take away line breaks and control characters"
            return cell, f"{cell!r} has a character that cannot be seen", fix
        return cell, "", ""
    if isinstance(cell, int | np.integer) and not isinstance(cell, bool):
        return str(cell), "", ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell)), "", ""
    return str(cell), f"{cell_text(cell)} is not text", "Format the cell as text and write it again"


def _unfit_word(text: str, rule: Column) -> tuple[str, str]:
    if rule.type == "choice" and text not in rule.choices:
        return f'unknown {rule.name} "{text}"', suggestion(text, rule.choices)
    if rule.type == "unit":
        try:
            fits = compatible(text, rule.like or text)
        except UnitError as error:
            what, _, fix = str(error).partition(". ")
            return what, fix
        if not fits:
            return f'unit "{text}" does not fit "{rule.like}"', f"Write a unit such as {rule.like}"
    return "", ""


def unit_problem(where: str, text: str) -> Problem | None:
    """The problem with a text that should be a unit, if any."""
    try:
        parse_unit(text)
    except UnitError as error:
        what, _, fix = str(error).partition(". ")
        return Problem(where, what, fix)
    return None
