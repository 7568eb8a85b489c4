"""Shapley's average: it adds up, whatever the figures; a switch that does nothing gets nothing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonweal.compare.grid import subsets
from commonweal.compare.shapley import shapley

NAMES = ["rent", "hoarding", "closure", "rationing"]


def test_two_switches_by_hand() -> None:
    """Proves: with v = 0, 2, 4 and 10 the contributions are (2 + 6) / 2 = 4 and (4 + 8) / 2 = 6.
    Turning off in one order alone would give 2 and 8, or 6 and 4."""
    worth = {frozenset(): 0.0, frozenset("a"): 2.0, frozenset("b"): 4.0, frozenset("ab"): 10.0}
    assert shapley(["a", "b"], worth) == {"a": 4.0, "b": 6.0}


@given(st.lists(st.floats(-1e3, 1e3), min_size=16, max_size=16))
def test_contributions_add_up(values: list[float]) -> None:
    """Proves: they add up to v(all) - v(none) for any figures, to rounding."""
    worth = dict(zip(subsets(NAMES), values, strict=True))
    total = worth[frozenset(NAMES)] - worth[frozenset()]
    assert sum(shapley(NAMES, worth).values()) == pytest.approx(total, abs=1e-9)


@given(st.lists(st.floats(-1e3, 1e3), min_size=8, max_size=8))
def test_a_switch_that_does_nothing_gets_nothing(values: list[float]) -> None:
    """Proves: where v never depends on a switch it contributes 0; equal halves would not be."""
    others = dict(zip(subsets(NAMES[:3]), values, strict=True))
    worth = {off: others[off - {"rationing"}] for off in subsets(NAMES)}
    assert shapley(NAMES, worth)["rationing"] == 0.0


def test_a_missing_subset_is_an_error() -> None:
    """Proves: without a figure for a subset nothing is made up for it."""
    with pytest.raises(KeyError):
        shapley(["a", "b"], {frozenset(): 0.0, frozenset("a"): 1.0})
