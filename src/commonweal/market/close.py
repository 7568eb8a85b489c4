"""The end of a month: accounts brought forward, expectations, prices, wages."""

from __future__ import annotations

import numpy as np

from commonweal.market import equity, prices, research
from commonweal.market.accounting import (
    Kind,
    Ledger,
    change_of_deposits,
    change_of_loans,
)
from commonweal.market.construction import usable_capacity
from commonweal.market.production import Done
from commonweal.market.results import Results, household_income
from commonweal.market.state import Market, State
from commonweal.market.system import MONTHS, Array
from commonweal.market.techniques import Costs
from commonweal.market.wealth import Motion


def adapt(expected: Array, seen: Array, speed: float) -> Array:
    """s^e += lambda (seen - s^e) dt: expectations follow orders, not rationed deliveries."""
    return expected + speed / MONTHS * (seen - expected)


def close(
    market: Market,
    state: State,
    costs: Costs,
    done: Done,
    found: Results,
    motion: Motion,
    tax: float,
    ledger: Ledger,
) -> State:
    """The state at the end of the month."""
    kept = _in_kind(market, state, done, found, motion)
    kept = kept.change(value_added=found.value_added * MONTHS, tax_rate=tax)
    kept = _expectations(market, state, kept, done, ledger)
    kept = _prices(market, state, kept, costs, done)
    kept = equity.revalue(market, state, kept, ledger)
    kept = kept.change(developed=research.developed_after(market, state, done.research))
    return _accounts(market, state, kept, ledger)


def _in_kind(market: Market, state: State, done: Done, found: Results, motion: Motion) -> State:
    system = market.system
    output = system.by_sector(done.output)
    capacity = system.by_sector(usable_capacity(state, system))
    return state.change(
        month=state.month + 1,
        capacity=motion.capacity,
        fresh=motion.fresh,
        building=motion.building,
        changing=motion.changing,
        inventory=motion.inventory,
        profit_rate=found.rate,
        cash_flow=found.profit + found.wear,
        use=output * MONTHS / capacity,
        crew=done.hours,
        hours=float(done.hours.sum()) + float(done.research.sum()),
        output_value=float(market.base.price @ output),
    )


def _expectations(market: Market, state: State, kept: State, done: Done, ledger: Ledger) -> State:
    speed = market.closure.expectation_speed
    return kept.change(
        unfilled=done.deliveries.ordered - done.deliveries.sold,
        expected_orders=adapt(state.expected_orders, done.deliveries.ordered, speed),
        expected_income=adapt(state.expected_income, household_income(ledger, market), speed),
    )


def _prices(market: Market, state: State, kept: State, costs: Costs, done: Done) -> State:
    cost = prices.unit_cost(market, state, costs, done.output)
    price, markup, moved = prices.new_prices(
        market, state, costs, cost, kept.use, kept.inventory, kept.expected_orders
    )
    employment = kept.hours / done.force
    made = kept.output_value / kept.hours if kept.hours > 0 else 0.0
    wage = prices.new_wage(market, state, price, employment, made)
    return kept.change(price=price, markup=markup, target_markup=moved, unit_cost=cost, wage=wage)


def _accounts(market: Market, state: State, kept: State, ledger: Ledger) -> State:
    """Deposits, loans and stakes follow from the payments."""
    paid, received = ledger.paid(), ledger.received()
    stakes = state.stakes + paid[Kind.EQUITY] - received[Kind.EQUITY]
    return kept.change(
        deposits=state.deposits + change_of_deposits(paid, received, market.agents),
        loans=state.loans + change_of_loans(paid, received),
        stakes=np.asarray(stakes),
    )
