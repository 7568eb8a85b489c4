"""The picture of the frontier: what is drawn is what was found."""

from __future__ import annotations

import json

import numpy as np
import pytest

from commonweal.market.theory.findings import change
from commonweal.report.figures.figure import Figure
from commonweal.report.figures.frontier import wage_profit_frontier
from commonweal.report.figures.page import figures_page
from random_systems import basket_for, limited, random_menu


@pytest.fixture(scope="module")
def drawn() -> tuple[Figure, float, float]:
    """A figure, with the rate before and after."""
    rng = np.random.default_rng(5)
    menu = limited(random_menu(rng, size=5), 0.5)
    found = change(
        "techniques", menu, basket_for(menu.mixed(menu.first()), rng), rng.random(5), 0.5
    )
    return wage_profit_frontier(found, 0.5), found.rate, found.after[0.5]


def test_marks_lie_on_their_curves(drawn: tuple[Figure, float, float]) -> None:
    """Proves: the grey mark is the old rate at a real wage of 1 and lies on the grey curve, the
    orange one lies on the new curve at the new rate."""
    figure, before, after = drawn
    old, new, grey, orange = figure.plot.to_plotly_json()["data"]
    assert (grey["x"][0], grey["y"][0]) == (pytest.approx(100 * before, abs=1e-5), 1.0)
    assert orange["x"][0] == pytest.approx(100 * after, abs=1e-5)
    assert np.interp(grey["x"], old["x"], old["y"]) == pytest.approx(grey["y"], abs=1e-5)
    assert np.interp(orange["x"], new["x"], new["y"]) == pytest.approx(orange["y"], rel=1e-3)
    assert old["y"][-1] == new["y"][-1] == 0.0
    assert new["x"][-1] > old["x"][-1]


def test_no_gaps_are_drawn(drawn: tuple[Figure, float, float]) -> None:
    """Proves: every number in the page is finite; a rate without a wage before is no point."""
    figure, _, _ = drawn
    json.dumps(figure.plot.to_plotly_json()["data"], allow_nan=False, default=list)
    assert figure.table.iloc[:, 2].notna().all()


def test_page_escapes_and_is_whole(drawn: tuple[Figure, float, float]) -> None:
    """Proves: titles are text and not elements, the figure's numbers are in the page, and the same
    figures give the same bytes."""
    figure, _, _ = drawn
    page = figures_page("<b>A</b>", ["assumed <i>"], ["found"], [figure])
    assert page == figures_page("<b>A</b>", ["assumed <i>"], ["found"], [figure])
    assert "&lt;b&gt;A&lt;/b&gt;" in page
    assert "<i>" not in page.split("<script>")[0]
    assert 'id="spec-frontier"' in page
    assert "Real wage before (accounts = 1)" in page
