"""National books of the WIOD release 2016, in their layout, with the numbers of China 2020."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from commonweal.economy.importers import import_table
from commonweal.errors import EconomyError

sys.path.append(str(Path(__file__).parents[2] / "fuzz"))
from small_economies import china_in_six, wiod_sheet, write_book


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """A book of two years."""
    path = tmp_path / "CHN_NIOT_nov16.xlsx"
    write_book(path, "National IO-tables", wiod_sheet())
    return path


def test_one_year_is_read(book: Path) -> None:
    """Proves: only the rows of the year asked for are read, home and imported are added up, and
    the printed rows are met; with both years output would be half as large again."""
    result = import_table("wiod-2016-national", book, {"year": "2014", "population": "1.4e9"})
    whole = china_in_six()
    assert (result.economy.use - whole.use).abs().to_numpy().max() < 1e-6
    assert result.economy.imports_total.sum() == pytest.approx(whole.imports_total.sum())
    assert result.economy.meta.country == "CHN"
    assert result.economy.meta.currency == "million USD2014"
    assert result.totals["difference"].abs().max() < 0.01
    half = import_table("wiod-2016-national", book, {"year": "2013", "population": "1.4e9"})
    assert half.economy.use.to_numpy().sum() == pytest.approx(whole.use.to_numpy().sum() / 2)


def test_a_year_that_is_not_there_is_named(book: Path) -> None:
    """Proves: a year outside the book is refused with the nearest one."""
    with pytest.raises(EconomyError, match=r'has 2015 in column A. Did you mean "2014"'):
        import_table("wiod-2016-national", book, {"year": "2015", "population": "1.4e9"})
