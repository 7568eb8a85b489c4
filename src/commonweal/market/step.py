"""One month of the market: the order of events is the theory. Calls, no algebra."""

from __future__ import annotations

from dataclasses import dataclass

from commonweal.market import (
    close,
    construction,
    credit,
    demand,
    equity,
    goods,
    identities,
    investment,
    payments,
    production,
    research,
    results,
    techniques,
    wealth,
)
from commonweal.market.accounting import Ledger
from commonweal.market.identities import Month
from commonweal.market.state import Market, State


@dataclass(frozen=True)
class Outcome:
    """A month that has been lived through and checked.

    Parameters
    ----------
    month : all that happened, states at both ends
    costs : of every technique at the prices of the month
    budgets : of households for the month
    residual : worst residual of the eight identities
    """

    month: Month
    costs: techniques.Costs
    budgets: demand.Budgets
    residual: float


def step(market: Market, state: State, ledger: Ledger) -> Outcome:
    """Live through one month.

    Raises
    ------
    IdentityBroken
        when an accounting identity does not hold at the end of it
    """
    ledger.clear()
    # 0, 1. techniques that have arrived, an open model; what each costs with its licence
    costs = techniques.costs(market, state)
    budgets = demand.budgets(market, state)
    # 2, 3. the technique of new plant and how much of it, as far as it can be paid
    limit = credit.loan_limit(market, state, costs)
    funds = credit.investment_funds(market, state, limit)
    wish = investment.orders(market, state, costs, budgets.invested)
    sites = construction.open_sites(market, state, wish, funds, state.price)
    # 4. output that expectations and stocks call for
    planned = production.plan(market, state, costs)
    # 5. people to make it, and to develop the techniques as far as somebody pays
    developing = research.wanted_hours(market, state, costs)
    staff = production.staff(market, state, planned, sites, developing)
    # 6. orders of firms, households, government and abroad
    wanted = demand.orders(market, state, staff, budgets)
    # 7. deliveries from opening stocks
    received = goods.deliver(state.inventory, wanted, market.uses, market.closure)
    done = production.carry_out(market, staff, received)
    # 8. payments
    payments.pay_by_others(market, state, done, ledger)
    funded = equity.buy_shares(market, state, costs, budgets.invested, ledger)
    owed = payments.bills(market, state, costs, done, funded)
    share = payments.pay_by_firms(market, state, owed, limit, ledger)
    # 9. stocks in kind
    motion = wealth.move(market, state, sites, done)
    # 10. profit, dividends, debts, taxes
    found = results.results(market, state, costs, motion.worn, motion.inventory, ledger)
    tax = results.distribute(market, state, costs, owed, found, ledger)
    # 11, 12, 13. expectations, wages and prices, shares
    after = close.close(market, state, costs, done, found, motion, tax, ledger)
    # 14. the identities
    gains = wealth.change_in_kind(market, state, costs, done, motion)
    month = Month(state, after, done, owed, found, motion, share, gains)
    return Outcome(month, costs, budgets, identities.check(market, month, ledger))
