"""Profit of the month, dividends and taxes: step 10 of the order of events."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from commonweal.market import budget, credit
from commonweal.market.accounting import SALES, Kind, Ledger, change_of_deposits, change_of_loans
from commonweal.market.payments import Bills
from commonweal.market.state import Market, State
from commonweal.market.system import MONTHS, Array
from commonweal.market.techniques import Costs

#: Kinds that are costs of a firm; works are an asset, not a cost.
COSTS = (Kind.MATERIALS, Kind.WAGES, Kind.LICENCE, Kind.INTEREST)


@dataclass(frozen=True)
class Results:
    """What a month brought the firms.

    Parameters
    ----------
    profit : (sector) [money] after interest
    rate : (sector) [1/yr] before interest, on plant and stocks
    wear : (sector) [money] value of capacity that wore out
    value_added : [money] of the month: sales and stocks built up, less materials
    """

    profit: Array
    rate: Array
    wear: Array
    value_added: float


def results(
    market: Market, state: State, costs: Costs, worn: Array, stock: Array, ledger: Ledger
) -> Results:
    """Realised profit and its rate.

    Pi = sales - materials - wages - licences - interest - wear + change of stocks at unit cost
    r = (Pi + interest) / dt / (p K cap + uc inv)

    Parameters
    ----------
    worn : (process) [unit/yr] capacity that wore out
    stock : (sector) [unit] at the end of the month
    """
    system, firms = market.system, market.agents.all_firms
    paid, received = ledger.paid(), ledger.received()
    wear = system.by_sector(costs.plant * worn)
    stocked = (stock - state.inventory) * state.unit_cost
    sales = received[list(SALES), firms].sum(axis=0)
    profit = sales - paid[list(COSTS), firms].sum(axis=0) - wear + stocked
    value = system.by_sector(costs.plant * state.capacity) + state.unit_cost * state.inventory
    rate = (profit + paid[Kind.INTEREST, firms]) * MONTHS / value
    made = sales + stocked - paid[Kind.MATERIALS, firms]
    return Results(profit, rate, wear, float(made.sum()))


def distribute(
    market: Market, state: State, costs: Costs, owed: Bills, found: Results, ledger: Ledger
) -> float:
    """Dividends, repayments, taxes, and the balances of bank and government.

    Returns
    -------
    float, the tax rate of the month [1]
    """
    agents, closure, base = market.agents, market.closure, market.base
    firms = agents.all_firms
    paid, received = ledger.paid(), ledger.received()
    deposits = state.deposits + change_of_deposits(paid, received, agents)
    loans = state.loans + change_of_loans(paid, received)
    plant = market.system.by_sector(costs.plant * state.capacity)
    dividend, repaid = credit.pay_out(
        found.profit,
        deposits[firms],
        closure.cash_months * owed.wages,
        loans[firms] - base.leverage * plant,
        closure.dividend_share,
    )
    ledger.pay(Kind.DIVIDEND, firms, agents.owners, dividend)
    ledger.pay(Kind.REPAYMENT, firms, agents.bank, repaid)
    _software(ledger, market, deposits, loans)
    credit.balance_abroad(ledger, market, deposits, loans)
    credit.balance_bank(ledger, market, state.deposits, state.loans)
    income = ledger.received()
    taxed = {
        agents.workers: float(income[Kind.WAGES, agents.workers]),
        agents.owners: float(income[Kind.DIVIDEND, agents.owners]),
    }
    rate = budget.tax_rate(market, state, sum(taxed.values()))
    for household, amount in taxed.items():
        ledger.pay(Kind.TAX, household, agents.government, rate * amount)
    credit.balance_government(ledger, market, state.deposits, state.loans)
    return rate


def _software(ledger: Ledger, market: Market, deposits: Array, loans: Array) -> None:
    """The owner of the software repays what it borrowed and pays out the rest."""
    place = market.agents.software
    held = max(0.0, float(deposits[place]))
    repaid = min(held, float(loans[place]))
    ledger.pay(Kind.REPAYMENT, place, market.agents.bank, repaid)
    ledger.pay(Kind.DIVIDEND, place, market.agents.owners, held - repaid)


def household_income(ledger: Ledger, market: Market) -> Array:
    """Income of workers and owners in the month, after tax, as a yearly rate [money/yr]."""
    agents = market.agents
    paid, received = ledger.paid(), ledger.received()
    kinds = [Kind.WAGES, Kind.DOLE, Kind.DIVIDEND]
    places = [agents.workers, agents.owners]
    gained = received[kinds][:, places].sum(axis=0)
    return np.asarray((gained - paid[Kind.TAX, places]) * MONTHS)
