"""The linking rows: one dense positive definite matrix, assembled from matrix products.

    S = K H K' + K0 D0 K0' + E0

K are the linking rows of the columns that local rows meet as well, K0 those of the others. Most
linking rows are balances of products, and all techniques of an activity meet them in few distinct
columns, up to a factor. With U the distinct columns of the balances of one period and V the
factors, K = U V, so that for two periods t and u

    S[t,u] = U[t] ( V[t] H V[u]' ) U[u]'

where the matrix in brackets is sparse (techniques of one activity meet) and the products with U
run at the speed of the machine's matrix product. The other linking rows are few; for them U = 1.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import scipy.linalg as la
import scipy.sparse as sp

from commonweal.plan.interior.eliminate import (
    LIFT,
    MOST_LIFT,
    Eliminated,
    Partition,
    SingularError,
)
from commonweal.plan.interior.form import Form, Index, Vector

SAME_COLUMN = 12  # decimals to which two columns agree that count as one


@dataclass(frozen=True)
class Chunk:
    """Linking rows that are multiplied as one.

    Parameters
    ----------
    rows : places among the linking rows
    distinct : (row, distinct column) U, or None where U = 1
    start, stop : places of its distinct columns among those of all chunks
    """

    rows: slice
    distinct: np.ndarray | None
    start: int
    stop: int


@dataclass(frozen=True)
class Links:
    """The linking rows of one programme, at any barrier.

    Parameters
    ----------
    order : numbers of the linking rows, those of one chunk side by side
    chunks : the chunks in that order
    factors : (distinct column, outer column) V of all chunks
    loose : (linking row, loose column) K0
    """

    order: Index
    chunks: tuple[Chunk, ...]
    factors: sp.csr_array
    loose: sp.csr_array


def links(form: Form, parts: Partition) -> Links:
    """Order the linking rows and find their distinct columns."""
    key = form.key[parts.linking]
    sort = np.lexsort((np.arange(len(key)), np.where(key < 0, key.max(initial=0) + 1, key)))
    order, key = parts.linking[sort], key[sort]
    plain = sp.csr_array(form.matrix[order][:, : form.plain])
    outer = [batch.columns[:, : batch.outer].ravel() for batch in parts.batches]
    columns = np.concatenate([*outer, np.zeros(0, dtype=np.intp)])
    with_none = sp.csc_array(sp.hstack([plain, sp.csc_array((len(order), 1))], format="csc"))
    meets = sp.csr_array(with_none[:, columns])
    chunks: list[Chunk] = []
    factors: list[sp.csr_array] = []
    start = 0
    for number in np.unique(key[key >= 0]).tolist() + ([-1] if np.any(key < 0) else []):
        places = np.flatnonzero(key == number)
        rows = slice(int(places[0]), int(places[-1]) + 1)
        distinct, factor = (None, meets[rows]) if number < 0 else distinct_columns(meets[rows])
        chunks.append(Chunk(rows, distinct, start, start + factor.shape[0]))
        factors.append(sp.csr_array(factor))
        start += factor.shape[0]
    stacked = sp.csr_array(sp.vstack(factors)) if factors else sp.csr_array((0, len(columns)))
    return Links(order, tuple(chunks), stacked, sp.csr_array(plain[:, parts.loose]))


def distinct_columns(block: sp.csr_array) -> tuple[np.ndarray, sp.csr_array]:
    """U (row, distinct) and V (distinct, column) with block = U V; one entry in a column of V."""
    columns = sp.csc_array(block)
    used = np.flatnonzero(np.diff(columns.indptr))
    dense = columns[:, used].toarray()
    largest = np.argmax(np.abs(dense), axis=0)
    size = dense[largest, np.arange(len(used))]
    shape = dense / size
    _, first, which = np.unique(
        np.round(shape, SAME_COLUMN), axis=1, return_index=True, return_inverse=True
    )
    which = which.ravel()
    factor = sp.csr_array(sp.coo_array((size, (which, used)), shape=(len(first), block.shape[1])))
    return np.ascontiguousarray(shape[:, first]), factor


def block_diagonal(parts: list[Eliminated]) -> sp.csr_array:
    """H of all groups as one sparse matrix over the outer columns, in their order."""
    data = [part.rest.ravel() for part in parts]
    widths = np.concatenate(
        [np.full(part.rest.shape[0] * part.rest.shape[1], part.rest.shape[1]) for part in parts]
        or [np.zeros(0, dtype=np.intp)]
    ).astype(np.intp)
    blocks = [
        np.repeat(np.arange(part.rest.shape[0]) * part.rest.shape[1], part.rest.shape[1])
        for part in parts
    ]
    offsets = np.cumsum([0, *(len(block) for block in blocks)])
    first = np.concatenate(
        [block + at for block, at in zip(blocks, offsets[:-1], strict=True)]
        or [np.zeros(0, dtype=np.intp)]
    )
    pointer = np.concatenate([[0], np.cumsum(widths)])
    indices = np.repeat(first, widths) + np.arange(pointer[-1]) - np.repeat(pointer[:-1], widths)
    values = np.concatenate([*data, np.zeros(0)])
    return sp.csr_array((values, indices, pointer), shape=(len(widths), len(widths)))


def assemble(own: Links, rest: sp.csr_array, loose: Vector, slack: Vector) -> np.ndarray:
    """The lower half of S, dense.

    Parameters
    ----------
    rest : H over the outer columns
    loose : (loose column) D0
    slack : (linking row) E0
    """
    inner = sp.csr_array(own.factors @ rest @ own.factors.T)
    count = len(own.order)
    matrix = np.zeros((count, count), order="F")
    for n, left in enumerate(own.chunks):
        for right in own.chunks[: n + 1]:
            block = sp.csr_array(inner[left.start : left.stop, right.start : right.stop])
            matrix[left.rows, right.rows] = _between(left, block, right)
    direct = sp.coo_array(own.loose @ sp.diags_array(loose) @ own.loose.T)
    matrix[direct.coords[0], direct.coords[1]] += direct.data
    diagonal = np.arange(count)
    matrix[diagonal, diagonal] += slack
    return matrix


def _between(left: Chunk, block: sp.csr_array, right: Chunk) -> np.ndarray:
    """U[t] B U[u]'."""
    if right.distinct is None:
        turned = block.toarray()
    else:
        turned = block @ np.ascontiguousarray(right.distinct.T)
    return np.asarray(turned if left.distinct is None else left.distinct @ turned)


