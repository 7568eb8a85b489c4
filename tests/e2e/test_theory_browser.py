"""The page of the theory in a real browser: it draws itself without a network."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from small_study import commonweal

CHROMIUM = shutil.which("chromium") or "/usr/bin/chromium"
pytestmark = pytest.mark.browser


def test_the_frontier_is_drawn(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Proves: the page draws two curves and two marks, asks for nothing from the network and
    raises no error."""
    if not Path(CHROMIUM).exists():
        pytest.skip("NOT TESTED: no Chromium")
    sync_api = pytest.importorskip("playwright.sync_api")
    words = ("theory", "china-2020", "--programme", "ai-plus", "--out", tmp_path / "page")
    assert commonweal(monkeypatch, capsys, *words)[0] == 0
    asked, errors = [], []
    with sync_api.sync_playwright() as started:
        browser = started.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = browser.new_page()
        page.on("request", lambda request: asked.append(request.url))
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.goto((tmp_path / "page" / "theory.html").as_uri())
        page.wait_for_selector("html[data-ready=yes]", timeout=60_000)
        assert page.locator(".scatterlayer .trace").count() == 4
        assert page.locator("h1").inner_text().startswith("China, 2020")
        browser.close()
    assert errors == []
    assert [url for url in asked if not url.startswith(("file:", "data:"))] == []
