"""A large economy in blocks of products, and what its products are for.

Every process makes one unit of one product from products and scarce things. Scarce things are
what the centre prices: labour by type, assets by group, limits, foreign exchange.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from commonweal.errors import EconomyError, Problems
from commonweal.plan.utility import Pieces

Array = NDArray[np.float64]
Integers = NDArray[np.int64]
Choice = NDArray[np.uint8]  # (product): which of its processes, counted from 0
MOST_PROCESSES = 255  # of one product: a choice is one byte


@dataclass(frozen=True)
class Block:
    """Products that stand together, with the processes that make them.

    Parameters
    ----------
    first : number of the first product
    begin : (size + 1) processes of product ``first + i`` are ``begin[i]`` to ``begin[i + 1]``
    inputs : (process, product) [unit / unit], products used up
    scarce : (process, thing) [unit of the thing / unit], scarce things used; never negative
    """

    first: int
    begin: Integers
    inputs: Any
    scarce: Array

    @property
    def size(self) -> int:
        """Number of products."""
        return len(self.begin) - 1

    def make(self) -> Block:
        """Itself: a block that is at hand is its own source."""
        return self

    def key(self) -> str:
        """Hash of the figures."""
        digest = hashlib.sha256(np.int64(self.first).tobytes())
        for part in (self.begin, *_csr(self.inputs), self.scarce):
            digest.update(np.ascontiguousarray(part).tobytes())
        return digest.hexdigest()


class Source(Protocol):
    """Something small that makes a block wherever it is needed, always the same."""

    def make(self) -> Block:
        """The block."""

    def key(self) -> str:
        """Text that differs where the block would."""


@dataclass(frozen=True)
class FinalUses:
    """Baskets that leave production: to meet a need, to be exported, to be built.

    Parameters
    ----------
    names : of the uses
    products : (use, product) [unit / unit of use], not negative
    scarce : (use, year, thing) used beside the products; negative where a use brings a scarce
        thing in: exports foreign exchange, building the capacity of later years
    need : (use) number of the need it serves; several baskets may serve one need
    year : (use) in which the products are taken
    """

    names: tuple[str, ...]
    products: Any
    scarce: Array
    need: Integers
    year: Integers


@dataclass(frozen=True)
class Needs:
    """What levels of final use are worth: concave, of straight pieces.

    u(q) = base + sum over pieces of slope times what of the piece is filled,
    for least <= q <= least + sum of width

    Parameters
    ----------
    names : of the needs
    least : (need) level that must be reached
    base : (need) [goal points] value at ``least``
    width : (need, piece) length of each piece beyond ``least``; 0 where there is none
    slope : (need, piece) [goal points / unit], falling
    """

    names: tuple[str, ...]
    least: Array
    base: Array
    width: Array
    slope: Array

    def value(self, level: Array) -> Array:
        """Goal points of levels (need); levels must lie in the range."""
        beyond = level - self.least
        ends = np.cumsum(self.width, axis=1)
        filled = np.clip(beyond[:, None] - (ends - self.width), 0.0, self.width)
        return np.asarray(self.base + (filled * self.slope).sum(axis=1))


def needs_of(
    names: tuple[str, ...], weight: Array, least: Array, curve: Pieces, at_base: float = 0.0
) -> Needs:
    """Needs that share one curve of fulfilment.

    u[n](q) = weight[n] (at_base + curve(q)), with q = 1 in the base year

    Parameters
    ----------
    names, weight, least : (need)
    curve : pieces of the curve
    at_base : value of the base year, for the goal not to be 0 there
    """
    ends = np.cumsum(curve.width)
    width = np.clip(ends - np.maximum(ends - curve.width, least[:, None]), 0.0, None)
    slope = weight[:, None] * curve.slope[None, :]
    base = weight * (at_base + np.asarray(curve(least)))
    return Needs(names, least, base, width, slope)


@dataclass(frozen=True)
class LargeEconomy:
    """What there is and what it is for.

    Parameters
    ----------
    products : how many
    sources : of the blocks, in the order of the products
    things : names of the scarce things
    limits : (year, thing) [unit / yr] how much there is; negative where something must be left
    uses : final uses
    needs : what they are worth
    """

    products: int
    sources: tuple[Source, ...]
    things: tuple[str, ...]
    limits: Array
    uses: FinalUses
    needs: Needs

    @property
    def years(self) -> int:
        """Number of years."""
        return len(self.limits)

    def key(self) -> str:
        """Hash of everything, for a state to be taken up only by the economy it belongs to."""
        digest = hashlib.sha256(repr((self.products, self.things)).encode())
        for source in self.sources:
            digest.update(source.key().encode())
        uses, needs = self.uses, self.needs
        parts = (self.limits, *_csr(uses.products), uses.scarce, uses.need, uses.year)
        for part in (*parts, needs.least, needs.base, needs.width, needs.slope):
            digest.update(np.ascontiguousarray(part).tobytes())
        return digest.hexdigest()

    def amounts(self) -> Array:
        """Typical amount of each scarce thing (year, thing), by which its price is scaled.

        What there is; where that is nothing, what final uses can bring in or take.
        """
        top = (self.needs.least + self.needs.width.sum(axis=1))[self.uses.need]
        turned = np.abs(self.uses.scarce * top[:, None, None]).max(axis=0, initial=0.0)
        amounts = np.where(self.limits > 0, self.limits, turned)
        return np.where(amounts > 0, amounts, 1.0)


def _csr(matrix: Any) -> tuple[Any, Any, Any]:
    return matrix.indptr, matrix.indices, matrix.data


def check_block(block: Block, products: int, things: int) -> None:
    """Raise one report of everything that is wrong with a block.

    Raises
    ------
    EconomyError
        on missing, negative or infinite figures, on shapes that do not fit, and on a process that
        uses nothing scarce, for such a thing could be made without end
    """
    problems = Problems()
    where = f"block of product {block.first}"
    counts = np.diff(block.begin)
    if counts.min(initial=1) < 1 or counts.max(initial=1) > MOST_PROCESSES:
        what = f"a product has {counts.min()} to {counts.max()} processes"
        problems.add(where, what, f"Give every product 1 to {MOST_PROCESSES}")
    if block.inputs.shape != (block.begin[-1], products):
        what = f"inputs are {block.inputs.shape}, not {(int(block.begin[-1]), products)}"
        problems.add(where, what, "Give a row to every process and a column to every product")
    if block.scarce.shape != (block.begin[-1], things):
        what = f"scarce uses are {block.scarce.shape}, not {(int(block.begin[-1]), things)}"
        problems.add(where, what, "Give a row to every process and a column to every thing")
    columns = block.inputs.indices
    if columns.min(initial=0) < 0 or columns.max(initial=0) >= products:
        what = f"inputs name products {columns.min()} to {columns.max()}"
        problems.add(where, what, f"Name products from 0 to {products - 1}")
    for name, values in (("inputs", block.inputs.data), ("scarce uses", block.scarce)):
        if not np.isfinite(values).all() or values.min(initial=0.0) < 0:
            problems.add(where, f"{name} are negative or not finite", "Mend the figures")
    if len(problems) == 0 and (bare := np.flatnonzero(block.scarce.sum(axis=1) <= 0)).size:
        what = f"{len(bare)} processes, the first {bare[0]}, use nothing scarce"
        problems.add(where, what, "Give them the labour or the foreign exchange that they take")
    problems.raise_if_any(EconomyError)


def check_ends(economy: LargeEconomy) -> None:
    """Raise one report of everything that is wrong with limits, final uses and needs.

    Raises
    ------
    EconomyError
        with every problem found
    """
    problems = Problems()
    uses, needs = economy.uses, economy.needs
    count, kinds = len(uses.names), len(needs.names)
    shapes = {
        "limits": (economy.limits.shape[1:], (len(economy.things),)),
        "products of uses": (uses.products.shape, (count, economy.products)),
        "scarce things of uses": (uses.scarce.shape, (count, *economy.limits.shape)),
        "needs of uses": (uses.need.shape, (count,)),
        "years of uses": (uses.year.shape, (count,)),
        "least levels": (needs.least.shape, (kinds,)),
        "pieces": (needs.slope.shape, (kinds, needs.width.shape[-1])),
    }
    for where, (found, wanted) in shapes.items():
        if found != wanted:
            problems.add(where, f"shape is {found}, not {wanted}", "Give a figure to each")
    problems.raise_if_any(EconomyError)
    figures = {
        "limits": (economy.limits, -np.inf),
        "products of uses": (uses.products.data, 0.0),
        "scarce things of uses": (uses.scarce, -np.inf),
        "least levels": (needs.least, 0.0),
        "widths of pieces": (needs.width, 0.0),
        "slopes of pieces": (needs.slope, 0.0),
    }
    for where, (values, lowest) in figures.items():
        if not np.isfinite(values).all() or values.min(initial=0.0) < lowest:
            problems.add(where, f"are not finite, or below {lowest}", "Mend the figures")
    if (np.diff(needs.slope, axis=1) > 0).any():
        problems.add("slopes of pieces", "rise", "Put the pieces in falling order of slope")
    if count and not (uses.need.min() >= 0 and uses.need.max() < kinds):
        problems.add("needs of uses", "names no need", f"Give a number below {kinds}")
    if count and not (uses.year.min() >= 0 and uses.year.max() < economy.years):
        problems.add("years of uses", "names no year", f"Give a number below {economy.years}")
    problems.raise_if_any(EconomyError)


def block_of(first: int, begin: Any, inputs: Any, scarce: Any) -> Block:
    """A block from whatever holds its figures; the types are made what the sweeps need."""
    return Block(
        first,
        np.asarray(begin, dtype=np.int64),
        csr_array(inputs, dtype=np.float64),
        np.ascontiguousarray(scarce, dtype=np.float64),
    )
