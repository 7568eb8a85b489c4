"""The utility curves in pieces, computed again from curvature and step.

u(S) = ln S for curvature 1, otherwise (S^(1-eta) - 1) / (1 - eta), by chords between ends that
lie at 0.05 to 0.9 (seven pieces), 0.9 to 1 and 1 to 2 (pieces of relative width ``step``), 2 to
64 (24 pieces); below 0.05 the first chord goes on to zero.

u_F = ((W - h0) / h0) ln(f), f = (W - h) / (W - h0) the free time relative to the base year, by
chords of relative width ``step``, at least twelve, from 1 to the free time at the least hours.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from commonweal.plan.certify.tables import Vector


@dataclass(frozen=True)
class Curve:
    """A concave curve of straight pieces.

    Parameters
    ----------
    ends : ends of the pieces from the left, one more than pieces
    heights : value of the curve at the ends
    """

    ends: Vector
    heights: Vector

    @property
    def width(self) -> Vector:
        """Length of each piece."""
        return self.ends[1:] - self.ends[:-1]

    @property
    def slope(self) -> Vector:
        """Slope of each piece."""
        return (self.heights[1:] - self.heights[:-1]) / self.width

    def at(self, level: Vector) -> Vector:
        """Height at a level; at most that of the last end beyond it."""
        return np.asarray(np.interp(level, self.ends, self.heights))


def spaced(first: float, last: float, count: int) -> Vector:
    """Ends of ``count`` pieces from first to last, in equal proportions."""
    made = first * (last / first) ** (np.arange(count + 1) / count)
    made[0], made[-1] = first, last
    return np.asarray(made)


def fulfilment_curve(curvature: float, step: float) -> Curve:
    """The curve of fulfilment, from nothing to 64 times the base year."""
    around = max(1, round(math.log(1.0 / 0.9) / step)), max(1, round(math.log(2.0) / step))
    ends = np.concatenate(
        [
            spaced(0.05, 0.9, 7)[:-1],
            spaced(0.9, 1.0, around[0])[:-1],
            spaced(1.0, 2.0, around[1])[:-1],
            spaced(2.0, 64.0, 24),
        ]
    )
    if curvature == 1.0:
        heights = np.log(ends)
    else:
        heights = np.expm1((1.0 - curvature) * np.log(ends)) / (1.0 - curvature)
    first = (heights[1] - heights[0]) / (ends[1] - ends[0])
    return Curve(
        np.concatenate([[0.0], ends]), np.concatenate([[heights[0] - first * ends[0]], heights])
    )


def _most_free(base_hours: float, waking: float, least: float, step: float) -> float:
    """Free time at the least hours, that of the base year being one."""
    return float(max((waking - min(least, base_hours)) / (waking - base_hours), 1.0 + step))


def free_time_pieces(base_hours: float, waking: float, least: float, step: float) -> int:
    """How many pieces of relative width ``step`` the curve of free time takes, at least twelve."""
    return max(12, round(math.log(_most_free(base_hours, waking, least, step)) / step))


def free_time_curve(
    base_hours: float, waking: float, least: float, step: float, count: int
) -> Curve:
    """The curve of free time gained, (h0 - h) / (W - h0), from none to that of the least hours."""
    free = waking - base_hours
    ends = spaced(1.0, _most_free(base_hours, waking, least, step), count)
    return Curve(ends - 1.0, free / base_hours * np.log(ends))
