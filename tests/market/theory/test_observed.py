"""Observed rates of profit and deviations of prices, by hand."""

from __future__ import annotations

import numpy as np
import pytest

from commonweal.economy.economy import Economy
from commonweal.errors import EconomyError
from commonweal.market.theory.observed import (
    average_rate,
    mean_absolute_deviation,
    observed_profit_rates,
)
from economies import small_economy, small_meta, small_tables


def test_rates_by_hand() -> None:
    """Proves: care homes earn 15 less wear of 6.5 kt of steel at 4, on 170 kt at 4: -1.6 %. Without
    wear 2.2 %. All profit over all capital is the mean weighted by capital."""
    rates = observed_profit_rates(small_economy())
    assert rates["rate"]["care-homes"] == pytest.approx((15 - 26) / 680)
    assert rates["rate"]["farms"] == pytest.approx((50 - 4 * 10.0) / (4 * 240))
    assert average_rate(rates) == pytest.approx(rates["profit"].sum() / (4 * 600))


def test_taxes_are_no_profit() -> None:
    """Proves: an item of taxes is taken off; counted as profit the rate would rise with it."""
    tables = small_tables()
    tables["value_added"].loc["net-taxes"] = [10.0, 20.0, 5.0]
    taxed = observed_profit_rates(Economy.from_tables(small_meta(), tables))
    assert taxed["rate"].tolist() == observed_profit_rates(small_economy())["rate"].tolist()


def test_no_assets() -> None:
    """Proves: an activity without assets has no rate and is named, rather than an infinite one."""
    tables = small_tables()
    tables["capital"]["care-homes"] = 0.0
    with pytest.raises(EconomyError, match="care-homes"):
        observed_profit_rates(Economy.from_tables(small_meta(), tables))


def test_deviation_by_hand() -> None:
    """Proves: values 1 and 3 against prices 2 and 2 for a unit each: both stand off by a half,
    50 %. In twice the unit they are as far off, and proportional ones not at all."""
    one = np.ones(2)
    market = 2 * one
    assert mean_absolute_deviation(np.array([1.0, 3.0]), market, one) == pytest.approx(0.5)
    assert mean_absolute_deviation(np.array([2.0, 6.0]), market, one) == pytest.approx(0.5)
    assert mean_absolute_deviation(7 * market, market, one) == pytest.approx(0.0)
