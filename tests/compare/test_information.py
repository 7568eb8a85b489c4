"""A plan with the market's information: the same by chance, nothing lost without errors."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from commonweal.case.build import build_case
from commonweal.case.study import read_study
from commonweal.compare.basket import case_owner
from commonweal.compare.grid import Noise, read_grid
from commonweal.compare.information import follow, perturbed, usual_orders
from commonweal.compare.scores import plan_scores
from commonweal.plan.make import make_plan
from compare.benches import small_bench
from small_study import small_plan

CERTAIN = Noise(coefficient_noise=0.0, demand_noise=0.0, delay_years=0, seeds=(1,))


def test_without_errors_nothing_is_lost() -> None:
    """Proves: with the true coefficients and no delay the orders of the plan, carried out in the
    true economy, give the plan's own figures."""
    found = follow(small_bench().case, CERTAIN, 1).scores
    wanted = plan_scores(small_bench().case, small_plan()[0].values)
    assert found is not None
    assert found["needs_mean"] == pytest.approx(wanted["needs_mean"], rel=1e-5)
    assert found["hours"] == pytest.approx(wanted["hours"], rel=1e-4)


def test_errors_never_gain() -> None:
    """Proves: with errors of half a per cent the goals of the plan reach no more than with
    certainty; the true economy still balances, for it is solved anew."""
    found = follow(small_bench().case, replace(CERTAIN, coefficient_noise=0.005), 1)
    certain = plan_scores(small_bench().case, small_plan()[0].values)
    assert found.scores is not None, found.reason
    assert found.scores["needs_mean"] <= certain["needs_mean"] * (1.0 + 1e-6)


@pytest.mark.slow
def test_a_plan_can_do_badly() -> None:
    """Proves: on the bundled study errors of 5 % and orders as before for a year cost more than a
    tenth of a base year's needs per head; certainty and delay alike would show no loss."""
    case = build_case(read_study("china-2026"))
    certain = plan_scores(case, make_plan(case).values)["needs_mean"]
    found = follow(case, read_grid().noise, 1)
    assert found.scores is not None, found.reason
    assert found.scores["needs_mean"] < certain - 0.1


@pytest.mark.parametrize("study", ["china-2026", "usa-2026"])
def test_orders_as_before_renew_what_wears_out(study: str) -> None:
    """Proves: in the year of delay every activity may order at least what wears out, none may order
    beyond that or its fullest year of earlier orders together, and no technique of the programme.
    In the United States, where old plant is built no longer and new plant within a year, 56
    activities could order nothing, and no plan with a delay existed."""
    case = build_case(read_study(study))
    owner = case_owner(case).astype(int)
    wear = np.bincount(owner, case.technology.depreciation.values * case.start.capacity.values)
    before = np.bincount(owner, case.start.arrivals.max("period").values)
    usual = usual_orders(case).values
    orders = np.bincount(owner, usual)
    assert (orders >= wear * (1.0 - 1e-12)).all()
    assert (orders <= (wear + before) * (1.0 + 1e-12)).all()
    assert not usual[case.technology.technique.values != ""].any()


def test_a_delay_that_leaves_no_plan_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """Proves: with orders as before for a year there is a plan; were nothing at all ordered in it
    there would be none, and that is told with its reason and without figures."""
    late = replace(CERTAIN, delay_years=1)
    assert follow(small_bench().case, late, 1).scores is not None
    monkeypatch.setattr(
        "commonweal.compare.information.usual_orders", lambda case: 0.0 * usual_orders(case)
    )
    found = follow(small_bench().case, late, 1)
    assert found.scores is None
    assert found.reason == "no plan exists with the errors of this seed and the delay"


def test_a_plan_that_does_not_exist_is_told() -> None:
    """Proves: errors that leave no plan give a reason and no figures; nothing is repaired."""
    found = follow(small_bench().case, replace(CERTAIN, coefficient_noise=1.0), 1)
    assert found.scores is None
    assert found.reason


def test_the_same_seed_makes_the_same_errors() -> None:
    """Proves: a seed fixes the case to the byte, another makes another one, and every process of an
    activity is wrong by the same: the ratio of two techniques stays."""
    case = small_bench().case
    noise = replace(CERTAIN, coefficient_noise=0.1, demand_noise=0.1)
    one, again, other = (perturbed(case, noise, seed) for seed in (1, 1, 2))
    assert one.hash == again.hash
    assert len({case.hash, one.hash, other.hash}) == 3
    owner = case.technology.activity.values
    ratio = (
        (one.technology.hours / case.technology.hours).transpose("labour_type", "process").values
    )
    for activity in set(owner):
        own = ratio[:, owner == activity]
        same = own[:, :1] * np.ones_like(own)
        np.testing.assert_allclose(own, np.where(np.isnan(own), own, same), rtol=1e-12)


def test_no_errors_make_the_case_itself() -> None:
    """Proves: with no noise the believed case is the true one in every array."""
    case = small_bench().case
    believed = dict(perturbed(case, CERTAIN, 1).arrays())
    for name, values in case.arrays():
        if values.dtype.kind != "O":
            np.testing.assert_array_equal(believed[name].transpose(*values.dims), values)
