"""The workbook of a comparison: its sheets, units, and that it holds what was found."""

from __future__ import annotations

import json
from pathlib import Path

import openpyxl
import pandas as pd
import pytest

from commonweal.compare.comparison import CompareRequest, Comparison, compare_study
from commonweal.compare.grid import BUNDLED, HASH, content_hash
from commonweal.compare.paths import described, spread
from commonweal.compare.scores import SCORES
from commonweal.report.comparison import write_comparison
from commonweal.report.figures.flips import flips
from commonweal.report.figures.paths import fan
from small_study import write_small_study

SHEETS = [
    "About",
    "Figures",
    "Market only",
    "Rankings",
    "Closures",
    "Results",
    "Waterfall",
    "Years",
    "Sources",
]


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> Comparison:
    """A comparison of the small study over few closures, with a waterfall."""
    place = tmp_path_factory.mktemp("sheets")
    content = json.loads(BUNDLED.read_text(encoding="utf-8"))
    names = ("reference", "wages never cut", "everybody rationed alike")
    content["named"] = {name: content["named"][name] for name in names}
    content["axes"] = {"abroad": content["axes"]["abroad"]}
    content["switches"] = {"rent": content["switches"]["rent"]}
    content["information"] |= {"coefficient_noise": 0.0, "seeds": [1]}
    content[HASH] = content_hash(content)
    (place / "grid.json").write_text(json.dumps(content), encoding="utf-8")
    return compare_study(
        CompareRequest(
            study=str(write_small_study(place / "small")),
            grid=place / "grid.json",
            workers=1,
            cells=place / "cells",
        )
    )


@pytest.fixture(scope="module")
def folder(found: Comparison, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_comparison(found, tmp_path_factory.mktemp("written") / "run")


@pytest.fixture(scope="module")
def book(folder: Path) -> openpyxl.Workbook:
    return openpyxl.load_workbook(folder / "comparison.xlsx")


def rows(book: openpyxl.Workbook, sheet: str) -> list[dict[str, object]]:
    """Rows of a sheet below names and units."""
    lines = list(book[sheet].iter_rows(min_row=3, values_only=True))
    return [dict(zip(map(str, lines[0]), line, strict=True)) for line in lines[2:]]


def test_every_sheet_has_units_and_frozen_heads(book: openpyxl.Workbook) -> None:
    """Proves: the sheets are in order, heads are frozen below names and units, and each column that
    holds a number names its unit. A number without one could be a share or a percentage."""
    assert book.sheetnames == SHEETS
    for sheet in SHEETS:
        page = book[sheet]
        assert str(page.freeze_panes).endswith("5"), sheet
        for column in page.iter_cols(min_row=3):
            if any(isinstance(cell.value, (int, float)) for cell in column[2:]):
                assert column[1].value, (sheet, column[0].value)


def test_sheets_hold_what_was_found(found: Comparison, book: openpyxl.Workbook) -> None:
    """Proves: the plan's and the closures' figures, the steps and the hash of the grid stand in the
    workbook as they were found; the artefact is there and marked."""
    about = {row["What"]: row["In words"] for row in rows(book, "About")}
    assert about["Grid of closures, SHA-256"] == found.grid.hash
    figures = {row["Figure"]: row for row in rows(book, "Figures")}
    results = {row["Closure"]: row for row in rows(book, "Results")}
    for name, score in SCORES.items():
        assert figures[score.title]["Plan"] == pytest.approx(found.planned[name], rel=1e-12)
        for cell, result in zip(found.cells, found.results, strict=True):
            value = result["shared"][name]
            assert results[cell.name][score.title] == pytest.approx(value, rel=1e-12)
    assert found.steps is not None
    step = {row["Step"]: row for row in rows(book, "Waterfall")}
    title = SCORES["needs_mean"].title
    for name, value in found.steps["needs_mean"].items():
        assert step[name][title] == pytest.approx(value, rel=1e-12)
    counts = {row["Closure"]: row["Counts"] for row in rows(book, "Closures")}
    assert [name for name, said in counts.items() if said != "yes"] == ["everybody rationed alike"]


def test_years_end_at_the_figures_of_the_last_year(found: Comparison, folder: Path) -> None:
    """Proves: the last year of the paths of needs and hours is what the comparison is made on, for
    the plan and every closure, and the table has the columns of the scenario community. Paths
    shifted by a year would end elsewhere."""
    frame = pd.read_csv(folder / "years.csv")
    years = [str(year) for year in found.years]
    assert list(frame.columns) == ["Model", "Scenario", "Region", "Variable", "Unit", *years]
    needs = frame[frame["Variable"] == "Consumption|Index"].set_index("Scenario")[years]
    needs = needs.ffill(axis=1)[years[-1]]  # a run that ended early stands with its last year
    assert needs["plan"] == pytest.approx(found.planned["needs_mean"], rel=1e-9)
    for cell, result in zip(found.cells, found.results, strict=True):
        assert needs[cell.name] == pytest.approx(result["shared"]["needs_mean"], rel=1e-9)
        hours = result["paths"]["hours"]
        assert hours[-1] == pytest.approx(result["shared"]["hours"], rel=1e-9)
        assert result["paths"]["prices"][-1] == pytest.approx(result["market"]["prices"], rel=1e-9)


def test_the_same_comparison_has_the_same_bytes(
    found: Comparison, folder: Path, tmp_path: Path
) -> None:
    """Proves: written twice, every file but the record of when has the same bytes."""
    found.request.cells.mkdir()
    again = write_comparison(found, tmp_path / "again")
    for path in sorted(folder.iterdir()):
        if path.name != "run.json":
            assert (again / path.name).read_bytes() == path.read_bytes(), path.name


def test_the_spread_is_of_each_year() -> None:
    """Proves: of runs 1 4, 3 and 2 8 the first year lies between 1 and 3 with median 2, the second
    between 4 and 8 with median 6, the run that ended early left out there and not counted as
    nought."""
    runs = [{"needs": [1.0, 4.0]}, {"needs": [3.0]}, {"needs": [2.0, 8.0]}]
    table = spread(runs, "needs", 2)
    assert table.to_numpy().tolist() == [[1.0, 2.0, 3.0], [4.0, 6.0, 8.0]]


def test_figures_draw_what_was_found(found: Comparison) -> None:
    """Proves: the band of a path lies between lowest and highest and counts no artefact; shares in
    per cent are drawn so and kept as shares in the table; the bars of each ranking add up to
    everything."""
    figure = fan(found, "employment")
    drawn = {trace.name: list(trace.y) for trace in figure.plot.data}
    paths = [100.0 * path["employment"][0] for path in found.market_paths]
    assert len(paths) == len(found.cells) - 1
    assert drawn["range of all closures"][0] == pytest.approx(max(paths), abs=1e-5)
    assert drawn["lowest"][0] == pytest.approx(min(paths), abs=1e-5)
    assert float(figure.table.iloc[0, 3]) == pytest.approx(max(paths) / 100.0, rel=1e-9)
    assert "plan" in {trace.name for trace in fan(found, "needs").plot.data}
    bars = flips(found).plot.data
    for place in range(len(bars[0].y)):
        assert sum(bar.x[place] for bar in bars) == pytest.approx(100.0, abs=0.01)


def test_every_path_is_described() -> None:
    """Proves: each figure over the years has a title, a unit and a name in the tables."""
    for name, path in described().items():
        assert path.title, name
        assert path.unit, name
        assert path.variable, name
