"""The certificate of a large plan accepts what holds and refuses everything else."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from made_large_economies import random_economy

from commonweal.plan.two_level.certify import LargeCertificate, certify_large
from commonweal.plan.two_level.economy import LargeEconomy
from commonweal.plan.two_level.method import Settings, plan_large
from commonweal.plan.two_level.repair import LargePlan
from commonweal.plan.two_level.spread import Here

GAP = 1e-4


@pytest.fixture(scope="module")
def made() -> tuple[LargeEconomy, LargePlan]:
    """An economy of two years with its plan."""
    economy = random_economy(2, 40, years=2)
    return economy, plan_large(economy, Here(1), Settings(gap=GAP)).plan


def judged(economy: LargeEconomy, plan: LargePlan, gap: float = GAP) -> LargeCertificate:
    """The certificate."""
    return certify_large(economy, plan.levels, plan.uses, plan.worth, plan.prices, gap)


def test_what_holds_is_accepted(made: tuple[LargeEconomy, LargePlan]) -> None:
    """Proves: a plan of the method is accepted with the value and the bound that it claims."""
    economy, plan = made
    found = judged(economy, plan)
    assert found.accepted
    assert found.value == pytest.approx(plan.value, rel=1e-12)
    assert found.bound == pytest.approx(plan.bound, rel=1e-9)
    assert min(found.worst_balance, found.worst_scarce, found.worst_price) >= 0


@pytest.mark.parametrize("share", [1e-3, 1.0])
def test_a_product_that_is_short(made: tuple[LargeEconomy, LargePlan], share: float) -> None:
    """Proves: less of any process in use leaves its product short."""
    economy, plan = made
    for process in np.flatnonzero(plan.levels[1] > 1e-6)[:5]:
        levels = plan.levels.copy()
        levels[1, process] *= 1 - share
        found = judged(economy, replace(plan, levels=levels))
        assert any("short" in reason and "year 1" in reason for reason in found.reasons)


def test_a_scarce_thing_that_is_overdrawn(made: tuple[LargeEconomy, LargePlan]) -> None:
    """Proves: one per cent more of everything overdraws what is scarce; so does one per cent less
    of it than the plan was made for."""
    economy, plan = made
    more = replace(plan, levels=plan.levels * 1.01, uses=plan.uses * 1.01)
    assert any("overdrawn" in reason for reason in judged(economy, more).reasons)
    less = replace(economy, limits=economy.limits * 0.99)
    assert any("overdrawn" in reason for reason in judged(less, plan).reasons)


def test_prices_at_which_somebody_earns(made: tuple[LargeEconomy, LargePlan]) -> None:
    """Proves: a price higher by one per cent than the cheapest process costs is found: the bound
    made of such prices is too low."""
    economy, plan = made
    prices = plan.prices.copy()
    prices[0, 7] *= 1 + 1e-2
    found = judged(economy, replace(plan, prices=prices))
    assert any("costs less than its product" in reason for reason in found.reasons)


@pytest.mark.parametrize("name", ["levels", "uses", "worth", "prices"])
@pytest.mark.parametrize("value", [-1e-6, np.nan, np.inf])
def test_negative_and_missing(
    made: tuple[LargeEconomy, LargePlan], name: str, value: float
) -> None:
    """Proves: a negative, a missing and an infinite figure are refused wherever they stand."""
    economy, plan = made
    values = getattr(plan, name).copy()
    values.flat[0] = value
    found = judged(economy, replace(plan, **{name: values}))
    assert any(reason.startswith(name) for reason in found.reasons)


def test_a_need_below_its_floor(made: tuple[LargeEconomy, LargePlan]) -> None:
    """Proves: nothing at all breaks the floors, and nothing else."""
    economy, plan = made
    none = replace(plan, levels=plan.levels * 0, uses=plan.uses * 0)
    found = judged(economy, none)
    assert any("below" in reason for reason in found.reasons)
    assert not any("short" in reason for reason in found.reasons)


def test_a_use_beyond_its_range(made: tuple[LargeEconomy, LargePlan]) -> None:
    """Proves: more exports than can be sold are refused, though they would bring foreign
    exchange."""
    economy, plan = made
    uses = plan.uses.copy()
    uses[7] = 1.5
    found = judged(economy, replace(plan, uses=uses))
    assert any("beyond its range" in reason for reason in found.reasons)


def test_a_gap_too_wide(made: tuple[LargeEconomy, LargePlan]) -> None:
    """Proves: what a plan is from its bound is computed here, and refused where it is more than
    asked for."""
    economy, plan = made
    found = judged(economy, plan, 1e-12)
    assert found.reasons == (f"the gap is {found.gap:.3g}, more than 1e-12",)


def test_levels_of_another_economy(made: tuple[LargeEconomy, LargePlan]) -> None:
    """Proves: levels for fewer processes than there are raise; they are not padded."""
    economy, plan = made
    with pytest.raises(ValueError, match="levels"):
        judged(economy, replace(plan, levels=plan.levels[:, :-1]))
