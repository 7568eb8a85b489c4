"""Several years: the centre prices the capacity of every asset group in every year.

Labour, limits and foreign exchange are there year by year. Capacity K[g, t] of group g is what was
there at the start, worn, and what was built in earlier years:

    K[g, t] = K[g, 0] (1 - d[g])^t + sum over s < t of v[g, s] (1 - d[g])^(t - s - 1)

Building v takes the products of the group in year s. In the form of ``economy`` it is a final use
that brings in, in each later year, what is left of it. In the year after the last nothing is made,
but capacity must be there:

    K[g, T] >= keep K[g, 0]

so that the plan does not eat its capital. All years share the techniques: one answer of the
industries to one year's prices may serve every year.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_array, vstack

from commonweal.errors import EconomyError, Problems
from commonweal.plan.two_level.economy import Array, FinalUses, LargeEconomy, Needs

MOST_BUILT = 2.0  # assumption: of the capacity at the start, in one year


@dataclass(frozen=True)
class Horizon:
    """What changes from year to year.

    Parameters
    ----------
    years : number of years planned
    assets : numbers of the scarce things that are capacity of an asset group
    wear : (asset) [1 / yr] share of the capacity that wears out
    products : (asset, product) [unit / unit of capacity] in one unit of capacity
    growth : (thing) [1 / yr] of what there is of the others; negative where it shrinks
    discount : weight of a year relative to the one before
    keep : of the capacity at the start that must be left at the end
    """

    years: int
    assets: tuple[int, ...]
    wear: Array
    products: csr_array
    growth: Array
    discount: float = 0.97
    keep: float = 1.0

    def problems(self) -> Problems:
        """What is wrong with it."""
        problems = Problems()
        if self.years < 1:
            problems.add("years", f"are {self.years}", "Plan 1 or more")
        if not 0 < self.discount <= 1:
            problems.add("discount", f"is {self.discount:g}", "Give more than 0, up to 1")
        if ((self.wear < 0) | (self.wear >= 1)).any():
            problems.add("wear", f"is {self.wear}", "Give shares from 0 to below 1")
        if self.keep < 0:
            problems.add("keep", f"is {self.keep:g}", "Give 0 or more")
        return problems


def over_years(economy: LargeEconomy, horizon: Horizon) -> LargeEconomy:
    """The same economy over several years, its assets built by the plan.

    Parameters
    ----------
    economy : of one year; limits of its assets are the capacity at the start
    horizon : what changes from year to year

    Raises
    ------
    EconomyError
        when the horizon contradicts itself or the economy is not of one year
    """
    problems = horizon.problems()
    if economy.years != 1:
        problems.add("economy", f"has {economy.years} years", "Give one of one year")
    problems.raise_if_any(EconomyError)
    limits = _limits(economy.limits[0], horizon)
    return LargeEconomy(
        economy.products,
        economy.sources,
        economy.things,
        limits,
        _uses(economy, horizon, limits[0]),
        _needs(economy.needs, len(horizon.assets), horizon),
    )


def _limits(first: Array, horizon: Horizon) -> Array:
    """What there is (year, thing), with a row for the year after the last."""
    count = horizon.years + 1
    year = np.arange(count)[:, None]
    limits = first * (1 + horizon.growth) ** year
    assets = list(horizon.assets)
    limits[:, assets] = first[assets] * (1 - horizon.wear) ** year
    limits[-1] = 0.0
    left = (1 - horizon.wear) ** horizon.years - horizon.keep
    limits[-1, assets] = first[assets] * left
    return limits


def _uses(economy: LargeEconomy, horizon: Horizon, first: Array) -> FinalUses:
    """The uses of every year, and building; a level of 1 builds as much as there is at first."""
    uses, years, things = economy.uses, horizon.years, len(economy.things)
    own, groups = len(uses.names), len(horizon.assets)
    each = own + groups
    names: list[str] = []
    scarce = np.zeros((years * each, years + 1, things))
    building = horizon.products.multiply(first[list(horizon.assets)][:, None])
    for year in range(years):
        start = year * each
        names += [f"{name}, year {year + 1}" for name in uses.names]
        names += [f"{economy.things[g]} built, year {year + 1}" for g in horizon.assets]
        scarce[start : start + own, year] = uses.scarce[:, 0]
        for place, thing in enumerate(horizon.assets):
            for later in range(year + 1, years + 1):
                worn = (1 - horizon.wear[place]) ** (later - year - 1)
                scarce[start + own + place, later, thing] = -first[thing] * worn
    kinds = len(economy.needs.names) + groups
    need = np.concatenate([uses.need, len(economy.needs.names) + np.arange(groups)])
    return FinalUses(
        tuple(names),
        csr_array(vstack([csr_array(uses.products), csr_array(building)] * years)),
        scarce,
        (need[None] + kinds * np.arange(years)[:, None]).ravel(),
        np.repeat(np.arange(years), each),
    )


def _needs(needs: Needs, groups: int, horizon: Horizon) -> Needs:
    """The needs of every year, weighed; building is worth nothing but what it brings."""
    width = np.pad(needs.width, ((0, groups), (0, 0)))
    width[len(needs.names) :, 0] = MOST_BUILT
    none = np.zeros(groups)
    years = horizon.years
    weight = horizon.discount ** np.arange(years)
    names = (*needs.names, *(f"building {number + 1}" for number in range(groups)))
    base, slope = np.append(needs.base, none), np.pad(needs.slope, ((0, groups), (0, 0)))
    return Needs(
        tuple(f"{name}, year {year + 1}" for year in range(years) for name in names),
        np.tile(np.append(needs.least, none), years),
        (weight[:, None] * base).ravel(),
        np.tile(width, (years, 1)),
        np.concatenate([own * slope for own in weight]),
    )
