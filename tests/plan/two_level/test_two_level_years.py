"""Several years: capacity by asset group, built by the plan."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from made_large_economies import whole_optimum
from scipy.sparse import csr_array

from commonweal.errors import EconomyError
from commonweal.plan.two_level.certify import certify_large
from commonweal.plan.two_level.economy import FinalUses, LargeEconomy, Needs, block_of
from commonweal.plan.two_level.generate import Spec
from commonweal.plan.two_level.generated import generated
from commonweal.plan.two_level.method import Settings, plan_large
from commonweal.plan.two_level.repair import LargePlan
from commonweal.plan.two_level.spread import Here
from commonweal.plan.two_level.years import Horizon, over_years

FINE = Settings(gap=1e-6)


def corn() -> LargeEconomy:
    """Corn by 1 hour and 1 machine; 10 hours and 4 machines; corn is worth 1."""
    block = block_of(0, [0, 1], np.zeros((1, 1)), np.array([[1.0, 1.0]]))
    zero = np.zeros(1, dtype=np.int64)
    uses = FinalUses(("corn",), csr_array(np.ones((1, 1))), np.zeros((1, 1, 2)), zero, zero)
    needs = Needs(("corn",), np.zeros(1), np.zeros(1), np.array([[100.0]]), np.array([[1.0]]))
    return LargeEconomy(1, (block,), ("hours", "machines"), np.array([[10.0, 4.0]]), uses, needs)


def horizon(years: int = 2, *, wear: float = 0.0, keep: float = 1.0, corns: float = 0.5) -> Horizon:
    """A machine takes half a corn."""
    products = csr_array(np.array([[corns]]))
    return Horizon(years, (1,), np.array([wear]), products, np.zeros(2), 1.0, keep)


def planned(economy: LargeEconomy) -> LargePlan:
    """A plan, certified."""
    plan = plan_large(economy, Here(1), FINE).plan
    found = certify_large(economy, plan.levels, plan.uses, plan.worth, plan.prices, FINE.gap)
    assert found.accepted, found.reasons
    return plan


def test_building_pays_where_it_brings_more() -> None:
    """Proves: half a corn builds a machine that makes one corn a year later. Of 4 corn in the first
    year 3 build 6 machines, and 10 are made in the second: 11 to eat. Without building 8; were a
    machine there at once, 13 or more."""
    plan = planned(over_years(corn(), horizon()))
    assert plan.value == pytest.approx(11.0, rel=1e-5)
    np.testing.assert_allclose(plan.levels[:, 0], [4.0, 10.0, 0.0], rtol=1e-4)


def test_a_dear_machine_is_not_built() -> None:
    """Proves: at 1.5 corn a machine that makes one corn is not built."""
    assert planned(over_years(corn(), horizon(corns=1.5))).value == pytest.approx(8.0, rel=1e-5)


def test_wear_has_to_be_made_good() -> None:
    """Proves: where half wears out, 2 machines are left in the second year and have to be 4
    after it. At 1.5 corn a machine does not pay for itself, and yet what is lacking at the end,
    4 - 1 = 3, is built: in the first year a machine gives 1 and leaves half of itself, in the
    second it leaves itself whole.

    First year v, second w: v / 2 + w = 3; corn 4 - 1.5 v and 2 + v - 1.5 w. w = 3 - v / 2 gives
    the sum 1.5 + 0.25 v, and the second year's corn, at least 0, holds for any v >= 10 / 7; the
    first year's for v <= 8 / 3: v = 8 / 3, sum 1.5 + 2 / 3."""
    plan = planned(over_years(corn(), horizon(wear=0.5, corns=1.5)))
    assert plan.value == pytest.approx(1.5 + 2 / 3, rel=1e-4)


def test_without_an_end_the_plan_eats_its_capital() -> None:
    """Proves: the same with nothing that must be left at the end: nothing is built, 4 + 2 are
    eaten. The condition at the end is what keeps the capital (negative control)."""
    economy = over_years(corn(), horizon(wear=0.5, corns=1.5, keep=0.0))
    assert planned(economy).value == pytest.approx(6.0, rel=1e-5)


@pytest.mark.slow
def test_a_generated_economy_over_three_years() -> None:
    """Proves: 600 products over three years, nine scarce things in each: plan and bound enclose the
    optimum of HiGHS on the whole programme within 1e-4; and capacity, summed up here from
    what is built, covers what is used in every year and is kept at the end."""
    here = Here(2)
    spec = Spec(600, 10, years=3)
    economy, blocks = generated(spec, here)
    plan = plan_large(economy, here, Settings(gap=1e-4), blocks=blocks).plan
    optimum = whole_optimum(economy)
    assert plan.value <= optimum * (1 + 1e-8)
    assert plan.bound >= optimum * (1 - 1e-8)
    scarce = np.concatenate([block.scarce for block in blocks])
    used = plan.levels @ scarce
    for thing, wear in zip((3, 4, 5, 6), (0.03, 0.10, 0.15, 0.25), strict=True):
        first = capacity = economy.limits[0, thing]
        for year in range(3):
            assert used[year, thing] <= capacity * (1 + 1e-9)
            name = f"{economy.things[thing]} built, year {year + 1}"
            built = plan.uses[economy.uses.names.index(name)] * first
            capacity = capacity * (1 - wear) + built
        assert capacity >= first * (1 - 1e-9)
    assert (used[3] == 0).all()


def test_one_year_more_serves_all_years() -> None:
    """Proves: an answer to one year's prices is used in every year: with one technique, one answer
    is enough for five years."""
    outcome = plan_large(over_years(corn(), horizon(5)), Here(1), FINE)
    assert len(outcome.history) < 60
    assert outcome.plan.gap <= 1e-6


def test_a_horizon_that_contradicts_itself() -> None:
    """Proves: no years, a discount above 1, wear of everything and a negative end come in one
    report; an economy of several years is not spread again."""
    bad = replace(horizon(), years=0, discount=1.5, wear=np.array([1.0]), keep=-1.0)
    with pytest.raises(EconomyError) as found:
        over_years(corn(), bad)
    assert len(found.value.problems) == 4
    with pytest.raises(EconomyError, match="years"):
        over_years(over_years(corn(), horizon()), horizon())
