"""Indicators: one definition each, compared with sums by hand."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from commonweal.case.build import build_case
from commonweal.case.study import read_study
from commonweal.compare import building, production, spread
from commonweal.compare.deliveries import deliveries, sources
from commonweal.compare.embodied import hours_by_use
from commonweal.compare.indicators import COLUMNS, indicators
from commonweal.compare.work import hours_by_activity
from commonweal.economy.tables import read_economy
from commonweal.plan.plan import Plan
from made_plans import made_case, made_plan


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Plan:
    return made_plan(made_case(tmp_path_factory.mktemp("indicators")))


@pytest.fixture(scope="module")
def table(plan: Plan) -> pd.DataFrame:
    return indicators(plan)


def _value(table: pd.DataFrame, variable: str, year: int) -> float:
    rows = table[(table["variable"] == variable) & (table["year"] == year)]
    assert len(rows) == 1, variable
    return float(rows["value"].iloc[0])


def test_long_table_is_complete(table: pd.DataFrame) -> None:
    """Proves: every row has all seven columns, a unit, and no variable is given twice."""
    assert list(table.columns) == COLUMNS
    assert not table.isna().any().any()
    assert (table["unit"].str.len() > 0).all()
    assert not table.duplicated(["variable", "year"]).any()


def test_continuation_is_kept_apart(plan: Plan, table: pd.DataFrame) -> None:
    """Proves: a filter for a variable never meets the period that stands for all later years.
    Without the prefix "Labour|Hours per worker" would have a year 2024."""
    after = table["year"] > plan.case.horizon.last
    assert table[after]["variable"].str.startswith("Continuation|").all()
    assert not table[~after]["variable"].str.startswith("Continuation|").any()
    assert after.any()


def test_base_year_is_the_accounts(table: pd.DataFrame) -> None:
    """Proves: the base year comes from the accounts: farms 100, mills 54, 10 kt of steel bought,
    16 kt of grain sold, 980,000 hours, all needs at 1."""
    assert _value(table, "Output|Farms", 2020) == pytest.approx(100.0)
    assert _value(table, "Output|Mills", 2020) == pytest.approx(54.0)
    assert _value(table, "Imports|Steel", 2020) == pytest.approx(10.0)
    assert _value(table, "Exports|Grain", 2020) == pytest.approx(16.0)
    assert _value(table, "Labour|Hours", 2020) == pytest.approx(980_000.0)
    assert _value(table, "Labour|Hours per worker", 2020) == pytest.approx(980_000 / 500)
    assert _value(table, "Needs|Fulfilment|Food", 2020) == 1.0
    assert _value(table, "Consumption|Index", 2020) == pytest.approx(1.0)
    assert _value(table, "Adoption|Programme", 2020) == 0.0


def test_base_investment_is_the_rest_of_all_sources(plan: Plan) -> None:
    """Proves: what the base year invested is found again: 30 kt of steel and nothing else. With
    the corridor's edge for base-year trade it would be 25 or 35."""
    invested = building.base_invested(plan.case).to_series()
    assert invested["steel"] == pytest.approx(30.0)
    assert abs(invested.drop("steel")).max() < 1e-9


def test_base_investment_share_by_hand(table: pd.DataFrame) -> None:
    """Proves: share = 4 x 30 / (4 x 30 + 2 x 70 + 4 x 8 + 76 + 2 x 2) at world prices 2, 4, 1.
    With exports in the denominator it would be 0.298 and not 0.323."""
    share = _value(table, "Investment|Share of final use", 2020)
    assert share == pytest.approx(120 / (120 + 140 + 32 + 76 + 4))


def test_china_base_investment_is_that_of_the_accounts() -> None:
    """Proves: on the bundled table, too, the rest of all sources is fixed capital formation."""
    case = build_case(read_study("china-2026", overrides={"programme": "none", "targets": "none"}))
    economy = read_economy("china-2020")
    booked = economy.final_use["fixed-capital"]
    scale = 1.3  # start.scale of the bundled study
    found = building.base_invested(case).to_series()
    assert np.abs(found - booked * scale).max() < 1e-6 * booked.max()


