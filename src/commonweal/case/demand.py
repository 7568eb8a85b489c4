"""People, needs, floors, and the final uses that lie outside the plan's choice."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd
import xarray as xr

from commonweal.case.arrays import Coords, array
from commonweal.case.by_region import ByRegion, each_region
from commonweal.case.case import Demand
from commonweal.case.horizon import Horizon
from commonweal.case.regions import regions_of_needs
from commonweal.economy.economy import Economy
from commonweal.economy.regions import regions_of

CONSUMPTION = ("household", "government")


def needs_served(economy: Economy) -> pd.DataFrame:
    """Base-year products by need, in product units of the year of the accounts.

    flow[i, n] = sum over categories c of share[n, c, i] * final_use[i, c]; without a table of
    needs every product that people consume is a need of its own, and in a table of several
    regions all that the people of a region consume is one need, named after the region.

    Returns
    -------
    DataFrame (product, need) [product unit/yr]
    """
    roles = economy.categories["role"]
    consumed = economy.final_use[[c for c in roles.index if roles[c] in CONSUMPTION]]
    if economy.need_composition is None or economy.needs is None:
        if economy.regions is not None:
            buyer = regions_of(economy, "categories").loc[list(consumed.columns)]
            by_region = consumed.T.groupby(buyer.to_numpy()).sum().T
            # a region that consumes nothing needs nothing
            return by_region[[r for r in economy.regions.index if r in by_region]]
        total = consumed.sum(axis=1)
        wanted = total.index[total > 0]
        return pd.DataFrame(
            np.diag(total.to_numpy())[:, total.to_numpy() > 0], index=total.index, columns=wanted
        )
    rows = economy.need_composition
    flow = consumed.to_numpy()[
        consumed.index.get_indexer(pd.Index(rows["product"])),
        consumed.columns.get_indexer(pd.Index(rows["category"])),
    ]
    amounts = rows["share"].to_numpy() * flow
    flows = (
        rows.assign(amount=amounts)
        .pivot_table(index="product", columns="need", values="amount", aggfunc="sum", observed=True)
        .reindex(index=economy.products.index, columns=economy.needs.index)
    )
    # absent pairs are products that do not serve the need
    return flows.fillna(0.0)


def given_roles(economy: Economy) -> tuple[str, ...]:
    """Roles of final use that a plan takes as they are.

    Investment is among them where the economy does not say what assets it has or what they are made
    of: it cannot be planned then, and left out it would be eaten.
    """
    planned = economy.has("capital") and economy.has("asset_composition")
    return ("stock_building", "other") if planned else ("stock_building", "other", "investment")


def given_uses(economy: Economy, roles: tuple[str, ...]) -> pd.Series:
    """Final uses of the named roles by product, in the year of the accounts [product unit/yr]."""
    chosen = [c for c, role in economy.categories["role"].items() if role in roles]
    return economy.final_use[chosen].sum(axis=1)


def need_unit(economy: Economy, products: pd.Series) -> tuple[str, float]:
    """Unit of a need and its base level in that unit.

    The products' common unit where they share one; otherwise the base year counts as 1.
    """
    served = products[products > 0]
    units = set(economy.products.loc[served.index, "unit"])
    return (units.pop(), float(served.sum())) if len(units) == 1 else ("base year", 1.0)


@dataclass(frozen=True)
class Served:
    """What the accounts say of the needs, whatever a study asks; read-only.

    Parameters
    ----------
    flows : base-year products by need (product, need) [product unit/yr]
    units, levels : unit of each need and its level in it, in the order of the needs
    shares : share of each need in what people consume, at world prices
    """

    flows: pd.DataFrame
    units: tuple[str, ...]
    levels: np.ndarray
    shares: np.ndarray


def served(economy: Economy) -> Served:
    """The needs as the accounts have them; the same for all studies of an economy."""
    flows = needs_served(economy)
    units = [need_unit(economy, flows[n]) for n in flows.columns]
    worth = flows.mul(economy.products["world_price"], axis=0).sum()
    levels = np.array([level for _, level in units])
    return Served(flows, tuple(unit for unit, _ in units), levels, (worth / worth.sum()).to_numpy())


def demand(
    economy: Economy,
    horizon: Horizon,
    *,
    scale: float,
    people: pd.Series[float],
    people_growth: ByRegion,
    weights: Mapping[str, float],
    may_fall: frozenset[str],
    floors: Mapping[str, Mapping[int, float]],
    given: tuple[str, ...] = ("stock_building", "other"),
    base: Served | None = None,
) -> Demand:
    """Needs per head, their products and weights, floors, people and given deliveries.

    ``scale`` brings the accounts to the base year, ``people`` is the population of the base
    year (region), which grows at ``people_growth`` (one number or by region), ``weights`` replaces
    base-year shares in consumption where given (then all are scaled to sum to one), ``given`` names
    the roles of final use that the plan takes as they are, ``base`` spares reading the needs of the
    accounts again.
    """
    base = base or served(economy)
    flows, levels = base.flows, base.levels
    names = [str(n) for n in flows.columns]
    weight = base.shares * [weights.get(n, 1.0) for n in names]
    need: Coords = {"need": names}
    periods: Coords = {"period": horizon.periods}
    product: Coords = {"product": economy.products.index}
    limits = [] if economy.limits is None else list(economy.limits.index)
    floor = [[floors.get(n, {}).get(t, 0.0) for t in horizon.periods] for n in names]
    outside = given_uses(economy, given).to_numpy() * scale
    home = people.loc[list(regions_of_needs(economy, names))].to_numpy()
    per_head = array(levels * scale / home, need, "need unit per person and year", "base level")
    per_head.attrs["units"] = dict(zip(names, base.units, strict=True))
    return Demand(
        people=_people(people, horizon, people_growth),
        composition=array(
            flows.to_numpy() / levels,
            product | need,
            "product unit per need unit",
            "products in a need",
        ),
        per_head=per_head,
        weight=array(weight / weight.sum(), need, "1", "weight of a need in welfare"),
        may_fall=array([float(n in may_fall) for n in names], need, "1", "1 where it may fall"),
        floor=array(floor, need | periods, "1", "floor relative to the base year, per head"),
        emissions=array(
            _need_emissions(economy, names, levels),
            Coords(limit=limits) | need,
            "limit unit per need unit",
            "emissions and resource use of consumption",
        ),
        deliveries=array(
            np.repeat(outside[:, None], len(horizon.periods), axis=1),
            product | periods,
            "product unit",
            "given final uses",
        ),
    )


def _people(people: pd.Series[float], horizon: Horizon, growth: ByRegion) -> xr.DataArray:
    """People of the base year, growing at a rate for all or by region (region, period)."""
    rates = each_region(growth, [str(r) for r in people.index], 0.0)
    heads = [
        [float(own) * size for size in horizon.factors(rates[str(r)]).values()]
        for r, own in people.items()
    ]
    return array(
        heads, Coords(region=people.index) | {"period": horizon.periods}, "person", "population"
    )


def _need_emissions(economy: Economy, needs: list[str], levels: np.ndarray) -> np.ndarray:
    if economy.limits is None or economy.limit_coefficients is None:
        return np.zeros((0, len(needs)))
    rows = economy.limit_coefficients
    mine = rows[rows["kind"] == "need"].pivot_table(
        index="limit", columns="label", values="value", aggfunc="sum", observed=True
    )
    # absent pairs emit nothing
    filled = mine.reindex(index=economy.limits.index, columns=needs).fillna(0.0)
    return np.asarray(filled.to_numpy(dtype=float) / levels)
