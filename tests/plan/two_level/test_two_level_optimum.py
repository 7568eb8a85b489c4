"""The two-level method and the whole linear programme give the same."""

from __future__ import annotations

import pytest
from made_large_economies import random_economy, whole_optimum

from commonweal.plan.two_level.certify import certify_large
from commonweal.plan.two_level.method import Settings, plan_large
from commonweal.plan.two_level.spread import Here

SMALL = [(seed, 20 + 12 * seed, 1) for seed in range(12)]
YEARS = [(seed, 20 + 8 * seed, 2 + seed % 3) for seed in range(4)]
LARGE = [(seed, 300, 1) for seed in range(2)]


@pytest.mark.parametrize(("seed", "products", "years"), [*SMALL, *YEARS, *LARGE])
def test_the_optimum_of_the_whole_programme(seed: int, products: int, years: int) -> None:
    """Proves: on random economies with up to three techniques, imports, exports, floors and two
    baskets for one need, in one year and several, plan and bound enclose the optimum of HiGHS on
    the whole programme within 1e-6, and the certificate accepts. A bound below the optimum, or a
    plan above, would be a wrong sign or sweeps that are not allowed for."""
    economy = random_economy(seed, products, years=years)
    optimum = whole_optimum(economy)
    plan = plan_large(economy, Here(2), Settings(gap=1e-6)).plan
    allowance = 1e-8 * abs(optimum)  # of HiGHS itself
    assert plan.value <= optimum + allowance
    assert plan.bound >= optimum - allowance
    assert plan.gap <= 1e-6
    found = certify_large(economy, plan.levels, plan.uses, plan.worth, plan.prices, 1e-6)
    assert found.accepted, found.reasons
    assert found.value == pytest.approx(plan.value, rel=1e-12)


def test_a_rough_gap_is_no_false_one() -> None:
    """Proves: at every round of a run that sweeps only roughly, bound and value enclose the
    optimum. Sweeps taken for exact would put one of them on the wrong side."""
    for seed in range(20, 26):
        economy = random_economy(seed, 40)
        optimum = whole_optimum(economy)
        for line in plan_large(economy, Here(1), Settings(gap=1e-4)).history:
            assert line["value"] <= optimum + 1e-8 <= line["bound"] + 2e-8


def test_the_gap_never_grows() -> None:
    """Proves: bound and value of the history are those of the best so far."""
    history = plan_large(random_economy(3, 60), Here(1), Settings(gap=1e-6)).history
    gaps = [line["gap"] for line in history]
    assert gaps == sorted(gaps, reverse=True)
    assert [line["round"] for line in history] == list(range(1, len(history) + 1))
