"""Tables on pages are the files that the programmes of ``verification`` wrote."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from verification import pages


def test_pages_show_the_results_that_were_written() -> None:
    """Proves: where a page shows a file of results it shows that file, to the last character, and
    three pages do. After a new run: python verification/pages.py"""
    shown = pages.pages()
    assert {page.name for page in shown} >= {"mutations.md", "design-values.md"}
    for page in shown:
        text = page.read_text(encoding="utf-8")
        assert pages.renewed(text) == text, page.name


def test_a_page_is_renewed_between_its_marks_alone(tmp_path: Path, monkeypatch) -> None:
    """Proves: what stands around the marks stays, headings of the file come one level down, and a
    second renewal changes nothing."""
    (tmp_path / "made.md").write_text("# Head\n\n| a |\n|---|\n", encoding="utf-8")
    monkeypatch.setattr(pages, "RESULTS", tmp_path)
    text = "before\n<!-- results: made -->\nold\n<!-- end of made -->\nafter\n"
    once = pages.renewed(text)
    assert once.startswith("before\n")
    assert once.endswith("<!-- end of made -->\nafter\n")
    assert "## Head" in once
    assert "old" not in once
    assert pages.renewed(once) == once
