"""Orders and deliveries: intermediates first, then final users in proportion to their orders."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from commonweal.market.parameters import Closure
from commonweal.market.system import Array, Index

Mask = NDArray[np.bool_]

#: What a rationed buyer leaves over, so that rounding never takes more than there is.
HAIR = 1e-13


@dataclass(frozen=True)
class Deliveries:
    """What was delivered in a month, from home and from abroad together.

    Parameters
    ----------
    running : (process) [1] share of planned production that inputs allowed
    plant, routes : (process), (route) [1] share of construction that went on
    workers, owners, government, abroad : (sector) [unit] received
    ordered : (sector) [unit] orders for home products, delivered or not
    sold : (sector) [unit] home products delivered
    """

    running: Array
    plant: Array
    routes: Array
    workers: Array
    owners: Array
    government: Array
    abroad: Array
    ordered: Array
    sold: Array


def filled(stock: Array, ordered: Array) -> Array:
    """Share of orders that a stock fills: 1 where it is enough (sector).

    Where it is not, a hair stays: stock / ordered (1 - 1e-13).
    """
    share = np.ones(len(stock))
    np.divide(stock * (1.0 - HAIR), ordered, out=share, where=ordered > stock * (1.0 - HAIR))
    return share


def worst(share: Array, uses: Mask) -> Array:
    """Least share among the products that each column uses; 1 for a column that uses none.

    Parameters
    ----------
    share : (sector) [1]
    uses : (sector, column)
    """
    return np.asarray(np.where(uses, share[:, None], 1.0).min(axis=0, initial=1.0))


@dataclass(frozen=True)
class Wanted:
    """Orders of a month (what each wants, from home and abroad together).

    Parameters
    ----------
    output : (process) [unit] production with people to do it
    inputs : (sector, process) [unit/unit]
    plant, routes : (process), (route) [unit/yr] construction due
    workers, owners, government : (sector) [unit]
    abroad : (sector) [unit] of home products
    """

    output: Array
    inputs: Array
    plant: Array
    routes: Array
    workers: Array
    owners: Array
    government: Array
    abroad: Array


@dataclass(frozen=True)
class Uses:
    """Coefficients of the uses, from the system.

    Parameters
    ----------
    uses_input, capital, uses_capital : (sector, process)
    goods, uses_goods : (sector, route)
    home : (sector) [1] share of every use but exports that is made at home
    owner : (process) sector
    """

    uses_input: Mask
    capital: Array
    uses_capital: Mask
    goods: Array
    uses_goods: Mask
    home: Array
    owner: Index


def deliver(stock: Array, wanted: Wanted, uses: Uses, rules: Closure) -> Deliveries:
    """Deliver from the opening stock.

    A process runs, and a site goes on, at the share of its scarcest product; it takes no more of
    the others. Imports come with home products in fixed shares and replace none that is missing.
    Intermediates come before final users, and among them the makers of what is short before the
    rest, unless the closure says otherwise.
    """
    inputs = uses.home * (wanted.inputs @ wanted.output)
    works = uses.home * (uses.capital @ wanted.plant + uses.goods @ wanted.routes)
    people = uses.home * (wanted.workers + wanted.owners + wanted.government)
    final = works + people + wanted.abroad
    first = filled(stock, inputs if rules.intermediates_first else inputs + final)
    at_home = (uses.home > 0)[:, None]
    running, used = worst(first, uses.uses_input & at_home), inputs
    if (first < 1.0).any():
        if rules.intermediates_first and rules.scarce_first:
            running = _in_two_ranks(stock, wanted, uses, (first < 1.0)[uses.owner])
        used = uses.home * (wanted.inputs @ (wanted.output * running))
    share = filled(stock - used, final) if rules.intermediates_first else first
    plant = worst(share, uses.uses_capital & at_home)
    routes = worst(share, uses.uses_goods & at_home)
    placed = uses.home * (
        uses.capital @ (wanted.plant * plant) + uses.goods @ (wanted.routes * routes)
    )
    abroad = wanted.abroad * share
    return Deliveries(
        running=running,
        plant=plant,
        routes=routes,
        workers=wanted.workers * share,
        owners=wanted.owners * share,
        government=wanted.government * share,
        abroad=abroad,
        ordered=inputs + final,
        sold=used + placed + people * share + abroad,
    )


def _in_two_ranks(stock: Array, wanted: Wanted, uses: Uses, favoured: Mask) -> Array:
    """(process) [1] share at which processes run when the makers of what is short come first.

    Without this a shortage feeds itself: the maker of a scarce service, rationed like everybody
    else in what it needs, makes less of it next month than it has the plant and people for, until
    nothing is made at all. That would be a fault of the rule and no finding about markets.
    """
    needs = uses.uses_input & (uses.home > 0)[:, None]
    output = wanted.output * favoured
    share = filled(stock, uses.home * (wanted.inputs @ output))
    before = np.where(favoured, worst(share, needs), 0.0)
    left = stock - uses.home * (wanted.inputs @ (output * before))
    rest = wanted.output * ~favoured
    share = filled(left, uses.home * (wanted.inputs @ rest))
    return np.asarray(np.where(favoured, before, worst(share, needs)))
