"""The page and the workbook of a run of the market hold what was run."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from commonweal.market.parameters import Closure
from commonweal.market.request import Request, Simulation, simulate_study
from commonweal.report.simulation import DRAWN, write_simulation
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
