"""Imported inputs: as if made at home, left out, or paid for with exports."""

from __future__ import annotations

import numpy as np
import pytest

from commonweal.economy.economy import Economy
from commonweal.errors import EconomyError
from commonweal.market.theory.imports import imports_of
from economies import small_economy, small_meta, small_tables


def test_shares_by_hand() -> None:
    """Proves: farms import 1 of 5 kt of steel, mills 4 of 15, households 1 of 8, and investment
    4 of 30; exports of 16 kt of grain at 2 earn 32, half a kt for one million."""
    found = imports_of(small_economy(), "exchanged")
    assert found.use[1] == pytest.approx([0.8, 11 / 15, 1.0])
    assert found.use[0].tolist() == [1.0, 1.0, 1.0]
    assert found.consumption == pytest.approx([1.0, 7 / 8, 1.0])
    assert found.investment == pytest.approx([1.0, 26 / 30, 1.0])
    assert found.exports == pytest.approx([0.5, 0.0, 0.0])


def test_three_treatments_by_hand() -> None:
    """Proves: of 5 kt of steel of which 1 is imported at 4, all 5 count, or 4, or 4 and the 2 kt of
    grain that earn 4."""
    economy = small_economy()
    amounts = np.array([[0.0], [5.0], [0.0]])
    expected = {
        "competitive": [0.0, 5.0, 0.0],
        "domestic": [0.0, 4.0, 0.0],
        "exchanged": [2.0, 4.0, 0.0],
    }
    for treatment, column in expected.items():
        found = imports_of(economy, treatment)  # type: ignore[arg-type]
        assert found.counted(amounts, found.use[:, :1])[:, 0] == pytest.approx(column)
        assert found.counted(amounts[:, 0], found.use[:, 0]) == pytest.approx(column)


def test_no_imports() -> None:
    """Proves: a closed economy is the same under all three treatments."""
    tables = small_tables()
    del tables["imports"]
    tables["supply"].loc["steel", "mills"] = 60.0
    closed = Economy.from_tables(small_meta(), tables)
    use = closed.use.to_numpy()
    for treatment in ("competitive", "domestic", "exchanged"):
        found = imports_of(closed, treatment)  # type: ignore[arg-type]
        assert np.array_equal(found.counted(use, found.use), use)


def test_total_imports_fall_on_home_use() -> None:
    """Proves: imports known in total, 10 of 60 kt of steel, are a sixth of every use
    but exports."""
    tables = small_tables()
    tables["imports"] = tables["imports"].sum(axis=1).to_frame("total")
    found = imports_of(Economy.from_tables(small_meta(), tables), "domestic")
    assert found.use[1] == pytest.approx([5 / 6, 5 / 6, 5 / 6])
    assert found.investment[1] == pytest.approx(5 / 6)


def test_nothing_to_pay_with() -> None:
    """Proves: without exports the third treatment is refused in a sentence."""
    tables = small_tables()
    tables["final_use"].loc["grain", ["household", "exports"]] = [76.0, 0.0]
    with pytest.raises(EconomyError, match="nothing is exported"):
        imports_of(Economy.from_tables(small_meta(), tables), "exchanged")


def test_more_imported_than_used() -> None:
    """Proves: a cell with more imports than use is named, as it would make a negative input."""
    tables = small_tables()
    tables["imports"].loc["steel", ["farms", "mills"]] = [6.0, -1.0 + 0.0]
    tables["imports"].loc["steel", "mills"] = 0.0
    broken = Economy.from_tables(small_meta(), tables)
    with pytest.raises(EconomyError, match=r"steel for farms: 1\.2 times"):
        imports_of(broken, "domestic")
    tables["imports"].loc["steel", ["farms", "investment"]] = [0.0, 31.0]
    with pytest.raises(EconomyError, match="than the role investment uses: steel"):
        imports_of(Economy.from_tables(small_meta(), tables), "exchanged")
    assert imports_of(broken, "competitive").counted(np.ones(1), np.ones(1)).tolist() == [1.0]
