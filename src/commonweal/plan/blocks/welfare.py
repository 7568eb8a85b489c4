"""Fulfilment and free time in pieces: the columns that welfare values."""

from __future__ import annotations

import numpy as np
import xarray as xr

from commonweal.case.case import Case
from commonweal.plan.blocks.needs import base_needs
from commonweal.plan.programme import LinearProgramme, over_periods
from commonweal.plan.utility import Pieces, free_time_pieces, pieces


def need_pieces(case: Case) -> Pieces:
    """Pieces of the utility of fulfilment, the same for every need and period."""
    return pieces(case.wanted.curvature, case.wanted.step)


def time_pieces(case: Case) -> Pieces:
    """Pieces of the utility of free time, starting at the free time of the base year."""
    work = case.work
    return free_time_pieces(
        float(work.base_hours), float(work.waking_hours), float(work.least_hours), case.wanted.step
    )


def variables(programme: LinearProgramme) -> None:
    """``need_piece`` (need, period, piece) and ``free_time_piece`` (period, moment)."""
    case = programme.case
    width = _labelled(need_pieces(case).width, "piece")
    ones = xr.ones_like(base_needs(case)) * xr.ones_like(width)
    programme.add("need_piece", ones, upper=ones * width)
    programme.idle["need_piece"] = ones * beyond_reach(case)
    if values_free_time(case):
        moment = _labelled(time_pieces(case).width, "moment")
        every = over_periods(case, xr.ones_like(moment)).transpose("period", "moment")
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
    return bool(case.work.workers.size) and float(case.work.free_time_weight) > 0


def rows(programme: LinearProgramme) -> None:
    """The pieces add up to what they stand for.

    fulfilment: q[n,t] / (people[t] r[n]) = sum of the pieces
    free_time:  (W - h[t]) / (W - h0) - 1 = sum of the pieces
    """
    case = programme.case
    level = programme.variable("need_level") * (1.0 / base_needs(case))
    programme.rows("fulfilment", level - programme.variable("need_piece").sum("piece") == 0)
    if values_free_time(case):
        free = float(case.work.waking_hours) - float(case.work.base_hours)
        gained = programme.variable("hours_per_worker") * (1.0 / free)
        total = gained + programme.variable("free_time_piece").sum("moment")
        size = over_periods(case, case.work.base_hours) / free
        programme.rows("free_time", total == size)


def _labelled(values: np.ndarray, name: str) -> xr.DataArray:
    return xr.DataArray(values, coords={name: np.arange(len(values))}, dims=[name])
