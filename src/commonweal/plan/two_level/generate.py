"""Large sparse economies with the statistics of detailed tables, from a seed.

Products stand in branches, branches in sectors; the first twentieth is of general purpose (trade,
energy, transport, business services). A product takes inputs of four origins, each a fixed part of
their number and of their value, with lognormal sizes. In the base year every full cost is 1:

    sum over k of A[i, k] + sum over labour and assets r of S[i, r] = 1

so that the first technique and prices of 1 fit together. Other techniques take less labour, more
assets, other amounts of everything; a part of the products can be imported. The statistics are
those that scripts/table_statistics.py measures on the detailed table of the United States.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from commonweal.errors import Problems
from commonweal.plan.two_level.economy import Array, Block

# measured on BEA 2017 detail, 401 products (docs/two-level.md)
SHARE, SHARE_SPREAD = 0.51, 0.16  # inputs per unit of output: mean and standard deviation
SIZE = 1.51  # standard deviation of the logarithm of the inputs of a product
OUTPUT = 1.42  # the same of outputs; here of deliveries to final use
VALUE = (0.37, 0.15, 0.08, 0.40)  # of general purpose, own branch, own sector, elsewhere
# assumptions: what tables of value do not say
COUNT = (0.30, 0.20, 0.16, 0.34)  # the same four, of the number of inputs
LEAST_SHARE, MOST_SHARE = 0.05, 0.90  # of inputs per unit
GENERAL = 0.05  # of products are of general purpose
SKEW = 2.0  # product number over all of them goes with the power of a uniform draw
SECTORS, GENERAL_SECTORS = 20, 4
LABOUR_SHARE = (4.0, 3.0)  # of value added: a beta distribution, mean 0.57
WORK = ("simple labour", "skilled labour", "professional labour")
ASSETS = ("structures", "equipment", "vehicles", "computing")
THINGS = (*WORK, *ASSETS, "emissions", "foreign exchange")
# mean and spread of the logarithm of what another technique takes, relative to the first
OTHER = {"inputs": (-0.02, 0.15), "work": (-0.25, 0.2), "assets": (0.15, 0.2), "rest": (-0.1, 0.3)}
TRADED = 0.5  # of products that are not of general purpose can be imported
WORLD = (0.2, 0.25)  # mean and spread of the logarithm of world prices
BLOCK = 62_500  # products in a block


@dataclass(frozen=True)
class Spec:
    """What to generate.

    Parameters
    ----------
    products : how many
    inputs : of every product
    techniques : of every product, imports not counted
    seed : of everything drawn
    years : planned; over more than one, assets are built by the plan
    """

    products: int
    inputs: int = 50
    techniques: int = 2
    seed: int = 1
    years: int = 1

    @property
    def blocks(self) -> int:
        """Number of blocks: by size alone, so that who works on them changes nothing."""
        return max(4, -(-self.products // BLOCK))

    @property
    def sectors(self) -> NDArray[np.int64]:
        """Ends of sectors: of general purpose first."""
        general = round(GENERAL * self.products)
        first = np.linspace(0, general, GENERAL_SECTORS + 1).astype(np.int64)
        others = np.linspace(general, self.products, SECTORS + 1).astype(np.int64)
        return np.concatenate([first, others[1:]])

    @property
    def branches(self) -> NDArray[np.int64]:
        """Ends of branches: about as many products in each as there are branches, two a sector."""
        size = max(2 * self.inputs // 5, round(np.sqrt(self.products)))
        ends = [
            np.linspace(low, high, max(2, int(high - low) // size) + 1).astype(np.int64)[1:]
            for low, high in zip(self.sectors, self.sectors[1:], strict=False)
        ]
        return np.concatenate([[0], *ends])

    def problems(self) -> Problems:
        """What cannot be generated."""
        problems = Problems()
        if self.inputs < 8:
            problems.add("inputs", f"are {self.inputs}", "Give 8 or more, some of each origin")
        if self.products < (least := 60 * self.inputs):
            what = f"are {self.products}"
            problems.add("products", what, f"Give {least} or more for {self.inputs} inputs each")
        if not 1 <= self.techniques <= 8:
            problems.add("techniques", f"are {self.techniques}", "Give 1 to 8")
        if not 1 <= self.years <= 100:
            problems.add("years", f"are {self.years}", "Give 1 to 100")
        if self.seed < 0:
            problems.add("seed", f"is {self.seed}", "Give 0 or more")
        return problems


def counts(inputs: int) -> tuple[int, ...]:
    """Inputs of each of the four origins."""
    own = [max(1, round(part * inputs)) for part in COUNT[:3]]
    return (*own, inputs - sum(own))


@dataclass(frozen=True)
class GeneratedBlock:
    """One block of a specification: small to send, always the same when made.

    Parameters
    ----------
    spec : of the economy
    number : of the block
    """

    spec: Spec
    number: int

    def key(self) -> str:
        """The specification says it all."""
        return repr(self)

    def make(self) -> Block:
        """Draw the block."""
        spec = self.spec
        first, last = (
            part * spec.products // spec.blocks for part in (self.number, self.number + 1)
        )
        random = np.random.default_rng([spec.seed, self.number, spec.products])
        product = np.arange(first, last)
        columns = _inputs(random, spec, product)
        values = _values(random, spec, len(product))
        scarce = _scarce(random, 1 - values.sum(axis=1))
        made, taken = [values], [scarce]
        for _ in range(1, spec.techniques):
            made.append(_another(random, values))
            taken.append(_other_scarce(random, scarce))
        traded = (random.random(len(product)) < TRADED) & (product >= spec.sectors[GENERAL_SECTORS])
        abroad = np.zeros((len(product), len(THINGS)))
        abroad[:, -1] = np.exp(random.normal(*WORLD, len(product)))
        stacked = np.stack([*taken, abroad], axis=1)
        return _rows(first, columns, np.stack(made, axis=1), stacked, traded, spec.products)


def _inputs(
    random: np.random.Generator, spec: Spec, product: NDArray[np.int64]
) -> NDArray[np.int32]:
    """Which products each takes (product, input): all different."""
    sectors, branches = spec.sectors, spec.branches
    own = np.searchsorted(sectors, product, side="right")
    low, high = sectors[own - 1], sectors[own]
    branch = np.searchsorted(branches, product, side="right")
    inner, outer = branches[branch - 1], branches[branch]
    general = np.full(len(product), sectors[GENERAL_SECTORS])
    nought, whole = np.zeros_like(general), np.full(len(product), spec.products)
    of = counts(spec.inputs)
    return np.concatenate(
        [
            _drawn(random, nought, general, low, high, of[0], SKEW),
            _drawn(random, inner, outer, inner, inner, of[1], 1.0),
            _drawn(random, low, high, inner, outer, of[2], 1.0),
            _drawn(random, general, whole, low, high, of[3], 1.0),
        ],
        axis=1,
    )


def _drawn(
    random: np.random.Generator,
    low: NDArray[np.int64],
    high: NDArray[np.int64],
    without: NDArray[np.int64],
    until: NDArray[np.int64],
    count: int,
    skew: float,
) -> NDArray[np.int32]:
    """Different products from ``low`` to ``high``, leaving out ``without`` to ``until``.

    One from each of ``count`` layers, which are the thinner towards ``low`` the greater ``skew``.
    """
    gap = np.clip(np.minimum(until, high) - np.maximum(without, low), 0, None)
    size = (high - low - gap)[:, None]
    steps = np.arange(count + 1)
    ends = np.maximum((size * (steps / count) ** skew).astype(np.int64), steps)
    drawn = random.random((len(low), count), dtype=np.float32)
    width = np.diff(ends, axis=1)
    # a float32 close to 1 times a large width may round up to it
    within = np.minimum((drawn * width).astype(np.int64), width - 1)
    place = low[:, None] + ends[:, :-1] + within
    place += np.where((gap[:, None] > 0) & (place >= without[:, None]), gap[:, None], 0)
    drawn_places: NDArray[np.int32] = place.astype(np.int32)
    return drawn_places


def _values(random: np.random.Generator, spec: Spec, size: int) -> Array:
    """Inputs per unit (product, input): lognormal within an origin, its part of the whole."""
    sizes = np.exp(SIZE * random.standard_normal((size, spec.inputs), dtype=np.float32))
    values = sizes.astype(np.float64)
    ends = np.cumsum((0, *counts(spec.inputs)))
    for part, first, last in zip(VALUE, ends, ends[1:], strict=False):
        values[:, first:last] *= part / values[:, first:last].sum(axis=1, keepdims=True)
    share = np.clip(random.normal(SHARE, SHARE_SPREAD, size), LEAST_SHARE, MOST_SHARE)
    return np.asarray(values * share[:, None])


def _scarce(random: np.random.Generator, added: Array) -> Array:
    """Scarce things per unit (product, thing): value added as work and assets; emissions."""
    size = len(added)
    scarce = np.zeros((size, len(THINGS)))
    work = random.beta(*LABOUR_SHARE, size)
    scarce[:, :3] = random.dirichlet((4.0, 3.0, 2.0), size) * (added * work)[:, None]
    scarce[:, 3:7] = random.dirichlet((3.0, 3.0, 1.0, 1.0), size) * (added * (1 - work))[:, None]
    scarce[:, 7] = np.exp(SIZE * random.standard_normal(size))
    return scarce


def _another(random: np.random.Generator, values: Array) -> Array:
    """Inputs of another technique: the same products, other amounts."""
    mean, spread = OTHER["inputs"]
    change = np.exp(mean + spread * random.standard_normal(values.shape, dtype=np.float32))
    other = values * change
    total = other.sum(axis=1, keepdims=True)
    # a technique that takes over 0.95 of its output is not thought of
    return np.asarray(other * np.minimum(1.0, 0.95 / total))


def _other_scarce(random: np.random.Generator, scarce: Array) -> Array:
    """Scarce things of another technique."""
    kinds = ["work"] * len(WORK) + ["assets"] * len(ASSETS) + ["rest"] * 2
    mean = np.array([OTHER[kind][0] for kind in kinds])
    spread = np.array([OTHER[kind][1] for kind in kinds])
    # one step for each kind, so that a technique saves all labour or none
    step = random.standard_normal((len(scarce), 3))[:, [0, 0, 0, 1, 1, 1, 1, 2, 2]]
    return np.asarray(scarce * np.exp(mean + spread * step))


def _rows(
    first: int,
    columns: NDArray[np.int32],
    values: Array,
    scarce: Array,
    traded: NDArray[np.bool_],
    products: int,
) -> Block:
    """A row for every technique of a product, and an empty one where it can be imported."""
    size, techniques, inputs = values.shape
    there = np.ones((size, techniques + 1), dtype=bool)
    there[:, -1] = traded
    length = np.zeros((size, techniques + 1), dtype=np.int32)
    length[:, :techniques] = inputs
    pointer = np.concatenate([[0], np.cumsum(length[there])]).astype(np.int32)
    indices = np.repeat(columns[:, None, :], techniques, axis=1).ravel()
    matrix = csr_array((values.ravel(), indices, pointer), shape=(len(pointer) - 1, products))
    return Block(
        first,
        np.concatenate([[0], np.cumsum(there.sum(axis=1))]).astype(np.int64),
        matrix,
        np.ascontiguousarray(scarce[there]),
    )
