"""Cells to numbers as a source writes them: decimal comma, thousands, marks for nought, flags."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from commonweal.economy.importers.table_section import Numbers
from commonweal.economy.raw import cell_text
from commonweal.errors import Problems

SHOWN = 10  # assumption: bad cells listed per block before the rest is only counted
_PLAIN = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?")
_SPACES = re.compile(r"[\s\u00a0\u202f\u2009]")
_MINUS = str.maketrans({"\u2212": "-"})  # the minus of typesetters

Place = Callable[[int, int], str]


def read_numbers(
    cells: NDArray[Any], numbers: Numbers, place: Place, problems: Problems
) -> NDArray[np.float64]:
    """Numbers of a block of cells.

    Parameters
    ----------
    cells : (row, column), objects
    numbers : how they are written
    place : where the cell of a row and a column of the block stands
    problems : where every bad cell is noted

    Returns
    -------
    array (row, column); bad cells are 0
    """
    values = _all_plain(cells, numbers)
    if values is not None:
        return values + 0.0  # minus zero becomes zero
    values = np.zeros(cells.shape)
    bad = 0
    for (row, column), cell in np.ndenumerate(cells):
        number, reason, fix = number_of(cell, numbers)
        if not reason:
            values[row, column] = number
            continue
        bad += 1
        if bad <= SHOWN:
            problems.add(place(row, column), reason, fix)
    if bad > SHOWN:
        more = f"{bad - SHOWN} more cells like these"
        problems.add(place(0, 0).rpartition(" cell ")[0], more, "Mend them in the same way")
    return values + 0.0


def _all_plain(cells: NDArray[Any], numbers: Numbers) -> NDArray[np.float64] | None:
    """All cells at once where each is a number or a plain text of one; None otherwise."""
    flat = cells.ravel().tolist()
    kinds = set(map(type, flat))
    if kinds <= {str}:
        # with a decimal comma 1.234 is no plain number, or a thousand and more
        if numbers.decimal == "," or not all(map(_PLAIN.fullmatch, flat)):
            return None
    elif not kinds <= {int, float}:
        return None
    try:
        values: NDArray[np.float64] = cells.astype(np.float64)
    except (ValueError, OverflowError):
        return None
    return values if np.isfinite(values).all() else None


def number_of(cell: object, numbers: Numbers) -> tuple[float, str, str]:
    """The number in a cell, or why it is none and how to mend it."""
    if cell is None:
        if "" in numbers.zero_marks:
            return 0.0, "", ""
        fix = 'Write 0 if none; if blanks mean nought, add "" to numbers.zero_marks'
        return 0.0, "blank where a number is needed", fix
    if isinstance(cell, bool | np.bool_ | datetime.date | datetime.time):
        return 0.0, f"{cell_text(cell)} is not a number", "Write a number"
    if isinstance(cell, int | float | np.integer | np.floating):
        number = float(cell)
    else:
        text = str(cell).strip()
        if text in numbers.zero_marks:
            return 0.0, "", ""
        plain = _as_plain(text, numbers)
        if plain is None:
            return 0.0, f"{cell_text(text)} is not a number", _mend(text)
        number = float(plain)
    if not np.isfinite(number):
        return 0.0, f"{cell_text(cell)} is not a finite number", "Write a number"
    return number, "", ""


def _as_plain(text: str, numbers: Numbers) -> str | None:
    """A text without flags, thousands and parentheses, with a decimal point; None if no number."""
    for flag in sorted(numbers.flags, key=len, reverse=True):
        if flag and text.endswith(flag):
            text = text.removesuffix(flag).rstrip()
            break
    text = text.translate(_MINUS)
    sign = ""
    if numbers.parentheses and (inside := re.fullmatch(r"\((.*)\)", text)):
        text, sign = inside[1], "-"
    if numbers.thousands:
        if numbers.thousands == " ":
            text = _SPACES.sub(" ", text)
        mark = re.escape(numbers.thousands)
        grouped = rf"[+-]?\d{{1,3}}({mark}\d{{3}})+({re.escape(numbers.decimal)}\d*)?"
        if re.fullmatch(grouped, text):
            text = text.replace(numbers.thousands, "")
    if numbers.decimal == ",":
        if "." in text:
            return None
        text = text.replace(",", ".", 1)
    if not _PLAIN.fullmatch(text) or (sign and text.startswith(("-", "+"))):
        return None
    return sign + text


def _mend(text: str) -> str:
    if re.fullmatch(r"[+-]?(?=.*\d)[\d.,\s']+", text):
        return "Set numbers.decimal and numbers.thousands to how the file writes numbers"
    if re.match(r"[+-]?\d", text):
        return "Write a number; a mark that may follow one belongs into numbers.flags"
    return "Write a number; a mark that means nought belongs into numbers.zero_marks"
