"""China planned again after moves of sliders."""

from __future__ import annotations

import pytest

from commonweal.case.moves import CEILINGS
from commonweal.case.study import read_study
from commonweal.errors import StudyError
from commonweal.plan.build import build
from commonweal.plan.resolve import Resolver
from commonweal.plan.solve import solve


def test_china_after_moves() -> None:
    """Proves: after moves of goal, right-hand side, coefficient and ceiling the certified plan has
    the goals of a solve from scratch to 1e-7. A refused move leaves the plan as it stood."""
    resolver = Resolver(read_study("china-2026"))
    for changes in (
        {"hours.free_time_weight": 1.05},
        {"hours.at_least": 1550},
        {"workers.growth": -0.005, "floors.food": 1.01},
        {CEILINGS: 1.05},
        {"welfare.discount": 0.969},
    ):
        ours = resolver.again(changes)
        peer = solve(build(resolver.case))
        found = [stage.value for stage in ours.stages]
        assert found == pytest.approx([s.value for s in peer.stages], rel=1e-7, abs=1e-7)
        assert resolver.plan().certificate.status == "optimal"
        assert "scratch" not in resolver.effort.ways.values()
    before = resolver.solution
    with pytest.raises(StudyError):
        resolver.again({"hours.at_last": 1500})
    with pytest.raises(StudyError, match="no table"):
        resolver.again(None)  # type: ignore[arg-type]
    assert resolver.solution is before
