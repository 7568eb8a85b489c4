"""What a move touches, against the programme built anew."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
import scipy.sparse as sp

from commonweal.case.case import Case
from commonweal.case.moves import CEILINGS, Moves
from commonweal.case.study import read_study
from commonweal.plan.again.figures import Figures, OtherShapeError, Places, figures, places, weights
from commonweal.plan.again.touched import TOUCHED, changed, touched
from commonweal.plan.build import build
from commonweal.plan.goals import goals, wishes
from commonweal.plan.matrix import matrix
from random_economies import economy
from slider_moves import moved

MOVES = {
    "hours.free_time_weight": 1.3,
    "hours.at_least": 1700,
    "needs.food.weight": 2,
    "floors.food": 1.05,
    "workers.growth": 0.01,
    "people.growth": 0.002,
    "trade.export_pace": 0.05,
    "trade.balance": -1e6,
    "pace.needs": 0.12,
    "pace.up": 0.2,
    "welfare.discount": 0.95,
    "continuation.growth": 0.01,
    CEILINGS: 0.8,
}


def compare(before: Case, now: Case) -> None:
    """Every figure and gain after the move beside those of a new programme, in own units."""
    first = build(before)
    problem = matrix(first)
    at, held, _ = touched(places(first, problem), figures(problem), before, now)
    anew = build(now)
    whole = matrix(anew)
    rows, columns = at.row_size, at.column_size
    ours = sp.diags_array(1 / rows) @ held.entries @ sp.diags_array(1 / columns)
    other = sp.diags_array(1 / whole.row_size) @ whole.rows @ sp.diags_array(1 / whole.column_size)
    stay = np.setdiff1d(np.arange(ours.shape[1]), emptied(at, held))
    ours = sp.csc_array(ours)[:, stay]
    assert ours.shape == other.shape
    apart = abs(sp.csr_array(ours) - sp.csr_array(other))
    scale = 1.0 + abs(sp.csr_array(other)).max(axis=1).toarray().ravel()
    assert float(np.max(apart.max(axis=1).toarray().ravel() / scale, initial=0.0)) < 1e-12
    for name, size in (("lower", columns), ("upper", columns)):
        theirs = getattr(whole, name) * whole.column_size
        ours_now = (getattr(held, name) * size)[stay]
        np.testing.assert_allclose(ours_now, theirs, rtol=1e-12, atol=1e-12)
    for name in ("row_lower", "row_upper"):
        theirs = getattr(whole, name) / whole.row_size
        np.testing.assert_allclose(getattr(held, name) / rows, theirs, rtol=1e-12, atol=1e-9)
    for wish, goal in zip(wishes(now), goals(anew), strict=True):
        gain = (weights(at, wish.weights) / columns)[stay]
        theirs = whole.values(goal.gain) / whole.column_size
        np.testing.assert_allclose(gain, theirs, rtol=1e-12, atol=1e-15)


def emptied(at: Places, held: Figures) -> np.ndarray:
    """Columns of pieces of free time that a move left without width: a new programme lacks them."""
    if "free_time_piece" not in at.columns:
        return np.zeros(0, dtype=int)
    pieces = at.columns["free_time_piece"].values.ravel()
    pieces = pieces[pieces >= 0]
    return np.asarray(pieces[(held.lower[pieces] == 0.0) & (held.upper[pieces] == 0.0)])


@pytest.fixture(scope="module")
def moves() -> Moves:
    """The sliders of China."""
    return Moves(read_study("china-2026"))


@pytest.mark.parametrize("key", MOVES)
def test_china(moves: Moves, key: str) -> None:
    """Proves: after the move every coefficient, bound, right-hand side and gain is that of the
    programme built anew. A block that reads the moved figure and is forgotten keeps the old one."""
    _, case = moves.moved({key: MOVES[key]})
    assert changed(moves.case, case)
    compare(moves.case, case)


def test_random_economies() -> None:
    """Proves: the same on combinations of features, limits and aims among them. Most moves leave
    the shape as it is; one that turns rows on or off is refused and never passed over."""
    compared = sum(_compared(seed) for seed in range(12))
    assert compared >= 8


def _compared(seed: int) -> bool:
    """Compare one move; False where it has another shape."""
    first = economy(seed)
    second = moved(first, np.random.default_rng(seed))
    try:
        compare(first.case(), second.case())
    except OtherShapeError:
        return False
    return True


def test_other_shapes_are_refused(moves: Moves) -> None:
    """Proves: a change that needs a new programme is not taken for one that does not: another
    utility, a need that may fall, free time without a weight, a floor where there was none."""
    first = build(moves.case)
    problem = matrix(first)
    at, held = places(first, problem), figures(problem)
    for changes in (
        {"welfare.curvature": 2.0},
        {"needs.food.may_fall": "true"},
        {"hours.free_time_weight": 0},
        {"floors.clothing": 1.0},
        {"modern": "low"},
    ):
        with pytest.raises(OtherShapeError):
            touched(at, held, moves.case, moves.moved(changes)[1])


def test_more_free_time_than_before(moves: Moves) -> None:
    """Proves: lower least hours bring more pieces of free time, each in its row with width and
    slope; back again they are closed. Without them nobody would value hours below the old least."""
    first = build(moves.case)
    problem = matrix(first)
    _, case = moves.moved({"hours.at_least": 1300})
    at, held, _ = touched(places(first, problem), figures(problem), moves.case, case)
    anew = matrix(build(case))
    assert held.entries.shape == anew.rows.shape
    assert held.entries.nnz == anew.rows.nnz
    columns = at.columns["free_time_piece"].values.ravel()
    wide = (anew.upper * anew.column_size).sum() - (held.upper * at.column_size).sum()
    assert abs(np.nan_to_num(wide, posinf=0.0)) < 1e-9
    back, closed, _ = touched(at, held, case, moves.case)
    opened = closed.upper[columns] > 0
    assert opened.sum() == problem_pieces(moves.case)
    assert back.columns["free_time_piece"].sizes == at.columns["free_time_piece"].sizes


def problem_pieces(case: Case) -> int:
    """Pieces of free time of a case, over all regions and periods."""
    return int(build(case).variable("free_time_piece").labels.size)


def test_every_change_has_its_place() -> None:
    """Proves: what the table names exists in a case, so that no entry is dead."""
    case = economy(3).case()
    names = {name for name, _ in case.arrays()} | {"wanted.discount", "wanted.continuation_growth"}
    assert set(TOUCHED) <= names
    assert changed(case, replace(case)) == set()