def test_hours_by_branch_add_up(plan: Plan, table: pd.DataFrame) -> None:
    """Proves: branches have all hours, those of conversion included, and what workers work."""
    year = plan.case.horizon.last
    branches = table[table["variable"].str.match(r"Labour\|Hours\|") & (table["year"] == year)][
        "value"
    ].sum()
    assert branches == pytest.approx(_value(table, "Labour|Hours", year))
    hours = plan.case.work.workers * plan.values["hours_per_worker"]
    assert branches <= float(hours.sel(period=year).sum()) * (1 + 1e-9)


def test_adoption_by_hand(plan: Plan, table: pd.DataFrame) -> None:
    """Proves: adoption weighs capacity by base-year hours, farms 430,000 / 980,000 of work.
    Weighted by money or unweighted it would be another number."""
    year = plan.case.horizon.last
    capacity = plan.values["capacity"].sel(period=year)
    weight = {"farms": 4300.0, "mills": 210_000 / 54 * 0.8, "care-homes": 340_000 / 80 * 0.9}
    total = carried = 0.0
    for process in capacity["process"].values:
        owner = str(process).partition(":")[0]
        work = float(capacity.sel(process=process)) * weight[owner]
        total += work
        carried += work if "+" in str(process) else 0.0
    assert _value(table, "Adoption|Programme", year) == pytest.approx(carried / total)
    assert carried > 0


def test_targets_missing_is_the_share_that_is_wanted_and_not_there(
    plan: Plan, table: pd.DataFrame
) -> None:
    """Proves: the shortfall is told against the official target and not against the aim within
    reach: 95 % of work is wanted and farms alone have a technique."""
    reached = _value(table, "Adoption|Programme", 2023)
    missing = _value(table, "Targets|Shortfall|Spread of tractors", 2023)
    assert missing == pytest.approx(0.95 - reached)
    years = table[table["variable"] == "Targets|Shortfall|Spread of tractors"]["year"]
    assert 2021 not in set(years)


def test_ceiling_is_never_passed(plan: Plan) -> None:
    """Proves: the ceiling shown is the one that the plan obeys."""
    share = spread.programme_share_of(plan.case, plan.values)
    years = list(plan.case.horizon.periods)
    assert bool((share <= spread.ceiling_of(plan.case).sel(period=years) + 1e-7).all())


def test_deliveries_add_up_to_sources(plan: Plan) -> None:
    """Proves: every product that was made or imported goes somewhere, in every year.
    A use left out of the table would leave a gap of its size."""
    for year in plan.case.horizon.periods:
        gap = deliveries(plan.case, plan.values, year).sum(axis=1) - sources(
            plan.case, plan.values, year
        ).sum(axis=1)
        assert abs(gap).max() < 1e-5


def test_embodied_hours_are_all_hours(plan: Plan) -> None:
    """Proves: every hour worked here serves exactly one use, with joint products and imports.
    Counting imports as made at home would give more hours than were worked."""
    for year in plan.case.horizon.years:
        served = hours_by_use(plan.case, plan.values, year)
        worked = hours_by_activity(plan.case, plan.values).sel(period=year).to_series()
        assert served.sum(axis=1).to_numpy() == pytest.approx(worked.to_numpy(), rel=1e-7)


def test_utilisation_stays_within_its_highest(plan: Plan) -> None:
    """Proves: utilisation is output over capacity (not over usable capacity, which would be 1)."""
    used = production.utilisation(plan.case, plan.values)
    assert float(used.sel(activity="mills").max()) <= 0.9 + 1e-7
    assert float(used.sel(activity="farms").max()) <= 1.0 + 1e-7
