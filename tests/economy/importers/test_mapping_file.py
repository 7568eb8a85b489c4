"""A mapping file: every wrong key in one report, with its line and what is meant."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import made_tables as made
import pytest

from commonweal.economy.importers import import_table
from commonweal.economy.importers.mapping_file import _SCHEMA, read_mapping, schema_text
from commonweal.errors import EconomyError


def report(folder: Path, change: dict[str, Any]) -> str:
    """What is said of the plain pair under a changed mapping."""
    made.write_plain(folder)
    sections = made.with_names(made.mapping())
    for key, value in change.items():
        at = sections
        *way, last = key.split("/")
        for step in way:
            at = at[int(step)] if isinstance(at, list) else at[step]
        if value is None:
            del at[int(last) if isinstance(at, list) else last]
        else:
            at[last] = value
    path = made.write_mapping(folder / "other.yaml", sections)
    with pytest.raises(EconomyError) as caught:
        import_table("generic", folder, {"mapping": str(path)})
    return str(caught.value)


SAID = [
    ({"tables/use/rowlabels": "A"}, 'there is no such key. Did you mean "row_labels"'),
    ({"final_use/categories/household": "housholds"}, "expected is 'household', 'government'"),
    ({"use/table": "uses"}, 'there is no table "uses". Did you mean "use"?'),
    ({"economy/population": None}, "economy.population: the key is missing"),
    ({"economy/year": 0}, "must be at least 1"),
    ({"tables/use/file": "uses.csv"}, 'there is no file uses.csv. Did you mean "use.csv"?'),
    ({"tables/use/encoding": "utf-99"}, 'unknown encoding "utf-99"'),
    ({"tables/use/column_labels": 90}, "fewer than the labels need"),
    ({"tables/use/rows": "80-90"}, "lie outside use.csv"),
    ({"tables/use/row_labels": "A-B"}, "row_labels"),
    ({"tables/use/where": {"Z": "x"}}, "has no column Z"),
    ({"tables/use/where": {"A": "x"}}, "has x in column A"),
    ({"tables/use/expect": {"A1": "million"}}, 'says "code", not "million"'),
    ({"tables/use/columns_are": "activities"}, "has 8 columns, but there are 3 activities"),
    ({"tables/use/ignore_rows": ["P9"]}, 'there is no row "P9" to ignore. Did you mean "P1"?'),
    ({"tables/use/numbers": {"unit": "million USD2019"}}, "USD2019 is not EUR2019"),
    ({"tables/use/layout": "long"}, "a long table needs row, column and value"),
    ({"products/rows": ["grain", "tool"]}, 'no row "tool" in table supply. Did you mean "tools"?'),
    ({"products/rows": {"at": "4-6", "labels": ["x"]}}, "give one of at, labels"),
    ({"products/rows": "B-D"}, '"B-D" are letters, as of columns'),
    ({"tables/use/rows": "B-D"}, "tables.use.rows"),
    ({"tables/use/column_labels": "A"}, "tables.use.column_labels"),
    ({"products/rows": {"matching": "("}}, "no regular expression"),
    ({"products/rows": {"matching": "q.*"}}, "no row of supply is meant by it"),
    ({"imports/columns": "import"}, 'no column "import" in table supply. Did you mean "imports"?'),
    ({"imports": None}, 'nothing uses: "imports"'),
    ({"value_added": None, "totals/8": None}, '"D1" (row 6), "B2" (row 7), "P1" (row 8)'),
    ({"totals/0/of": "suply"}, 'no "suply" to add up by product. Did you mean "supply"?'),
    ({"totals/0/by": "activity"}, 'no row "farm" in table supply'),
    ({"spread": {"abroad": "household"}}, "no row of this label in supply, use"),
    ({"valuation/negative": ["subsidies"]}, "neither among margins nor taxes"),
    ({"valuation": None}, "margins"),
    ({"use/domestic": True}, "use and final_use must both be domestic"),
]  # fmt: skip


@pytest.mark.parametrize("change, words", SAID, ids=lambda value: str(value)[:40])
def test_what_is_wrong_is_said(change: dict[str, Any], words: str, tmp_path: Path) -> None:
    """Proves: each mistake in a mapping ends in a report that names the key, what was found and
    what to do; none is passed over."""
    assert words in report(tmp_path, change)


def test_all_mistakes_are_in_one_report(tmp_path: Path) -> None:
    """Proves: three wrong keys give one report of three, each with its line, not one after the
    other."""
    change = {"tables/use/fil": "x", "use/tabel": "use", "economy/year": "2019"}
    text = report(tmp_path, change)
    assert text.startswith("3 problems")
    assert text.count("other.yaml line ") == 3


def test_the_schema_is_that_of_the_model() -> None:
    """Proves: the schema that editors use is up to date. After a change of keys renew it with
    python -m commonweal.economy.importers.mapping_file"""
    assert _SCHEMA.read_text(encoding="utf-8") == schema_text()


@pytest.mark.parametrize("name", ["nbs-china-42", "nbs-china-153"])
def test_mappings_that_ship_are_sound(name: str) -> None:
    """Proves: every mapping that ships is read without a problem."""
    assert read_mapping(_SCHEMA.with_name("mappings") / f"{name}.yaml").totals
