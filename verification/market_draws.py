"""Closures and systems drawn at random: identities, negative stocks, ends and collapses.

    python verification/market_draws.py [DRAWS] [SEED] [MONTHS]

Prints the worst residual of the eight identities over all draws and months, how many runs ended
before their time and why, and how many fell below half of their output, with the causes named.
Ends with an error where an identity breaks, a stock is negative or a collapse has no cause.
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

from commonweal.market.causes import causes, collapse
from commonweal.market.run import Run, simulate
from commonweal.market.start import stationary_start
from market.closures import random_closure
from market.systems import small_system


def drawn(seed: int, months: int) -> Run:
    """One run with everything drawn from a seed."""
    draw = np.random.default_rng(seed)
    closure = random_closure(draw)
    system = small_system(
        int(draw.integers(2, 8)),
        seed,
        build=int(draw.integers(1, 25)),
        new=bool(draw.integers(2)),
        public=float(draw.uniform()),
        trade=float(draw.uniform(0, 0.3)),
    )
    rate, unemployed = float(draw.uniform(0, 0.2)), float(draw.uniform(0.01, 0.15))
    market, state = stationary_start(system, closure, profit_rate=rate, unemployment=unemployed)
    return simulate(market, state, months)


def main() -> int:
    """Draw, count, print."""
    draws, seed, months = (
        int(text) for text in [*sys.argv[1:], *("10000", "0", "120")[len(sys.argv) - 1 :]]
    )
    worst, ends, named, collapses, nameless = 0.0, Counter[str](), Counter[str](), 0, []
    for n in range(seed, seed + draws):
        run = drawn(n, months)
        worst = max(worst, run.worst_residual)
        ends[run.ended.split(":")[0].split(" in month")[0] or "ran to its end"] += 1
        if collapse(run) is not None:
            collapses += 1
            found = causes(run)
            named.update(cause.split(":")[0] for cause in found)
            nameless += [] if found else [n]
    print(f"{draws} draws from seed {seed}, {months} months each")
    print(f"worst residual of the eight identities: {worst:.2e} of a year's output")
    for end, count in ends.most_common():
        print(f"  {count:6d} {end}")
    print(f"output below half in {collapses} runs; causes named (a run can have several):")
    for cause, count in named.most_common():
        print(f"  {count:6d} {cause}")
    print(f"collapses without a cause: {nameless}")
    return 1 if nameless else 0


if __name__ == "__main__":
    sys.exit(main())
