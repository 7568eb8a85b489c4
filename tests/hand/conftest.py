"""The way in which hand-solved economies are solved."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from commonweal.plan.build import build
from commonweal.plan.solve import NoPlanError, Solution, solve
from tiny import Tiny


@pytest.fixture
def solved() -> Callable[[Tiny], Solution]:
    """Build and solve a tiny economy as the product does it, and once more by the interior point.

    Both have to reach the same value of every goal, or to find that there is no plan. Of maximin
    the first round counts: how many others follow depends on the solution that it ends with.
    """

    def both(tiny: Tiny) -> Solution:
        programme = build(tiny.case())
        try:
            found = solve(programme)
        except NoPlanError:
            with pytest.raises(NoPlanError):
                solve(programme, "interior")
            raise
        inside = solve(programme, "interior")
        assert reached(inside) == pytest.approx(reached(found), rel=1e-7, abs=1e-7)
        return found

    return both


def reached(solution: Solution) -> dict[str, float]:
    """The value of each goal, that of its first round where there are several."""
    return {stage.goal: stage.value for stage in reversed(solution.stages)}
