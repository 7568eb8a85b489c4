"""Work, trade, stocks, limits and pace: the bounds within which a plan moves."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from commonweal.case.arrays import Coords, array
from commonweal.case.by_region import ByRegion, each_region
from commonweal.case.case import Limits, Pace, Stocks, Trade, Work
from commonweal.case.demand import given_uses
from commonweal.case.horizon import Horizon
from commonweal.case.regions import bought_by_activities, bought_by_categories
from commonweal.economy.economy import Economy
from commonweal.economy.regions import region_labels, regions_of


def work(
    economy: Economy,
    horizon: Horizon,
    *,
    workers: ByRegion,
    growth: ByRegion,
    least_hours: float,
    waking_hours: float,
    free_time_weight: float,
    may_rise: bool,
    shares: Mapping[str, float] | None = None,
) -> Work:
    """Workers by type and the yearly hours of one worker of each region.

    The base year is fully worked: W[s] h0[r] = the hours of the accounts, brought to the base year
    by ``workers`` (persons employed, base year over year of the accounts) at the same h0; they grow
    at ``growth``. Both are one number or by region (not named: 1 and 0). Free
    time of a region's workers weighs ``free_time_weight`` times the share of the region's needs in
    welfare (``shares``; 1 if not given), so that with 1 one per cent fewer hours there weighs as
    much as one per cent more of everything there.
    """
    types, table = economy.labour_types, economy.labour
    kinds: Coords = {"labour_type": [] if types is None else [str(s) for s in types.index]}
    labels = region_labels(economy)
    more, grow = each_region(workers, labels, 1.0), each_region(growth, labels, 0.0)
    hours0, persons = np.zeros(len(labels)), np.zeros((0, len(horizon.periods)))
    if types is not None and table is not None:
        total = table.sum(axis=1).to_numpy()
        persons = np.zeros((len(total), len(horizon.periods)))
        home = regions_of(economy, "labour_types").to_numpy()
        for n, label in enumerate(labels):
            mine = home == label
            hours0[n] = float(total[mine].sum() / types["workers"][mine].sum())
            factors = np.array([horizon.factors(grow[label])[t] for t in horizon.periods])
            persons[mine] = (total[mine] / hours0[n] * more[label])[:, None] * factors
    hour, by_region = "h per worker and year", Coords(region=labels)
    weight = [free_time_weight * (1.0 if shares is None else shares[r]) for r in labels]
    least = np.minimum(least_hours, hours0)
    return Work(
        workers=array(persons, kinds | {"period": horizon.periods}, "person", "workers"),
        base_hours=array(hours0, by_region, hour, "yearly hours in the base year"),
        least_hours=array(least, by_region, hour, "lowest yearly hours"),
        waking_hours=array(waking_hours, {}, hour, "waking hours in a year"),
        free_time_weight=array(weight, by_region, "1", "weight of free time"),
        may_rise=array(float(may_rise), {}, "1", "1 where yearly hours may rise again"),
    )


def trade(
    economy: Economy,
    horizon: Horizon,
    *,
    scale: float,
    balance: float | Mapping[str, float] | None,
    export_pace: float,
    import_pace: float,
) -> Trade:
    """World prices, allowed deficit and the corridor of imports and exports.

    Imports and exports of each product lie between (1 - pace)^t and (1 + pace)^t times their
    base-year level; a product that is not traded in the base year is not traded. ``balance`` is
    the allowed deficit of every region per year in currency, or that of some by name; the others,
    and all where it is None, carry on that of the base year.
    """
    price = economy.products["world_price"].to_numpy(dtype=float)
    bought = economy.imports_total.to_numpy() * scale
    sold = given_uses(economy, ("exports",)).to_numpy() * scale
    # a negative cell (returned goods) is carried on as it is
    labels = region_labels(economy)
    deficit = _base_deficit(economy, price, bought - sold, scale)
    if isinstance(balance, Mapping):
        deficit = np.array([balance.get(r, own) for r, own in zip(labels, deficit, strict=True)])
    elif balance is not None:
        deficit = np.full(len(labels), balance)
    product: Coords = {"product": economy.products.index}
    both = product | {"period": horizon.periods}
    steps = np.array([t - horizon.base_year for t in horizon.periods])

    def corridor(level: np.ndarray, pace: float) -> np.ndarray:
        return level[:, None] * max(0.0, 1.0 + pace) ** steps

    unit = "product unit"
    return Trade(
        price=array(price, product, "currency per product unit", "world price"),
        deficit=array(
            np.repeat(deficit[:, None], len(steps), axis=1),
            Coords(region=labels) | {"period": horizon.periods},
            "currency",
            "deficit allowed",
        ),
        import_least=array(corridor(bought, -import_pace), both, unit, "lowest imports"),
        import_most=array(corridor(bought, import_pace), both, unit, "highest imports"),
        export_least=array(corridor(sold, -export_pace), both, unit, "lowest exports"),
        export_most=array(corridor(sold, export_pace), both, unit, "highest exports"),
    )


def _base_deficit(economy: Economy, price: np.ndarray, net: np.ndarray, scale: float) -> np.ndarray:
    """What each region bought from outside it less what it sold there, in the base year (region).

    ``net`` (product) are imports from outside the economy less exports to it, at ``price``.
    """
    labels, home = region_labels(economy), regions_of(economy, "products").to_numpy()
    mine = [home == label for label in labels]
    outside = np.array([float(price[own] @ net[own]) for own in mine])
    every = tuple(dict.fromkeys(economy.categories["role"]))
    across = bought_by_activities(economy) + bought_by_categories(economy, every)
    return np.asarray(outside + across.to_numpy() * scale)


def stocks(economy: Economy) -> Stocks:
    """Storable products; the accounts give no opening stock, so that it is zero."""
    product = {"product": economy.products.index}
    storable = economy.products["storable"].to_numpy(dtype=float)
    kept = storable * (1.0 - economy.products["spoilage"].to_numpy(dtype=float))
    return Stocks(
        storable=array(storable, product, "1", "1 where it can be kept"),
        kept=array(kept, product, "1", "share left after a year"),
        opening=array(np.zeros(len(kept)), product, "product unit", "stock before the first year"),
    )


def limits(economy: Economy, horizon: Horizon, caps: Mapping[str, Mapping[int, float]]) -> Limits:
    """Caps by limit and period; the continuation keeps the cap of the last year.

    A limit without a cap in a period is not a constraint there: ``capped`` is 0.
    """
    names = [] if economy.limits is None else [str(e) for e in economy.limits.index]
    dims = {"limit": names, "period": horizon.periods}
    levels = {e: dict(caps.get(e, {})) for e in names}
    for name in names:
        if horizon.last in levels[name]:
            levels[name].setdefault(horizon.continuation_year, levels[name][horizon.last])
    return Limits(
        cap=array(
            [[levels[e].get(t, 0.0) for t in horizon.periods] for e in names],
            dims,
            "limit unit",
            "highest emissions or resource use",
        ),
        capped=array(
            [[float(t in levels[e]) for t in horizon.periods] for e in names],
            dims,
            "1",
            "1 where there is a cap",
        ),
    )


def pace(
    economy: Economy, up: Mapping[str, float], down: Mapping[str, float], needs: float
) -> Pace:
    """Fastest yearly growth and decline of each activity, and fastest rise of needs per head."""
    names = {"activity": economy.activities.index}
    return Pace(
        up=array([up[str(a)] for a in economy.activities.index], names, "1/yr", "fastest growth"),
        down=array(
            [down[str(a)] for a in economy.activities.index], names, "1/yr", "fastest decline"
        ),
        needs=array(needs, {}, "1/yr", "fastest rise of a need per head"),
    )
