"""The interior point beside its peers, on the same cases, in the same run.

``python benchmarks/solvers.py [--limit 120] [--cases china-2026 usa-2026 usa-detail:5]`` prints a
Markdown table: for every case its rows, columns and non-zeros, and for every solver the seconds of
the solve on the clock and of all cores (user), the highest memory of the whole process, the value
of the last goal and what the certificate says of the plan. Each solve has a process of its own.
Where the machine is shared, the seconds of the cores say more than those of the clock.

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
from commonweal.plan.plan import write_solution

SOLVERS = ("interior", "simplex", "ipx", "hipo", "pdlp")
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
    print(f"{os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}, ")
    print(f"load when it began {os.getloadavg()[0]:.1f}, limit {chosen.limit:g} s\n")
    print("| case | size | solver | clock | cores | memory | iterations | value | certificate |")
    print("|---|---|---|---|---|---|---|---|---|")
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
        return f"| {case} | | {solver} | | | | | | {found['ended']} |"
    return (
        f"| {case} | {found['rows']:,} x {found['columns']:,}, {found['nonzeros']:,} | {solver} "
        f"| {found['clock']:.1f} s | {found['cores']:.1f} s | {found['memory']:.2f} GB "
        f"| {found['iterations']} | {found['value']} | {found['certificate']} |"
    )


def one(name: str, solver: str, data: Path, limit: float) -> dict[str, object]:
    """Build, solve and certify one case."""
    solving.METHODS.setdefault("pdlp", ("pdlp",))  # offered here only: it proves no optimum to 1e-6
    programme = build(case_of(name, data))
    began, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_SELF).ru_utime
    found: dict[str, object] = {"iterations": 0, "value": "", "certificate": ""}
    solution = None
    try:
        solution = solving.solve(programme, solver, limit)
    except CommonwealError as error:
        found["certificate"] = str(error)
    found["clock"] = time.perf_counter() - began
    found["cores"] = resource.getrusage(resource.RUSAGE_SELF).ru_utime - before
    found["memory"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
    matrix = programme.model.matrices.A
    found |= {"rows": matrix.shape[0], "columns": matrix.shape[1], "nonzeros": int(matrix.nnz)}
    if solution is not None:
        with tempfile.TemporaryDirectory() as folder:
            write_solution(programme.case, solution, Path(folder))
            certificate = certify(Path(folder))
        found["certificate"] = f"{certificate.status}, gap {certificate.relative_gap:.0e}"
        found["value"] = f"{certificate.objective:.9f}"
        found["iterations"] = sum(stage.iterations for stage in solution.stages)
    return found


if __name__ == "__main__":
    main()
