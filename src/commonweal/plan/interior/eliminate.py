"""Rows of one group, eliminated exactly, many groups at once.

With D the diagonal that the barrier gives the columns and E that of the slacks, the equations of
a step are  (A D A' + E) y = r. Rows that meet the columns of one group only are *local*; the
others *link*. Let L be the local rows and K the linking rows of the columns of one group. Then

    M = L D L' + E            small, positive definite
    H = D - D L' M^-1 L D     what is left of the group's columns once its own rows are satisfied

and the linking rows alone have  S = sum over groups of K H K' + K0 D0 K0' + E0  (linking.py).
Groups of nearly the same size are filled up to one size and handled as one array.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import scipy.sparse as sp

from commonweal.plan.interior.form import Form, Index, Vector

STEP = 8  # assumption: groups are filled up to multiples of so many rows and columns
LIFT = 1e-14  # relative to the diagonal: what keeps a singular M from breaking the factor
MOST_LIFT = 1e-5  # above this a factor no longer helps the refinement


class SingularError(ArithmeticError):
    """A matrix of the step is not positive definite in the accuracy of the machine."""


@dataclass(frozen=True)
class Batch:
    """Groups of one size.

    Parameters
    ----------
    local : (group, row, column) coefficients L, zero where filled up
    rows, columns : (group, row), (group, column) their numbers; one more than the last where filled
    outer : so many columns, the first of each group, have entries in linking rows too
    """

    local: np.ndarray
    rows: Index
    columns: Index
    outer: int


@dataclass(frozen=True)
class Partition:
    """Rows and columns by what eliminates them.

    Parameters
    ----------
    batches : groups with local rows
    linking : numbers of the linking rows
    loose : numbers of the columns without an entry in a local row
    """

    batches: tuple[Batch, ...]
    linking: Index
    loose: Index


def partition(form: Form) -> Partition:
    """Find the local rows and gather the groups by size."""
    plain = sp.csr_array(form.matrix[:, : form.plain])
    owner = row_owner(plain, form.group)
    local_rows, linking = np.flatnonzero(owner >= 0), np.flatnonzero(owner < 0)
    inside = np.zeros(form.plain, dtype=bool)
    inside[sp.csr_array(plain[local_rows]).indices] = True
    outside = np.zeros(form.plain, dtype=bool)
    outside[sp.csr_array(plain[linking]).indices] = True
    by_size: dict[tuple[int, int, int], list[tuple[Index, Index]]] = {}
    columns_of = _by_owner(np.where(inside, form.group, -1))
    rows_of = _by_owner(owner)
    for group, rows in rows_of.items():
        columns = columns_of[group]
        columns = np.concatenate([columns[outside[columns]], columns[~outside[columns]]])
        outer = int(outside[columns].sum())
        size = tuple(-(-n // STEP) for n in (len(rows), len(columns), outer))
        by_size.setdefault((size[0], size[1], size[2]), []).append((rows, columns))
    batches = tuple(_batch(plain, outside, groups) for groups in by_size.values())
    return Partition(batches, linking, np.flatnonzero(~inside))


def row_owner(plain: sp.csr_array, group: Index) -> Index:
    """The group whose columns alone a row meets; -1 where there is none (row)."""
    owner = np.full(plain.shape[0], -1, dtype=np.intp)
    some = np.flatnonzero(np.diff(plain.indptr))
    if not len(some):
        return owner
    of_entry = group[plain.indices]
    starts = plain.indptr[:-1][some]
    least, most = np.minimum.reduceat(of_entry, starts), np.maximum.reduceat(of_entry, starts)
    owner[some] = np.where(least == most, least, -1)
    return owner


def _by_owner(owner: Index) -> dict[int, Index]:
    order = np.argsort(owner, kind="stable")
    numbers, starts = np.unique(owner[order], return_index=True)
    if not len(owner):
        return {}
    parts = np.split(order, starts[1:])
    return {int(n): part for n, part in zip(numbers, parts, strict=True) if n >= 0}


def _batch(plain: sp.csr_array, outside: np.ndarray, groups: list[tuple[Index, Index]]) -> Batch:
    count = len(groups)
    outers = [int(outside[columns].sum()) for _, columns in groups]
    height = max(len(rows) for rows, _ in groups)
    outer = max(outers)
    width = outer + max(len(columns) - n for (_, columns), n in zip(groups, outers, strict=True))
    rows_at = np.full((count, height), plain.shape[0], dtype=np.intp)
    columns_at = np.full((count, width), plain.shape[1], dtype=np.intp)
    local = np.zeros((count, height, width))
    place = np.zeros(plain.shape[1], dtype=np.intp)
    for number, ((rows, columns), first) in enumerate(zip(groups, outers, strict=True)):
        rows_at[number, : len(rows)] = rows
        spot = np.concatenate([np.arange(first), outer + np.arange(len(columns) - first)])
        columns_at[number, spot] = columns
        place[columns] = spot
        own = sp.coo_array(plain[rows])
        local[number, own.coords[0], place[own.coords[1]]] = own.data
    return Batch(local, rows_at, columns_at, outer)


@dataclass(frozen=True)
class Eliminated:
    """One batch at one barrier.

    Parameters
    ----------
    inverse : (group, row, row) C with C' C = M^-1
    rest : (group, outer, outer) H of the outer columns
    """

    inverse: np.ndarray
    rest: np.ndarray


def eliminate(batch: Batch, weight: Vector, slack: Vector) -> Eliminated:
    """Factor M of every group and form H.

    Parameters
    ----------
    weight : (column, and zero for those filled up) D
    slack : (row, and one for those filled up) E
    """
    spread = batch.local * weight[batch.columns][:, None, :]
    own = spread @ batch.local.transpose(0, 2, 1)
    diagonal = np.arange(own.shape[1])
    own[:, diagonal, diagonal] += slack[batch.rows]
    inverse = inverse_factor(own)
    reach = inverse @ spread[:, :, : batch.outer]
    rest = -(reach.transpose(0, 2, 1) @ reach)
    diagonal = np.arange(batch.outer)
    rest[:, diagonal, diagonal] += weight[batch.columns[:, : batch.outer]]
    return Eliminated(inverse, rest)


def inverse_factor(matrices: np.ndarray) -> np.ndarray:
    """C with C' C = M^-1, for a stack of positive definite matrices M.

    Each M is first brought to a unit diagonal, so that a size has no say in what is singular.
    """
    diagonal = np.arange(matrices.shape[1])
    size = 1.0 / np.sqrt(matrices[:, diagonal, diagonal])
    scaled = matrices * size[:, :, None] * size[:, None, :]
    lift = LIFT
    while lift <= MOST_LIFT:
        scaled[:, diagonal, diagonal] = 1.0 + lift
        try:
            factor = np.linalg.cholesky(scaled)
        except np.linalg.LinAlgError:
            lift *= 100.0
            continue
        return np.asarray(np.linalg.inv(factor) * size[:, None, :])
    raise SingularError("a group's own rows have no factor")
