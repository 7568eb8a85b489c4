"""Who owes what for the month, and the payments that follow: step 8 of the order of events."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from commonweal.market import credit
from commonweal.market.accounting import Kind, Ledger
from commonweal.market.production import Done
from commonweal.market.state import Market, State
from commonweal.market.system import Array
from commonweal.market.techniques import Costs


@dataclass(frozen=True)
class Bills:
    """What firms owe for the month.

    Parameters
    ----------
    materials, works : (buyer, seller) [money] of home products
    imported_materials, imported_works : (buyer) [money]
    wages, licence, interest : (sector) [money]
    """

    materials: Array
    works: Array
    imported_materials: Array
    imported_works: Array
    wages: Array
    licence: Array
    interest: Array

    @property
    def among_firms(self) -> Array:
        """(debtor, creditor) [money]."""
        return self.materials + self.works

    @property
    def junior(self) -> Array:
        """(sector) [money] all but wages, which come first."""
        imported = self.imported_materials + self.imported_works
        return np.asarray(self.among_firms.sum(axis=1) + imported + self.licence + self.interest)


def bills(market: Market, state: State, costs: Costs, done: Done, funded: Array) -> Bills:
    """Amounts owed, at the prices of the month; ``funded`` is software that its owner pays for."""
    system, routes = market.system, market.system.routes
    used = system.by_sector(market.inputs(state.month) * done.output)
    placed = system.by_sector(system.capital * done.plant)
    if len(routes.source):
        placed = placed + (routes.goods * done.routes) @ market.route_of
    home = (state.price * market.home_share)[:, None]
    imported = state.price * system.import_share
    return Bills(
        materials=(home * used).T,
        works=(home * placed).T,
        imported_materials=imported @ used,
        imported_works=imported @ placed,
        wages=state.wage * system.relative_wage * done.hours,
        licence=system.by_sector(costs.licence * done.output) + funded,
        interest=credit.interest(market, state)[market.agents.all_firms],
    )


def pay_by_others(market: Market, state: State, done: Done, ledger: Ledger) -> None:
    """Households, the government, abroad and the owner of the software pay from what they have."""
    agents, closure = market.agents, market.closure
    firms, received = agents.all_firms, done.deliveries
    home, imported = state.price * market.home_share, state.price * market.system.import_share
    for kind, buyer, goods in (
        (Kind.CONSUMPTION, agents.workers, received.workers),
        (Kind.CONSUMPTION, agents.owners, received.owners),
        (Kind.PUBLIC, agents.government, received.government),
    ):
        ledger.pay(kind, buyer, firms, home * goods)
        ledger.pay(kind, buyer, agents.abroad, float(imported @ goods))
    exports = state.price * received.abroad
    lent = credit.lent_abroad(market, float(exports.sum()), float(state.deposits[agents.abroad]))
    ledger.pay(Kind.LENDING, agents.bank, agents.abroad, lent)
    ledger.pay(Kind.EXPORTS, agents.abroad, firms, exports)
    idle = done.force - float(done.hours.sum()) - float(done.research.sum())
    ledger.pay(Kind.DOLE, agents.government, agents.workers, closure.dole * state.wage * idle)
    owed = credit.interest(market, state)
    ledger.pay(Kind.INTEREST, agents.government, agents.bank, float(owed[agents.government]))
    _pay_research(market, state, done, float(owed[agents.software]), ledger)


def _pay_research(market: Market, state: State, done: Done, owed: float, ledger: Ledger) -> None:
    """Researchers are paid; the owner of the software pays interest, and borrows what it lacks.

    By the rule ``licence`` the owner pays them, by ``public`` the government from tax and debt.
    """
    agents = market.agents
    wages = state.wage * float(done.research.sum())
    own = 0.0 if market.closure.research_rule == "public" else wages
    lacking = max(0.0, own + owed - float(state.deposits[agents.software]))
    ledger.pay(Kind.LENDING, agents.bank, agents.software, lacking)
    ledger.pay(Kind.WAGES, agents.software, agents.workers, own)
    ledger.pay(Kind.WAGES, agents.government, agents.workers, wages - own)
    ledger.pay(Kind.INTEREST, agents.software, agents.bank, owed)


def pay_by_firms(market: Market, state: State, owed: Bills, limit: Array, ledger: Ledger) -> Array:
    """Firms pay: wages always, other debts as far as cash and credit go.

    Returns
    -------
    Array (sector) [1] share of debts other than wages that was paid
    """
    agents, closure = market.agents, market.closure
    firms = agents.all_firms
    income = ledger.received()[:, firms].sum(axis=0)
    held = state.deposits[firms] + income - owed.wages
    cash = held + owed.among_firms.sum(axis=0) - owed.junior
    buffer = closure.cash_months * owed.wages
    lent = credit.new_loans(cash, buffer, limit - state.loans[firms])
    share = credit.paid_share(owed.junior, owed.among_firms, held + lent)
    # wages come before all else: the bank bridges what they lack when debts go unpaid
    left = held + lent + share @ owed.among_firms - share * owed.junior
    lent = lent + np.where(share < 1.0, np.maximum(-left, 0.0), 0.0)
    ledger.pay(Kind.LENDING, agents.bank, firms, lent)
    ledger.pay(Kind.WAGES, firms, agents.workers, owed.wages)
    ledger.pay(Kind.MATERIALS, firms, firms, owed.materials * share[:, None])
    ledger.pay(Kind.INVESTMENT, firms, firms, owed.works * share[:, None])
    ledger.pay(Kind.MATERIALS, firms, agents.abroad, owed.imported_materials * share)
    ledger.pay(Kind.INVESTMENT, firms, agents.abroad, owed.imported_works * share)
    ledger.pay(Kind.LICENCE, firms, agents.software, owed.licence * share)
    ledger.pay(Kind.INTEREST, firms, agents.bank, owed.interest * share)
    credit.forgive(ledger, state.loans, limit, share)
    return share
