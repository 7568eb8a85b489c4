"""The linking rows: one dense positive definite matrix, assembled from matrix products.

    S = sum over groups of K N P^-1 N' K' + K0 D0 K0' + E0

K are the linking rows of the columns of a group, K0 those of the loose ones, E0 the weights of the
single ones. Most linking rows are balances of products, and all techniques of an activity meet
them in few distinct columns, up to a factor. With U the distinct columns of the balances of one
period and V the factors, K = U V, so that for two periods t and u

    S[t,u] = U[t] W[t,u] U[u]',     W = sum over groups of (V N C) (V N C)',     C C' = P^-1

where W is sparse (techniques of one activity meet) and the products with U run at the speed of the
machine's matrix product. The other linking rows are few; for them U = 1. A loose column with many
entries, such as the products of an asset, counts as a group of its own, with N = 1 and C = D0^1/2.
Here are U, V and W; arrays.py puts S together, factors it and solves with it.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import scipy.sparse as sp

from commonweal.plan.interior.form import Form, Index, Vector
from commonweal.plan.interior.split import Split

SAME_COLUMN = 12  # decimals to which two columns agree that count as one
FEW = 8  # assumption: a loose column with more entries is multiplied as one of the distinct
SOME = 64  # assumption: groups whose entries of W are looked up or added at once


@dataclass(frozen=True)
class Chunk:
    """Linking rows that are multiplied as one.

    Parameters
    ----------
    rows : places among the linking rows
    distinct, turned : (row, distinct column) U and its transpose, or None where U = 1
    start, stop : places of its distinct columns among those of all chunks
    """

    rows: slice
    distinct: np.ndarray | None
    turned: np.ndarray | None
    start: int
    stop: int


@dataclass(frozen=True)
class Pair:
    """W between two chunks: where its entries are among those of all pairs, and its pattern."""

    left: Chunk
    right: Chunk
    entries: slice
    columns: Index
    pointer: Index


@dataclass(frozen=True)
class Links:
    """The linking rows of one programme, at any barrier.

    Parameters
    ----------
    order : numbers of the linking rows, those of one chunk side by side
    pairs : all pairs of chunks, the later one on the left
    reach : for each batch (group, distinct column, direction) V N; last for the full columns, each
        a group of its own
    target : for each of these (group, distinct, distinct) which entry of W it adds to; one more
        than the last for places above the diagonal and those that only fill up
    size : entries of W
    full, thin : places among the loose columns of those with many entries and with few
    loose : (linking row, thin column) K0
    """

    order: Index
    pairs: tuple[Pair, ...]
    reach: tuple[np.ndarray, ...]
    target: tuple[Index, ...]
    size: int
    full: Index
    thin: Index
    loose: sp.csr_array


def links(form: Form, parts: Split) -> Links:
    """Order the linking rows and find their distinct columns."""
    key = form.key[parts.linking]
    sort = np.lexsort((np.arange(len(key)), np.where(key < 0, key.max(initial=0) + 1, key)))
    order, key = parts.linking[sort], key[sort]
    rows = sp.csr_array(form.matrix[order])
    many = np.diff(sp.csc_array(rows[:, parts.loose]).indptr) > FEW
    full, thin = np.flatnonzero(many), np.flatnonzero(~many)
    held = np.zeros(form.matrix.shape[1])
    held[parts.loose[full]] = 1.0
    for batch in parts.batches:
        held[batch.columns[batch.columns < len(held)]] = 1.0
    inner = sp.csr_array(rows @ sp.diags_array(held))
    inner.eliminate_zeros()
    chunks: list[Chunk] = []
    factors: list[sp.csr_array] = []
    start = 0
    for number in np.unique(key[key >= 0]).tolist() + ([-1] if np.any(key < 0) else []):
        places = np.flatnonzero(key == number)
        span = slice(int(places[0]), int(places[-1]) + 1)
        distinct, factor = (None, inner[span]) if number < 0 else distinct_columns(inner[span])
        turned = None if distinct is None else np.ascontiguousarray(distinct.T)
        chunks.append(Chunk(span, distinct, turned, start, start + factor.shape[0]))
        factors.append(sp.csr_array(factor))
        start += factor.shape[0]
    count = inner.shape[1]
    stacked = sp.csc_array(sp.vstack(factors)) if factors else sp.csc_array((0, count))
    met = [_met(stacked, batch.columns) for batch in parts.batches]
    reach = [
        coefficients @ batch.free
        for (_, coefficients), batch in zip(met, parts.batches, strict=True)
    ]
    if len(full):
        met.append(_met(stacked, parts.loose[full][:, None]))
        reach.append(met[-1][1])
    pairs, target, size = _pattern(chunks, [which for which, _ in met], start)
    loose = sp.csr_array(rows[:, parts.loose[thin]])
    return Links(order, pairs, tuple(reach), target, size, full, thin, loose)


def distinct_columns(block: sp.csr_array) -> tuple[np.ndarray, sp.csr_array]:
    """U (row, distinct) and V (distinct, column) with block = U V; one entry in a column of V."""
    columns = sp.csc_array(block)
    columns.sort_indices()
    numbers: dict[bytes, int] = {}
    which, size, used = [], [], []
    first: list[tuple[Index, Vector]] = []
    for column in np.flatnonzero(np.diff(columns.indptr)).tolist():
        span = slice(columns.indptr[column], columns.indptr[column + 1])
        rows, entries = columns.indices[span].astype(np.intp), columns.data[span]
        largest = entries[np.argmax(np.abs(entries))]
        shape = entries / largest
        known = rows.tobytes() + (np.round(shape, SAME_COLUMN) + 0.0).tobytes()
        number = numbers.setdefault(known, len(numbers))
        if number == len(first):
            first.append((rows, shape))
        which.append(number)
        size.append(largest)
        used.append(column)
    distinct = np.zeros((block.shape[0], len(first)))
    for number, (rows, shape) in enumerate(first):
        distinct[rows, number] = shape
    factor = sp.coo_array((size, (which, used)), shape=(len(first), block.shape[1]))
    return distinct, sp.csr_array(factor)


def _met(factors: sp.csc_array, columns: Index) -> tuple[Index, np.ndarray]:
    """Which distinct columns each group meets (group, place), and V (group, place, column).

    Places that only fill up carry one more than the last number.
    """
    count, width = factors.shape[0], columns.shape[1]
    found = []
    for own in columns:
        block = sp.coo_array(factors[:, own[own < factors.shape[1]]])
        which, place = np.unique(block.coords[0], return_inverse=True)
        dense = np.zeros((len(which), width))
        dense[place, block.coords[1]] = block.data
        found.append((which, dense))
    high = max(len(which) for which, _ in found)
    numbers = np.full((len(found), high), count, dtype=np.intp)
    values = np.zeros((len(found), high, width))
    for at, (which, dense) in enumerate(found):
        numbers[at, : len(which)] = which
        values[at, : len(which)] = dense
    return numbers, values


def _pattern(
    chunks: list[Chunk], met: list[Index], count: int
) -> tuple[tuple[Pair, ...], tuple[Index, ...], int]:
    """Entries of W, pair by pair, and which of them the places of each group add to."""
    owner = np.append(np.repeat(np.arange(len(chunks)), [c.stop - c.start for c in chunks]), 0)

    def codes(row: Index, column: Index) -> Index:
        """Sorted by the pair of chunks, then by row and column."""
        pair = owner[row] * len(chunks) + owner[column]
        return np.asarray((pair * count + row) * count + column)

    together = sp.coo_array(_meetings(met, count))
    row, column = (c.astype(np.intp) for c in together.coords)
    lower = owner[row] >= owner[column]
    every = np.sort(codes(row[lower], column[lower]))

    def adds(which: Index) -> Index:
        row, column = np.broadcast_arrays(which[:, :, None], which[:, None, :])
        used = (row < count) & (column < count) & (owner[row] >= owner[column])
        place = np.full(used.shape, len(every), dtype=np.intp)
        place[used] = np.searchsorted(every, codes(row[used], column[used]))
        return place

    # few groups at a time: a code of eight bytes for each of their places is a lot
    target = tuple(
        np.concatenate([adds(which[n : n + SOME]) for n in range(0, len(which), SOME)])
        for which in met
    )
    pairs = []
    for n, left in enumerate(chunks):
        for m, right in enumerate(chunks[: n + 1]):
            first = (n * len(chunks) + m) * (count * count)
            a, b = np.searchsorted(every, [first, first + count * count])
            row, column = np.divmod(every[a:b] - first, count)
            pointer = np.searchsorted(row, np.arange(left.start, left.stop + 1))
            pairs.append(Pair(left, right, slice(int(a), int(b)), column - right.start, pointer))
    return tuple(pairs), target, len(every)


def _meetings(met: list[Index], count: int) -> sp.csr_array:
    """How many groups meet both of two distinct columns (distinct, distinct)."""
    numbers = np.concatenate([np.zeros(0, np.intp), *(which.ravel() for which in met)])
    groups = np.repeat(
        np.arange(sum(len(which) for which in met)),
        np.concatenate([np.zeros(0, np.intp), *(np.full(len(w), w.shape[1]) for w in met)]),
    )
    some = numbers < count
    ones = np.ones(int(some.sum()))
    shape = (count, len(groups))
    meets = sp.csr_array(sp.coo_array((ones, (numbers[some], groups[some])), shape=shape))
    return sp.csr_array(meets @ meets.T)


def weights(own: Links, inverses: list[np.ndarray], loose: Vector) -> Vector:
    """Entries of W = sum over groups of (V N C) (V N C)', pair by pair, and a zero after the last.

    Parameters
    ----------
    inverses : for each batch C
    loose : (loose column) D0
    """
    entries = np.zeros(own.size + 1)
    roots = [np.sqrt(loose[own.full])[:, None, None]] if len(own.full) else []
    for reach, target, inverse in zip(own.reach, own.target, inverses + roots, strict=True):
        # one place in memory for the products: a new one costs more than filling it
        square = np.empty((min(SOME, len(reach)), *target.shape[1:]))
        for n in range(0, len(reach), SOME):
            root = reach[n : n + SOME] @ inverse[n : n + SOME]
            own_square = square[: len(root)]
            np.matmul(root, root.transpose(0, 2, 1), out=own_square)
            where = target[n : n + SOME].ravel()
            # adding up all and throwing some away is quicker than picking the others first
            entries += np.bincount(where, weights=own_square.ravel(), minlength=len(entries))
    entries[-1] = 0.0
    return entries


def direct(own: Links, loose: Vector) -> sp.coo_array:
    """K0 D0 K0' of the loose columns with few entries (linking row, linking row)."""
    return sp.coo_array(own.loose @ sp.diags_array(loose[own.thin]) @ own.loose.T)
