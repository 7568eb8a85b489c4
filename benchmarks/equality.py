"""HiGHS and the interior point on 300 random economies of every combination of features.

``python benchmarks/equality.py [--count 300] [--first 0]`` prints how many have a plan, the largest
relative difference of a goal, how many plans the independent check accepts, and every exception.
The economies are those of ``tests/random_economies.py``, by their seeds: the first of every three
as it is, the second with twins of all its processes (degenerate), the third with its products in
units up to 100,000 times larger or smaller (badly scaled).
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from commonweal.case.case import Case
from commonweal.errors import CommonwealError
from commonweal.plan.build import build
from commonweal.plan.certify import certify
from commonweal.plan.plan import write_solution
from commonweal.plan.programme import LinearProgramme
from commonweal.plan.solve import NoPlanError, Solution, solve

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

from random_economies import badly_scaled, degenerate, economy
from tiny import Tiny

ALLOWED = 1e-7  # relative difference of a goal between two solvers


def main() -> None:
    """Compare and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=300)
    parser.add_argument("--first", type=int, default=0)
    chosen = parser.parse_args()
    planned, worst, accepted, wrong = 0, 0.0, 0, 0
    for seed in range(chosen.first, chosen.first + chosen.count):
        case = economy_of(seed).case()
        programme = build(case)
        peer, ours = ended(programme, "auto"), ended(programme, "interior")
        if isinstance(peer, Solution) and isinstance(ours, Solution):
            apart = difference(peer, ours)
            reasons = refused(case, ours)
            planned, worst, accepted = planned + 1, max(worst, apart), accepted + (not reasons)
            if apart > ALLOWED or reasons:
                wrong += 1
                print(f"seed {seed}: apart by {apart:.1e}; {reasons}", flush=True)
        elif peer != ours:
            wrong += 1
            print(f"seed {seed}: HiGHS: {said(peer)}; interior: {said(ours)}", flush=True)
    print(f"{chosen.count} economies, {planned} with a plan, {accepted} accepted by the check, ")
    print(f"largest relative difference of a goal {worst:.1e}, {wrong} exceptions")


def economy_of(seed: int) -> Tiny:
    """The economy of a seed: plain, degenerate or badly scaled."""
    plain = economy(seed)
    return (plain, degenerate(plain), badly_scaled(plain, seed))[seed % 3]


def ended(programme: LinearProgramme, solver: str) -> Solution | str:
    """The solution, or what was said instead."""
    try:
        return solve(programme, solver)
    except NoPlanError:
        return "no plan"
    except CommonwealError as error:
        return str(error)


def said(end: Solution | str) -> str:
    """An end in a line."""
    if isinstance(end, str):
        return end
    return "a plan with " + ", ".join(f"{stage.goal} {stage.value:.9g}" for stage in end.stages)


def difference(one: Solution, other: Solution) -> float:
    """Largest relative difference of a goal."""
    pairs = zip(one.stages, other.stages, strict=True)
    return max(abs(a.value - b.value) / max(1.0, abs(a.value)) for a, b in pairs)


def refused(case: Case, solution: Solution) -> tuple[str, ...]:
    """Why the independent check refuses the plan; empty where it accepts it."""
    with tempfile.TemporaryDirectory() as folder:
        write_solution(case, solution, Path(folder) / "run")
        return certify(Path(folder) / "run").reasons


if __name__ == "__main__":
    main()
