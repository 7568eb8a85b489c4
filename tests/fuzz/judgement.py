"""What may come of a damaged file: a report that names it, or an economy that is not wrong."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict

import numpy as np
import pandas as pd

from commonweal.economy.economy import Economy
from commonweal.errors import EconomyError

NUMBERS = ("supply", "use", "final_use", "imports", "value_added", "labour", "capital")
ROUNDING = 1e-6  # of the largest output: what the checks of an economy call rounding


def outcome(read: Callable[[], Economy]) -> Economy | EconomyError:
    """The economy, or the report; anything else that is raised fails the test."""
    try:
        return read()
    except EconomyError as report:
        _check_report(report)
        return report


def _check_report(report: EconomyError) -> None:
    """A report says where, what and how to mend it."""
    assert report.problems
    for problem in report.problems:
        assert problem.where, problem
        assert problem.what, problem
        assert problem.fix, problem


def no_number_differs(one: Economy, other: Economy) -> str:
    """Blank if all numbers of the accounts are the same but for rounding; else where they differ.

    Rows and columns are compared by label; if they are called otherwise, in their order.
    """
    for name in NUMBERS:
        if one.has(name) != other.has(name):
            return f"{name}: only one has it"
        if not one.has(name):
            continue
        mine, theirs = one.tables()[name], other.tables()[name]
        same = set(mine.index) == set(theirs.index) and set(mine.columns) == set(theirs.columns)
        if same or mine.shape != theirs.shape:
            mine, theirs = mine.align(theirs, fill_value=0.0)
        first, second = mine.to_numpy(), theirs.to_numpy()
        gap = np.abs(first - second).max(initial=0.0)
        if gap > ROUNDING * one.supply.to_numpy().max():
            return f"{name}: a number differs by {gap}"
    return ""


def one_thing_differs(one: Economy, other: Economy, derived: tuple[str, ...] = ()) -> str:
    """Blank if the two differ by no more than one key, one cell, a row or column, or two that were
    exchanged; else how.

    What a table does not repeat elsewhere, such as the hours of one activity, cannot be checked
    against anything; then the economy must be what the damaged file says, and nothing more.
    """
    mine, theirs = asdict(one.meta), asdict(other.meta)
    keys = [key for key in mine if mine[key] != theirs[key]]
    found = [f"keys {keys}"] if keys else []
    if len(keys) > 2:  # two may have been exchanged
        return f"keys {keys}"
    first, second = one.tables(), other.tables()
    for name in {**first, **second}:
        if name in derived:
            continue
        if name not in first or name not in second:
            found.append(f"table {name}")
        elif line := _difference(first[name], second[name]):
            if line == "many":
                return f"{name}: many cells differ"
            found.append(f"{name}: {line}")
    return "" if len(found) <= 1 else ", ".join(found)


def _difference(first: pd.DataFrame, second: pd.DataFrame) -> str:
    if isinstance(first.index, pd.RangeIndex):
        keys = [name for name in first.columns if name not in ("share", "value")]
        first, second = first.set_index(keys), second.set_index(keys)
    gone = len(set(first.index) - set(second.index)) + len(set(first.columns) - set(second.columns))
    new = len(set(second.index) - set(first.index)) + len(set(second.columns) - set(first.columns))
    rows = [label for label in first.index if label in set(second.index)]
    columns = [label for label in first.columns if label in set(second.columns)]
    cells = int((first.loc[rows, columns] != second.loc[rows, columns]).to_numpy().sum())
    if not (gone or new or cells):
        return ""
    if cells and (gone or new):
        return "many"
    unequal = (first.loc[rows, columns] != second.loc[rows, columns]).to_numpy()
    # defaults follow a cell of their row; two labels exchanged move two rows or columns
    together = min(int(unequal.any(axis=1).sum()), int(unequal.any(axis=0).sum()))
    return "one" if together <= 2 and gone <= 1 and new <= 1 else "many"
