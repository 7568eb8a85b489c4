"""Apply mutations one by one in a copy of the package, and see that their tests fail.

    python -m verification.mutations [NAME...] [--write]

NAME is a mutation, or what it breaks ("T5", "T7 (iii)"); all of them if none is named. First every
test is run on the copy as it is, and must pass. Then each edit is made, its test must fail, and the
edit is taken back. The working tree is never touched. ``--write`` puts the table of all mutations
into ``verification/results/mutations.md``. Exit code 1 where a mutation is not noticed, a test does
not pass without it, or an edit no longer fits the source.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from verification.mutations.every import EVERY, chosen
from verification.mutations.mutation import PACKAGE, ROOT, Mutation

RESULTS = ROOT / "verification" / "results" / "mutations.md"
COPIED = ("src", "tests", "verification", "scripts", "docs/examples", "pyproject.toml")
PASSED, FAILED = 0, 1  # exit codes of pytest; others are no verdict
LONGEST = 600  # seconds of one test; a mutation that never ends is not noticed, and said to be so
NOTICED, MISSED = "noticed", "NOT NOTICED"


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


def judge(folder: Path, mutation: Mutation) -> Verdict:
    """Make the edit, run its test, take the edit back."""
    text = mutation.apply(folder)
    try:
        code, printed = tested(folder, LONGEST, mutation.test)
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


def table(verdicts: list[Verdict]) -> str:
    """The verdicts as Markdown."""
    rows = ["| breaks | mutation | in | test | result |", "|---|---|---|---|---|"]
    for verdict in verdicts:
        m = verdict.mutation
        test = m.test.removeprefix("tests/").replace("::", " ")
        rows.append(f"| {m.of} | {m.name} | `{m.file}` | `{test}` | {verdict.said} |")
    return "\n".join(rows) + "\n"


def main(arguments: list[str] | None = None) -> int:
    """Judge, print, perhaps write."""
    parser = argparse.ArgumentParser(prog="python -m verification.mutations", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME")
    parser.add_argument("--write", action="store_true", help=f"write {RESULTS.name}")
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
        code, printed = tested(folder, None, *sorted({m.test for m in mutations}))
        if code != PASSED:
            print(printed, "Without a mutation these tests do not pass.", sep="\n")
            return 1
        verdicts = []
        for m in mutations:
            verdicts.append(judge(folder, m))
            print(f"{len(verdicts)} of {len(mutations)}: {m.name}: {verdicts[-1].said}", flush=True)
    text = table(verdicts)
    print(text)
    if given.write and len(mutations) == len(EVERY):
        temporary = RESULTS.with_name(f".{RESULTS.name}")
        temporary.write_text(text, encoding="utf-8")
        temporary.replace(RESULTS)
    return 0 if all(verdict.fine for verdict in verdicts) else 1
