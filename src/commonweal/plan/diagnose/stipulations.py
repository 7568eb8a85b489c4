"""What a study or its data set, row by row: everything that may be in a conflict or give way.

A stipulation is one row of the programme, or one bound of imports or exports. Each has a column
that lets it give by a share of its own size, so that one per cent counts the same for workers and
for steel. The rows of goods and plants are no stipulations: nobody can decide otherwise.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import scipy.sparse as sp
import xarray as xr
from numpy.typing import NDArray

from commonweal.compare.production import bought_outside
from commonweal.plan.blocks.needs import base_needs
from commonweal.plan.families import FAMILIES
from commonweal.plan.matrix import Matrix
from commonweal.plan.programme import LinearProgramme, base_level, base_supply

Vector = NDArray[np.float64]
# rows that value a plan and never forbid one: the pieces of utility reach from nothing to 64 times
# the base year, and the other two have a column of their own that gives
VALUING = ("fulfilment", "free_time", "lowest", "targets")


@dataclass(frozen=True)
class Stipulations:
    """Rows and bounds, one entry each.

    Parameters
    ----------
    family, entity, period : what it is about; entity is empty where a family has none
    process : label of the process where the row is about one, otherwise empty
    row : position of the row, -1 for a bound
    column : position of the column whose bound it is, -1 for a row
    size : own size, in the unit of the row or of the column
    gives : (row, stipulation) conditioned column that lets it give by its own size
    most : share by which it can give at most
    """

    family: NDArray[np.str_]
    entity: NDArray[np.str_]
    process: NDArray[np.str_]
    period: NDArray[np.int64]
    row: NDArray[np.intp]
    column: NDArray[np.intp]
    size: Vector
    gives: sp.csc_matrix
    most: Vector

    def __len__(self) -> int:
        return len(self.family)


def stipulations(programme: LinearProgramme, problem: Matrix) -> Stipulations:
    """Every stipulation of a programme, family by family."""
    parts: list[Stipulations] = []
    sizes = _sizes(programme)
    for name, family in FAMILIES.items():
        for rows in family.rows:
            variable, _, side = rows.partition(" ")
            if side:
                parts.append(_bounds(programme, problem, name, variable, side))
            elif rows in programme.model.constraints:
                parts.append(_rows(programme, problem, name, rows, sizes[rows]))
    return Stipulations(
        family=np.concatenate([part.family for part in parts]),
        entity=np.concatenate([part.entity for part in parts]),
        process=np.concatenate([part.process for part in parts]),
        period=np.concatenate([part.period for part in parts]),
        row=np.concatenate([part.row for part in parts]),
        column=np.concatenate([part.column for part in parts]),
        size=np.concatenate([part.size for part in parts]),
        gives=sp.csc_matrix(sp.hstack([part.gives for part in parts])),
        most=np.concatenate([part.most for part in parts]),
    )


def deciding_rows(programme: LinearProgramme, problem: Matrix) -> NDArray[np.bool_]:
    """Whether each row has a say in whether a plan exists; those that only value one have not."""
    valuing = [
        programme.model.constraints[name].labels.values.ravel()
        for name in VALUING
        if name in programme.model.constraints
    ]
    if not valuing:
        return np.ones(len(problem.row_labels), dtype=bool)
    return ~np.isin(problem.row_labels, np.concatenate(valuing))


def row_periods(programme: LinearProgramme, problem: Matrix) -> NDArray[np.int64]:
    """Period of each row; every row of the programme has one."""
    found = np.full(len(problem.row_labels), programme.case.horizon.continuation_year)
    for family in programme.model.constraints.data.values():
        labels = family.labels
        if "period" in labels.dims:
            place = _places(problem.row_labels)[labels.values.ravel()]
            periods = labels["period"].broadcast_like(labels).transpose(*labels.dims)
            known = place >= 0
            found[place[known]] = periods.values.ravel()[known]
    return found


def trade_size(programme: LinearProgramme) -> xr.DataArray:
    """What each region buys outside it in the first year (region) [currency].

    Imports at the middle of their corridor, and what the base year took from other regions.
    """
    case = programme.case
    trade = case.trade
    middle = (trade.import_least + trade.import_most).isel(period=0, drop=True) / 2.0
    standing = (case.technology.family == "installed") & (case.technology.technique == "")
    values = {
        "imports": middle.expand_dims(period=[case.horizon.first]),
        "activity": (base_level(case) * standing).expand_dims(period=[case.horizon.first]),
        "need_level": base_needs(case).sel(period=[case.horizon.first]),
    }
    return bought_outside(case, values).isel(period=0, drop=True).clip(min=1e-9)


def limit_sizes(programme: LinearProgramme) -> xr.DataArray:
    """Cap of each limit, or its base-year use where the cap is zero (limit, period)."""
    case = programme.case
    installed = (case.technology.family == "installed") & (case.technology.technique == "")
    used = (case.technology.emissions * base_level(case) * installed).sum("process")
    needs = (case.demand.emissions * base_needs(case).isel(period=0, drop=True)).sum("need")
    return case.limits.cap.where(case.limits.cap > 0, used + needs)


def _sizes(programme: LinearProgramme) -> dict[str, xr.DataArray]:
    """Own size of the rows, in the row's unit."""
    case = programme.case
    level, activity = base_level(case), case.start.activity
    sizes = {
        "labour": case.work.workers * case.where("labour_type", case.work.base_hours),
        "no_need_falls": base_needs(case),
        "trade_balance": trade_size(programme),
        "pace_up": activity,
        "pace_down": activity,
        "pace_orders": activity,
        "capacity_use": level,
        "renewal": level,
        "limits": limit_sizes(programme),
    }
    owner = case.adoption.ceiling_activity
    if owner.size:
        levels = [float(activity.sel(activity=str(a))) for a in owner.values]
        sizes["diffusion"] = xr.DataArray(
            levels, coords={"ceiling": owner["ceiling"].values}, dims=["ceiling"]
        )
    return {name: size.where(size > 0, 1.0) for name, size in sizes.items()}


