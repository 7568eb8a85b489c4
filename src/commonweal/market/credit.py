"""Loans, what becomes of debts that cannot be paid, and what is paid out to owners."""

from __future__ import annotations

import numpy as np

from commonweal.market.accounting import Kind, Ledger, change_of_deposits
from commonweal.market.clearing import clearing_payments
from commonweal.market.goods import HAIR
from commonweal.market.state import Market, State
from commonweal.market.system import MONTHS, Array
from commonweal.market.techniques import Costs


def loan_limit(market: Market, state: State, costs: Costs) -> Array:
    """Most that the bank lends to a sector: a share of the value of its plant (sector) [money].

    ((1 - s) lev_max + s lev_pub) p K, s being the public share: public credit goes further.
    """
    closure, system = market.closure, market.system
    private, public = closure.leverage_limit, closure.public_leverage_limit
    share = (1.0 - closure.public_share) * private + closure.public_share * public
    return share * system.by_sector(costs.plant * state.capacity)


def investment_funds(market: Market, state: State, limit: Array) -> Array:
    """What can be spent on construction: cash, the month's surplus and new loans (sector)."""
    firms = market.agents.all_firms
    room = np.maximum(limit - state.loans[firms], 0.0)
    return state.deposits[firms] + np.maximum(state.cash_flow, 0.0) + room


def new_loans(cash: Array, buffer: Array, room: Array) -> Array:
    """Borrowed to hold the buffer sigma w L, as far as the bank lends (sector) [money]."""
    return np.minimum(np.maximum(buffer - cash, 0.0), np.maximum(room, 0.0))


def paid_share(due: Array, within: Array, funds: Array) -> Array:
    """Share of its debts that each firm pays: 1 for all who can (sector).

    Whoever cannot pays what the clearing gives and keeps a hair, so that rounding never takes more
    than there is.

    Parameters
    ----------
    due : (sector) [money] all that is owed
    within : (debtor, creditor) [money] of it to other firms
    funds : (sector) [money] cash, loans and what others than firms pay, less wages
    """
    share = np.ones(len(due))
    if (funds + within.sum(axis=0) - due >= 0.0).all():
        return share
    paid = np.maximum(clearing_payments(due, within, funds), 0.0)
    np.divide(paid * (1.0 - HAIR), due, out=share, where=paid < due)
    return share


def forgive(ledger: Ledger, loans: Array, limit: Array, share: Array) -> None:
    """Firms that could not pay are let off the loans that their plant does not cover.

    The loss is the bank's; the plant stays where it is and in use.
    """
    agents = ledger.agents
    firms = agents.all_firms
    lost = np.where(share < 1.0, np.maximum(loans[firms] - limit, 0.0), 0.0)
    ledger.pay(Kind.FORGIVEN, agents.bank, firms, lost)
    ledger.pay(Kind.REPAYMENT, firms, agents.bank, lost)


def pay_out(
    profit: Array, cash: Array, buffer: Array, excess: Array, share: float
) -> tuple[Array, Array]:
    """Dividends and repayment of loans from what is above the buffer (sector) [money].

    First rho_d max(profit, 0); then loans above the target are repaid; what is left goes to the
    owners.

    Parameters
    ----------
    cash : deposits after all payments
    buffer : sigma w L
    excess : loans above the target
    share : rho_d
    """
    free = np.maximum(cash - buffer, 0.0)
    dividend = np.minimum(share * np.maximum(profit, 0.0), free)
    repaid = np.minimum(np.maximum(excess, 0.0), free - dividend)
    return free - repaid, repaid


def balance_bank(ledger: Ledger, market: Market, deposits: Array, loans: Array) -> None:
    """The bank keeps kappa_B of its loans as its own funds and pays out the rest.

    Where its losses are above its own funds the government makes them good.
    """
    agents = market.agents
    own = (
        deposits[agents.bank]
        + change_of_deposits(ledger.paid(), ledger.received(), agents)[agents.bank]
    )
    if own < 0.0:
        ledger.pay(Kind.RESCUE, agents.government, agents.bank, -own)
        return
    lent = ledger.flows[Kind.LENDING].sum() - ledger.flows[Kind.REPAYMENT].sum()
    target = market.closure.bank_capital * (loans.sum() + lent)
    ledger.pay(Kind.DIVIDEND, agents.bank, agents.owners, max(0.0, own - target))


def balance_government(ledger: Ledger, market: Market, deposits: Array, loans: Array) -> None:
    """What taxes do not cover is borrowed; a surplus repays public debt."""
    agents = market.agents
    place = agents.government
    paid, received = ledger.paid(), ledger.received()
    left = float(deposits[place] + change_of_deposits(paid, received, agents)[place])
    if left < 0.0:
        ledger.pay(Kind.LENDING, agents.bank, place, -left)
    else:
        ledger.pay(Kind.REPAYMENT, place, agents.bank, min(left, float(loans[place])))


def lent_abroad(market: Market, exports: float, held: float) -> float:
    """What the bank lends abroad in the month [money].

    Where exports are given, what abroad lacks for them; else the credit of the start.

    Parameters
    ----------
    exports : [money] bought in the month
    held : [money] deposits of abroad
    """
    if market.closure.exports_rule == "earned":
        return max(0.0, market.base.abroad_credit) / MONTHS
    return max(0.0, exports - held)


def balance_abroad(ledger: Ledger, market: Market, deposits: Array, loans: Array) -> None:
    """Where exports are given, abroad repays what it owes from what it earned beyond them."""
    agents = market.agents
    place = agents.abroad
    if market.closure.exports_rule == "earned":
        return
    spent = float(ledger.flows[Kind.EXPORTS, place].sum())
    left = max(0.0, float(deposits[place]) - spent)
    ledger.pay(Kind.REPAYMENT, place, agents.bank, min(left, float(loans[place])))


def interest(market: Market, state: State) -> Array:
    """Interest of the month on every loan but that of abroad (agent) [money]."""
    due = state.loans * market.closure.loan_rate / MONTHS
    due[market.agents.abroad] = 0.0
    return np.asarray(due)
