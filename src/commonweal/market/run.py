"""A run: month after month from a start, every one checked."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from commonweal.market.accounting import Ledger
from commonweal.market.record import Record
from commonweal.market.state import Market, State
from commonweal.market.step import Outcome, step


@dataclass(frozen=True)
class Run:
    """What came out.

    Parameters
    ----------
    market : what was run
    record : figures of every month
    first, last : states before the first and after the last month
    """

    market: Market
    record: Record
    first: State
    last: State

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
    return Run(market, record, first, state)
