"""The lowest fulfilment over needs and periods, for the goal ``maximin``."""

from __future__ import annotations

import xarray as xr

from commonweal.plan.blocks.needs import base_needs
from commonweal.plan.programme import LinearProgramme


def variables(programme: LinearProgramme) -> None:
    """``lowest_fulfilment`` [multiple of the base year]."""
    programme.add("lowest_fulfilment", xr.DataArray(1.0))


def rows(programme: LinearProgramme) -> None:
    """Lowest <= q[n,t] / (people[t] r[n]) for every need and period."""
    level = programme.variable("need_level") * (1.0 / base_needs(programme.case))
    programme.rows("lowest", level - programme.variable("lowest_fulfilment") >= 0)
