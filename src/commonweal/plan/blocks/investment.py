"""Orders of new capacity and the assets that they and conversions take."""

from __future__ import annotations

import numpy as np
import xarray as xr

from commonweal.case.case import Case
from commonweal.case.limits_of_change import in_construction, part_placed
from commonweal.plan.blocks.continuation import first_share, paid_after
from commonweal.plan.programme import LinearProgramme, base_level, over_periods, planned


def variables(programme: LinearProgramme) -> None:
    """``build`` v[j, t], ordered in t, and ``investment`` I[k, t], the assets put in place."""
    case = programme.case
    size = over_periods(case, base_level(case))
    upper = xr.where(case.technology.buildable > 0, np.inf, 0.0)
    programme.add("build", 0.1 * size, upper=upper)
    stock = (case.technology.assets * case.start.capacity).sum("process")
    programme.add("investment", over_periods(case, 0.1 * stock))


def under_construction(case: Case) -> xr.DataArray:
    """Matrix (process, period, ordered): share of an order that is put in place in a period.

    An order takes its assets in equal parts over its build years: 1 / L in t, ..., t + L - 1. The
    continuation takes the mean of what is put in place after the horizon.
    """
    periods = np.array(case.horizon.periods)
    lag = (periods[:, None] - periods[None, :])[None, :, :]
    years = case.technology.build_years.values[:, None, None]
    share = np.where(in_construction(lag, years), part_placed(years), 0.0)
    if case.wanted.continued:
        share[:, -1, :] = paid_after(case).values
    return xr.DataArray(
        share,
        coords={
            "process": case.technology.activity["process"].values,
            "period": list(periods),
            "ordered": list(periods),
        },
        dims=["process", "period", "ordered"],
    )


def rows(programme: LinearProgramme) -> None:
    """Assets put in place by kind.

    I[k,t] = sum_j kappa[k,j] sum_{l < L[j]} v[j,t-l] / L[j]
             + sum_c max(kappa[k,to] - kappa[k,from], 0) z[c,t] + committed[k,t]

    In the continuation the first sum runs over ``paid_after`` and ``committed`` counts 1 - beta.
    """
    case = programme.case
    orders = programme.variable("build").rename({"period": "ordered"})
    placed = (under_construction(case) * orders).sum("ordered")
    assets = programme.variable("investment") - (case.technology.assets * placed).sum("process")
    if case.conversions.source.size:
        more = case.conversions.assets * programme.variable("convert")
        assets = assets - more.sum("conversion")
    committed = case.start.committed
    if case.wanted.continued:
        share = xr.where(planned(case) > 0, 1.0, first_share(case))
        committed = committed * share
    programme.rows("investment", assets == committed)
