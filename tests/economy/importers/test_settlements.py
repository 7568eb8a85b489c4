"""Negative cells, differences and empty rows: refused, or settled so that products balance."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import made_tables as made
import pytest

from commonweal.economy.importers import import_table
from commonweal.economy.importers.imported import Imported
from commonweal.errors import EconomyError


def imported(folder: Path, rows: made.Rows, **sections: Any) -> Imported:
    """A pair on two sheets: supply of a and b by x and y with imports M, use with C and X."""
    made.write_sheets(folder / "t.xlsx", {"S": rows[:3], "U": [rows[0], *rows[3:]]})
    base = {
        "economy": made.keys(),
        "tables": {
            "s": {"sheet": "S", "columns": "B-D"},
            "u": {"sheet": "U", "columns": "B-F", "ignore_columns": ["M"]},
        },
        "products": {"table": "s", "rows": ["a", "b"]},
        "activities": {"table": "s", "columns": ["x", "y"]},
        "supply": {"table": "s"},
        "use": {"table": "u"},
        "final_use": {"table": "u", "categories": {"C": "household", "X": "exports"}},
        "imports": {"table": "s", "columns": "M"},
    }
    mapping = made.write_mapping(folder / "m.yaml", base | sections)
    return import_table("generic", folder / "t.xlsx", {"mapping": str(mapping)})


HEAD = ["", "x", "y", "M", "C", "X"]


def pair(made_: list[list[float]], used: list[list[float]]) -> made.Rows:
    """Rows of both sheets: products by x, y, M; and by x, y, C, X."""
    return [
        HEAD,
        *([name, *cells, None, None] for name, cells in zip("ab", made_, strict=True)),
        *([name, *cells[:2], None, *cells[2:]] for name, cells in zip("ab", used, strict=True)),
    ]


NEGATIVE_INPUT = pair([[10, 0, 0], [0, 8, 2]], [[1, -2, 9, 2], [3, 1, 6, 0]])


def test_a_negative_input_is_refused_or_an_output(tmp_path: Path) -> None:
    """Proves: -2 of a in y is named; as a by-product it raises what y makes of a to 2. Set to 0,
    supply would fall short of use by 2."""
    with pytest.raises(EconomyError, match=r'row "a", column "y": -2 is negative.*to_supply'):
        imported(tmp_path, NEGATIVE_INPUT)
    result = imported(tmp_path, NEGATIVE_INPUT, negatives={"use": "to_supply"})
    assert result.economy.supply.to_numpy().tolist() == [[10, 2], [0, 8]]
    assert result.economy.use.to_numpy().tolist() == [[1, 0], [3, 1]]
    assert any("Negative inputs, 1 cell and 2 in sum" in line for line in result.assumed)


def test_a_negative_output_is_refused_or_an_input(tmp_path: Path) -> None:
    """Proves: an output of -1 becomes an input of 1; dropped, b would be used up 1 too much."""
    rows = pair([[10, 0, 0], [-1, 9, 2]], [[1, 0, 9, 0], [3, 1, 6, 0]])
    with pytest.raises(EconomyError, match='row "b", column "x": -1 is negative'):
        imported(tmp_path, rows)
    economy = imported(tmp_path, rows, negatives={"supply": "to_use"}).economy
    assert economy.use.loc["b"].tolist() == [4, 1]


def test_negative_deliveries_and_imports_have_a_category_of_their_own(tmp_path: Path) -> None:
    """Proves: -1 to exports and -3 of imports go to one category of the role other, so that both
    products balance; clipped, they would be off by 1 and 3."""
    rows = pair([[10, 0, 0], [0, 12, -3]], [[1, 0, 10, -1], [3, 0, 6, 0]])
    with pytest.raises(EconomyError, match="final_use"):
        imported(tmp_path, rows, negatives={"imports": "to_other"})
    with pytest.raises(EconomyError, match="imports"):
        imported(tmp_path, rows, negatives={"final_use": "to_other"})
    rules = {"imports": "to_other", "final_use": "to_other"}
    economy = imported(tmp_path, rows, negatives=rules).economy
    assert economy.final_use["negative-entries"].tolist() == [-1, 3]
    assert economy.categories.loc["negative-entries", "role"] == "other"
    assert economy.imports_total.tolist() == [0, 0]


def test_a_difference_is_refused_or_shown(tmp_path: Path) -> None:
    """Proves: a product off by 0.5 is named; within what is allowed it is a category, in sight.
    Beyond that it is refused again."""
    rows = pair([[10.5, 0, 0], [0, 8, 2]], [[1, 0, 9, 0], [3, 1, 6, 0]])
    with pytest.raises(EconomyError, match=r'product "a".*0.5 more.*difference.within'):
        imported(tmp_path, rows)
    with pytest.raises(EconomyError, match=r'product "a"'):
        imported(tmp_path, rows, difference={"within": 0.4})
    result = imported(tmp_path, rows, difference={"within": 1.0})
    assert result.economy.final_use["difference"].tolist() == [0.5, 0]
    assert any("differ in 1 products by at most 0.5" in line for line in result.assumed)


def test_empty_rows_and_columns_are_left_out_and_named(tmp_path: Path) -> None:
    """Proves: an activity that neither makes nor uses anything is left out with a word; kept, the
    economy would be refused, since every activity must make something."""
    rows = pair([[10, 0, 0], [8, 0, 2]], [[1, 0, 9, 0], [4, 0, 6, 0]])
    result = imported(tmp_path, rows)
    assert list(result.economy.activities.index) == ["x"]
    assert any(
        "1 activities whose cells are all nought were left out: y" in s for s in result.assumed
    )


def test_an_activity_that_uses_and_makes_nothing_of_it_is_refused(tmp_path: Path) -> None:
    """Proves: inputs without an output are no empty column; they are named, not left out."""
    rows = pair([[10, 0, 0], [8, 0, 2]], [[1, 1, 8, 0], [4, 0, 6, 0]])
    with pytest.raises(EconomyError, match="the activity makes nothing"):
        imported(tmp_path, rows)
