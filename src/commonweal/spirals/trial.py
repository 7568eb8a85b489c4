"""A whole trial: every arm of every cell is run, the links answered, the verdict found."""

from __future__ import annotations

import math
import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path
from statistics import median
from typing import Any

from commonweal.case.build import build_case
from commonweal.case.case import Case
from commonweal.case.study import read_study
from commonweal.compare.cells import Bench, Result
from commonweal.compare.ensemble import run_cells, workers
from commonweal.compare.grid import GRID, Cell
from commonweal.economy.economy import Economy
from commonweal.economy.tables import read_economy
from commonweal.errors import StudyError
from commonweal.market.system import MONTHS
from commonweal.spirals.capital import with_technique_capital
from commonweal.spirals.crossing import CaseKey, Place, cells_of, places_of, told_of, words_of
from commonweal.spirals.figures import THEORY
from commonweal.spirals.job import answer_of, run_arm
from commonweal.spirals.model import Link, Spiral
from commonweal.spirals.planned import Planned, plan_arms
from commonweal.spirals.verdict import Outcome, Verdict, outcome, together, verdict

Tell = Callable[[str], Any]


@dataclass(frozen=True)
class Trial:
    """Everything that was found.

    Parameters
    ----------
    name : of the file, without its ending
    spiral : what was asked
    cells : combinations of levels, in the order of the file
    results : (cell) arm -> its figures
    cases : hashes of the cases that were run, by study and changes
    planned : arm -> figures of the plan on the first case; empty where none was asked for
    """

    name: str
    spiral: Spiral
    cells: tuple[Cell, ...]
    results: tuple[Mapping[str, Result], ...]
    cases: Mapping[str, str]
    planned: Mapping[str, Planned]

    def answers(self, link: Link) -> list[float | None]:
        """(cell) weighted sum of a link's figure over its arms; None where an arm has none."""
        return [weighted(link, arms, len(self.spiral.years)) for arms in self.results]

    @cached_property
    def outcomes(self) -> tuple[tuple[Outcome, ...], ...]:
        """(link, cell) what each link does."""
        return tuple(
            tuple(outcome(a, link.sign, link.tolerance) for a in self.answers(link))
            for link in self.spiral.links
        )

    @cached_property
    def whole(self) -> tuple[Outcome, ...]:
        """(cell) what the claim does."""
        return tuple(together(links) for links in zip(*self.outcomes, strict=True))

    @property
    def verdict(self) -> Verdict:
        """Of the claim as a whole."""
        return self.verdict_in(range(len(self.cells)))

    def verdict_in(self, places: Iterable[int]) -> Verdict:
        """Of the claim as a whole, in some cells."""
        chosen = list(places)
        last = self.outcomes[-1]
        return verdict([self.whole[n] for n in chosen], [last[n] for n in chosen])

    def middle(self, link: Link, places: Sequence[int] | None = None) -> float:
        """Median of the answers of a link; over some cells only, if they are named."""
        chosen = range(len(self.cells)) if places is None else places
        answers = self.answers(link)
        known = [a for n in chosen if (a := answers[n]) is not None]
        return median(known) if known else math.nan

    def path(self, link: Link, cell: int) -> list[float]:
        """Answer of a link by year; empty for figures that have no years, or runs that ended."""
        paths = []
        for arm, weight in link.contrast.items():
            own = self.results[cell][arm]["paths"].get(link.figure, [])
            if len(own) < len(self.spiral.years):
                return []
            paths.append([weight * value for value in own])
        return [math.fsum(year) for year in zip(*paths, strict=True)]


def weighted(link: Link, arms: Mapping[str, Result], years: int) -> float | None:
    """Sum of weights times figures over the arms of a link; None where an arm has no figure."""
    parts = []
    for arm, weight in link.contrast.items():
        figure = answer_of(arms[arm], link.figure, link.at, years)
        if figure is None:
            return None
        parts.append(weight * figure)
    return math.fsum(parts)


def try_spiral(
    name: str,
    spiral: Spiral,
    folder: Path,
    *,
    workers_wanted: int = 1,
    scheduler: str | None = None,
    plan: bool = True,
    tell: Tell = lambda _: None,
) -> Trial:
    """Run a spiral.

    Parameters
    ----------
    folder : in which results of runs are kept; a rerun goes on where it ended
    workers_wanted : processes; as many as there are cores where it is 0
    scheduler : address of a Dask scheduler, which takes the place of processes
    plan : False leaves the plan out where the file asks for one
    tell : called with a sentence when a step begins

    Raises
    ------
    CommonwealError
        bad input, an identity that does not hold, a folder that cannot be written
    """
    tell("reading the studies")
    places = list(places_of(spiral))
    cases = {key: case_of(key) for key in dict.fromkeys(place.case for place in places)}
    with workers(workers_wanted or os.cpu_count() or 1, scheduler) as executor:
        found = _run(spiral, places, cases, folder, executor, tell)
    cells = tuple(cells_of(spiral))
    results: list[dict[str, Result]] = [{} for _ in cells]
    for place, result in zip(places, found, strict=True):
        results[place.cell][place.arm] = result
    first = [place for place in places if place.cell == 0]
    planned = plan_arms(first, cases, tell) if plan and spiral.plan else {}
    return Trial(
        name=name,
        spiral=spiral,
        cells=cells,
        results=tuple(results),
        cases={words_of(key): case.hash for key, (case, _) in cases.items()},
        planned=planned,
    )


def case_of(key: CaseKey) -> tuple[Case, Economy]:
    """The case of a study with its changes, and the economy that it was made of."""
    study_name, scenario, settings, factor = key
    try:
        study = read_study(study_name, scenario, dict(settings))
        case = build_case(study)
    except StudyError as error:
        raise StudyError([told_of(key, problem) for problem in error.problems]) from error
    return with_technique_capital(case, factor), read_economy(study.economy_path)


def _run(
    spiral: Spiral,
    places: Sequence[Place],
    cases: Mapping[CaseKey, tuple[Case, Economy]],
    folder: Path,
    executor: Any,
    tell: Tell,
) -> list[Result]:
    """Results in the order of the places; each case and start is a bench of its own."""
    job = partial(run_arm, theory=any(link.figure == THEORY for link in spiral.links))
    months = MONTHS * len(spiral.years)
    found: dict[int, Result] = {}
    groups: dict[tuple[CaseKey, str], list[int]] = {}
    for n, place in enumerate(places):
        groups.setdefault((place.case, place.start), []).append(n)
    for number, ((key, start), members) in enumerate(groups.items(), start=1):
        case, economy = cases[key]
        bench = Bench(case, economy, start, months)
        cells = [Cell(f"run {n}", GRID, {}, places[n].closure) for n in members]
        say = partial(_numbered, tell, f"{number} of {len(groups)}: {words_of(key)}, {start}")
        for n, result in zip(
            members, run_cells(bench, cells, folder, executor, say, job), strict=True
        ):
            found[n] = result
    return [found[n] for n in range(len(places))]


def _numbered(tell: Tell, which: str, text: str) -> None:
    tell(f"case {which}: {text}")
