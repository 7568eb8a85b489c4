"""A plan again after one move of a slider: our session, HiGHS from its basis, and from scratch.

``python benchmarks/warm_start.py [--study china-2026] [--moves 60] [--jumps 20] [--seed 1]`` prints
Markdown tables. A notch moves one slider by one step from where it stands, as a hand that drags it
does; a jump puts one slider anywhere in its range. The others stay where they are.

Every time is that of the processor, from the changed keys to the labelled solution: the case,
the figures of the programme, the solve of all goals, the labels. The certificate is a line of its
own.

- session: ``Resolver``; figures changed in place, dual simplex with Devex weights, last basis
- hot start: the same figures changed in place, HiGHS left to its own choice of simplex and weights
- scratch: the case and the programme built anew and solved by ``auto``
"""

from __future__ import annotations

import argparse
import os
import platform
import time
from collections.abc import Callable
from typing import Any, TypeVar

import highspy
import numpy as np

from commonweal.case.build import build_case
from commonweal.case.case import Case
from commonweal.case.moves import CEILINGS, Moves
from commonweal.case.study import read_study, with_changes
from commonweal.errors import CommonwealError
from commonweal.plan.again.hot import Hot
from commonweal.plan.again.warm import Warm
from commonweal.plan.build import build
from commonweal.plan.make import certified
from commonweal.plan.matrix import Vector
from commonweal.plan.solve import solve

Found = TypeVar("Found")
SOME = 4  # every so many moves are planned from scratch and certified as well
# Slider: where it stands, from, to, one notch.
SLIDERS = {
    "hours.free_time_weight": (1.0, 0.5, 2.0, 0.05),
    "hours.at_least": (1600.0, 1400.0, 1900.0, 25.0),
    "needs.food.weight": (1.0, 0.5, 2.0, 0.1),
    "needs.health.weight": (1.0, 0.5, 2.0, 0.1),
    "floors.food": (1.0, 1.0, 1.1, 0.01),
    "floors.housing": (1.0, 1.0, 1.1, 0.01),
    "workers.growth": (-0.0055, -0.0155, 0.0045, 0.001),
    "people.growth": (-0.0024, -0.0074, 0.0026, 0.0005),
    "welfare.discount": (0.97, 0.95, 0.99, 0.002),
    "trade.export_pace": (0.03, 0.01, 0.06, 0.005),
    "trade.import_pace": (0.03, 0.01, 0.06, 0.005),
    "pace.needs": (0.10, 0.08, 0.12, 0.005),
    CEILINGS: (1.0, 0.8, 1.2, 0.02),
}


class Plain(Hot):
    """HiGHS from its last basis, with its own choice of everything."""

    def __init__(self) -> None:
        super().__init__()
        self.highs.setOptionValue("simplex_dual_edge_weight_strategy", -1)

    def _again(self, _: Vector) -> highspy.HighsModelStatus:
        self.way = "hot start"
        return self._run("simplex", 0, highspy.kHighsIInf)


def main() -> None:
    """Move and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--study", default="china-2026")
    parser.add_argument("--moves", type=int, default=60)
    parser.add_argument("--jumps", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args()
    print(f"{os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}, ")
    print(f"load when it began {os.getloadavg()[0]:.1f}, seed {chosen.seed}; milliseconds\n")
    moves = Moves(read_study(chosen.study))
    for kind, count in (("notch", chosen.moves), ("jump", chosen.jumps)):
        lines = run(moves, positions(kind, count, chosen.seed))
        print(f"\n{kind}: {count} moves\n")
        table(lines)


def positions(kind: str, count: int, seed: int) -> list[dict[str, Any]]:
    """Where the sliders stand after each move."""
    rng = np.random.default_rng([seed, len(kind)])
    stand = {name: first for name, (first, *_) in SLIDERS.items()}
    found = []
    for _ in range(count):
        name = str(rng.choice(sorted(SLIDERS)))
        _, low, high, notch = SLIDERS[name]
        if kind == "jump":
            value = float(rng.uniform(low, high))
        else:
            value = stand[name] + notch * float(rng.choice([-1.0, 1.0]))
            value = value if low <= value <= high else 2 * stand[name] - value
        stand = {**stand, name: round(value, 6)}
        found.append({"moved": name, **stand})
    return found


def run(moves: Moves, stands: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Every move in every way."""
    warm, plain = Warm(moves.case), Warm(moves.case, solver=Plain)
    return [_move(moves, warm, plain, stand, number) for number, stand in enumerate(stands)]


def _move(
    moves: Moves, warm: Warm, plain: Warm, stand: dict[str, Any], number: int
) -> dict[str, Any]:
    changes = {key: value for key, value in stand.items() if key != "moved"}
    case, made = timed(lambda: moves.moved(changes)[1])
    line: dict[str, Any] = {"moved": stand["moved"], "case": made}
    for name, session in (("session", warm), ("hot start", plain)):
        line[name] = made + again(session, case)
    line["steps"], line["ways"] = warm.effort.steps, dict(warm.effort.ways)
    if number % SOME == 0:
        line["certificate"] = timed(lambda: certified(case, warm.solution))[1]
        peer, took = timed(lambda: solve(build(case)))
        line["scratch"] = took + timed(lambda: anew(moves, changes))[1]
        value, other = warm.solution.stages[-1].value, peer.stages[-1].value
        line["apart"] = abs(value - other) / max(1.0, abs(other))
    return line


def anew(moves: Moves, changes: dict[str, float]) -> Case:
    """The case of changed sliders built from the whole study, without its ceilings."""
    keys = {key: str(value) for key, value in changes.items() if key != CEILINGS}
    return build_case(with_changes(moves.study, keys))


def again(session: Warm, case: Case) -> float:
    """Milliseconds of one more plan."""
    try:
        return timed(lambda: session.again(case))[1]
    except CommonwealError as error:
        raise SystemExit(f"no plan after a move: {error}") from error


def timed(call: Callable[[], Found]) -> tuple[Found, float]:
    """What a call gives, and milliseconds of the processor."""
    began = time.process_time()
    found = call()
    return found, 1e3 * (time.process_time() - began)


def table(lines: list[dict[str, Any]]) -> None:
    """Medians and 90 % points; then by slider."""
    print("| way | median | 90 % | largest |", "|---|---|---|---|", sep="\n")
    for name in ("session", "hot start", "scratch", "case", "certificate"):
        values = np.array([float(line[name]) for line in lines if name in line])
        middle, most = np.percentile(values, [50, 90])
        print(f"| {name} | {middle:.0f} | {most:.0f} | {values.max():.0f} |")
    apart = max(float(line.get("apart", 0.0)) for line in lines)
    print(f"\nlargest relative difference of the last goal from scratch: {apart:.0e}\n")
    print(
        "| slider | moves | median, session | steps | hot start |",
        "|---|---|---|---|---|",
        sep="\n",
    )
    for name in SLIDERS:
        mine = [line for line in lines if line["moved"] == name]
        if mine:
            parts = [
                float(np.median([float(line[key]) for line in mine]))
                for key in ("session", "steps", "hot start")
            ]
            print(f"| {name} | {len(mine)} | {parts[0]:.0f} | {parts[1]:.0f} | {parts[2]:.0f} |")


if __name__ == "__main__":
    main()
