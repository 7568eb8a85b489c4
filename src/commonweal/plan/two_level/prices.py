"""The answer of the industries: the cheapest technique of each at full cost.

    p[i] = min over processes j of i of ( sum_r S[j, r] w[r] + sum_k A[j, k] p[k] ) = T(p)[i]

w are the centre's prices of scarce things, p the full cost of products. T is monotone, concave
and, where the economy can reproduce itself, a contraction in a weighted norm; sweeps p <- T(p)
end at its one fixed point (Bellman 1957; for prices of production Samuelson 1951, Morishima 1964).

A bound needs prices that nobody undercuts, p <= T(p), and sweeps end only nearly there. From any p,

    s = min over i of D[i] / ( D[i] + max(0, p[i] - T(p)[i]) ),   D[i] = min over j of S[j] w

gives such prices s p, because T(s p) >= s T(p) + (1 - s) D: T is concave and T(0) = D. Where some
D is zero, sweeps from below, from p = 0, stay below their own T by monotony, and serve instead.
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

MOST_SWEEPS = 20_000  # assumption: an economy that takes more hardly reproduces itself
ROUNDING = 1e-10  # assumption: taken off every price, so that rounding cannot undercut it
FROM_ABOVE = 400  # assumption: sweeps after which those from below take over


@dataclass(frozen=True)
class Answer:
    """What the industries answer to prices of scarce things.

    Parameters
    ----------
    prices : (product) [goal points / unit], p <= T(p): nobody can make a product for less
    choice : (product) cheapest process
    sweeps : how many it took
    """

    prices: Array
    choice: Choice
    sweeps: int


def cheapest(block: Block, worth: Array, prices: Array) -> tuple[Array, Choice, Array]:
    """One sweep over a block: T(p), the choice that gives it, and D."""
    direct = block.scarce @ worth
    cost = direct + block.inputs @ prices
    starts = block.begin[:-1]
    processes = int(block.begin[-1])
    if processes == block.size:
        return cost, np.zeros(block.size, dtype=np.uint8), direct
    least = np.minimum.reduceat(cost, starts)
    # the first process of each product that costs the least
    owner = np.repeat(np.arange(block.size), np.diff(block.begin))
    at_least = np.flatnonzero(cost <= least[owner])
    first = np.full(block.size, processes, dtype=np.int64)
    np.minimum.at(first, owner[at_least], at_least)
    choice = (first - starts).astype(np.uint8)
    return least, choice, np.minimum.reduceat(direct, starts)


def answer(
    spread: Spread, blocks: Sequence[Any], worth: Array, start: Array, tolerance: float
) -> Answer:
    """Prices that nobody undercuts, and the choice of techniques that goes with them.

    Parameters
    ----------
    worth : (thing) [goal points / unit], not negative
    start : (product) prices to start the sweeps from
    tolerance : by how much of itself, and of D, a price may miss its fixed point

    Raises
    ------
    SolverStopped
        when the sweeps do not settle: some products take more of themselves than they give
    """
    prices, stretch = start, Stretch()
    for sweeps in range(1, FROM_ABOVE):
        new, choice, direct = _sweep(spread, blocks, worth, prices)
        over = np.maximum(prices - new, 0.0)
        under = np.maximum(new - prices, 0.0)
        if (over <= tolerance * direct).all() and (under <= tolerance * new).all():
            safe = np.divide(direct, direct + over, out=np.ones_like(over), where=over > 0)
            return Answer(safe.min(initial=1.0) * (1 - ROUNDING) * prices, choice, sweeps)
        prices = stretch.after(new, prices)
    prices = np.zeros_like(start)
    for more in range(MOST_SWEEPS):
        new, choice, _ = _sweep(spread, blocks, worth, prices)
        if (new - prices <= tolerance * new).all():
            return Answer((1 - ROUNDING) * prices, choice, FROM_ABOVE + more)
        prices = new
    raise SolverStopped(
        f"full costs do not settle in {MOST_SWEEPS} sweeps: some products take more of themselves, "
        "directly and through others, than is made of them"
    )


def _sweep(
    spread: Spread, blocks: Sequence[Any], worth: Array, prices: Array
) -> tuple[Array, Choice, Array]:
    parts = spread.run(cheapest, blocks, worth, prices)
    least, choice, direct = (np.concatenate(part) for part in zip(*parts, strict=True))
    if not np.isfinite(least).all():
        raise SolverStopped(
            "full costs grow beyond all bounds: the economy cannot reproduce itself"
        )
    return least, choice, direct
