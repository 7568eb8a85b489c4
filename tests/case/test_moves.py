"""Cases after moves of sliders: the same as those built from the whole study."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from commonweal.case.build import build_case
from commonweal.case.moves import CEILINGS, Moves
from commonweal.case.study import read_study
from commonweal.errors import StudyError

MOVES = {
    "hours.free_time_weight": "1.3",
    "hours.at_least": "1500",
    "needs.food.weight": "2",
    "floors.food": "1.05",
    "workers.growth": "0.01",
    "people.growth": "0.002",
    "trade.export_pace": "0.05",
    "pace.needs": "0.2",
    "targets": "none",
    "welfare.discount": "0.95",
    "continuation.growth": "0.01",
    "modern": "low",
}


@pytest.fixture(scope="module")
def moves() -> Moves:
    """The sliders of China."""
    return Moves(read_study("china-2026"))


@pytest.mark.parametrize("key", MOVES)
def test_a_moved_case_is_the_case_of_the_changed_study(moves: Moves, key: str) -> None:
    """Proves: after a move the case has the hash of one built from the study with the same key
    set. A part that the key touches and that is not made again would keep its old figures."""
    study, case = moves.moved({key: MOVES[key]})
    whole = build_case(read_study("china-2026", overrides={key: MOVES[key]}))
    assert case.hash == whole.hash
    assert study.hash == read_study("china-2026", overrides={key: MOVES[key]}).hash


def test_moves_do_not_add_up(moves: Moves) -> None:
    """Proves: sliders that are not named stand as at first. Added up, the second case would still
    have the hours of the first."""
    moves.moved({"hours.at_least": 1500})
    _, case = moves.moved({"workers.growth": 0.01})
    np.testing.assert_array_equal(case.work.least_hours, moves.case.work.least_hours)


def test_ceilings_move_with_their_aims(moves: Moves) -> None:
    """Proves: half the ceilings are half of every share, and aims follow; no share rises above
    1. With the ceilings alone the aims would ask for what no technique may reach."""
    _, case = moves.moved({CEILINGS: 0.5})
    before, now = moves.case.adoption, case.adoption
    np.testing.assert_allclose(now.ceiling_share, 0.5 * before.ceiling_share, rtol=1e-12)
    assert float((now.target_aim - before.target_aim).max()) <= 1e-12
    assert float(now.target_aim.sum()) < float(before.target_aim.sum())
    _, high = moves.moved({CEILINGS: 50})
    assert float(high.adoption.ceiling_share.max()) <= 1.0


def test_bad_moves_are_refused(moves: Moves) -> None:
    """Proves: an unknown key, a need that is not there, and ceilings that are no number are
    reported and not taken for the case as it stood."""
    for changes in ({"hours.least": 1500}, {"needs.fod.weight": 2}, {CEILINGS: "much"}):
        with pytest.raises(StudyError):
            moves.moved(changes)
    without = read_study("china-2026", scenario="no-programme")
    with pytest.raises(StudyError, match="no programme"):
        Moves(without).moved({CEILINGS: 2})
    assert replace(moves.case).hash == moves.case.hash
