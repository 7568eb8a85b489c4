"""From the market to the plan: the steps add up, with and without plans made with errors."""

from __future__ import annotations

import pytest

from commonweal.compare.grid import subsets
from commonweal.compare.scores import SCORES
from commonweal.compare.waterfall import KNOWN, PLAN, REST, START, waterfall

NAMES = ["rent", "closure"]
RESULTS = {
    off: {"shared": dict.fromkeys(SCORES, value)}
    for off, value in zip(subsets(NAMES), (0.8, 0.9, 1.0, 1.3), strict=True)
}
DONE = dict.fromkeys(SCORES, 2.0)


@pytest.mark.parametrize("known", [None, 1.7])
def test_steps_add_up_to_the_plan(known: float | None) -> None:
    """Proves: 0.8 of the market, 0.2 of rent, 0.3 of closure, 0.7 that no switch explains add up to
    2.0; with a plan of 1.7 made with errors 0.4 and 0.3 take the place of 0.7."""
    followed = None if known is None else dict.fromkeys(SCORES, known)
    steps = waterfall(NAMES, RESULTS, followed, DONE)["needs_mean"]
    assert steps[:-1].sum() == pytest.approx(steps[PLAN]) == 2.0
    assert steps[START] == 0.8
    assert (steps["rent"], steps["closure"]) == (pytest.approx(0.2), pytest.approx(0.3))
    assert steps[REST] == pytest.approx(0.7 if known is None else 0.4)
    assert (KNOWN in steps.index) == (known is not None)


def test_a_figure_that_a_set_of_switches_lacks_is_left_out() -> None:
    """Proves: where a run has no figure there is no waterfall of it, instead of one with a hole."""
    results = RESULTS | {frozenset(): {"shared": dict.fromkeys(SCORES, 1.0) | {"idle": None}}}
    assert set(SCORES) - set(waterfall(NAMES, results, None, DONE).columns) == {"idle"}
