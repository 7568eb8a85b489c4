"""Utility curves made of straight pieces."""

from __future__ import annotations

import numpy as np
import pytest

from commonweal.plan.utility import HIGHEST, LOWEST, free_time_pieces, pieces, utility


@pytest.mark.parametrize("curvature", [0.0, 0.5, 1.0, 2.0])
def test_the_base_year_is_worth_nothing(curvature: float) -> None:
    """Proves: u(1) = 0 exactly, because 1 is an end of a piece; a chord over it would be below."""
    assert float(pieces(curvature, 0.01)(1.0)) == pytest.approx(0.0, abs=1e-12)
    assert float(utility(1.0, curvature)) == 0.0


@pytest.mark.parametrize("curvature", [0.5, 1.0, 2.0])
def test_slopes_fall(curvature: float) -> None:
    """Proves: pieces are filled in order; one with a higher slope would be filled first."""
    assert (np.diff(pieces(curvature, 0.01).slope) <= 1e-12).all()


def test_pieces_are_never_above_the_curve_and_within_the_stated_error() -> None:
    """Proves: ln S by hundredths is off by at most 0.01^2 / 8 = 1.25e-5, and always below."""
    made = pieces(1.0, 0.01)
    fine = np.linspace(0.9, 2.0, 5001)
    gap = np.log(fine) - made(fine)
    assert gap.min() > -1e-12
    assert gap.max() <= made.error + 1e-12
    assert made.error == pytest.approx(0.01**2 / 8, rel=0.05)


def test_pieces_reach_from_nothing_to_the_highest() -> None:
    """Proves: every level from 0 to 64 times the base year has a value."""
    made = pieces(1.0, 0.01)
    assert made.width.sum() == pytest.approx(HIGHEST)
    assert float(made(LOWEST)) == pytest.approx(np.log(LOWEST))


def test_free_time_weighs_like_goods_at_the_base_year() -> None:
    """Proves: one per cent fewer of 2000 h is worth 1 %: ((5840 - 2000) / 2000) ln(3860 / 3840).

    With the weight forgotten it would be 0.52 %.
    """
    made = free_time_pieces(2000.0, 5840.0, 1000.0, 0.001)
    level = (5840.0 - 1980.0) / (5840.0 - 2000.0)
    value = np.interp(
        level - 1.0,
        np.concatenate([[0.0], np.cumsum(made.width)]),
        np.concatenate([[0.0], np.cumsum(made.width * made.slope)]),
    )
    assert float(value) == pytest.approx(0.01, rel=0.01)


def test_free_time_reaches_the_least_hours() -> None:
    """Proves: the pieces end where hours are at their least, (5840 - 1000) / 3840."""
    made = free_time_pieces(2000.0, 5840.0, 1000.0, 0.01)
    assert 1.0 + made.width.sum() == pytest.approx(4840 / 3840)
