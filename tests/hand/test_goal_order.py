"""What is wanted, and in which order."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from commonweal.plan.solve import Solution
from tiny import Ceiling, Process, Tiny

Solve = Callable[[Tiny], Solution]

MILL = Tiny(
    processes={
        "mill": Process(activity="mill", makes={"flour": 1.0}, hours=2.0),
        "mill+robot": Process(activity="mill", makes={"flour": 1.0}, hours=3.0, technique="robot"),
    },
    needs={"bread": {"flour": 1.0}},
    base_activity={"mill": 30.0},
    base_level={"bread": 30.0},
    aims={"mill": 0.5},
    goals=("targets", "welfare"),
)
FOOD_AND_CARE = Tiny(
    processes={
        "farm": Process(activity="farm", makes={"corn": 1.0}, hours=5.0, emits={"water": 1.0}),
        "clinic": Process(activity="clinic", makes={"visits": 1.0}, hours=1.0),
    },
    needs={"food": {"corn": 1.0}, "care": {"visits": 1.0}},
    base_level={"food": 10.0, "care": 20.0},
    caps={"water": {}},
    goals=("maximin",),
)


def level(solution: Solution, need: str) -> float:
    """Level of a need in the planned year."""
    return float(solution.values["need_level"].sel(need=need, period=2021))


def made(solution: Solution, process: str) -> float:
    """Level of a process in the planned year."""
    return float(solution.values["activity"].sel(process=process, period=2021))


def test_a_target_is_aimed_at_before_welfare(solved: Solve) -> None:
    """Proves: half of the mills carry the technique although it takes more work.

    X (0.5 * 2 + 0.5 * 3) = 100 gives X = 40. Without the target it would be 50.
    """
    found = solved(MILL)
    assert level(found, "bread") == pytest.approx(40.0, rel=1e-5)
    assert made(found, "mill+robot") == pytest.approx(20.0, rel=1e-5)
    assert found.stages[0].value == pytest.approx(0.0)


def test_a_target_out_of_reach_shows_its_shortfall(solved: Solve) -> None:
    """Proves: where diffusion allows 0.2 of an aim of 0.5, 0.3 of 30 units at 2 h are missing.

    As a share of base-year hours (30 * 2 = 60): 0.3 * 30 * 2 / 60 = 0.3. Bread may not fall and
    stays at 30: more of it would miss the aim by more.
    """
    found = solved(
        replace(MILL, ceilings={"robot": Ceiling(activity="mill", share=0.2)}, may_fall=False)
    )
    short = float(found.values["target_shortfall"].sel(activity="mill", period=2021).sum())
    assert short == pytest.approx(0.3, rel=1e-5)
    assert made(found, "mill+robot") == pytest.approx(6.0, rel=1e-5)


def test_diffusion_ceiling_on_activity(solved: Solve) -> None:
    """Proves: without capital accounts a ceiling of 0.3 holds for activity.

    A robot that takes 1 h: X (0.7 * 2 + 0.3 * 1) = 100 gives 58.82. Without the ceiling 100.
    """
    fast = replace(MILL.processes["mill+robot"], hours=1.0)
    found = solved(
        replace(
            MILL,
            processes={**MILL.processes, "mill+robot": fast},
            ceilings={"robot": Ceiling(activity="mill", share=0.3)},
            aims={},
            goals=("welfare",),
        )
    )
    assert level(found, "bread") == pytest.approx(100 / 1.7)


def test_floor_before_target_before_welfare(solved: Solve) -> None:
    """Proves the order: a floor of 12 takes 60 of 63 h, the target gets the 3 h left, care none.

    A robot farm takes 6 h, so 3 h turn 3 of 12 units. The target first would give half of
    63 / 5.5 = 11.45 units and miss the floor; welfare first would give care 63.
    """
    farm = FOOD_AND_CARE.processes["farm"]
    robot = replace(farm, hours=6.0, technique="robot")
    country = replace(
        FOOD_AND_CARE,
        processes={**FOOD_AND_CARE.processes, "farm+robot": robot},
        base_activity={"farm": 10.0, "clinic": 20.0},
        floors={"food": 1.2},
        aims={"farm": 0.5},
        workers={"hands": 0.63},
        goals=("floors", "targets", "welfare"),
    )
    found = solved(country)
    assert [stage.goal for stage in found.stages] == ["floors", "targets", "welfare"]
    assert level(found, "food") == pytest.approx(12.0, rel=1e-5)
    assert made(found, "farm+robot") == pytest.approx(3.0, rel=1e-4)
    assert level(found, "care") == pytest.approx(0.0, abs=1e-4)
    assert found.stages[1].value == pytest.approx(-(0.5 - 0.25) * 12 * 5 / (10 * 5 + 20), rel=1e-4)


def test_maximin_lifts_the_lowest(solved: Solve) -> None:
    """Proves: both needs reach the same multiple of the base year.

    50 S + 20 S = 100 gives S = 10 / 7: food 14.29, care 28.57. Welfare would leave food at 0.
    """
    found = solved(FOOD_AND_CARE)
    assert level(found, "food") == pytest.approx(100 / 7, rel=1e-3)
    assert level(found, "care") == pytest.approx(200 / 7, rel=1e-3)
    assert found.stages[0].value == pytest.approx(10 / 7, rel=1e-6)


def test_maximin_goes_on_to_the_next_lowest(solved: Solve) -> None:
    """Proves: food stops at 12 (water), S = 1.2; the 40 h left lift care to 40, S = 2.

    A single round could leave care at 24, as low as food. (A round may lower those held by 1e-4.)
    """
    found = solved(replace(FOOD_AND_CARE, caps={"water": {2021: 12.0}}))
    assert level(found, "food") == pytest.approx(12.0, rel=1e-3)
    assert level(found, "care") == pytest.approx(40.0, rel=1e-3)
    values = [stage.value for stage in found.stages]
    assert values[0] == pytest.approx(1.2)
    assert max(values) == pytest.approx(2.0, rel=1e-3)
    assert ("food", 2021, pytest.approx(1.2, rel=1e-3)) in found.stages[-1].held


def test_least_hours_picks_the_technique_that_takes_least_work(solved: Solve) -> None:
    """Proves: bread at 30 takes 30 * 2 = 60 h with the mills that take 2 h and not 3 h.

    With the sign of the goal turned it would be 100 h.
    """
    found = solved(replace(MILL, aims={}, may_fall=False, least_hours=0.0, goals=("least_hours",)))
    assert found.values["hours_per_worker"].sel(period=2021).item() == pytest.approx(60.0)
    assert made(found, "mill+robot") == pytest.approx(0.0)


def test_least_limit_takes_all_the_work_there_is(solved: Solve) -> None:
    """Proves: 50 of power with 100 h: c + w = 50, c + 3 w = 100 gives 25 each, 50 t of CO2.

    Least hours would take coal alone and emit 100 t.
    """
    found = solved(
        Tiny(
            processes={
                "coal": Process(activity="coal", makes={"power": 1.0}, hours=1, emits={"co2": 2}),
                "wind": Process(activity="wind", makes={"power": 1.0}, hours=3),
            },
            needs={"light": {"power": 1.0}},
            base_level={"light": 50.0},
            may_fall=False,
            caps={"co2": {}},
            goals=("least_limit:co2",),
        )
    )
    assert made(found, "wind") == pytest.approx(25.0)
    assert found.stages[-1].value == pytest.approx(-50.0)
