"""Regions of a case: where things lie, and what a region's users buy from other regions."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
import xarray as xr
from numpy.typing import NDArray

from commonweal.case.arrays import Coords, array
from commonweal.case.case import Case, Demand, Regions
from commonweal.case.horizon import Horizon
from commonweal.economy.economy import Economy
from commonweal.economy.regions import region_labels, regions_of

Vector = NDArray[np.float64]
#: Dimension of those who buy in other regions -> the variable of a plan that says how much.
USERS = {
    "process": "activity",
    "need": "need_level",
    "asset": "investment",
    "conversion": "convert",
}


def regions(
    economy: Economy,
    horizon: Horizon,
    *,
    needs: Sequence[str],
    scale: float,
    given: tuple[str, ...] = ("stock_building", "other"),
) -> Regions:
    """Region of every label, and what given deliveries buy across regions.

    Parameters
    ----------
    economy : of one region or several
    horizon : periods; given deliveries are the same in all of them
    needs : labels of the needs of the case
    scale : output of the base year over that of the accounts
    given : roles of final use that the plan takes as they are
    """
    places = {
        "product": regions_of(economy, "products"),
        "activity": regions_of(economy, "activities"),
        "need": regions_of_needs(economy, needs),
        "labour_type": regions_of(economy, "labour_types"),
        "asset": regions_of(economy, "assets"),
    }
    labels = region_labels(economy)
    bought = bought_by_categories(economy, given).to_numpy() * scale
    return Regions(
        **{
            dim: array([str(r) for r in where], {dim: [str(x) for x in where.index]}, "", "region")
            for dim, where in places.items()
        },
        given=array(
            np.repeat(bought[:, None], len(horizon.periods), axis=1),
            Coords(region=labels) | {"period": horizon.periods},
            "currency",
            "net purchases of given deliveries from other regions",
        ),
    )


def regions_of_needs(economy: Economy, needs: Sequence[str]) -> pd.Series[str]:
    """Region of each need (need): its own; the region that it is named after without the table."""
    labels = pd.Index(list(needs), dtype="str")
    if economy.regions is None:
        return pd.Series(economy.meta.country, index=labels, dtype="str")
    if economy.needs is None:
        return pd.Series(list(needs), index=labels, dtype="str")
    return regions_of(economy, "needs").loc[list(needs)]


def welfare_shares(demand: Demand, places: Regions) -> dict[str, float]:
    """Share of each region's needs in welfare (region) [1]; they sum to one.

    s[r] = sum of omega[n] over the needs of r / sum of omega[n] over all needs
    """
    weight, home = demand.weight.values, places.need.values
    labels = [str(r) for r in demand.people["region"].values]
    sums = {label: float(weight[home == label].sum()) for label in labels}
    total = sum(sums.values())
    return {label: own / total for label, own in sums.items()}


def net_purchases(
    labels: Sequence[str], origin: Sequence[str], location: Sequence[str], worth: Vector
) -> Vector:
    """What the users of each region buy from other regions, less what others buy from it.

    b[r,u] = sum over i made outside r of worth[i,u], where the user u lies in r
           - sum over i made in r of worth[i,u], where u lies elsewhere

    so that sum_r b[r,u] = 0. Nothing is bought by a user that lies in no region: it takes each
    product in the region that makes it.

    Parameters
    ----------
    labels : regions
    origin : (product) region that makes it
    location : (user) region of the user
    worth : (product, user) [currency per unit of the user], what it uses

    Returns
    -------
    array (region, user) [currency per unit of the user]
    """
    place = {label: n for n, label in enumerate(labels)}
    made = np.zeros((len(labels), len(origin)))
    made[[place[r] for r in origin], np.arange(len(origin))] = 1.0
    by_origin = made @ worth
    bought = -by_origin
    for user, region in enumerate(location):
        if region in place:
            bought[place[region], user] += by_origin[:, user].sum()
        else:
            bought[:, user] = 0.0
    return bought


def bought_by_categories(economy: Economy, roles: tuple[str, ...]) -> pd.Series[float]:
    """Net purchases of the categories of final use of the named roles (region) [currency].

    Exports leave the economy: no region buys them.
    """
    labels = region_labels(economy)
    if len(labels) == 1:
        return pd.Series(0.0, index=pd.Index(labels))
    role = economy.categories["role"]
    chosen = (role.isin(roles) & (role != "exports")).to_numpy()
    location = regions_of(economy, "categories")[chosen]
    worth = economy.final_use.loc[:, chosen].mul(economy.products["world_price"], axis=0)
    origin = list(regions_of(economy, "products"))
    found = net_purchases(labels, origin, list(location), worth.to_numpy())
    return pd.Series(found.sum(axis=1), index=pd.Index(labels))


def bought_by_activities(economy: Economy) -> pd.Series[float]:
    """Net purchases of activities from other regions, their sales deducted (region) [currency]."""
    labels = region_labels(economy)
    if len(labels) == 1:
        return pd.Series(0.0, index=pd.Index(labels))
    net = (economy.use - economy.supply).mul(economy.products["world_price"], axis=0)
    origin = list(regions_of(economy, "products"))
    location = list(regions_of(economy, "activities"))
    found = net_purchases(labels, origin, location, net.to_numpy())
    return pd.Series(found.sum(axis=1), index=pd.Index(labels))


def purchases(case: Case, dimension: str) -> xr.DataArray | None:
    """Net purchases from other regions per unit of each user, at world prices.

    Parameters
    ----------
    case : of any number of regions
    dimension : process, need, asset or conversion: whose users are asked for

    Returns
    -------
    DataArray (region, dimension) [currency per unit], None where there is one region or no user
    """
    origin = case.regions.product.values
    labels = list(case.demand.people["region"].values)
    amounts, location = _users(case, dimension)
    if len(labels) == 1 or not amounts[dimension].size:
        return None
    worth = (case.trade.price * amounts).transpose("product", dimension).values
    found = net_purchases(labels, list(origin), list(location), worth)
    return xr.DataArray(
        found,
        coords={"region": labels, dimension: amounts[dimension].values},
        dims=["region", dimension],
    )


def _users(case: Case, dimension: str) -> tuple[xr.DataArray, Vector]:
    """Products per unit of each user (product, dimension), and where the users lie."""
    of_activity = case.regions.activity
    technology = case.technology
    owner = xr.DataArray(technology.activity.values, dims="process")
    of_process = of_activity.sel(activity=owner).values
    if dimension == "process":
        return technology.input - technology.output, of_process
    if dimension == "need":
        return case.demand.composition, case.regions.need.values
    if dimension == "asset":
        return case.start.composition, case.regions.asset.values
    place = {str(label): n for n, label in enumerate(technology.activity["process"].values)}
    source = [place[str(label)] for label in case.conversions.source.values]
    return case.conversions.inputs, of_process[source]
