"""Limits, row by row."""

from __future__ import annotations

from built_rows import rows


def test_cap_counts_activities_and_needs() -> None:
    """Proves: 7 per unit of farming, 0.35 per unit of food, 90 in 2021 and no cap afterwards."""
    expected = {("activity", (2021, "farm")): 7.0, ("need_level", ("food", 2021)): 0.35}
    assert rows("limits") == {("co2", 2021): (expected, "<=", 90.0)}
