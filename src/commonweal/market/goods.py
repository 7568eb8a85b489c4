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
    final : (sector) [1] share of final orders that was delivered
    needs : (class, need) [unit] as ordered
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
    final: Array
    needs: Array
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
    needs : (class, need) [unit] that workers' and owners' orders are to meet
    price : (sector) [money/unit]
    """

    output: Array
    inputs: Array
    plant: Array
    routes: Array
    workers: Array
    owners: Array
    government: Array
    abroad: Array
    needs: Array
    price: Array


@dataclass(frozen=True)
class Uses:
    """Coefficients of the uses, from the system.

    Parameters
    ----------
    uses_input, capital, uses_capital : (sector, process)
    goods, uses_goods : (sector, route)
    home : (sector) [1] share of every use but exports that is made at home
    owner, first : (process), (sector) sector of a process, first process of a sector
    route_owner : (route) sector of a route
    """

    uses_input: Mask
    capital: Array
    uses_capital: Mask
    goods: Array
    uses_goods: Mask
    home: Array
    owner: Index
    first: Index
    route_owner: Index

    @property
    def of_works(self) -> tuple[Mask, Mask]:
        """Products made at home that plants and routes use, as masks."""
        at_home = (self.home > 0)[:, None]
        return self.uses_capital & at_home, self.uses_goods & at_home


def deliver(stock: Array, wanted: Wanted, uses: Uses, rules: Closure) -> Deliveries:
    """Deliver from the opening stock.

    A process runs, and a site goes on, at the share of its scarcest product; it takes no more of
    the others. Imports come with home products in fixed shares and replace none that is missing.
    Intermediates come before final users; among either, and among sites, makers of what is short
    bid more; and what is a trace in a plant comes before both (see :func:`traces`), unless the
    closure says otherwise.
    """
    inputs = uses.home * (wanted.inputs @ wanted.output)
    works = uses.home * (uses.capital @ wanted.plant + uses.goods @ wanted.routes)
    people = uses.home * (wanted.workers + wanted.owners + wanted.government)
    final = works + people + wanted.abroad
    trace = traces(wanted, uses, rules)
    early = uses.home * (
        (uses.capital * trace[0]) @ wanted.plant + (uses.goods * trace[1]) @ wanted.routes
    )
    ahead = filled(stock, early)
    running, share = _ranked(stock - early * ahead, inputs, final - early, wanted, uses, rules)
    plant, routes = _sites(share, trace, wanted, uses, rules)
    plant, routes = (
        np.minimum(part, worst(ahead, used & small))
        for part, used, small in zip((plant, routes), uses.of_works, trace, strict=True)
    )
    used = uses.home * (wanted.inputs @ (wanted.output * running))
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
        final=share,
        needs=wanted.needs,
        ordered=inputs + final,
        sold=used + placed + people * share + abroad,
    )


def _ranked(
    stock: Array, inputs: Array, final: Array, wanted: Wanted, uses: Uses, rules: Closure
) -> tuple[Array, Array]:
    """Share of its plan at which each process runs, and of final orders that is delivered."""
    first = filled(stock, inputs if rules.intermediates_first else inputs + final)
    running = worst(first, uses.uses_input & (uses.home > 0)[:, None])
    if (first < 1.0).any() and rules.intermediates_first and rules.scarce_first:
        needed = uses.home[:, None] * np.add.reduceat(
            wanted.inputs * wanted.output, uses.first, axis=1
        )
        running = bids(stock, needed)[uses.owner]
    used = uses.home * (wanted.inputs @ (wanted.output * running))
    return running, filled(stock - used, final) if rules.intermediates_first else first


def _sites(
    share: Array, trace: tuple[Mask, Mask], wanted: Wanted, uses: Uses, rules: Closure
) -> tuple[Array, Array]:
    """Shares of plants and of routes that go on, by what is no trace in them.

    Of each product all sites together get the share of every final user. Among them the makers of
    what is short bid more, 1 / share of their own product: were they rationed like everybody else,
    the plant that ends the shortage would be built no sooner than any other.
    """
    used = uses.of_works
    if not (rules.intermediates_first and rules.scarce_first) or (share >= 1.0).all():
        return worst(share, used[0] & ~trace[0]), worst(share, used[1] & ~trace[1])
    needed = np.add.reduceat(uses.capital * ~trace[0] * wanted.plant, uses.first, axis=1)
    np.add.at(needed.T, uses.route_owner, (uses.goods * ~trace[1] * wanted.routes).T)
    needed = uses.home[:, None] * needed
    going = bids(share * needed.sum(axis=1), needed, 1.0 / np.maximum(share, HAIR))
    return going[uses.owner], going[uses.route_owner]


def traces(wanted: Wanted, uses: Uses, rules: Closure) -> tuple[Mask, Mask]:
    """True where a product is a smaller part of a plant, or of a route, than of all production.

    K_iq / p K_q < z_i / p y,  z what production takes of product i, y what is made

    What stands still for want of little pays any price for it: a site bids more for its trace of a
    product than those who run on it. Products that several activities make are bought from all of
    them in fixed shares, so that every plant takes a trace of nearly everything. Were traces served
    last, a service that production takes nearly all of would, a little short, stop all building,
    that of its own plant too, and the shortage would feed itself until nothing is left. That would
    be a fault of the rule and no finding about markets.

    Returns
    -------
    (sector, process), (sector, route)
    """
    if not (rules.intermediates_first and rules.scarce_first):
        return np.zeros(uses.capital.shape, dtype=bool), np.zeros(uses.goods.shape, dtype=bool)
    made = float(wanted.price[uses.owner] @ wanted.output)
    part = (wanted.inputs @ wanted.output)[:, None]
    return (
        uses.capital * made < part * (wanted.price @ uses.capital),
        uses.goods * made < part * (wanted.price @ uses.goods),
    )


def bids(stock: Array, needed: Array, bid: Array | None = None) -> Array:
    """(buyer) [1] share of its plan that each sector gets when what it needs is short.

    f_j = min_i min(1, theta_i c_j),  c_j = max(1, needed_j / stock_j)

    theta_i such that what is taken of product i is its stock. c_j says how short the sector's own
    product is among intermediates: its maker bids that much more for what it lacks. With equal
    shares a shortage feeds itself: the maker of a scarce service, rationed like everybody else,
    makes less of it next month than it has plant and people for, until nothing is made at all.
    That would be a fault of the rule and no finding about markets.

    Parameters
    ----------
    stock : (product) [unit]
    needed : (product, buyer) [unit] for the plan
    bid : c (buyer) [1]; as above if not given
    """
    most = stock * (1.0 - HAIR)
    total = needed.sum(axis=1)
    short = total > most
    if bid is None:
        bid = np.ones(len(total))
        np.divide(total, most, out=bid, where=short & (most > 0))
    rows, left = needed[short], most[short]
    full = np.zeros(rows.shape, dtype=bool)
    level = np.zeros(len(left))
    for _ in range(len(total)):
        asked = (np.where(full, 0.0, rows) * bid).sum(axis=1)
        over = left - np.where(full, rows, 0.0).sum(axis=1)
        level = np.divide(over, asked, out=np.zeros(len(left)), where=asked > 0)
        served = full | ((level[:, None] * bid >= 1.0) & (rows > 0))
        if (served == full).all():
            break
        full = served
    share = np.where((rows > 0) & ~full, level[:, None] * bid, 1.0)
    return np.asarray(share.min(axis=0, initial=1.0))
