"""Which conversions begin and end at which process."""

from __future__ import annotations

import xarray as xr

from commonweal.case.case import Case


def incidence(case: Case, end: xr.DataArray) -> xr.DataArray:
    """Matrix (process, conversion): 1 where the conversion has the process at this end."""
    processes = case.technology.activity["process"].values
    return xr.DataArray(
        (processes[:, None] == end.values[None, :]).astype(float),
        coords={"process": processes, "conversion": end["conversion"].values},
        dims=["process", "conversion"],
    )
