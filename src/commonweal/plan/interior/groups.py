"""Which activity, need or region owns a column, read off the labels of the programme."""

from __future__ import annotations

import numpy as np
import xarray as xr
from numpy.typing import NDArray

from commonweal.plan.matrix import Matrix
from commonweal.plan.programme import LinearProgramme

Index = NDArray[np.intp]

# A dimension whose labels own their columns, in the order in which a variable is asked for them.
OWNERS = ("process", "conversion", "activity", "need", "region")


def column_groups(programme: LinearProgramme, problem: Matrix) -> Index:
    """Number of the group of each column; -1 for columns that no group owns (column).

    Processes and conversions belong to their activity, target shortfalls to theirs, needs with
    their pieces and shortages to the need, hours and free time to the region. Products, assets and
    the lowest fulfilment belong to nobody.
    """
    found = np.full(int(problem.labels.max(initial=0)) + 1, -1)
    numbers: dict[tuple[str, str], int] = {}
    for _, variable in programme.model.variables.items():
        labels = variable.labels
        dimension = next((d for d in OWNERS if d in labels.dims), None)
        if dimension is None:
            continue
        owners = [
            numbers.setdefault(owner, len(numbers)) for owner in _owners(programme, dimension)
        ]
        number = xr.DataArray(owners, coords={dimension: labels[dimension].values})
        spread = (number + xr.zeros_like(labels)).transpose(*labels.dims)
        found[labels.values.ravel()] = spread.values.ravel()
    return np.asarray(found[problem.labels], dtype=np.intp)


def _owners(programme: LinearProgramme, dimension: str) -> list[tuple[str, str]]:
    """Kind and name of the owner of each label of a dimension."""
    case = programme.case
    activity = case.technology.activity
    if dimension == "process":
        return [("activity", str(a)) for a in activity.values]
    if dimension == "conversion":
        source = activity.sel(process=case.conversions.source.values)
        return [("activity", str(a)) for a in source.values]
    labels = {
        "activity": case.start.activity["activity"],
        "need": case.demand.per_head["need"],
        "region": case.demand.people["region"],
    }[dimension]
    return [(dimension, str(label)) for label in labels.values]


def row_keys(programme: LinearProgramme, problem: Matrix) -> Index:
    """Number of the period of each product balance; -1 for the other rows (row).

    The balances of one period meet the same columns; they are multiplied as one dense block.
    """
    found = np.full(int(problem.row_labels.max(initial=0)) + 1, -1)
    labels = programme.model.constraints["product_balance"].labels.transpose("period", "product")
    for number, period in enumerate(labels.values):
        found[period] = number
    return np.asarray(found[problem.row_labels], dtype=np.intp)
