"""One goal of a programme in HiGHS, solved again from the basis of the time before.

The figures that differ are changed in place and the dual simplex goes on from the last basis. Few
figures change few bases: most moves end within a hundred steps. Where the simplex takes longer than
``PATIENCE``, the primal simplex goes on from where it stopped; where that does not end either, the
interior point with crossover starts from scratch. The edge weights are those of Devex, because the
exact ones of the steepest edge take longer to make than most moves to solve.

Source: Forrest and Goldfarb 1992 (dual steepest edge, Devex).
"""

from __future__ import annotations

import time

import highspy
import numpy as np
import scipy.sparse as sp

from commonweal.errors import SolverStopped
from commonweal.plan.again.figures import Figures
from commonweal.plan.matrix import Vector
from commonweal.plan.solve import FEASIBILITY, PROVEN

DEVEX, DUAL, PRIMAL = 1, 1, 4  # numbers of HiGHS
# Steps after which another way is tried: dual, primal. Assumption: a move that needs more would
# take longer than a solve from scratch.
PATIENCE = (1_500, 4_000)
# a goal that only few columns have is dual degenerate: the dual simplex stalls in it or is quick
PATIENCE_FEW = (150, 4_000)
FEW = 0.05  # share of the columns


class Hot:
    """One goal in one HiGHS object.

    Parameters of the programme are conditioned; the goal is maximised.
    """

    def __init__(self) -> None:
        self.deadline = 0.0
        self.highs = highspy.Highs()
        options: dict[str, object] = {
            "output_flag": False,
            "run_crossover": "on",
            "threads": 1,
            "primal_feasibility_tolerance": FEASIBILITY,
            "dual_feasibility_tolerance": FEASIBILITY,
            "simplex_dual_edge_weight_strategy": DEVEX,
        }
        for option, value in options.items():
            self.highs.setOptionValue(option, value)
        self.held: Figures | None = None
        self.gain: Vector = np.zeros(0)
        self.iterations = 0
        self.seconds = 0.0
        self.way = ""

    def maximise(self, figures: Figures, gain: Vector, deadline: float) -> bool:
        """Maximise the goal; True at a proven optimum, False where there is no plan.

        Raises
        ------
        SolverStopped
            At the deadline (of ``time.monotonic``), an unbounded goal, or where nothing is proven.
        """
        began = time.monotonic()
        self.deadline, self.iterations = deadline, 0
        # what HiGHS holds is noted before it runs, for a run may be stopped
        old, before = self.held, self.gain
        self.held, self.gain = figures, gain
        if old is None or not _same_pattern(old, figures):
            status = self._load(figures, gain, anew=old is None)
        else:
            self._change(old, figures, before, gain)
            status = self._again(gain)
        self.seconds = time.monotonic() - began
        if status == highspy.HighsModelStatus.kOptimal:
            return True
        if status == highspy.HighsModelStatus.kInfeasible:
            return False
        text = self.highs.modelStatusToString(status)
        raise SolverStopped(f"HiGHS ended with “{text}”: no plan is proven, none is written")

    def _load(self, figures: Figures, gain: Vector, *, anew: bool) -> highspy.HighsModelStatus:
        """Pass the whole programme; a basis is kept, columns that are new rest at their bound."""
        basis = None if anew else self.highs.getBasis()
        lp = highspy.HighsLp()
        lp.num_row_, lp.num_col_ = figures.entries.shape
        lp.sense_ = highspy.ObjSense.kMaximize
        lp.col_cost_ = gain
        lp.col_lower_, lp.col_upper_ = figures.lower, figures.upper
        lp.row_lower_, lp.row_upper_ = figures.row_lower, figures.row_upper
        columns = sp.csc_array(figures.entries)
        lp.a_matrix_.format_ = highspy.MatrixFormat.kColwise
        lp.a_matrix_.start_ = columns.indptr
        lp.a_matrix_.index_ = columns.indices
        lp.a_matrix_.value_ = columns.data
        self.highs.passModel(lp)
        if basis is None:
            return self._scratch()
        new = lp.num_col_ - len(basis.col_status)
        if new < 0 or lp.num_row_ != len(basis.row_status):
            return self._scratch()
        basis.col_status = [*basis.col_status, *[highspy.HighsBasisStatus.kLower] * new]
        self.highs.setBasis(basis)
        return self._again(gain)

    def _change(self, old: Figures, new: Figures, before: Vector, gain: Vector) -> None:
        """Change in place what differs."""
        highs = self.highs
        columns = np.flatnonzero(gain != before).astype(np.int32)
        if len(columns):
            highs.changeColsCost(len(columns), columns, gain[columns])
        moved = (new.lower != old.lower) | (new.upper != old.upper)
        columns = np.flatnonzero(moved).astype(np.int32)
        if len(columns):
            lower, upper = new.lower[columns], new.upper[columns]
            highs.changeColsBounds(len(columns), columns, lower, upper)
        moved = (new.row_lower != old.row_lower) | (new.row_upper != old.row_upper)
        rows = np.flatnonzero(moved).astype(np.int32)
        if len(rows):
            highs.changeRowsBounds(len(rows), rows, new.row_lower[rows], new.row_upper[rows])
        if new.entries is old.entries:
            return
        places = np.flatnonzero(new.entries.data != old.entries.data)
        row = np.searchsorted(new.entries.indptr, places, side="right") - 1
        for place, r in zip(places.tolist(), row.tolist(), strict=True):
            column, value = int(new.entries.indices[place]), float(new.entries.data[place])
            highs.changeCoeff(r, column, value)

    def _again(self, gain: Vector) -> highspy.HighsModelStatus:
        """Go on from the last basis, or start from scratch where that takes too long."""
        few = np.count_nonzero(gain) < FEW * len(gain)
        for strategy, patience in zip(
            (DUAL, PRIMAL), PATIENCE_FEW if few else PATIENCE, strict=True
        ):
            self.way = "dual" if strategy == DUAL else "primal"
            status = self._run("simplex", strategy, patience)
            if status in PROVEN:
                return status
        return self._scratch()

    def _scratch(self) -> highspy.HighsModelStatus:
        self.highs.clearSolver()
        self.way = "scratch"
        status = self._run("ipx", DUAL, highspy.kHighsIInf)
        if status not in PROVEN:
            self.highs.clearSolver()
            status = self._run("simplex", DUAL, highspy.kHighsIInf)
        return status

    def _run(self, method: str, strategy: int, patience: int) -> highspy.HighsModelStatus:
        left = self.deadline - time.monotonic()
        if left <= 0:
            raise SolverStopped("the time limit was reached: no plan is proven")
        self.highs.setOptionValue("solver", method)
        self.highs.setOptionValue("simplex_strategy", strategy)
        self.highs.setOptionValue("simplex_iteration_limit", patience)
        # HiGHS counts its time from the first run on
        self.highs.setOptionValue("time_limit", self.highs.getRunTime() + left)
        self.highs.run()
        info = self.highs.getInfo()
        self.iterations += max(0, info.simplex_iteration_count)
        self.iterations += max(0, info.ipm_iteration_count)
        self.iterations += max(0, info.crossover_iteration_count)
        status: highspy.HighsModelStatus = self.highs.getModelStatus()
        return status

    def columns(self) -> Vector:
        """Conditioned values of the columns."""
        return np.asarray(self.highs.getSolution().col_value)

    def duals(self) -> Vector:
        """Gain of the goal per unit of each row's right-hand side, conditioned."""
        return np.asarray(self.highs.getSolution().row_dual)

    def reduced(self) -> Vector:
        """Gain of the goal per unit of each column, conditioned."""
        return np.asarray(self.highs.getSolution().col_dual)

    def not_unique(self) -> bool:
        """Whether a column outside the basis has no reduced cost and room to move."""
        figures = self.held
        if figures is None:
            return False
        basic = np.asarray(self.highs.getBasicVariables()[1])
        resting = np.ones(len(figures.lower), dtype=bool)
        resting[basic[basic >= 0]] = False
        free = figures.upper - figures.lower > 1e-9
        return bool(np.any(resting & free & (np.abs(self.reduced()) < 1e-12)))

    @property
    def name(self) -> str:
        """Solver and version."""
        return f"HiGHS {self.highs.version()} simplex, from the basis before"


def _same_pattern(one: Figures, other: Figures) -> bool:
    return one.entries.shape == other.entries.shape and one.entries.nnz == other.entries.nnz
