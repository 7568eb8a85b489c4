"""What no plan can exceed, from any prices of scarce things.

    L(w) = b w + sum over needs n of max over least <= q <= top of ( u[n](q) - h[n] q )
    h[n] = min over the uses f of n of ( p N[f] + w E[f] )

with p from ``prices``: nobody makes a product for less, so that no plan earns anything beyond
w on its scarce things. Weak duality: every plan is worth at most L(w), for every w >= 0.
Where the costs of what must be delivered exceed all that scarce things are worth,

    b w + sum over n of max over least <= q <= top of ( - h[n] q ) < 0,

there is no plan at all (Farkas 1902).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from commonweal.plan.two_level.economy import Array, LargeEconomy

ROUNDING = 1e-11  # assumption: of sums over millions of products, relative to their size


@dataclass(frozen=True)
class Bound:
    """A bound and how it comes about.

    Parameters
    ----------
    value : [goal points]
    left : [goal points] what scarce things are worth beyond the cost of what must be delivered;
        below zero there is no plan
    """

    value: float
    left: float


def use_costs(economy: LargeEconomy, worth: Array, prices: Sequence[Array]) -> Array:
    """Cost of a unit of each final use (use) [goal points], in its own year.

    Parameters
    ----------
    worth : (year, thing)
    prices : (product) of each year
    """
    uses = economy.uses
    each = np.stack([uses.products @ year for year in prices])
    own = each[uses.year, np.arange(len(uses.names))]
    return np.asarray(own + np.tensordot(uses.scarce, worth, axes=2))


def need_costs(economy: LargeEconomy, costs: Array) -> Array:
    """Cost of a unit of each need by the cheapest of its uses (need)."""
    least = np.full(len(economy.needs.names), np.inf)
    np.minimum.at(least, economy.uses.need, costs)
    return least


def bound_of(economy: LargeEconomy, worth: Array, prices: Sequence[Array]) -> Bound:
    """L(w), with allowance for rounding.

    Parameters
    ----------
    worth : (year, thing) [goal points / unit], not negative
    prices : (product) of each year, that nobody undercuts
    """
    uses = economy.uses
    costs = use_costs(economy, worth, prices)
    absolute = np.abs(uses.scarce).reshape(len(uses.names), -1) @ worth.ravel()
    costs -= ROUNDING * (np.abs(costs) + absolute)
    return worth_of(economy, worth, need_costs(economy, costs))


def worth_of(economy: LargeEconomy, worth: Array, cost: Array) -> Bound:
    """L(w) where needs cost ``cost`` (need) a unit, with allowance for rounding."""
    needs = economy.needs
    ends = float((economy.limits * worth).sum())
    turned = float(np.abs(economy.limits * worth).sum())
    gained = (needs.width * np.maximum(needs.slope - cost[:, None], 0.0)).sum(axis=1)
    value = ends + float((needs.base - cost * needs.least + gained).sum())
    turned += float(np.abs(needs.base).sum() + (np.abs(cost) * needs.least + gained).sum())
    brought = needs.width.sum(axis=1) * np.maximum(-cost, 0.0)
    left = ends + float((brought - cost * needs.least).sum())
    return Bound(value + ROUNDING * turned, left + ROUNDING * turned)
