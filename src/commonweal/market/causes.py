"""Why output fell below half: every cause that the figures of the months before show, by name.

A collapse without a name would be a fault of the rules, or of this list, and no result.
"""

from __future__ import annotations

from collections.abc import Callable

from commonweal.market.run import Run
from commonweal.market.system import MONTHS

HALF = 0.5  # of the start's output: what the design calls a total collapse
BEFORE = 2 * MONTHS  # assumption: causes show within two years

Sign = Callable[[Run, int, int], bool]


def _mean(run: Run, name: str, begin: int, month: int) -> float:
    return float(run.record[name][begin : month + 1].mean())


#: Cause -> whether the figures from ``begin`` to ``month`` show it.
CAUSES: dict[str, Sign] = {
    "inflation: prices doubled within two years, and with them money and income lost half": (
        lambda run, begin, month: (
            run.record["price_index"][month] > 2.0 * run.record["price_index"][begin]
        )
    ),
    "deflation: prices halved within two years, debts did not": (
        lambda run, begin, month: (
            run.record["price_index"][month] < 0.5 * run.record["price_index"][begin]
        )
    ),
    "rationing in equal shares: scarce inputs went to everybody alike, and a shortage fed itself": (
        lambda run, begin, month: (
            not (run.market.closure.intermediates_first and run.market.closure.scarce_first)
            and _mean(run, "inputs_allowed", begin, month) < 0.97
        )
    ),
    "shortage of inputs: production stood still for want of some product": (
        lambda run, begin, month: _mean(run, "inputs_allowed", begin, month) < 0.9
    ),
    "lack of demand: plant stood idle and inputs were there": (
        lambda run, begin, month: (
            _mean(run, "mean_use", begin, month) < 0.85 * run.market.closure.normal_use
            and _mean(run, "inputs_allowed", begin, month) >= 0.9
        )
    ),
    "lack of plant: what was left was fully used": (
        lambda run, begin, month: (
            run.record["plant"][month] < 0.6 * run.record["plant"][0]
            and _mean(run, "mean_use", begin, month) >= 0.85 * run.market.closure.normal_use
        )
    ),
}


def collapse(run: Run) -> int | None:
    """First month in which output is below half of the start's; None where there is none."""
    output = run.record["output"]
    low = (output < HALF * output[0]).nonzero()[0]
    return int(low[0]) if len(low) else None


def causes(run: Run) -> tuple[str, ...]:
    """Causes of a collapse, in words; empty where output never fell below half, or none is known.

    Parameters
    ----------
    run : of any length
    """
    month = collapse(run)
    if month is None:
        return ()
    begin = max(0, month - BEFORE)
    return tuple(name for name, shows in CAUSES.items() if shows(run, begin, month))
