"""Imports taken out of use: by hand, by identity, and refused where they do not fit."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from balances import worst_gap

from commonweal.economy import accounts
from commonweal.economy.checks import check_economy
from commonweal.economy.checks import domestic_coefficients as of_checks
from commonweal.economy.economy import Economy
from commonweal.economy.tables import read_economy
from commonweal.economy.transform.imports import (
    domestic_coefficients,
    domestic_economy,
    import_row,
    part_imports,
    with_imports_by_user,
)
from commonweal.errors import EconomyError
from economies import small_economy, small_meta, small_tables


def by_total(total: list[float]) -> Economy:
    """The small economy with imports by product only."""
    tables = small_tables()
    tables["imports"] = pd.DataFrame({"total": total}, index=["grain", "steel", "care"])
    return Economy.from_tables(small_meta(), tables)


def test_parts_by_user() -> None:
    """Proves: with imports by user the mills' 15 kt of steel are 4 imported and 11 domestic. The
    proportional share of 10 / 60 would say 2.5."""
    parted = part_imports(small_economy())
    assert parted.imported_use.loc["steel", "mills"] == 4
    assert parted.domestic_use.loc["steel", "mills"] == 11
    assert not parted.proportional


def test_parts_of_a_total() -> None:
    """Proves: of 10 kt of steel imported, 10 / 60 is imported of every use, 2.5 of the mills' 15;
    of 4 kt of grain 4 / 88 of every use but the 16 exported. With exports it would be 4 / 104."""
    parted = part_imports(by_total([4, 10, 0]))
    assert parted.imported_use.loc["steel", "mills"] == pytest.approx(2.5, rel=1e-15)
    assert parted.imported_use.loc["grain", "farms"] == pytest.approx(10 * 4 / 88, rel=1e-15)
    assert parted.imported_final_use.loc["grain", "exports"] == 0
    assert parted.proportional


@pytest.mark.parametrize("economy", [small_economy(), by_total([4, 10, 0])], ids=["user", "total"])
def test_parts_add_up(economy: Economy) -> None:
    """Proves: parts sum to the use, imported parts to the imports; nothing is lost between them."""
    parted = part_imports(economy)
    np.testing.assert_allclose(parted.domestic_use + parted.imported_use, economy.use, rtol=1e-15)
    whole = parted.domestic_final_use + parted.imported_final_use
    np.testing.assert_allclose(whole, economy.final_use, rtol=1e-15)
    imported = parted.imported_use.sum(axis=1) + parted.imported_final_use.sum(axis=1)
    np.testing.assert_allclose(imported, economy.imports_total, rtol=1e-15)


def test_more_imported_than_used() -> None:
    """Proves: 70 kt of steel imported of 60 used are exported again in part, and named; a share
    above 1 would make domestic use negative."""
    with pytest.raises(EconomyError, match="70 are imported, but only 60 are used at home"):
        part_imports(by_total([0, 70, 0]))
    tables = small_tables()
    tables["imports"].loc["steel", "mills"] = 16
    with pytest.raises(EconomyError, match="16 imported, but only 15 used"):
        part_imports(Economy.from_tables(small_meta(), tables))


def test_with_imports_by_user() -> None:
    """Proves: the estimate passes the checks, says that it is one, and is not made twice."""
    economy = by_total([0, 10, 0])
    found = with_imports_by_user(economy)
    assert found.imports is not None
    assert found.imports.loc["steel", "mills"] == pytest.approx(2.5, rel=1e-15)
    assert check_economy(found) == []
    assert "the same share of every use but exports" in found.meta.notes
    assert with_imports_by_user(found) is found


def test_import_row() -> None:
    """Proves: the mills import 4 kt of steel at a world price of 4."""
    assert import_row(small_economy())["mills"] == 16


def test_domestic_economy() -> None:
    """Proves: without imports supply is domestic use, in a real table to rounding;
    inputs and incomes of an activity, imports among them, sum to what they did."""
    before = read_economy("china-2020")
    after = domestic_economy(before)
    assert after.imports is None
    assert worst_gap(after) <= 1e-10  # of the smaller domestic turnover; 1.7e-11 before
    assert check_economy(after) == []
    assert before.value_added is not None
    assert after.value_added is not None
    np.testing.assert_allclose(
        after.use.sum(axis=0) + after.value_added.sum(axis=0),
        before.use.sum(axis=0) + before.value_added.sum(axis=0),
        rtol=1e-12,
    )
    with pytest.raises(EconomyError, match='product "grain": is measured in kt'):
        domestic_economy(small_economy())


def test_domestic_coefficients() -> None:
    """Proves: steel per unit of care is 2 of 80, per unit of steel (15 - 4) of the mills' 54 times
    their share of 1 in steel; and the formula is that of the checks of an economy."""
    found = domestic_coefficients(small_economy())
    assert found.loc["steel", "steel"] == pytest.approx(11 / 54, rel=1e-14)
    pd.testing.assert_frame_equal(found, of_checks(small_economy()))
    whole = accounts.product_coefficients(small_economy().use, small_economy().supply)
    assert (found <= whole + 1e-15).to_numpy().all()
