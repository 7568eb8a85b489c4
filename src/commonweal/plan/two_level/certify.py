"""The check of a large plan, from the data alone; it shares nothing with how the plan was made.

1. nothing is negative; every balance: made - used up - delivered >= 0, product by product;
2. everything scarce: used <= there is, year by year;
3. needs: within their range; the value is computed again;
4. prices: w >= 0, p >= 0, and no process earns: p[i] <= S[j] w + A[j] p for every process j of i;
5. L(w) from these prices: what no plan exceeds; and the gap.

Every sum of k terms may be wrong by k u times the sum of their sizes (u = 2^-53; Higham 2002,
3.1). A row counts as met only if it is met with that much to spare.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from commonweal.plan.two_level.economy import Block, LargeEconomy

Array = NDArray[np.float64]
UNIT = 2.0**-53


@dataclass(frozen=True)
class LargeCertificate:
    """What the check found.

    Parameters
    ----------
    accepted : whether everything holds and the gap is no more than asked for
    reasons : why not
    value, bound : [goal points], computed here
    gap : (bound - value) / |value|
    worst_balance : least of (made - used - delivered) / made, over products and years
    worst_scarce : least of (there is - used) / turnover, over scarce things and years
    worst_price : least of (cost - price) / cost, over processes and years
    """

    accepted: bool
    reasons: tuple[str, ...]
    value: float
    bound: float
    gap: float
    worst_balance: float
    worst_scarce: float
    worst_price: float

    def sentence(self) -> str:
        """The result, for a reader."""
        return (
            f"Accepted: the plan reaches {self.value:.8g}, no plan reaches more than "
            f"{self.bound:.8g}, a gap of {100 * self.gap:.2g} %; every balance is met, nothing "
            "scarce is overdrawn, and no process earns at the prices of the bound."
        )

    def to_dict(self) -> dict[str, Any]:
        """For a file."""
        return asdict(self)


def certify_large(
    economy: LargeEconomy,
    levels: Array,
    uses: Array,
    worth: Array,
    prices: Array,
    most_gap: float,
) -> LargeCertificate:
    """Check a plan and the bound on it.

    Parameters
    ----------
    economy : the data
    levels : (year, process) [unit / yr]
    uses : (use) [unit of use / yr]
    worth : (year, thing) [goal points / unit]
    prices : (year, product) [goal points / unit]
    most_gap : that is accepted
    """
    given = {"levels": levels, "uses": uses, "worth": worth, "prices": prices}
    reasons = [
        f"{name} are negative or not finite"
        for name, values in given.items()
        if not np.isfinite(values).all() or values.min(initial=0.0) < 0
    ]
    if reasons:  # nothing computed from such figures would mean anything
        return LargeCertificate(False, tuple(reasons), *[float("nan")] * 6)
    made, used, scarce, terms, cheap = _production(economy, levels, worth, prices)
    balance = _spare(economy, made, used, uses, terms)
    limits, turned = _rest(economy, scarce, uses, terms)
    reasons += _overdrawn(economy, balance, limits)
    if cheap < 0:
        reasons.append(f"a process costs less than its product: {cheap:.3g} of the cost")
    value = _value(economy, uses, reasons)
    bound = _bound(economy, worth, prices)
    gap = (bound - value) / abs(value) if value else float("inf")
    if not gap <= most_gap:
        reasons.append(f"the gap is {gap:.3g}, more than {most_gap:.3g}")
    return LargeCertificate(
        accepted=not reasons,
        reasons=tuple(reasons),
        value=value,
        bound=bound,
        gap=gap,
        worst_balance=float((balance / np.where(made > 0, made, 1.0)).min(initial=np.inf)),
        worst_scarce=float((limits / np.where(turned > 0, turned, 1.0)).min(initial=np.inf)),
        worst_price=cheap,
    )


def _spare(economy: LargeEconomy, made: Array, used: Array, uses: Array, terms: int) -> Array:
    """What is left of every product, less what rounding may have added (year, product)."""
    delivered = np.zeros_like(made)
    for number, (year, level) in enumerate(zip(economy.uses.year, uses, strict=True)):
        row = economy.uses.products[[number]]
        delivered[year, row.indices] += level * row.data
    return made - used - delivered - _rounding(terms, made + used + delivered)


def _rest(economy: LargeEconomy, scarce: Array, uses: Array, terms: int) -> tuple[Array, Array]:
    """What is left of everything scarce, likewise, and its turnover (year, thing)."""
    own = uses[:, None, None] * economy.uses.scarce
    turned = scarce + np.abs(own).sum(axis=0) + np.abs(economy.limits)
    return economy.limits - scarce - own.sum(axis=0) - _rounding(terms, turned), turned


def _overdrawn(economy: LargeEconomy, balance: Array, limits: Array) -> list[str]:
    """Of products the one that is shortest, and everything scarce that does not do."""
    found = []
    if (balance < 0).any():
        year, product = np.unravel_index(int(np.argmin(balance)), balance.shape)
        found.append(f"product {product} is short by {-balance[year, product]:.3g} in year {year}")
    for year, thing in np.argwhere(limits < 0):
        what = economy.things[thing]
        found.append(f"{what} is overdrawn by {-limits[year, thing]:.3g} in year {year}")
    return found


def _rounding(terms: int, size: Array) -> Array:
    return terms * UNIT / (1 - terms * UNIT) * size


def _blocks(economy: LargeEconomy) -> Iterable[Block]:
    for source in economy.sources:
        yield source.make()


def _production(
    economy: LargeEconomy, levels: Array, worth: Array, prices: Array
) -> tuple[Array, Array, Array, int, float]:
    """Made and used up, scarce things used, the longest sum, and the least loss of a process."""
    made, used = np.zeros((2, economy.years, economy.products))
    scarce = np.zeros(economy.limits.shape)
    cheap, start = np.inf, 0
    for block in _blocks(economy):
        count = len(block.scarce)
        if start + count > levels.shape[1]:
            break
        owner = block.first + np.repeat(np.arange(block.size), np.diff(block.begin))
        widest = int(np.diff(block.inputs.indptr).max(initial=0)) + block.scarce.shape[1] + 2
        for year in range(economy.years):
            own = levels[year, start : start + count]
            np.add.at(made[year], owner, own)
            used[year] += block.inputs.T @ own
            scarce[year] += own @ block.scarce
            cost = block.scarce @ worth[year] + block.inputs @ prices[year]
            spare = cost * (1 - widest * UNIT / (1 - widest * UNIT)) - prices[year][owner]
            cheap = min(cheap, float((spare / np.where(cost > 0, cost, 1.0)).min(initial=np.inf)))
        start += count
    else:
        if start == levels.shape[1]:
            return made, used, scarce, start + len(economy.uses.names) + 2, cheap
    raise ValueError(f"{levels.shape[1]} levels a year are not those of the processes")


def _value(economy: LargeEconomy, uses: Array, reasons: list[str]) -> float:
    """Goal points: the pieces of each need filled from the steepest down."""
    needs = economy.needs
    total = 0.0
    for number, name in enumerate(needs.names):
        level = float(uses[economy.uses.need == number].sum())
        left = level - float(needs.least[number])
        if left < 0:
            reasons.append(f"{name} is met at {level:.6g}, below {needs.least[number]:.6g}")
        if left > needs.width[number].sum() * (1 + 1e-8) + 1e-8 * abs(level):
            reasons.append(f"{name} is met at {level:.6g}, beyond its range")
        total += float(needs.base[number])
        for width, slope in zip(needs.width[number], needs.slope[number], strict=True):
            filled = min(max(left, 0.0), float(width))
            total += filled * float(slope)
            left -= filled
    return total


def _bound(economy: LargeEconomy, worth: Array, prices: Array) -> float:
    """L(w) = b w + sum over needs of the most that the need is worth beyond its cost."""
    needs, uses = economy.needs, economy.uses
    cost = np.full(len(needs.names), np.inf)
    for number, (need, year) in enumerate(zip(uses.need, uses.year, strict=True)):
        row = uses.products[[number]]
        parts = np.concatenate(
            [row.data * prices[year][row.indices], (uses.scarce[number] * worth).ravel()]
        )
        own = float(parts.sum()) - float(_rounding(len(parts) + 2, np.abs(parts).sum()))
        cost[need] = min(cost[need], own)
    gained = needs.width * np.maximum(needs.slope - cost[:, None], 0.0)
    ends = (economy.limits * worth).ravel()
    together = np.concatenate([ends, needs.base, -cost * needs.least, gained.ravel()])
    return float(together.sum() + _rounding(len(together) + 4, np.abs(together).sum()))
