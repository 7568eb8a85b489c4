"""Rows and columns by what eliminates them, and groups of nearly one size side by side.

A column with one entry is *single*: it acts as a slack of its row. A row that meets, but for single
columns, the columns of one group only is *local*, every other row *links*. A local row with a
single column is *soft*, one without is *hard*. Columns without an entry in a local row are *loose*.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import scipy.sparse as sp

from commonweal.plan.interior.form import Form, Index

STEP = 8  # assumption: groups are filled up to multiples of so many rows and columns
NOISE = 1e-13  # of the sum of its terms: an entry of L N below this is rounding
RANK = 1e-10  # hard rows this near to a combination of others, relative, say nothing new


@dataclass(frozen=True)
class Batch:
    """Groups of one size.

    Parameters
    ----------
    columns, soft, hard : (group, column), (group, row), (group, row) their numbers; one more than
        the last where filled up
    local : (group, soft, column) coefficients L of the soft rows
    free : (group, column, direction) N, a basis of what the hard rows leave free
    given : (group, column, hard) X, the pseudo-inverse of the hard rows
    stack : (group, column + soft + fill, direction) N over L N over a one for each direction that
        only fills up
    norms : (group, column + soft + fill) lengths of its rows
    """

    columns: Index
    soft: Index
    hard: Index
    local: np.ndarray
    free: np.ndarray
    given: np.ndarray
    stack: np.ndarray
    norms: np.ndarray


@dataclass(frozen=True)
class Split:
    """What eliminates each row and column.

    Parameters
    ----------
    batches : groups with local rows
    linking : numbers of the linking rows
    loose, single : numbers of the columns that no group holds
    """

    batches: tuple[Batch, ...]
    linking: Index
    loose: Index
    single: Index


def split(form: Form) -> Split:
    """Find the local rows and gather the groups by size."""
    entries = np.diff(sp.csc_array(form.matrix).indptr)
    single = entries <= 1
    several = sp.csr_array(form.matrix @ sp.diags_array((~single).astype(float)))
    several.eliminate_zeros()
    group = np.concatenate([form.group, np.full(form.matrix.shape[1] - form.plain, -1)])
    owner = row_owner(several, group)
    softened = np.diff(form.matrix.indptr) > np.diff(several.indptr)
    inside = np.zeros(len(group), dtype=bool)
    inside[several[np.flatnonzero(owner >= 0)].indices] = True
    columns_of = _by_owner(np.where(inside, group, -1))
    by_size: dict[tuple[int, ...], list[tuple[Index, Index, Index]]] = {}
    for number, rows in _by_owner(owner).items():
        soft, hard = rows[softened[rows]], rows[~softened[rows]]
        parts = (columns_of[number], soft, hard)
        by_size.setdefault(tuple(-(-len(part) // STEP) for part in parts), []).append(parts)
    batches = tuple(_batch(several, parts) for parts in by_size.values())
    return Split(
        batches,
        np.flatnonzero(owner < 0),
        np.flatnonzero(~inside & ~single),
        np.flatnonzero(single),
    )


def row_owner(matrix: sp.csr_array, group: Index) -> Index:
    """The group whose columns alone a row meets; -1 where there is none (row)."""
    owner = np.full(matrix.shape[0], -1, dtype=np.intp)
    some = np.flatnonzero(np.diff(matrix.indptr))
    if not len(some):
        return owner
    of_entry = group[matrix.indices]
    starts = matrix.indptr[:-1][some]
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


def _batch(matrix: sp.csr_array, groups: list[tuple[Index, Index, Index]]) -> Batch:
    ends = (matrix.shape[1], matrix.shape[0], matrix.shape[0])
    numbers = [
        np.full((len(groups), max(len(parts[n]) for parts in groups)), end, dtype=np.intp)
        for n, end in enumerate(ends)
    ]
    columns, soft, hard = numbers
    local = np.zeros((len(groups), soft.shape[1], columns.shape[1]))
    given = np.zeros((len(groups), columns.shape[1], hard.shape[1]))
    bases = []
    place = np.zeros(matrix.shape[1], dtype=np.intp)
    for at, parts in enumerate(groups):
        for filled, part in zip(numbers, parts, strict=True):
            filled[at, : len(part)] = part
        place[parts[0]] = np.arange(len(parts[0]))
        own = sp.coo_array(matrix[parts[1]])
        local[at, own.coords[0], place[own.coords[1]]] = own.data
        own = sp.coo_array(matrix[parts[2]])
        rows = np.zeros((len(parts[2]), len(parts[0])))
        rows[own.coords[0], place[own.coords[1]]] = own.data
        basis, inverse = _directions(rows)
        bases.append(basis)
        given[at, : len(parts[0]), : len(parts[2])] = inverse
    free, ones = _filled(bases, columns.shape[1])
    stack = np.concatenate([free, _cleaned(local, free), ones], axis=1)
    norms = np.linalg.norm(stack, axis=2)
    return Batch(columns, soft, hard, local, free, given, stack, norms)


def _cleaned(local: np.ndarray, free: np.ndarray) -> np.ndarray:
    """L N without what rounding leaves of a soft row that the hard rows imply.

    Its weight may be endless, and would make the rounding count.
    """
    reach = local @ free
    return np.where(np.abs(reach) > NOISE * (np.abs(local) @ np.abs(free)), reach, 0.0)


def _directions(hard: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """N and X of the hard rows (row, column) of one group, by their singular values."""
    if not len(hard):
        return np.eye(hard.shape[1]), np.zeros((hard.shape[1], 0))
    left, size, right = np.linalg.svd(hard)
    rank = int(np.sum(size > RANK * size.max(initial=0.0)))
    inverse = right[:rank].T @ (left[:, :rank] / size[:rank]).T
    return right[rank:].T, inverse


def _filled(bases: list[np.ndarray], most: int) -> tuple[np.ndarray, np.ndarray]:
    """The bases as one array, and a row with a one for each direction that only fills up."""
    many = max(1, *(basis.shape[1] for basis in bases))
    least = min(basis.shape[1] for basis in bases)
    free = np.zeros((len(bases), most, many))
    ones = np.zeros((len(bases), many - min(least, many), many))
    for at, basis in enumerate(bases):
        free[at, : basis.shape[0], : basis.shape[1]] = basis
        spare = np.arange(basis.shape[1], many)
        ones[at, spare - least, spare] = 1.0
    return free, ones
