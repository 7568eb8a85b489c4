"""The linear programme under construction: a linopy model, its case, and the scale of each column.

Blocks add variables and rows to it and never solve anything.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import linopy
import numpy as np
import pandas as pd
import xarray as xr

from commonweal.case.case import Case


@dataclass(frozen=True)
class LinearProgramme:
    """One case as a linopy model.

    Parameters
    ----------
    case : what is planned
    model : the linopy model (semantics v1: labels match exactly or it raises)
    scales : variable name -> base-year size of each column, used only to condition the matrix
    idle : variable name -> 1 where the other rows already keep a column at zero, so that a solver
        need not look at it; the programme is the same with and without
    """

    case: Case
    model: linopy.Model
    scales: dict[str, xr.DataArray] = field(default_factory=dict)
    idle: dict[str, xr.DataArray] = field(default_factory=dict)

    def add(
        self, name: str, scale: xr.DataArray, lower: Any = 0.0, upper: Any = np.inf
    ) -> linopy.Variable:
        """Add a variable with the labels of ``scale``; zero scales count as one."""
        coords = [pd.Index(scale[dim].values, name=str(dim)) for dim in scale.dims]
        self.scales[name] = xr.where(scale > 0, scale, 1.0)
        return self.model.add_variables(lower=lower, upper=upper, coords=coords, name=name)

    def variable(self, name: str) -> linopy.Variable:
        """A variable by its name."""
        return self.model.variables[name]

    def rows(self, name: str, rows: Any) -> None:
        """Add one named family of rows."""
        self.model.add_constraints(rows, name=name)


def over_periods(case: Case, values: xr.DataArray) -> xr.DataArray:
    """Repeat an array for every period, period last."""
    periods = xr.DataArray(
        np.ones(len(case.horizon.periods)), coords={"period": list(case.horizon.periods)}
    )
    return values * periods


def time_operator(case: Case, name: str, linked: Callable[[int, int], bool]) -> xr.DataArray:
    """Matrix (period, name) that is 1 where ``linked(period, earlier)``.

    Lags are written as such matrices: a shift that would leave a period without a value cannot
    occur, so that absence is never a guess.
    """
    periods = list(case.horizon.periods)
    return xr.DataArray(
        [[float(linked(t, s)) for s in periods] for t in periods],
        coords={"period": periods, name: periods},
        dims=["period", name],
    )


def year_before(case: Case) -> xr.DataArray:
    """Matrix (period, before): 1 where ``before`` is the period just before."""
    return time_operator(case, "before", lambda t, s: s == t - 1)


def period_is(case: Case, period: int) -> xr.DataArray:
    """1 in one period, 0 in the others (period)."""
    return _marked(case, lambda t: t == period)


def planned(case: Case) -> xr.DataArray:
    """1 in planned years, 0 in the continuation (period)."""
    return _marked(case, lambda t: t <= case.horizon.last)


def _marked(case: Case, chosen: Callable[[int], bool]) -> xr.DataArray:
    periods = list(case.horizon.periods)
    return xr.DataArray([float(chosen(t)) for t in periods], coords={"period": periods})


def before(variable: linopy.Variable) -> linopy.Variable:
    """The variable with its periods read as the period before."""
    return variable.rename({"period": "before"})


def belongs(case: Case) -> xr.DataArray:
    """Matrix (activity, process): 1 where the process belongs to the activity."""
    owner = case.technology.activity
    activities = case.start.activity["activity"].values
    return xr.DataArray(
        (activities[:, None] == owner.values[None, :]).astype(float),
        coords={"activity": activities, "process": owner["process"].values},
        dims=["activity", "process"],
    )


def by_activity(case: Case, terms: linopy.LinearExpression) -> linopy.LinearExpression:
    """Sum over the processes of each activity (…, activity), without a term for any other process.

    A product with the matrix of `belongs` would say the same and hold a zero for every pair of an
    activity and a process, which for a thousand of both does not fit into memory.
    """
    owner = case.technology.activity
    labels = [str(a) for a in case.start.activity["activity"].values]
    group = xr.DataArray(
        owner.values,
        coords={"process": owner["process"].values},
        dims=["process"],
        name="activity",
    )
    sums = terms.groupby(group).sum().sel(activity=labels)
    dims = [*(str(dim) for dim in sums.coord_dims if dim != "activity"), "activity"]
    ordered = sums.data.transpose(*dims, "_term")
    # linopy takes the order of dimensions from that of the coordinates
    data = xr.Dataset(
        {name: values.variable for name, values in ordered.items()},
        coords={dim: ordered.coords[dim] for dim in dims},
    )
    return linopy.LinearExpression(data, sums.model)


def lies_in(case: Case, dimension: str) -> xr.DataArray:
    """Matrix (region, dimension): 1 where the label lies in the region."""
    home = getattr(case.regions, dimension)
    labels = case.demand.people["region"].values
    return xr.DataArray(
        (labels[:, None] == home.values[None, :]).astype(float),
        coords={"region": labels, dimension: home[dimension].values},
        dims=["region", dimension],
    )


def base_level(case: Case) -> xr.DataArray:
    """Base-year level of the activity of each process (process) [unit/yr]."""
    owner = case.technology.activity
    levels = case.start.activity.sel(activity=xr.DataArray(owner.values, dims="process"))
    return xr.DataArray(
        levels.values.astype(float), coords={"process": owner["process"].values}, dims=["process"]
    )


def base_supply(case: Case) -> xr.DataArray:
    """Base-year output of each product, for scaling (product) [product unit]."""
    installed = (case.technology.family == "installed") & (case.technology.technique == "")
    made = (case.technology.output * base_level(case) * installed).sum("process")
    return made + abs(case.trade.import_most.isel(period=0, drop=True))
