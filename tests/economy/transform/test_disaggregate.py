"""Disaggregation: shares by hand, the inverse of aggregation, what does not fit."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from balances import assert_same_tables, worst_gap
from hypothesis import given, settings
from hypothesis import strategies as st

from commonweal.economy.checks import check_economy
from commonweal.economy.economy import Economy
from commonweal.economy.transform.aggregate import aggregate
from commonweal.economy.transform.concordance import Concordance
from commonweal.economy.transform.disaggregate import Dimension, disaggregate
from commonweal.errors import EconomyError
from economies import small_economy

CORN = {"wheat": 0.25, "rice": 0.75}


def put_together(economy: Economy, dimension: str, label: str, name: str) -> Economy:
    """The economy with the labels of CORN, or those of a split activity, put together again."""
    labels = economy.tables()[dimension].index
    parts = {"wheat", "rice", "north", "south"}
    targets = {part: label if part in parts else part for part in labels}
    return aggregate(economy, {dimension: Concordance(targets, {label: name})})


def test_a_product_is_split_in_every_table() -> None:
    """Proves: wheat is a quarter of grain made, used and eaten, at the price of grain, and serves
    the needs that grain did; all checks pass."""
    found = disaggregate(small_economy(), "products", "grain", CORN, names={"rice": "Rice"})
    assert list(found.products.index) == ["wheat", "rice", "steel", "care"]
    assert list(found.products["name"])[:2] == ["Grain: wheat", "Rice"]
    np.testing.assert_array_equal(found.supply.loc["wheat"], [25, 1, 0])
    assert found.use.loc["rice", "farms"] == 7.5
    assert found.products.loc["wheat", "world_price"] == 2
    assert check_economy(found) == []
    assert worst_gap(found) <= 1e-15


def test_an_activity_is_split_in_every_table() -> None:
    """Proves: work, stocks, inputs and emissions of the north are 0.4 of those of the farms."""
    found = disaggregate(small_economy(), "activities", "farms", {"north": 0.4, "south": 0.6})
    assert found.labour is not None
    assert found.labour.loc["hands", "north"] == 160000
    assert found.limit_coefficients is not None
    rows = found.limit_coefficients.set_index("label")["value"]
    assert rows["south"] == 72
    assert check_economy(found) == []


def test_shares_by_table() -> None:
    """Proves: with shares of its own the north makes 0.4 of the grain with 0.5 of the hours; and by
    cell, all clerks are in the south."""
    own = {
        "labour": pd.DataFrame(
            {"hands": [0.5, 0.5], "clerks": [0.0, 1.0]}, index=["north", "south"]
        ),
        "capital": {"north": 0.3, "south": 0.7},
    }
    found = disaggregate(small_economy(), "activities", "farms", {"north": 0.4, "south": 0.6}, own)
    assert found.labour is not None
    assert found.capital is not None
    assert found.labour["north"].tolist() == [200000, 0]
    assert found.capital["north"].tolist() == pytest.approx([60, 12])
    again = put_together(found, "activities", "farms", "Farms")
    assert_same_tables(replace_modern(small_economy()), replace_modern(again))


def replace_modern(economy: Economy) -> Economy:
    """Without the table modern, whose weights are the same in parts and whole."""
    tables = economy.tables()
    tables.pop("modern")
    return Economy.from_tables(replace(economy.meta, notes=""), tables)


@given(
    st.sampled_from(
        [("products", "grain", ["wheat", "rice"]), ("activities", "farms", ["north", "south"])]
    ),
    st.integers(0, 20),
)
@settings(max_examples=8, deadline=None)
def test_aggregation_gives_it_back(
    split: tuple[Dimension, str, list[str]], twentieths: int
) -> None:
    """Proves: aggregate(disaggregate(E)) is E in every table to 1e-12, whatever the shares, none
    and all included."""
    dimension, label, parts = split
    economy = small_economy()
    shares = dict(zip(parts, [twentieths / 20, 1 - twentieths / 20], strict=True))
    found = disaggregate(economy, dimension, label, shares)
    name = economy.tables()[dimension].loc[label, "name"]
    again = put_together(found, dimension, label, str(name))
    code = again._tables[dimension]
    assert code.loc[label, "code"] == "01"
    assert_same_tables(economy, again)


@pytest.mark.parametrize(
    ("label", "shares", "own", "message"),
    [
        ("grain", {"a": 0.5, "b": 0.4}, {}, "shares: the shares sum to 0.9, not to 1"),
        ("grain", {"a": 1.5, "b": -0.5}, {}, "a share is negative"),
        ("grian", CORN, {}, 'no label "grian". Did you mean "grain"?'),
        ("grain", {"steel": 0.5, "b": 0.5}, {}, '"steel" is there already'),
        ("grain", CORN, {"labour": CORN}, 'no table "labour" with products'),
        ("grain", CORN, {"use": {"wheat": 1.0}}, "use: its labels are not those of shares"),
        ("grain", CORN, {"use": {"wheat": 1.0, "rice": 0.0}}, 'new product "wheat": its shares'),
    ],
)
def test_what_does_not_fit(
    label: str, shares: dict[str, float], own: dict[str, dict[str, float]], message: str
) -> None:
    """Proves: shares that do not sum to one, unknown and taken labels, and shares by table that
    leave a new product out of balance are refused; none is rescaled."""
    with pytest.raises(EconomyError) as caught:
        disaggregate(small_economy(), "products", label, shares, own)
    assert message in str(caught.value)
