"""Labour by type and yearly hours, row by row."""

from __future__ import annotations

from dataclasses import replace

from built_rows import VILLAGE, bounds, rows


def test_labour_by_type() -> None:
    """Proves: 5 and 3 h of hands, 1.5 h per conversion, 3 workers; clerks convert nothing."""
    built = rows("labour")
    hands = {
        ("activity", (2022, "farm")): 5.0,
        ("activity", (2022, "farm+drone")): 3.0,
        ("convert", ("drone", 2022)): 1.5,
        ("hours_per_worker", (2022, "here")): -3.0,
    }
    assert built[("hands", 2022)] == (hands, "<=", 0.0)
    clerks = {("activity", (2022, "farm")): 2.0, ("hours_per_worker", (2022, "here")): -2.0}
    assert built[("clerks", 2022)] == (clerks, "<=", 0.0)


def test_hours_of_research_stand_on_the_right() -> None:
    """Proves: developing two techniques takes 4 and 2.5 h of clerks in 2022, and nothing of hands:
    the row of clerks has -6.5 on its right and no other coefficient. With the hours of one
    technique alone it would be -4."""
    ceiling = VILLAGE.ceilings["drone"]
    busy = replace(
        VILLAGE,
        ceilings={"drone": ceiling, "kite": ceiling},
        research={"drone": {"clerks": {2022: 4.0}}, "kite": {"clerks": {2022: 2.5, 2023: 1.0}}},
    )
    built = rows("labour", busy)
    clerks = {("activity", (2022, "farm")): 2.0, ("hours_per_worker", (2022, "here")): -2.0}
    assert built[("clerks", 2022)] == (clerks, "<=", -6.5)
    assert built[("clerks", 2021)][2] == 0.0
    assert built[("clerks", 2023)][2] == -1.0
    assert built[("hands", 2022)][2] == 0.0


def test_hours_fall() -> None:
    """Proves: h of 2022 <= h of 2021, and no row where hours may rise again."""
    later, earlier = ("hours_per_worker", (2022, "here")), ("hours_per_worker", (2021, "here"))
    assert rows("hours_fall")[(2022, "here")] == ({later: 1.0, earlier: -1.0}, "<=", 0.0)
    assert rows("hours_fall", replace(VILLAGE, hours_may_rise=True)) == {}


def test_bounds_of_hours() -> None:
    """Proves: between the least hours and those of the base year."""
    lower, upper = bounds("hours_per_worker", replace(VILLAGE, least_hours=60.0))
    assert lower.tolist() == [[60.0]] * 3
    assert upper.tolist() == [[100.0]] * 3
