"""The world planned in eight regions: from the bundled table to a certified plan."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from commonweal.case.build import build_case
from commonweal.case.study import read_study
from commonweal.compare.people import consumption_by_region
from commonweal.compare.production import trade_deficit
from commonweal.economy.tables import read_economy
from commonweal.plan.headline import headline
from commonweal.plan.make import make_plan
from commonweal.plan.plan import Plan
from commonweal.report.figures import plan_figures

SCRIPT = Path(__file__).resolve().parents[2] / "scripts" / "world_2011" / "aggregated.py"
GROUPS = ("OTH", "EUN", "EUE", "CHN", "EUS", "SOU", "JPK", "USA")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The economy and the study that the script writes, by the command of the documentation."""
    place = tmp_path_factory.mktemp("world") / "eight"
    subprocess.run(
        [sys.executable, str(SCRIPT), "--out", str(place)], check=True, cwd=SCRIPT.parents[2]
    )
    return place


@pytest.fixture(scope="module")
def plan(folder: Path) -> Plan:
    """The plan of that study."""
    return make_plan(build_case(read_study(folder)), time_limit=900.0)


def test_putting_together_loses_nothing(folder: Path) -> None:
    """Proves: output, people and hours of the eight regions are those of the 41."""
    small, world = read_economy(folder / "economy"), read_economy("world-2011")
    assert small.supply.to_numpy().sum() == pytest.approx(world.supply.to_numpy().sum(), rel=1e-12)
    assert small.labour is not None
    assert world.labour is not None
    assert small.labour.to_numpy().sum() == pytest.approx(world.labour.to_numpy().sum())
    assert small.supply.shape == (96, 96)
    assert small.regions is not None
    assert small.regions.loc["USA", "population"] == pytest.approx(313.6e6, rel=0.02)
    assert small.meta.population == world.meta.population


@pytest.mark.slow
def test_the_world_in_eight_regions_is_certified(plan: Plan) -> None:
    """Proves: five years, two techniques of every activity, labour and needs by region have a plan
    that the independent check accepts."""
    assert plan.certificate.status == "optimal"
    assert set(map(str, plan.case.technology.family.values)) == {"installed", "modern"}
    assert plan.certificate.residuals["labour"]["rows"] == 8 * 6


@pytest.mark.slow
def test_capacity_of_the_first_year_is_that_of_each_region(plan: Plan, folder: Path) -> None:
    """Proves: China's capacity is 1 + 0.1238 times that of 2011, southern Europe's 1 + 0.0048. One
    growth for all regions would make both the same."""
    case, activities = plan.case, read_economy(folder / "economy").activities
    stood = case.start.activity.to_series() / activities["utilisation"]
    stands = case.start.capacity.groupby(case.technology.activity).sum().to_series()
    ratio = stands[stood.index] / stood
    assert ratio.filter(like="CHN:").to_numpy() == pytest.approx(1.1238, abs=1e-4)
    assert ratio.filter(like="EUS:").to_numpy() == pytest.approx(1.0048, abs=1e-4)


@pytest.mark.slow
def test_no_region_owes_more_than_it_may(plan: Plan) -> None:
    """Proves: the balance of every region holds in every year, and all of them sum to zero."""
    owed = trade_deficit(plan.case, plan.values).transpose(*plan.case.trade.deficit.dims)
    room = 1e-6 * float(abs(plan.case.trade.deficit).max())
    assert (owed.values <= plan.case.trade.deficit.values + room).all()
    assert abs(owed.sum("region").values).max() < 1.0  # million dollars, of 14 trillion traded


@pytest.mark.slow
def test_no_region_gets_less(plan: Plan) -> None:
    """Proves: no need falls anywhere, so that no region's consumption per head does."""
    index = consumption_by_region(plan.case, plan.values)
    assert sorted(str(r) for r in index["region"].values) == sorted(GROUPS)
    assert float(index.min()) > 1.0 - 1e-6


@pytest.mark.slow
def test_figures_name_regions_and_show_no_label(plan: Plan) -> None:
    """Proves: readers meet "Southern Europe" and never "EUS:food", in every figure and table."""
    for figure in plan_figures(plan):
        text = figure.table.to_csv() + str(figure.plot.to_plotly_json())
        for group in GROUPS:
            assert f"{group}:" not in text, figure.name
    regions = next(figure for figure in plan_figures(plan) if figure.name == "regions")
    assert "Southern Europe" in set(regions.table["Region"])
    assert len(regions.table) == len(GROUPS)


@pytest.mark.slow
def test_the_page_says_what_the_plan_says(plan: Plan) -> None:
    """Proves: the figures of the small world on the page are those of its plan."""
    page = (SCRIPT.parents[2] / "docs" / "world-plan.md").read_text(encoding="utf-8")
    told = page.split("<!-- figures of the small world")[1].split("<!-- end of figures -->")[0]
    plain = (sentence.replace("\xa0", " ") for sentence in headline(plan).sentences)
    needs, hours, _, investment, _ = plain
    assert needs.partition(":")[0] in told
    assert hours in told
    assert investment in told