def _rows(
    programme: LinearProgramme, problem: Matrix, name: str, rows: str, size: xr.DataArray
) -> Stipulations:
    labels = programme.model.constraints[rows].labels
    chosen = size.sel({dim: labels[dim].values for dim in size.dims})
    wide = chosen.broadcast_like(labels).transpose(*labels.dims)
    place = _places(problem.row_labels)[labels.values.ravel()]
    known = place >= 0
    entity, process, period = (part[known] for part in _names(programme, labels))
    place, own = place[known], wide.values.ravel()[known]
    sign = np.where(np.isfinite(problem.row_upper[place]), -1.0, 1.0)
    count = len(place)
    gives = sp.csc_matrix(
        (sign * own * problem.row_size[place], (place, np.arange(count))),
        shape=(problem.rows.shape[0], count),
    )
    return Stipulations(
        family=np.full(count, name),
        entity=entity,
        process=process,
        period=period,
        row=place,
        column=np.full(count, -1),
        size=own,
        gives=gives,
        most=np.full(count, np.inf),
    )


def _bounds(
    programme: LinearProgramme, problem: Matrix, name: str, variable: str, side: str
) -> Stipulations:
    """Bounds of a variable; what gives is a copy of its column, or the opposite, beside it."""
    labels = programme.variable(variable).labels.transpose("product", "period")
    place = _places(problem.labels)[labels.values.ravel()]
    least, most = corridor(programme, variable)
    middle = (least + most) / 2.0
    wide = middle.where(middle > 0, base_supply(programme.case) + 0.0 * middle)
    own = wide.transpose("product", "period").values.ravel()
    own = np.where(own > 0, own, 1.0)
    sign = 1.0 if side == "most" else -1.0
    factors = sp.diags_array(sign * own / problem.column_size[place])
    entity, process, period = _names(programme, labels)
    room = np.maximum(least.transpose("product", "period").values.ravel(), 0.0) / own
    return Stipulations(
        family=np.full(len(place), name),
        entity=entity,
        process=process,
        period=period,
        row=np.full(len(place), -1),
        column=place,
        size=own,
        gives=sp.csc_matrix(problem.rows.tocsc()[:, place] @ factors),
        most=np.full(len(place), np.inf) if side == "most" else room,
    )


def corridor(programme: LinearProgramme, variable: str) -> tuple[xr.DataArray, xr.DataArray]:
    """Least and most of imports or exports (product, period)."""
    trade = programme.case.trade
    if variable == "imports":
        return trade.import_least, trade.import_most
    return trade.export_least, trade.export_most


def _places(labels: NDArray[np.int64]) -> NDArray[np.intp]:
    """Label -> position; the last entry, for label -1, is none."""
    places = np.full(int(labels.max()) + 2, -1)
    places[labels] = np.arange(len(labels))
    return places


def _names(
    programme: LinearProgramme, labels: xr.DataArray
) -> tuple[NDArray[np.str_], NDArray[np.str_], NDArray[np.int64]]:
    """Entity, process and period of each cell; the entity of a process is its activity."""
    owner = programme.case.technology.activity
    activity = {str(j): str(a) for j, a in zip(owner["process"].values, owner.values, strict=True)}
    index = np.indices(labels.shape).reshape(len(labels.dims), -1)
    entity = process = np.full(labels.size, "")
    period = np.zeros(labels.size, dtype=np.int64)
    for number, dim in enumerate(labels.dims):
        values = labels[dim].values[index[number]]
        if dim == "period":
            period = values.astype(np.int64)
        elif dim == "process":
            process = values.astype(str)
            entity = np.array([activity[x] for x in process])
        else:
            entity = values.astype(str)
    return entity, process, period
