"""The ends of a generated economy: limits, final uses and needs, around the base year.

The base year: the first techniques deliver every basket at level 1. It fixes what there is of
labour and assets, and a twentieth less of emissions than it makes.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from scipy.sparse import csr_array

from commonweal.errors import EconomyError
from commonweal.plan.two_level.economy import Array, FinalUses, LargeEconomy, Needs, needs_of
from commonweal.plan.two_level.generate import (
    ASSETS,
    GENERAL_SECTORS,
    OUTPUT,
    THINGS,
    WORK,
    GeneratedBlock,
    Spec,
)
from commonweal.plan.two_level.quantities import outputs_of
from commonweal.plan.two_level.requirements import Selected, selection
from commonweal.plan.two_level.spread import Spread, held_blocks
from commonweal.plan.two_level.years import Horizon, over_years
from commonweal.plan.utility import pieces

NEEDS = (
    "food", "clothing", "housing", "energy", "furnishing", "health",
    "transport", "communication", "culture", "education", "meals and travel", "other",
)  # fmt: skip
WEIGHT = (16, 5, 20, 5, 6, 14, 10, 4, 6, 6, 5, 3)  # assumption: per cent of consumption
FLOOR = 0.7  # assumption: of the base year, below which no need may fall
GIVEN, EXPORTED = 0.25, 0.10  # assumption: of final use, given deliveries and exports
MOST_EXPORTS = 1.5  # assumption: of the base year
EMISSIONS = 0.95  # assumption: of the base year's, that are allowed
FREE_TIME = 1.5  # assumption: free hours per hour worked in the base year
FREE_TIME_WEIGHT = 0.2  # assumption: of the goal
FINAL = 0.7  # assumption: of products go to final use at all
# assumptions for several years, in which the plan builds what a part of given deliveries was
GOVERNMENT = 0.1  # of given deliveries, that stay given
WEAR = (0.03, 0.10, 0.15, 0.25)  # of assets a year
RETURN = 0.05  # a year; a unit of service of an asset takes 1 / (wear + return) products
MADE_IN = 3  # sectors that the products of an asset come from
EMISSIONS_FALL = -0.02  # a year
MARGIN = 1e-6  # of the base year's outputs


def generated(spec: Spec, spread: Spread) -> tuple[LargeEconomy, list[Any]]:
    """A generated economy, and its blocks as held by whoever works on them.

    Parameters
    ----------
    spec : what to generate
    spread : who works on the blocks

    Raises
    ------
    EconomyError
        when it cannot be generated
    """
    spec.problems().raise_if_any(EconomyError)
    sources = tuple(GeneratedBlock(spec, number) for number in range(spec.blocks))
    blocks = held_blocks(spread, sources, spec.products, len(THINGS))
    baskets = _baskets(spec)
    first = selection(spread, blocks, np.zeros(spec.products, dtype=np.uint8))
    output, _ = outputs_of(spread, first, np.asarray(baskets.sum(axis=0)), MARGIN)
    used = np.zeros(len(THINGS))
    for part in spread.run(_scarce, first, output):
        used += part
    exports = float(baskets[[len(NEEDS) + 1]].sum())
    limits = used.copy()
    limits[7] *= EMISSIONS
    limits[8] = 0.0
    hours = used[: len(WORK)]
    limits[: len(WORK)] += FREE_TIME * hours
    scarce = np.zeros((baskets.shape[0], 1, len(THINGS)))
    scarce[len(NEEDS) + 1, 0, 8] = -exports
    scarce[len(NEEDS) + 2, 0, : len(WORK)] = FREE_TIME * hours
    names = (*NEEDS, "given deliveries", "exports", "free time")
    count = np.arange(len(names))
    uses = FinalUses(names, baskets, scarce, count, np.zeros(len(names), dtype=np.int64))
    needs = _needs(names, 1.0 if spec.years == 1 else GOVERNMENT)
    economy = LargeEconomy(spec.products, sources, THINGS, limits[None], uses, needs)
    if spec.years > 1:
        economy = over_years(economy, _horizon(spec))
    return economy, blocks


def _horizon(spec: Spec) -> Horizon:
    """Assets wear out and are built of the products of sectors drawn for each."""
    random = np.random.default_rng([spec.seed, spec.blocks, spec.products, 2])
    assets = tuple(range(len(WORK), len(WORK) + len(ASSETS)))
    sector = np.searchsorted(spec.sectors, np.arange(spec.products), side="right")
    products = np.zeros((len(ASSETS), spec.products))
    for row, wear in enumerate(WEAR):
        of = random.choice(np.unique(sector), MADE_IN, replace=False)
        drawn = np.exp(OUTPUT * random.standard_normal(spec.products)) * np.isin(sector, of)
        products[row] = drawn / drawn.sum() / (wear + RETURN)
    growth = np.zeros(len(THINGS))
    growth[7] = EMISSIONS_FALL
    return Horizon(spec.years, assets, np.array(WEAR), csr_array(products), growth)


def _scarce(selected: Selected, output: Array) -> Array:
    own = output[selected.first : selected.first + selected.scarce.shape[1]]
    return np.asarray(selected.scarce @ own)


def _baskets(spec: Spec) -> Any:
    """Products of each final use (use, product); free time takes none."""
    random = np.random.default_rng([spec.seed, spec.blocks, spec.products, 1])
    size = spec.products
    amount = np.exp(OUTPUT * random.standard_normal(size))
    amount *= random.random(size) < FINAL
    # products of general purpose go half as often to people as to industries
    amount[: spec.sectors[GENERAL_SECTORS]] *= 0.5
    branch = np.searchsorted(spec.branches, np.arange(size), side="right")
    shares = np.array(WEIGHT) / sum(WEIGHT)
    of_branch = random.choice(len(NEEDS), len(spec.branches), p=shares)
    whose = np.where(
        random.random(size) < 0.8, of_branch[branch - 1], random.choice(len(NEEDS), size, p=shares)
    )
    consumed = csr_array((amount, (whose, np.arange(size))), shape=(len(NEEDS), size))
    scale = size * shares / np.asarray(consumed.sum(axis=1))
    rest = np.zeros((3, size))
    for row, part in enumerate((GIVEN, EXPORTED)):
        drawn = amount * np.exp(random.standard_normal(size))
        rest[row] = drawn * (part * size / drawn.sum())
    people = 1 - GIVEN - EXPORTED
    scaled = (consumed.T.multiply(people * scale)).T
    return _stacked(scaled, rest)


def _stacked(consumed: Any, rest: Array) -> Any:
    from scipy.sparse import vstack

    return csr_array(vstack([csr_array(consumed), csr_array(rest)]))


def _needs(names: tuple[str, ...], given: float) -> Needs:
    """Needs of people by their weight; deliveries as given; exports for what they bring."""
    weight = np.zeros(len(names))
    weight[: len(NEEDS)] = np.array(WEIGHT) / sum(WEIGHT) * (1 - FREE_TIME_WEIGHT)
    weight[-1] = FREE_TIME_WEIGHT
    least = np.full(len(names), FLOOR)
    least[len(NEEDS) :] = (given, 0.0, 1.0)
    made = needs_of(names, weight, least, pieces(1.0, 0.01), 1.0)
    width = made.width.copy()
    width[len(NEEDS) : len(NEEDS) + 2] = 0.0
    width[len(NEEDS) + 1, 0] = MOST_EXPORTS
    return Needs(names, least, made.base, width, made.slope)
