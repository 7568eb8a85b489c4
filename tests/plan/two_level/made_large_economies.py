"""Small economies in the form of the two-level method, and the whole linear programme of one."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linprog
from scipy.sparse import csr_array

from commonweal.plan.two_level.economy import (
    Array,
    FinalUses,
    LargeEconomy,
    Needs,
    block_of,
    needs_of,
)
from commonweal.plan.utility import pieces


def cut(
    inputs: NDArray[np.float64], scarce: Array, counts: list[int], blocks: int = 1
) -> tuple[object, ...]:
    """Blocks of about equal size from tables of all processes."""
    begin = np.concatenate([[0], np.cumsum(counts)])
    ends = np.linspace(0, len(counts), blocks + 1).astype(int)
    return tuple(
        block_of(
            int(first),
            begin[first : last + 1] - begin[first],
            inputs[begin[first] : begin[last]],
            scarce[begin[first] : begin[last]],
        )
        for first, last in pairwise(ends)
    )


def random_economy(
    seed: int, products: int = 30, things: int = 4, years: int = 1, blocks: int = 3
) -> LargeEconomy:
    """Products with one to three techniques, imports of some, exports, floors, a second basket of
    one need, free time; in several years capacity of the last thing is built."""
    random = np.random.default_rng(seed)
    counts = random.integers(1, 4, products).tolist()
    processes = sum(counts)
    inputs = random.random((processes, products)) ** 4 * (
        random.random((processes, products)) < 0.3
    )
    inputs *= (
        random.uniform(0.2, 0.7, processes)[:, None] / np.maximum(inputs.sum(axis=1), 0.3)[:, None]
    )
    scarce = random.random((processes, things + 1)) ** 2 + 0.02
    scarce[:, -1] = 0.0
    begin = np.concatenate([[0], np.cumsum(counts)])
    for product in np.flatnonzero((np.array(counts) > 1) & (random.random(products) < 0.5)):
        imported = begin[product + 1] - 1
        inputs[imported] = 0.0
        scarce[imported] = 0.0
        scarce[imported, -1] = random.uniform(0.5, 2.0)
    kinds = 5
    base = random.random((kinds + 1, products)) * (random.random((kinds + 1, products)) < 0.6)
    base *= 10 / np.maximum(base.sum(axis=1), 1e-9)[:, None]
    baskets = np.vstack([base, np.zeros(products), base.sum(axis=0) / 6, base[1] + base[2]])
    own = np.zeros((kinds + 4, things + 1))
    own[kinds + 1, 0] = 6.0  # free time takes labour
    own[kinds + 2, -1] = -8.0  # exports bring foreign exchange
    own[kinds + 3] = 0.0
    limits = np.append(random.uniform(15, 60, things), 0.0)
    if years == 1:
        baskets, own = baskets[:-1], own[:-1]
    return _over_years(random, baskets, own, limits, years, (inputs, scarce, counts, blocks))


def _over_years(random, baskets, own, limits, years, made):  # type: ignore[no-untyped-def]
    count, things = own.shape
    uses = years * count
    scarce = np.zeros((uses, years, things))
    need = np.zeros(uses, dtype=np.int64)
    kinds = 5
    year = np.repeat(np.arange(years), count)
    for now in range(years):
        scarce[now * count + np.arange(count), now] = own
        # baskets 0 and 5 serve the same need; free time, exports, building are needs of their own
        need[now * count : (now + 1) * count] = [
            *range(kinds),
            0,
            *range(kinds, kinds + count - kinds - 1),
        ]
        need[now * count : (now + 1) * count] += now * (count - 1)
        if years > 1:
            scarce[(now + 1) * count - 1, now + 1 :, things - 2] = -4.0
    weight = np.append(random.uniform(0.1, 0.3, kinds), [0.2])
    curve = pieces(1.0, 0.05)
    wanted = needs_of(
        tuple("abcdef"), weight, np.where(random.random(6) < 0.3, 0.1, 0.0), curve, 1.0
    )
    extra = count - 1 - 6
    width = np.pad(wanted.width, ((0, extra), (0, 0)))
    width[6:, 0] = 1.0
    one = Needs(
        (*wanted.names, *"ghi"[:extra]),
        np.pad(wanted.least, (0, extra)),
        np.pad(wanted.base, (0, extra)),
        width,
        np.pad(wanted.slope, ((0, extra), (0, 0))),
    )
    several = Needs(
        one.names * years,
        np.tile(one.least, years),
        np.concatenate([one.base * 0.95**t for t in range(years)]),
        np.tile(one.width, (years, 1)),
        np.concatenate([one.slope * 0.95**t for t in range(years)]),
    )
    names = tuple(f"use {number}" for number in range(uses))
    finals = FinalUses(names, csr_array(np.tile(baskets, (years, 1))), scarce, need, year)
    inputs, direct, counts, blocks = made
    return LargeEconomy(
        len(counts),
        cut(inputs, direct, counts, blocks),  # type: ignore[arg-type]
        tuple(f"thing {number}" for number in range(things)),
        np.tile(limits, (years, 1)),
        finals,
        several,
    )


def whole_optimum(economy: LargeEconomy) -> float:
    """Goal points of the optimum of the whole linear programme, in one piece, by HiGHS."""
    needs, uses, years = economy.needs, economy.uses, economy.years
    blocks = [source.make() for source in economy.sources]
    inputs = np.vstack([block.inputs.toarray() for block in blocks])
    scarce = np.vstack([block.scarce for block in blocks])
    owner = np.concatenate(
        [block.first + np.repeat(np.arange(block.size), np.diff(block.begin)) for block in blocks]
    )
    processes, products = inputs.shape
    count, pieces_ = len(uses.names), needs.width.size
    columns = years * processes + count + pieces_
    made = np.zeros((products, processes))
    made[owner, np.arange(processes)] = 1.0
    balance = np.zeros((years * products, columns))
    limit = np.zeros((years * len(economy.things), columns))
    for year in range(years):
        own = slice(year * processes, (year + 1) * processes)
        balance[year * products : (year + 1) * products, own] = inputs.T - made
        limit[year * scarce.shape[1] : (year + 1) * scarce.shape[1], own] = scarce.T
    for use in range(count):
        column = years * processes + use
        first = uses.year[use] * products
        balance[first : first + products, column] = uses.products[[use]].toarray().ravel()
        limit[:, column] = uses.scarce[use].ravel()
    level = np.zeros((len(needs.names), columns))
    level[uses.need, years * processes + np.arange(count)] = 1.0
    filled = np.arange(pieces_).reshape(needs.width.shape)
    for need, row in enumerate(filled):
        level[need, years * processes + count + row] = -1.0
    cost = np.zeros(columns)
    cost[years * processes + count :] = -needs.slope.ravel()
    high = np.full(columns, np.inf)
    high[years * processes + count :] = needs.width.ravel()
    found = linprog(
        cost,
        A_ub=csr_array(np.vstack([balance, limit])),
        b_ub=np.concatenate([np.zeros(years * products), economy.limits.ravel()]),
        A_eq=csr_array(level),
        b_eq=needs.least,
        bounds=np.stack([np.zeros(columns), high], axis=1),
        method="highs",
        options={"primal_feasibility_tolerance": 1e-10, "dual_feasibility_tolerance": 1e-10},
    )
    assert found.status == 0, found.message
    return float(needs.base.sum() - found.fun)
