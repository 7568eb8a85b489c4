"""The programme as a sparse matrix, and solutions brought back to labels.

maximise g.x  subject to  lower_row <= A x <= upper_row,  lower <= x <= upper

Columns are divided by their base-year size and rows by their largest entry, so that a solver's
tolerance means the same for steel and for shoe repair. Nothing but conditioning is changed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import linopy
import numpy as np
import scipy.sparse as sp
import xarray as xr
from numpy.typing import NDArray

from commonweal.plan.programme import LinearProgramme

Vector = NDArray[np.float64]


@dataclass(frozen=True)
class Matrix:
    """A linear programme without labels, conditioned.

    Parameters
    ----------
    rows : (row, column) sparse coefficients of the conditioned programme
    row_lower, row_upper : (row) bounds of the rows
    lower, upper : (column) bounds
    column_size, row_size : (column), (row) factors of the conditioning:
        x = column_size * x', dual = dual' / row_size
    labels : (column) linopy's label of each column
    """

    rows: sp.csr_matrix
    row_lower: Vector
    row_upper: Vector
    lower: Vector
    upper: Vector
    column_size: Vector
    row_size: Vector
    labels: NDArray[np.int64]
    row_labels: NDArray[np.int64]

    def values(self, expression: linopy.LinearExpression) -> Vector:
        """Coefficients of an expression over the conditioned columns (column)."""
        where = np.full(int(self.labels.max()) + 1, -1)
        where[self.labels] = np.arange(len(self.labels))
        variables = np.asarray(expression.vars.values).ravel()
        weights = np.asarray(expression.coeffs.values).ravel()
        keep = variables >= 0
        found = np.zeros(len(self.labels))
        np.add.at(found, where[variables[keep]], weights[keep])
        return found * self.column_size


def matrix(programme: LinearProgramme) -> Matrix:
    """Take the matrix out of a linopy model and condition it."""
    parts = programme.model.matrices
    coefficients = sp.csr_matrix(parts.A)
    coefficients.eliminate_zeros()
    labels = np.asarray(parts.vlabels)
    size = _by_column(programme, labels, programme.scales, 1.0)
    idle = _by_column(programme, labels, programme.idle, 0.0) > 0
    scaled = coefficients @ sp.diags_array(size)
    largest = np.zeros(scaled.shape[0])
    entries = sp.coo_array(scaled)
    np.maximum.at(largest, entries.coords[0], np.abs(entries.data))
    row_size = 1.0 / np.where(largest > 0, largest, 1.0)
    bound = np.asarray(parts.b, dtype=float) * row_size
    sense = np.asarray(parts.sense).astype(str)
    return Matrix(
        rows=sp.csr_matrix(sp.diags_array(row_size) @ scaled),
        row_lower=np.where(sense == "<", -np.inf, bound),
        row_upper=np.where(sense == ">", np.inf, bound),
        lower=np.asarray(parts.lb, dtype=float) / size,
        upper=np.where(idle, np.minimum(parts.ub, 0.0), parts.ub) / size,
        column_size=size,
        row_size=row_size,
        labels=labels,
        row_labels=np.asarray(parts.clabels),
    )


def _by_column(
    programme: LinearProgramme,
    labels: NDArray[np.int64],
    values: Mapping[str, xr.DataArray],
    otherwise: float,
) -> Vector:
    """Arrays given by variable, as one vector over the columns."""
    found = np.full(int(labels.max()) + 1, otherwise)
    for name, array in values.items():
        variable = programme.variable(name)
        aligned = array.transpose(*variable.labels.dims)
        found[variable.labels.values.ravel()] = aligned.values.ravel()
    return found[labels]


def labelled_columns(
    programme: LinearProgramme, problem: Matrix, values: Vector
) -> dict[str, xr.DataArray]:
    """A vector over the columns as one array per variable."""
    full = np.zeros(int(problem.labels.max()) + 1)
    full[problem.labels] = values
    return {
        str(name): xr.DataArray(full[variable.labels.values], coords=variable.labels.coords)
        for name, variable in programme.model.variables.items()
    }


def labelled_rows(
    programme: LinearProgramme, problem: Matrix, values: Vector
) -> dict[str, xr.DataArray]:
    """A vector over the rows as one array per family of rows."""
    full = np.zeros(int(problem.row_labels.max()) + 1)
    full[problem.row_labels] = values
    return {
        str(name): xr.DataArray(full[family.labels.values], coords=family.labels.coords)
        for name, family in programme.model.constraints.items()
    }
