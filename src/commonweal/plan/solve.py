"""Solving: the only module that knows a solver.

The goals of a case are solved in order. Each stage keeps what was reached, as a row of its own.
Only a proven optimum is a result: a time limit, an "unknown" or an interruption raises.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import highspy
import numpy as np
import xarray as xr
from numpy.typing import NDArray

from commonweal.errors import CommonwealError, SolverStopped
from commonweal.plan.engine import Engine, keep_row, spared_dual
from commonweal.plan.goals import Goal, goals
from commonweal.plan.interior.arrays import arrays as by_name
from commonweal.plan.interior.engine import InteriorEngine
from commonweal.plan.interior.libraries import OWN, library
from commonweal.plan.matrix import Matrix, labelled_columns, labelled_rows, matrix
from commonweal.plan.programme import LinearProgramme

Vector = NDArray[np.float64]
Progress = Callable[[str], None]

# Methods of HiGHS by the names that a study uses. auto is its interior point with crossover to a
# basis, several times faster here than simplex (see benchmarks), and simplex where that fails.
# interior is our own, in plan/interior; auto takes it for programmes of more than LARGE
# coefficients, and HiGHS where it stops.
METHODS = {
    "auto": ("ipx", "simplex"),
    "simplex": ("simplex",),
    "ipx": ("ipx",),
    "hipo": ("hipo",),
    "interior": (),
}
# Between the largest programme on which both are quick (usa-2026, 163,472: 1.4 and 2.3 s) and the
# smallest on which HiGHS proves nothing in minutes (usa-detail:5, 825,114); docs/solver.md.
LARGE = 400_000
FEASIBILITY = 1e-8  # on conditioned rows: a hundredth of what the certificate allows
PROVEN = (highspy.HighsModelStatus.kOptimal, highspy.HighsModelStatus.kInfeasible)
# By how much a round of maximin may lower those held before, relative. Held more tightly, a year
# that gains a hundred-thousandth takes investment from all later ones, and rounds after the third
# have so little room that no method proves an optimum.
GIVE = 1e-4
HELD = 1e-6  # a row of maximin with a dual value above this cannot rise; below it may be noise


class NoPlanError(CommonwealError):
    """No plan meets every hard row; ``diagnose`` says why."""

    exit_code = 2

    def __init__(self, programme: LinearProgramme, goal: str) -> None:
        self.programme = programme
        self.goal = goal
        super().__init__(f"no plan meets every hard constraint (found at the goal {goal})")


@dataclass(frozen=True)
class Stage:
    """One solved goal.

    Parameters
    ----------
    goal : name, unit : of its value
    value : reached, in the goal's unit
    duals : row family -> dual value, gain of the goal per unit of the right-hand side
    kept : dual values of keeping each earlier goal at its value, in their order
    seconds, iterations : effort
    held : fulfilments that earlier rounds of maximin hold: (need, period, lowest fulfilment)
    """

    goal: str
    unit: str
    value: float
    duals: dict[str, xr.DataArray]
    kept: tuple[float, ...]
    seconds: float
    iterations: int
    held: tuple[tuple[str, int, float], ...] = ()


@dataclass(frozen=True)
class Solution:
    """A proven optimum of the last goal, given the earlier ones.

    Parameters
    ----------
    values : variable name -> labelled values in their own units
    stages : solved goals, in order
    solver : solver and version
    size : rows, columns and non-zeros
    not_unique : whether another plan reaches the same value
    """

    values: dict[str, xr.DataArray]
    stages: tuple[Stage, ...]
    solver: str
    size: dict[str, int]
    not_unique: bool


def solve(
    programme: LinearProgramme,
    solver: str = "auto",
    time_limit: float = 600.0,
    progress: Progress | None = None,
    arrays: str = OWN,
) -> Solution:
    """Solve the goals of a programme in order.

    Parameters
    ----------
    programme : built, not solved
    solver : one of ``METHODS``
    time_limit : seconds for all goals together
    progress : called with a sentence when a stage begins
    arrays : library for the dense work of the interior point (``arrays.py``); with another than
        NumPy, auto takes the interior point at any size

    Raises
    ------
    StudyError
        When the array library is not there.
    NoPlanError
        When no plan meets every hard row.
    SolverStopped
        When the solver ends without a proven optimum.
    """
    tell = progress or _silent
    began = time.monotonic()
    problem = matrix(programme)
    large = solver == "auto" and (problem.rows.nnz > LARGE or arrays != OWN)
    if arrays != OWN:
        tell(f"the linking rows go to {arrays} on {library(arrays).device}")
    if solver == "interior" or large:
        try:
            engine = InteriorEngine(programme, problem, time_limit, tell, by_name(arrays))
            return through(programme, problem, engine, tell)
        except SolverStopped as stop:
            left = time_limit - (time.monotonic() - began)
            if not large or left <= 0:
                raise
            tell(f"{stop}; HiGHS takes over")
            time_limit = left
    return through(programme, problem, Highs(problem, solver, time_limit), tell)


def through(
    programme: LinearProgramme, problem: Matrix, engine: Engine, tell: Progress
) -> Solution:
    """Solve the goals in order with any engine; raises what ``solve`` raises.

    Parameters
    ----------
    problem : the matrix of the programme
    engine : holds that problem
    tell : called with a sentence when a stage begins
    """
    stages: list[Stage] = []
    wanted = goals(programme)
    solved = False
    if len(wanted) > 1 and wanted[0].spared and wanted[1].name != "maximin":
        tell(f"goals: {wanted[0].name}, {wanted[1].name}")
        solved = _try_without(problem, engine, wanted)
        if solved:
            stages.append(_at_its_best(programme, problem, wanted[0]))
    for goal in wanted[len(stages) :]:
        tell(f"goal: {goal.name.replace('_', ' ')}")
        if goal.name == "maximin":
            stages.extend(_maximin(programme, problem, engine, goal))
            continue
        gain = problem.values(goal.gain)
        if not solved:
            _run(programme, engine, gain, goal)
        solved = False
        stages.append(_stage(programme, problem, engine, goal, gain))
        if goal.spared:
            engine.keep(gain, stages[-1].value - goal.constant)
    return Solution(
        values=labelled_columns(programme, problem, engine.columns() * problem.column_size),
        stages=tuple(stages),
        solver=engine.name,
        size={
            "rows": problem.rows.shape[0],
            "columns": problem.rows.shape[1],
            "nonzeros": int(problem.rows.nnz),
        },
        not_unique=engine.not_unique(),
    )


def _silent(_: str) -> None:
    """Tell nobody."""


def _try_without(problem: Matrix, engine: Engine, wanted: list[Goal]) -> bool:
    """Solve the second goal with nothing of what the first one spares; True where that has a plan.

    The first goal is then at its best conceivable value, zero, which needs no proof. Otherwise
    everything is as before.
    """
    gain = problem.values(wanted[0].gain)
    engine.spare(gain)
    if engine.maximise(problem.values(wanted[1].gain), wanted[1].constant):
        return True
    engine.unspare()
    return False


def _at_its_best(programme: LinearProgramme, problem: Matrix, goal: Goal) -> Stage:
    nothing = labelled_rows(programme, problem, np.zeros(problem.rows.shape[0]))
    return Stage(goal.name, goal.unit, goal.constant, nothing, (), 0.0, 0)


def _run(programme: LinearProgramme, engine: Engine, gain: Vector, goal: Goal) -> None:
    if not engine.maximise(gain, goal.constant):
        raise NoPlanError(programme, goal.name)


def _stage(
    programme: LinearProgramme, problem: Matrix, engine: Engine, goal: Goal, gain: Vector
) -> Stage:
    duals = engine.duals()
    count = problem.rows.shape[0]
    return Stage(
        goal=goal.name,
        unit=goal.unit,
        value=float(gain @ engine.columns()) + goal.constant,
        duals=labelled_rows(programme, problem, duals[:count] * problem.row_size),
        kept=(*engine.spared_dual(), *(float(x) for x in duals[count:])),
        seconds=engine.seconds,
        iterations=engine.iterations,
    )


def _maximin(
    programme: LinearProgramme, problem: Matrix, engine: Engine, goal: Goal
) -> list[Stage]:
    """Raise the lowest fulfilment, hold those that cannot rise, and go on with the others.

    Those whose row has a dual value cannot all rise; at least one of them is held in each round,
    so that it ends. (Leximin by repeated linear programmes; Ogryczak 1997.)
    """
    waiting = _rows_of(programme, problem, "lowest")
    gain = problem.values(goal.gain)
    lowest = int(np.flatnonzero(gain)[0])
    stages: list[Stage] = []
    held: list[tuple[str, int, float]] = []
    while waiting:
        _run(programme, engine, gain, goal)
        stage = _stage(programme, problem, engine, goal, gain)
        stages.append(replace(stage, held=tuple(held)))
        duals = np.abs(engine.duals())
        found = [row for row in waiting if duals[row] > HELD]
        if not found:
            break
        for row in found:
            level = stage.value * (1.0 - GIVE)
            engine.hold(row, lowest, level * float(problem.row_size[row]))
            need, period = waiting.pop(row)
            held.append((need, period, level))
    return stages


def _rows_of(
    programme: LinearProgramme, problem: Matrix, family: str
) -> dict[int, tuple[str, int]]:
    """Row number -> (need, period) of a family of rows over needs and periods."""
    place = {int(label): n for n, label in enumerate(problem.row_labels)}
    labels = programme.model.constraints[family].labels.transpose("need", "period")
    return {
        place[int(labels.values[n, t])]: (str(need), int(period))
        for n, need in enumerate(labels["need"].values)
        for t, period in enumerate(labels["period"].values)
    }


class Highs:
    """One HiGHS object whose programme grows by a row for each goal that is kept."""

    def __init__(self, problem: Matrix, solver: str, time_limit: float) -> None:
        self.problem = problem
        self.limit = time_limit
        self.started = time.monotonic()
        self.seconds = 0.0
        self.iterations = 0
        self.spared: Vector = np.zeros(0)
        self.methods = METHODS[solver]
        self.highs = highspy.Highs()
        self.name = f"HiGHS {self.highs.version()} {self.methods[0]}"
        options: dict[str, object] = {
            "output_flag": False,
            "run_crossover": "on",
            "primal_feasibility_tolerance": FEASIBILITY,
            "dual_feasibility_tolerance": FEASIBILITY,
        }
        for option, value in options.items():
            self.highs.setOptionValue(option, value)
        self.highs.passModel(self._lp())

    def _lp(self) -> highspy.HighsLp:
        problem = self.problem
        lp = highspy.HighsLp()
        lp.num_row_, lp.num_col_ = problem.rows.shape
        lp.sense_ = highspy.ObjSense.kMaximize
        lp.col_cost_ = np.zeros(lp.num_col_)
        lp.col_lower_, lp.col_upper_ = problem.lower, problem.upper
        lp.row_lower_, lp.row_upper_ = problem.row_lower, problem.row_upper
        columns = problem.rows.tocsc()
        lp.a_matrix_.format_ = highspy.MatrixFormat.kColwise
        lp.a_matrix_.start_ = columns.indptr
        lp.a_matrix_.index_ = columns.indices
        lp.a_matrix_.value_ = columns.data
        return lp

    def maximise(self, gain: Vector, _constant: float = 0.0, /) -> bool:
        """Maximise ``gain``; True at a proven optimum, False where no plan exists.

        HiGHS ends at a basis with nothing relative to the goal: it needs no constant.

        Raises
        ------
        SolverStopped
            At a time limit, an unbounded goal, or any status that proves nothing.
        """
        count = len(gain)
        self.highs.changeColsCost(count, np.arange(count, dtype=np.int32), gain)
        begin = time.monotonic()
        status = highspy.HighsModelStatus.kNotset
        for method in self.methods:
            status = self._attempt(method)
            if status in PROVEN:
                break
        self.seconds = time.monotonic() - begin
        info = self.highs.getInfo()
        self.iterations = sum(
            max(0, count)
            for count in (
                info.simplex_iteration_count,
                info.ipm_iteration_count,
                info.crossover_iteration_count,
            )
        )
        if status == highspy.HighsModelStatus.kOptimal:
            return True
        if status == highspy.HighsModelStatus.kInfeasible:
            return False
        text = self.highs.modelStatusToString(status)
        raise SolverStopped(f"{self.name} ended with “{text}”: no plan is proven, none is written")

    def _attempt(self, method: str) -> Any:
        """Run one method from scratch, so that presolve can work and results repeat."""
        left = self.limit - (time.monotonic() - self.started)
        if left <= 0:
            limit = f"solver.time_limit, {self.limit:g} s,"
            raise SolverStopped(f"{limit} was reached: no plan is proven")
        self.highs.clearSolver()
        self.highs.setOptionValue("solver", method)
        # HiGHS counts its time from the first run on
        self.highs.setOptionValue("time_limit", self.highs.getRunTime() + left)
        self.highs.run()
        status = self.highs.getModelStatus()
        if status == highspy.HighsModelStatus.kUnboundedOrInfeasible:
            # presolve could not tell which; without it the method can
            self.highs.setOptionValue("presolve", "off")
            self.highs.run()
            self.highs.setOptionValue("presolve", "choose")
            status = self.highs.getModelStatus()
        return status

    def columns(self) -> Vector:
        """Conditioned values of the columns."""
        return np.asarray(self.highs.getSolution().col_value)

    def duals(self) -> Vector:
        """Gain of the goal per unit of each row's right-hand side, conditioned."""
        return np.asarray(self.highs.getSolution().row_dual)

    def keep(self, gain: Vector, value: float) -> None:
        """Later goals must reach this value of an earlier one."""
        used = np.flatnonzero(gain).astype(np.int32)
        self.highs.addRow(keep_row(value), highspy.kHighsInf, len(used), used, gain[used])

    def spare(self, gain: Vector) -> None:
        """Allow none of the columns that a goal spares."""
        self.spared = gain
        self._allow(np.flatnonzero(gain), np.zeros(len(gain)))

    def unspare(self) -> None:
        """Allow them again."""
        columns = np.flatnonzero(self.spared)
        self.spared = np.zeros(0)
        self._allow(columns, self.problem.upper)

    def _allow(self, columns: NDArray[np.intp], upper: Vector) -> None:
        for column in columns:
            lower = float(self.problem.lower[column])
            self.highs.changeColBounds(int(column), lower, float(upper[column]))

    def spared_dual(self) -> tuple[float, ...]:
        """Dual value of "the first goal stays at zero", where its columns were set to zero."""
        if not np.any(self.spared):
            return ()
        return spared_dual(np.asarray(self.highs.getSolution().col_dual), self.spared)

    def hold(self, row: int, column: int, value: float) -> None:
        """Hold one row of maximin at a value: it no longer waits for the lowest."""
        self.highs.changeCoeff(row, column, 0.0)
        self.highs.changeRowBounds(row, value, highspy.kHighsInf)

    def not_unique(self) -> bool:
        """Whether a column outside the basis has no reduced cost and room to move."""
        solution, problem = self.highs.getSolution(), self.problem
        reduced = np.abs(np.asarray(solution.col_dual))
        basis = self.highs.getBasis()
        if not basis.valid:
            return False
        resting = np.array([s != highspy.HighsBasisStatus.kBasic for s in basis.col_status])
        free = problem.upper - problem.lower > 1e-9
        return bool(np.any(resting & free & (reduced < 1e-12)))
