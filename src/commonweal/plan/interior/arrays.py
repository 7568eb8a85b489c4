"""The dense work on the linking rows: S put together, factored and solved with.

    S[t,u] = U[t] W[t,u] U[u]' + K0 D0 K0' + E0,     S + lift diag(S) = R R'

Cholesky's factor needs no scaling: its error is small in relation to the diagonal of S as it is.

``InPlace`` does it with NumPy and SciPy and is what everything is measured with. ``Portable`` is
written against the Python array API standard (2024.12, with its extension for linear algebra) and
so runs where the arrays of its library lie, on a GPU as well: U goes there once, the entries of W
and the right-hand sides at each step, and only solutions come back; S and its factor stay.

Neither CuPy nor JAX is imported unless a study asks for it (``solver.arrays``).
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from itertools import groupby
from typing import Any, Protocol

import numpy as np
import scipy.linalg as la
import scipy.sparse as sp

from commonweal.plan.interior.cores import shared, threads
from commonweal.plan.interior.eliminate import SingularError
from commonweal.plan.interior.form import Vector
from commonweal.plan.interior.libraries import OWN, Library, library
from commonweal.plan.interior.linking import Links, Pair

LIFT = 1e-14  # relative to the diagonal: what keeps a singular S from breaking the factor
STRIPS, STRIP = 4, 256  # assumption: strips of a block on the diagonal, and rows of one at least
MOST_LIFT = 1e-5  # above this a factor no longer helps the refinement


class Factor(Protocol):
    """A factor of S."""

    def solve(self, right: Vector) -> Vector:
        """S^-1 right."""


class Dense(Protocol):
    """The dense work of one programme, at any barrier; what is assembled may be used up."""

    def assemble(self, entries: Vector, direct: sp.coo_array, single: Vector) -> Any:
        """S, of which the lower half counts.

        Parameters
        ----------
        entries : of W, pair by pair, and a zero (``weights``)
        direct : (linking row, linking row) K0 D0 K0'
        single : (linking row) E0
        """

    def factor(self, assembled: Any, lift: float) -> Factor | None:
        """The factor of S with a diagonal 1 + lift times as large; None where there is none."""


Arrays = Callable[[Links], Dense]  # takes up the dense work of a programme


def arrays(name: str) -> Arrays:
    """Who does the dense work, by the name that a study uses; raises what ``library`` raises."""
    return InPlace if name == OWN else partial(Portable, library(name))


def factorise(dense: Dense, entries: Vector, direct: sp.coo_array, single: Vector) -> Factor:
    """Factor S, lifting its diagonal by as little as it takes.

    Raises
    ------
    SingularError
        When even a lift of ``MOST_LIFT`` does not make it positive definite.
    """
    lift = LIFT
    while lift <= MOST_LIFT:
        factor = dense.factor(dense.assemble(entries, direct, single), lift)
        if factor is not None:
            return factor
        lift *= 100.0
    raise SingularError("the linking rows have no factor")


class InPlace:
    """With NumPy and SciPy: only the lower half of S, overwritten by its factor.

    All lie in one place, so that what is assembled next takes the place of the factor before.
    """

    def __init__(self, own: Links) -> None:
        self.own = own
        self.matrix = np.empty((len(own.order), len(own.order)))

    def assemble(self, entries: Vector, direct: sp.coo_array, single: Vector) -> np.ndarray:
        """The lower half of S; above the diagonal blocks stands anything."""
        matrix, count = self.matrix, threads(len(self.own.order))

        def turned(pair: Pair) -> np.ndarray:
            return _turned(pair, entries[pair.entries])

        # row by row of the chunks: what all products would take at once is a lot
        for _, row in groupby(self.own.pairs, key=lambda pair: pair.left.start):
            pairs = list(row)
            for pair, right in zip(pairs, shared(turned, pairs, count), strict=True):
                _between(pair, right, matrix[pair.left.rows, pair.right.rows])
        matrix[direct.coords[0], direct.coords[1]] += direct.data
        diagonal = np.arange(len(matrix))
        matrix[diagonal, diagonal] += single
        return matrix

    def factor(self, assembled: np.ndarray, lift: float) -> InPlaceFactor | None:
        """Cholesky's, in the upper half of the transpose."""
        matrix, diagonal = assembled, np.arange(len(assembled))
        matrix[diagonal, diagonal] = _lifted(matrix[diagonal, diagonal], lift)
        # the rows of S are the columns of what LAPACK reads, so nothing is copied
        factor, failed = la.lapack.dpotrf(matrix.T, lower=0, clean=0, overwrite_a=1)
        return None if failed else InPlaceFactor(factor)


def _lifted(diagonal: Vector, lift: float) -> Vector:
    """A diagonal lifted in relation to itself; a row that nothing meets gets a one."""
    return np.where(diagonal > 0.0, diagonal * (1.0 + lift), 1.0)


class InPlaceFactor:
    """R' in the upper half."""

    def __init__(self, factor: np.ndarray) -> None:
        self.upper = factor

    def solve(self, right: Vector) -> Vector:
        """S^-1 right."""
        found, _ = la.lapack.dpotrs(self.upper, right, lower=0)
        return np.asarray(found)


def _turned(pair: Pair, entries: Vector) -> np.ndarray:
    """W[t,u] U[u]'."""
    shape = (pair.left.stop - pair.left.start, pair.right.stop - pair.right.start)
    block = sp.csr_array((entries, pair.columns, pair.pointer), shape=shape)
    return np.asarray(block.toarray() if pair.right.turned is None else block @ pair.right.turned)


