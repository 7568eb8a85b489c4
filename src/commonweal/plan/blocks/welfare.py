"""Fulfilment and free time in pieces: the columns that welfare values."""

from __future__ import annotations

import numpy as np
import xarray as xr

from commonweal.case.case import Case
from commonweal.plan.blocks.needs import base_needs
from commonweal.plan.programme import LinearProgramme, over_periods
from commonweal.plan.utility import (
    Pieces,
    free_time_count,
    free_time_pieces,
    free_time_range,
    pieces,
)


def need_pieces(case: Case) -> Pieces:
    """Pieces of the utility of fulfilment, the same for every need and period."""
    return pieces(case.wanted.curvature, case.wanted.step)


def time_pieces(case: Case) -> dict[str, Pieces]:
    """Pieces of the utility of free time of each region, from the free time of the base year on.

    Every region has as many pieces as the one that needs most.
    """
    work, step = case.work, case.wanted.step
    waking = float(work.waking_hours)
    pairs = [
        (float(base), float(least))
        for base, least in zip(work.base_hours.values, work.least_hours.values, strict=True)
    ]
    count = max(
        free_time_count(free_time_range(base, waking, least, step), step) for base, least in pairs
    )
    labels = [str(r) for r in work.base_hours["region"].values]
    made = [free_time_pieces(base, waking, least, step, count) for base, least in pairs]
    return dict(zip(labels, made, strict=True))


def by_moment(case: Case, of: str) -> xr.DataArray:
    """Width or slope of the pieces of free time (region, moment)."""
    pieces_ = time_pieces(case)
    values = np.array([getattr(each, of) for each in pieces_.values()])
    coords = {"region": list(pieces_), "moment": np.arange(values.shape[1])}
    return xr.DataArray(values, coords=coords, dims=["region", "moment"])


def variables(programme: LinearProgramme) -> None:
    """``need_piece`` (need, period, piece) and ``free_time_piece`` (region, period, moment)."""
    case = programme.case
    width = _labelled(need_pieces(case).width, "piece")
    ones = xr.ones_like(base_needs(case)) * xr.ones_like(width)
    programme.add("need_piece", ones, upper=ones * width)
    programme.idle["need_piece"] = ones * beyond_reach(case)
    if values_free_time(case):
        moment = by_moment(case, "width")
        every = over_periods(case, xr.ones_like(moment)).transpose("region", "period", "moment")
        programme.add("free_time_piece", every, upper=every * moment)


def beyond_reach(case: Case) -> xr.DataArray:
    """1 for pieces that begin above what the pace of needs lets a need reach (period, piece).

    The piece just above stays in, so that the value of a little more is still a slope of the curve
    and the dual values are those of the whole programme.
    """
    width = need_pieces(case).width
    begins = np.concatenate([[0.0], np.cumsum(width)[:-1]])
    years = np.array(case.horizon.periods) - case.horizon.base_year
    reach = (1.0 + float(case.pace.needs)) ** years
    # the first piece that begins above the reach is kept, those after it are not
    kept = np.searchsorted(begins, reach * (1.0 + 1e-9), side="right")
    return xr.DataArray(
        (np.arange(len(width))[None, :] > kept[:, None]).astype(float),
        coords={"period": list(case.horizon.periods), "piece": np.arange(len(width))},
        dims=["period", "piece"],
    )


def values_free_time(case: Case) -> bool:
    """Whether free time has a weight and there is work to be freed from."""
    return bool(case.work.workers.size) and bool((case.work.free_time_weight > 0).any())


def rows(programme: LinearProgramme) -> None:
    """The pieces add up to what they stand for.

    fulfilment: q[n,t] / (people[t] r[n]) = sum of the pieces
    free_time:  (W - h[r,t]) / (W - h0[r]) - 1 = sum of the pieces
    """
    case = programme.case
    level = programme.variable("need_level") * (1.0 / base_needs(case))
    programme.rows("fulfilment", level - programme.variable("need_piece").sum("piece") == 0)
    if values_free_time(case):
        free = case.work.waking_hours - case.work.base_hours
        gained = programme.variable("hours_per_worker") * (1.0 / free)
        total = gained + programme.variable("free_time_piece").sum("moment")
        size = over_periods(case, case.work.base_hours) / free
        programme.rows("free_time", total == size)


def _labelled(values: np.ndarray, name: str) -> xr.DataArray:
    return xr.DataArray(values, coords={name: np.arange(len(values))}, dims=[name])
