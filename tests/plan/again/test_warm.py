"""A case planned again: the goal of a plan from scratch, and a certificate."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from commonweal.case.case import Case
from commonweal.errors import SolverStopped
from commonweal.plan.again.warm import SCRATCH, UNTOUCHED, Warm
from commonweal.plan.build import build
from commonweal.plan.certify import certify
from commonweal.plan.plan import write_solution
from commonweal.plan.solve import NoPlanError, Solution, solve
from random_economies import economy
from slider_moves import moved
from tiny import Process, Tiny

SAME = 1e-7  # difference of a goal, relative to max(1, |goal|)


def cold(case: Case) -> Solution | None:
    """The plan from scratch; None where there is none."""
    try:
        return solve(build(case))
    except NoPlanError:
        return None


def same(ours: Solution, peer: Solution) -> bool:
    """Whether every goal has the same value."""
    return all(
        abs(a.value - b.value) <= SAME * max(1.0, abs(b.value))
        for a, b in zip(ours.stages, peer.stages, strict=True)
    )


@pytest.mark.parametrize("seed", range(12))
def test_the_plan_from_scratch(seed: int, tmp_path: Path) -> None:
    """Proves: after each of three moves in a row every goal has the value of a solve from scratch,
    and the independent check accepts plan and dual values; where there is no plan it is said. A
    figure that is not moved, or an earlier goal that is not solved again, gives another value."""
    rng = np.random.default_rng(seed)
    at = economy(seed)
    if cold(at.case()) is None:
        with pytest.raises(NoPlanError):
            Warm(at.case())
        return
    warm = Warm(at.case())
    for step in range(3):
        at = moved(at, rng)
        case = at.case()
        peer = cold(case)
        if peer is None:
            with pytest.raises(NoPlanError):
                warm.again(case)
            continue
        ours = warm.again(case)
        assert same(ours, peer), f"step {step}"
        folder = tmp_path / str(step)
        write_solution(case, ours, folder)
        certificate = certify(folder)
        assert certificate.status == "optimal", certificate.reasons


FARM = Tiny(
    processes={"farm": Process(activity="farm", makes={"corn": 1.0}, hours=5.0)},
    needs={"food": {"corn": 1.0}},
    base_level={"food": 10.0},
    least_hours=80.0,
    floors={"food": 0.9},
    goals=("floors", "welfare"),
    may_fall=True,
)


def test_a_floor_that_cannot_be_met_and_back() -> None:
    """Proves: with 100 h of work at 5 h a unit there are 20 units; a floor of 25 is missed by 5 of
    10 base units, 0.5, found from scratch; back at 9 nothing is missed, found from the last basis.
    Without the goal of floors the first move would have no plan."""
    warm = Warm(FARM.case())
    short = warm.again(replace(FARM, floors={"food": 2.5}).case())
    assert short.stages[0].value == pytest.approx(-0.5)
    assert set(warm.effort.ways.values()) == {SCRATCH}
    back = warm.again(FARM.case())
    assert back.stages[0].value == 0.0
    assert SCRATCH not in warm.effort.ways.values()


def test_what_is_not_touched_is_not_solved() -> None:
    """Proves: a weight of welfare leaves the targets alone, also after a move without a plan. A
    move that failed and is not remembered would leave the targets at their old value."""
    seed = next(s for s in range(100) if economy(s).aims and economy(s).free_time_weight > 0)
    first = economy(seed)
    warm = Warm(first.case())
    warm.again(replace(first, free_time_weight=0.6).case())
    assert warm.effort.ways["targets"] == UNTOUCHED
    none = replace(first, may_fall=False, workers=dict.fromkeys(first.workers, 0.01))
    with pytest.raises(NoPlanError):
        warm.again(none.case())
    after = replace(first, free_time_weight=0.7)
    ours, peer = warm.again(after.case()), cold(after.case())
    assert peer is not None
    assert same(ours, peer)


def test_a_move_that_is_stopped_leaves_no_trace() -> None:
    """Proves: after a move whose time ran out the plan before stands with its case, and the next
    move has the plan from scratch. With the figures of the stopped move taken for those before, a
    figure that goes back would stay moved: 20 units for 10."""
    warm = Warm(FARM.case())
    before, planned = warm.solution, warm.planned
    warm.limit = 0.0
    with pytest.raises(SolverStopped):
        warm.again(replace(FARM, workers={"hands": 0.5}, may_fall=True).case())
    assert warm.solution is before
    assert warm.planned is planned
    warm.limit = 600.0
    after = replace(FARM, pace_needs=FARM.pace_needs * 0.9).case()
    peer = cold(after)
    assert peer is not None
    assert same(warm.again(after), peer)


def test_goals_from_scratch() -> None:
    """Proves: maximin is solved from scratch with the values of ``solve``, and another shape of
    the programme (two years for one) as well; neither is passed off as warm."""
    lowest = replace(FARM, goals=("maximin",), floors={})
    warm = Warm(lowest.case())
    more = replace(lowest, workers={"hands": 1.2}).case()
    peer = cold(more)
    assert peer is not None
    assert same(warm.again(more), peer)
    assert warm.effort.ways == {"maximin": SCRATCH}
    longer = replace(FARM, years=(2021, 2022)).case()
    warm = Warm(FARM.case())
    peer = cold(longer)
    assert peer is not None
    assert same(warm.again(longer), peer)
    assert warm.effort.ways["welfare"] == SCRATCH
