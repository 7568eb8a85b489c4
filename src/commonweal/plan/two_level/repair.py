"""From the centre's mixture of answers to a plan that holds: every product, everything scarce.

For each answer t that the master uses, y[t] = sum over f of q[f, t] N[f] has to be delivered by
the techniques of t; ``quantities`` gives outputs that cover it. Processes of the same product
add up over the answers. If the little left over takes more of a scarce thing than there is, the
master is solved again with as much held back.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from commonweal.errors import SolverStopped
from commonweal.plan.two_level.centre import Master, master
from commonweal.plan.two_level.economy import Array, Block, Choice, Integers, LargeEconomy
from commonweal.plan.two_level.quantities import outputs_of
from commonweal.plan.two_level.requirements import selection
from commonweal.plan.two_level.spread import Spread

TRIALS = 8  # assumption: times that more is held back
HOLD_MORE = 1.5  # assumption: times the excess that is held back in addition


@dataclass(frozen=True)
class LargePlan:
    """A plan.

    Parameters
    ----------
    levels : (year, process) [unit / yr], processes in the order of products
    uses : (use) [unit of use / yr]
    value : [goal points]
    worth : (year, thing) [goal points / unit] prices of the bound
    prices : (year, product) [goal points / unit] of the bound
    bound : [goal points] that no plan exceeds
    """

    levels: Array
    uses: Array
    value: float
    worth: Array
    prices: Array
    bound: float

    @property
    def gap(self) -> float:
        """Distance from the bound, relative to the value."""
        return relative_gap(self.value, self.bound)


def relative_gap(value: float, bound: float) -> float:
    """(bound - value) / |value|; infinite as long as there is no plan."""
    if not np.isfinite(value) or value == 0.0:
        return float("inf")
    return (bound - value) / abs(value)


def fewest(economy: LargeEconomy, taken: Array, enough: float) -> Integers:
    """The answers to build the plan of: as few as still reach a value (answer numbers).

    Outputs have to be swept for every answer that takes part; the master rarely needs them all.
    Answers are added in the order in which the whole master makes use of them.
    """
    whole = master(economy, taken)
    worth = np.einsum("afyr,yr->af", taken, whole.worth)
    weight = np.einsum("fa,af->a", whole.levels, np.maximum(worth, 0.0))
    order = np.argsort(-weight, kind="stable")
    for count in range(1, len(order)):
        chosen = np.sort(order[:count])
        if master(economy, taken[chosen]).value >= enough:
            return chosen
    return np.sort(order)


def repair(
    spread: Spread,
    blocks: Sequence[Any],
    economy: LargeEconomy,
    choices: Sequence[Choice],
    taken: Array,
    margin: float,
) -> tuple[Array, Array, float]:
    """Levels of processes and of uses, and their value.

    Parameters
    ----------
    choices : of the answers that may take part
    taken : (answer, use, year, thing) of the same
    margin : of output that may be left over

    Raises
    ------
    SolverStopped
        when holding back does not help, or the answers allow no plan
    """
    amounts = economy.amounts()
    held_back = 3 * margin * amounts
    for _ in range(TRIALS):
        mixed = master(economy, taken, held_back)
        if not np.isfinite(mixed.value):
            break
        levels, used = _levels(spread, blocks, economy, choices, mixed, margin)
        excess = used - economy.limits
        if (excess <= 0).all():
            return levels, mixed.levels.sum(axis=1), mixed.value
        held_back = held_back + HOLD_MORE * np.maximum(excess, 0.0)
    raise SolverStopped("no mixture of the answers stays within everything that is scarce")


def _levels(
    spread: Spread,
    blocks: Sequence[Any],
    economy: LargeEconomy,
    choices: Sequence[Choice],
    mixed: Master,
    margin: float,
) -> tuple[Array, Array]:
    """Levels (year, process), and what they and the uses take (year, thing)."""
    uses = economy.uses
    begin = np.concatenate([[0], np.cumsum(np.concatenate(spread.run(_counts, blocks)))])
    levels = np.zeros((economy.years, int(begin[-1])))
    for number, choice in enumerate(choices):
        own = mixed.levels[:, number]
        chosen = selection(spread, blocks, choice) if (own > 0).any() else []
        rows = begin[:-1] + choice
        for year in range(economy.years):
            now = np.where(uses.year == year, own, 0.0)
            if (now > 0).any():
                levels[year, rows] += outputs_of(
                    spread, chosen, np.asarray(now @ uses.products), margin
                )[0]
    used = np.tensordot(mixed.levels.sum(axis=1), uses.scarce, axes=1)
    for year, own in enumerate(levels):
        for part in spread.run(scarce_use, blocks, begin, own):
            used[year] += part
    return levels, used


def _counts(block: Block) -> Any:
    return np.diff(block.begin)


def scarce_use(block: Block, begin: Any, levels: Array) -> Array:
    """What the processes of a block take of scarce things (thing)."""
    first = int(begin[block.first])
    return np.asarray(levels[first : first + len(block.scarce)] @ block.scarce)
