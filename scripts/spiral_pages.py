"""Runs the spirals that ship with the package and writes what they say into their pages.

python scripts/spiral_pages.py            renews every page and picture
python scripts/spiral_pages.py rents      does so for the spirals named

Runs are kept in build/spirals, so that an interrupted renewal goes on where it ended; they are told
apart by case, closure and version of the package. After a change of the market's rules remove that
folder. In a page the text between ``<!-- spiral: NAME -->`` and ``<!-- end of spiral -->`` is
replaced, and docs/images/spiral-NAME.svg is the picture.
"""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path

from commonweal.report.figures.spiral import spiral_picture
from commonweal.spirals.read import bundled_spirals, read_spiral
from commonweal.spirals.telling import beside_plan, links_table, sentences
from commonweal.spirals.trial import Trial, try_spiral

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
KEPT = ROOT / "build" / "spirals"
BLOCK = re.compile(r"(<!-- spiral: (?P<name>[\w-]+) -->\n).*?(<!-- end of spiral -->\n)", re.DOTALL)


def main() -> None:
    """Renew pages and pictures."""
    wanted = sys.argv[1:] or list(bundled_spirals())
    pages = [page for page in DOCS.glob("*.md") if BLOCK.search(page.read_text(encoding="utf-8"))]
    for name in wanted:
        spiral = read_spiral(name)
        trial = try_spiral(
            name,
            spiral,
            KEPT / f"{name}.{spiral.hash[:16]}",
            workers_wanted=os.cpu_count() or 1,
            tell=lambda text: print(text, file=sys.stderr),
        )
        picture = DOCS / "images" / f"spiral-{name}.svg"
        picture.write_text(spiral_picture(trial), encoding="utf-8")
        for page in pages:
            text = page.read_text(encoding="utf-8")
            page.write_text(
                BLOCK.sub(lambda found, own=trial: renewed(found, own), text), encoding="utf-8"
            )
        print(f"{name}: {trial.verdict}")


def renewed(found: re.Match[str], trial: Trial) -> str:
    """A block of a page, with what the trial says where it is that trial's."""
    if found["name"] != trial.name:
        return found[0]
    return f"{found[1]}\n{block(trial)}\n{found[3]}"


def block(trial: Trial) -> str:
    """Verdict, picture, links, and what it depends on, in Markdown."""
    first, *rest = sentences(trial)
    heads, rows = links_table(trial)
    spiral = trial.spiral
    lines = [
        f"**{first}**",
        "",
        f"![{spiral.title}: {len(trial.cells)} cells](images/spiral-{trial.name}.svg)",
        "",
        "| " + " | ".join(heads) + " |",
        "|---|---|" + "--:|" * (len(heads) - 3) + "---|",
        *("| " + " | ".join(row) + " |" for row in rows),
        "",
        *(f"- {line}" for line in [*rest, *beside_plan(trial)]),
        "",
        f"{len(trial.cells)} cells, {spiral.years[0]} to {spiral.years[-1]}, medians and ranges in "
        f"points; file {spiral.hash[:12]}. Written by `scripts/spiral_pages.py`.",
    ]
    return "\n".join(lines)


if __name__ == "__main__":
    main()
