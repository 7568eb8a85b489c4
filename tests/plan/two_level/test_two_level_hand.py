"""Large economies so small that the answer is known by hand."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.sparse import csr_array

from commonweal.errors import EconomyError, InfeasibleStudy
from commonweal.plan.two_level.certify import certify_large
from commonweal.plan.two_level.economy import FinalUses, LargeEconomy, Needs, block_of
from commonweal.plan.two_level.method import Outcome, Settings, plan_large
from commonweal.plan.two_level.spread import Here

FINE = Settings(gap=1e-6)


def economy(
    inputs: list[list[float]],
    scarce: list[list[float]],
    counts: list[int],
    limits: list[list[float]],
    baskets: list[list[float]],
    *,
    own: list[list[list[float]]] | None = None,
    least: float = 0.0,
    width: list[float] | None = None,
    slope: list[float] | None = None,
    year: list[int] | None = None,
) -> LargeEconomy:
    """Every use a need of its own, worth one goal point a unit unless told otherwise."""
    uses = len(baskets)
    whose = np.zeros((uses, *np.shape(limits))) if own is None else np.array(own, dtype=float)
    finals = FinalUses(
        tuple(f"use {number}" for number in range(uses)),
        csr_array(np.array(baskets, dtype=float)),
        whose,
        np.arange(uses),
        np.zeros(uses, dtype=np.int64) if year is None else np.array(year),
    )
    needs = Needs(
        finals.names,
        np.full(uses, least),
        np.full(uses, least),
        np.array([width or [1000.0] * uses]).T,
        np.array([slope or [1.0] * uses]).T,
    )
    begin = np.concatenate([[0], np.cumsum(counts)])
    block = block_of(0, begin, np.array(inputs, dtype=float), np.array(scarce, dtype=float))
    names = tuple(f"thing {number}" for number in range(np.shape(limits)[1]))
    return LargeEconomy(len(counts), (block,), names, np.array(limits, dtype=float), finals, needs)


def planned(case: LargeEconomy) -> Outcome:
    """A plan, certified."""
    here = Here(2)
    outcome = plan_large(case, here, FINE)
    here.close()
    plan = outcome.plan
    found = certify_large(case, plan.levels, plan.uses, plan.worth, plan.prices, FINE.gap)
    assert found.accepted, found.reasons
    return outcome


def test_one_product_from_itself_and_labour() -> None:
    """Proves: half a unit of itself and 1 hour a unit make 2 hours of full labour; 100 hours
    give 50 units. Counting direct labour alone would give 100."""
    plan = planned(economy([[0.5]], [[1.0]], [1], [[100.0]], [[1.0]])).plan
    assert plan.value == pytest.approx(50.0, rel=1e-6)
    assert plan.levels[0, 0] == pytest.approx(100.0, rel=1e-6)
    assert plan.prices[0, 0] == pytest.approx(1.0, rel=1e-6)


def test_two_techniques_are_mixed() -> None:
    """Proves: with 2 hours, or 1 hour and 1 machine, 100 hours and 20 machines give 20 units by
    machine and 40 by hand. One technique for all would give 50 or 20."""
    plan = planned(economy([[0], [0]], [[2, 0], [1, 1]], [2], [[100, 20]], [[1]])).plan
    assert plan.value == pytest.approx(60.0, rel=1e-6)
    np.testing.assert_allclose(plan.levels[0], [40.0, 20.0], rtol=1e-5)


def test_prices_of_scarce_things_are_marginal() -> None:
    """Proves: an hour more gives half a unit; a machine more saves an hour, half a unit as well."""
    plan = planned(economy([[0], [0]], [[2, 0], [1, 1]], [2], [[100, 20]], [[1]])).plan
    np.testing.assert_allclose(plan.worth[0], [0.5, 0.5], rtol=1e-5)


def test_trade_makes_what_is_dear_at_home() -> None:
    """Proves: 3 hours at home, or 1 of foreign exchange that 1 hour of exports earns, up to 60:
    60 units by trade and (100 - 60) / 3 at home. Without trade there would be 33.3."""
    case = economy(
        [[0, 0], [0, 0], [0, 0]],
        [[3, 0], [0, 1], [1, 0]],
        [2, 1],
        [[100, 0]],
        [[1, 0], [0, 1]],
        own=[[[0, 0]], [[0, -1]]],
        width=[1000.0, 60.0],
        slope=[1.0, 0.0],
    )
    plan = planned(case).plan
    assert plan.value == pytest.approx(60 + 40 / 3, rel=1e-6)
    np.testing.assert_allclose(plan.levels[0], [40 / 3, 60, 60], rtol=1e-4)


def test_the_cheaper_basket_serves_the_need() -> None:
    """Proves: of two baskets for one need the one that takes 1 hour serves it: 100 units. Half of
    each would give 66.7."""
    case = economy([[0, 0], [0, 0]], [[2], [1]], [1, 1], [[100]], [[1, 0], [0, 1]])
    one = Needs(("need",), np.zeros(1), np.zeros(1), np.array([[1000.0]]), np.array([[1.0]]))
    uses = FinalUses(
        case.uses.names, case.uses.products, case.uses.scarce, np.zeros(2, int), case.uses.year
    )
    merged = LargeEconomy(2, case.sources, case.things, case.limits, uses, one)
    plan = planned(merged).plan
    np.testing.assert_allclose(plan.uses, [0.0, 100.0], atol=1e-4)


@pytest.mark.parametrize("mix", [0.1, 0.5, 0.9])
def test_non_substitution(mix: float) -> None:
    """Proves: where labour alone is scarce, techniques do not depend on what is wanted (Samuelson
    1951): the same two of four processes are used for any mix."""
    inputs = [[0.1, 0.3], [0.3, 0.1], [0.2, 0.2], [0.4, 0.0]]
    case = economy(inputs, [[1.0], [0.9], [1.0], [1.2]], [2, 2], [[10.0]], [[mix, 1 - mix]])
    levels = planned(case).plan.levels[0]
    assert ((levels > 1e-4) == [False, True, True, False]).all()


def test_capacity_is_built_for_the_year_after() -> None:
    """Proves: 10 hours and capacity for 5 in each of two years; a unit of capacity takes an hour.
    5 units are made and 5 of capacity built, then 10 are made. Without building 10, not 15."""
    case = economy(
        [[0.0]],
        [[1.0, 1.0]],
        [1],
        [[10, 5], [10, 5]],
        [[1], [1], [0]],
        own=[[[0, 0], [0, 0]], [[0, 0], [0, 0]], [[1, 0], [0, -1]]],
        width=[1000.0, 1000.0, 100.0],
        slope=[1.0, 1.0, 0.0],
        year=[0, 1, 0],
    )
    plan = planned(case).plan
    assert plan.value == pytest.approx(15.0, rel=1e-6)
    np.testing.assert_allclose(plan.levels[:, 0], [5.0, 10.0], rtol=1e-4)


def test_too_much_asked_for_is_told() -> None:
    """Proves: 51 units where 100 hours give 50 end with the proof that there is no plan, and the
    scarce thing by its name; never with a plan of 50."""
    with pytest.raises(InfeasibleStudy, match="thing 0"):
        planned(economy([[0.5]], [[1.0]], [1], [[100.0]], [[1.0]], least=51.0))


def test_just_enough_is_planned() -> None:
    """Proves: 49.9 of the 50 possible are no contradiction."""
    plan = planned(economy([[0.5]], [[1.0]], [1], [[100.0]], [[1.0]], least=49.9)).plan
    assert plan.uses[0] == pytest.approx(50.0, rel=1e-6)


def test_a_product_that_eats_itself_is_told() -> None:
    """Proves: a product that takes 1.1 of itself has no price and no plan; the reason is given."""
    from commonweal.errors import SolverStopped

    with pytest.raises(SolverStopped, match=r"reproduce itself|more of themselves"):
        planned(economy([[1.1]], [[1.0]], [1], [[100.0]], [[1.0]]))


def test_a_technique_that_eats_itself_is_never_chosen() -> None:
    """Proves: beside a technique that works, one that takes more than it gives stays idle. Taken
    for its low direct labour it would end the sweeps without a price."""
    plan = planned(economy([[1.1], [0.5]], [[0.1], [1.0]], [2], [[100.0]], [[1.0]])).plan
    np.testing.assert_allclose(plan.levels[0], [0.0, 100.0], rtol=1e-5)


def test_a_process_from_nothing_is_refused() -> None:
    """Proves: a process that uses nothing scarce would be free without end; it is a problem with
    its place, as is a negative input."""
    with pytest.raises(EconomyError, match="nothing scarce"):
        planned(economy([[0.5]], [[0.0]], [1], [[100.0]], [[1.0]]))
    with pytest.raises(EconomyError, match="negative"):
        planned(economy([[-0.5]], [[1.0]], [1], [[100.0]], [[1.0]]))


def test_bad_ends_are_one_report() -> None:
    """Proves: a rising slope, a need that is not there and a year that is not there come together
    in one report of three problems."""
    case = economy([[0.5]], [[1.0]], [1], [[100.0]], [[1.0]])
    needs = Needs(("n",), np.zeros(1), np.zeros(1), np.ones((1, 2)), np.array([[1.0, 2.0]]))
    uses = FinalUses(
        case.uses.names, case.uses.products, case.uses.scarce, np.array([3]), np.array([7])
    )
    bad = LargeEconomy(1, case.sources, case.things, case.limits, uses, needs)
    with pytest.raises(EconomyError) as found:
        plan_large(bad, Here(1), FINE)
    assert len(found.value.problems) == 3
