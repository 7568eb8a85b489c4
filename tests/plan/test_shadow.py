"""Shadow values: what the goal gains when a row is relaxed, never negative for a scarce thing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import xarray as xr

from commonweal.case.case import Case
from commonweal.plan.build import build
from commonweal.plan.plan import Plan
from commonweal.plan.scarcity import scarcity
from commonweal.plan.shadow import DEFINITIONS, KINDS, hour_value, shadow_value, shadow_values
from commonweal.plan.solve import solve
from made_plans import made_case, made_plan

EQUATIONS_OF_EITHER_SIGN = ("capacity_motion",)


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Plan:
    folder = tmp_path_factory.mktemp("shadow")
    return made_plan(made_case(folder))


def _part(case: Case, part: str, **arrays: Any) -> Case:
    return replace(case, **{part: replace(getattr(case, part), **arrays)})


def _more_labour(case: Case, change: xr.DataArray) -> Case:
    """Hours of work added; they come as workers at the hours of the plan."""
    return _part(case, "work", workers=case.work.workers + change)


def _less_to_deliver(case: Case, change: xr.DataArray) -> Case:
    return _part(case, "demand", deliveries=case.demand.deliveries - change)


def _more_deficit(case: Case, change: xr.DataArray) -> Case:
    return _part(case, "trade", deficit=case.trade.deficit + change)


def _higher_cap(case: Case, change: xr.DataArray) -> Case:
    return _part(case, "limits", cap=case.limits.cap + change)


def _fewer_assets(case: Case, change: xr.DataArray) -> Case:
    return _part(case, "start", committed=case.start.committed - change)


RELAXED: dict[str, tuple[Callable[[Case, xr.DataArray], Case], str]] = {
    "product_balance": (_less_to_deliver, "demand.deliveries"),
    "labour": (_more_labour, "work.workers"),
    "trade_balance": (_more_deficit, "trade.deficit"),
    "limits": (_higher_cap, "limits.cap"),
    "investment": (_fewer_assets, "start.committed"),
}


@pytest.mark.parametrize("family", RELAXED)
def test_shadow_value_is_the_gain_of_a_relaxed_row(plan: Plan, family: str) -> None:
    """Proves: relaxing every planned year's row by a little gains what the shadow values say.
    With the sign turned the foretold gain would be negative; without it the rule is a guess."""
    relax, name = RELAXED[family]
    size = dict(plan.case.arrays())[name]
    last = plan.case.horizon.last
    change = 1e-5 * abs(size) * (size["period"] <= last) + 1e-7
    change = change * (size["period"] <= last)
    moved = solve(build(relax(plan.case, change))).stages[-1].value - plan.objective
    unit = change * plan.values["hours_per_worker"] if family == "labour" else change
    value = shadow_value(plan, family)
    foretold = float((value * unit).sum())
    assert foretold > 1e-8
    # pieces of the utility end somewhere: the gain lies within a per cent of the slope
    assert moved == pytest.approx(foretold, rel=0.02)


def test_no_scarce_thing_has_a_negative_value(plan: Plan) -> None:
    """Proves: by the sign rule no row but the motion of capacity has a value below zero.
    A sign wrong in one family would show its values below zero."""
    for family in KINDS:
        if family in plan.duals and family not in EQUATIONS_OF_EITHER_SIGN:
            lowest = float(shadow_value(plan, family).min())
            assert lowest >= -1e-9, family


def test_every_family_of_rows_is_known(plan: Plan) -> None:
    """Proves: no rows of the programme are passed over without a word.
    A new block would make a family that is neither a kind nor a definition."""
    assert set(plan.duals) <= set(KINDS) | set(DEFINITIONS)


def test_an_hour_of_work_is_worth_one_hour(plan: Plan) -> None:
    """Proves: labour in hours is 1 on average over the types. In goal points per hour it would
    be a number of the order of 1e-6."""
    frame = shadow_values(plan)
    year = plan.case.horizon.first
    rows = frame[(frame["family"] == "labour") & (frame["year"] == year)]
    hours = plan.case.work.workers.sel(period=year)
    weights = hours.sel(labour_type=rows["label"].tolist()).values
    assert np.average(rows["hours"], weights=weights) == pytest.approx(1.0)


def test_hours_are_undefined_where_work_is_not_scarce(plan: Plan) -> None:
    """Proves: with labour worth nothing no value is told in hours (NaN, not infinity)."""
    stage = plan.stages[-1]
    duals = {**stage.duals, "labour": stage.duals["labour"] * 0.0}
    idle = replace(plan, stages=(*plan.stages[:-1], replace(stage, duals=duals)))
    assert float(hour_value(idle).max()) == 0.0
    assert shadow_values(idle)["hours"].isna().all()
    found = scarcity(idle)
    assert found["hours"].isna().all()
    assert found["gain"].is_monotonic_decreasing
    assert "goal points" in found["sentence"].iloc[0]


def test_not_unique_is_said(plan: Plan) -> None:
    """Proves: the flag of the solution reaches every row."""
    assert set(shadow_values(replace(plan, not_unique=True))["unique"]) == {False}
    assert set(shadow_values(replace(plan, not_unique=False))["unique"]) == {True}


def test_labour_is_one_per_cent_of_all_hours(plan: Plan) -> None:
    """Proves: 1 % more of all types of labour is worth 1 % of all hours, the measure of the
    ranking. Counted over a year less, or with the continuation, it would not be 0.01."""
    found = scarcity(plan)
    share = found[found["family"] == "labour"]["share"].sum()
    assert share == pytest.approx(0.01)
    years = list(plan.case.horizon.years)
    hours = plan.case.work.workers.sum("labour_type") * plan.values["hours_per_worker"]
    mean = float(hours.sel(period=years).sum()) / len(years)
    worth = found[found["family"] == "labour"]["hours"].sum()
    assert worth == pytest.approx(0.01 * mean)


def test_ranking_does_not_depend_on_units(
    plan: Plan, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Proves: gains are compared, not values per unit. Grain in tonnes instead of kilotonnes
    would have a thousandth of the shadow value, and the same place in the ranking."""
    found = scarcity(plan).set_index(["family", "label"])["gain"]
    value = shadow_value(plan, "product_balance").sel(product="grain")
    supply = (plan.case.technology.output * plan.values["activity"]).sum("process").sel(
        product="grain"
    ) + plan.values["imports"].sel(product="grain")
    years = list(plan.case.horizon.years)
    by_hand = 0.01 * float((value * supply).sel(period=years).sum())
    assert found["product_balance", "grain"] == pytest.approx(by_hand)


def test_names_are_readable(plan: Plan, tmp_path: Path) -> None:
    """Proves: a reader meets names and units and never labels."""
    found = scarcity(plan)
    assert "Grain" in set(found["name"])
    assert not set(found["name"]) & {"grain", "farms", "care-homes", "tractors"}
    units = shadow_values(plan).set_index("name")["unit"]
    assert units.loc["Grain"].iloc[0] == "kt"
