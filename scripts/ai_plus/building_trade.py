"""Construction robots, warehouse robots, and tills without staff."""

from __future__ import annotations

import components as c
import facts as f
from facts import Facts
from place import amount
from sheet import Row, Triple, adds_asset, adds_input, changes_hours, times


def construction_robots(facts: Facts) -> list[Row]:
    """Robots for repetitive work on site."""
    site: Triple = (0.05, 0.10, 0.15)  # assumption: hours of the tasks that the ten robots do
    workers = float(facts.workers_per_unit["construction"]) * site[1]
    return [
        changes_hours(
            (-0.13, -0.25, -0.575),
            share=site,
            who=("production",),
            evidence="field study",
            source="construction-2022",
            note="ten robots, 12 projects: repetitive work -25 to -90 % 'potential', cost "
            "-13 % on average, dearer in 4 of 10; share of hours is an assumption",
        ),
        *[row for row in c.robots(facts, workers, site) if row.kind != "labour"],
        *c.desk(facts, "construction"),
        *c.transition(),
    ]


def warehouse_robots(facts: Facts, activity: str, hours: Triple) -> list[Row]:
    """Robots that carry and sort goods; the seller's figure counts in the high case only."""
    workers = float(facts.workers_per_unit[activity]) * hours[1]
    return [
        *c.robots(facts, workers, hours),
        changes_hours(
            (0.0, 0.0, -0.13),
            share=hours,
            evidence="vendor claim",
            source="amazon-2024",
            note="up to -25 % in one new site; high case only",
        ),
        *c.desk(facts, activity),
        *c.transition(),
    ]


def self_checkout(facts: Facts, activity: str) -> list[Row]:
    """Tills without staff, with what is lost at them."""
    money = facts.place.money
    low, central, high = money.tills_per_worker
    passing = 0.3  # assumption: share of sales through such tills
    lost = times(facts.place.sales_per_margin, passing, (0.0329, 0.005, 0.0))
    kit = times(float(facts.workers_per_unit[activity]), money.tills_per_worker, 1 / f.MILLION)
    return [
        changes_hours(
            (0.0, -0.1, -0.25),
            share=(0.10, 0.15, 0.20),
            who=("sales",),
            evidence="assumption",
            note="hours at tills; no measured saving was found, and one chain put hours back",
        ),
        adds_input(
            facts.product("goods"),
            lost,
            source="grabango-2023",
            note="goods lost: 3.5 against 0.21 % of sales in a competitor's study (low "
            "case); central 0.5 %",
        ),
        adds_asset(
            "computing-robots",
            kit,
            with_hours=True,
            note=f"workers per unit x {amount(central)} {money.word} of tills "
            f"({amount(low)} to {amount(high)})",
        ),
        adds_input(
            facts.product("repair"),
            times(kit, (0.10, 0.05, 0.03)),
            with_hours=True,
            note="5 % of the tills a year",
        ),
        adds_input(
            facts.product("electricity"),
            times(kit, (0.03, 0.02, 0.01)),
            with_hours=True,
            note="2 % of the tills a year",
        ),
        *c.desk(facts, activity),
        *c.heating_and_cooling(facts, activity),
    ]
