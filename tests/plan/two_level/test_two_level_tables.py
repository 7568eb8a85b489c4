"""Published tables: their statistics, their plans by both methods, and what is generated after
them."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from made_large_economies import whole_optimum
from table_economies import table_economy

from commonweal.economy.accounts import product_coefficients
from commonweal.economy.economy import Economy
from commonweal.economy.importers.bea import read_bea
from commonweal.economy.tables import read_economy
from commonweal.plan.two_level import generate
from commonweal.plan.two_level.certify import certify_large
from commonweal.plan.two_level.economy import LargeEconomy
from commonweal.plan.two_level.method import Settings, plan_large
from commonweal.plan.two_level.spread import Here
from commonweal.plan.two_level.statistics import table_statistics

HOUSEHOLDS = ["household-rural", "household-urban"]


@pytest.fixture(scope="module")
def detail(raw_data: Path) -> Economy:
    """The detail table of the United States, 2017."""
    return read_bea(raw_data / "usa-bea-detail-2017", {}).economy


def enclosed(economy: LargeEconomy, gap: float) -> None:
    """The optimum of the whole programme lies between plan and bound, within the gap."""
    optimum = whole_optimum(economy)
    plan = plan_large(economy, Here(2), Settings(gap=gap)).plan
    assert plan.value <= optimum * (1 + 1e-8)
    assert plan.bound >= optimum * (1 - 1e-8)
    found = certify_large(economy, plan.levels, plan.uses, plan.worth, plan.prices, gap)
    assert found.accepted, found.reasons


def test_china_by_both_methods() -> None:
    """Proves: China 2020 with hours and four kinds of assets, a second technique and trade: plan
    and bound enclose the optimum of HiGHS within 1e-6."""
    economy = read_economy("china-2020")
    assert economy.labour is not None
    assert economy.capital is not None
    direct = pd.concat([economy.labour / 1e9, economy.capital])
    enclosed(table_economy(economy, direct, HOUSEHOLDS), 1e-6)


@pytest.mark.raw_data
@pytest.mark.slow
def test_the_detail_table_by_both_methods(detail: Economy) -> None:
    """Proves: 402 products of the United States, with compensation and surplus as what is scarce:
    plan and bound enclose the optimum of HiGHS within 1e-6."""
    assert detail.value_added is not None
    direct = detail.value_added.loc[["V00100", "V00300"]].clip(lower=0.0)
    enclosed(table_economy(detail, direct, ["F01000"]), 1e-6)


@pytest.mark.raw_data
def test_the_generator_has_the_figures_of_the_detail_table(detail: Economy) -> None:
    """Proves: the constants of the generator are what is measured on the table, to the digits they
    are given with."""
    table = product_coefficients(detail.use, detail.supply)
    codes = [str(code) for code in table.index]
    output = detail.supply.sum(axis=1).reindex(table.index).to_numpy()
    found = table_statistics(
        table.to_numpy(), output, [code[:3] for code in codes], [code[:2] for code in codes]
    )
    measured = (found.share, found.share_spread, found.size, found.output)
    given = (generate.SHARE, generate.SHARE_SPREAD, generate.SIZE, generate.OUTPUT)
    np.testing.assert_allclose(given, measured, atol=0.005)
    origins = (found.general, found.branch, found.sector, found.elsewhere)
    np.testing.assert_allclose(generate.VALUE, origins, atol=0.005)


def test_statistics_of_a_table_by_hand() -> None:
    """Proves: two branches of one sector and one of another, counted by hand: 0.1 from the own
    branch, 0.2 from the sector, 0.2 from elsewhere, the most used of it general."""
    table = np.array([[0.1, 0.2, 0.0], [0.2, 0.1, 0.2], [0.2, 0.2, 0.1]])
    output = np.array([1.0, np.e, np.e**2])
    found = table_statistics(table, output, ["a1", "a2", "b1"], ["a", "a", "b"])
    assert found.products == 3
    assert found.inputs == pytest.approx(8 / 3)
    assert found.share == pytest.approx((0.5 + 0.5 + 0.3) / 3)
    assert found.output == pytest.approx(np.sqrt(2 / 3))
    value = table * output
    assert found.branch == pytest.approx(np.trace(value) / value.sum())
    assert found.sector == pytest.approx((value[0, 1] + value[1, 0]) / value.sum())
    assert found.general == pytest.approx(value[1, 2] / value.sum())
    assert found.elsewhere == pytest.approx((value[2, 0] + value[2, 1]) / value.sum())


@pytest.mark.raw_data
@pytest.mark.slow
def test_the_page_shows_what_is_measured(raw_data: Path) -> None:
    """Proves: the table of statistics on the page is what the script prints, to the last digit."""
    root = Path(__file__).parents[3]
    script = root / "scripts" / "table_statistics.py"
    printed = subprocess.run(
        [sys.executable, str(script), str(raw_data)], capture_output=True, text=True, check=True
    ).stdout
    page = (root / "docs" / "two-level.md").read_text(encoding="utf-8")
    assert printed.strip() in page
