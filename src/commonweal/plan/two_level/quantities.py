"""What has to be made: x = A x + y, swept until nothing is short.

Sweeps aim a little higher, at y + m with m = margin times output, and end when no product changes
by more than nine tenths of m. Then x - A x >= y: what is made covers what is used up and
delivered, product by product, with no more than twice the margin left over.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from commonweal.errors import SolverStopped
from commonweal.plan.two_level.economy import Array
from commonweal.plan.two_level.requirements import Selected
from commonweal.plan.two_level.spread import Spread
from commonweal.plan.two_level.stretch import Stretch

MOST_SWEEPS = 20_000  # assumption: as for prices
OF_MARGIN = 0.9  # of the margin that the last sweep may move; the rest is left for rounding


def absorb(selected: Selected, output: Array) -> Array:
    """What a block uses up of every product (product)."""
    size = selected.inputs.shape[0]
    own = output[selected.first : selected.first + size]
    return np.asarray(selected.inputs.T @ own)


def used_up(spread: Spread, selected: Sequence[Any], output: Array) -> Array:
    """A x, summed in the order of the blocks."""
    total = np.zeros_like(output)
    for part in spread.run(absorb, selected, output):
        total += part
    return total


def outputs_of(
    spread: Spread, selected: Sequence[Any], delivered: Array, margin: float
) -> tuple[Array, int]:
    """Output that covers deliveries and what it takes itself, and how many sweeps it took.

    Parameters
    ----------
    selected : from ``requirements.selection``
    delivered : (product) [unit / yr], y
    margin : of output that may be left over

    Raises
    ------
    SolverStopped
        when the sweeps do not settle
    """
    rough, first = _settled(spread, selected, delivered, delivered, None, margin)
    extra = margin * rough
    output, second = _settled(spread, selected, rough, delivered + extra, extra, margin)
    return output, first + second


def _settled(
    spread: Spread,
    selected: Sequence[Any],
    output: Array,
    aim: Array,
    allowed: Array | None,
    margin: float,
) -> tuple[Array, int]:
    """Sweep until no output moves by more than is allowed, or than the margin of itself."""
    stretch = Stretch()
    for sweeps in range(1, MOST_SWEEPS):
        new = used_up(spread, selected, output) + aim
        most = margin * new if allowed is None else allowed
        if (np.abs(new - output) <= OF_MARGIN * most).all():
            return output, sweeps
        if not np.isfinite(new).all():
            break
        output = stretch.after(new, output)
    raise SolverStopped(
        "outputs do not settle: with the techniques chosen the economy does not reproduce itself"
    )
