"""Apply mutations one by one in a copy of the package, and see that their tests fail.

    python -m verification.mutations [NAME...] [--write]

NAME is a mutation, or what it breaks ("T5", "T7 (iii)"); all of them if none is named. First every
test is run on the copy as it is, and must pass. Then each edit is made, its test must fail, and the
edit is taken back. The working tree is never touched. ``--write`` puts what was said of those that
were run into ``verification/results/mutations.md``; the lines of others stay. Exit code 1 where a
mutation is not noticed, a test does not pass without it, or an edit no longer fits the source.
"""

from __future__ import annotations

import argparse
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

# loaded here, so that every fork has them
import hypothesis  # noqa: F401
import linopy  # noqa: F401
import numpy  # noqa: F401
import pandas  # noqa: F401
import plotly.graph_objects  # noqa: F401
import pydantic  # noqa: F401
import pytest
import scipy.optimize
import scipy.sparse  # noqa: F401
import xarray  # noqa: F401

from verification.mutations.every import EVERY, chosen
from verification.mutations.mutation import PACKAGE, ROOT, Mutation

RESULTS = ROOT / "verification" / "results" / "mutations.md"
COPIED = ("src", "tests", "verification", "scripts", "docs/examples", "pyproject.toml")
PASSED, FAILED = 0, 1  # exit codes of pytest; others are no verdict
LONGEST = 600  # seconds of one test; a mutation that never ends is not noticed, and said to be so
NOTICED, MISSED = "noticed", "NOT NOTICED"
Runner = Callable[..., tuple[int, str]]


@dataclass(frozen=True)
class Verdict:
    """What a test said of a mutation."""

    mutation: Mutation
    said: str

    @property
    def fine(self) -> bool:
        """Whether the mutation was noticed."""
        return self.said == NOTICED


def copy_to(folder: Path) -> None:
    """A copy of the package and its tests."""
    leave = shutil.ignore_patterns("__pycache__", "*.egg-info", "results")
    for name in COPIED:
        source, target = ROOT / name, folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        if source.is_dir():
            shutil.copytree(source, target, ignore=leave)
        else:
            shutil.copy2(source, target)


def python(
    folder: Path, *words: str, longest: float | None = None
) -> subprocess.CompletedProcess[str]:
    """Run Python in a copy, on the package of the copy and on no bytecode of before."""
    path = {"PYTHONPATH": str(folder / "src"), "PYTHONDONTWRITEBYTECODE": "1"}
    return subprocess.run(
        [sys.executable, *words],
        cwd=folder,
        env={**os.environ, **path},
        capture_output=True,
        text=True,
        timeout=longest,
        check=False,
    )


def refuse_another_package(folder: Path) -> None:
    """Make sure that what is imported in the copy is the copy.

    Raises
    ------
    RuntimeError
        where it is not: every mutation would go unnoticed
    """
    found = python(folder, "-c", "import commonweal; print(commonweal.__file__)").stdout.strip()
    if not Path(found).resolve().is_relative_to(folder.resolve()):
        raise RuntimeError(f"in the copy the package is taken from {found}")


def tested(folder: Path, longest: float | None, *tests: str) -> tuple[int, str]:
    """Exit code of tests, and what they printed."""
    words = ("-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", *tests)
    done = python(folder, *words, longest=longest)
    return done.returncode, done.stdout + done.stderr


def forked(folder: Path, longest: float | None, *tests: str) -> tuple[int, str]:
    """The same in a fork of this process, which has the libraries loaded already.

    Nothing of the package or its tests is taken over from here: all of it is loaded from the copy.

    Raises
    ------
    subprocess.TimeoutExpired
        where the tests do not end in time
    """
    printed = folder / "printed.txt"
    child = os.fork()
    if child == 0:
        _run_in_fork(folder, printed, tests)
    until = None if longest is None else time.monotonic() + longest
    while True:
        done, status = os.waitpid(child, os.WNOHANG)
        if done:
            text = printed.read_text(encoding="utf-8", errors="replace")
            return os.waitstatus_to_exitcode(status), text
        if until is not None and time.monotonic() > until:
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)
            raise subprocess.TimeoutExpired(tests, longest or 0.0)
        time.sleep(0.05)


