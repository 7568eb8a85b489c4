"""Rows of one group, eliminated exactly, many groups at once.

With D the diagonal that the barrier gives the columns, the equations of a step are
D^-1 dx - A'dy = -f and A dx = r. Of the columns of one group let N be a basis of what its hard
rows leave free, L its soft rows, E the weights of their single columns together. Then

    dx = (what the hard rows ask for) + N u
    P = N' D^-1 N + (L N)' E^-1 (L N) = B'B,     B = [D^-1/2 N ; E^-1/2 L N]

and the linking rows K of the group give  K N P^-1 N' K'  to S (linking.py). P is a sum of squares:
nothing is subtracted, however far apart the weights are. Nor is P ever formed. Its factor R comes
from B by reflections, heaviest rows first, so that each row keeps its own relative accuracy.

Source: Powell and Reid 1969; Cox and Higham 1998 (row-wise stable QR by sorted rows).
"""

from __future__ import annotations

import numpy as np

from commonweal.plan.interior.cores import shared
from commonweal.plan.interior.form import Vector
from commonweal.plan.interior.split import Batch


class SingularError(ArithmeticError):
    """A matrix of the step is not positive definite in the accuracy of the machine."""


def eliminate(batch: Batch, heaviness: Vector, stiffness: Vector, threads: int = 1) -> np.ndarray:
    """C with C C' = P^-1 (group, direction, direction).

    Parameters
    ----------
    heaviness : (column, and one for those filled up) D^-1
    stiffness : (row, and one for those filled up) E^-1
    threads : that share the groups
    """
    share = -(-len(batch.columns) // threads)
    parts = [slice(n, n + share) for n in range(0, len(batch.columns), share)]
    found = shared(lambda part: _some(batch, part, heaviness, stiffness), parts, threads)
    return np.concatenate(found) if len(found) > 1 else found[0]


def _some(batch: Batch, part: slice, heaviness: Vector, stiffness: Vector) -> np.ndarray:
    """C of some of the groups."""
    stack, own, soft = batch.stack[part], batch.columns[part], batch.soft[part]
    count, high, wide = stack.shape
    root = np.ones((count, high))
    root[:, : own.shape[1]] = np.sqrt(heaviness[own])
    root[:, own.shape[1] :][:, : soft.shape[1]] = np.sqrt(stiffness[soft])
    order = np.argsort(-root * batch.norms[part], axis=1)[:, :, None]
    spread = np.take_along_axis(stack * root[:, :, None], order, axis=1)
    columns = np.argsort(-np.linalg.norm(spread, axis=1), axis=1)
    spread = np.take_along_axis(spread, columns[:, None, :], axis=2)
    factor = np.linalg.qr(spread, mode="r")
    if high < wide or not np.all(np.diagonal(factor, axis1=1, axis2=2)):
        raise SingularError("nothing holds a direction of a group")
    inverse = np.empty((count, wide, wide))
    np.put_along_axis(inverse, columns[:, :, None], np.linalg.inv(factor), axis=1)
    return inverse
