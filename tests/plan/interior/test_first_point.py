"""Where the iteration starts: inside all bounds, of the size of the programme; a second try."""

from __future__ import annotations

import time

import numpy as np
import pytest

import commonweal.plan.interior.mehrotra as iteration
from commonweal.plan.interior.eliminate import SingularError
from commonweal.plan.interior.form import Form, form
from commonweal.plan.interior.normal import Normal
from commonweal.plan.interior.point import Bounded, Point, bounded, residuals
from commonweal.plan.interior.reduce import reduce
from commonweal.plan.interior.start import mehrotra_start, natural_start
from commonweal.plan.interior.step import Direction, Stride
from random_programmes import programme


def reduced(seed: int) -> Form:
    rows, cost, _ = programme(seed)
    less = reduce(rows)
    return form(less.rows, cost[less.kept_columns])


@pytest.mark.parametrize("seed", range(6))
def test_it_is_inside_and_near(seed: int) -> None:
    """Proves: all distances and their dual values are positive, the distances are those of x, and
    no column is far off the size of the programme. Without the cut at a tenth of the distance a
    column would start on or beyond its bound."""
    what = reduced(seed)
    ends = bounded(what)
    point = natural_start(what, ends, Normal(what))
    for part in (point.below, point.above, point.lower, point.upper):
        assert np.all(part > 0)
    left = residuals(what, ends, point)
    room = np.minimum(what.upper - what.lower, np.inf)
    one = np.isinf(room)
    assert np.max(np.abs(left.below[one[ends.lower]]), initial=0.0) < 1e-12
    assert np.max(np.abs(point.x)) < 1e3


def test_a_small_need_starts_small() -> None:
    """Proves: a column whose cost is a millionth starts with a dual value of that size, where
    Mehrotra's start lifts all of them alike, a million times too high for this one."""
    rows, cost, _ = programme(2)
    less = reduce(rows)
    small = np.full(len(less.kept_columns), 1e-6) * np.abs(cost[less.kept_columns])
    what = form(less.rows, small)
    ends = bounded(what)
    near = natural_start(what, ends, Normal(what))
    far = mehrotra_start(what, ends, Normal(what))
    assert np.median(near.lower) < 1e-4
    assert np.median(far.lower) > 1e-3


def test_where_it_fails_the_other_start_is_tried(monkeypatch: pytest.MonkeyPatch) -> None:
    """Proves: a first start without a factor costs one more try and no result."""

    def fails(what: Form, ends: Bounded, normal: Normal) -> Point:
        raise SingularError("no factor")

    monkeypatch.setattr(iteration, "natural_start", fails)
    what = reduced(1)
    ended = iteration.iterate(what, Normal(what), time.monotonic() + 60.0)
    assert ended.status == "optimal"
    monkeypatch.setattr(iteration, "mehrotra_start", fails)
    with pytest.raises(SingularError):
        iteration.iterate(what, Normal(what), time.monotonic() + 60.0)


def test_a_start_that_leads_nowhere_is_left_soon(monkeypatch: pytest.MonkeyPatch) -> None:
    """Proves: where no iteration at all comes nearer, the other start is tried after STUCK + 1 of
    them, and finds the optimum. With patience alone it would be tried after thirteen."""
    still = iteration.moved

    def stays(point: Point, way: Direction, far: Stride) -> Point:
        return point if point.x is first.x else still(point, way, far)

    what = reduced(1)
    first = natural_start(what, bounded(what), Normal(what))
    monkeypatch.setattr(iteration, "natural_start", lambda *_: first)
    monkeypatch.setattr(iteration, "moved", stays)
    ended = iteration.iterate(what, Normal(what), time.monotonic() + 60.0)
    assert ended.status == "optimal"
    numbers = [entry.iteration for entry in ended.log]
    assert numbers.index(0, 1) == iteration.STUCK + 2
