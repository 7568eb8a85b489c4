"""From a mixture to a plan that holds."""

from __future__ import annotations

import numpy as np
import pytest
from test_two_level_hand import economy

from commonweal.errors import SolverStopped
from commonweal.plan.two_level.centre import master, takes
from commonweal.plan.two_level.repair import fewest, relative_gap, repair, scarce_use
from commonweal.plan.two_level.spread import Here, held_blocks

HERE = Here(1)


def opened(share: float):  # type: ignore[no-untyped-def]
    """A product that takes so much of itself, 100 hours, and the one answer there is."""
    case = economy([[share]], [[1.0]], [1], [[100.0]], [[1.0]])
    blocks = held_blocks(HERE, case.sources, 1, 1)
    return case, blocks, takes(case, [np.array([[1 / (1 - share)]])])


@pytest.mark.parametrize("margin", [1e-2, 1e-4, 1e-8])
def test_a_margin_that_multiplies_overdraws_nothing(margin: float) -> None:
    """Proves: where 0.95 of a product goes into itself, a margin of one per cent takes 25 per cent
    more of it; as much is held back, and hours are not overdrawn. Held back once for the
    margin alone, 125 hours would be worked of 100."""
    case, blocks, taken = opened(0.95)
    levels, uses, value = repair(HERE, blocks, case, [np.zeros(1, np.uint8)], taken, margin)
    used = scarce_use(blocks[0], np.array([0, 1]), levels[0])
    assert used[0] <= 100.0
    assert levels[0, 0] * 0.05 >= uses[0]
    assert value == pytest.approx(uses[0])
    assert value == pytest.approx(5.0, rel=60 * margin)


def test_no_mixture_at_all_is_told() -> None:
    """Proves: answers that allow no plan end with a report, and not with levels of nothing."""
    case = economy([[0.5]], [[1.0]], [1], [[100.0]], [[1.0]], least=51.0)
    blocks = held_blocks(HERE, case.sources, 1, 1)
    with pytest.raises(SolverStopped, match="no mixture"):
        repair(HERE, blocks, case, [np.zeros(1, np.uint8)], takes(case, [np.array([[2.0]])]), 1e-4)


def test_as_few_answers_as_will_do() -> None:
    """Proves: of by hand (2 hours), by machine (1 hour, 1 machine) and a third that is dearer than
    both, 100 hours and 20 machines use the first two; one is enough for 50 of the 60."""
    case = economy([[0], [0], [0]], [[2, 0], [1, 1], [3, 3]], [3], [[100, 20]], [[1]])
    answers = [np.array([[2.0, 0.0]]), np.array([[3.0, 3.0]]), np.array([[1.0, 1.0]])]
    taken = takes(case, answers)
    assert master(case, taken).value == pytest.approx(60.0)
    assert fewest(case, taken, 59.0).tolist() == [0, 2]
    assert fewest(case, taken, 49.0).tolist() == [0]


def test_a_gap_without_a_plan_is_infinite() -> None:
    """Proves: no plan and a value of nothing have no finite gap that could be small enough."""
    assert relative_gap(-np.inf, 1.0) == np.inf
    assert relative_gap(0.0, 1.0) == np.inf
    assert relative_gap(-2.0, -1.0) == 0.5
