"""Whole runs of the main job, from the start of the process to the written report.

``python benchmarks/whole_process.py [--runs 3] [--study china-2026]`` prints a Markdown table:
wall time and highest memory of the whole process as the operating system counts them, the steps
as the run itself records them, and the solve alone with every method of HiGHS in the same run.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

METHODS = ("ipx", "hipo", "simplex")
TARGETS = {"wall": 20.0, "solve": 3.0, "memory": 1.5}  # the project's own goals: s, s, GB


def main() -> None:
    """Run and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--study", default="china-2026")
    chosen = parser.parse_args()
    print(f"{os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}\n")
    print("| run | whole process | memory | case | build | solve | certify | write | report |")
    print("|---|---|---|---|---|---|---|---|---|")
    walls = []
    for number in range(chosen.runs):
        wall, memory, steps = whole_run(chosen.study)
        walls.append(wall)
        names = ("case", "build", "solve", "certify", "write", "report")
        cells = " | ".join(f"{steps.get(name, 0.0):.1f} s" for name in names)
        print(f"| {number + 1} | {wall:.1f} s | {memory:.2f} GB | {cells} |")
    print(f"\nmedian of the whole process: {statistics.median(walls):.1f} s; goals: {TARGETS}\n")
    print("| method | all goals | objective |")
    print("|---|---|---|")
    for method in METHODS:
        seconds, objective = solve_alone(chosen.study, method)
        print(f"| {method} | {seconds:.2f} s | {objective:.9f} |")


def whole_run(study: str) -> tuple[float, float, dict[str, float]]:
    """Wall seconds, gigabytes and recorded steps of one run in a process of its own."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "run"
        command = [sys.executable, "-m", "commonweal.cli", "plan", study, "--out", str(out)]
        began = time.perf_counter()
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - began
        if status:
            raise SystemExit(f"{' '.join(command)} ended with {status}")
        record = json.loads((out / "run.json").read_text(encoding="utf-8"))
        return wall, usage.ru_maxrss / 1e6, record["this_run"]["seconds"]


def solve_alone(study: str, method: str) -> tuple[float, float]:
    """Seconds of the solve and value of the last goal, with one method."""
    from commonweal.case.build import build_case
    from commonweal.case.study import read_study
    from commonweal.plan.build import build
    from commonweal.plan.solve import solve

    programme = build(build_case(read_study(study)))
    began = time.perf_counter()
    solution = solve(programme, method)
    return time.perf_counter() - began, solution.stages[-1].value


if __name__ == "__main__":
    main()
