"""Hours of developing techniques in a plan, by hand; every plan solved by both engines."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from commonweal.plan.solve import NoPlanError, Solution
from tiny import Ceiling, Process, Tiny

Solve = Callable[[Tiny], Solution]

# 2 workers of 100 h; a unit of corn takes 5 h, or 4 h with either technique; each may be in use for
# a tenth of the farm. Developing them takes 6 and 9 h in 2021, 2 and 3 h in 2022.
FARM = Tiny(
    processes={
        "farm": Process(activity="farm", makes={"corn": 1.0}, hours=5.0),
        "farm+drone": Process(activity="farm", makes={"corn": 1.0}, hours=4.0, technique="drone"),
        "farm+robot": Process(activity="farm", makes={"corn": 1.0}, hours=4.0, technique="robot"),
    },
    needs={"food": {"corn": 1.0}},
    base_level={"food": 20.0},
    workers={"hands": 2.0},
    years=(2021, 2022),
    ceilings={
        "drone": Ceiling(activity="farm", share=0.1),
        "robot": Ceiling(activity="farm", share=0.1),
    },
    research={
        "drone": {"hands": {2021: 6.0, 2022: 2.0}},
        "robot": {"hands": {2021: 9.0, 2022: 3.0}},
    },
)


def food(solution: Solution, year: int) -> float:
    """Corn that people get."""
    return float(solution.values["need_level"].sel(need="food", period=year))


def test_the_hours_of_every_technique_are_missing_in_the_fields(solved: Solve) -> None:
    """Proves: of 200 h a year 15 go to research in 2021 and 5 in 2022; a unit takes 0.8 · 5 +
    0.2 · 4 = 4.8 h, so that 185 / 4.8 and 195 / 4.8 are eaten. Without the charge it would be
    200 / 4.8 in both years; with one technique's hours alone 194 / 4.8."""
    found = solved(FARM)
    assert food(found, 2021) == pytest.approx(185.0 / 4.8)
    assert food(found, 2022) == pytest.approx(195.0 / 4.8)
    free = solved(replace(FARM, research={}))
    assert food(free, 2021) == pytest.approx(200.0 / 4.8)


def test_hours_are_charged_whether_plants_take_a_technique_up_or_not(solved: Solve) -> None:
    """Proves: with techniques that save nothing the plan works 5 h a unit and still bears 15 h:
    185 / 5. Charged by use, it would leave them and have 200 / 5."""
    useless = {
        name: replace(each, hours=6.0 if each.technique else 5.0)
        for name, each in FARM.processes.items()
    }
    assert food(solved(replace(FARM, processes=useless)), 2021) == pytest.approx(37.0)


def test_research_is_work_of_one_kind(solved: Solve) -> None:
    """Proves: hours of clerks are taken from clerks: hands have 200 h for 5 h a unit, clerks 60
    less 30 for 1 h a unit, so that 30 are eaten. Taken from hands, 34 would be."""
    office = replace(
        FARM,
        processes={
            "farm": Process(
                activity="farm", makes={"corn": 1.0}, hours={"hands": 5.0, "clerks": 1.0}
            ),
            "farm+drone": Process(
                activity="farm",
                makes={"corn": 1.0},
                hours={"hands": 5.0, "clerks": 1.0},
                technique="drone",
            ),
        },
        ceilings={"drone": Ceiling(activity="farm", share=0.1)},
        workers={"hands": 2.0, "clerks": 0.6},
        research={"drone": {"clerks": 30.0}},
    )
    assert food(solved(office), 2021) == pytest.approx(30.0)


def test_more_research_than_people_is_no_plan(solved: Solve) -> None:
    """Proves: 201 h of research with 200 h there are refused, and not cut to what there is."""
    with pytest.raises(NoPlanError):
        solved(replace(FARM, research={"drone": {"hands": 201.0}}))
