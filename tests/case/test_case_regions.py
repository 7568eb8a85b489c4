"""A case of two regions: deficits of the base year, purchases, and the base year itself."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from commonweal.case.base_year import base_year_case, compare_with_accounts, reproduce_base_year
from commonweal.case.horizon import Horizon
from commonweal.case.regions import net_purchases, purchases
from commonweal.case.surroundings import trade, work
from commonweal.economy.economy import Economy
from commonweal.plan.build import build
from commonweal.plan.solve import NoPlanError, solve
from two_regions import two_meta, two_regions, two_tables

HORIZON = Horizon((2021, 2022))


def test_deficits_of_the_base_year() -> None:
    """Proves: the north sold 57 and bought 40; what is used at home is in neither, or the figures
    would be those of all uses, 87 and 90."""
    made = trade(two_regions(), HORIZON, scale=1.0, balance=None, export_pace=0.0, import_pace=0.0)
    assert made.deficit.sel(region="north").values.tolist() == [-17.0, -17.0, -17.0]
    assert made.deficit.sel(region="south").values.tolist() == [17.0, 17.0, 17.0]


def test_hours_are_those_of_each_region() -> None:
    """Proves: 2,000 h in the north and 1,800 h in the south; as one figure it would be 1,880."""
    made = work(
        two_regions(),
        HORIZON,
        workers=1.0,
        growth=0.0,
        least_hours=1_900.0,
        waking_hours=5_840.0,
        free_time_weight=1.0,
        may_rise=False,
        shares={"north": 0.4, "south": 0.6},
    )
    assert made.base_hours.values.tolist() == [2_000.0, 1_800.0]
    assert made.least_hours.values.tolist() == [1_900.0, 1_800.0]
    assert made.free_time_weight.values.tolist() == [0.4, 0.6]
    assert made.workers.sel(period=2021).values.tolist() == [4_000.0, 6_000.0]


def test_purchases_of_one_are_sales_of_the_other() -> None:
    """Proves: a unit of the farm buys 20 / 90 of iron in the north; all regions add to zero."""
    found = purchases(base_year_case(two_regions()), "process")
    assert found is not None
    farm = found.sel(process="south:farm:installed")
    assert float(farm.sel(region="south")) == pytest.approx(20 / 90)
    assert float(farm.sel(region="north")) == pytest.approx(-20 / 90)
    assert np.allclose(found.sum("region"), 0.0)


def test_a_user_that_lies_nowhere_buys_nothing() -> None:
    """Proves: deliveries of each region's own products cross no border."""
    worth = np.array([[1.0, 1.0], [2.0, 2.0]])
    found = net_purchases(["a", "b"], ["a", "b"], ["a", ""], worth)
    assert found.tolist() == [[2.0, 0.0], [-2.0, 0.0]]


def test_base_year_comes_back() -> None:
    """Proves: with trade between regions balanced as it was, the accounts are the only plan."""
    assert reproduce_base_year(two_regions()).worst < 1e-9


def test_base_year_needs_its_deficits() -> None:
    """Proves: the rows of trade bind. With a deficit of 16 instead of 17 the south cannot buy what
    it used, and there is no such year."""
    case = base_year_case(two_regions())
    less = case.trade.deficit.copy(deep=True)
    less.loc[{"region": "south"}] -= 1.0
    with pytest.raises(NoPlanError):
        solve(build(replace(case, trade=replace(case.trade, deficit=less))))


def test_without_needs_a_region_needs_its_basket() -> None:
    """Proves: without a table of needs all that a region consumes is one need, named after it."""
    tables = two_tables()
    del tables["needs"], tables["need_composition"]
    case = base_year_case(Economy.from_tables(two_meta(), tables))
    assert case.demand.weight["need"].values.tolist() == ["north", "south"]
    assert case.regions.need.values.tolist() == ["north", "south"]
    assert compare_with_accounts(case, solve(build(case)).values).worst < 1e-9
