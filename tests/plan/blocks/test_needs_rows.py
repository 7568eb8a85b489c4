"""Floors, needs that do not fall and their pace, row by row."""

from __future__ import annotations

from dataclasses import replace

from built_rows import VILLAGE, bounds, rows


def test_floor() -> None:
    """Proves: 1.5 times 20 / 4 per head for 5 people in 2022 is 37.5; for all together 30."""
    level, short = ("need_level", ("food", 2022)), ("shortage", ("food", 2022))
    assert rows("floors")[("food", 2022)] == ({level: 1.0, short: 1.0}, ">=", 37.5)
    assert bounds("shortage")[1].tolist() == [[0.0, 37.5, 0.0]]


def test_no_need_falls_per_head() -> None:
    """Proves: 20 at least in 2021; a quarter more people in 2022 need 1.25 times as much."""
    built = rows("no_need_falls")
    assert built[("food", 2021)] == ({("need_level", ("food", 2021)): 1.0}, ">=", 20.0)
    expected = {("need_level", ("food", 2022)): 1.0, ("need_level", ("food", 2021)): -1.25}
    assert built[("food", 2022)] == (expected, ">=", 0.0)
    expected = {("need_level", ("food", 2023)): 1.0, ("need_level", ("food", 2022)): -1.2}
    assert built[("food", 2023)] == (expected, ">=", 0.0)


def test_a_need_that_may_fall_has_no_row() -> None:
    """Proves: what the study relaxes is relaxed."""
    assert rows("no_need_falls", replace(VILLAGE, may_fall=True)) == {}


def test_pace() -> None:
    """Proves: 1.1 * 20 = 22 at most in 2021; 1.1 * 1.25 = 1.375 times the year before in 2022."""
    built = rows("pace_needs")
    assert built[("food", 2021)] == ({("need_level", ("food", 2021)): 1.0}, "<=", 22.0)
    expected = {("need_level", ("food", 2022)): 1.0, ("need_level", ("food", 2021)): -1.375}
    assert built[("food", 2022)] == (expected, "<=", 0.0)
