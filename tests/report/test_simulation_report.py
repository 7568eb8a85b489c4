"""The page and the workbook of a run of the market hold what was run."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from commonweal.compare.market import OWN, market_indicators
from commonweal.market.parameters import Closure
from commonweal.market.request import Request, Simulation, simulate_study
from commonweal.market.telling import sentences
from commonweal.report.simulation import DRAWN, figures, write_simulation
from small_study import write_small_study


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> Simulation:
    """Two years and a half of the small study."""
    study = write_small_study(tmp_path_factory.mktemp("simulated") / "small")
    return simulate_study(Request(study=str(study), months=30))


@pytest.fixture(scope="module")
def folder(found: Simulation, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_simulation(found, tmp_path_factory.mktemp("out") / "run")


def test_the_workbook_holds_means_of_whole_years(found: Simulation, folder: Path) -> None:
    """Proves: two whole years of thirty months are in the workbook, employment is the mean of
    twelve months, every parameter of the closure is there with its value, and numbers have units.
    A mean over all thirty months would be another figure."""
    book = openpyxl.load_workbook(folder / "simulation.xlsx")
    assert book.sheetnames == ["About", "Years", "Activities", "Indicators", "Parameters"]
    lines = list(book["Years"].iter_rows(min_row=3, values_only=True))
    assert lines[0] == ("Figure", "Unit", "2021", "2022")
    employment = next(line for line in lines if line[0] == "Employment")
    mean = float(found.run.record["employment"][:12].mean())
    assert employment[2] == pytest.approx(mean, rel=1e-12)
    named = {line[0] for line in book["Parameters"].iter_rows(min_row=5, values_only=True)}
    assert named == set(Closure.model_fields)
    for page in book:
        assert str(page.freeze_panes).endswith("5"), page.title
        for column in page.iter_cols(min_row=3):
            if any(isinstance(cell.value, (int, float)) for cell in column[2:]):
                assert column[1].value, (page.title, column[0].value)


def test_the_page_shows_every_figure_and_what_was_assumed(folder: Path) -> None:
    """Proves: output, employment, wages, profit, what is unsold, debt and taxes are drawn, no
    technique of a programme where there is none, and the page says who pays for a deficit and what
    the tax rate does."""
    text = (folder / "simulation.html").read_text(encoding="utf-8")
    for name, *_ in DRAWN:
        assert f'id="figure-{name}"' in text
    assert 'id="figure-adoption"' not in text  # a study without a programme
    assert "The tax rate moves with public debt" in text
    assert "Abroad buys the exports of the start" in text


def test_a_short_run_is_drawn_by_month(found: Simulation, folder: Path, tmp_path: Path) -> None:
    """Proves: a run of two years and a half has a point for each of its thirty months, from the
    first of the case on; one of four years has four. By year the short one was two points."""
    frame = market_indicators(found.case, found.run)
    first = next(figures(found, frame))
    assert next(iter(first.table.columns)) == "Month"
    assert list(first.table["Month"])[:2] == ["2021-01", "2021-02"]
    assert len(first.table) == 30
    output = found.run.record["output"]
    assert first.table.iloc[29, 1] == pytest.approx(output[29] / output[0], rel=1e-12)
    study = write_small_study(tmp_path / "small")
    long = simulate_study(Request(study=str(study), months=48))
    first = next(figures(long, market_indicators(long.case, long.run)))
    assert list(first.table["Year"]) == [2021, 2022, 2023, 2024]


def test_debts_have_one_measure(found: Simulation) -> None:
    """Proves: public debt, net public debt and claims on abroad are told of a year's value added,
    debt less deposits is net debt. Debt was told of gross output, two and a half times as much."""
    units = {OWN[f"Market|{name}"][0] for name in ("Public debt", "Net public debt")}
    assert units == {OWN["Market|Claims on abroad"][0]} == {"of a year's value added"}
    gross, net = (
        OWN[f"Market|{name}"][1](found.run) for name in ("Public debt", "Net public debt")
    )
    record = found.run.record
    assert gross - net == pytest.approx(record["public_deposits"] / record["value_added"])


def test_cases_are_whole_and_one_year_is_a_year(tmp_path: Path) -> None:
    """Proves: twelve debts that were not paid are "12 cases", not "12.00 cases", and a run of a
    year says "1 year"."""
    study = write_small_study(tmp_path / "small")
    found = simulate_study(Request(study=str(study), months=12))
    found.run.record["defaults"][:] = 1.0
    told = " ".join(sentences(found))
    assert "in 12 cases (sector and month)" in told
    assert "After 1 year " in told
