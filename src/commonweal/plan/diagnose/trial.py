"""Trials of a programme: does a plan exist, and what is the least that must give.

Interior point throughout: on programmes without any plan HiGHS' simplex methods were seen to take
minutes where interior point takes a second.
"""

from __future__ import annotations

import time
from dataclasses import dataclass

import highspy
import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray

from commonweal.errors import SolverStopped

Vector = NDArray[np.float64]
FEASIBILITY = 1e-8  # on conditioned rows, as in the solve of a plan
PROVEN = (highspy.HighsModelStatus.kOptimal, highspy.HighsModelStatus.kInfeasible)


@dataclass(frozen=True)
class Rows:
    """Rows and columns to be tried, conditioned.

    Parameters
    ----------
    coefficients : (row, column)
    row_lower, row_upper, lower, upper : bounds
    """

    coefficients: sp.csr_matrix
    row_lower: Vector
    row_upper: Vector
    lower: Vector
    upper: Vector


def least(rows: Rows, price: Vector, deadline: float, sharp: bool = True) -> Vector | None:
    """Columns of the least total price; None where no plan exists.

    Parameters
    ----------
    rows : what must hold
    price : (column), never negative, so that there is always a least
    deadline : on the monotonic clock
    sharp : whether to go on to a corner, where as few columns as possible are used

    Raises
    ------
    SolverStopped
        When the solver proves neither: a time limit is never taken for a conflict.
    """
    used = (np.diff(rows.coefficients.tocsc().indptr) > 0) | (price > 0)
    answer: Vector = np.clip(np.zeros(len(price)), rows.lower, rows.upper)
    if (rows.lower > rows.upper).any():
        return None
    highs = _load(rows, price, used)
    for method, crossover in (("ipx", sharp), ("ipx", True), ("simplex", True)):
        left = deadline - time.monotonic()
        if left <= 0:
            raise SolverStopped("the time for the diagnosis is over")
        highs.clearSolver()
        highs.setOptionValue("solver", method)
        highs.setOptionValue("run_crossover", "on" if crossover else "off")
        highs.setOptionValue("time_limit", highs.getRunTime() + left)
        highs.run()
        if highs.getModelStatus() in PROVEN:
            break
    status = highs.getModelStatus()
    if status == highspy.HighsModelStatus.kInfeasible:
        return None
    if status != highspy.HighsModelStatus.kOptimal:
        text = highs.modelStatusToString(status)
        raise SolverStopped(f"the diagnosis ended with “{text}”: nothing is proven")
    answer[used] = np.asarray(highs.getSolution().col_value)
    return answer


def feasible(rows: Rows, deadline: float) -> bool:
    """Whether a plan exists that meets all rows."""
    return least(rows, np.zeros(len(rows.lower)), deadline, sharp=False) is not None


def _load(rows: Rows, price: Vector, used: NDArray[np.bool_]) -> highspy.Highs:
    highs = highspy.Highs()
    for option, value in {
        "output_flag": False,
        "primal_feasibility_tolerance": FEASIBILITY,
    }.items():
        highs.setOptionValue(option, value)
    columns = rows.coefficients.tocsc()[:, used]
    lp = highspy.HighsLp()
    lp.num_row_, lp.num_col_ = columns.shape
    lp.col_cost_ = price[used]
    lp.col_lower_, lp.col_upper_ = rows.lower[used], rows.upper[used]
    lp.row_lower_, lp.row_upper_ = rows.row_lower, rows.row_upper
    lp.a_matrix_.format_ = highspy.MatrixFormat.kColwise
    lp.a_matrix_.start_, lp.a_matrix_.index_ = columns.indptr, columns.indices
    lp.a_matrix_.value_ = columns.data
    highs.passModel(lp)
    return highs
