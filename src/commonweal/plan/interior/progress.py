"""Whether the iteration still comes nearer, and the best point on its way."""

from __future__ import annotations

import numpy as np

from commonweal.plan.interior.form import Vector
from commonweal.plan.interior.point import Measures, Point, Residuals

ENOUGH = 1e-8  # what the iteration may end with where it comes no nearer
PATIENCE = 12  # assumption: iterations without progress after which it gives up
NO_BETTER = 3  # assumption: iterations that a point which is good enough waits for a better one
STUCK = 4  # assumption: iterations after which a start that has led nowhere at all is left
COUNTS = 0.9  # assumption: a residual that falls to this part of the last that counted, counts


class Progress:
    """The best point, and for how many iterations nothing has come nearer.

    Parameters
    ----------
    point, measures : those the iteration starts from
    """

    def __init__(self, point: Point, measures: Measures) -> None:
        self.point = point
        self.measures = measures
        self._number = -1
        self._since = 0
        self._since_best = 0
        self._nearest: Vector = np.full(3, np.inf)

    def note(self, point: Point, measures: Measures, left: Residuals) -> None:
        """Hold the next point against the best and the nearest so far."""
        self._number += 1
        self._since_best += 1
        if measures.worst() <= self.measures.worst():
            self.point, self.measures, self._since_best = point, measures, 0
        rows = float(np.max(np.abs(left.rows), initial=0.0))
        nearer = np.array([rows, measures.columns, point.mean()])
        # many small steps are progress, too: each is held against the last that counted
        came = nearer < COUNTS * self._nearest
        self._since = 0 if np.any(came) else self._since + 1
        self._nearest = np.where(came, nearer, self._nearest)

    def over(self) -> bool:
        """Whether to stop: good enough and no better, or no nearer for too long."""
        if self.measures.worst() <= ENOUGH and self._since_best >= NO_BETTER:
            return True
        nowhere = self._since == self._number > STUCK
        return nowhere or self._since > PATIENCE
