"""Targets, row by row."""

from __future__ import annotations

from built_rows import bounds, rows


def test_target() -> None:
    """Proves: 6.3 (0.8 K_drone - 0.2 K) + 75.6 shortfall >= 0, with 6.3 = 0.9 * 7 h a unit.

    75.6 = 6.3 * 12 is the work of the base year. With the aim on the wrong side of the row both
    signs would be turned.
    """
    expected = {
        ("capacity", (2022, "farm")): -1.26,
        ("capacity", (2022, "farm+drone")): 5.04,
        ("target_shortfall", ("farm", 2022, "aim")): 75.6,
    }
    assert rows("targets")[("farm", 2022, "aim")] == (expected, ">=", 0.0)


def test_years_without_an_aim_have_no_shortfall() -> None:
    """Proves: only 2022 has an aim, so that no shortfall is counted in other years."""
    assert (bounds("target_shortfall")[1][0, :, 0] > 0).tolist() == [False, True, False]
