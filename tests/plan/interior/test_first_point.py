"""Where the iteration starts: inside all bounds, of the size of the programme; a second try."""

from __future__ import annotations

import time
from dataclasses import replace

import numpy as np
import pytest

import commonweal.plan.interior.mehrotra as iteration
from commonweal.plan.interior.eliminate import SingularError
from commonweal.plan.interior.form import Form, form
from commonweal.plan.interior.normal import Normal
from commonweal.plan.interior.point import Bounded, Point, Residuals, bounded, residuals
from commonweal.plan.interior.progress import STUCK
from commonweal.plan.interior.reduce import reduce
from commonweal.plan.interior.start import even, mehrotra_start, natural_start, own
from commonweal.plan.interior.step import Direction, Stepper, Stride, predicted, stride
from interior_solving import solved
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
    assert numbers.index(0, 1) == STUCK + 2


def test_products_keep_the_proportions_of_the_start() -> None:
    """Proves: products of 1 and 1e-5 at the start weigh 1 and 1e-2 (the power 0.4) before both are
    made one in the mean: 200/101 and 2/101. One of 1e-15 weighs as one of 1e-12: 1e-4, the least.
    With the power one the second would be 2e-5."""
    ones, nothing = np.ones(2), np.zeros(0)

    def found(products: list[float]) -> list[float]:
        point = Point(ones, nothing, np.array(products), nothing, ones, nothing)
        return list(own(point).lower)

    assert found([1.0, 1e-5]) == pytest.approx([200 / 101, 2 / 101], rel=1e-4)
    assert found([1.0, 1e-15]) == pytest.approx(found([1.0, 1e-12]), rel=1e-9)


@pytest.mark.parametrize("seed", range(4))
def test_what_rows_miss_goes_no_faster_than_the_products(seed: int) -> None:
    """Proves: the step takes away the same part of what every row misses, and leaves of it between
    the least and all of (1 - the shorter step to the boundary)^3. With residuals that the
    correction does not see nothing would be left."""
    what = reduced(seed)
    ends, normal = bounded(what), Normal(what)
    point = mehrotra_start(what, ends, normal)
    stepper = Stepper(what, ends, normal, point, even(point))
    # Mehrotra's start meets the rows; a little further on it does not
    point = replace(point, x=point.x + 0.1)
    left = residuals(what, ends, point)
    first = stepper.direction(left, -point.below * point.lower, -point.above * point.upper)
    far = stride(point, first)
    part = (1.0 - min(far.primal, far.dual)) ** 3
    assert 1e-3 < part < 1.0
    way, _ = predicted(stepper, left, 0.0)
    taken = float(left.rows @ (what.matrix @ way.x) / (left.rows @ left.rows))
    assert what.matrix @ way.x == pytest.approx(taken * left.rows, rel=1e-6, abs=1e-6)
    assert far.primal * far.dual - 1e-9 <= (1.0 - taken) / part <= 1.0 + 1e-9


def test_without_a_part_left_a_few_columns_block_the_way(monkeypatch: pytest.MonkeyPatch) -> None:
    """Proves: a degenerate programme with spread coefficients is solved while the correction
    leaves a part of what rows miss, and stalls where it leaves nothing. Where this fails the part
    has lost its reason: on the detail table alone it brings nothing."""
    rows, cost, value = programme(2, spread=1.5, degenerate=True)
    status, x, _ = solved(rows, cost)
    assert status == "optimal"
    assert cost @ x == pytest.approx(value, rel=1e-7, abs=1e-7)
    whole = Residuals.times
    monkeypatch.setattr(Residuals, "times", lambda left, _: whole(left, 0.0))
    assert solved(rows, cost)[0] == "stalled"
