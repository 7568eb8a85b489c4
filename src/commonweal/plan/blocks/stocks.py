"""Stocks of storable products."""

from __future__ import annotations

import numpy as np
import xarray as xr

from commonweal.plan.programme import LinearProgramme, base_supply, over_periods, planned


def variables(programme: LinearProgramme) -> None:
    """``stock`` S[i, t] at the end of a planned year; only storable products have one."""
    case = programme.case
    upper = xr.where(case.stocks.storable * planned(case) > 0, np.inf, 0.0)
    programme.add("stock", over_periods(case, base_supply(case)), upper=upper)
