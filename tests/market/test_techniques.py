"""Costs, licences, payback and the limits within which techniques are taken."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from commonweal.case.limits_of_change import (
    diffusion_weight,
    in_construction,
    missing_assets,
    orders_room,
    part_placed,
    ready,
    usable,
)
from commonweal.market.investment import allocate, by_payback, private_rate, public_rate
from commonweal.market.parameters import Closure
from commonweal.market.run import simulate
from commonweal.market.start import stationary_start
from commonweal.market.system import Ceilings, Routes, System
from commonweal.market.techniques import full_cost, payback, shared_licence
from market.systems import small_system


def test_full_cost_by_hand() -> None:
    """Proves: operating cost 2, plant of 4, wear 5 %, return 15 %, use 0.8: 2 + 0.2 * 4 / 0.8 =
    3."""
    found = full_cost(np.array([2.0]), np.array([4.0]), np.array([0.05]), 0.15, 0.8)
    np.testing.assert_allclose(found, [3.0])


def test_a_shared_licence_takes_a_part_of_what_is_saved_and_of_nothing_else() -> None:
    """Proves: 60 % of a saving of 1 is 0.6, and a technique that saves nothing pays nothing; with a
    share below one a technique that is cheaper stays cheaper, so that rent blocks no adoption."""
    np.testing.assert_allclose(
        shared_licence(np.array([2.0, 4.0]), np.array([3.0, 3.0]), 0.6), [0.6, 0.0]
    )


def test_payback_of_what_saves_nothing_is_never() -> None:
    """Proves: an outlay of 6 that saves 2 a year is back in three years, one that saves nothing
    never."""
    assert payback(np.array([6.0, 6.0]), np.array([2.0, -1.0])).tolist() == [3.0, np.inf]


def test_private_capital_follows_profit_and_public_capital_need() -> None:
    """Proves, by hand: wear 6 %, profit 2 points above the mean and use 5 points above normal order
    6 + 0.23 * 2 + 0.1 * 5 = 6.96 %; public capacity that is 10 % short orders 6 + 10 / 2 = 11 %."""
    one = np.ones(1)
    rate = private_rate(0.06 * one, 0.12 * one, 0.10, 0.85 * one, 0.8, (0.23, 0.1))
    assert rate[0] == pytest.approx(0.0696)
    assert public_rate(0.06 * one, 1.1 * one, one, 2.0)[0] == pytest.approx(0.11)


def test_orders_go_to_the_next_technique_where_diffusion_ends() -> None:
    """Proves: of 10 ordered the first choice gets the 4 that its ceiling leaves, the second the
    rest."""
    system = small_system(2, new=True)
    member = np.zeros((1, 4), dtype=bool)
    member[0, 1] = True
    system = replace(
        system, ceilings=Ceilings(np.zeros(1, dtype=np.intp), np.full((1, 1), 0.5), member)
    )
    order = np.array([1, 0, 3, 2])
    ready_ = np.ones(4, dtype=bool)
    given = allocate(system, np.array([10.0, 5.0]), order, ready_, np.array([4.0]))
    np.testing.assert_allclose(given, [6.0, 4.0, 0.0, 5.0])
    none = allocate(
        system, np.array([10.0, 5.0]), order, np.array([True, False, True, True]), np.array([4.0])
    )
    np.testing.assert_allclose(none, [10.0, 0.0, 0.0, 5.0])


def test_limits_of_change_by_hand() -> None:
    """Proves: an order that takes three periods is in construction at lags 0 to 2 with a third
    each, usable at 3; orders are wear and pace; a ceiling weighs members 1 - D and others -D; a
    ramp takes its share of what is new; a conversion buys what is missing."""
    lags = np.arange(-1, 4)
    assert in_construction(lags, 3).tolist() == [False, True, True, True, False]
    assert usable(lags, 3).tolist() == [False, False, False, False, True]
    assert part_placed(4.0) == 0.25
    assert orders_room(0.06, 0.12) == pytest.approx(0.18)
    assert diffusion_weight(1.0, 0.3, 1.0) == pytest.approx(0.7)
    assert diffusion_weight(0.0, 0.3, 1.0) == pytest.approx(-0.3)
    assert ready(10.0, 0.2, 5.0) == pytest.approx(9.0)
    assert missing_assets(np.array([1.0, 3.0]), np.array([2.0, 1.0])).tolist() == [1.0, 0.0]


def test_an_open_model_ends_the_rent() -> None:
    """Proves: from the month of the open model on no licence is paid where its share is then zero,
    and a price is cut by the given part. A date without effect would leave the stream as it was."""
    system = small_system(new=True, build=3)
    for form, left in (("share", 0.0), ("price", 0.1)):
        rules = {"licence_form": form, "licence_share": 0.5, "open_model_month": 60}
        rules |= {"open_price_cut": 0.9, "technique_rule": "full_cost"}
        closure = Closure.model_validate(rules)
        run = simulate(*stationary_start(system, closure), 72)
        paid = run.record["licence"]
        assert paid[59] > 0.0
        assert paid[60] / paid[59] == pytest.approx(left, abs=0.02)


def test_the_operating_criterion_takes_more_than_the_full_one() -> None:
    """Proves: a technique that saves hours but takes half as much plant again is refused by full
    cost at a high rate of profit and taken by operating cost: the criterion is a switch of its
    own."""
    adopted = {}
    for rule in ("full_cost", "operating_cost"):
        system = small_system(new=True, build=3, deepening=1.9)
        rules = Closure.model_validate({"technique_rule": rule, "payback_years": 0.0})
        run = simulate(*stationary_start(system, rules, profit_rate=0.25), 120)
        adopted[rule] = float(run.record["adoption"][-1])
    assert adopted["operating_cost"] > 2.0 * adopted["full_cost"]


def three_plants(share: float) -> System:
    """One sector: a plant that stands, the same with a retrofit under a ceiling, a better one."""
    own = small_system(1, new=True)
    routes = Routes(
        source=np.array([0, 0]),
        destination=np.array([1, 2]),
        goods=np.zeros((1, 2)),
        hours=np.zeros(2),
        months=np.array([6, 6]),
        available=np.array([0, 0]),
        builds=np.array([False, True]),
    )
    return replace(
        own,
        owner=np.zeros(3, dtype=np.intp),
        inputs=np.repeat(own.inputs[:, :1], 3, axis=1),
        hours=np.array([1.0, 0.9, 0.7]),
        capital=np.repeat(own.capital[:, :1], 3, axis=1),
        **{name: np.repeat(getattr(own, name)[:1], 3) for name in ("wear", "build_months", "ramp")},
        available=np.zeros(3, dtype=np.intp),
        reference=np.array([0, 0, 2]),
        routes=routes,
        ceilings=Ceilings(np.array([0]), np.array([[share]]), np.array([[False, True, False]])),
        process_names=("old", "old+retrofit", "new"),
    )


def test_a_retrofit_that_is_full_holds_up_no_replacement() -> None:
    """Proves: of 10 that may be changed a ceiling lets 4 take the retrofit with the shortest
    payback, and 6 are replaced; where the ceiling is full, or a hair over it, all 10 are replaced;
    where the replacement does not pay, 4 are changed. When only the best route counted, full
    retrofits kept old plants from being replaced, and free techniques cost more hours than
    licensed ones."""
    system = three_plants(0.3)
    amount, years = np.array([10.0, 0.0, 0.0]), np.array([1.0, 3.0])
    for room, given in ((4.0, [4.0, 6.0]), (0.0, [0.0, 10.0]), (-1e-17, [0.0, 10.0])):
        assert by_payback(system, amount, years, np.array([room])).tolist() == given
    alone = by_payback(system, amount, np.array([1.0, np.inf]), np.array([4.0]))
    assert alone.tolist() == [4.0, 0.0]
    turned = by_payback(system, amount, np.array([3.0, 1.0]), np.array([4.0]))
    assert turned.tolist() == [0.0, 10.0]
    nothing = by_payback(system, amount, np.full(2, np.inf), np.array([4.0]))
    assert nothing.tolist() == [0.0, 0.0]


def test_a_premium_lowers_what_private_firms_order() -> None:
    """Proves: firms that ask 5 points above a mean of 10 % order 0.23 x 0.05 = 1.15 points a year
    less; where all capacity is public nothing changes in a run, where it is private investment
    falls. A premium on the mean of both would move public orders too."""
    one = np.ones(1)
    arguments = (0.06 * one, 0.10 * one, 0.10, 0.8 * one, 0.8, (0.23, 0.1))
    assert private_rate(*arguments, 0.05) == pytest.approx(0.06 - 0.0115)
    built = {}
    for share in (0.0, 1.0):
        for premium in (0.0, 0.05):
            closure = Closure(public_share=share, private_premium=premium)
            run = simulate(*stationary_start(small_system(build=3), closure), 24)
            built[share, premium] = run.record["build"].sum()
    assert built[1.0, 0.05] == built[1.0, 0.0]
    assert built[0.0, 0.05] < 0.95 * built[0.0, 0.0]
