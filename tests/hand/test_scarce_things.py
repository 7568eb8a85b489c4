"""One year: what stops output first. Each figure is worked out in the docstring."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from commonweal.plan.solve import Solution
from tiny import Corridor, Process, Tiny

Solve = Callable[[Tiny], Solution]

FARM = Process(
    activity="farm",
    makes={"corn": 1.0},
    uses={"corn": 0.2},
    hours=5.0,
    assets={"plough": 1.0},
    capacity=10.0,
)
COUNTRY = Tiny(
    processes={"farm": FARM}, needs={"food": {"corn": 1.0}}, assets={"plough": {"corn": 1.0}}
)
SERVICES = Tiny(
    processes={
        "farm": Process(activity="farm", makes={"corn": 1.0}, hours=5.0),
        "clinic": Process(activity="clinic", makes={"visits": 1.0}, hours=1.0),
    },
    needs={"food": {"corn": 1.0}, "care": {"visits": 1.0}},
    base_level={"food": 10.0, "care": 20.0},
)
POWER = Tiny(
    processes={
        "coal": Process(activity="coal", makes={"power": 1.0}, hours=1.0, emits={"co2": 2.0}),
        "wind": Process(activity="wind", makes={"power": 1.0}, hours=3.0),
    },
    needs={"light": {"power": 1.0}},
    caps={"co2": 50.0},
)


def level(solution: Solution, need: str, year: int = 2021) -> float:
    """Level of a need in a year."""
    return float(solution.values["need_level"].sel(need=need, period=year))


def activity(solution: Solution, process: str, year: int = 2021) -> float:
    """Level of a process in a year."""
    return float(solution.values["activity"].sel(process=process, period=year))


def test_capacity_binds_before_labour(solved: Solve) -> None:
    """Proves: output stops at capacity where work is plentiful.

    Work allows 100 h / 5 h = 20, capacity 10; one unit takes 0.2 of its own, so food is 8.
    Without the capacity block it would be 0.8 * 20 = 16.
    """
    found = solved(COUNTRY)
    assert activity(found, "farm") == pytest.approx(10.0)
    assert level(found, "food") == pytest.approx(8.0)


def test_utilisation_keeps_output_below_capacity(solved: Solve) -> None:
    """Proves: of 10 units of capacity 9 can be used at a utilisation of 0.9: food 0.8 * 9 = 7.2.

    Without utilisation it would be 8.
    """
    slow = replace(COUNTRY, processes={"farm": replace(FARM, utilisation=0.9)})
    assert level(solved(slow), "food") == pytest.approx(7.2)


def test_labour_binds_before_capacity(solved: Solve) -> None:
    """Proves: output stops at 100 h / 5 h = 20 where capacity is 30; food is 0.8 * 20 = 16.

    Without the labour block it would be 0.8 * 30 = 24.
    """
    found = solved(replace(COUNTRY, processes={"farm": replace(FARM, capacity=30.0)}))
    assert level(found, "food") == pytest.approx(16.0)


def test_each_labour_type_binds_alone(solved: Solve) -> None:
    """Proves: hands do not do the work of clerks.

    Hands allow 100 h / 5 h = 20, clerks 30 h / 2 h = 15. One pool of 130 h at 7 h a unit would
    give 18.57, hands alone 20.
    """
    farm = Process(activity="farm", makes={"corn": 1.0}, hours={"hands": 5.0, "clerks": 2.0})
    found = solved(
        Tiny(
            processes={"farm": farm},
            needs={"food": {"corn": 1.0}},
            workers={"hands": 1.0, "clerks": 0.3},
        )
    )
    assert level(found, "food") == pytest.approx(15.0)
    assert float(found.stages[-1].duals["labour"].sel(labour_type="hands", period=2021)) == 0.0


def test_joint_products_come_together(solved: Solve) -> None:
    """Proves: 100 h of a mill at 1 h give 80 of flour and 20 of bran, and no other mix.

    Bread alone is wanted, so that the bran is left: as separate products none would be made.
    """
    mill = Process(activity="mill", makes={"flour": 0.8, "bran": 0.2}, hours=1.0)
    found = solved(Tiny(processes={"mill": mill}, needs={"bread": {"flour": 1.0}}))
    assert level(found, "bread") == pytest.approx(80.0)
    assert float(found.values["unused"].sel(product="bran", period=2021)) == pytest.approx(20.0)


def test_by_product_limits_what_needs_both(solved: Solve) -> None:
    """Proves: a need made of one flour and one bran is met 20 times, by the scarcer bran.

    A sum of both products would allow 50.
    """
    mill = Process(activity="mill", makes={"flour": 0.8, "bran": 0.2}, hours=1.0)
    found = solved(Tiny(processes={"mill": mill}, needs={"loaf": {"flour": 1.0, "bran": 1.0}}))
    assert level(found, "loaf") == pytest.approx(20.0)


def test_given_deliveries_come_first(solved: Solve) -> None:
    """Proves: 3 units that are given away leave 8 - 3 = 5 for food; forgotten, it would be 8."""
    assert level(solved(replace(COUNTRY, deliveries={"corn": 3.0})), "food") == pytest.approx(5.0)


TRADERS = Tiny(
    processes={"farm": Process(activity="farm", makes={"corn": 1.0}, hours=5.0)},
    needs={"transport": {"oil": 1.0}},
    trade={
        "corn": Corridor(exports=(0.0, 8.0), price=2.0),
        "oil": Corridor(imports=(0.0, 100.0), price=4.0),
    },
    deficit=4.0,
)


def test_imports_are_paid_for(solved: Solve) -> None:
    """Proves: exports of 8 at 2 and a deficit of 4 pay for (16 + 4) / 4 = 5 of oil.

    Without the balance of trade it would be 100; with prices left out 12; without the deficit 4.
    """
    assert level(solved(TRADERS), "transport") == pytest.approx(5.0)


def test_import_corridor(solved: Solve) -> None:
    """Proves: imports stop at the corridor of 3, although 5 could be paid for."""
    oil = Corridor(imports=(0.0, 3.0), price=4.0)
    found = solved(replace(TRADERS, trade={**TRADERS.trade, "oil": oil}))
    assert level(found, "transport") == pytest.approx(3.0)


def test_lowest_exports_are_made(solved: Solve) -> None:
    """Proves: 8 units of exports at least leave 20 - 8 = 12 of corn for food; else 20."""
    found = solved(
        replace(
            TRADERS,
            needs={"food": {"corn": 1.0}},
            trade={"corn": Corridor(exports=(8.0, 9.0), price=2.0)},
        )
    )
    assert level(found, "food") == pytest.approx(12.0)


def test_limit_shifts_the_mix(solved: Solve) -> None:
    """Proves: 50 t allow 25 of coal power (25 h); 75 h are left for 25 of wind: 50 together.

    Without the limit it would be 100, all of coal. One tonne more: 0.5 coal more, 0.5 h fewer for
    wind, 0.5 - 0.5 / 3 = 1/3 more power: 1/30 of the base level of 10, the shadow value.
    """
    found = solved(POWER)
    assert activity(found, "coal") == pytest.approx(25.0)
    assert activity(found, "wind") == pytest.approx(25.0)
    dual = float(found.stages[-1].duals["limits"].sel(limit="co2", period=2021))
    assert dual == pytest.approx(1 / 30)


def test_emissions_of_needs_count(solved: Solve) -> None:
    """Proves: what a need emits in use comes off the cap: 0.5 t per unit of light.

    c + w = q, 2 c + 0.5 q = 50, c + 3 w = 100: q = 50 gives 2 c = 25, c = 12.5, w = 29.17, 41.67;
    solved together: c = (50 - 0.5 q) / 2, 3 q - 2 c = 100, 3.5 q = 150, q = 42.857.
    Without the emissions of needs it would be 50.
    """
    found = solved(replace(POWER, need_emits={"co2": {"light": 0.5}}))
    assert level(found, "light") == pytest.approx(150 / 3.5)


def test_a_cap_in_one_year_binds_in_that_year_alone(solved: Solve) -> None:
    """Proves: capped in 2022 only, power is 100 in 2021 and 50 in 2022."""
    found = solved(replace(POWER, years=(2021, 2022), caps={"co2": {2022: 50.0}}))
    assert level(found, "light", 2021) == pytest.approx(100.0)
    assert level(found, "light", 2022) == pytest.approx(50.0)


def test_floor_is_met_before_what_is_cheaper(solved: Solve) -> None:
    """Proves: a floor of 1.2 * 10 = 12 on food takes 60 h and leaves 40 for care.

    An hour brings 1 / 20 of care and 1 / 50 of food: without the floor food is 0 and care 100.
    """
    found = solved(replace(SERVICES, floors={"food": 1.2}, goals=("floors", "welfare")))
    assert level(found, "food") == pytest.approx(12.0)
    assert level(found, "care") == pytest.approx(40.0, rel=1e-5)
    assert found.stages[0].value == pytest.approx(0.0)


def test_a_floor_out_of_reach_shows_its_shortage(solved: Solve) -> None:
    """Proves: a floor of 30 takes 150 h of 100; 20 are made, 10 are missing, care is 0.

    The shortage is weighted: 0.5 * 10 / 10 = 0.5 of the goal. As a hard row there would be no plan.
    """
    found = solved(replace(SERVICES, floors={"food": 3.0}, goals=("floors", "welfare")))
    assert level(found, "food") == pytest.approx(20.0, rel=1e-5)
    shortage = float(found.values["shortage"].sel(need="food", period=2021))
    assert shortage == pytest.approx(10.0, rel=1e-5)
    assert found.stages[0].value == pytest.approx(-0.5)


def test_no_need_falls(solved: Solve) -> None:
    """Proves: food stays at 10 (50 h), care gets the other 50 h; if food may fall, care is 100."""
    held = solved(replace(SERVICES, may_fall=False))
    assert level(held, "food") == pytest.approx(10.0)
    assert level(held, "care") == pytest.approx(50.0)
    free = solved(replace(SERVICES, may_fall=("food",)))
    assert level(free, "care") == pytest.approx(100.0)


def test_free_time_is_taken_until_it_is_worth_no_more_than_goods(solved: Solve) -> None:
    """Proves: the point where an hour of goods equals an hour of free time.

    An hour brings 1 / 5 of food, of which 20 are one: 0.01 points. Free time at a weight of 1.2
    brings 1.2 * (200 / 100) / (300 - h): equal at h = 60, within a piece of the curve (1 % of 240).
    Without free time in the goal h would be 100; with its sign turned too.
    """
    found = solved(
        Tiny(
            processes={"farm": Process(activity="farm", makes={"corn": 1.0}, hours=5.0)},
            needs={"food": {"corn": 1.0}},
            base_level={"food": 20.0},
            least_hours=0.0,
            free_time_weight=1.2,
            step=0.01,
        )
    )
    assert found.values["hours_per_worker"].sel(period=2021).item() == pytest.approx(60.0, abs=2.4)


def test_balanced_at_the_base_year(solved: Solve) -> None:
    """Proves: at a weight of 1 an hour of free time and one of goods weigh the same at the base.

    Below 100 h free time is worth less than 0.01 an hour: hours stay at 100.
    """
    found = solved(
        Tiny(
            processes={"farm": Process(activity="farm", makes={"corn": 1.0}, hours=5.0)},
            needs={"food": {"corn": 1.0}},
            base_level={"food": 20.0},
            least_hours=0.0,
            free_time_weight=1.0,
            step=0.01,
        )
    )
    assert found.values["hours_per_worker"].sel(period=2021).item() == pytest.approx(100.0)
