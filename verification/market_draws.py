"""Closures and systems drawn at random: identities, stocks below zero, ends and collapses.

    python verification/market_draws.py [--draws 10000] [--seed 0] [--months 120] [--workers 2]

Every rule and parameter of the closure, the system (2 to 7 sectors, one or two techniques, trade,
public use, hours of research) and the start are drawn: at rest, with prices off by exp N(0, 0.2),
or with a deficit or a surplus with abroad. Prints, and writes into ``verification/results``, the
worst residual of the eight identities, the lowest stock, how many runs ended before their time and
why, and how many fell below half of their output, with the causes named.

Draws are run in parcels, each of which is a file while the run lasts: stopped and called again, it
goes on where it was. Exit code 1 where an identity breaks, a stock is below zero, a run stops
without a word or a collapse has no cause.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import multiprocessing
import shutil
import sys
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

from commonweal.errors import StudyError
from commonweal.market.accounting import Ledger
from commonweal.market.books import Level, open_books
from commonweal.market.causes import causes, collapse
from commonweal.market.identities import TOLERANCE, IdentityBroken
from commonweal.market.run import Run, simulate
from commonweal.market.start import stationary_level
from commonweal.market.state import Market, State
from commonweal.market.step import Outcome
from commonweal.market.system import System
from market.closures import random_closure
from market.systems import small_system, with_research

ROOT = Path(__file__).resolve().parents[1]
RESULTS = ROOT / "verification" / "results"
PARCEL = 100  # draws a file
STARTS = ("at rest", "prices off", "deficit or surplus with abroad")
STOCKS = ("deposits", "loans", "inventory", "capacity", "building", "changing")
Found = dict[str, Any]


def drawn_system(draw: np.random.Generator, seed: int) -> System:
    """A small system; in a third of the draws somebody has to pay for developing its techniques."""
    size, build, new = int(draw.integers(2, 8)), int(draw.integers(1, 25)), bool(draw.integers(2))
    system = small_system(
        size,
        seed,
        build=build,
        new=new,
        public=float(draw.uniform()),
        trade=float(draw.uniform(0, 0.3)),
        deepening=float(draw.uniform(0.9, 1.5)),
    )
    if draw.integers(3):
        return system
    hours, years = float(draw.uniform(0, 0.03)), 1 + int(draw.uniform(0, 10))
    return with_research(system, hours, years) if new else system


def unbalanced(level: Level, factor: float) -> Level:
    """The same with exports times a factor: abroad buys more or less than it sells here."""
    credit = (factor - 1.0) * float(level.price @ level.exports)
    return replace(level, exports=factor * level.exports, abroad_credit=credit)


def drawn(seed: int) -> tuple[Market, State, str]:
    """Market and start of a draw, with the kind of its start.

    Raises
    ------
    StudyError
        where what was drawn has no start: a tax above all income, a profit that no price pays
    """
    draw = np.random.default_rng(seed)
    closure, system = random_closure(draw), drawn_system(draw, seed)
    rate, unemployed = float(draw.uniform(0, 0.2)), float(draw.uniform(0.01, 0.15))
    start = STARTS[int(draw.integers(len(STARTS)))]
    level = stationary_level(
        system, closure, rate=rate, wage=1.0, labour_force=1.0, unemployment=unemployed
    )
    if start == STARTS[2]:
        level = unbalanced(level, float(draw.uniform(0.5, 1.5)))
    market, state = open_books(system, closure, level)
    if start == STARTS[1]:
        markup = (1.0 + state.markup) * np.exp(draw.normal(0.0, 0.2, system.size)) - 1.0
        state = state.change(markup=markup, price=(1.0 + markup) * state.unit_cost)
    return market, state, start


def below_zero(outcome: Outcome) -> float:
    """How far the lowest of all stocks is below zero, relative to the largest of its kind."""
    arrays = outcome.month.after.arrays()
    lowest = 0.0
    for name in STOCKS:
        values = arrays[name]
        if values.size:
            lowest = max(lowest, -float(values.min()) / (float(np.abs(values).max()) or 1.0))
    return lowest


def one(seed: int, months: int) -> Found:
    """What a draw came to, in plain values."""
    try:
        market, state, start = drawn(seed)
    except StudyError as error:
        return {"refused": str(error)}
    lowest = [0.0]

    def watch(outcome: Outcome, _: Ledger) -> None:
        lowest[0] = max(lowest[0], below_zero(outcome))

    try:
        run: Run = simulate(market, state, months, watch)
    except IdentityBroken as error:
        return {"start": start, "broken": str(error)}
    alike = not (market.closure.intermediates_first and market.closure.scarce_first)
    return {
        "start": start,
        "residual": run.worst_residual,
        "below": lowest[0],
        "ended": run.ended.split(":")[0].split(" in month")[0],
        "silent": run.record.months < months and not run.ended,
        "collapsed": collapse(run) is not None,
        "alike": alike,
        "causes": [cause.split(":")[0] for cause in causes(run)],
    }


def parcel(first: int, count: int, months: int) -> dict[str, Found]:
    """A parcel of draws, by seed."""
    return {str(seed): one(seed, months) for seed in range(first, first + count)}


def of_sources() -> str:
    """Hash of the code that makes a draw what it is: other code, other results."""
    names = [*(ROOT / "src/commonweal/market").glob("*.py"), Path(__file__)]
    names += [ROOT / "tests/market/closures.py", ROOT / "tests/market/systems.py"]
    text = b"".join(name.read_bytes() for name in sorted(names))
    return hashlib.sha256(text).hexdigest()[:12]


def parcels(draws: int, seed: int) -> Iterator[tuple[int, int]]:
    """First seed and number of draws of every parcel."""
    for first in range(seed, seed + draws, PARCEL):
        yield first, min(PARCEL, seed + draws - first)


def collect(draws: int, seed: int, months: int, workers: int, folder: Path) -> dict[str, Found]:
    """All draws, those that are there read and the others run."""
    folder.mkdir(parents=True, exist_ok=True)
    files = {
        (first, count): folder / f"{first}-{count}-{months}.json"
        for first, count in parcels(draws, seed)
    }
    left = [part for part, file in files.items() if not file.exists()]
    print(f"{len(files) - len(left)} of {len(files)} parcels are there", file=sys.stderr)
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(max_workers=workers, mp_context=context) as executor:
        futures = {executor.submit(parcel, *part, months): files[part] for part in left}
        for done, future in enumerate(as_completed(futures), start=1):
            file = futures[future]
            temporary = file.with_name(f".{file.name}")
            temporary.write_text(json.dumps(future.result()), encoding="utf-8")
            temporary.replace(file)
            if done % 10 == 0:
                print(f"{done} of {len(left)} parcels run", file=sys.stderr)
    found: dict[str, Found] = {}
    for file in files.values():
        found |= json.loads(file.read_text(encoding="utf-8"))
    return found


def faults(found: dict[str, Found]) -> list[str]:
    """Everything that must not be, with the seed that shows it."""
    lines = []
    for seed, run in found.items():
        if "broken" in run:
            lines.append(f"seed {seed}: {run['broken']}")
        if not run.get("residual", 0.0) <= TOLERANCE:
            lines.append(f"seed {seed}: residual {run['residual']:.1e}")
        if run.get("below", 0.0) > TOLERANCE:
            lines.append(f"seed {seed}: a stock is below zero by {run['below']:.1e}")
        if run.get("silent"):
            lines.append(f"seed {seed}: stopped without a word")
        if run.get("collapsed") and not run["causes"]:
            lines.append(f"seed {seed}: output below half without a named cause")
    return lines


def table(found: dict[str, Found], months: int) -> str:
    """What came out, as Markdown."""
    ran = [run for run in found.values() if "residual" in run]
    refused = sum("refused" in run for run in found.values())
    fell = [run for run in ran if run["collapsed"]]
    alike = sum(run["alike"] for run in fell)
    of = {kind: sum(run["start"] == kind for run in ran) for kind in STARTS}
    rows: list[tuple[str, str]] = [
        (f"random closures, systems and starts, {months} months", f"{len(found):,}"),
        *((f"of them started {kind}", f"{count:,}") for kind, count in of.items()),
        ("refused with a report, for there is no such start", f"{refused:,}"),
        ("worst residual of the eight identities", f"{max(r['residual'] for r in ran):.1e}"),
        ("lowest stock, of the largest of its kind", f"−{max(r['below'] for r in ran):.1e}"),
        ("identities broken, stocks below zero, silent stops", str(len(faults(found)))),
    ]
    ends = Counter(run["ended"] or "ran to its end" for run in ran)
    rows += [(end, f"{count:,}") for end, count in ends.most_common()]
    rows += [
        ("output below half", f"{len(fell):,}"),
        ("of these with rationing in equal shares", f"{alike:,}"),
        ("of these with intermediates first and bids", f"{len(fell) - alike:,}"),
    ]
    named = Counter(cause for run in fell for cause in run["causes"])
    rows += [(f"cause named: {cause}", f"{count:,}") for cause, count in named.most_common()]
    fair = Counter(cause for run in fell if not run["alike"] for cause in run["causes"])
    rows += [
        (f"cause named without equal shares: {cause}", f"{n:,}") for cause, n in fair.most_common()
    ]
    return "\n".join(["| what | found |", "|---|---|", *(f"| {a} | {b} |" for a, b in rows)]) + "\n"


def main() -> int:
    """Draw, count, print, write."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--draws", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--months", type=int, default=120)
    parser.add_argument("--workers", type=int, default=2, help="processes")
    parser.add_argument("--out", type=Path, default=RESULTS / "market-draws.md")
    given = parser.parse_args()
    folder = given.out.parent / f".market-draws-{of_sources()}"
    found = collect(given.draws, given.seed, given.months, given.workers, folder)
    text, wrong = table(found, given.months), faults(found)
    print(text, *wrong, sep="\n")
    temporary = given.out.with_name(f".{given.out.name}")
    temporary.write_text(text, encoding="utf-8")
    temporary.replace(given.out)
    if not wrong:
        shutil.rmtree(folder)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
