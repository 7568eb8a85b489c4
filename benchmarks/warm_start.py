"""A plan again after one move of a slider: our session, HiGHS from its basis, and from scratch.

``python benchmarks/warm_start.py [--study china-2026] [--moves 60] [--jumps 20] [--seed 1]`` prints
Markdown tables. A notch moves one slider by one step from where it stands, as a hand that drags it
does; a jump puts one slider anywhere in its range. The others stay where they are. With
``--simplex`` it prints another table instead: the last goal after single moves, by three ways of
the simplex.

Every time is from the changed keys to the labelled solution: the case, the figures of the
programme, the solve of all goals, the labels; once of the processor, all threads together, once on
the clock, which on a busy machine counts what others do. The certificate is a line of its own.

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
from functools import partial
from typing import Any, TypeVar

import highspy
import numpy as np
from threadpoolctl import threadpool_info

from commonweal.case.build import build_case
from commonweal.case.case import Case
from commonweal.case.moves import CEILINGS, Moves
from commonweal.case.study import read_study, with_changes
from commonweal.errors import CommonwealError
from commonweal.plan.again.figures import Figures
from commonweal.plan.again.hot import DEVEX, DUAL, PRIMAL, Hot
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


# Single moves for ``--simplex``, each from where the study stands.
SINGLE: tuple[tuple[str, float], ...] = (
    ("hours.free_time_weight", 1.05),
    ("hours.free_time_weight", 1.2),
    ("needs.food.weight", 1.1),
    ("needs.health.weight", 1.5),
    ("hours.at_least", 1650),
    ("workers.growth", -0.005),
    ("welfare.discount", 0.969),
    ("trade.export_pace", 0.035),
    ("pace.needs", 0.101),
    ("people.growth", -0.0022),
)
STEEPEST = 2  # number of HiGHS
SIMPLEX = {
    "primal": (PRIMAL, DEVEX),
    "dual, steepest edge": (DUAL, STEEPEST),
    "dual, Devex": (DUAL, DEVEX),
}


class Plain(Hot):
    """HiGHS from its last basis, with its own choice of everything."""

    def __init__(self) -> None:
        super().__init__()
        self.highs.setOptionValue("simplex_dual_edge_weight_strategy", -1)

    def _again(self, _: Vector) -> highspy.HighsModelStatus:
        self.way = "hot start"
        return self._run("simplex", 0, highspy.kHighsIInf)


class Way(Hot):
    """One way of the simplex to the end, however long it takes; the first solve is from scratch."""

    def __init__(self, strategy: int, edges: int) -> None:
        super().__init__()
        self.strategy, self.milliseconds = strategy, 0.0
        self.highs.setOptionValue("simplex_dual_edge_weight_strategy", edges)

    def maximise(self, figures: Figures, gain: Vector, deadline: float) -> bool:
        """Maximise, and note the milliseconds of the processor."""
        found, self.milliseconds = timed(lambda: super(Way, self).maximise(figures, gain, deadline))
        return found

    def _again(self, _: Vector) -> highspy.HighsModelStatus:
        return self._run("simplex", self.strategy, highspy.kHighsIInf)


def main() -> None:
    """Move and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--study", default="china-2026")
    parser.add_argument("--moves", type=int, default=60)
    parser.add_argument("--jumps", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--simplex", action="store_true", help="three ways after single moves")
    chosen = parser.parse_args()
    threads = max((int(pool["num_threads"]) for pool in threadpool_info()), default=1)
    print(f"{os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}, ")
    print(f"{threads} threads for linear algebra, ", end="")
    print(f"load when it began {os.getloadavg()[0]:.1f}, seed {chosen.seed}; milliseconds\n")
    moves = Moves(read_study(chosen.study))
    if chosen.simplex:
        simplex(moves)
        return
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
    case, made = both(lambda: moves.moved(changes)[1])
    line: dict[str, Any] = {"moved": stand["moved"], "case": made[0], "case, clock": made[1]}
    for name, session in (("session", warm), ("hot start", plain)):
        took = again(session, case)
        line[name], line[f"{name}, clock"] = made[0] + took[0], made[1] + took[1]
    line["steps"], line["ways"] = warm.effort.steps, dict(warm.effort.ways)
    if number % SOME == 0:
        check = both(lambda: certified(case, warm.solution))[1]
        line["certificate"], line["certificate, clock"] = check
        peer, solved = both(lambda: solve(build(case)))
        built = both(lambda: anew(moves, changes))[1]
        line["scratch"], line["scratch, clock"] = solved[0] + built[0], solved[1] + built[1]
        value, other = warm.solution.stages[-1].value, peer.stages[-1].value
        line["apart"] = abs(value - other) / max(1.0, abs(other))
    return line


def anew(moves: Moves, changes: dict[str, float]) -> Case:
    """The case of changed sliders built from the whole study, without its ceilings."""
    keys = {key: str(value) for key, value in changes.items() if key != CEILINGS}
    return build_case(with_changes(moves.study, keys))


def again(session: Warm, case: Case) -> tuple[float, float]:
    """Milliseconds of one more plan: of the processor, on the clock."""
    try:
        return both(lambda: session.again(case))[1]
    except CommonwealError as error:
        raise SystemExit(f"no plan after a move: {error}") from error


def both(call: Callable[[], Found]) -> tuple[Found, tuple[float, float]]:
    """What a call gives, and milliseconds of the processor and on the clock."""
    began, clock = time.process_time(), time.perf_counter()
    found = call()
    took = time.process_time() - began, time.perf_counter() - clock
    return found, (1e3 * took[0], 1e3 * took[1])


def timed(call: Callable[[], Found]) -> tuple[Found, float]:
    """What a call gives, and milliseconds of the processor."""
    found, (took, _) = both(call)
    return found, took


def simplex(moves: Moves) -> None:
    """The last goal after single moves, by each way from where the study stands."""
    print("| move | " + " | ".join(SIMPLEX) + " |", "|---" * (1 + len(SIMPLEX)) + "|", sep="\n")
    sessions = [
        Warm(moves.case, solver=partial(Way, strategy, edges))
        for strategy, edges in SIMPLEX.values()
    ]
    for key, value in SINGLE:
        case = moves.moved({key: value})[1]
        parts = []
        for session in sessions:
            session.again(case)
            last = session.chain[session.solution.stages[-1].goal].hot
            assert isinstance(last, Way)
            parts.append(f"{last.milliseconds:.0f} / {last.iterations}")
            session.again(moves.case)
        print(f"| {key} = {value:g} | " + " | ".join(parts) + " |")


def table(lines: list[dict[str, Any]]) -> None:
    """Medians and 90 % points; then by slider."""
    print(
        "| way | median | 90 % | largest | clock: median | 90 % | largest |",
        "|---" * 7 + "|",
        sep="\n",
    )
    for name in ("session", "hot start", "scratch", "case", "certificate"):
        parts = []
        for key in (name, f"{name}, clock"):
            values = np.array([float(line[key]) for line in lines if key in line])
            parts += [*np.percentile(values, [50, 90]), values.max()]
        print(f"| {name} | " + " | ".join(f"{part:.0f}" for part in parts) + " |")
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
