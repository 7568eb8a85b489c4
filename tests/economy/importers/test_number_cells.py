"""Cells to numbers: as a source writes them, or refused with what to set."""

from __future__ import annotations

import datetime

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonweal.economy.importers.number_cells import number_of, read_numbers
from commonweal.economy.importers.table_section import Numbers
from commonweal.errors import Problems

POINT = Numbers()
COMMA = Numbers(decimal=",", thousands=".")
SPACES = Numbers(thousands=" ")
MARKED = Numbers(zero_marks=["-", ""], flags=["p", "(r)"], parentheses=True, thousands=",")

READ = [
    ("12.5", POINT, 12.5),
    (" 7 ", POINT, 7.0),
    ("1e3", POINT, 1000.0),
    ("\u221212", POINT, -12.0),
    (3, POINT, 3.0),
    ("1.234,5", COMMA, 1234.5),
    ("1.234", COMMA, 1234.0),
    ("12,5", COMMA, 12.5),
    ("1\u202f234\u00a0567.5", SPACES, 1234567.5),
    ("-", MARKED, 0.0),
    (None, MARKED, 0.0),
    ("1,234 p", MARKED, 1234.0),
    ("5(r)", MARKED, 5.0),
    ("(12)", MARKED, -12.0),
]
REFUSED = [
    (None, POINT, "zero_marks"),
    ("1,234", POINT, "decimal and numbers.thousands"),
    ("1.5", COMMA, "decimal and numbers.thousands"),
    ("12,34", Numbers(thousands=","), "decimal and numbers.thousands"),
    ("12 p", POINT, "flags"),
    ("..", MARKED, "zero_marks"),
    ("c", POINT, "zero_marks"),
    ("(-3)", MARKED, "zero_marks"),
    ("1_000", POINT, "flags"),
    (True, POINT, "Write a number"),
    (datetime.date(2020, 1, 5), POINT, "Write a number"),
    (float("inf"), POINT, "Write a number"),
    (float("nan"), POINT, "Write a number"),
    ("#REF!", POINT, "zero_marks"),
]


@pytest.mark.parametrize("cell, numbers, value", READ)
def test_numbers_are_read(cell: object, numbers: Numbers, value: float) -> None:
    """Proves: each way of writing gives its number; 1.234 with a decimal comma is 1234."""
    assert number_of(cell, numbers) == (value, "", "")


@pytest.mark.parametrize("cell, numbers, fix", REFUSED)
def test_other_cells_are_refused_with_what_to_set(cell: object, numbers: Numbers, fix: str) -> None:
    """Proves: what is no number as stated is never guessed, and the report says what to set."""
    _, reason, said = number_of(cell, numbers)
    assert reason
    assert fix in said


def test_the_quick_way_is_the_slow_way() -> None:
    """Proves: blocks of plain texts, read at once, give what single cells give; with a decimal
    comma the quick way would read 1.234 as 1.234."""
    cells = np.array([["1.234", "2.500"], ["3.000", "4.125"]], dtype=object)
    problems = Problems()
    quick = read_numbers(cells, COMMA, lambda row, column: "", problems)
    assert quick.tolist() == [[1234, 2500], [3000, 4125]]
    assert read_numbers(cells, POINT, lambda row, column: "", problems).tolist() == [
        [1.234, 2.5],
        [3, 4.125],
    ]
    assert len(problems) == 0


@given(st.floats(allow_nan=False, allow_infinity=False, width=64))
def test_every_number_comes_back_from_its_text(number: float) -> None:
    """Proves: the shortest text of a number is read as that number, to the last digit."""
    assert number_of(repr(number), POINT)[0] == number


@given(st.text(max_size=8))
def test_no_text_raises(text: str) -> None:
    """Proves: any text is a number or refused with a reason; none ends in a traceback."""
    for numbers in (POINT, COMMA, SPACES, MARKED):
        number, reason, fix = number_of(text, numbers)
        assert np.isfinite(number)
        assert bool(reason) == bool(fix)
