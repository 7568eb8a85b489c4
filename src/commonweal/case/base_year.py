"""The base year as a case: the first known answer of the plan model.

A plan of the year of the accounts itself, with the techniques that stood and the investment,
stock-building and exports that took place, can do nothing but repeat it. Where it does not, the
accounts do not balance, or the case reads them wrongly.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import xarray as xr

from commonweal.case import surroundings
from commonweal.case.adoption import adoption
from commonweal.case.arrays import array
from commonweal.case.case import Case, Demand, Technology, Trade, Wanted, Work
from commonweal.case.conversion import conversions
from commonweal.case.demand import demand
from commonweal.case.horizon import Horizon
from commonweal.case.regions import bought_by_activities, bought_by_categories, regions
from commonweal.case.research import research
from commonweal.case.start import start
from commonweal.case.technology import activity_levels, technology
from commonweal.economy.economy import Economy
from commonweal.economy.regions import population, region_labels, regions_of

HOURS_IN_A_YEAR = 8760.0  # 365 x 24
GIVEN = ("investment", "stock_building", "exports", "other")


@dataclass(frozen=True)
class BaseYear:
    """How far the plan of the base year is from the accounts.

    Parameters
    ----------
    outputs, imports, hours, consumption : largest deviation relative to the account [1]
    where : the label at which the largest of them is found
    """

    outputs: float
    imports: float
    hours: float
    consumption: float
    where: str

    @property
    def worst(self) -> float:
        """Largest of all deviations [1]."""
        return max(self.outputs, self.imports, self.hours, self.consumption)


def base_year_case(economy: Economy) -> Case:
    """The year of the accounts as a case of one year.

    Installed techniques only; investment, stock-building and exports given; imports as in the
    accounts; no need below its level; least hours wanted; capital is not modelled, as there is
    nothing to choose about it.

    Parameters
    ----------
    economy : any economy, with or without labour, capital and imports
    """
    horizon = Horizon((economy.meta.year,))
    processes = technology(economy, horizon, None, "none", labour_scale=1.0, asset_scale=1.0)
    work = surroundings.work(
        economy,
        horizon,
        workers=1.0,
        growth=0.0,
        least_hours=0.0,
        waking_hours=HOURS_IN_A_YEAR,  # free time has no weight here
        free_time_weight=0.0,
        may_rise=True,
    )
    names = [str(a) for a in economy.activities.index]
    free = dict.fromkeys(names, 1.0)
    wants = _wants(economy, horizon)
    needs = [str(n) for n in wants.weight["need"].values]
    places = regions(economy, horizon, needs=needs, scale=1.0, given=GIVEN)
    if economy.labour is None:
        processes, work = _with_stand_in(economy, processes, horizon)
        kinds = {"labour_type": ["stand-in"]}
        places = replace(places, labour_type=array(region_labels(economy)[:1], kinds, "", "region"))
    return Case(
        horizon=horizon,
        technology=processes,
        conversions=conversions(processes, None, horizon),
        start=start(economy, processes, horizon, 1.0, 0.0),
        regions=places,
        demand=wants,
        work=work,
        trade=_trade(economy, horizon),
        stocks=surroundings.stocks(economy),
        limits=surroundings.limits(economy, horizon, {}),
        pace=surroundings.pace(economy, free, free, 1.0),
        adoption=adoption(economy, processes, horizon, None, {}),
        research=research([str(s) for s in work.workers["labour_type"].values], horizon, None),
        wanted=_wanted(horizon),
        has_capacity=False,
        names={"unit": {}},
        groups={},
        about={"title": f"Base year of {economy.meta.name}", "economy_hash": economy.hash},
    )


def reproduce_base_year(economy: Economy) -> BaseYear:
    """Plan the base year and compare the plan with the accounts.

    Raises
    ------
    NoPlanError
        When not even the base year is possible with its own figures.
    """
    from commonweal.plan.build import build
    from commonweal.plan.solve import solve

    case = base_year_case(economy)
    # with nothing to choose the simplex method needs no step of an interior point
    return compare_with_accounts(case, solve(build(case), "simplex").values)


def compare_with_accounts(case: Case, values: Mapping[str, xr.DataArray]) -> BaseYear:
    """Largest deviations of a plan of the base year from what the case says of that year.

    Parameters
    ----------
    case : of :func:`base_year_case`
    values : variable -> its values, of a plan for that year
    """
    year = case.horizon.first
    found = {name: value.sel(period=year, drop=True) for name, value in values.items()}
    levels = xr.DataArray(
        case.start.activity.values, coords={"process": case.technology.activity["process"].values}
    )
    hours = (case.technology.hours * found["activity"]).sum("process")
    worked = (case.technology.hours * levels).sum("process")
    compared = {
        "outputs": _deviation(found["activity"], levels),
        "imports": _deviation(found["imports"], case.trade.import_most.sel(period=year, drop=True)),
        "hours": _deviation(hours, worked),
        "consumption": _deviation(
            found["need_level"],
            case.people_of_needs.sel(period=year, drop=True) * case.demand.per_head,
        ),
    }
    where = max(compared, key=lambda name: compared[name][0])
    return BaseYear(
        **{name: worst for name, (worst, _) in compared.items()},
        where=f"{where}: {compared[where][1]}",
    )


def _with_stand_in(
    economy: Economy, processes: Technology, horizon: Horizon
) -> tuple[Technology, Work]:
    """One hour per unit of every activity, for accounts without labour.

    One kind of it, of the first region, works everywhere.

    What makes the base year come back is that every activity costs something; how much does not
    matter, since nothing can be chosen but to do less.
    """
    kinds: dict[str, Any] = {"labour_type": ["stand-in"]}
    periods: dict[str, Any] = {"period": horizon.periods}
    regions: dict[str, Any] = {"region": region_labels(economy)}
    enough = float(activity_levels(economy).sum()) * 2.0
    labels: dict[str, Any] = {"process": processes.activity["process"].values}
    hour = "h per worker and year"
    work = Work(
        workers=array([[1.0, 1.0]], kinds | periods, "person", "stand-in"),
        base_hours=array([enough] * len(regions["region"]), regions, hour, "no bound"),
        least_hours=array([0.0] * len(regions["region"]), regions, hour, "no bound"),
        waking_hours=array(HOURS_IN_A_YEAR, {}, hour, "waking hours"),
        free_time_weight=array([0.0] * len(regions["region"]), regions, "1", "weight"),
        may_rise=array(1.0, {}, "1", "may rise"),
    )
    hours = array(np.ones((1, len(labels["process"]))), kinds | labels, "h per unit", "stand-in")
    return replace(processes, hours=hours), work


def _wants(economy: Economy, horizon: Horizon) -> Demand:
    """Needs at the level of the accounts, by their share in what people consume."""
    return demand(
        economy,
        horizon,
        scale=1.0,
        people=population(economy),
        people_growth=0.0,
        weights={},
        may_fall=frozenset(),
        floors={},
        given=GIVEN,
    )


def _trade(economy: Economy, horizon: Horizon) -> Trade:
    """Exports are deliveries here; imports are what they were, and paid as they were."""
    made = surroundings.trade(
        economy, horizon, scale=1.0, balance=None, export_pace=0.0, import_pace=0.0
    )
    nothing = xr.zeros_like(made.export_most)
    return replace(
        made,
        import_least=nothing,
        export_least=nothing,
        export_most=nothing,
        deficit=_paid(economy, made),
    )


def _paid(economy: Economy, trade: Trade) -> xr.DataArray:
    """What each region bought outside it in the base year, its sales to other regions deducted.

    Returns
    -------
    DataArray (region, period) [currency]
    """
    labels, home = region_labels(economy), regions_of(economy, "products").to_numpy()
    worth = trade.price * trade.import_most
    roles = tuple(dict.fromkeys(economy.categories["role"]))
    across = bought_by_activities(economy) + bought_by_categories(economy, roles)
    paid = [worth[home == r].sum("product").to_numpy() + across[r] for r in labels]
    return trade.deficit.copy(data=np.array(paid))


def _wanted(horizon: Horizon) -> Wanted:
    return Wanted(
        goals=("least_hours",),
        period_weight=array([1.0, 0.0], {"period": horizon.periods}, "1", "weight"),
        curvature=1.0,
        step=0.01,
        discount=0.97,  # of no effect: nothing is continued
        continuation_growth=0.0,
        continued=False,
    )


def _deviation(found: xr.DataArray, account: xr.DataArray) -> tuple[float, str]:
    """Largest |found - account| / account, and its label; nothing where the account is empty."""
    if not account.size:
        return 0.0, ""
    size = np.abs(account.values)
    gap = np.abs(found.transpose(*account.dims).values - account.values)
    # an account of zero is compared with the largest of its kind
    relative = (gap / np.where(size > 0, size, max(float(size.max()), 1.0))).ravel()
    worst = int(relative.argmax())
    return float(relative[worst]), str(account[account.dims[0]].values[worst])
