"""Writing and reading are exact inverses, whatever the labels and numbers."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Literal

import pandas as pd
import pytest
from generated import economies
from hypothesis import HealthCheck, example, given, settings

from commonweal.economy.economy import Economy, differences
from commonweal.economy.excel import write_template
from commonweal.economy.schema import load_schema
from commonweal.economy.tables import read_economy, write_economy
from economies import small_economy

FORMS = {"csv": "economy", "parquet": "economy", "xlsx": "economy.xlsx"}
Form = Literal["csv", "parquet", "xlsx"]


@pytest.mark.parametrize("form", FORMS)
@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@example(economy=small_economy())
@given(economy=economies())
def test_read_gives_back_what_was_written(form: Form, economy: Economy) -> None:
    """Proves: labels, units, texts and every bit of every number come back.
    Sixteen digits, as spreadsheets are usually written, would change 1 number in 2; a reader that
    guesses types would turn the label 01 into 1 and NA into nothing."""
    with tempfile.TemporaryDirectory() as folder:
        path = write_economy(economy, Path(folder) / FORMS[form], form)
        again = read_economy(path, checked=False)
    assert differences(economy, again) == []
    assert again.hash == economy.hash
    for name, table in economy.tables().items():
        pd.testing.assert_frame_equal(again.tables()[name], table, check_exact=True)


@pytest.mark.parametrize("form", ["csv", "parquet"])
def test_same_economy_gives_the_same_bytes(form: Form, tmp_path: Path) -> None:
    """Proves: two writings do not differ in one byte, so that folders can be compared."""
    first = write_economy(small_economy(), tmp_path / "a", form)
    second = write_economy(small_economy(), tmp_path / "b", form)
    names = sorted(path.name for path in first.iterdir())
    assert names == sorted(path.name for path in second.iterdir())
    assert all((first / name).read_bytes() == (second / name).read_bytes() for name in names)


def test_template_has_every_table_and_column(tmp_path: Path) -> None:
    """Proves: the template cannot fall behind the schema."""
    path = write_template(tmp_path / "template.xlsx")
    sheets = pd.read_excel(path, sheet_name=None, header=None)
    assert set(sheets) == {"economy", *load_schema().tables}
    for name, table in load_schema().tables.items():
        cells = sheets[name].iloc[0].dropna().tolist()
        wanted = [table.keys[0]] if table.shape == "matrix" else [*table.keys, *table.columns]
        assert cells == wanted, name
        assert sheets[name].iloc[1, 0] == "[unit]"
        assert sheets[name].iloc[2, 0] == "[meaning]"
