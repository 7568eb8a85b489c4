"""Time and memory of the market simulation on bundled studies.

python benchmarks/market.py [--months 480]

Prints a line per study: activities, processes, months, seconds of the simulation alone (the case is
built before), what the record takes, and the highest memory that Python asked for beside it, for 60
months and for all of them: the second run is slow, for every request is counted.
"""

from __future__ import annotations

import argparse
import time
import tracemalloc

from commonweal.case.build import build_case
from commonweal.case.study import read_study
from commonweal.economy.tables import read_economy
from commonweal.market.case_start import start_of_case
from commonweal.market.parameters import Closure
from commonweal.market.record import Record
from commonweal.market.run import simulate
from commonweal.market.state import Market, State

STUDIES = {
    "usa-2026": {},
    "usa-2026, installed plants and the programme": {"modern": "none"},
    "china-2026": {},
}


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--months", type=int, default=480)
    months = parser.parse_args().months
    print(
        "| study | activities | processes | months | time | record | peak, 60 months | peak, all |",
        "|---|---|---|---|---|---|---|---|",
        sep="\n",
    )
    for name, changes in STUDIES.items():
        study = read_study(name.split(",")[0], overrides=changes)
        case, economy = build_case(study), read_economy(study.economy_path)
        market, state = start_of_case(case, economy, Closure(), "stationary")
        begin, busy = time.perf_counter(), time.process_time()
        run = simulate(market, state, months)
        took, worked = time.perf_counter() - begin, time.process_time() - busy
        sizes = f"{len(case.start.activity)} | {len(case.technology.activity)}"
        short, long = (peak(market, state, count) for count in (60, months))
        spent = f"{took:.1f} s ({worked:.1f} s of processor)"
        print(
            f"| {name} | {sizes} | {run.record.months} | {spent} "
            f"| {size(run.record) / 1e6:.1f} MB | {short / 1e6:.1f} MB | {long / 1e6:.1f} MB |"
        )


def size(record: Record) -> int:
    """What a record takes [bytes]."""
    groups = (record.scalars, record.sectors, record.processes)
    kept = sum(values.nbytes for group in groups for values in group.values())
    return kept + record.routes.nbytes + record.needs.nbytes


def peak(market: Market, state: State, months: int) -> int:
    """Highest memory of a run beside its record [bytes]."""
    tracemalloc.start()
    try:
        run = simulate(market, state, months)
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    return most - size(run.record)


if __name__ == "__main__":
    main()
