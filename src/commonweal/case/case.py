"""The case: everything that a plan or a market starts from, frozen and hashed.

A case is made of groups of labelled arrays, one group per part of the plan model. Both regimes
start from the same case, so that no result can come from different people, accounts or
techniques.

Dimensions: product, process, activity, asset, labour_type, need, limit, conversion, ceiling,
target, region, period (the years of the plan and, as the last one, the continuation).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from typing import Any

import numpy as np
import xarray as xr

from commonweal.case.horizon import Horizon


@dataclass(frozen=True)
class Technology:
    """Coefficients of every process (an activity run with one technique).

    Parameters
    ----------
    activity, family, technique : (process) labels; family is installed or modern
    output, input : (product, process) [product unit per unit of activity]
    hours : (labour_type, process) [h per unit of activity]
    assets : (asset, process) [asset unit per unit/yr of capacity]
    depreciation : (process) [1/yr], weighted by assets
    build_years : (process) [yr] from order to use
    utilisation : (process) [1] highest use of capacity
    emissions : (limit, process) [limit unit per unit of activity]
    ramp : (process) [1] share of first-year output that new capacity loses
    buildable : (process, period) 1 where the process can be ordered
    """

    activity: xr.DataArray
    family: xr.DataArray
    technique: xr.DataArray
    output: xr.DataArray
    input: xr.DataArray
    hours: xr.DataArray
    assets: xr.DataArray
    depreciation: xr.DataArray
    build_years: xr.DataArray
    utilisation: xr.DataArray
    emissions: xr.DataArray
    ramp: xr.DataArray
    buildable: xr.DataArray


@dataclass(frozen=True)
class Conversions:
    """Allowed changes of standing capacity from one technique to another.

    Parameters
    ----------
    source, destination : (conversion) process labels
    inputs : (product, conversion) [product unit per unit/yr converted], once
    hours : (labour_type, conversion) [h per unit/yr converted], once
    assets : (asset, conversion) [asset unit per unit/yr converted]
    allowed : (conversion, period) 1 where the conversion can be made
    """

    source: xr.DataArray
    destination: xr.DataArray
    inputs: xr.DataArray
    hours: xr.DataArray
    assets: xr.DataArray
    allowed: xr.DataArray


@dataclass(frozen=True)
class Start:
    """What stands in the base year and what earlier orders bring.

    Parameters
    ----------
    activity : (activity) [unit/yr] level in the base year
    capacity : (process) [unit/yr] at the start of the first year
    arrivals : (process, period) [unit/yr] from orders made before the first year
    committed : (asset, period) [asset unit] still to be spent on those orders
    composition : (product, asset) [product unit per asset unit]
    """

    activity: xr.DataArray
    capacity: xr.DataArray
    arrivals: xr.DataArray
    committed: xr.DataArray
    composition: xr.DataArray


@dataclass(frozen=True)
class Regions:
    """Where everything lies. An economy without regions is one region, its country.

    Parameters
    ----------
    product, activity, need, labour_type, asset : (the dimension of that name) labels of regions
    given : (region, period) [currency] what given deliveries buy from other regions, less what
        they buy for others
    """

    product: xr.DataArray
    activity: xr.DataArray
    need: xr.DataArray
    labour_type: xr.DataArray
    asset: xr.DataArray
    given: xr.DataArray


@dataclass(frozen=True)
class Demand:
    """People, needs and what lies outside the plan's choice.

    Parameters
    ----------
    people : (region, period) [person]
    composition : (product, need) [product unit per unit of need]
    per_head : (need) [unit of need per person and year] in the base year
    weight : (need) [1], sums to one
    may_fall : (need) 1 where the level per head may fall
    floor : (need, period) [1] multiple of the base-year level per head; 0 means none
    emissions : (limit, need) [limit unit per unit of need]
    deliveries : (product, period) [product unit] given final uses, stock-building among them
    """

    people: xr.DataArray
    composition: xr.DataArray
    per_head: xr.DataArray
    weight: xr.DataArray
    may_fall: xr.DataArray
    floor: xr.DataArray
    emissions: xr.DataArray
    deliveries: xr.DataArray


@dataclass(frozen=True)
class Work:
    """Workers and hours.

    Parameters
    ----------
    workers : (labour_type, period) [person]
    base_hours, least_hours : (region) [h per worker and year]
    waking_hours : [h per worker and year]
    free_time_weight : (region) [1] weight of free time beside the needs
    may_rise : 1 where yearly hours may rise again (never above the base year)
    """

    workers: xr.DataArray
    base_hours: xr.DataArray
    least_hours: xr.DataArray
    waking_hours: xr.DataArray
    free_time_weight: xr.DataArray
    may_rise: xr.DataArray


@dataclass(frozen=True)
class Trade:
    """World prices, the balance of trade, and how far imports and exports can move.

    Parameters
    ----------
    price : (product) [currency per product unit]
    deficit : (region, period) [currency] purchases from outside the region may exceed sales by
        this much
    import_least, import_most, export_least, export_most : (product, period) [product unit]
    """

    price: xr.DataArray
    deficit: xr.DataArray
    import_least: xr.DataArray
    import_most: xr.DataArray
    export_least: xr.DataArray
    export_most: xr.DataArray


@dataclass(frozen=True)
class Stocks:
    """Storable products.

    Parameters
    ----------
    storable : (product) 1 where it can be kept
    kept : (product) [1] share of a stock that is left after a year
    opening : (product) [product unit] before the first year
    """

    storable: xr.DataArray
    kept: xr.DataArray
    opening: xr.DataArray


@dataclass(frozen=True)
class Limits:
    """Ceilings on emissions and resources.

    Parameters
    ----------
    cap : (limit, period) [limit unit]
    capped : (limit, period) 1 where there is a cap; elsewhere the limit does not bind
    """

    cap: xr.DataArray
    capped: xr.DataArray


@dataclass(frozen=True)
class Pace:
    """How fast things can change.

    Parameters
    ----------
    up, down : (activity) [1/yr] fastest growth and decline of an activity
    needs : [1/yr] fastest rise of the level of a need per head
    """

    up: xr.DataArray
    down: xr.DataArray
    needs: xr.DataArray


@dataclass(frozen=True)
class Adoption:
    """Diffusion ceilings and programme targets.

    Parameters
    ----------
    ceiling_activity : (ceiling) activity label
    ceiling_share : (ceiling, period) [1] of the activity's capacity
    ceiling_member : (ceiling, process) 1 where the process counts
    target_share : (target, period) [1] as officially set; 0 means none in that year
    target_aim : (target, activity, period) [1] what the plan aims at: the target shared out over
        activities in proportion to what diffusion allows and can be in place, never more
    target_member : (process) 1 where the process carries a technique of the programme
    target_weight : (process) [h per unit/yr] base-year hours per unit of capacity
    """

    ceiling_activity: xr.DataArray
    ceiling_share: xr.DataArray
    ceiling_member: xr.DataArray
    target_share: xr.DataArray
    target_aim: xr.DataArray
    target_member: xr.DataArray
    target_weight: xr.DataArray


@dataclass(frozen=True)
class Research:
    """Hours that it takes to develop the techniques of the programme and to keep them up.

    They are worked for all who use a technique together, many or few; a ceiling is a technique.

    Parameters
    ----------
    hours : (ceiling, labour_type, period) [h] in each year
    """

    hours: xr.DataArray


@dataclass(frozen=True)
class Wanted:
    """What is wanted, in which order.

    Parameters
    ----------
    goals : names, first things first
    period_weight : (period) [1] weight of each year, and of all years after the horizon
    curvature : elasticity of marginal utility, 1 = logarithm
    step : relative width of the pieces that stand for the utility curve
    discount : weight of a year relative to the year before, below 1
    continuation_growth : g of the balanced path after the horizon [1/yr]
    continued : whether the last period is the continuation (False only in base-year checks)
    """

    goals: tuple[str, ...]
    period_weight: xr.DataArray
    curvature: float
    step: float
    discount: float
    continuation_growth: float
    continued: bool


@dataclass(frozen=True)
class Case:
    """One economy, one study and one programme, joined and frozen.

    ``names`` holds readable names: dimension -> label -> name; ``groups`` the branches of
    products and activities; ``about`` what the case was made of. ``has_capacity`` is False
    where the economy has no capital accounts: capacity and investment are then not modelled.
    """

    horizon: Horizon
    technology: Technology
    conversions: Conversions
    start: Start
    regions: Regions
    demand: Demand
    work: Work
    trade: Trade
    stocks: Stocks
    limits: Limits
    pace: Pace
    adoption: Adoption
    research: Research
    wanted: Wanted
    has_capacity: bool
    names: Mapping[str, Mapping[str, str]]
    groups: Mapping[str, Mapping[str, str]]
    about: Mapping[str, Any]

    def arrays(self) -> Iterator[tuple[str, xr.DataArray]]:
        """Every array of the case with its name, such as ``technology.output``."""
        for part in fields(self):
            group = getattr(self, part.name)
            if not hasattr(group, "__dataclass_fields__") or isinstance(group, Horizon):
                continue
            for item in fields(group):
                value = getattr(group, item.name)
                if isinstance(value, xr.DataArray):
                    yield f"{part.name}.{item.name}", value

    def scalars(self) -> dict[str, Any]:
        """Everything that is not an array, ready for JSON."""
        wanted = {
            item.name: getattr(self.wanted, item.name)
            for item in fields(self.wanted)
            if not isinstance(getattr(self.wanted, item.name), xr.DataArray)
        }
        wanted["goals"] = list(self.wanted.goals)
        return {
            "years": list(self.horizon.years),
            "has_capacity": self.has_capacity,
            "wanted": wanted,
            "names": {key: dict(value) for key, value in self.names.items()},
            "groups": {key: dict(value) for key, value in self.groups.items()},
            "about": dict(self.about),
        }

    @property
    def hash(self) -> str:
        """SHA-256 over every array, label and setting of the case."""
        digest = hashlib.sha256(json.dumps(self.scalars(), sort_keys=True).encode())
        for name, values in self.arrays():
            digest.update(name.encode())
            for dim in values.dims:
                digest.update(json.dumps([str(x) for x in values[dim].values.tolist()]).encode())
            if values.dtype.kind == "O":
                digest.update(json.dumps([str(x) for x in values.values.ravel()]).encode())
            else:
                digest.update(np.ascontiguousarray(values.values, dtype="<f8").tobytes())
        return digest.hexdigest()

    def where(self, dimension: str, values: xr.DataArray) -> xr.DataArray:
        """Values by region as values by label: each label has that of the region it lies in.

        Parameters
        ----------
        dimension : one of those of `Regions`, such as need
        values : (region, …)

        Returns
        -------
        DataArray (dimension, …)
        """
        home = getattr(self.regions, dimension)
        found = values.sel(region=xr.DataArray(home.values, dims=dimension))
        return found.drop_vars("region").assign_coords({dimension: home[dimension].values})

    @property
    def people_of_needs(self) -> xr.DataArray:
        """People of the region of each need (need, period) [person]."""
        return self.where("need", self.demand.people)

    def name_of(self, dimension: str, label: str) -> str:
        """Readable name of a label; the label itself where no name is known."""
        return self.names.get(dimension, {}).get(label, label)
