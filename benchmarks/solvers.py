"""The interior point beside its peers, on the same cases, in the same run.

``python benchmarks/solvers.py [--limit 120] [--cases china-2026 usa-2026 usa-detail:5]`` prints a
Markdown table: for every case its rows, columns and non-zeros, and for every solver the seconds of
the solve on the clock and of all cores (user), the highest memory of the whole process as the
operating system counts it, the value of the last goal, the accuracy that the independent check
finds (worst of the relative gap and the relative residuals) and what it says of the plan. Each
solve has a process of its own. Where the machine is shared, the seconds of the cores say more than
those of the clock. Nothing is random: the cases have no seed, and each solver has its own default.

``pdlp`` is the first-order method of HiGHS, ``ortools`` that of OR-tools, for which
``benchmarks/requirements.txt`` has to be installed; where it is not, its lines say so.

``interior:jax`` and ``interior:cupy`` are the interior point with its dense work given to that
library; this, too, says so where it is not installed.

``usa-detail:5`` is the detail table of BEA for 2017 over five years; it needs the raw data.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from cases import case_of

from commonweal.errors import CommonwealError
from commonweal.plan import solve as solving
from commonweal.plan.build import build
from commonweal.plan.certify import certify
from commonweal.plan.matrix import matrix
from commonweal.plan.plan import write_solution
from commonweal.plan.programme import LinearProgramme
from commonweal.plan.solve import Solution

SOLVERS = ("interior", "simplex", "ipx", "hipo", "pdlp", "ortools")
DATA = Path(__file__).resolve().parents[2] / "shared" / "data"


def main() -> None:
    """Run and print, or be the process of one solve."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--limit", type=float, default=120.0, help="seconds for each solve")
    parser.add_argument("--cases", nargs="+", default=["china-2026", "usa-2026", "usa-detail:5"])
    parser.add_argument("--solvers", nargs="+", default=list(SOLVERS))
    parser.add_argument("--data", type=Path, default=DATA)
    parser.add_argument("--one", nargs=2, metavar=("CASE", "SOLVER"))
    chosen = parser.parse_args()
    if chosen.one:
        case, solver = chosen.one
        print(json.dumps(one(case, solver, chosen.data, chosen.limit)))
        return
    print(
        f"{os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()},",
        end=" ",
    )
    print(f"load when it began {os.getloadavg()[0]:.1f}, limit {chosen.limit:g} s\n")
    print(
        "| case | size | solver | clock | cores | memory | iterations | value | accuracy | check |"
    )
    print("|---|---|---|---|---|---|---|---|---|---|")
    for case in chosen.cases:
        for solver in chosen.solvers:
            print(line(case, solver, apart(case, solver, chosen)), flush=True)


def apart(case: str, solver: str, chosen: argparse.Namespace) -> dict[str, object]:
    """One solve in a process of its own."""
    command = [sys.executable, __file__, "--one", case, solver]
    command += ["--limit", str(chosen.limit), "--data", str(chosen.data)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        return {"ended": done.stderr.strip().splitlines()[-1]}
    return dict(json.loads(done.stdout.splitlines()[-1]))


def line(case: str, solver: str, found: dict[str, object]) -> str:
    """One row of the table."""
    if "ended" in found:
        return f"| {case} | | {solver} | | | | | | | {found['ended']} |"
    return (
        f"| {case} | {found['rows']:,} x {found['columns']:,}, {found['nonzeros']:,} | {solver} "
        f"| {found['clock']:.1f} s | {found['cores']:.1f} s | {found['memory']:.2f} GB "
        f"| {found['iterations']} | {found['value']} | {found['accuracy']} "
        f"| {found['certificate']} |"
    )


def one(name: str, solver: str, data: Path, limit: float) -> dict[str, object]:
    """Build, solve and certify one case."""
    programme = build(case_of(name, data))
    began, before = time.perf_counter(), used()[0]
    found: dict[str, object] = {"iterations": 0, "value": "", "accuracy": "", "certificate": ""}
    solution = None
    try:
        solution = solved(programme, solver, limit)
    except CommonwealError as error:
        found["certificate"] = " ".join(str(error).split())
    found["clock"] = time.perf_counter() - began
    found["cores"], found["memory"] = used()[0] - before, used()[1]
    found |= size(programme)
    if solution is not None:
        with tempfile.TemporaryDirectory() as folder:
            write_solution(programme.case, solution, Path(folder))
            certificate = certify(Path(folder))
        found["certificate"] = certificate.status
        reached = max(abs(certificate.relative_gap), certificate.worst_relative_residual)
        found["accuracy"] = f"{reached:.0e}"
        found["value"] = f"{certificate.objective:.9f}"
        found["iterations"] = sum(stage.iterations for stage in solution.stages)
    return found


def used() -> tuple[float, float]:
    """Seconds of the cores and the highest gigabytes, of this process and those it started."""
    both = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(each.ru_utime for each in both), max(each.ru_maxrss for each in both) / 1e6


def size(programme: LinearProgramme) -> dict[str, int]:
    """Rows, columns and non-zeros."""
    entries = matrix(programme).rows
    return {"rows": entries.shape[0], "columns": entries.shape[1], "nonzeros": int(entries.nnz)}


def solved(programme: LinearProgramme, solver: str, limit: float) -> Solution:
    """Solve with a solver of the package, or with one that is offered here only.

    Those prove no optimum to the certificate's accuracy, so that the package does not offer them.
    """
    if solver == "ortools":
        from ortools_pdlp import OrtoolsPdlp

        problem = matrix(programme)
        engine = OrtoolsPdlp(problem, limit)
        return solving.through(programme, problem, engine, lambda _: None)
    if solver == "pdlp":
        solving.METHODS.setdefault("pdlp", ("pdlp",))
    method, _, arrays = solver.partition(":")
    return solving.solve(programme, method, limit, arrays=arrays or "numpy")


if __name__ == "__main__":
    main()
