"""The public budget, and why prices fell to a third: taxes, and the unemployment wages know."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest

from commonweal.market.budget import net_debt, tax_rate, tax_to_target
from commonweal.market.parameters import Closure
from commonweal.market.prices import new_wage
from commonweal.market.run import Run, simulate
from commonweal.market.start import stationary_start
from commonweal.market.system import MONTHS
from market.systems import small_system
from market.test_accounts_start import opening
from market.test_start import drift

#: The closure before: tax rate of the start for ever, no unemployment in the accounts, wages that
#: are cut as easily as raised.
OLD = {"budget_rule": "abroad", "uncounted_unemployment": 0.0, "wage_rigidity": 0.0}


def test_tax_collects_a_part_of_excess_debt() -> None:
    """Proves: debt of 260 against a target of 200, of which 0.6 a year is collected, adds 3 to the
    taxes of the month and 3 points to a rate on 100; at the target the rate is that of the start,
    below it less, never below nought nor above one. Were the part collected at once the rate would
    be 0.66."""
    assert tax_to_target(0.3, 100.0, 260.0, 200.0, 0.6) == pytest.approx(0.33, rel=1e-12)
    assert tax_to_target(0.3, 100.0, 200.0, 200.0, 0.6) == 0.3
    assert tax_to_target(0.3, 100.0, 140.0, 200.0, 0.6) == pytest.approx(0.27, rel=1e-12)
    assert tax_to_target(0.3, 100.0, -1e4, 200.0, 0.6) == 0.0
    assert tax_to_target(0.3, 100.0, 1e5, 200.0, 0.6) == 1.0
    assert tax_to_target(0.3, 0.0, 1e5, 200.0, 0.6) == 0.3


def test_a_state_of_rest_pays_the_taxes_of_the_start() -> None:
    """Proves: where debt is what it was the rule changes nothing: a stationary start drifts by less
    than 10⁻⁹ in 50 years and the tax rate with it. A target measured otherwise than debt is would
    move taxes from the first month on."""
    rules = Closure.model_validate({"budget_rule": "debt", "debt_response": 0.5})
    market, state = stationary_start(small_system(trade=0.2, build=7, public=1.0), rules)
    run = simulate(market, state, 600)
    assert max(drift(state, run.last).values()) < 1e-9
    np.testing.assert_allclose(run.record["tax_rate"], market.base.tax_rate, rtol=1e-9)


def indebted(**values: object) -> tuple[Run, float, float]:
    """A rest that is broken by public debt of half a year's value added, held by owners; and the
    debt beyond the target, per value added, after a month and at the end of 20 years."""
    rules = Closure.model_validate({"wage_rule": "fixed", **values})
    market, state = stationary_start(small_system(public=1.0), rules)
    agents, gift = market.agents, 0.5 * state.value_added
    deposits, loans = state.deposits.copy(), state.loans.copy()
    deposits[agents.owners] += gift
    loans[agents.government] += gift
    state = state.change(deposits=deposits, loans=loans)
    run = simulate(market, state, 240)

    def excess(at: object) -> float:
        assert isinstance(at, type(state))
        return net_debt(market, at) / at.value_added - market.base.debt_share

    return run, excess(state), excess(run.last)


def test_debt_comes_back_to_its_target() -> None:
    """Proves: of debt half a year's value added above its target less than a tenth is left after 20
    years where a fifth of the excess is collected a year, and taxes were higher meanwhile; with the
    tax rate of the start more than three times as much stays. A rule with the wrong sign would let
    it grow without end."""
    run, before, after = indebted(budget_rule="debt", debt_response=0.2)
    assert before == pytest.approx(0.5, rel=1e-9)
    assert abs(after) < 0.05
    assert run.record["tax_rate"][0] > run.market.base.tax_rate + 0.05
    _, _, kept = indebted(budget_rule="abroad")
    assert kept > 3.0 * abs(after)


def test_taxes_follow_the_debt_of_every_month() -> None:
    """Proves: in every month what is collected beyond the rate of the start is a twelfth of phi
    times debt less target, of the debt that the month opens with. Debt after the month would be off
    by what the month itself brings."""
    run, _, _ = indebted(budget_rule="debt", debt_response=0.2)
    record, base = run.record, run.market.base
    owed = record["public_debt"] - record["public_deposits"]
    target = base.debt_share * record["value_added"]
    expected = 0.2 * (owed[:-1] - target[:-1]) / MONTHS
    taxed = record["taxed"][1:]
    found = (record["tax_rate"][1:] - base.tax_rate) * taxed
    inside = (record["tax_rate"][1:] > 0.0) & (record["tax_rate"][1:] < 1.0)
    assert inside.all()
    np.testing.assert_allclose(found, expected, rtol=1e-6, atol=1e-12)


def test_public_deposits_count_against_public_debt() -> None:
    """Proves: a state that is given deposits of a tenth of its debt owes so much less, and taxes at
    a lower rate. Were debt alone looked at, a state without debt could heap up deposits for ever,
    as it did."""
    rules = Closure.model_validate({"budget_rule": "debt"})
    market, state = stationary_start(small_system(public=1.0), rules)
    place = market.agents.government
    deposits = state.deposits.copy()
    deposits[place] = 0.1 * state.loans[place]
    richer = state.change(deposits=deposits)
    assert net_debt(market, richer) == pytest.approx(0.9 * net_debt(market, state), rel=1e-12)
    taxed = state.value_added / MONTHS
    assert tax_rate(market, richer, taxed) < tax_rate(market, state, taxed)


def wage_after(employment: float, **values: object) -> float:
    """Wage of the second month of a rest with 5 % out of work, at the prices of the start."""
    rules = Closure.model_validate({"wage_rule": "indexed", **values})
    market, state = stationary_start(small_system(), rules)
    market = replace(market, base=replace(market.base, idle=0.05))
    return new_wage(market, state, market.base.price, employment, market.base.productivity)


def test_wages_know_the_unemployment_that_accounts_leave_out() -> None:
    """Proves: with 5 % out of work at the start, 5 % more whom the labour force leaves out and
    0.5 % counted anyhow, another 5 % lower the wage that workers can get by the factor
    (15.5 / 10.5)^-0.07, a twelfth of it in a month. Without those left out it would be
    (10.5 / 5.5)^-0.07."""
    factor = math.log(15.5 / 10.5) * -0.07
    found = math.log(wage_after(0.90, wage_rigidity=0.0))
    assert found == pytest.approx(factor / MONTHS, rel=1e-9)


def test_a_part_of_wage_cuts_is_not_made() -> None:
    """Proves: with a rigidity of 0.28 a wage falls by 0.72 of what it would, with 1 not at all, and
    rises are not touched. A rule on both sides would slow rises too."""
    cut = math.log(wage_after(0.90, wage_rigidity=0.0))
    assert math.log(wage_after(0.90, wage_rigidity=0.28)) == pytest.approx(0.72 * cut, rel=1e-9)
    assert wage_after(0.90, wage_rigidity=1.0) == 1.0
    rise = wage_after(0.99, wage_rigidity=0.0)
    assert rise > 1.0
    assert wage_after(0.99, wage_rigidity=1.0) == rise


def test_why_prices_in_china_fell_to_a_third() -> None:
    """Proves: with the tax rate of the start for ever and a wage curve that knows no unemployment
    in the accounts, prices of China's basket fall below 0.35 in ten years and the state heaps up
    deposits of more than 0.3 of a year's value added that it never spends; unemployment of the
    accounts alone brings them above 0.5, the three mended rules above 0.6, and public deposits
    below 0.15. What is left is that wages may be cut: without that prices end above 0.85."""
    ends = {}
    for name, values in {
        "old": OLD,
        "counted": OLD | {"uncounted_unemployment": 0.05},
        "new": {},
        "no cuts": {"wage_rigidity": 1.0},
    }.items():
        ends[name], _ = opening("china-2026", 120, public_share=0.05, **values)
    price = {name: float(run.record["price_index"][-1]) for name, run in ends.items()}
    assert price["old"] < 0.35
    assert 0.5 < price["counted"] < price["new"]
    assert price["new"] > 0.6
    assert price["no cuts"] > 0.85
    record = {name: run.record for name, run in ends.items()}
    idle = {n: float(r["public_deposits"][-1] / r["value_added"][-1]) for n, r in record.items()}
    assert idle["old"] > 0.3
    assert idle["new"] < 0.15
