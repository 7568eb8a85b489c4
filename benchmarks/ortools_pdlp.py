"""PDLP of OR-tools as an engine of the goals, for the benchmark of solvers only.

OR-tools is no dependency of the package: ``pip install -r benchmarks/requirements.txt``.

OR-tools brings a HiGHS of its own, which cannot live in one process with that of the package: each
solve runs in a process without it, ``python benchmarks/ortools_pdlp.py FOLDER``.

A first-order method, so that what it calls optimal is so to ``ACCURACY``, relative, of a programme
that is scaled already; the certificate judges the plan like that of any other solver.

Source: Applegate et al. 2021, Practical large-scale linear programming using primal-dual hybrid
gradient.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import scipy.sparse as sp

if TYPE_CHECKING:
    from commonweal.plan.engine import Vector
    from commonweal.plan.matrix import Matrix

ACCURACY = 1e-6  # as the certificate
BOUNDS = ("row_lower", "row_upper", "lower", "upper")


class OrtoolsPdlp:
    """One programme that grows by a row for each goal that is kept."""

    def __init__(self, problem: Matrix, time_limit: float) -> None:
        self.name = "OR-tools PDLP"
        self.seconds, self.iterations = 0.0, 0
        self.limit = time_limit
        self.deadline = time.monotonic() + time_limit
        self.matrix = sp.csc_matrix(problem.rows)
        self.row_lower, self.row_upper = problem.row_lower, problem.row_upper
        self.lower, self.upper = problem.lower, problem.upper
        self.all_upper = problem.upper
        self.gain: Vector = np.zeros(len(problem.lower))
        self.spared: Vector = np.zeros(0)

    def maximise(self, gain: Vector, _constant: float = 0.0, /) -> bool:
        """Maximise; True at an optimum of its accuracy, False where it proves that none exists."""
        from commonweal.errors import SolverStopped

        began = time.monotonic()
        self.gain = gain
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            sp.save_npz(folder / "matrix.npz", self.matrix)
            bounds = {key: getattr(self, key) for key in BOUNDS}
            np.savez(folder / "asked.npz", cost=-gain, limit=self.deadline - began, **bounds)
            done = subprocess.run([sys.executable, __file__, name], capture_output=True, text=True)
            if done.returncode:
                raise SolverStopped(done.stderr.strip().splitlines()[-1])
            told = json.loads((folder / "told.json").read_text(encoding="utf-8"))
            found = np.load(folder / "found.npz")
            self.x, self.y = found["x"], -found["y"]
        self.seconds, self.iterations = time.monotonic() - began, told["iterations"]
        self.name = f"OR-tools {told['version']} PDLP"
        if told["ended"] == "TERMINATION_REASON_OPTIMAL":
            return True
        if told["ended"] == "TERMINATION_REASON_PRIMAL_INFEASIBLE":
            return False
        raise SolverStopped(f"{self.name} ended with {told['ended']}: no plan is proven")

    def columns(self) -> Vector:
        """Conditioned values of the columns."""
        return self.x

    def duals(self) -> Vector:
        """Gain of the goal per unit of each row's right-hand side, conditioned."""
        return self.y

    def keep(self, gain: Vector, value: float) -> None:
        """Later goals must reach this value of an earlier one."""
        from commonweal.plan.engine import keep_row

        self.matrix = sp.csc_matrix(sp.vstack([self.matrix, sp.csr_array(gain[None, :])]))
        self.row_lower = np.append(self.row_lower, keep_row(value))
        self.row_upper = np.append(self.row_upper, np.inf)

    def spare(self, gain: Vector) -> None:
        """Allow none of the columns that a goal spares."""
        self.spared = gain
        self.upper = np.where(gain != 0, 0.0, self.all_upper)

    def unspare(self) -> None:
        """Allow them again."""
        self.spared = np.zeros(0)
        self.upper = self.all_upper

    def spared_dual(self) -> tuple[float, ...]:
        """Dual value of "the first goal stays at zero"."""
        if not np.any(self.spared):
            return ()
        from commonweal.plan.engine import spared_dual

        return spared_dual(self.gain - self.matrix.T @ self.duals(), self.spared)

    def hold(self, row: int, column: int, value: float) -> None:
        """Rounds of maximin need exact rows; a first-order point has none to hold.

        Raises
        ------
        SolverStopped
            Always: the table then says so in the row of the case.
        """
        from commonweal.errors import SolverStopped

        raise SolverStopped(f"maximin, row {row} and column {column} at {value:g}: not with PDLP")

    def not_unique(self) -> bool:
        """A first-order point does not say."""
        return False


def main(folder: Path) -> None:
    """Solve what stands in a folder and write the answer there."""
    from importlib.metadata import version

    from ortools.pdlp import solve_log_pb2, solvers_pb2
    from ortools.pdlp.python import pdlp

    given = np.load(folder / "asked.npz")
    asked = pdlp.QuadraticProgram()
    asked.objective_vector = given["cost"]
    asked.constraint_matrix = sp.csc_matrix(sp.load_npz(folder / "matrix.npz"))
    asked.constraint_lower_bounds = given["row_lower"]
    asked.constraint_upper_bounds = given["row_upper"]
    asked.variable_lower_bounds = given["lower"]
    asked.variable_upper_bounds = given["upper"]
    how = solvers_pb2.PrimalDualHybridGradientParams()
    how.num_threads = 2
    ends = how.termination_criteria
    ends.simple_optimality_criteria.eps_optimal_relative = ACCURACY
    ends.simple_optimality_criteria.eps_optimal_absolute = ACCURACY
    ends.time_sec_limit = max(0.0, float(given["limit"]))
    found = pdlp.primal_dual_hybrid_gradient(asked, how)
    np.savez(folder / "found.npz", x=found.primal_solution, y=found.dual_solution)
    log = found.solve_log
    ended = solve_log_pb2.TerminationReason.Name(log.termination_reason)
    told = {"ended": ended, "iterations": log.iteration_count, "version": version("ortools")}
    (folder / "told.json").write_text(json.dumps(told), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
