"""Figures of both regimes: the base year is 1, classes add up to the mean, hours by hand."""

from __future__ import annotations

import numpy as np
import pytest
import xarray as xr

from commonweal.compare.basket import basket_hours, hours_of_needs
from commonweal.compare.classes import Classes, classes_of_plan, classes_of_run, labour_index
from commonweal.compare.people import base_shares
from commonweal.compare.scores import MARKET_ONLY, SCORES, market_scores, plan_scores
from commonweal.compare.years import base_activity
from commonweal.market.case_start import start_of_case
from commonweal.market.parameters import Closure
from commonweal.market.run import Run, simulate
from commonweal.market.yearly import yearly_values
from compare.benches import small_bench
from small_study import small_plan
from tiny import Process, Tiny


def small_run(months: int = 36) -> Run:
    """The market of the small economy."""
    bench = small_bench()
    return simulate(*start_of_case(bench.case, bench.economy, Closure(), "accounts"), months)


def test_hours_of_a_need_by_hand() -> None:
    """Proves: bread takes 0.5 h and 0.5 of flour, flour 1 h and a tenth of itself: flour embodies
    1 / 0.9 h, bread 0.5 + 0.5 / 0.9 = 1.0556 h. Direct hours alone would be 0.5."""
    tiny = Tiny(
        processes={
            "bake": Process(
                activity="baking", makes={"bread": 1.0}, uses={"flour": 0.5}, hours=0.5
            ),
            "mill": Process(
                activity="milling", makes={"flour": 1.0}, uses={"flour": 0.1}, hours=1.0
            ),
        },
        needs={"food": {"bread": 2.0}},
        base_level={"food": 10.0},
        base_activity={"baking": 20.0, "milling": 100 / 9},
    )
    case = tiny.case()
    found = hours_of_needs(case, base_activity(case))
    assert float(found.sel(need="food")) == pytest.approx(2 * (0.5 + 0.5 / 0.9))


def test_an_activity_that_stands_still_keeps_its_techniques() -> None:
    """Proves: without output a mean of techniques is not 0 / 0; the base year's are taken."""
    case = small_bench().case
    none = xr.zeros_like(base_activity(case))
    start = hours_of_needs(case, base_activity(case))
    np.testing.assert_allclose(hours_of_needs(case, none), start)


def test_base_levels_score_one() -> None:
    """Proves: needs at the level of the base year are 1 at any weights and for every class."""
    case = small_bench().case
    values = dict(small_plan()[0].values)
    level = case.demand.per_head * case.people_of_needs
    values["need_level"] = level.transpose("need", "period")
    scores = plan_scores(case, values)
    for name in ("needs_mean", "needs_labour", "needs_least_class", "needs_worst"):
        assert scores[name] == pytest.approx(1.0)
    assert scores["hours_spread"] == 0.0
    weights = hours_of_needs(case, base_activity(case))
    assert labour_index(case, values, weights, case.horizon.last) == pytest.approx(1.0)


def test_classes_add_up_to_the_mean() -> None:
    """Proves: heads-weighted, workers and owners get what all people get by the shared figure of
    needs. With what the government gives counted twice they would get more."""
    case, run = small_bench().case, small_run()
    found = classes_of_run(case, run, 2)
    owners = run.market.system.owner_heads
    mean = (1.0 - owners) * found.fulfilment[0] + owners * found.fulfilment[1]
    shares = base_shares(case).values
    scores, _ = market_scores(case, run)
    assert float(shares @ mean) == pytest.approx(scores["needs_mean"], rel=1e-9)
    assert scores["needs_least_class"] <= scores["needs_mean"]


def test_spread_of_hours_is_that_of_those_without_work() -> None:
    """Proves: with a tenth at no hours and the rest alike the Gini is 0.1, by the definition over
    ten people: sum |a - b| / (2 n^2 mean) = 18 / (2 * 100 * 0.9)."""
    hours = np.array([0.0] + [1.0] * 9)
    gini = np.abs(hours[:, None] - hours).sum() / (2 * 100 * hours.mean())
    assert Classes(np.ones((1, 1)), 0.9).spread_of_hours == pytest.approx(gini)


def test_both_regimes_have_the_same_figures() -> None:
    """Proves: a plan and a run give the same names, all finite; and hours of the same kind: what a
    market's workers work on the mean is employment times the hours of the base year or less."""
    case, run = small_bench().case, small_run()
    shared, own = market_scores(case, run)
    planned = plan_scores(case, small_plan()[0].values)
    assert list(shared) == list(planned) == list(SCORES)
    assert list(own) == list(MARKET_ONLY)
    assert all(np.isfinite(v) or k == "adoption" for k, v in (shared | own).items())
    values = yearly_values(case, run)
    assert classes_of_plan(case, values, case.horizon.last).employed == 1.0
    assert shared["hours"] <= float(case.work.base_hours.max()) * 1.0001
    assert basket_hours(case, values, case.horizon.last) == shared["basket_hours"]


def test_less_than_a_year_has_no_figures() -> None:
    """Proves: a run of eleven months is refused instead of being taken for a year."""
    with pytest.raises(ValueError, match="less than a year"):
        market_scores(small_bench().case, small_run(11))
