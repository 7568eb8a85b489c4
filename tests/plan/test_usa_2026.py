"""The bundled study usa-2026-no-programme: certified, and a plan that one could believe."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

import pandas as pd
import pytest

from commonweal.case.build import build_case
from commonweal.case.study import bundled_studies, read_study
from commonweal.compare.building import investment_by_asset, investment_share
from commonweal.plan.headline import headline
from commonweal.plan.make import make_plan
from commonweal.plan.plan import Plan

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def plan() -> Plan:
    return make_plan(build_case(read_study("usa-2026-no-programme")))


def test_both_studies_ship() -> None:
    """Proves: the same programme can be seen in both economies."""
    assert {"usa-2026", "usa-2026-no-programme"} <= set(bundled_studies())


def test_it_is_certified(plan: Plan) -> None:
    """Proves: the independent check accepts the plan."""
    assert plan.certificate.accepted


def test_people_get_more_at_no_more_hours(plan: Plan) -> None:
    """Proves: needs rise by 0.4 to 2 per cent a year per head, as output per hour has, and hours
    do not rise. With one asset for homes and drilling rigs needs stood still."""
    numbers = {number.name: number.value for number in headline(plan).numbers}
    assert 1.02 < numbers["needs"] < 1.10
    assert 1650 < numbers["hours"] < 1780


def test_investment_keeps_its_share_and_its_mix(plan: Plan) -> None:
    """Proves: investment stays near a fifth of final use, and each asset is built about as much as
    in 2023. With the stock of assets as capital, twice the structures and half the software were
    built, and investment fell to 14 per cent in the first year."""
    share = investment_share(plan.case, plan.values)
    assert ((share > 0.18) & (share < 0.25)).all()
    table = files("commonweal.economy") / "bundled" / "usa-2023" / "estimates"
    path = Path(str(table / "investment_by_asset.csv"))
    base = pd.read_csv(path, index_col=0).sum() * 1.051  # to 2025, as the study has it
    built = investment_by_asset(plan.values).sel(period=list(range(2026, 2031))).mean("period")
    for asset, before in base.items():
        assert 0.7 < float(built.sel(asset=asset)) / before < 1.4, asset


def test_used_goods_stop_nothing(plan: Plan) -> None:
    """Proves: a unit of scrap and used cars, which nobody makes on purpose, is worth no more than
    three of a usual product. As a given supply it was the first thing to run out."""
    value = abs(plan.duals["product_balance"]).sel(period=2030)
    assert float(value.sel(product="used-goods")) < 3 * float(value.median())
