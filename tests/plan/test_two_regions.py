"""A plan of two regions from the study to the run folder, its certificate and its indicators."""

from __future__ import annotations

import shutil
from pathlib import Path

import pandas as pd
import pyarrow.parquet as pq
import pytest

from commonweal.case.build import build_case
from commonweal.case.study import Study, read_study
from commonweal.compare.indicators import indicators
from commonweal.economy.tables import write_economy
from commonweal.errors import StudyError
from commonweal.plan.certify import certify
from commonweal.plan.make import make_plan
from commonweal.plan.plan import Plan, read_plan
from commonweal.plan.publish import publish
from commonweal.plan.scarcity import scarcity
from commonweal.plan.shadow import shadow_values
from two_regions import two_regions

STUDY = """\
title: Two regions for three years
economy: ./economy
years: 2021-2023
programme: none
targets: none
needs:
  "north:food": {may_fall: true}
  "south:goods": {may_fall: true}
trade: {balance: {north: -10, south: 17}}
continuation: {growth: 0.0}
"""


def study(folder: Path, **overrides: str) -> Study:
    """The study of two regions, written into a folder."""
    write_economy(two_regions(), folder / "economy")
    (folder / "study.yaml").write_text(STUDY, encoding="utf-8")
    return read_study(folder, overrides=overrides)


Made = tuple[Plan, Path]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    """The plan, and the folder that it was published to."""
    place = tmp_path_factory.mktemp("two-regions")
    own = study(place / "study")
    plan = make_plan(build_case(own))
    return plan, Path(publish(plan, own, place / "run"))


def test_the_plan_is_certified(made: Made) -> None:
    """Proves: rows of trade, labour, hours and needs by region are the same in two codes."""
    plan, run = made
    assert plan.certificate.status == "optimal"
    assert plan.certificate.residuals["trade_balance"]["rows"] == 8  # 2 regions, 4 periods
    assert certify(run).accepted


def test_the_balance_of_trade_binds_by_region(made: Made) -> None:
    """Proves: nobody owes more than allowed, the south up to 17 and the north not less than -10."""
    plan, _ = made
    frame = indicators(plan)
    deficit = frame[(frame["variable"] == "Trade|Deficit")].pivot_table(
        index="year", columns="region", values="value"
    )
    assert (deficit["north"] <= -10.0 + 1e-6).all()
    assert (deficit["south"] <= 17.0 + 1e-6).all()
    assert (deficit.sum(axis=1).abs() < 1e-6).all()


def test_indicators_of_each_region(made: Made) -> None:
    """Proves: hours of a worker are 2,000 in the north and 1,800 in the south in the base year, the
    mean of all is 1,880."""
    frame = indicators(made[0])
    hours = frame[(frame["variable"] == "Labour|Hours per worker") & (frame["year"] == 2020)]
    found = dict(zip(hours["region"], hours["value"], strict=True))
    assert found == pytest.approx({"Both": 1_880.0, "north": 2_000.0, "south": 1_800.0})


def test_a_plan_that_trades_more_is_refused(made: Made, tmp_path: Path) -> None:
    """Proves: the certificate works purchases out from the inputs. With corn at twice its price the
    north has bought for more than it may, and no row of any other kind is broken."""
    run = Path(shutil.copytree(made[1], tmp_path / "run"))
    path = run / "inputs" / "trade.price.parquet"
    table = pq.read_table(path)
    frame = table.to_pandas()
    frame.loc[frame["product"] == "south:corn", "value"] = 2.0
    changed = type(table).from_pandas(frame, preserve_index=False)
    pq.write_table(changed.replace_schema_metadata(table.schema.metadata), path)
    found = certify(run)
    assert found.status == "refused"
    assert any("trade_balance is broken at region" in reason for reason in found.reasons)


def test_a_need_in_another_region_is_refused(made: Made, tmp_path: Path) -> None:
    """Proves: where things lie is part of the inputs that the certificate reads."""
    run = Path(shutil.copytree(made[1], tmp_path / "run"))
    path = run / "inputs" / "regions.need.parquet"
    table = pq.read_table(path)
    frame = table.to_pandas()
    frame["value"] = frame["value"].iloc[::-1].to_numpy()
    changed = type(table).from_pandas(frame, preserve_index=False)
    pq.write_table(changed.replace_schema_metadata(table.schema.metadata), path)
    assert certify(run).status == "refused"


def test_a_run_is_read_back(made: Made) -> None:
    """Proves: regions are saved and loaded; the case is the same to the last digit."""
    plan, run = made
    assert read_plan(run).case.hash == plan.case.hash


def test_what_is_scarce_names_the_region(made: Made) -> None:
    """Proves: the shadow values of two balances are two lines with the names of the regions."""
    plan, _ = made
    frame = shadow_values(plan)
    trade = frame[frame["family"] == "trade_balance"]
    assert set(trade["name"]) == {"North", "South"}
    assert isinstance(scarcity(plan), pd.DataFrame)


def test_an_unknown_region_in_the_balance_is_named(tmp_path: Path) -> None:
    """Proves: a deficit for a region that is not there is not passed over."""
    with pytest.raises(StudyError, match='has no region "nort"'):
        build_case(study(tmp_path / "study", **{"trade.balance": "{nort: 3}"}))
