"""The continuation: the economy goes on for ever on a balanced path after the last year.

The last period stands for all years after the horizon. It has activities, needs, trade and hours
of its own, bound by the same rows as every year; what is added here is that its orders renew and
extend all capacity. (Barr and Manne 1967; Svoronos 1985.)
"""

from __future__ import annotations

import numpy as np
import xarray as xr

from commonweal.case.case import Case
from commonweal.plan.programme import LinearProgramme, belongs


def renewal(case: Case) -> xr.DataArray:
    """Orders that the balanced path needs per unit of activity at its start (process, period).

    An activity at level x uses the capacity x / u. Capacity in use that grows at g needs
    (delta + g) (x / u) (1 + g)^m new capacity in the m-th year after the start of the
    continuation T + 1, counted from T + 2. With a build time of L years that is ordered in
    T + 2 - L + m, so that for L > 1 the last planned years carry orders too: otherwise construction
    would stop at the horizon. What stands idle, such as old plants that modern ones have replaced,
    is left to wear out.
    """
    periods = np.array(case.horizon.periods)
    growth = case.wanted.continuation_growth
    years = case.technology.build_years.values[:, None]
    after = periods[None, :] - (case.horizon.last + 2 - years)
    wear = case.technology.depreciation.values[:, None]
    factor = np.where(after >= 0, (wear + growth) * (1.0 + growth) ** np.maximum(after, 0), 0.0)
    return xr.DataArray(
        factor / case.technology.utilisation.values[:, None],
        coords={
            "process": case.technology.activity["process"].values,
            "period": list(periods),
        },
        dims=["process", "period"],
    )


def rows(programme: LinearProgramme) -> None:
    """Renewal by activity, and in kind.

    renewal (activity):     sum_{j in a} v[j,t] >= sum_{j in a} renewal[j,t] x[j,T+1]
    renewal_in_kind:        v[j,t] >= renewal[j,t] x[j,T+1]  for processes that can be ordered

    Without the second row the path could renew plants of the programme with cheaper ones that
    carry no technique and still count its hours as saved for ever.
    """
    case = programme.case
    last = case.horizon.continuation_year
    final = programme.variable("activity").sel(period=last, drop=True)
    factor = renewal(case)
    orders = programme.variable("build")
    short = orders - factor * final
    periods = [t for t in case.horizon.periods if bool((factor.sel(period=t) > 0).any())]
    by_activity = (belongs(case) * short).sum("process")
    programme.rows("renewal", by_activity.sel(period=periods) >= 0)
    in_kind = case.technology.buildable * short
    programme.rows("renewal_in_kind", in_kind.sel(period=periods) >= 0)
