"""Random programmes in blocks that meet in linking rows, of every kind of row and bound."""

from __future__ import annotations

import numpy as np
import scipy.sparse as sp

from commonweal.plan.interior.form import Rows, Vector


def programme(
    seed: int,
    *,
    blocks: int = 6,
    width: int = 7,
    spread: float = 0.0,
    degenerate: bool = False,
    box: bool = False,
) -> tuple[Rows, Vector, float]:
    """A programme that has a point, and a cost under which it has a solution.

    Each block has local rows of its own; linking rows meet all blocks; a few columns belong to
    nobody. Rows are equations, at least, at most and between; columns have one bound, two, or are
    fixed. With z >= 0 and some y the cost c = A'y + z (and -z at upper bounds) has a solution.

    Returns rows, cost and the least cost, which is known because x and y prove each other.

    Parameters
    ----------
    spread : powers of ten over which rows and columns are scaled
    degenerate : right-hand sides that many rows share at once, and repeated rows
    box : every column has two bounds, so that any cost has a solution
    """
    rng = np.random.default_rng(seed)
    plain, loose, local, linking = blocks * width, 4, blocks * 3, 5
    count = plain + loose
    matrix = np.zeros((local + linking, count))
    group = np.append(np.repeat(np.arange(blocks), width), np.full(loose, -1))
    for block in range(blocks):
        own = slice(block * width, (block + 1) * width)
        part = rng.normal(size=(3, width)) * (rng.random((3, width)) < 0.6)
        part[:, 0] += 1.0
        matrix[3 * block : 3 * block + 3, own] = part
    matrix[local:] = rng.normal(size=(linking, count)) * (rng.random((linking, count)) < 0.5)
    matrix[local:, 0] += 1.0
    if degenerate:
        matrix = np.vstack([matrix, matrix[:3], matrix[0] + matrix[1]])
    x = np.where(rng.random(count) < 0.5, 0.0, rng.uniform(0.5, 2.0, count))
    upper = np.where((rng.random(count) < 0.3) | box, x + rng.uniform(0.0, 2.0, count), np.inf)
    upper[rng.integers(count)] = x[rng.integers(count)] if degenerate else np.inf
    upper = np.maximum(upper, x)
    value = matrix @ x
    kind = rng.integers(0, 4, len(value))
    slack = np.where(rng.random(len(value)) < 0.5, 0.0, rng.uniform(0.1, 1.0, len(value)))
    low = np.where(kind == 2, -np.inf, np.where(kind == 0, value, value - slack))
    high = np.where(kind == 1, np.inf, np.where(kind == 0, value, value + slack))
    y = np.where(low == high, rng.normal(size=len(value)), 0.0)
    y += np.where((value == low) & (low < high), rng.uniform(0.0, 1.0, len(value)), 0.0)
    z = np.where(x == 0.0, rng.uniform(0.0, 1.0, count), 0.0)
    cost = matrix.T @ y + z
    rows, columns = (10.0 ** rng.uniform(-spread, spread, n) for n in matrix.shape)
    key = np.full(len(value), -1)
    key[local : local + linking - 1] = np.arange(linking - 1) // 2
    scaled = sp.csr_array(matrix * rows[:, None] * columns[None, :])
    scaled.eliminate_zeros()
    found = Rows(
        matrix=scaled,
        row_lower=low * rows,
        row_upper=high * rows,
        lower=np.zeros(count),
        upper=upper / columns,
        group=group,
        key=key,
    )
    return found, cost * columns, float(cost @ x)