def _run_in_fork(folder: Path, printed: Path, tests: tuple[str, ...]) -> NoReturn:
    code = 70
    try:
        stream = os.open(printed, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
        os.dup2(stream, 1)
        os.dup2(stream, 2)
        os.chdir(folder)
        for name, module in list(sys.modules.items()):
            place = str(getattr(module, "__file__", "") or "")
            if name.split(".")[0] == "verification" or place.startswith(str(ROOT / "src")):
                del sys.modules[name]
        own = [str(folder / "src"), str(folder)]
        sys.path[:] = own + [p for p in sys.path if Path(p or ".").resolve() != ROOT]
        sys.dont_write_bytecode = True
        code = int(pytest.main(["-q", "-x", "-p", "no:cacheprovider", *tests]))
        here = sys.modules.get("commonweal")
        if here is None or not str(here.__file__).startswith(str(folder)):
            print("the package was not taken from the copy")
            code = 71
    finally:
        sys.stdout.flush()
        os._exit(code)


def judge(folder: Path, mutation: Mutation, run: Runner = tested) -> Verdict:
    """Make the edit, run its test, take the edit back."""
    text = mutation.apply(folder)
    try:
        code, printed = run(folder, LONGEST, mutation.test)
    except subprocess.TimeoutExpired:
        return Verdict(mutation, f"did not end in {LONGEST} s")
    finally:
        (folder / PACKAGE / mutation.file).write_text(text, encoding="utf-8")
    if code == FAILED:
        return Verdict(mutation, NOTICED)
    if code == PASSED:
        return Verdict(mutation, MISSED)
    last = printed.strip().splitlines()[-1] if printed.strip() else ""
    return Verdict(mutation, f"no verdict, exit code {code}: {last}")


def line(mutation: Mutation, said: str) -> str:
    """A line of the table."""
    test = mutation.test.removeprefix("tests/").replace("::", " ")
    return f"| {mutation.of} | {mutation.name} | `{mutation.file}` | `{test}` | {said} |"


def table(verdicts: list[Verdict], before: str = "") -> str:
    """The verdicts as Markdown, in the order of the list.

    Parameters
    ----------
    before : a table, whose lines stand for mutations that are not among the verdicts
    """
    said = {verdict.mutation.name: line(verdict.mutation, verdict.said) for verdict in verdicts}
    kept = {row.split(" | ")[1]: row for row in before.splitlines()[2:] if " | " in row}
    rows = [{**kept, **said}.get(m.name) for m in EVERY]
    own = [row for name, row in said.items() if name not in {m.name for m in EVERY}]
    head = ["| breaks | mutation | in | test | result |", "|---|---|---|---|---|"]
    return "\n".join([*head, *(row for row in [*rows, *own] if row)]) + "\n"


def write(verdicts: list[Verdict]) -> None:
    """Put the verdicts into the table of results."""
    before = RESULTS.read_text(encoding="utf-8") if RESULTS.exists() else ""
    temporary = RESULTS.with_name(f".{RESULTS.name}.{os.getpid()}")
    temporary.write_text(table(verdicts, before), encoding="utf-8")
    temporary.replace(RESULTS)


def main(arguments: list[str] | None = None) -> int:
    """Judge, print, perhaps write."""
    parser = argparse.ArgumentParser(prog="python -m verification.mutations", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME")
    parser.add_argument("--write", action="store_true", help=f"into {RESULTS.name}")
    given = parser.parse_args(arguments)
    mutations = chosen(given.names)
    stale = [problem for m in mutations for problem in m.problems()]
    if stale:
        print(*stale, sep="\n")
        return 1
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        copy_to(folder)
        refuse_another_package(folder)
        run = forked if hasattr(os, "fork") else tested
        code, printed = run(folder, None, *sorted({m.test for m in mutations}))
        if code != PASSED:
            print(printed, "Without a mutation these tests do not pass.", sep="\n")
            return 1
        verdicts = []
        for m in mutations:
            verdicts.append(judge(folder, m, run))
            if given.write:
                write(verdicts[-1:])
            print(f"{len(verdicts)} of {len(mutations)}: {m.name}: {verdicts[-1].said}", flush=True)
    print(table(verdicts))
    return 0 if all(verdict.fine for verdict in verdicts) else 1
