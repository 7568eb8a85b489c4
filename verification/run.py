"""Print the table of known answers, and write it with a picture into verification/results.

python -m verification                 every answer
python -m verification --quick         without the plans of a whole economy
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from pathlib import Path

from verification import china, cockshott, theory, turnpike
from verification.answers import Answer

RESULTS = Path(__file__).parent / "results"
QUICK: tuple[Callable[[], list[Answer]], ...] = (
    theory.leontief,
    theory.non_substitution,
    turnpike.turnpike,
    cockshott.answers,
)


def collect(quick: bool) -> list[Answer]:
    """Every answer, in the order of the table."""
    found = [answer for make in QUICK for answer in make()]
    return found if quick else found + china.all_answers()


def table(answers: list[Answer]) -> str:
    """The answers as a Markdown table."""
    rows = [
        "| known answer | figure | expected | obtained | ok | source |",
        "|---|---|---|---|---|---|",
    ]
    for a in answers:
        wanted = f"{a.bound} {a.expected:g}" if a.bound else f"{a.expected:g} ± {a.tolerance:g}"
        mark = "yes" if a.ok else "**no**"
        rows.append(
            f"| {a.name} | {a.figure} | {wanted} | {a.obtained:.6g} | {mark} | {a.source} |"
        )
    return "\n".join(rows) + "\n"


def _replace(file: Path, write: Callable[[Path], object]) -> None:
    """Write under another name and rename, so that nothing half-written stays."""
    temporary = file.with_name(f".{file.name}")
    write(temporary)
    temporary.replace(file)


def main(arguments: list[str] | None = None) -> int:
    """Run; 0 where every answer is as expected, 1 otherwise."""
    parser = argparse.ArgumentParser(prog="python -m verification", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="without the plans of China")
    parser.add_argument("--out", type=Path, default=RESULTS, help="folder for table and picture")
    given = parser.parse_args(arguments)
    answers = collect(given.quick)
    text = table(answers)
    print(text)
    given.out.mkdir(parents=True, exist_ok=True)
    if not given.quick:
        _replace(given.out / "known-answers.md", lambda file: file.write_text(text, "utf-8"))
    _replace(given.out / "turnpike.html", turnpike.picture)
    return 0 if all(answer.ok for answer in answers) else 1


if __name__ == "__main__":
    sys.exit(main())
