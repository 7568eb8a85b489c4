"""The balance of products, row by row, against rows written by hand."""

from __future__ import annotations

from built_rows import VILLAGE, rows


def test_corn_of_the_first_year() -> None:
    """Proves: net output of the farm is 1 - 0.2, the opening stock of 2 arrives at 0.95.

    1.2 = 0.95 * 2 - 0.7 given away: with the sign of either turned the bound is 2.6 or -2.6 or 1.2.
    """
    expected = {
        ("activity", (2021, "farm")): 0.8,
        ("activity", (2021, "farm+drone")): 1.1,
        ("imports", (2021, "corn")): 1.0,
        ("exports", (2021, "corn")): -1.0,
        ("stock", (2021, "corn")): -1.0,
        ("unused", (2021, "corn")): -1.0,
        ("need_level", ("food", 2021)): -0.6,
        ("investment", ("barn", 2021)): -0.25,
    }
    assert rows("product_balance")[(2021, "corn")] == (expected, "=", -1.2)


def test_corn_of_the_second_year_and_after() -> None:
    """Proves: 0.95 of the stock is carried to 2022, and none into the continuation."""
    built = rows("product_balance")
    second, sense, bound = built[(2022, "corn")]
    assert (second[("stock", (2021, "corn"))], sense, bound) == (0.95, "=", 0.7)
    after = built[(2023, "corn")][0]
    assert ("stock", (2022, "corn")) not in after


def test_oil_of_each_year() -> None:
    """Proves: what is used up, built in and needed once for conversion is taken from supply."""
    for year in (2021, 2022, 2023):
        expected = {
            ("activity", (year, "farm")): -0.3,
            ("activity", (year, "farm+drone")): -0.4,
            ("imports", (year, "oil")): 1.0,
            ("exports", (year, "oil")): -1.0,
            ("stock", (year, "oil")): -1.0,
            ("unused", (year, "oil")): -1.0,
            ("need_level", ("food", year)): -0.15,
            ("investment", ("barn", year)): -0.02,
            ("convert", ("drone", year)): -0.05,
        }
        assert rows("product_balance", VILLAGE)[(year, "oil")] == (expected, "=", 0.0)
