"""Plan and market on the case of a study, over the whole grid of closures."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from commonweal.case.build import build_case
from commonweal.case.study import Study, read_study
from commonweal.compare import contrast
from commonweal.compare.cells import Bench, Result
from commonweal.compare.ensemble import run_cells, workers
from commonweal.compare.grid import BUNDLED, NAMED, Cell, Grid, read_grid, subsets
from commonweal.compare.information import Followed, follow
from commonweal.compare.paths import Paths, shared_paths
from commonweal.compare.scores import Scores, plan_scores
from commonweal.compare.waterfall import waterfall
from commonweal.economy.tables import read_economy
from commonweal.errors import Problems, StudyError, suggestion
from commonweal.market.case_start import start_of_case
from commonweal.market.parameters import Closure
from commonweal.market.request import STARTS
from commonweal.market.system import MONTHS
from commonweal.plan.make import make_plan
from commonweal.plan.plan import Plan

Tell = Callable[[str], Any]
MOST_WORKERS = 512  # assumption: more processes are a slip of the pen


@dataclass(frozen=True, kw_only=True)
class CompareRequest:
    """What to compare.

    Parameters
    ----------
    study : bundled name, file or folder
    scenario, settings : changes of the study
    grid : file of closures
    start : of the market, ``accounts`` or ``stationary``
    quick : named closures alone, one seed, no waterfall
    workers : processes; as many as there are cores where it is 0
    scheduler : address of a Dask scheduler, which takes the place of processes
    cells : folder in which results of closures are kept until the comparison is published
    """

    study: str
    scenario: str | None = None
    settings: Mapping[str, str] | None = None
    grid: Path = BUNDLED
    start: str = "accounts"
    quick: bool = False
    workers: int = 0
    scheduler: str | None = None
    cells: Path


@dataclass(frozen=True)
class Comparison:
    """Everything that was found.

    Parameters
    ----------
    request, study, grid : what was asked
    notes : what was assumed in making the market of the case
    plan : certified
    planned : figures of the plan in its last year
    followed : plans made with errors and delay
    cells : closures, with their results in the same order
    results : of the cells
    frame : shared figures of the closures that count
    ranking : plan against the grid
    best : name of the market's best closure
    steps : the waterfall; None where it was not asked for
    """

    request: CompareRequest
    study: Study
    grid: Grid
    notes: tuple[str, ...]
    plan: Plan
    planned: Scores
    followed: tuple[Followed, ...]
    cells: tuple[Cell, ...]
    results: tuple[Result, ...]
    frame: pd.DataFrame
    ranking: pd.DataFrame
    best: str
    steps: pd.DataFrame | None

    @property
    def years(self) -> tuple[int, ...]:
        """Years of the plan."""
        return tuple(self.plan.case.horizon.years)

    @property
    def plan_paths(self) -> Paths:
        """Shared figures of the plan over its years."""
        return shared_paths(self.plan.case, self.plan.values, self.years)

    @property
    def market_paths(self) -> list[Paths]:
        """Figures over the years of every closure that counts."""
        counted = zip(self.cells, self.results, strict=True)
        return [result["paths"] for cell, result in counted if not cell.artefact]

    @property
    def informed(self) -> Scores | None:
        """Mean figures of the plans made with errors and delay; None where none exists."""
        return contrast.mean_scores([f.scores for f in self.followed if f.scores is not None])

    def result_of(self, name: str) -> Result:
        """The result of a closure by its name."""
        return self.results[[cell.name for cell in self.cells].index(name)]


def compare_study(request: CompareRequest, tell: Tell = lambda _: None) -> Comparison:
    """Plan a study, run the market over the grid, and put them side by side.

    Parameters
    ----------
    tell : called with a sentence when a step begins

    Raises
    ------
    StudyError
        with everything that is wrong with the request or the grid
    CommonwealError
        bad input, no plan, a solver that stopped, an identity that does not hold
    """
    _refuse(request)
    grid = read_grid(request.grid)
    tell("reading the study")
    study = read_study(request.study, request.scenario, dict(request.settings or {}))
    economy, case = read_economy(study.economy_path), build_case(study)
    bench = Bench(case, economy, request.start, MONTHS * len(case.horizon.years))
    # a case without a market is refused before the plan is made
    notes = start_of_case(case, economy, Closure(), request.start)[0].system.notes
    cells = tuple(c for c in grid.cells() if c.kind == NAMED or not request.quick)
    switched = [] if request.quick else grid.switched()
    chosen = study.solver
    plan = make_plan(case, chosen.name, chosen.time_limit, tell, arrays=chosen.arrays)
    with workers(request.workers or os.cpu_count() or 1, request.scheduler) as executor:
        found = run_cells(bench, [*cells, *switched], request.cells, executor, tell)
    results, switched_results = tuple(found[: len(cells)]), found[len(cells) :]
    followed = _followed(request, grid, bench, tell)
    planned = plan_scores(case, plan.values)
    frame = contrast.shared_frame(cells, results)
    names = [switch.name for switch in grid.switches]
    steps = None
    if not request.quick:
        informed = contrast.mean_scores([f.scores for f in followed if f.scores is not None])
        by_set = dict(zip(subsets(names), switched_results, strict=True))
        steps = waterfall(names, by_set, informed, planned)
    return Comparison(
        request=request,
        study=study,
        grid=grid,
        notes=notes,
        plan=plan,
        planned=planned,
        followed=followed,
        cells=cells,
        results=results,
        frame=frame,
        ranking=contrast.ranking(frame, planned, cells),
        best=contrast.best_cell(frame),
        steps=steps,
    )


def _followed(
    request: CompareRequest, grid: Grid, bench: Bench, tell: Tell
) -> tuple[Followed, ...]:
    seeds = grid.noise.seeds[:1] if request.quick else grid.noise.seeds
    found = []
    for seed in seeds:
        tell(f"planning with errors and delay, seed {seed}")
        found.append(follow(bench.case, grid.noise, seed))
    return tuple(found)


def _refuse(request: CompareRequest) -> None:
    problems = Problems()
    if request.start not in STARTS:
        problems.add("--start", f'no start "{request.start}"', suggestion(request.start, STARTS))
    if not 0 <= request.workers <= MOST_WORKERS:
        what = f"{request.workers} processes"
        problems.add("--workers", what, f"Give 1 to {MOST_WORKERS}, or leave it out.")
    problems.raise_if_any(StudyError)
