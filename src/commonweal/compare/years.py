"""The years of a result: the base year, the planned years and the continuation."""

from __future__ import annotations

import numpy as np
import scipy.sparse as sp
import xarray as xr

from commonweal.case.case import Case


def with_base(case: Case, base: xr.DataArray, planned: xr.DataArray) -> xr.DataArray:
    """Put the base year before the periods of an array.

    Parameters
    ----------
    base : value in the base year, without periods
    planned : (…, period) planned years and the continuation

    Returns
    -------
    DataArray (…, period), the base year first, periods last
    """
    first = base.expand_dims({"period": [case.horizon.base_year]})
    other = [dim for dim in planned.dims if dim != "period"]
    parts = [first.transpose(*other, "period"), planned.transpose(*other, "period")]
    return xr.concat(parts, dim="period", join="exact", coords="minimal", compat="override")


def yearly(case: Case, values: xr.DataArray) -> xr.DataArray:
    """The years alone: the continuation stands for all years after and is left out."""
    periods = values["period"].values
    return values.sel(period=periods[periods <= case.horizon.last])


def final_year(case: Case, values: xr.DataArray) -> xr.DataArray:
    """The last planned year, without the dimension of periods."""
    return values.sel(period=case.horizon.last, drop=True)


def installed(case: Case) -> xr.DataArray:
    """1 for the processes that stand for the base year (process)."""
    technology = case.technology
    standing = (technology.family.values == "installed") & (technology.technique.values == "")
    return xr.DataArray(
        standing.astype(float), coords={"process": technology.activity["process"].values}
    )


def base_activity(case: Case) -> xr.DataArray:
    """Level of each process in the base year (process) [unit/yr]: only installed ones run."""
    owner = case.technology.activity.values
    levels = case.start.activity.sel(activity=xr.DataArray(owner, dims="process")).values
    return installed(case) * np.asarray(levels, dtype=float)


def belongs(case: Case) -> xr.DataArray:
    """Matrix (activity, process): 1 where the process is one of the activity."""
    owner = case.technology.activity
    activities = case.start.activity["activity"].values
    return xr.DataArray(
        (activities[:, None] == owner.values[None, :]).astype(float),
        coords={"activity": activities, "process": owner["process"].values},
        dims=["activity", "process"],
    )


def sum_by_activity(case: Case, values: xr.DataArray) -> xr.DataArray:
    """Sum over the processes of each activity (activity, ...).

    The product with the matrix of `belongs` would say the same and hold a number for every pair of
    an activity and a process, in every cell: for a thousand of both it does not fit into memory.

    Parameters
    ----------
    values : (process, ...)
    """
    activities = case.start.activity["activity"].values
    place = {str(a): n for n, a in enumerate(activities)}
    owner = np.array([place[str(a)] for a in case.technology.activity.values], dtype=np.intp)
    first = values.transpose("process", ...)
    member = sp.csr_array(
        (np.ones(len(owner)), (owner, np.arange(len(owner)))), shape=(len(activities), len(owner))
    )
    flat = member @ first.values.reshape(len(owner), -1)
    others = first.dims[1:]
    return xr.DataArray(
        np.asarray(flat).reshape(len(activities), *first.shape[1:]),
        coords={"activity": activities} | {dim: first[dim].values for dim in others},
        dims=["activity", *others],
    )
