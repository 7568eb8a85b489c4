"""The report in a real browser, without a network."""

from __future__ import annotations

import csv
import io
import shutil
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from commonweal.report.html import write_report
from made_plans import made_case, made_plan

CHROMIUM = shutil.which("chromium") or "/usr/bin/chromium"
WIDTHS = (1280, 390)

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """Chromium, or a skip that says so."""
    if not Path(CHROMIUM).is_file():
        message = f"NOT TESTED: no Chromium at {CHROMIUM}; the report was not opened in a browser"
        warnings.warn(message, stacklevel=2)
        pytest.skip(message)
    playwright = pytest.importorskip("playwright.sync_api")
    with playwright.sync_playwright() as started:
        opened = started.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield opened
        opened.close()


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("browser")
    write_report(made_plan(made_case(folder)), folder / "report.html")
    return folder / "report.html"


def _open(browser: Any, report: Path, width: int, **context: Any) -> tuple[Any, list[str]]:
    page = browser.new_context(
        viewport={"width": width, "height": 900}, offline=True, **context
    ).new_page()
    said: list[str] = []
    page.on("console", lambda m: said.append(m.text) if m.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto(report.as_uri())
    page.wait_for_selector("html[data-ready=yes]", timeout=60_000)
    return page, said


@pytest.mark.parametrize("width", WIDTHS)
def test_every_figure_is_drawn_offline(browser: Any, report: Path, width: int) -> None:
    """Proves: all figures are drawn without a network, without an error, and the page is no wider
    than the screen. A script from a server would leave them empty."""
    page, said = _open(browser, report, width)
    assert said == []
    plots = page.locator(".plot")
    assert plots.count() == 12
    for n in range(plots.count()):
        plot = plots.nth(n)
        assert plot.locator("svg.main-svg").count() > 0, plot.get_attribute("data-figure")
        assert plot.bounding_box()["height"] > 200
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("width", WIDTHS)
def test_names_of_rows_do_not_overlap(browser: Any, report: Path, width: int) -> None:
    """Proves: labels of rows stand clear of each other, on a narrow screen too."""
    page, _ = _open(browser, report, width)
    overlaps = page.evaluate(
        """() => [...document.querySelectorAll('.plot')].flatMap((plot) => {
            const boxes = [...plot.querySelectorAll('.ytick text')]
              .map((t) => t.getBoundingClientRect()).sort((a, b) => a.top - b.top);
            return boxes.slice(1).filter((b, n) => b.top < boxes[n].bottom - 3)
              .map(() => plot.dataset.figure);
        })"""
    )
    assert overlaps == []


def test_legends_stand_clear_of_the_figures(browser: Any, report: Path) -> None:
    """Proves: no legend lies over the area where data are drawn."""
    page, _ = _open(browser, report, 1280)
    over = page.evaluate(
        """() => [...document.querySelectorAll('.plot')].filter((plot) => {
            const legend = plot.querySelector('.legend'), area = plot.querySelector('.nsewdrag');
            if (!legend || !area) return false;
            const a = legend.getBoundingClientRect(), b = area.getBoundingClientRect();
            return a.bottom > b.top + 3 && a.top < b.bottom - 3;
        }).map((plot) => plot.dataset.figure)"""
    )
    assert over == []


def test_dark_pages_have_light_letters(browser: Any, report: Path) -> None:
    """Proves: letters of figures follow the page. Left dark they would vanish on dark."""
    page, _ = _open(browser, report, 1280, color_scheme="dark")
    colour = page.evaluate(
        "getComputedStyle(document.querySelector('.xtick text')).fill.match(/\\d+/g).map(Number)"
    )
    assert min(colour[:3]) > 150


def test_numbers_open_and_download(browser: Any, report: Path) -> None:
    """Proves: the numbers behind a figure open by keyboard and the CSV comes as a file."""
    page, _ = _open(browser, report, 1280)
    figure = page.locator("#figure-needs")
    figure.locator("summary").focus()
    page.keyboard.press("Enter")
    assert figure.locator("td", has_text="Food").first.is_visible()
    with page.expect_download() as waiting:
        figure.locator("a[download]").click()
    assert waiting.value.suggested_filename == "needs.csv"
    text = Path(waiting.value.path()).read_text(encoding="utf-8-sig")
    rows = list(csv.reader(io.StringIO(text)))
    assert [cell for cell in rows[0] if cell.isdigit()] == ["2020", "2021", "2022", "2023"]
