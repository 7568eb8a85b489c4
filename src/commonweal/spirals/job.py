"""One arm of one cell: run, and its figures by year."""

from __future__ import annotations

import math
from typing import Any

from commonweal.compare.cells import DIGITS, Bench, Result, end_of
from commonweal.compare.grid import Cell
from commonweal.compare.scores import SCORES, market_scores
from commonweal.market.case_start import start_of_case
from commonweal.market.parameters import read_closure
from commonweal.market.run import simulate
from commonweal.spirals.figures import OF_RUNS, THEORY, yearly
from commonweal.spirals.theory import theory_rate


def run_arm(bench: Bench, cell: Cell, theory: bool = False) -> Result:
    """Run a closure on a case.

    Parameters
    ----------
    theory : whether the figure of theory is wanted; it needs the economy's accounts of pay

    Returns
    -------
    dict of plain values: ``paths`` of every figure of a run by year, ``last`` with the figures
    that plan and market share and that of theory, how it ended, causes of a collapse and the
    worst residual of the identities. What is not defined is None

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
    whole = run.record.months == bench.months
    # a run that ended before its time has no figures of the last year
    last = market_scores(bench.case, run)[0] if whole else dict.fromkeys(SCORES, math.nan)
    return {
        "paths": {name: [_kept(value) for value in yearly(run, name)] for name in OF_RUNS},
        "last": {
            **{name: _kept(value) for name, value in last.items()},
            THEORY: _kept(theory_rate(bench.case, bench.economy, closure)) if theory else None,
        },
        **end_of(run),
    }


def _kept(value: float) -> float | None:
    """A figure with ten digits; None where there is none."""
    return float(f"{value:.{DIGITS}g}") if math.isfinite(value) else None


def answer_of(result: dict[str, Any], figure: str, at: str, years: int) -> float | None:
    """A figure of an arm as a link asks for it; None where the run did not last, or has none.

    Parameters
    ----------
    at : ``last`` year, or ``mean`` over the years; what is known of one year alone is that
    years : that were to be run
    """
    if figure not in result["paths"]:
        found = result["last"][figure]
        return None if found is None else float(found)
    path = result["paths"][figure]
    if len(path) < years or any(value is None for value in path):
        return None
    return float(path[-1]) if at == "last" else math.fsum(path) / len(path)
