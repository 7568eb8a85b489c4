"""The pace of activities and of orders, row by row."""

from __future__ import annotations

from built_rows import rows

OLD, NEW = "farm", "farm+drone"


def test_first_year_is_compared_with_the_base_year() -> None:
    """Proves: 12 in the base year allow 13.44 at most and 11.04 at least, in all."""
    both = {("activity", (2021, OLD)): 1.0, ("activity", (2021, NEW)): 1.0}
    assert rows("pace_up")[("farm", 2021)] == (both, "<=", 13.44)
    assert rows("pace_down")[("farm", 2021)] == (both, ">=", 11.04)


def test_later_years_are_compared_with_the_year_before() -> None:
    """Proves: 1.12 and 0.92 times the activity of 2021, whatever its techniques."""
    both = {("activity", (2022, OLD)): 1.0, ("activity", (2022, NEW)): 1.0}
    up = both | {("activity", (2021, OLD)): -1.12, ("activity", (2021, NEW)): -1.12}
    assert rows("pace_up")[("farm", 2022)] == (up, "<=", 0.0)
    down = both | {("activity", (2021, OLD)): -0.92, ("activity", (2021, NEW)): -0.92}
    assert rows("pace_down")[("farm", 2022)] == (down, ">=", 0.0)


def test_orders() -> None:
    """Proves: orders replace wear and add the pace: 0.1 + 0.12 and 0.2 + 0.12 of what stands."""
    expected = {
        ("build", (2022, OLD)): 1.0,
        ("build", (2022, NEW)): 1.0,
        ("capacity", (2022, OLD)): -0.22,
        ("capacity", (2022, NEW)): -0.32,
    }
    assert rows("pace_orders")[("farm", 2022)] == (expected, "<=", 0.0)
