"""Longer steps for sweeps: where each change is a multiple of the one before, go to the end.

If x' - x = r (x - x°), the limit is x' + r / (1 - r) (x' - x). The largest eigenvalue of a table of
inputs, near the mean share of inputs, stands far above all others, so that after two sweeps most of
the change is of that kind (Aitken 1926; Lyusternik 1947). A wrong step costs sweeps and nothing
else: what counts as settled is decided by the residual.
"""

from __future__ import annotations

import numpy as np

from commonweal.plan.two_level.economy import Array

MOST = 0.95  # assumption: rate above which the end is too far to be guessed


class Stretch:
    """Takes a step after each sweep, every second one a stretched one."""

    def __init__(self) -> None:
        self._last: Array | None = None

    def after(self, swept: Array, current: Array) -> Array:
        """Where to sweep from next, not below 0; a row at a time where there are several.

        Parameters
        ----------
        swept, current : (..., product) after and before the sweep
        """
        change = swept - current
        if self._last is None:
            self._last = change
            return swept
        size = (self._last * self._last).sum(axis=-1, keepdims=True)
        alike = (change * self._last).sum(axis=-1, keepdims=True)
        rate = np.divide(alike, size, out=np.zeros_like(size), where=size > 0)
        rate = np.where((rate > 0) & (rate < MOST), rate, 0.0)
        self._last = None
        change *= rate / (1 - rate)
        change += swept
        return np.maximum(change, 0.0, out=change)
