"""Known answer: the base year comes back."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from commonweal.case.base_year import base_year_case, compare_with_accounts, reproduce_base_year
from commonweal.economy.economy import Economy
from commonweal.economy.tables import bundled_economies, read_economy
from commonweal.plan.build import build
from commonweal.plan.solve import solve
from economies import small_economy, small_meta, small_tables
from productive import productive_economies

TOLERANCE = 1e-6  # of the design: the base year to one part in a million


def test_small_economy_comes_back() -> None:
    """Proves: with joint products, imports and two labour types nothing else can be planned."""
    assert reproduce_base_year(small_economy()).worst < TOLERANCE


LARGE = {"world-2011"}  # 1,435 products


@pytest.mark.parametrize(
    "name",
    [
        pytest.param(meta.name, marks=pytest.mark.slow if meta.name in LARGE else ())
        for meta in bundled_economies()
    ],
)
def test_every_bundled_economy_comes_back(name: str) -> None:
    """Proves: what ships is read as its accounts say, product by product, and in a table of several
    regions trade between them balances as it did. With a purchase booked to the wrong region there
    would be no plan at all.
    """
    found = reproduce_base_year(read_economy(name))
    assert found.worst < TOLERANCE, found


def test_the_united_states_come_back() -> None:
    """Proves: with joint products, two products without an activity and two kinds of work too."""
    found = reproduce_base_year(read_economy("usa-2023"))
    assert found.worst < TOLERANCE, found


def test_an_economy_without_labour_comes_back() -> None:
    """Proves: accounts without labour are checked; with no stand-in nothing costs anything."""
    tables = small_tables()
    del tables["labour"], tables["labour_types"]
    found = reproduce_base_year(Economy.from_tables(small_meta(), tables))
    assert found.worst < TOLERANCE, found


@settings(
    max_examples=10,
    deadline=None,
    derandomize=True,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)
@given(productive_economies())
def test_any_balanced_economy_comes_back(economy: Economy) -> None:
    """Proves: not a property of two chosen economies."""
    found = reproduce_base_year(economy)
    assert found.worst < TOLERANCE, found


def test_a_wrong_coefficient_shows() -> None:
    """Proves the check can fail: with a tenth less of all inputs outputs are off by over 1 %."""
    case = base_year_case(small_economy())
    wrong = replace(case, technology=replace(case.technology, input=0.9 * case.technology.input))
    found = compare_with_accounts(case, solve(build(wrong)).values)
    assert found.outputs > 0.01
    assert found.where.startswith("outputs: ")


def test_one_more_unit_of_consumption_shows() -> None:
    """Proves the check can fail: what people get is compared too."""
    case = base_year_case(small_economy())
    values = dict(solve(build(case)).values)
    values["need_level"] = values["need_level"] * 1.01
    assert compare_with_accounts(case, values).consumption == pytest.approx(0.01)
