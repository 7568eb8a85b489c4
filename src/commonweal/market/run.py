"""A run: month after month from a start, every one checked."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from commonweal.market.accounting import Ledger
from commonweal.market.prices import price_index
from commonweal.market.record import Record
from commonweal.market.state import Market, State
from commonweal.market.step import Outcome, step
from commonweal.market.system import MONTHS

HYPER = 1e9  # assumption: a change of the price level after which money has no meaning


@dataclass(frozen=True)
class Run:
    """What came out.

    Parameters
    ----------
    market : what was run
    record : figures of every month
    first, last : states before the first and after the last month
    ended : why the run ended before its time, in words; empty where it did not
    """

    market: Market
    record: Record
    first: State
    last: State
    ended: str = ""

    @property
    def worst_residual(self) -> float:
        """Worst residual of the eight identities over all months."""
        return float(self.record["residual"].max())


def simulate(
    market: Market,
    state: State,
    months: int,
    watch: Callable[[Outcome, Ledger], object] | None = None,
) -> Run:
    """Run a market for a number of months.

    Parameters
    ----------
    market, state : from a start
    months : 1 or more
    watch : called with every month and its payments, for short windows of the full ledger

    Raises
    ------
    IdentityBroken
        in the first month in which an identity does not hold
    """
    ledger, record = Ledger(market.agents), Record(market, months)
    first = state
    for _ in range(months):
        outcome = step(market, state, ledger)
        record.add(outcome, ledger)
        if watch is not None:
            watch(outcome, ledger)
        state = outcome.month.after
        ended = the_end(market, state)
        if ended:
            return Run(market, record, first, state, ended)
    return Run(market, record, first, state)


def the_end(market: Market, state: State) -> str:
    """Why an economy can go on no longer, in words; empty where it can.

    Money that has lost all worth, or production that has died out, is a result and is reported as
    such; there is no reform of the currency in the model.
    """
    index = price_index(state.price, market.base.price, market.base.basket)
    if index > HYPER:
        return f"hyperinflation: prices {HYPER:.0e} times those of the start in month {state.month}"
    if index < 1.0 / HYPER:
        return f"deflation without end: prices {1 / HYPER:.0e} of the start in month {state.month}"
    start = market.base.productivity * market.base.labour_force * market.base.employment
    if state.output_value * MONTHS < start / HYPER:
        return f"production has died out in month {state.month}"
    return ""
