"""One cell of the grid: a closure, run on the case, measured in its last year."""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from commonweal.case.case import Case
from commonweal.compare.grid import Cell
from commonweal.compare.paths import market_paths
from commonweal.compare.scores import MARKET_ONLY, SCORES, market_scores
from commonweal.economy.economy import Economy
from commonweal.market.case_start import start_of_case
from commonweal.market.causes import causes, collapse
from commonweal.market.parameters import read_closure
from commonweal.market.run import Run, simulate
from commonweal.market.system import MONTHS
from commonweal.provenance import versions

DIGITS = 10  # kept of every figure, so that rounding of libraries does not change a byte
Result = dict[str, Any]


@dataclass(frozen=True)
class Bench:
    """What every cell starts from; small enough to be sent to another process.

    Parameters
    ----------
    case, economy : the same for all
    start : accounts or stationary
    months : whole years
    """

    case: Case
    economy: Economy
    start: str
    months: int

    def key(self) -> str:
        """SHA-256 of all that a result depends on, but for the cell."""
        about = [self.case.hash, self.start, self.months, versions()]
        return hashlib.sha256(json.dumps(about, sort_keys=True).encode()).hexdigest()


def cell_key(bench_key: str, cell: Cell) -> str:
    """Name of a cell's file: what it depends on, hashed."""
    text = json.dumps([bench_key, dict(cell.values)], sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:32]


def run_cell(bench: Bench, cell: Cell) -> Result:
    """Run a cell.

    Returns
    -------
    dict of plain values: the shared figures, the market's own, both over the years, how it ended,
    the causes of a collapse and the worst residual of the identities. Figures are None where it
    ended within a year

    Raises
    ------
    StudyError
        where the closure has no start on this case
    IdentityBroken
        where an identity does not hold
    """
    closure = read_closure(cell.values)
    market, state = start_of_case(bench.case, bench.economy, closure, bench.start)
    run = simulate(market, state, bench.months)
    if run.record.months < MONTHS:
        # it has no figures of a year; that it ended, and why, is its result
        shared, own = dict.fromkeys(SCORES, math.nan), dict.fromkeys(MARKET_ONLY, math.nan)
    else:
        shared, own = market_scores(bench.case, run)
    return {
        "shared": _kept(shared),
        "market": _kept(own),
        "paths": {
            name: [_number(v) for v in path] for name, path in market_paths(bench.case, run).items()
        },
        **end_of(run),
    }


def end_of(run: Run) -> Result:
    """How a run ended, causes of a collapse, and the worst residual of the identities."""
    month = collapse(run)
    return {
        "months": run.record.months,
        "ended": run.ended,
        "collapsed_in": -1 if month is None else month,
        "causes": list(causes(run)),
        "residual": float(f"{run.worst_residual:.1e}"),
    }


def result_text(cell: Cell, result: Result) -> str:
    """A result as JSON with a fixed layout: the same result, the same bytes."""
    content = {"cell": cell.name, "values": dict(cell.values), **result}
    return json.dumps(content, indent=1, sort_keys=True, ensure_ascii=False, allow_nan=False) + "\n"


def _kept(figures: Mapping[str, float]) -> dict[str, float | None]:
    """Figures with ten digits; None where there is none."""
    return {
        name: _number(value) if math.isfinite(value) else None for name, value in figures.items()
    }


def _number(value: float) -> float:
    return float(f"{value:.{DIGITS}g}")
