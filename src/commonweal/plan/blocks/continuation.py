"""The continuation: one period that stands for all years after the last planned one.

What it holds is the discounted mean of those years, freed of the growth of the balanced path:

    mean of K = (1 - beta) sum_{t > T} (beta / (1 + g))^(t - T - 1) K[t]

The rows of all later years, added up with these weights, bind the means. So capacity can still be
built up after the horizon, at its cost and at its pace; it need not stand whole at T + 1. The
balanced path at growth g, on which capacity never changes again, is one of the plans that the rows
allow, and the plan is bound by rows that every later year must meet.

Source: Grinold 1983 (dual equilibrium, Operations Research 31); Svoronos 1985. A continuation that
stands still at the level of T + 1 (primal equilibrium; Barr and Manne 1967) makes short plans hurry
towards that level.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import xarray as xr

from commonweal.case.case import Case
from commonweal.plan.blocks.incidence import incidence
from commonweal.plan.programme import LinearProgramme


def first_share(case: Case) -> float:
    """Weight of the first year after the horizon in the mean of all: 1 - beta."""
    return 1.0 - case.wanted.discount


def carry(case: Case) -> float:
    """Weight of a year relative to the year before, freed of growth: beta / (1 + g)."""
    return case.wanted.discount / (1.0 + case.wanted.continuation_growth)


def arriving(case: Case) -> xr.DataArray:
    """Weight of an order in what becomes usable after the horizon (process, period).

    An order of year s is usable from s + L on: (1 - beta) rho^(s + L - T - 1) where that is after
    the horizon, nothing where it is not, and rho^L for the mean of the orders after it.
    """
    order, years = _orders(case)
    after = order + years - case.horizon.continuation_year
    late = np.where(after >= 0, first_share(case) * carry(case) ** np.maximum(after, 0), 0.0)
    return _by_order(case, np.where(_last(case), carry(case) ** years, late))


def paid_after(case: Case) -> xr.DataArray:
    """Share of an order's assets that is put in place after the horizon (process, period).

    A part 1 / L is put in place in each of the years s, ..., s + L - 1. Those after the horizon
    count (1 - beta) rho^(t - T - 1); an order made after it counts sum_{l < L} rho^l / L.
    """
    order, years = _orders(case)
    rho, found = carry(case), np.zeros(np.broadcast_shapes(order.shape, years.shape))
    for ago in range(int(years.max(initial=1))):
        after = order + ago - case.horizon.continuation_year
        late = np.where(after >= 0, first_share(case) * rho ** np.maximum(after, 0), 0.0)
        part = np.where(_last(case), rho**ago, late)
        found = found + np.where(ago < years, part / years, 0.0)
    return _by_order(case, found)


def _orders(case: Case) -> tuple[np.ndarray, np.ndarray]:
    periods = np.array(case.horizon.periods, dtype=float)[None, :]
    return periods, case.technology.build_years.values[:, None].astype(float)


def _last(case: Case) -> np.ndarray:
    return np.array([[t == case.horizon.continuation_year for t in case.horizon.periods]])


def _by_order(case: Case, values: np.ndarray) -> xr.DataArray:
    return xr.DataArray(
        values,
        coords={
            "process": case.technology.activity["process"].values,
            "period": list(case.horizon.periods),
        },
        dims=["process", "period"],
    )


def rows(programme: LinearProgramme) -> None:
    """Capacity after the horizon is no more than what is handed over and what is ordered.

    renewal (process):
      (1 - rho (1 - delta)) K[T+1] <= (1 - beta) ((1 - delta) K[T] + net z[T]) + rho net z[T+1]
                                      + sum_s arriving[s] v[s] + (1 - beta) arrivals[T+1]

    with rho = beta / (1 + g) and net z what conversions bring to a process less what they take. At
    K[T+1] equal to what stands at the start of T + 1 and L = 1 this asks for the orders
    (delta + g) K of the balanced path.
    """
    case = programme.case
    after = [case.horizon.continuation_year]
    convert = programme.variable("convert") if case.conversions.source.size else None
    more = beyond(case, programme.variable("capacity"), programme.variable("build"), convert)
    programme.rows("renewal", more <= first_share(case) * case.start.arrivals.sel(period=after))


def beyond(case: Case, capacity: Any, build: Any, convert: Any) -> Any:
    """Capacity after the horizon less what the plan hands over and orders (process, period).

    Parameters
    ----------
    capacity, build : (process, period); convert : (conversion, period) or None; variables of a
        programme, or arrays of a plan
    """
    after, last = case.horizon.continuation_year, case.horizon.last
    share, rho = first_share(case), carry(case)
    kept = capacity * (1.0 - case.technology.depreciation)
    more = (
        capacity.sel(period=[after])
        - rho * kept.sel(period=[after])
        - share * kept.sel(period=last, drop=True)
        - (arriving(case) * build).sum("period")
    )
    if convert is not None:
        net = incidence(case, case.conversions.destination)
        net = net - incidence(case, case.conversions.source)
        moved = share * convert.sel(period=last, drop=True)
        moved = moved + rho * convert.sel(period=after, drop=True)
        more = more - (net * moved).sum("conversion")
    return more
