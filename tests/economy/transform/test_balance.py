"""A whole economy brought to balance: by a residual, RAS or GRAS, and never unsaid."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from balances import worst_gap

from commonweal.economy.checks import check_economy
from commonweal.economy.economy import Economy
from commonweal.economy.transform.balance import balance_economy
from commonweal.errors import EconomyError
from economies import small_economy, small_meta, small_tables


def off_balance(unit: str | None = "kt", **final: float) -> Economy:
    """The small economy with 3 kt of grain too much for households, and one unit if wanted."""
    tables = {name: table.copy() for name, table in small_tables().items()}
    tables["final_use"].loc["grain", "household"] = 63
    if unit:
        tables["products"] = tables["products"].assign(unit=unit)
    for label, value in final.items():
        tables["final_use"].loc["grain", label] = value
    return Economy.from_tables(small_meta(), tables)


def test_residual() -> None:
    """Proves: the 3 kt are a category of their own, below zero, and every other cell stays; the
    notes say so."""
    economy = off_balance(None)
    found = balance_economy(economy, "residual")
    assert found.economy.final_use["residual"].tolist() == [-3, 0, 0]
    assert found.economy.categories.loc["residual", "role"] == "other"
    pd.testing.assert_frame_equal(
        found.economy.final_use[economy.final_use.columns], economy.final_use
    )
    assert check_economy(found.economy) == []
    assert len(found.changes) == 1
    assert "1 products, 3 in sum" in found.economy.meta.notes


@pytest.mark.parametrize("method", ["ras", "gras"])
def test_uses_are_adjusted(method: str) -> None:
    """Proves: supply and imports stay, every product balances to 1e-9, no use falls below what is
    imported of it, and the report lists the cells, the largest first."""
    economy = off_balance()
    found = balance_economy(economy, method)  # type: ignore[arg-type]
    assert worst_gap(economy) > 0.01
    assert worst_gap(found.economy) <= 1e-9
    pd.testing.assert_frame_equal(found.economy.supply, economy.supply)
    assert check_economy(found.economy) == []
    change = found.changes["change"].abs()
    assert change.is_monotonic_decreasing
    assert found.changes.loc[0, "row"] == "grain"
    assert "Balanced by" in found.economy.meta.notes
    assert "times 0.98" in found.economy.meta.notes


def test_signs_need_gras() -> None:
    """Proves: a stock that is run down by 2 stays below zero under GRAS, and RAS refuses it."""
    economy = off_balance(stock=-2.0)
    found = balance_economy(economy, "gras").economy
    assert found.final_use.loc["grain", "stock"] < 0
    assert worst_gap(found) <= 1e-9
    with pytest.raises(EconomyError, match="Use gras"):
        balance_economy(economy, "ras")


def test_sums_of_users_may_be_given() -> None:
    """Proves: the domestic uses of each user come to the sums given, to 1e-9."""
    economy = off_balance()
    assert economy.imports is not None
    balanced = small_economy()
    domestic = pd.concat([balanced.use, balanced.final_use], axis=1) - economy.imports
    found = balance_economy(economy, "gras", domestic.sum(axis=0)).economy
    after = pd.concat([found.use, found.final_use], axis=1) - economy.imports
    np.testing.assert_allclose(after.sum(axis=0), domestic.sum(axis=0), atol=1e-7)


def test_a_balanced_economy_stays() -> None:
    """Proves: where nothing is off nothing is changed, and the notes say that too."""
    economy = off_balance(household=60.0)
    found = balance_economy(economy, "gras")
    assert found.changes.empty
    assert "nothing changed" in found.notes[0]
    np.testing.assert_array_equal(found.economy.use, economy.use)


def test_what_does_not_apply() -> None:
    """Proves: different units, an unknown method and a label that is taken are refused."""
    with pytest.raises(EconomyError, match="adds users' columns up"):
        balance_economy(off_balance(None), "gras")
    with pytest.raises(EconomyError, match="unknown method"):
        balance_economy(off_balance(), "entropy")  # type: ignore[arg-type]
    with pytest.raises(EconomyError, match="is taken"):
        balance_economy(off_balance(), "residual", residual="exports")
