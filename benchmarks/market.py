"""Time and memory of the market simulation on bundled studies.

python benchmarks/market.py [--months 480]

Prints a line per study: activities, processes, months, seconds of the simulation alone (the case is
built before) and the highest memory of the process so far.
"""

from __future__ import annotations

import argparse
import resource
import time

from commonweal.case.build import build_case
from commonweal.case.study import read_study
from commonweal.economy.tables import read_economy
from commonweal.market.case_start import start_of_case
from commonweal.market.parameters import Closure
from commonweal.market.run import simulate

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
        "| study | activities | processes | months | time | memory |",
        "|---|---|---|---|---|---|",
        sep="\n",
    )
    for name, changes in STUDIES.items():
        study = read_study(name.split(",")[0], overrides=changes)
        case, economy = build_case(study), read_economy(study.economy_path)
        market, state = start_of_case(case, economy, Closure(), "stationary")
        begin = time.perf_counter()
        run = simulate(market, state, months)
        took = time.perf_counter() - begin
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
        sizes = f"{len(case.start.activity)} | {len(case.technology.activity)}"
        print(f"| {name} | {sizes} | {run.record.months} | {took:.1f} s | {memory:.2f} GB |")


if __name__ == "__main__":
    main()
