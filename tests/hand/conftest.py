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

    Both have to reach the same value of every goal, or to find that there is no plan.
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
        values = [stage.value for stage in found.stages]
        assert [stage.value for stage in inside.stages] == pytest.approx(values, rel=1e-7, abs=1e-7)
        return found

    return both
