"""Which conversions begin and end at which process."""

from __future__ import annotations

import linopy
import numpy as np
import xarray as xr

from commonweal.case.case import Case


def at_processes(
    case: Case, end: xr.DataArray, converted: linopy.Variable
) -> linopy.LinearExpression:
    """Sum of the conversions that have the process at this end (process, other dimensions).

    Taken conversion by conversion and not as a product with :func:`incidence`: that would have a
    term for every pair of a process and a conversion, nearly all of them zero.
    """
    processes = case.technology.activity["process"].values
    of_process = [np.flatnonzero(end.values == process) for process in processes]
    places = np.full((len(processes), max(1, *(len(own) for own in of_process))), -1)
    for row, own in zip(places, of_process, strict=True):
        row[: len(own)] = own
    where = xr.DataArray(places, coords={"process": processes}, dims=["process", "place"])
    chosen = (1.0 * converted).isel(conversion=where.clip(0)).drop_vars("conversion")
    return ((where >= 0).astype(float) * chosen).sum("place")


def incidence(case: Case, end: xr.DataArray) -> xr.DataArray:
    """Matrix (process, conversion): 1 where the conversion has the process at this end."""
    processes = case.technology.activity["process"].values
    return xr.DataArray(
        (processes[:, None] == end.values[None, :]).astype(float),
        coords={"process": processes, "conversion": end["conversion"].values},
        dims=["process", "conversion"],
    )
