"""The figures of a programme by their labels, so that a few of them can be changed.

maximise g.x  subject to  lower_row <= A x <= upper_row,  lower <= x <= upper

conditioned once, with the sizes of the programme that was built: a change of a figure leaves the
sizes as they are. Which entries of A can be other than zero is fixed as well.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import scipy.sparse as sp
import xarray as xr
from numpy.typing import NDArray

from commonweal.plan.matrix import Matrix, Vector
from commonweal.plan.programme import LinearProgramme

Index = NDArray[np.int64]


class OtherShapeError(Exception):
    """A change adds or takes away rows, columns or entries: the programme has to be built anew."""


@dataclass(frozen=True)
class Places:
    """Where everything stands.

    Parameters
    ----------
    columns, rows : variable or family of rows -> its numbers, -1 where a label has none
    column_size, row_size : factors of the conditioning, x = column_size * x'
    """

    columns: Mapping[str, xr.DataArray]
    rows: Mapping[str, xr.DataArray]
    column_size: Vector
    row_size: Vector


@dataclass(frozen=True)
class Figures:
    """Every figure of a conditioned programme but its goal.

    Parameters
    ----------
    entries : (row, column) sparse, rows in order and columns in order within them
    row_lower, row_upper, lower, upper : bounds of rows and columns
    """

    entries: sp.csr_array
    row_lower: Vector
    row_upper: Vector
    lower: Vector
    upper: Vector


def places(programme: LinearProgramme, problem: Matrix) -> Places:
    """The numbers of rows and columns by their labels."""
    return Places(
        columns=_numbers(programme.model.variables, problem.labels),
        rows=_numbers(programme.model.constraints, problem.row_labels),
        column_size=problem.column_size,
        row_size=problem.row_size,
    )


def _numbers(families: Mapping[str, xr.DataArray], labels: Index) -> dict[str, xr.DataArray]:
    where = np.full(int(labels.max(initial=0)) + 2, -1, dtype=np.int64)
    where[labels] = np.arange(len(labels))
    found = {}
    for name, family in families.items():
        numbers = where[np.asarray(family.labels.values)]
        coords = {str(dim): family.labels[dim].values for dim in family.labels.dims}
        found[str(name)] = xr.DataArray(numbers, coords=coords, dims=list(coords))
    return found


def figures(problem: Matrix) -> Figures:
    """The figures of a conditioned programme."""
    entries = sp.csr_array(problem.rows)
    entries.sort_indices()
    return Figures(entries, problem.row_lower, problem.row_upper, problem.lower, problem.upper)


class Edit:
    """A copy of the figures, in which those of one family or variable are set by label.

    Values are in their own units, as in the formulas of the blocks.
    """

    def __init__(self, at: Places, before: Figures) -> None:
        self.at = at
        self.entries = before.entries.copy()
        self.row_lower, self.row_upper = before.row_lower.copy(), before.row_upper.copy()
        self.lower, self.upper = before.lower.copy(), before.upper.copy()
        self._keys: Index | None = None

    def figures(self) -> Figures:
        """What has become of the figures."""
        return Figures(self.entries, self.row_lower, self.row_upper, self.lower, self.upper)

    def bound(
        self,
        variable: str,
        lower: xr.DataArray | None = None,
        upper: xr.DataArray | None = None,
    ) -> None:
        """Set the bounds of the columns of a variable."""
        columns = self.at.columns[variable]
        for values, kept in ((lower, self.lower), (upper, self.upper)):
            if values is not None:
                numbers, found = _beside(columns, values)
                kept[numbers] = found / self.at.column_size[numbers]

    def right(self, family: str, values: xr.DataArray) -> None:
        """Set the right-hand sides of a family of rows; their sense stays."""
        numbers, found = _beside(self.at.rows[family], values)
        found = found * self.at.row_size[numbers]
        for kept in (self.row_lower, self.row_upper):
            kept[numbers] = np.where(np.isfinite(kept[numbers]), found, kept[numbers])

    def coefficient(
        self,
        family: str,
        variable: str,
        values: xr.DataArray,
        renamed: Mapping[str, str] | None = None,
    ) -> None:
        """Set every coefficient of a variable in a family of rows.

        Parameters
        ----------
        values : with dimensions of the rows and of the variable; one that both have means the
            same label in both
        renamed : new names of dimensions of the variable, where a label differs from the row's

        Raises
        ------
        OtherShapeError
            When a coefficient appears where the programme has none.
        """
        rows = self.at.rows[family]
        columns = self.at.columns[variable].rename(dict(renamed or {}))
        data, row, column = _spread_out(values, rows, columns)
        some = (data != 0.0) & (row >= 0) & (column >= 0)
        data, row, column = data[some], row[some], column[some]
        held = self._of(family, variable)
        keys = self._key()[held]
        place = np.searchsorted(keys, (row << 32) + column)
        if len(keys) == 0 or np.any(keys[np.minimum(place, len(keys) - 1)] != (row << 32) + column):
            raise OtherShapeError(f"{family}, {variable}")
        found = np.zeros(len(held))
        found[place] = data * self.at.row_size[row] * self.at.column_size[column]
        self.entries.data[held] = found

    def _key(self) -> Index:
        if self._keys is None:
            rows = np.repeat(np.arange(self.entries.shape[0]), np.diff(self.entries.indptr))
            self._keys = (rows.astype(np.int64) << 32) + self.entries.indices
        return self._keys

    def _of(self, family: str, variable: str) -> Index:
        """Places of the entries of a variable in a family of rows, in their order."""
        mine = np.zeros(self.entries.shape[0], dtype=bool)
        rows, columns = self.at.rows[family].values, self.at.columns[variable].values
        mine[rows[rows >= 0]] = True
        its = np.zeros(self.entries.shape[1], dtype=bool)
        its[columns[columns >= 0]] = True
        row = self._key() >> 32
        return np.flatnonzero(mine[row] & its[self.entries.indices])


def _spread_out(*arrays: xr.DataArray) -> list[NDArray[Any]]:
    """Arrays broadcast against each other, flat.

    As by ``xr.align`` and ``xr.broadcast``, which take much longer than all the rest of an edit.

    Raises
    ------
    ValueError
        When two arrays have other labels in the same dimension.
    """
    labels: dict[Hashable, NDArray[Any]] = {}
    for each in arrays:
        for dim in each.dims:
            if not np.array_equal(labels.setdefault(dim, each[dim].values), each[dim].values):
                raise ValueError(f"the labels of {dim} differ")
    shape = [len(values) for values in labels.values()]
    found = []
    for each in arrays:
        held = [dim for dim in labels if dim in each.dims]
        ordered = each.variable.transpose(*held).values
        flat = [len(labels[dim]) if dim in held else 1 for dim in labels]
        found.append(np.broadcast_to(ordered.reshape(flat), shape).ravel())
    return found


def _beside(numbers: xr.DataArray, values: xr.DataArray) -> tuple[Index, Vector]:
    """Numbers that exist and the values of the same labels."""
    labels = {
        dim: numbers[dim].values
        for dim in values.dims
        if not np.array_equal(numbers[dim].values, values[dim].values)
    }
    chosen = values.sel(labels) if labels else values
    held = [str(dim) for dim in numbers.dims if dim in values.dims]
    shape = [size if dim in held else 1 for dim, size in numbers.sizes.items()]
    ordered = chosen.transpose(*held).values.astype(float).reshape(shape)
    aligned = np.broadcast_to(ordered, numbers.shape).ravel()
    flat = numbers.values.ravel()
    return flat[flat >= 0], aligned[flat >= 0]


def weights(at: Places, wanted: Mapping[str, xr.DataArray]) -> Vector:
    """Gains by variable as one conditioned vector over the columns."""
    found = np.zeros(len(at.column_size))
    for variable, values in wanted.items():
        numbers, gains = _beside(at.columns[variable], moments(at, values))
        found[numbers] += gains
    return found * at.column_size


def moments(at: Places, values: xr.DataArray) -> xr.DataArray:
    """Values by piece of free time, with zeros for pieces that the case no longer has."""
    if "moment" not in values.dims:
        return values
    every = at.columns["free_time_piece"]["moment"].values
    return values.reindex(moment=every, fill_value=0.0)


def with_moments(at: Places, held: Figures, count: int) -> tuple[Places, Figures]:
    """Room for more pieces of free time: columns at the end, closed until a bound opens them."""
    old = at.columns["free_time_piece"]
    more = count - old.sizes["moment"]
    rows = at.rows["free_time"]
    regions, periods = old.sizes["region"], old.sizes["period"]
    first = held.entries.shape[1]
    new = first + np.arange(regions * periods * more).reshape(regions, periods, more)
    numbers = xr.DataArray(
        np.concatenate([old.transpose("region", "period", "moment").values, new], axis=2),
        coords={
            "region": old["region"].values,
            "period": old["period"].values,
            "moment": np.arange(count),
        },
        dims=["region", "period", "moment"],
    )
    place = np.repeat(rows.transpose("region", "period").values.ravel(), more)
    added = sp.csr_array(
        (at.row_size[place], (place, np.arange(len(place)))),
        shape=(held.entries.shape[0], len(place)),
    )
    entries = sp.csr_array(sp.hstack([held.entries, added], format="csr"))
    entries.sort_indices()
    nothing = np.zeros(len(place))
    return (
        replace(
            at,
            columns={**at.columns, "free_time_piece": numbers},
            column_size=np.append(at.column_size, np.ones(len(place))),
        ),
        replace(
            held,
            entries=entries,
            lower=np.append(held.lower, nothing),
            upper=np.append(held.upper, nothing),
        ),
    )
