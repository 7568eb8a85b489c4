"""E0: with every switch off and no profit the market chooses the plan's techniques."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from commonweal.compare.grid import read_grid
from commonweal.market.from_case import labour_force
from commonweal.market.parameters import Closure, read_closure
from commonweal.market.start import stationary_start
from commonweal.market.system import System
from commonweal.market.techniques import charge, costs
from commonweal.market.theory.least_hours import LeastHours, least_hours
from commonweal.market.theory.menu import Menu
from market.real import PROFIT, STUDIES, case_of, real_system
from market.systems import small_system

SEEDS = range(12)


def menu_of(system: System, closure: Closure) -> Menu:
    """The same processes as a menu without ceilings."""
    stock = system.capital / closure.normal_use
    return Menu(
        activities=system.names,
        processes=system.process_names,
        activity=np.asarray(system.owner, dtype=np.int64),
        base=np.arange(system.processes),
        inputs=system.inputs,
        wear=stock * system.wear,
        stock=stock,
        hours=system.hours,
        reach=np.full(system.processes, -1),
        ceilings=np.zeros(0),
    )


def unlike(seed: int) -> System:
    """A system in which the second technique pays in some sectors and not in others."""
    system = small_system(new=True, seed=seed)
    second = system.owner.size // system.size == 2
    assert second
    draw = np.random.default_rng(seed)
    factor = np.ones(system.processes)
    factor[1::2] = draw.uniform(0.8, 3.0, system.size)
    return replace(
        system, capital=system.capital * factor, available=np.zeros_like(system.available)
    )


def choices(seed: int, **values: object) -> tuple[list[int], list[int], LeastHours]:
    """Techniques of the market at the plan's values, those of the plan, and the plan."""
    grid = read_grid()
    off = grid.switched_off(frozenset(s.name for s in grid.switches)).values
    closure = read_closure({**off, "required_return": 0.0, **values})
    system = unlike(seed)
    plan = least_hours(menu_of(system, closure), np.ones(system.size))
    market, state = stationary_start(system, closure, profit_rate=0.1, wage=1.0)
    at_values = state.change(price=plan.values, wage=1.0)
    cost = charge(costs(market, at_values), closure).reshape(system.size, 2)
    return cost.argmin(axis=1).tolist(), plan.shares.reshape(-1, 2).argmax(axis=1).tolist(), plan


@pytest.mark.parametrize("seed", SEEDS)
def test_with_every_switch_off_the_market_chooses_as_the_plan(seed: int) -> None:
    """Proves: at no profit, with the grid's switches all off, the cheapest technique of every
    sector is that of the least hours: where they differ something unnamed is in between."""
    market, plan, _ = choices(seed)
    assert market == plan


def test_the_choice_is_no_foregone_one() -> None:
    """Proves: over the seeds both techniques are chosen, and a licence of 0.9 of the wages saved or
    a required return of 0.3 makes the market choose otherwise than the plan somewhere."""
    plans = [choice for seed in SEEDS for choice in choices(seed)[1]]
    assert {0, 1} == set(plans)
    dear = {"licence_form": "price", "licence_price": 0.9}
    for wedge in (dear, {"required_return": 0.3}):
        assert any(m != p for m, p, _ in (choices(seed, **wedge) for seed in SEEDS))


@pytest.mark.parametrize("name", STUDIES)
def test_on_real_cases_the_market_chooses_as_the_plan(name: str) -> None:
    """Proves E0 on the bundled studies: with every switch off and nothing required of new plant the
    cheapest of all processes of each activity, licence included, is that of the least hours for the
    consumption of the case; with a licence of nine tenths of the wages saved it is another one for
    many. Charged at the mean wage of each branch hours would not be counted alike."""
    grid = read_grid()
    off = grid.switched_off(frozenset(s.name for s in grid.switches)).values
    system = replace(real_system(name), relative_wage=np.ones(real_system(name).size))
    dear = {"licence_form": "price", "licence_price": 0.9}
    differ = []
    for values in ({}, dear):
        closure = read_closure({**off, "required_return": 0.0, **values})
        plan = least_hours(menu_of(system, closure), system.needs @ system.need_level)
        force = labour_force(case_of(name)[0])
        market, state = stationary_start(
            system, closure, profit_rate=PROFIT, wage=1.0, labour_force=force
        )
        at_values = state.change(price=plan.values, wage=1.0)
        cost = charge(costs(market, at_values), closure)
        order = np.lexsort((cost, system.owner))
        cheapest = order[system.first]
        made = np.bincount(system.owner, plan.levels, system.size) > 0
        differ.append(int((plan.shares[cheapest] < 0.5)[made].sum()))
    assert differ[0] == 0
    assert differ[1] > 3
