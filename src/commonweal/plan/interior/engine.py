"""The interior point as an engine of the goals: solve one, keep it, solve the next."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
import scipy.sparse as sp

from commonweal.errors import SolverStopped
from commonweal.plan.engine import keep_row, spared_dual
from commonweal.plan.interior.arrays import Arrays, InPlace
from commonweal.plan.interior.cores import cores
from commonweal.plan.interior.eliminate import SingularError
from commonweal.plan.interior.face import another
from commonweal.plan.interior.form import Form, Rows, Vector, form
from commonweal.plan.interior.groups import column_groups, row_keys
from commonweal.plan.interior.mehrotra import Entry, Outcome, iterate
from commonweal.plan.interior.normal import Normal
from commonweal.plan.interior.point import Bounded, bounded
from commonweal.plan.interior.reduce import Reduced, reduce, whole_columns, whole_duals
from commonweal.plan.interior.truth import truth
from commonweal.plan.matrix import Matrix
from commonweal.plan.programme import LinearProgramme

NAME = "Commonweal interior point"
EVERY = 2.0  # seconds between two sentences about the progress
STOPPED = {
    "time": "ended with “time limit reached”",
    "unbounded": "ended with “unbounded”: the goal can rise for ever",
    "stalled": "came no nearer to an optimum and found no proof that there is none",
}


@dataclass(frozen=True)
class Solved:
    """The last programme that was solved, and what came out."""

    form: Form
    ends: Bounded
    normal: Normal
    outcome: Outcome


class InteriorEngine:
    """One programme that grows by a row for each goal that is kept."""

    def __init__(
        self,
        programme: LinearProgramme,
        problem: Matrix,
        time_limit: float,
        tell: Callable[[str], None],
        arrays: Arrays = InPlace,
    ) -> None:
        self.name = NAME
        self.seconds = 0.0
        self.iterations = 0
        self.tell = tell
        self.arrays = arrays
        self.limit = time_limit
        self.deadline = time.monotonic() + time_limit
        self.said = time.monotonic()
        self.rows = Rows(
            matrix=sp.csr_array(problem.rows),
            row_lower=problem.row_lower.copy(),
            row_upper=problem.row_upper.copy(),
            lower=problem.lower,
            upper=problem.upper,
            group=column_groups(programme, problem),
            key=row_keys(programme, problem),
        )
        self.upper = problem.upper
        self.gain: Vector = np.zeros(problem.rows.shape[1])
        self.spared: Vector = np.zeros(0)
        self.x: Vector = np.zeros(0)
        self.y: Vector = np.zeros(0)
        self.last: Solved | None = None
        self.log: tuple[Entry, ...] = ()

    def maximise(self, gain: Vector, constant: float = 0.0, /) -> bool:
        """Maximise ``gain``; True at a proven optimum, False where no plan exists.

        Parameters
        ----------
        constant : value of the goal where the expression is zero: the gap is measured relative to
            max(1, |gain . x + constant|), as in the certificate

        Raises
        ------
        SolverStopped
            At a time limit, an unbounded goal, or where nothing is proven.
        """
        began = time.monotonic()
        if began >= self.deadline:
            limit = f"solver.time_limit, {self.limit:g} s,"
            raise SolverStopped(f"{limit} was reached: no plan is proven")
        self.gain = gain
        reduced = reduce(self.rows)
        try:
            status = self._solve(reduced, constant) if reduced.possible else "infeasible"
        except SingularError:
            # the equations of no start can be solved: nothing is known of the programme
            status = "stalled"
        self.seconds = time.monotonic() - began
        if status == "optimal":
            return True
        if status == "infeasible":
            return False
        raise SolverStopped(f"{self.name} {STOPPED[status]}: no plan is proven, none is written")

    def _solve(self, reduced: Reduced, constant: float) -> str:
        """Solve what is left of the programme and bring the solution back to the whole."""
        cost = -self.gain[reduced.kept_columns]
        # no distance and no accuracy in the iteration knows how large a goal is written
        size = max(1.0, float(np.max(np.abs(cost), initial=0.0)))
        what = form(reduced.rows, cost / size, 1.0 / size)
        with cores(0):
            normal, ends = Normal(what, self.arrays), bounded(what)
        # what the columns taken out gain belongs to the value, too
        rest = -constant - float(self.gain @ reduced.values)
        outcome = iterate(what, normal, self.deadline, constant=rest / size, watch=self._watch)
        self.log, self.iterations = outcome.log, len(outcome.log) - 1
        if outcome.status == "stalled":
            return truth(reduced.rows, cost, self.deadline, self._watch, self.arrays)
        if outcome.status != "optimal":
            return outcome.status
        self.last = Solved(what, ends, normal, outcome)
        self.x = whole_columns(reduced, outcome.point.x[: what.plain])
        self.y = -whole_duals(self.rows, reduced, -self.gain, size * outcome.point.y)
        return "optimal"

    def _watch(self, entry: Entry) -> None:
        """Say now and then how near the solution is."""
        if time.monotonic() - self.said >= EVERY:
            self.said = time.monotonic()
            self.tell(f"iteration {entry.iteration}: gap {abs(entry.measures.gap):.0e}")

    def columns(self) -> Vector:
        """Conditioned values of the columns."""
        return self.x

    def duals(self) -> Vector:
        """Gain of the goal per unit of each row's right-hand side, conditioned."""
        return self.y

    def keep(self, gain: Vector, value: float) -> None:
        """Later goals must reach this value of an earlier one."""
        row = sp.csr_array(gain[None, :])
        row.eliminate_zeros()
        self.rows = replace(
            self.rows,
            matrix=sp.csr_array(sp.vstack([self.rows.matrix, row], format="csr")),
            row_lower=np.append(self.rows.row_lower, keep_row(value)),
            row_upper=np.append(self.rows.row_upper, np.inf),
            key=np.append(self.rows.key, -1),
        )

    def spare(self, gain: Vector) -> None:
        """Allow none of the columns that a goal spares."""
        self.spared = gain
        self.rows = replace(self.rows, upper=np.where(gain != 0, 0.0, self.upper))

    def unspare(self) -> None:
        """Allow them again."""
        self.spared = np.zeros(0)
        self.rows = replace(self.rows, upper=self.upper)

    def spared_dual(self) -> tuple[float, ...]:
        """Dual value of "the first goal stays at zero", where its columns were set to zero."""
        if not np.any(self.spared):
            return ()
        return spared_dual(self.gain - self.rows.matrix.T @ self.y, self.spared)

    def hold(self, row: int, column: int, value: float) -> None:
        """Hold one row of maximin at a value: it no longer waits for the lowest."""
        matrix = sp.lil_array(self.rows.matrix)
        matrix[row, column] = 0.0
        lower, upper = self.rows.row_lower.copy(), self.rows.row_upper.copy()
        lower[row], upper[row] = value, np.inf
        held = sp.csr_array(matrix)
        held.eliminate_zeros()
        self.rows = replace(self.rows, matrix=held, row_lower=lower, row_upper=upper)

    def not_unique(self) -> bool:
        """Whether another plan reaches the same value."""
        if self.last is None:
            return False
        last = self.last
        return another(last.form, last.ends, last.normal, last.outcome.point)