def _between(pair: Pair, right: np.ndarray, block: np.ndarray) -> None:
    """Fill S[t,u] with U[t] (W[t,u] U[u]'); of S[t,t] only what is not far above its diagonal."""
    left = pair.left.distinct
    if left is None:
        block[:] = right
        return
    high = len(left) if pair.left is not pair.right else max(STRIP, -(-len(left) // STRIPS))
    for n in range(0, len(left), high):
        # of another pair there is one strip, and it goes all the way across
        until = block.shape[1] if pair.left is not pair.right else min(n + high, len(left))
        block[n : n + high, :until] = _product(left[n : n + high], right[:, :until])


def _product(left: np.ndarray, right: np.ndarray) -> np.ndarray:
    """A B by the library that factors S.

    NumPy and SciPy each bring a BLAS with threads of its own, which go on waiting at full speed
    after a call: a product in the one right before a factor in the other costs both half of the
    cores.
    """
    return np.asarray(la.blas.dgemm(1.0, right.T, left.T).T)


class Portable:
    """With any library that follows the array API standard, in double precision.

    The standard has no sparse arrays and writes into none, and arrays of JAX cannot be written
    into at all: so each W[t,u], dense, is *read* from the entries by a table of where each of its
    places finds its own (the zero after the last where it has none), and S is joined from blocks.
    """

    def __init__(self, library: Library, own: Links) -> None:
        self.library, self.own = library, own
        # pairs come row by row, each row ending with the chunk itself
        self.chunks = [pair.left for pair in own.pairs if pair.left is pair.right]
        self.met, table = _met_directly(own)
        with library.inside():
            self.distinct = {
                chunk.start: library.send(chunk.distinct)
                for chunk in self.chunks
                if chunk.distinct is not None
            }
            self.tables = [library.send(_table(pair, own.size)) for pair in own.pairs]
            self.table = library.send(table)
            self.diagonal = library.send(np.eye(len(own.order), dtype=bool))

    def assemble(self, entries: Vector, direct: sp.coo_array, single: Vector) -> Any:
        """S, both halves, on the device."""
        xp, count = self.library.xp, len(self.own.order)
        sparse = sp.coo_array(sp.csr_array(direct) + sp.diags_array(single))
        place = np.searchsorted(self.met, _places(sparse))
        values = np.bincount(place, weights=sparse.data, minlength=len(self.met) + 1)
        with self.library.inside():
            held = self.library.send(entries)
            lower = [
                self._between(pair, held, table)
                for pair, table in zip(self.own.pairs, self.tables, strict=True)
            ]
            rows = []
            for n in range(len(self.chunks)):
                row = [lower[n * (n + 1) // 2 + m] for m in range(n + 1)]
                for m in range(n + 1, len(self.chunks)):
                    row.append(xp.matrix_transpose(lower[m * (m + 1) // 2 + n]))
                rows.append(xp.concat(row, axis=1))
            dense = xp.concat(rows, axis=0)
            few = xp.take(self.library.send(values), self.table, axis=0)
            return dense + xp.reshape(few, (count, count))

    def _between(self, pair: Pair, held: Any, table: Any) -> Any:
        """U[t] W[t,u] U[u]'."""
        xp, left, right = self.library.xp, pair.left, pair.right
        shape = (left.stop - left.start, right.stop - right.start)
        block = xp.reshape(xp.take(held, table, axis=0), shape)
        if right.distinct is not None:
            block = xp.matmul(block, xp.matrix_transpose(self.distinct[right.start]))
        return block if left.distinct is None else xp.matmul(self.distinct[left.start], block)

    def factor(self, assembled: Any, lift: float) -> PortableFactor | None:
        """Cholesky's, on the device."""
        library, xp = self.library, self.library.xp
        with library.inside():
            own = xp.linalg.diagonal(assembled)
            lifted = xp.where(own > 0.0, own * (1.0 + lift), xp.ones_like(own))
            # of each row the diagonal place alone takes its new value
            whole = xp.where(self.diagonal, lifted[:, None], assembled)
            try:
                factor = xp.linalg.cholesky(whole)
            except np.linalg.LinAlgError:  # of NumPy and CuPy; JAX marks a failure by NaN
                return None
            found = bool(xp.all(xp.isfinite(xp.linalg.diagonal(factor))))
        return PortableFactor(library, factor) if found else None


class PortableFactor:
    """R, on the device."""

    def __init__(self, library: Library, factor: Any) -> None:
        self.library, self.lower = library, factor

    def solve(self, right: Vector) -> Vector:
        """S^-1 right = R'^-1 R^-1 right."""
        with self.library.inside():
            return self.library.fetch(self.library.solve(self.lower, self.library.send(right)))


def _table(pair: Pair, nothing: int) -> np.ndarray:
    """Which entry of W each place of W[t,u] holds, row by row; ``nothing`` where it has none."""
    width = pair.right.stop - pair.right.start
    table = np.full((pair.left.stop - pair.left.start, width), nothing, dtype=np.int32)
    row = np.repeat(np.arange(len(table)), np.diff(pair.pointer))
    table[row, pair.columns] = np.arange(pair.entries.start, pair.entries.stop)
    return table.ravel()


def _met_directly(own: Links) -> tuple[np.ndarray, np.ndarray]:
    """Places of S in which K0 D0 K0' + E0 has entries, and which of them each place of S holds."""
    count = len(own.order)
    where = own.loose.copy()
    where.data = np.ones(len(where.data))  # so that nothing can cancel
    pattern = sp.coo_array(sp.csr_array(where @ where.T) + sp.eye_array(count, format="csr"))
    places = np.unique(_places(pattern))
    table = np.full(count * count, len(places), dtype=np.int32)
    table[places] = np.arange(len(places))
    return places, table


def _places(entries: sp.coo_array) -> np.ndarray:
    """Places of the entries of a matrix, row by row."""
    row, column = entries.coords
    return np.asarray(row.astype(np.int64) * entries.shape[1] + column)
