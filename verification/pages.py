"""Results on the pages of the documentation: between two marks stands the file of results.

    python verification/pages.py            puts every file of results where a page shows it

A page shows a file by ``<!-- results: NAME -->`` and ``<!-- end of NAME -->``, on lines of their
own; NAME is a file of ``verification/results`` without its ending.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
RESULTS = ROOT / "verification" / "results"
MARKS = re.compile(
    r"(?P<mark><!-- results: (?P<name>[\w-]+) -->\n).*?(?P<end><!-- end of (?P=name) -->)",
    re.DOTALL,
)


def pages() -> list[Path]:
    """Pages of the documentation that show results."""
    return [p for p in sorted((ROOT / "docs").rglob("*.md")) if MARKS.search(p.read_text("utf-8"))]


def content(name: str) -> str:
    """A file of results as a page shows it: its headings one level down, an empty line after."""
    text = (RESULTS / f"{name}.md").read_text(encoding="utf-8").strip()
    return f"{re.sub(r'^#', '##', text, flags=re.MULTILINE)}\n"


def renewed(text: str) -> str:
    """A page with every file of results as it is now."""
    return MARKS.sub(lambda m: f"{m['mark']}\n{content(m['name'])}\n{m['end']}", text)


def main() -> int:
    """Renew every page."""
    for page in pages():
        text = page.read_text(encoding="utf-8")
        if renewed(text) != text:
            temporary = page.with_name(f".{page.name}")
            temporary.write_text(renewed(text), encoding="utf-8")
            temporary.replace(page)
            print(page.relative_to(ROOT))
    return 0


if __name__ == "__main__":
    sys.exit(main())
