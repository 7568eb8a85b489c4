"""Families of rows as sparse matrices, and the collector that the formulas write into."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
import scipy.sparse as sp
from numpy.typing import ArrayLike, NDArray

from commonweal.plan.certify.columns import Columns
from commonweal.plan.certify.inputs import Inputs
from commonweal.plan.certify.tables import Labels, Vector


@dataclass(frozen=True)
class Family:
    """Rows of one kind: matrix x (sense) right-hand side.

    Parameters
    ----------
    name : as in the run folder
    dims, labels : of its rows
    sense : "=", "<" or ">"
    matrix : (row, column)
    rhs : (row), in the order of the labels
    """

    name: str
    dims: tuple[str, ...]
    labels: dict[str, Labels]
    sense: str
    matrix: sp.csr_array
    rhs: Vector

    @property
    def shape(self) -> tuple[int, ...]:
        """Number of labels of each dimension."""
        return tuple(len(self.labels[dim]) for dim in self.dims)

    def label(self, row: int) -> str:
        """Where a row lies, in words."""
        return where(self, row)


class Labelled(Protocol):
    """Something with labels along dimensions."""

    @property
    def dims(self) -> tuple[str, ...]:
        """Its dimensions."""

    @property
    def labels(self) -> dict[str, Labels]:
        """Labels of each dimension."""


def where(what: Labelled, number: int) -> str:
    """The labels of one cell, counted in the order of the dimensions, in words."""
    if not what.dims:
        return "the whole plan"
    place = np.unravel_index(number, tuple(len(what.labels[dim]) for dim in what.dims))
    names = zip(what.dims, place, strict=True)
    return ", ".join(f"{dim} {what.labels[dim][int(n)]}" for dim, n in names)


class Writer:
    """One family under construction; ``row`` holds its row numbers in the shape of its labels."""

    def __init__(
        self,
        inputs: Inputs,
        columns: Columns,
        name: str,
        dims: tuple[str, ...],
        chosen: Mapping[str, Sequence[int]] | None = None,
    ) -> None:
        keep = chosen or {}
        self.name, self.dims = name, dims
        self.labels = {
            dim: tuple(inputs.labels[dim][n] for n in keep[dim])
            if dim in keep
            else inputs.labels[dim]
            for dim in dims
        }
        self.shape = tuple(len(found) for found in self.labels.values())
        self.row = np.arange(int(np.prod(self.shape))).reshape(self.shape)
        self.width = len(columns.lower)
        self.cells: list[tuple[NDArray[np.intp], NDArray[np.intp], Vector]] = []

    def add(self, row: ArrayLike, column: ArrayLike, value: ArrayLike) -> None:
        """Add coefficients; the three arrays are broadcast against each other."""
        rows, cols, vals = np.broadcast_arrays(row, column, value)
        used = vals != 0
        self.cells.append((rows[used], cols[used], vals[used].astype(float)))

    def done(self, sense: str, rhs: ArrayLike) -> Family:
        """Close the family."""
        full = np.array(np.broadcast_to(rhs, self.shape), dtype=float).ravel()
        row, col, val = (np.concatenate(part) for part in zip(*self.cells, strict=True))
        matrix = sp.csr_array(sp.coo_array((val, (row, col)), shape=(self.row.size, self.width)))
        matrix.sum_duplicates()
        return Family(self.name, self.dims, self.labels, sense, matrix, full)
