"""Memory of a run: its record apart, it does not grow with time."""

from __future__ import annotations

import tracemalloc

from commonweal.market.parameters import Closure
from commonweal.market.run import simulate
from commonweal.market.start import stationary_start
from market.systems import small_system


def peak_without_record(months: int) -> int:
    """Highest memory of a run less what its record takes [bytes]."""
    market, state = stationary_start(small_system(n=12, new=True, build=7), Closure())
    simulate(market, state, 2)  # what is computed once and kept
    tracemalloc.start()
    try:
        record = simulate(market, state, months).record
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    groups = (record.scalars, record.sectors, record.processes)
    kept = sum(values.nbytes for group in groups for values in group.values())
    return peak - kept - record.routes.nbytes - record.needs.nbytes


def test_memory_does_not_grow_with_time() -> None:
    """Proves: 240 months take at most a tenth more than 24 beside the record, whose size is fixed
    before the first month. Were each month's state or ledger kept, ten times as much would be."""
    assert peak_without_record(240) < 1.1 * peak_without_record(24)
