"""What a unit of each product takes of every scarce thing, with the techniques chosen.

    L[r, i] = S[i, r] + sum_k A[i, k] L[r, k]        (vertically integrated requirements)

By sweeps too. They end nearly there, and a plan is safe only with requirements that are not too
low: L[r] >= S[r] + A L[r]. With the residual rho = S + A L - L and v = sum_r m[r] L[r],

    L[r] + e[r] v,   e[r] = max over i of rho[r, i] / g[i],   g = S m - rho m

is safe where g > 0, for v - A v = g.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from commonweal.errors import SolverStopped
from commonweal.plan.two_level.economy import Array, Block, Choice
from commonweal.plan.two_level.spread import Spread
from commonweal.plan.two_level.stretch import Stretch

MOST_SWEEPS = 20_000  # assumption: as for prices
ROUNDING = 1e-12  # assumption: added to every requirement against rounding


@dataclass(frozen=True)
class Selected:
    """A block with one process per product.

    Parameters
    ----------
    first : number of the first product
    inputs : (product, product) [unit / unit]; a row has the inputs of a product of the block
    scarce : (thing, product) [unit / unit]
    """

    first: int
    inputs: Any
    scarce: Array


def select(block: Block, choice: Choice) -> Selected:
    """The processes chosen; ``choice`` is of the whole economy."""
    own = choice[block.first : block.first + block.size]
    rows = block.begin[:-1] + own
    scarce = np.ascontiguousarray(block.scarce[rows].T)
    return Selected(block.first, block.inputs[rows], scarce)


def selection(spread: Spread, blocks: Sequence[Any], choice: Choice) -> list[Any]:
    """Blocks with the processes chosen, held where the blocks are."""
    return spread.hold(select, [(block, choice) for block in blocks])


def require(selected: Selected, requirements: Array) -> tuple[Array, Array]:
    """One sweep over a block: S + A L, and S. One thing at a time: a row of L fits in the cache."""
    swept = np.stack([selected.inputs @ row for row in requirements])
    swept += selected.scarce
    return swept, selected.scarce


def requirements_of(
    spread: Spread, selected: Sequence[Any], start: Array, measure: Array, tolerance: float
) -> tuple[Array, int]:
    """Requirements that are not too low, and how many sweeps they took.

    Parameters
    ----------
    selected : from ``selection``
    start : (thing, product) to start from
    measure : (thing) [1 / unit] m, which makes scarce things comparable; all above 0
    tolerance : by how much of ``v`` a requirement may miss, in that measure

    Raises
    ------
    SolverStopped
        when the sweeps do not settle
    """
    current, stretch = start, Stretch()
    for sweeps in range(1, MOST_SWEEPS):
        parts = spread.run(require, selected, current)
        swept = np.concatenate([part[0] for part in parts], axis=1)
        direct = measure @ np.concatenate([part[1] for part in parts], axis=1)
        total = measure @ current
        surplus = direct - (measure @ swept - total)
        if (surplus > 0).all():
            low, high = _relative(swept, current, surplus, measure)
            if max(-low.min(), high.max()) <= tolerance:
                add = np.maximum(high, 0.0) / measure
                return (current + add[:, None] * total) * (1 + ROUNDING), sweeps
        if not np.isfinite(swept).all():
            break
        current = stretch.after(swept, current)
    raise SolverStopped(
        "requirements of scarce things do not settle: with the techniques chosen the economy "
        "does not reproduce itself"
    )


def _relative(swept: Array, current: Array, surplus: Array, measure: Array) -> tuple[Array, Array]:
    """Least and largest residual of each thing, relative to the surplus; row by row, for room."""
    ends = []
    for new, old, unit in zip(swept, current, measure, strict=True):
        relative = (new - old) * unit / surplus
        ends.append((relative.min(), relative.max()))
    low, high = np.array(ends).T
    return low, high
