"""Units are read with their multiplier, and numbers converted only between units that fit."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonweal.units import UnitError, compatible, factor, parse_unit


@pytest.mark.parametrize(
    ("given_unit", "wanted", "expected"),
    [
        ("million CNY2020", "CNY2020", 1e6),
        ("10k CNY2020", "million CNY2020", 0.01),
        ("100 million CNY", "billion CNY", 0.1),
        ("billion USD", "million USD", 1e3),
        ("USD 2017", "USD2017", 1.0),
        ("million h", "h", 1e6),
        ("hours", "h", 1.0),
        ("kt", "t", 1e3),
        ("Mt CO2e", "kt CO2e", 1e3),
        ("kg", "t", 1e-3),
        ("TWh", "kWh", 1e9),
        ("PJ", "TWh", 1 / 3.6),
        ("10k person", "person", 1e4),
        ("million people", "10k person", 100.0),
        ("ha", "km2", 0.01),
        ("1/yr", "1/year", 1.0),
        ("kg/m2", "t/ha", 10.0),
        ("1.5e3 piece car", "piece car", 1500.0),
        ("k piece", "unit", 1000.0),
    ],
)
def test_factor(given_unit: str, wanted: str, expected: float) -> None:
    """Proves: the factor turns numbers in the unit given into numbers in the unit wanted.
    The wrong way round ``million CNY2020`` to ``CNY2020`` would be 1e-6."""
    assert factor(given_unit, wanted) == expected
    assert compatible(given_unit, wanted)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("CNY2020", "CNY2019"),
        ("CNY2020", "CNY"),
        ("CNY", "USD"),
        ("t", "t CO2e"),
        ("h", "person"),
        ("t", "kWh"),
        ("piece car", "piece house"),
        ("1/yr", "1"),
    ],
)
def test_units_that_do_not_fit(one: str, other: str) -> None:
    """Proves: other prices, other substances and other dimensions are refused."""
    assert not compatible(one, other)
    with pytest.raises(UnitError, match="does not fit"):
        factor(one, other)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "is not a unit"),
        (" ", "is not a unit"),
        ("million", "is an unknown unit"),
        ("tons", 'Did you mean "tonnes"'),
        ("milion CNY", 'Did you mean "million"'),
        ("KT", "is an unknown unit"),
        ("RMB", "is an unknown unit"),
        ("0 t", "zero times a unit"),
        ("t/h/h", "is not a unit"),
        ("t/", "is not a unit"),
        ("CNY 2020 prices", "words after the currency"),
    ],
)
def test_unknown_unit(text: str, message: str) -> None:
    """Proves: a text that is no unit is refused with a way out; no default is assumed."""
    with pytest.raises(UnitError, match=message):
        parse_unit(text)


UNITS = ["g", "kg", "t", "kt", "million t", "0.3 t", "7 kg"]


@given(st.sampled_from(UNITS), st.sampled_from(UNITS), st.sampled_from(UNITS))
def test_factors_chain(first: str, second: str, third: str) -> None:
    """Proves: conversion by way of another unit gives the same number, to rounding."""
    assert factor(first, second) * factor(second, third) == pytest.approx(
        factor(first, third), rel=1e-14
    )
    assert factor(first, first) == 1.0


def test_money_is_known_as_money() -> None:
    """Proves: currencies are told from other bases of three letters."""
    assert parse_unit("million CNY2020").is_money
    assert not parse_unit("TWh").is_money
