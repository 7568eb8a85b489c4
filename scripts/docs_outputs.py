"""Writes what commands and snippets print into the pages that show it.

python scripts/docs_outputs.py            renews every page
python scripts/docs_outputs.py --check    says which pages differ, and changes nothing
python scripts/docs_outputs.py README.md  does so for the pages named

A block of text below ``<!-- output: COMMAND -->`` is what the command prints, one below
``<!-- output of the code above -->`` what the last Python block prints. The commands of a page run
in order, in one empty folder in which ``docs`` is the documentation.
"""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parent.parent
PAGES = (
    "README.md",
    "docs/tutorial.md",
    "docs/bring-your-own-economy.md",
    "docs/bring-your-own-table.md",
    "docs/market-theory.md",
    "docs/transformations.md",
    "docs/money.md",
    "docs/plan-and-market.md",
    "docs/two-level.md",
)
MARK = re.compile(
    r"(?P<mark><!-- output(?:: (?P<command>[^\n]+?)| of the code above) -->\n```text\n)"
    r"(?P<text>.*?)(?P<end>\n```\n)",
    re.DOTALL,
)
CODE = re.compile(r"```python\n(.*?)\n```\n", re.DOTALL)
# what differs between machines by rounding: the size of residuals and gaps
ROUNDING = re.compile(r"10⁻[⁰¹²³⁴⁵⁶⁷⁸⁹]+|-?\d\.\de-\d+|-?0\.0e\+00|[ │]-?0(?= )")


def renewed(page: str) -> str:
    """The text of a page with every output as it is now."""
    text = (ROOT / page).read_text(encoding="utf-8")
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "docs").symlink_to(ROOT / "docs")
        return MARK.sub(lambda found: _block(found, text, Path(folder)), text)


def _block(found: re.Match[str], page: str, folder: Path) -> str:
    if found["command"]:
        printed = _run(shlex.split(found["command"]), folder)
    else:
        code = CODE.findall(page[: found.start()])[-1]
        printed = _run([sys.executable, "-c", code], folder)
    return f"{found['mark']}{printed}{found['end']}"


def _run(command: list[str], folder: Path) -> str:
    """What a command prints; with its report and exit code where it ends with a problem."""
    if command[0] == "commonweal":
        command = [sys.executable, "-m", "commonweal.cli", *command[1:]]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    lines = done.stdout.splitlines()
    if done.returncode:
        report = done.stderr.splitlines()
        # steps are told in lower case, before the report
        while report and report[0][:1].islower():
            report.pop(0)
        lines += [*report, f"(exit code {done.returncode})"]
    return "\n".join(line.rstrip() for line in lines)


def comparable(text: str) -> str:
    """A page without what rounding changes."""
    return ROUNDING.sub("~", text)


def main() -> None:
    """Renew or check every page."""
    named = [argument for argument in sys.argv[1:] if argument != "--check"]
    stale = []
    for page in named or PAGES:
        text = renewed(page)
        if comparable(text) == comparable((ROOT / page).read_text(encoding="utf-8")):
            continue
        stale.append(page)
        if "--check" not in sys.argv:
            (ROOT / page).write_text(text, encoding="utf-8")
    print("\n".join(stale) or "every output is as it was")
    sys.exit(1 if stale and "--check" in sys.argv else 0)


if __name__ == "__main__":
    main()
