"""What a move touches, against the programme built anew."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
import scipy.sparse as sp

from commonweal.case.case import Case
from commonweal.case.moves import CEILINGS, Moves
from commonweal.case.study import read_study
from commonweal.plan.again.asked import GAINS, ask, gains_feel
from commonweal.plan.again.figures import (
    Edit,
    Figures,
    OtherShapeError,
    Places,
    figures,
    places,
    weights,
)
from commonweal.plan.again.touched import TOUCHED, changed, touched
from commonweal.plan.blocks.needs import base_needs
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


@pytest.mark.parametrize("key", MOVES)
def test_goals_that_a_move_leaves_alone(moves: Moves, key: str) -> None:
    """Proves: what a goal asks is the same to the last digit wherever it is kept through a move,
    for floors, targets, welfare and least hours. A goal that feels the move and is kept would have
    the weights of the case before."""
    assert kept_goals(moves.case, moves.moved({key: MOVES[key]})[1]) > 0


def test_goals_that_a_random_move_leaves_alone() -> None:
    """Proves: the same on combinations of features, of which some have a limit and the goal of its
    least use; a weight of a year that moves and is not felt there would be noticed."""
    kept = limits = 0
    for seed in range(30):
        first = economy(seed)
        before, after = first.case(), moved(first, np.random.default_rng(seed)).case()
        limits += before.technology.emissions.sizes["limit"] > 0
        try:
            kept += kept_goals(before, after)
        except OtherShapeError:
            continue
    assert kept > 0
    assert limits > 0


def kept_goals(before: Case, after: Case) -> int:
    """How many of all goals are kept through a move; each asks the same before and after."""
    limits = [f"least_limit:{limit}" for limit in before.technology.emissions["limit"].values]
    every = ("floors", "targets", "welfare", "least_hours", *limits)
    before, after = (
        replace(case, wanted=replace(case.wanted, goals=every)) for case in (before, after)
    )
    names, kept = changed(before, after), 0
    if [wish.name for wish in wishes(before)] != [wish.name for wish in wishes(after)]:
        raise OtherShapeError("goals")
    for old, new in zip(wishes(before), wishes(after), strict=True):
        same = old.constant == new.constant and all(
            old.weights[name].equals(new.weights[name]) for name in old.weights
        )
        assert same or gains_feel(old.name, names), old.name
        kept += not gains_feel(old.name, names)
    return kept


def test_kept_goals_are_those_of_the_moved_case(moves: Moves) -> None:
    """Proves: the gains after many moves in a row, each kept where it may be, are those made for
    the last case at once; moves that the goal of floors feels and moves that welfare feels among
    them. With a goal kept one move too long the vectors differ."""
    programme = build(moves.case)
    at = places(programme, matrix(programme))
    asked, case = ask(moves.case, at, [], set()), moves.case
    for key in ("people.growth", "pace.needs", "needs.food.weight", "welfare.discount", CEILINGS):
        _, now = moves.moved({key: MOVES[key]})
        asked, case = ask(now, at, asked, changed(case, now)), now
        for (wish, gain), (fresh, own) in zip(asked, ask(now, at, [], set()), strict=True):
            assert (wish.name, wish.constant) == (fresh.name, fresh.constant)
            np.testing.assert_array_equal(gain, own)


def test_labels_in_another_order_are_refused(moves: Moves) -> None:
    """Proves: coefficients whose labels stand in another order than the rows' are refused. Taken by
    their place alone, a need would get the figures of another."""
    programme = build(moves.case)
    problem = matrix(programme)
    edit = Edit(places(programme, problem), figures(problem))
    values = 1.0 / base_needs(moves.case)
    edit.coefficient("fulfilment", "need_level", values)
    with pytest.raises(ValueError, match="labels of need"):
        edit.coefficient("fulfilment", "need_level", values.isel(need=slice(None, None, -1)))


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
    assert set(GAINS) == set(TOUCHED)
    assert changed(case, replace(case)) == set()
