"""Construction robots, warehouse robots, and tills without staff."""

from __future__ import annotations

import components as c
import facts as f
from facts import Facts
from sheet import Row, Triple, adds_asset, adds_input, changes_hours, times


def construction_robots(facts: Facts) -> list[Row]:
    """Robots for repetitive work on site."""
    site: Triple = (0.05, 0.10, 0.15)  # assumption: hours of the tasks that the ten robots do
    workers = float(facts.workers_per_unit["construction"]) * site[1]
    return [
        changes_hours(
            (-0.13, -0.25, -0.575),
            share=site,
            evidence="field study",
            source="construction-2022",
            note="ten robots, 12 projects: repetitive work -25 to -90 % 'potential', cost "
            "-13 % on average, dearer in 4 of 10; share of hours is an assumption",
        ),
        *[row for row in c.robots(workers, site) if row.kind != "labour"],
        *c.desk(facts, "construction"),
        *c.transition(),
    ]


def warehouse_robots(facts: Facts, activity: str, hours: Triple) -> list[Row]:
    """Robots that carry and sort goods; the seller's figure counts in the high case only."""
    workers = float(facts.workers_per_unit[activity]) * hours[1]
    return [
        *c.robots(workers, hours),
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


def self_checkout(facts: Facts) -> list[Row]:
    """Tills without staff, with what is lost at them."""
    goods_per_margin = 5.0  # assumption: sales per unit of trade's output, its margin
    passing = 0.3  # assumption: share of sales through such tills
    lost = times(goods_per_margin, passing, (0.0329, 0.005, 0.0))
    kit = times(float(facts.workers_per_unit["trade"]), (6000.0, 3000.0, 2000.0), 1 / f.MILLION)
    return [
        changes_hours(
            (0.0, -0.1, -0.25),
            share=(0.10, 0.15, 0.20),
            evidence="assumption",
            note="hours at tills; no measured saving was found, and one chain put hours back",
        ),
        adds_input(
            "food",
            lost,
            source="grabango-2023",
            note="goods lost: 3.5 against 0.21 % of sales in a competitor's study (low "
            "case); central 0.5 %",
        ),
        adds_asset(
            "computing-robots",
            kit,
            with_hours=True,
            note="workers per unit x 3,000 yuan of tills (6,000 to 2,000)",
        ),
        adds_input(
            "machine-repair",
            times(kit, (0.10, 0.05, 0.03)),
            with_hours=True,
            note="5 % of the tills a year",
        ),
        adds_input(
            "electricity-heat",
            times(kit, (0.03, 0.02, 0.01)),
            with_hours=True,
            note="2 % of the tills a year",
        ),
        *c.desk(facts, "trade"),
        *c.heating_and_cooling(facts, "trade"),
    ]
