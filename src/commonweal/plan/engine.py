"""What the goals ask of a solver: the protocol of its engines, and what they share."""

from __future__ import annotations

from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Vector = NDArray[np.float64]

KEEP = 1e-7  # by how much a later goal may give back what an earlier one reached, relative


class Engine(Protocol):
    """A programme that is solved for one goal after the other and remembers what to keep.

    Columns, rows and gains are conditioned, see :class:`commonweal.plan.matrix.Matrix`.

    Parameters
    ----------
    name : solver and version
    seconds, iterations : effort of the last goal
    """

    name: str
    seconds: float
    iterations: int

    def maximise(self, gain: Vector, constant: float = 0.0, /) -> bool:
        """Maximise ``gain`` (column); True at a proven optimum, False where no plan exists.

        Parameters
        ----------
        gain : of the goal per unit of each column (column)
        constant : value of the goal where the expression is zero; what is measured relative to
            the goal is measured relative to gain . x + constant, as in the certificate

        Raises
        ------
        SolverStopped
            At a time limit, an unbounded goal, or any end that proves nothing.
        """

    def columns(self) -> Vector:
        """Values of the columns (column)."""

    def duals(self) -> Vector:
        """Gain of the goal per unit of each right-hand side, kept goals last (row)."""

    def keep(self, gain: Vector, value: float) -> None:
        """Later goals must reach this value of an earlier one, but for ``KEEP``."""

    def spare(self, gain: Vector) -> None:
        """Allow none of the columns that a goal spares."""

    def unspare(self) -> None:
        """Allow them again."""

    def spared_dual(self) -> tuple[float, ...]:
        """Dual value of "the first goal stays at zero", where its columns were set to zero."""

    def hold(self, row: int, column: int, value: float) -> None:
        """Hold one row of maximin at a value: it no longer waits for the lowest."""

    def not_unique(self) -> bool:
        """Whether another plan reaches the same value."""


def keep_row(value: float) -> float:
    """Lower bound of the row that keeps a goal."""
    return value - KEEP * max(1.0, abs(value))


def spared_dual(reduced: Vector, spared: Vector) -> tuple[float, ...]:
    """Dual value of the row sum_f gain[f] f >= 0 with gain < 0, from the reduced costs.

    It is y <= 0, the largest for which no column f would gain: reduced[f] - y gain[f] <= 0.

    Parameters
    ----------
    reduced : (column) gain of the goal per unit of each column
    spared : (column) gain of the first goal, zero for the columns that it does not spare
    """
    columns = np.flatnonzero(spared)
    return (-max(0.0, float(np.max(reduced[columns] / -spared[columns]))),)
