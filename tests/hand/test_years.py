"""Several years: what is ordered, converted, kept and how fast things change."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from commonweal.plan.solve import Solution
from tiny import Ceiling, Conversion, Process, Tiny

Solve = Callable[[Tiny], Solution]


def path(solution: Solution, variable: str, *years: int, **label: str) -> list[float]:
    """Values of one variable in some years."""
    values = solution.values[variable].sel(label)
    return [float(values.sel(period=year).item()) for year in years]


def near(figures: list[float]) -> object:
    """Equal but for the last that a need must keep where it may rise a millionfold a year."""
    return pytest.approx(figures, abs=1e-3)


BUILDERS = Tiny(
    processes={
        "farm": Process(
            activity="farm",
            makes={"corn": 1.0},
            assets={"barn": 1.0},
            build_years=2,
            capacity=10.0,
            arrivals={2022: 3.0},
            buildable_from=2021,
        )
    },
    needs={"food": {"corn": 1.0}},
    assets={"barn": {"corn": 1.0}},
    committed={"barn": {2021: 1.5}},
    years=(2021, 2022, 2023, 2024),
    period_weight={2023: 10.0, 2024: 10.0},
)


def test_capacity_comes_when_promised(solved: Solve) -> None:
    """Proves: an order of 2021 with two build years is paid by halves and used from 2023 on.

    The later years weigh ten times: everything is built. 2021: 10 - 1.5 for the earlier order
    - v / 2 = 0, so 17 are ordered. 2022: 10 + 3 of capacity, 13 - 17 / 2 - v / 2 = 0, so 9. 2023:
    30 of capacity, 30 - 9 / 2 = 25.5 of food. 2024: 39.
    Paid at once, the order of 2021 would be 8.5 and capacity in 2023 be 21.5; usable after one
    year, capacity would be 30 in 2022; with earlier orders forgotten it would be 10 in 2022.
    """
    found = solved(BUILDERS)
    years = (2021, 2022, 2023, 2024)
    assert path(found, "build", 2021, 2022, process="farm") == near([17.0, 9.0])
    assert path(found, "capacity", *years, process="farm") == pytest.approx(
        [10, 13, 30, 39], abs=1e-3
    )
    assert path(found, "investment", *years, asset="barn") == pytest.approx(
        [10, 13, 4.5, 0], abs=1e-3
    )
    assert path(found, "need_level", *years, need="food") == pytest.approx(
        [0, 0, 25.5, 39], abs=1e-3
    )


def test_capacity_wears_out(solved: Solve) -> None:
    """Proves: of 10 units 9 and then 8.1 are left at a wear of 0.1; without wear 10 and 10."""
    farm = replace(BUILDERS.processes["farm"], wear=0.1, arrivals={}, buildable_from=None)
    found = solved(replace(BUILDERS, processes={"farm": farm}, committed={}))
    kept = path(found, "capacity", 2021, 2022, 2023, process="farm")
    assert kept == pytest.approx([10.0, 9.0, 8.1])


CONVERTERS = Tiny(
    processes={
        "farm": Process(
            activity="farm", makes={"corn": 1.0}, hours=5.0, assets={"barn": 1.0}, capacity=10.0
        ),
        "farm+drone": Process(
            activity="farm",
            makes={"corn": 1.0},
            hours=4.0,
            assets={"barn": 1.0},
            ramp=0.1,
            technique="drone",
        ),
    },
    conversions={
        "drone": Conversion(
            source="farm", destination="farm+drone", inputs={"corn": 0.1}, hours=2.0
        )
    },
    needs={"food": {"corn": 1.0}},
    assets={"barn": {"corn": 1.0}},
    years=(2021, 2022),
    workers={"hands": {2021: 0.5, 2022: 0.4}},
    period_weight={2022: 100.0},
)


def test_conversion_costs_once_and_is_used_next_year(solved: Solve) -> None:
    """Proves: one-off hours and products in 2021, less work and the ramp in 2022.

    2022 has 40 h. With z converted, 5 (10 - z) + 4 * 0.9 z = 50 - 1.4 z = 40 gives z = 7.142857
    and an output of 10 - 0.1 z = 9.285714. In 2021 5 x + 2 z = 50 gives x = 7.142857, and
    0.1 z goes into conversion: food is 6.428571.
    Without the ramp all would be converted and food be 10 in 2022; without one-off hours it would
    be 9.285714 in 2021; used in the same year, there would be 8.9 h to spare in 2021.
    """
    found = solved(CONVERTERS)
    assert path(found, "convert", 2021, conversion="drone") == pytest.approx([50 / 7])
    assert path(found, "capacity", 2021, 2022, process="farm+drone") == pytest.approx([0, 50 / 7])
    assert path(found, "capacity", 2022, process="farm") == pytest.approx([20 / 7])
    food = path(found, "need_level", 2021, 2022, need="food")
    assert food == pytest.approx([45 / 7, 65 / 7])


def test_diffusion_ceiling_on_capacity(solved: Solve) -> None:
    """Proves: with a ceiling of 0.3 no more than 3 of 10 units carry the technique.

    Of 40 h in 2022, 2.7 units (the ramp takes 0.3) take 10.8 h; 29.2 h make 5.84: 8.54 together.
    Without the ceiling it would be 9.285714 (see above).
    """
    ceiling = {"drone": Ceiling(activity="farm", share={2022: 0.3, 2023: 0.3})}
    found = solved(replace(CONVERTERS, ceilings=ceiling))
    assert path(found, "capacity", 2022, process="farm+drone") == pytest.approx([3.0])
    assert path(found, "need_level", 2022, need="food") == pytest.approx([8.54])


STORERS = Tiny(
    processes={"farm": Process(activity="farm", makes={"corn": 1.0}, hours=10.0)},
    needs={"food": {"corn": 1.0}},
    years=(2021, 2022),
    kept={"corn": 0.9},
    opening={"corn": 5.0},
    period_weight={2021: 0.5},
)


def test_stocks_are_carried_and_spoil(solved: Solve) -> None:
    """Proves: 10 made and 0.9 * 5 found are kept for 2022, when they count twice as much.

    2022: 10 + 0.9 * 14.5 = 23.05. Without spoilage it would be 25, without stocks 10.
    """
    found = solved(STORERS)
    assert path(found, "stock", 2021, 2022, product="corn") == near([14.5, 0.0])
    assert path(found, "need_level", 2021, 2022, need="food") == pytest.approx(
        [0.0, 23.05], abs=1e-3
    )


def test_nothing_is_kept_at_a_loss(solved: Solve) -> None:
    """Proves: where 2021 weighs 0.95, a store that keeps 0.9 is not used: food is 14.5 and 10."""
    found = solved(replace(STORERS, period_weight={2021: 0.95}))
    assert path(found, "need_level", 2021, 2022, need="food") == pytest.approx([14.5, 10.0])


def test_no_plan_lives_on_its_stocks_for_ever(solved: Solve) -> None:
    """Proves: no stock reaches the continuation, however much that weighs.

    Carried on, 0.9 * 23.05 of corn more would be eaten in every later year.
    """
    found = solved(replace(STORERS, period_weight={2021: 0.5, 2023: 50.0}))
    assert path(found, "need_level", 2023, need="food") == pytest.approx([10.0])


PACED = Tiny(
    processes={
        "farm": Process(activity="farm", makes={"corn": 1.0}, hours=5.0),
        "clinic": Process(activity="clinic", makes={"visits": 1.0}, hours=1.0),
    },
    needs={"food": {"corn": 1.0}, "care": {"visits": 1.0}},
    base_level={"food": 10.0, "care": 20.0},
    base_activity={"farm": 10.0, "clinic": 20.0},
    years=(2021, 2022),
)


def test_an_activity_grows_no_faster_than_its_pace(solved: Solve) -> None:
    """Proves: the clinic grows by a tenth a year, 22 and 24.2, although 100 h would allow 100."""
    found = solved(replace(PACED, pace_up=0.1))
    assert path(found, "activity", 2021, 2022, process="clinic") == pytest.approx([22.0, 24.2])


def test_an_activity_shrinks_no_faster_than_its_pace(solved: Solve) -> None:
    """Proves: farms shrink by a fifth a year, 8 and 6.4, and leave 60 and 68 h for care.

    Without the row care would be 100 in both years.
    """
    found = solved(replace(PACED, pace_down=0.2))
    assert path(found, "activity", 2021, 2022, process="farm") == pytest.approx([8.0, 6.4])
    assert path(found, "need_level", 2021, 2022, need="care") == pytest.approx([60.0, 68.0])


def test_orders_replace_what_wears_out_and_add_the_pace(solved: Solve) -> None:
    """Proves: at a wear of 0.1 and a pace of 0.2, 0.3 * 10 = 3 are ordered and 12 stand in 2022.

    Food is 10 - 3 = 7 in 2021 and 12 in 2022. Without the row all 10 of corn would be ordered and
    19 stand in 2022.
    """
    farm = Process(
        activity="farm",
        makes={"corn": 1.0},
        assets={"barn": 1.0},
        wear=0.1,
        capacity=10.0,
        buildable_from=2021,
    )
    found = solved(
        Tiny(
            processes={"farm": farm},
            needs={"food": {"corn": 1.0}},
            assets={"barn": {"corn": 1.0}},
            years=(2021, 2022),
            pace_up=0.2,
            period_weight={2022: 10.0},
        )
    )
    assert path(found, "build", 2021, process="farm") == pytest.approx([3.0])
    assert path(found, "need_level", 2021, 2022, need="food") == pytest.approx([7.0, 12.0])


def test_a_need_rises_no_faster_than_its_pace_per_head(solved: Solve) -> None:
    """Proves: care rises by 0.05 per head: 20 * 1.05 = 21, then 20 * 1.05^2 * 1.1 = 24.255.

    People grow by a tenth in 2022. All together rather than per head it would be 22.05.
    """
    found = solved(replace(PACED, pace_needs=0.05, people={2021: 1.0, 2022: 1.1, 2023: 1.1}))
    care = path(found, "need_level", 2021, 2022, need="care")
    assert care == pytest.approx([21.0, 24.255])


def test_what_was_reached_per_head_is_kept(solved: Solve) -> None:
    """Proves: with 100 h, then 80 h, care can be had at 30 in both years and not at 50 in 2021.

    Food at 10 takes 50 h. In 2022 30 h are left, and 2021 may not be above what 2022 can keep.
    """
    found = solved(
        replace(PACED, may_fall=False, workers={"hands": {2021: 1.0, 2022: 0.8, 2023: 0.8}})
    )
    assert path(found, "need_level", 2021, 2022, need="care") == pytest.approx([30.0, 30.0])


WORKERS = Tiny(
    processes={"farm": Process(activity="farm", makes={"corn": 1.0}, hours=5.0)},
    needs={"food": {"corn": 1.0}},
    base_level={"food": 12.0},
    people={2021: 6.0, 2022: 7.0, 2023: 7.0},
    years=(2021, 2022),
    may_fall=False,
    least_hours=0.0,
    goals=("least_hours",),
)


def test_hours_do_not_rise_again(solved: Solve) -> None:
    """Proves: 60 h of work in 2021 and 70 h in 2022 mean 70 h in both years.

    Allowed to rise again, they are 60 and 70.
    """
    hours = path(solved(WORKERS), "hours_per_worker", 2021, 2022)
    assert hours == pytest.approx([70.0, 70.0])
    free = solved(replace(WORKERS, hours_may_rise=True))
    assert path(free, "hours_per_worker", 2021, 2022) == pytest.approx([60.0, 70.0])


FOREVER = Tiny(
    processes={
        "farm": Process(
            activity="farm",
            makes={"corn": 1.0},
            assets={"barn": 2.0},
            wear=0.1,
            capacity=10.0,
            buildable_from=2021,
        )
    },
    needs={"food": {"corn": 1.0}},
    assets={"barn": {"corn": 1.0}},
    years=(2021, 2022, 2023),
    pace_up=0.0,
    period_weight={2021: 0.95, 2022: 0.9025, 2023: 0.857375, 2024: 0.81450625 / 0.05},
    continued=True,
)


def test_capacity_is_renewed_for_ever(solved: Solve) -> None:
    """Proves: with the continuation the last year renews its capacity like every other.

    Wear takes 1 of 10 units, which costs 2 of corn: food is 8 in every year and after.
    """
    found = solved(FOREVER)
    food = path(found, "need_level", 2021, 2022, 2023, 2024, need="food")
    assert food == pytest.approx([8.0] * 4)


def test_a_plan_without_a_future_eats_its_capital(solved: Solve) -> None:
    """Proves the negative control: with nothing after 2023 nothing is ordered in its last years.

    A unit ordered costs 2 and brings 1 a year: an order of 2022 brings 1 in 2023, one of 2021 0.9
    more. 2021: 10, 2022: 9, 2023: 8.1 of food, and nothing is ever built.
    """
    alone = {2021: 1.0, 2022: 1.0, 2023: 1.0}
    found = solved(replace(FOREVER, continued=False, period_weight=alone))
    assert path(found, "need_level", 2021, 2022, 2023, need="food") == pytest.approx([10, 9, 8.1])


def test_growth_after_the_horizon_is_paid_for(solved: Solve) -> None:
    """Proves: a continuation that grows at 0.05 orders (0.1 + 0.05) * K, 3 of corn at K = 10.

    The pace of orders is (0.1 + 0.05) K, so that K is 10, 10.5, 11.025 and 11.57625 and food in
    the continuation 11.57625 * (1 - 2 * 0.15) = 8.103375; with growth left out it would be 9.261.
    """
    found = solved(replace(FOREVER, growth=0.05, pace_up=0.05))
    assert path(found, "need_level", 2024, need="food") == pytest.approx([8.103375])
