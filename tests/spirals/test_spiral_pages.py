"""Every bundled spiral has its page, made from the file as it is."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from commonweal.spirals.read import bundled_spirals, read_spiral

DOCS = Path(__file__).parents[2] / "docs"
LONGEST = 60  # lines of a page with one spiral: a screen, the picture not counted


@pytest.mark.parametrize("name", list(bundled_spirals()))
def test_a_spiral_has_its_page_and_picture(name: str) -> None:
    """Proves: one page has a block of the spiral, made from the file as it is now, with its
    picture; a file changed after its page would bear another hash."""
    found = []
    for page in DOCS.glob("*.md"):
        text = page.read_text(encoding="utf-8")
        found += re.findall(
            rf"<!-- spiral: {name} -->\n(.*?)<!-- end of spiral -->", text, re.DOTALL
        )
    assert len(found) == 1
    assert f"file {read_spiral(name).hash[:12]}" in found[0]
    assert f"images/spiral-{name}.svg" in found[0]
    assert (DOCS / "images" / f"spiral-{name}.svg").read_text(encoding="utf-8").startswith("<svg")


def test_pages_are_short() -> None:
    """Proves: a page on a spiral takes at most a screen of text."""
    for page in DOCS.glob("spiral-*.md"):
        text = page.read_text(encoding="utf-8")
        lines = text.count("\n")
        assert lines <= LONGEST * text.count("<!-- spiral: "), page.name
