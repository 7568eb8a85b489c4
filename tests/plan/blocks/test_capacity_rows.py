"""Capacity use and motion, row by row."""

from __future__ import annotations

from dataclasses import replace

from built_rows import VILLAGE, bounds, rows

from commonweal.plan.blocks.incidence import at_processes
from commonweal.plan.build import build
from tiny import Conversion, Process


def test_use() -> None:
    """Proves: x <= 0.9 K for the old farm; new drone farms lose a quarter of their first year.

    0.2 = 0.8 * 0.25 per unit converted in 2021, 0.1 = 0.2 * 0.5 of the order made before. In the
    continuation nothing is lost.
    """
    built = rows("capacity_use")
    for year in (2021, 2022, 2023):
        old = {("activity", (year, "farm")): 1.0, ("capacity", (year, "farm")): -0.9}
        assert built[(year, "farm")] == (old, "<=", 0.0)
    new = {("activity", (2022, "farm+drone")): 1.0, ("capacity", (2022, "farm+drone")): -0.8}
    new[("convert", ("drone", 2021))] = 0.2
    assert built[(2022, "farm+drone")] == (new, "<=", -0.1)
    after = {("activity", (2023, "farm+drone")): 1.0, ("capacity", (2023, "farm+drone")): -0.8}
    assert built[(2023, "farm+drone")] == (after, "<=", 0.0)


def test_motion() -> None:
    """Proves: wear, orders after their build time, conversions from one to the other.

    The drone farm takes two years: an order of 2021 arrives in 2023, 0.5 ordered before in 2022.
    """
    built = rows("capacity_motion")
    expected = {
        ("capacity", (2022, "farm")): 1.0,
        ("capacity", (2021, "farm")): -0.9,
        ("build", (2021, "farm")): -1.0,
        ("convert", ("drone", 2021)): 1.0,
    }
    assert built[(2022, "farm")] == (expected, "=", 0.0)
    expected = {
        ("capacity", (2022, "farm+drone")): 1.0,
        ("capacity", (2021, "farm+drone")): -0.8,
        ("convert", ("drone", 2021)): -1.0,
    }
    assert built[(2022, "farm+drone")] == (expected, "=", 0.5)
    assert (2021, "farm") not in built
    expected = {
        ("capacity", (2023, "farm+drone")): 1.0,
        ("capacity", (2022, "farm+drone")): -0.8,
        ("build", (2021, "farm+drone")): -1.0,
        ("convert", ("drone", 2022)): -1.0,
    }
    longer = replace(VILLAGE, years=(2021, 2022, 2023), people=5.0)
    assert rows("capacity_motion", longer)[(2023, "farm+drone")] == (expected, "=", 0.0)


def test_the_first_year_is_given() -> None:
    """Proves: 10 and 0 units stand in 2021, neither more nor less; later years are free."""
    lower, upper = bounds("capacity")
    assert lower[0].tolist() == upper[0].tolist() == [10.0, 0.0]
    assert upper[1].tolist() == [float("inf")] * 2


def test_a_row_has_a_term_for_each_conversion_at_its_process() -> None:
    """Proves: with two conversions into one process and one into another the sum has two terms at
    most; as a product with every pair of process and conversion it would have three for each, and
    a table of 402 products and four techniques would need five gigabytes for zeros."""
    farms = {
        name: Process(activity="farm", makes={"corn": 1.0}, hours={"hands": 1.0}, capacity=10.0)
        for name in ("old", "new", "newest")
    }
    between = {
        "a": Conversion(source="old", destination="newest"),
        "b": Conversion(source="new", destination="newest"),
        "c": Conversion(source="old", destination="new"),
    }
    programme = build(replace(VILLAGE, processes=farms, conversions=between).case())
    case, converted = programme.case, programme.variable("convert")
    into = at_processes(case, case.conversions.destination, converted)
    assert into.nterm == 2
    label = converted.labels.sel(conversion="b", period=2021).item()
    assert label in into.vars.sel(process="newest", period=2021).values
    assert label not in into.vars.sel(process="new", period=2021).values