@dataclass(frozen=True)
class Factor:
    """Cholesky factor of S brought to a unit diagonal."""

    lower: np.ndarray
    size: Vector

    def solve(self, right: Vector) -> Vector:
        """S^-1 right."""
        found = la.cho_solve((self.lower, True), right * self.size, check_finite=False)
        return np.asarray(found * self.size)


def factorise(matrix: np.ndarray, before: Vector) -> Factor:
    """Factor S, lifting its diagonal by as little as it takes; ``matrix`` is used up.

    Parameters
    ----------
    before : (linking row) the diagonal of A D A' + E; what rounding leaves of S is a part of it

    Raises
    ------
    SingularError
        When even a lift of ``MOST_LIFT`` does not make it positive definite.
    """
    diagonal = np.arange(len(matrix))
    size = 1.0 / np.sqrt(np.maximum(matrix[diagonal, diagonal], 0.0) + LIFT * before)
    matrix *= size[:, None]
    matrix *= size[None, :]
    lift = LIFT
    while lift <= MOST_LIFT:
        matrix[diagonal, diagonal] = 1.0 + lift
        factor, failed = la.lapack.dpotrf(matrix, lower=1, clean=0, overwrite_a=0)
        if not failed:
            return Factor(factor, size)
        lift *= 100.0
    raise SingularError("the linking rows have no factor")
