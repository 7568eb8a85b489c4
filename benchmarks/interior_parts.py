"""What each part of the interior point brings: iterations with one of them left out at a time.

``python benchmarks/interior_parts.py [--cases usa-detail:5 usa-detail-ai:5] [--limit 300]`` prints
a Markdown table: iterations over all starts, the seconds of the processor, and what the solve ended
with. The parts are those of ``docs/solver.md``; each is replaced, in this process alone, by what
stood there before it. Nothing is random.
"""

from __future__ import annotations

import argparse
import os
import platform
import time
from collections.abc import Callable
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from unittest.mock import patch

from cases import case_of
from solvers import DATA

from commonweal.errors import SolverStopped
from commonweal.plan.build import build
from commonweal.plan.interior import mehrotra, point, reduce, start
from commonweal.plan.interior.engine import InteriorEngine
from commonweal.plan.matrix import Matrix, matrix
from commonweal.plan.programme import LinearProgramme
from commonweal.plan.solve import through


def _no_part(left: point.Residuals, _: float) -> point.Residuals:
    """The correction sees nothing of what the rows miss."""
    nothing = [0.0 * each for each in (left.rows, left.columns, left.below, left.above)]
    return point.Residuals(*nothing)


# Part left out -> what is replaced, and by what.
PARTS: dict[str, tuple[Any, str, Callable[..., Any]] | None] = {
    "nothing": None,
    "rows of one column as bounds": (reduce, "_alone", lambda *_: ([], True)),
    "weights of the products": (mehrotra, "own", start.even),
    "residuals and products end together": (point.Residuals, "times", _no_part),
}


def main() -> None:
    """Solve and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", nargs="+", default=["usa-detail:5", "usa-detail-ai:5"])
    parser.add_argument("--limit", type=float, default=300.0, help="seconds for each solve")
    parser.add_argument("--data", type=Path, default=DATA)
    chosen = parser.parse_args()
    print(f"{os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}\n")
    print("| case | left out | iterations | processor | ended |", "|---|---|---|---|---|", sep="\n")
    for name in chosen.cases:
        programme = build(case_of(name, chosen.data))
        problem = matrix(programme)
        for part in PARTS:
            with left_out(part):
                print(f"| {name} | {part} | {line(programme, problem, chosen.limit)} |", flush=True)


@contextmanager
def left_out(part: str) -> Any:
    """One part replaced by what stood there before it."""
    change = PARTS[part]
    if change is None:
        yield
        return
    with patch.object(*change):
        yield


def line(programme: LinearProgramme, problem: Matrix, limit: float) -> str:
    """Iterations, processor seconds and the end of one solve."""
    steps = []
    engine = InteriorEngine(programme, problem, limit, lambda _: None)
    with patch.object(engine, "_watch", steps.append):
        began = time.process_time()
        try:
            ended = f"{through(programme, problem, engine, lambda _: None).stages[-1].value:.8f}"
        except SolverStopped as stop:
            ended = str(stop)
        return f"{len(steps)} | {time.process_time() - began:.0f} s | {ended}"


if __name__ == "__main__":
    main()
