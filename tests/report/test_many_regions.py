"""Figures and tables of an economy with more regions, needs and assets than a page can show."""

from __future__ import annotations

from importlib import import_module

import numpy as np
import pytest

from commonweal.case.build import build_case
from commonweal.case.study import read_study
from commonweal.compare.years import belongs, sum_by_activity
from commonweal.economy.tables import write_economy
from commonweal.plan.make import make_plan
from commonweal.plan.plan import Plan
from commonweal.report.figures.figure import most
from two_regions import two_regions

# by their names as modules: the package has functions of the same names
capacity, delivery, investment, needs, regions = (
    import_module(f"commonweal.report.figures.{name}")
    for name in ("capacity", "delivery", "investment", "needs", "regions")
)
STUDY = """\
title: Two regions for two years
economy: ./economy
years: 2021-2022
programme: none
targets: none
needs: {"north:food": {may_fall: true}, "south:goods": {may_fall: true}}
trade: {balance: {north: -10, south: 17}}
continuation: {growth: 0.0}
"""


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Plan:
    """A plan of two regions."""
    folder = tmp_path_factory.mktemp("many")
    write_economy(two_regions(), folder / "economy")
    (folder / "study.yaml").write_text(STUDY, encoding="utf-8")
    return make_plan(build_case(read_study(folder)))


def test_the_largest_are_kept_in_their_order() -> None:
    """Proves: of five things the two largest stand as they stood, and few things all stay."""
    assert most(list("abcde"), [1.0, 5.0, 2.0, 9.0, 3.0], 2) == [1, 3]
    assert most(list("ab"), [1.0, 5.0], 2) == [0, 1]


def test_needs_beyond_what_is_read_are_in_the_table(
    plan: Plan, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Proves: the two needs with the greatest weight are drawn (40 of corn and 30 of corn out of
    110 consumed), all four are in the numbers, and the text says so."""
    monkeypatch.setattr(needs, "SHOWN", 2)
    made = needs.needs(plan)
    drawn = set(made.plot.data[1].y)
    assert drawn == {"Food, south", "Food, north"}
    assert len(made.table) == 4
    assert "Drawn are the 2 largest by their weight; 2 more are in the numbers." in made.reading


def test_activities_beyond_what_is_read_are_in_the_table(
    plan: Plan, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Proves: the farm, with 10.8 million hours against the mine's 8, is drawn; both are listed."""
    monkeypatch.setattr(capacity, "SHOWN", 1)
    made = capacity.capacity(plan)
    assert made is not None
    assert set(made.plot.data[0].y) == {"Farm"}
    assert set(made.table["Activity"]) == {"Farm", "Mine"}
    assert "1 more are in the numbers" in made.reading


def test_assets_beyond_the_colours_are_summed(plan: Plan, monkeypatch: pytest.MonkeyPatch) -> None:
    """Proves: what the others are in place for is added up and nothing is lost: the bars of a year
    add up to all that is put in place."""
    monkeypatch.setattr(investment, "SHOWN", 1)
    made = investment.investment(plan)
    assert made is not None
    bars = [trace for trace in made.plot.data if trace.type == "bar"]
    assert [trace.name for trace in bars] == ["2 others"]
    placed = plan.values["investment"].sel(period=[2021, 2022]).sum("asset").values
    assert np.array(bars[0].y) == pytest.approx(placed, abs=1e-3)


def test_a_row_for_every_region(plan: Plan) -> None:
    """Proves: regions are named, the larger consumer stands first, and hours are those of 2020."""
    made = regions.regions(plan)
    assert made is not None
    assert list(made.table["Region"]) == ["South", "North"]
    assert made.table["Hours per worker 2020"].tolist() == pytest.approx([1_800.0, 2_000.0])
    assert made.table["2020"].tolist() == pytest.approx([100.0, 100.0])


def test_users_by_region_add_up_to_every_user(plan: Plan, monkeypatch: pytest.MonkeyPatch) -> None:
    """Proves: where a table would have too many cells, users are added up by region; each product's
    row still adds up to what was made."""
    whole = delivery.every_user(plan, 2022)
    monkeypatch.setattr(delivery, "MOST_CELLS", 3)
    few = delivery.every_user(plan, 2022)
    assert "To the activities of North" in few.columns
    assert "For the people of South" in few.columns
    sums = [frame.iloc[:, 4:].sum(axis=1).to_numpy() for frame in (whole, few)]
    assert sums[1] == pytest.approx(sums[0])
    assert sums[1] == pytest.approx(whole["Made at home"].to_numpy(), rel=1e-6)


def test_the_sum_over_processes_is_that_of_the_matrix(plan: Plan) -> None:
    """Proves: the short way gives what the product with the matrix of ones gives, for one and for
    more dimensions."""
    case = plan.case
    for values in (
        plan.values["capacity"],
        case.technology.input,
        case.technology.input * plan.values["activity"],
    ):
        slow = (belongs(case) * values).sum("process")
        quick = sum_by_activity(case, values).transpose(*slow.dims)
        assert quick.values == pytest.approx(slow.values)
