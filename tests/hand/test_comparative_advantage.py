"""Comparative advantage with three regions, worked out by hand.

A unit of cloth and a unit of wine are a life. Hours per unit, and 120 h in each region:

|       | cloth | wine | lives alone    | worth of all hours at prices 1 and 1 |
|-------|-------|------|----------------|--------------------------------------|
| north | 1     | 4    | 120 / 5 = 24   | 120 cloth = 120                      |
| mid   | 2     | 2    | 120 / 4 = 30   | 60                                   |
| south | 4     | 1    | 120 / 5 = 24   | 120 wine = 120                       |

A region that buys and sells at prices of 1 and 1 and owes nothing has half as many lives as its
hours are worth: 60, 30 and 60. (Ricardo 1817, ch. 7.)
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import product

import pytest

from commonweal.plan.solve import Solution
from tiny import Corridor, Process, Tiny

Solve = Callable[[Tiny], Solution]
HOURS = {"north": (1.0, 4.0), "mid": (2.0, 2.0), "south": (4.0, 1.0)}
GOODS = ("cloth", "wine")
ANYTHING = 1e6  # a deficit that binds nobody


def _makers() -> dict[str, Process]:
    return {
        f"{region}:{good}": Process(
            activity=f"{region}:{good}",
            makes={f"{region}:{good}": 1.0},
            hours={f"{region}:hands": hours},
        )
        for region, each in HOURS.items()
        for good, hours in zip(GOODS, each, strict=True)
    }


def _buyers() -> dict[str, Process]:
    """Purchases: a process of the buyer that uses a good of the seller and takes no work."""
    return {
        f"{buyer}:{good}-from-{seller}": Process(
            activity=f"{buyer}:{good}-from-{seller}",
            makes={f"{buyer}:{good}": 1.0},
            uses={f"{seller}:{good}": 1.0},
        )
        for buyer, seller, good in product(HOURS, HOURS, GOODS)
        if buyer != seller
    }


def _world(processes: dict[str, Process]) -> Tiny:
    needs = {f"{r}:life": {f"{r}:{good}": 1.0 for good in GOODS} for r in HOURS}
    workers = {f"{r}:hands": 1.2 for r in HOURS}
    labels = [*processes, *needs, *workers, *(f"{r}:{good}" for r in HOURS for good in GOODS)]
    return Tiny(
        processes=processes,
        needs=needs,
        workers=workers,
        regions={label: label.split(":")[0] for label in labels},
        trade={f"{r}:{good}": Corridor() for r in HOURS for good in GOODS},
    )


TRADING = _world(_makers() | _buyers())


def lives(solution: Solution) -> list[float]:
    """Lives of north, mid and south."""
    level = solution.values["need_level"].sel(period=2021)
    return [float(level.sel(need=f"{region}:life")) for region in HOURS]


def test_alone(solved: Solve) -> None:
    """Proves: without trade each region has what its own hours make, 24, 30 and 24."""
    assert lives(solved(_world(_makers()))) == pytest.approx([24.0, 30.0, 24.0])


def test_balanced_trade(solved: Solve) -> None:
    """Proves: north weaves, south makes wine, and each pays for what it buys: 60, 30 and 60.

    With labour that moves freely it would be 360 h / 2 = 180 lives in all, not 150.
    """
    found = solved(TRADING)
    assert lives(found) == pytest.approx([60.0, 30.0, 60.0])
    made = found.values["activity"].sel(period=2021)
    assert float(made.sel(process="north:wine")) == pytest.approx(0.0, abs=1e-6)
    assert float(made.sel(process="south:cloth")) == pytest.approx(0.0, abs=1e-6)


def test_without_balances_one_region_takes_all(solved: Solve) -> None:
    """Proves: it is the rows of trade that share the gain out. Where only the north counts it has
    all 150 lives without them, and 60 with them.
    """
    north = replace(TRADING, weights={"north:life": 1.0, "mid:life": 0.0, "south:life": 0.0})
    assert lives(solved(north))[0] == pytest.approx(60.0)
    assert lives(solved(replace(north, deficit=ANYTHING))) == pytest.approx([150.0, 0.0, 0.0])


def test_a_transfer(solved: Solve) -> None:
    """Proves: a deficit of 20 that north and south pay for gives mid (60 + 20) / 2 = 40 lives and
    them (120 - 10) / 2 = 55.
    """
    given = replace(TRADING, deficit={"north": -10.0, "mid": 20.0, "south": -10.0})
    assert lives(solved(given)) == pytest.approx([55.0, 40.0, 55.0])


def test_labour_that_moves(solved: Solve) -> None:
    """Proves: workers stay at home. Counted as one type everywhere, 360 h make 180 lives."""
    moving = {
        name: replace(process, hours=sum(process.hours.values()))  # type: ignore[union-attr]
        for name, process in _makers().items()
    }
    world = replace(_world(moving | _buyers()), workers={"hands": 3.6}, deficit=ANYTHING)
    assert sum(lives(solved(world))) == pytest.approx(180.0)


def test_hours_of_each_region(solved: Solve) -> None:
    """Proves: every region has hours of its own. At least 24, 30 and 24 lives take the 100 h of a
    worker in each region alone; 12 lives in the north take 12 x 5 / 1.2 = 50 h there and leave the
    others at 100. With one figure for all regions it would be 100 everywhere.
    """
    wanted = {"north:life": 12.0, "mid:life": 30.0, "south:life": 24.0}
    least = replace(
        _world(_makers()),
        base_level=wanted,
        may_fall=False,
        least_hours=0.0,
        goals=("least_hours",),
    )
    hours = solved(least).values["hours_per_worker"].sel(period=2021)
    assert [float(hours.sel(region=r)) for r in HOURS] == pytest.approx([50.0, 100.0, 100.0])


def test_people_of_each_region(solved: Solve) -> None:
    """Proves: a need is counted per head of its own region: 24 lives for 6 in the north are 4 a
    head, ten times the 0.4 of a base year with 2.4 lives.
    """
    crowd = replace(
        _world(_makers()),
        people={"north": 6.0, "mid": 1.0, "south": 1.0},
        base_level={"north:life": 2.4, "mid:life": 30.0, "south:life": 24.0},
    )
    case = crowd.case()
    assert float(case.demand.per_head.sel(need="north:life")) == pytest.approx(0.4)
    assert lives(solved(crowd)) == pytest.approx([24.0, 30.0, 24.0])
