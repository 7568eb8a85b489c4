"""When the iteration is over: good enough and no better, nowhere at all, or no nearer for long."""

from __future__ import annotations

import numpy as np
import pytest

from commonweal.plan.interior.point import Measures, Point, Residuals
from commonweal.plan.interior.progress import NO_BETTER, PATIENCE, STUCK, Progress


def a_point(mean: float) -> Point:
    one, none = np.ones(1), np.zeros(0)
    return Point(x=one, y=one, below=one, above=none, lower=np.array([mean]), upper=none)


def measures(worst: float) -> Measures:
    return Measures(rows=worst, bounds=0.0, columns=0.0, gap=0.0, value=0.0, dual=0.0)


def residuals(rows: float) -> Residuals:
    return Residuals(np.array([rows]), np.zeros(1), np.zeros(1), np.zeros(0))


def lasts(rows: list[float], worst: float = 2.0) -> int:
    """Number of the iteration that is the last, by what its rows miss; all else stays as it is."""
    progress = Progress(a_point(1.0), measures(worst))
    for number, missed in enumerate(rows):
        progress.note(a_point(1.0), measures(worst), residuals(missed))
        if progress.over():
            return number
    return len(rows)


def test_a_start_that_leads_nowhere() -> None:
    """Proves: where nothing ever falls, the fifth iteration after the start is the last, though the
    dual residuals are zero all the time. With the patience of later ones it would be the
    thirteenth; if a zero that stays zero were progress, there would be no end."""
    assert lasts([1.0] * 20) == STUCK + 1 == 5


def test_once_it_has_moved_it_has_patience() -> None:
    """Proves: after one step that counted, at number 1, twelve more without one are allowed, and
    the thirteenth is the last: number 14. Counted from the start it would be number 13."""
    assert lasts([1.0] + [0.5] * 30) == 1 + PATIENCE + 1 == 14


def test_many_small_steps_count_together() -> None:
    """Proves: rows that fall by 3 % an iteration fall by a tenth in four, and it goes on. Held
    against the iteration before, no step would count and the end come at number 5."""
    assert lasts([0.97**n for n in range(40)]) == 40


def test_small_steps_that_end_do_not_hold_it() -> None:
    """Proves: rows that never fall to nine tenths of the first value are no progress: 5 % in all
    end as nothing does. If any fall counted it would go on."""
    assert lasts([1.0 - 0.05 * n / 40 for n in range(40)]) == STUCK + 1


@pytest.mark.parametrize("worst, number", [(0.9e-8, NO_BETTER), (1.1e-8, 40)])
def test_good_enough_waits_for_better_three_times(worst: float, number: int) -> None:
    """Proves: a point of 0.9e-8 is the end where three more bring none better, one of 1.1e-8 is
    not. The rows fall all the time, so that patience decides nothing here."""
    progress = Progress(a_point(1.0), measures(worst))
    last = 40
    for n in range(40):
        progress.note(a_point(1.0), measures(worst if n == 0 else 2.0), residuals(0.5**n))
        if progress.over():
            last = n
            break
    assert last == number
    assert progress.measures.worst() == worst


def test_the_best_is_kept() -> None:
    """Proves: of 3, 1 and 2 the second is kept, and one that is no number never is. The last would
    be 2, and a comparison with NaN the wrong way round would keep that."""
    points = [a_point(1.0) for _ in range(4)]
    progress = Progress(points[0], measures(3.0))
    for point, worst in zip(points, [3.0, 1.0, 2.0, float("nan")], strict=True):
        progress.note(point, measures(worst), residuals(1.0))
    assert progress.point is points[1]
    assert progress.measures.worst() == 1.0
