"""Best cell, flips and the assumption that decides them, on grids made by hand."""

from __future__ import annotations

import math
from typing import Any

import pandas as pd
import pytest

from commonweal.compare import contrast
from commonweal.compare.grid import GRID, NAMED, Cell
from commonweal.compare.scores import SCORES

LEVEL = dict.fromkeys(SCORES, 1.0)


def cell(name: str, artefact: bool = False, **levels: str) -> Cell:
    """A closure by its levels."""
    return Cell(name, GRID if levels else NAMED, levels, {}, artefact=artefact)


def result(**figures: float | None) -> dict[str, Any]:
    """A result that is like the plan but for the figures named."""
    return {"shared": LEVEL | figures}


CELLS = [
    cell("a", wages="fixed", rent="none"),
    cell("b", wages="fixed", rent="high"),
    cell("c", wages="real", rent="none"),
    cell("d", wages="real", rent="high"),
]
RESULTS = [result(needs_mean=x) for x in (0.8, 0.9, 1.2, 1.1)]


def test_the_assumption_that_decides_is_named() -> None:
    """Proves: needs flip with wages and not with rent: with fixed wages none is ahead, with real
    wages all are. The share ahead is a half, and so is that behind."""
    frame = contrast.shared_frame(CELLS, RESULTS)
    row = contrast.ranking(frame, LEVEL, CELLS).loc["needs_mean"]
    assert (row["ahead"], row["behind"], row["axis"]) == (0.5, 0.5, "wages")
    assert row["levels"] == "fixed: 0%, real: 100%"
    assert (row["median"], row["lowest"], row["highest"]) == (1.0, 0.8, 1.2)


def test_what_is_equal_is_neither_ahead_nor_behind() -> None:
    """Proves: where every closure has the plan's figure nobody is ahead; and less is better where
    the figure says so."""
    results = [result(idle=x) for x in (0.5, 0.9, 0.9, 0.9)]
    ranking = contrast.ranking(contrast.shared_frame(CELLS, results), LEVEL, CELLS)
    assert tuple(ranking.loc["needs_mean", ["ahead", "behind"]]) == (0.0, 0.0)
    assert tuple(ranking.loc["idle", ["ahead", "behind"]]) == (1.0, 0.0)


def test_an_artefact_counts_in_nothing() -> None:
    """Proves: a fault of a rule moves neither median nor range nor the best closure."""
    cells = [*CELLS, cell("broken", artefact=True)]
    results = [*RESULTS, result(needs_mean=99.0)]
    frame = contrast.shared_frame(cells, results)
    assert list(frame.index) == ["a", "b", "c", "d"]
    assert contrast.best_cell(frame) == "c"


def test_a_market_that_died_is_neither_best_nor_ahead() -> None:
    """Proves: without figures a closure ranks last and is behind. Left out, a closure with one good
    figure and no others would have the best mean rank."""
    died: dict[str, float | None] = dict.fromkeys(SCORES)
    died["employment"] = 2.0
    cells, results = [*CELLS, cell("died")], [*RESULTS, {"shared": died}]
    frame = contrast.shared_frame(cells, results)
    assert math.isnan(frame.loc["died", "needs_mean"])
    assert contrast.best_cell(frame) == "c"
    row = contrast.ranking(frame, LEVEL, cells).loc["needs_mean"]
    assert (row["ahead"], row["behind"]) == (pytest.approx(0.4), pytest.approx(0.6))


def test_order_of_cells_changes_nothing() -> None:
    """Proves: shuffled, the grid has the same ranking and the same best closure."""
    turned = contrast.shared_frame(CELLS[::-1], RESULTS[::-1])
    frame = contrast.shared_frame(CELLS, RESULTS)
    columns = ["median", "lowest", "highest", "ahead", "behind", "axis"]
    pd.testing.assert_frame_equal(
        contrast.ranking(turned, LEVEL, CELLS[::-1])[columns],
        contrast.ranking(frame, LEVEL, CELLS)[columns],
    )
    assert contrast.best_cell(turned) == contrast.best_cell(frame)
