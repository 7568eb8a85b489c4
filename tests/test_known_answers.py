"""The known answers of ``python -m verification``, each as a test."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1]))

from verification import china, cockshott, theory, turnpike
from verification.answers import Answer


def wrong(answers: list[Answer]) -> list[Answer]:
    """Answers that are not as expected."""
    assert answers
    return [answer for answer in answers if not answer.ok]


def test_leontief() -> None:
    """Proves: one technique and no capital give x = (I - A)^-1 y, to 1e-8."""
    assert not wrong(theory.leontief())


def test_non_substitution() -> None:
    """Proves: techniques do not depend on the mix; shadow values are embodied hours, to 1e-8."""
    assert not wrong(theory.non_substitution())


def test_cockshott() -> None:
    """Proves: the published fulfilments and their sum, with coal 5 and with the shipped 6."""
    assert not wrong(cockshott.answers())


def test_turnpike() -> None:
    """Proves: the middle of 24 years grows at 27.45 %, von Neumann's rate; the start does not."""
    assert not wrong(turnpike.turnpike())


@pytest.mark.slow
def test_china() -> None:
    """Proves: base year, zero surplus and no feast on the bundled economy."""
    five = china.plan()
    assert not wrong([*china.zero_surplus(five), *china.no_feast(five)])


@pytest.mark.slow
def test_horizon_of_eight_years() -> None:
    """Proves: three years more than five change consumption in the first three by less than 1 %.

    It is 0.1 %. A continuation that had to stand whole at T+1 would change the third by 1.3 %, one
    that also renewed plant standing idle by 4 %.
    """
    answers = [a for a in china.horizon(china.plan()) if "5 against 8" in a.name]
    assert len(answers) == 3
    assert not wrong(answers)
