"""Utility of fulfilment and of free time, as concave curves made of straight pieces.

u(S) = ln S for curvature 1, otherwise (S^(1-eta) - 1) / (1 - eta); u(1) = 0 in the base year.
Each piece is a chord, so that what the programme counts is never more than the curve gives.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

LOWEST = 0.05  # assumption: below this share of the base year the curve is continued straight
HIGHEST = 64.0  # assumption: no need is met at more than this multiple of the base year
FINE_FROM, FINE_TO = 0.90, 2.0  # assumption: plans of a few decades move within this range


@dataclass(frozen=True)
class Pieces:
    """A piecewise-linear concave curve.

    Parameters
    ----------
    width : length of each piece, in order
    slope : slope of each piece, falling
    constant : value of the curve at the left end of the first piece
    error : largest distance from the curve between ``FINE_FROM`` and ``FINE_TO``
    """

    width: NDArray[np.float64]
    slope: NDArray[np.float64]
    constant: float
    error: float

    def __call__(self, level: NDArray[np.float64] | float) -> NDArray[np.float64]:
        """Value of the pieces at a level [1]."""
        ends = np.concatenate([[0.0], np.cumsum(self.width)])
        values = np.concatenate([[0.0], np.cumsum(self.width * self.slope)]) + self.constant
        return np.asarray(np.interp(level, ends, values))


def utility(level: NDArray[np.float64] | float, curvature: float) -> NDArray[np.float64]:
    """Constant relative risk aversion: ln S, or (S^(1-eta) - 1) / (1 - eta).

    Source: Atkinson 1970 (the same family as a measure of inequality aversion).
    """
    if curvature == 1.0:
        return np.asarray(np.log(level))
    return np.asarray((np.power(level, 1.0 - curvature) - 1.0) / (1.0 - curvature))


def breakpoints(step: float) -> NDArray[np.float64]:
    """Ends of the pieces: finer by ``step`` where plans move, coarser outside.

    The base year, 1, is always an end, so that the curve is exact there.
    """
    below = np.geomspace(LOWEST, FINE_FROM, 8)[:-1]
    left = np.geomspace(FINE_FROM, 1.0, max(1, round(-np.log(FINE_FROM) / step)) + 1)[:-1]
    right = np.geomspace(1.0, FINE_TO, max(1, round(np.log(FINE_TO) / step)) + 1)
    above = np.geomspace(FINE_TO, HIGHEST, 25)[1:]
    return np.concatenate([below, left, right, above])


def pieces(curvature: float, step: float) -> Pieces:
    """Pieces of the curve of fulfilment, from nothing to ``HIGHEST`` times the base year.

    Parameters
    ----------
    curvature : eta >= 0
    step : relative length of a piece, for example 0.01
    """
    ends = breakpoints(step)
    values = utility(ends, curvature)
    slope = np.diff(values) / np.diff(ends)
    # the curve has no value at zero; it is continued with the slope of its first piece
    width = np.concatenate([[ends[0]], np.diff(ends)])
    slope = np.concatenate([[slope[0]], slope])
    made = Pieces(width, slope, float(values[0] - slope[0] * ends[0]), 0.0)
    fine = np.linspace(FINE_FROM, FINE_TO, 20_001)
    error = float(np.max(utility(fine, curvature) - made(fine)))
    return Pieces(made.width, made.slope, made.constant, error)


def free_time_range(base_hours: float, waking: float, least: float, step: float) -> float:
    """Free time at the least hours relative to that of the base year, at least one step above 1."""
    return max((waking - min(least, base_hours)) / (waking - base_hours), 1.0 + step)


def free_time_count(most: float, step: float) -> int:
    """Pieces of relative width ``step`` up to ``most`` times the free time of the base year."""
    return int(max(12, round(np.log(most) / step)))


def free_time_pieces(
    base_hours: float, waking: float, least: float, step: float, count: int | None = None
) -> Pieces:
    """Pieces of u_F over the free time of a worker relative to the base year.

    ``count`` pieces, or as many as ``step`` asks for.

    u_F(h) = ((W - h0) / h0) ln((W - h) / (W - h0)) with W the waking hours of a year, so that at
    the base one per cent fewer hours weighs as much as one per cent more of everything.
    """
    free = waking - base_hours
    most = free_time_range(base_hours, waking, least, step)
    ends = np.geomspace(1.0, most, (count or free_time_count(most, step)) + 1)
    weight = free / base_hours
    values = weight * np.log(ends)
    slope = np.diff(values) / np.diff(ends)
    made = Pieces(np.diff(ends), slope, 0.0, 0.0)
    fine = np.linspace(1.0, ends[-1], 5_001)
    inner = np.interp(fine, ends, values)
    error = float(np.max(weight * np.log(fine) - inner))
    return Pieces(made.width, made.slope, made.constant, error)
