"""A run that is killed in the middle, by the operating system, leaves nothing half-written."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

# The step in which the process is killed, by the first sentence that says it has begun.
PLAN = """
import sys, time
from pathlib import Path
import commonweal as cw
from commonweal.case.build import build_case
from commonweal.case.study import read_study
from commonweal.plan.make import make_plan
from commonweal.plan import publish as publishing

study = read_study(sys.argv[1])
stop = sys.argv[3]

def tell(sentence):
    if sentence.startswith(stop):
        Path(sys.argv[4]).write_text("there")
        time.sleep(600)

plan = make_plan(build_case(study), solver=sys.argv[5], progress=tell)
tables = publishing._write_tables

def slow(*parts):
    tables(*parts)
    tell("writing")

publishing._write_tables = slow
publishing.publish(plan, study, sys.argv[2])
"""
STUDY = """
economy: china-2020
years: 2026-2026
start: {scale: 1.3, capital: 1.45, workers: 0.973}
programme: none
targets: none
goals: [welfare]
welfare: {step: 0.1}
"""


def run(folder: Path, stop: str, solver: str) -> tuple[subprocess.Popen[bytes], Path, Path]:
    """A process that plans and publishes, and waits when the step ``stop`` begins."""
    study, out, flag = folder / "study.yaml", folder / "runs" / "one", folder / "flag"
    study.write_text(STUDY, encoding="utf-8")
    flag.unlink(missing_ok=True)
    command = [sys.executable, "-c", PLAN, str(study), str(out), stop, str(flag), solver]
    return subprocess.Popen(command, stderr=subprocess.DEVNULL), out, flag


@pytest.mark.parametrize(
    ("stop", "solver"), [("goal:", "auto"), ("goal:", "interior"), ("writing", "auto")]
)
def test_killed_and_run_again(tmp_path: Path, stop: str, solver: str) -> None:
    """Proves: killed (SIGKILL) while it solves, or while it writes with only the tables done, a
    run leaves no folder of its name; the next run, with what the first left lying about, publishes
    a certified plan. A folder written in place would stand there without its certificate."""
    process, out, flag = run(tmp_path, stop, solver)
    try:
        while not flag.exists():
            assert process.poll() is None, "it ended before it was killed"
            time.sleep(0.05)
    finally:
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
    assert not out.exists()
    process, out, _ = run(tmp_path, "never", solver)
    assert process.wait() == 0
    certificate = json.loads((out / "certificate.json").read_text(encoding="utf-8"))
    assert certificate["status"] == "optimal"
