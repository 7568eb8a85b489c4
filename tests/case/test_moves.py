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


def test_many_moves_in_a_row(moves: Moves) -> None:
    """Proves: after each of twelve moves of some sliders at once, some of them back to where they
    stood, the case has the hash of one built from the changed study. A part kept from the move
    before although its section has moved, or moved back, would keep the figures of that move."""
    rng = np.random.default_rng(3)
    for _ in range(12):
        keys = [str(key) for key in rng.choice(sorted(MOVES), size=4, replace=False)]
        overrides = {key: MOVES[key] for key in keys}
        _, case = moves.moved(overrides)
        whole = build_case(read_study("china-2026", overrides=overrides))
        assert case.hash == whole.hash, keys


def test_a_part_that_did_not_move_is_the_same_object(moves: Moves) -> None:
    """Proves: between two moves that differ in the pace of needs alone, needs, work and trade are
    the very same objects and the pace is another. Made anew with the same figures, every array
    would have to be compared after each move."""
    others: dict[str, str | float] = {"hours.at_least": 1500, "people.growth": 0.001}
    _, one = moves.moved({**others, "pace.needs": 0.11})
    _, other = moves.moved({**others, "pace.needs": 0.12})
    assert other.demand is one.demand
    assert other.work is one.work
    assert other.adoption is one.adoption
    assert other.pace is not one.pace
    assert (one.pace.needs, other.pace.needs) == (0.11, 0.12)


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
