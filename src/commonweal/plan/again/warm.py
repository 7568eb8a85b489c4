"""A case planned again after small changes, from where the last plan stood.

The goals are solved in the order and with the rules of ``solve``: where floors come first, the
goals after them are tried without any shortage. Each goal keeps a solver of its own, so that a
move which leaves an earlier goal alone does not solve it again. What this cannot do is done by
``solve`` from scratch, and ``effort`` says so: the goal maximin, floors that cannot be met, and
changes that alter the shape of the programme.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace

import numpy as np
import scipy.sparse as sp
import xarray as xr

from commonweal.case.case import Case
from commonweal.plan.again.asked import MAXIMIN, ask
from commonweal.plan.again.figures import Figures, OtherShapeError, figures, places
from commonweal.plan.again.hot import Hot
from commonweal.plan.again.touched import TOUCHED, touched
from commonweal.plan.blocks.welfare import by_moment
from commonweal.plan.build import build
from commonweal.plan.engine import keep_row, spared_dual
from commonweal.plan.goals import Wish
from commonweal.plan.matrix import Vector, matrix
from commonweal.plan.solve import Solution, Stage, solve

# Changes that only a goal feels, and which goals do.
ONLY_GOALS = {
    "work.free_time_weight": ("welfare",),
    "demand.weight": ("floors", "welfare"),
    "wanted.period_weight": ("welfare", "least_hours", "least_limit"),
}
UNTOUCHED, SCRATCH = "untouched", "scratch"


@dataclass(frozen=True)
class Effort:
    """What a solve took.

    Parameters
    ----------
    ways : goal -> how it was solved: dual, primal (simplex), scratch, untouched
    steps : iterations of all goals together
    seconds : on the clock: of the figures, of the solve, of the labels
    """

    ways: dict[str, str]
    steps: int
    seconds: dict[str, float]


@dataclass
class _Chained:
    """One goal, its solver, what it gave, and the changes since."""

    hot: Hot
    stage: Stage | None = None
    pending: set[str] = field(default_factory=set)


class Warm:
    """A case and its plan; further cases are planned from there.

    Parameters
    ----------
    case : the first case; planned at once, from scratch
    time_limit : seconds for each solve
    solver : makes what solves one goal; benchmarks put others there

    Raises
    ------
    NoPlanError
        When no plan meets every hard row.
    SolverStopped
        When the solver ends without a proven optimum.
    """

    def __init__(
        self, case: Case, time_limit: float = 600.0, solver: Callable[[], Hot] = Hot
    ) -> None:
        self.limit, self.solver = time_limit, solver
        self._begin(case)
        self.solution = self._solved(time.monotonic())
        self.planned = case

    def _begin(self, case: Case) -> None:
        programme = build(case)
        problem = matrix(programme)
        self.case, self.at, self.figures = case, places(programme, problem), figures(problem)
        self.chain: dict[str, _Chained] = {}
        self.asked = ask(case, self.at, [], set())

    def again(self, case: Case) -> Solution:
        """Plan a changed case.

        Raises
        ------
        NoPlanError, SolverStopped
            As for the first case. ``solution`` stays that of ``planned``, the last case that has
            a plan.
        """
        began = time.monotonic()
        try:
            at, held, names = touched(self.at, self.figures, self.case, case)
        except OtherShapeError:
            self._begin(case)
        else:
            known = self.asked if at is self.at else []
            self.asked = ask(case, at, known, names)
            self.case, self.at, self.figures = case, at, held
            for each in self.chain.values():
                each.pending |= names
        self.solution, self.planned = self._solved(began), case
        return self.solution

    def _solved(self, began: float) -> Solution:
        ready = time.monotonic()
        kept = self._through(began + self.limit)
        if not kept:
            solution = solve(build(self.case), "auto", self.limit)
            ways = {stage.goal: SCRATCH for stage in solution.stages}
            steps, done = sum(stage.iterations for stage in solution.stages), time.monotonic()
        else:
            done = time.monotonic()
            solution = self._labelled(kept)
            solvers = [self.chain[stage.goal].hot for stage in kept if stage.goal in self.chain]
            ways = {name: each.hot.way for name, each in self.chain.items()}
            steps = sum(hot.iterations for hot in solvers)
        seconds = {"figures": ready - began, "solve": done - ready}
        self.effort = Effort(ways, steps, seconds | {"labels": time.monotonic() - done})
        return solution

    def _through(self, deadline: float) -> list[Stage]:
        """Solve the goals in order; nothing where that has to be done from scratch."""
        asked = self.asked
        if any(wish.name == MAXIMIN for wish, _ in asked):
            return []
        held, done, first = self.figures, [], len(asked) > 1 and asked[0][0].name == "floors"
        spared: Vector = np.zeros(0)
        if first:
            spared = asked[0][1]
            held = replace(held, upper=np.where(spared != 0, 0.0, held.upper))
            done.append(self._at_its_best(asked[0][0]))
        fresh = False
        for wish, gain in asked[1:] if first else asked:
            each = self.chain.setdefault(wish.name, _Chained(self.solver()))
            fresh = fresh or each.stage is None or _feels(wish, each.pending)
            if fresh:
                if not each.hot.maximise(held, gain, deadline):
                    return []
                each.stage = self._stage(wish, each.hot, gain, spared)
                each.pending = set()
            else:
                each.hot.way, each.hot.iterations = UNTOUCHED, 0
            assert each.stage is not None
            done.append(each.stage)
            if wish.spared:
                held = _with_row(held, gain, keep_row(each.stage.value - wish.constant))
        self._last = each.hot
        return done

    def _at_its_best(self, wish: Wish) -> Stage:
        duals = self._rows(np.zeros(len(self.at.row_size)))
        return Stage(wish.name, wish.unit, wish.constant, duals, (), 0.0, 0)

    def _stage(self, wish: Wish, hot: Hot, gain: Vector, spared: Vector) -> Stage:
        duals, count = hot.duals(), len(self.at.row_size)
        first = spared_dual(hot.reduced(), spared) if np.any(spared) else ()
        return Stage(
            goal=wish.name,
            unit=wish.unit,
            # not gain @ columns: that wakes all threads of the library, which wait at full speed
            value=float(np.sum(gain * hot.columns())) + wish.constant,
            duals=self._rows(duals[:count] * self.at.row_size),
            kept=(*first, *(float(x) for x in duals[count:])),
            seconds=hot.seconds,
            iterations=hot.iterations,
        )

    def _rows(self, values: Vector) -> dict[str, xr.DataArray]:
        return {name: _spread(numbers, values) for name, numbers in self.at.rows.items()}

    def _labelled(self, stages: list[Stage]) -> Solution:
        hot = self._last
        values = hot.columns() * self.at.column_size
        found = {name: _spread(numbers, values) for name, numbers in self.at.columns.items()}
        if "free_time_piece" in found:
            count = by_moment(self.case, "width").sizes["moment"]
            found["free_time_piece"] = found["free_time_piece"].isel(moment=slice(count))
        rows, columns = self.figures.entries.shape
        return Solution(
            values=found,
            stages=tuple(stages),
            solver=hot.name,
            size={"rows": rows, "columns": columns, "nonzeros": int(self.figures.entries.nnz)},
            not_unique=hot.not_unique(),
        )


def _feels(wish: Wish, names: set[str]) -> bool:
    """Whether a goal has to be solved again after changes of these arrays."""
    kind = wish.name.partition(":")[0]
    return any(kind in ONLY_GOALS.get(name, (kind,)) for name in names if name in TOUCHED)


def _with_row(held: Figures, gain: Vector, least: float) -> Figures:
    """The figures with one more row: an earlier goal keeps its value."""
    entries = sp.csr_array(sp.vstack([held.entries, sp.csr_array(gain[None, :])], format="csr"))
    return replace(
        held,
        entries=entries,
        row_lower=np.append(held.row_lower, least),
        row_upper=np.append(held.row_upper, np.inf),
    )


def _spread(numbers: xr.DataArray, values: Vector) -> xr.DataArray:
    """Values at their labels; zero where a label has no row or column."""
    return numbers.copy(deep=False, data=np.where(numbers.values >= 0, values[numbers.values], 0.0))
