"""Figures of a study that differ by region, on the economy of two regions made by hand."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from commonweal.case.build import build_case
from commonweal.case.case import Case
from commonweal.case.study import Study, read_study
from commonweal.economy.economy import Economy
from commonweal.economy.tables import write_economy
from commonweal.errors import StudyError
from commonweal.plan.build import build
from commonweal.plan.diagnose import diagnose
from commonweal.plan.make import make_plan
from commonweal.plan.plan import Plan
from two_regions import two_meta, two_tables

STUDY = """\
economy: ./economy
years: 2021-2023
programme: none
targets: none
trade: {balance: {north: 0, south: 25}}
continuation: {growth: 0.0}
"""


def study(folder: Path, **overrides: str) -> Study:
    """A study of two regions: building takes two years in the north, one in the south."""
    tables = two_tables()
    tables["activities"]["build_years"] = [2, 1]
    write_economy(Economy.from_tables(two_meta(), tables), folder / "economy")
    (folder / "study.yaml").write_text(STUDY, encoding="utf-8")
    return read_study(folder, overrides=overrides)


def made(folder: Path, **overrides: str) -> Case:
    """The case of that study."""
    return build_case(study(folder, **overrides))


GROWTH = {"start.growth": "{north: 0.12, south: -0.01}"}


def test_orders_under_way_are_those_of_their_region(tmp_path: Path) -> None:
    """Proves: of 87 units that stand in the north, 0.95 * 87 = 82.65 are left and
    (0.05 + 0.12) * 87 = 14.79 new ones join them; in the south 0.95 * 90 = 85.5 and
    (0.05 - 0.01) * 90 = 3.6. With the north's growth for all the south would get 15.3 and have
    100.8 instead of 89.1."""
    found = made(tmp_path, **GROWTH).start.capacity.to_series().to_dict()
    assert found == pytest.approx(
        {
            "north:mine:installed": 82.65,
            "north:mine:modern": 14.79,
            "south:farm:installed": 85.5,
            "south:farm:modern": 3.6,
        }
    )


def test_what_is_still_to_be_paid_is_that_of_its_region(tmp_path: Path) -> None:
    """Proves: in the north, where building takes two years, 14.79 * 1.12 = 16.5648 units arrive in
    the second year. They take 200 / 87 * 1.1 assets each, half of them in the first year. In the
    south, where it takes one, nothing is under way."""
    start = made(tmp_path, **GROWTH).start
    assert start.arrivals.sel(process="north:mine:modern").values == pytest.approx(
        [0.0, 16.5648, 0.0, 0.0]
    )
    assert not start.arrivals.sel(process="south:farm:modern").values.any()
    assert start.committed.sel(asset="north:plant").values == pytest.approx(
        [16.5648 * 200 / 87 * 1.1 / 2, 0.0, 0.0, 0.0]
    )
    assert not start.committed.sel(asset="south:plant").values.any()


def test_one_value_is_a_table_with_that_value_for_all(tmp_path: Path) -> None:
    """Proves: both ways to write the same thing give the same arrays, to the last digit."""
    keys = ("start.growth", "start.capital", "start.workers", "start.population")
    keys += ("people.growth", "workers.growth")
    one = made(tmp_path / "one", **dict.fromkeys(keys, "0.11"))
    table = made(tmp_path / "table", **dict.fromkeys(keys, "{north: 0.11, south: 0.11}"))
    for (name, left), (_, right) in zip(one.arrays(), table.arrays(), strict=True):
        assert np.array_equal(left.values, right.values), name


def test_a_region_that_is_not_named_has_the_default(tmp_path: Path) -> None:
    """Proves: of the south nothing is said; nothing grows there and capacity stays at 90."""
    case = made(tmp_path, **{"start.growth": "{north: 0.12}", "workers.growth": "{north: 0.1}"})
    assert case.start.capacity.sel(process="south:farm:modern") == pytest.approx(4.5)
    assert case.work.workers.sel(labour_type="south:hands").values == pytest.approx([6_000.0] * 4)


def test_people_and_workers_grow_where_they_live(tmp_path: Path) -> None:
    """Proves: 10,000 people of the north grow by 2 % from 2020, the 12,000 of the south shrink by
    1 %; the 4,000 workers of the north are 1.1 times as many in the base year."""
    case = made(
        tmp_path,
        **{
            "people.growth": "{north: 0.02, south: -0.01}",
            "start.workers": "{north: 1.1}",
            "workers.growth": "{north: 0.03}",
        },
    )
    people = case.demand.people.sel(period=2022)
    assert people.values == pytest.approx([10_000 * 1.02**2, 12_000 * 0.99**2])
    assert case.work.workers.sel(period=2022).values == pytest.approx(
        [4_000 * 1.1 * 1.03**2, 6_000.0]
    )


def test_workers_and_capital_of_the_base_year_by_region(tmp_path: Path) -> None:
    """Proves: with 1.1 times the workers at the same output a unit of iron takes 1.1 times the
    hours of the accounts, 8,000,000 / 87; with 1.2 times the capital in the south a unit of corn
    takes 1.2 times the assets, 200 / 90. The other region has what it had."""
    begin = {"start.workers": "{north: 1.1}", "start.capital": "{south: 1.2}"}
    parts = made(tmp_path, **begin).technology
    hours = parts.hours.sum("labour_type").sel(
        process=["north:mine:installed", "south:farm:installed"]
    )
    assets = parts.assets.sum("asset").sel(process=hours["process"].values)
    assert hours.values == pytest.approx([1.1 * 8e6 / 87, 10.8e6 / 90])
    assert assets.values == pytest.approx([200 / 87, 1.2 * 200 / 90])


def test_people_of_the_base_year_by_region(tmp_path: Path) -> None:
    """Proves: 1.5 times the people of the south share the 40 units of corn that are eaten there."""
    case = made(tmp_path, **{"start.population": "{south: 1.5}"})
    assert case.demand.per_head.sel(need="south:food") == pytest.approx(40 / 18_000)
    assert case.demand.per_head.sel(need="north:food") == pytest.approx(30 / 10_000)


def test_every_unknown_region_is_named_at_once(tmp_path: Path) -> None:
    """Proves: a figure of a region that is not there is not passed over, and one report has all."""
    with pytest.raises(StudyError) as error:
        made(
            tmp_path,
            **{"start.growth": "{nort: 0.1}", "people.growth": "{east: 0.0, sout: 0.0}"},
        )
    text = str(error.value)
    assert "3 problems" in text
    assert 'start.growth.nort: the economy "two" has no region "nort"' in text
    assert 'Did you mean "north"?' in text
    assert 'people.growth.sout: the economy "two" has no region "sout"' in text


def test_every_region_that_declines_too_fast_is_named(tmp_path: Path) -> None:
    """Proves: plant wears out by 5 %; orders under way would be negative in both regions."""
    with pytest.raises(StudyError) as error:
        made(tmp_path, **{"start.growth": "{north: -0.2, south: -0.1}"})
    assert "2 problems" in str(error.value)
    assert "start.growth.south" in str(error.value)


NEEDED = {"start.growth": "{north: 0.05, south: 0.02}", "people.growth": "{north: 0.01}"}


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Plan:
    """A plan whose north has more people every year and plant under way for them."""
    folder = tmp_path_factory.mktemp("by-region")
    return make_plan(made(folder, **NEEDED, **{"workers.growth": "{north: 0.01}"}))


def test_the_plan_is_certified_and_uses_what_was_under_way(plan: Plan) -> None:
    """Proves: the certificate accepts a start by region; in the first year no more iron is made
    than 1.05 * 87 and no more corn than 1.02 * 90."""
    assert plan.certificate.status == "optimal"
    level = plan.values["activity"].sel(period=2021).to_series()
    assert level.filter(like="north:mine").sum() <= 1.05 * 87 + 1e-6
    assert level.filter(like="south:farm").sum() <= 1.02 * 90 + 1e-6


def test_workers_that_are_too_few_are_asked_for_in_their_region(tmp_path: Path) -> None:
    """Proves: where the labour forces grow apart, the diagnosis names the region whose workers are
    too few and mends that one; a growth for all would be no repair of what is wrong."""
    given = {**NEEDED, "workers.growth": "{north: -0.2}", "pace.down": "0.05"}
    found = diagnose(build(made(tmp_path, **given)))
    assert found is not None
    assert found.verified
    workers = [kind for kind in found.alone if kind.kind == "workers"]
    keys = [repair.key for kind in workers for repair in kind.repairs]
    assert keys == ["workers.growth.north"]
