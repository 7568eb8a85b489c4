"""Sums over all rounds of inputs, and whether they are finite.

Key: M what one unit takes of each other, f what the first round brings.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]


class NotProductive(ValueError):
    """No surplus, or none so large: prices, quantities or a rate of profit do not exist."""


def all_rounds(matrix: Array, first: Array) -> Array | None:
    """What all rounds bring together; None where the sum is not finite.

    f + f M + f M^2 + ... = f (I - M)^-1

    For M >= 0 the sum is finite exactly if it is positive for f = 1, so that one solution with a
    row of ones beside f decides it, without eigenvalues.

    Parameters
    ----------
    matrix : M (n, n) [unit / unit], non-negative
    first : f (n) or (k, n)

    Returns
    -------
    Array, the shape of ``first``, or None

    Source: Hawkins and Simon 1949; Berman and Plemmons 1994, chapter 6 (condition I27)
    """
    size = len(matrix)
    rows = np.vstack([first, np.ones(size)])
    try:
        found = np.linalg.solve((np.eye(size) - matrix).T, rows.T).T
    except np.linalg.LinAlgError:
        return None
    if not (found[-1] > 0.0).all():
        return None
    return np.asarray(found[:-1].reshape(np.shape(first)))


def radius(matrix: Array) -> float:
    """Largest modulus of the eigenvalues: by how much each round multiplies in the end."""
    return float(np.abs(np.linalg.eigvals(matrix)).max(initial=0.0))
