"""Eight identities that hold at every step of every run; one that does not ends the run.

Nothing is adjusted to make them hold: each is computed along two ways and the difference is
compared with the tolerance, 1e-9 of a year's output of all plant. Amounts of money are measured by
all deposits where those are more: what is left of money after an inflation is rounded by its size.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from commonweal.errors import CommonwealError
from commonweal.market.accounting import Kind, Ledger, change_of_claims, change_of_deposits
from commonweal.market.payments import Bills
from commonweal.market.production import Done
from commonweal.market.results import Results
from commonweal.market.state import Market, State
from commonweal.market.system import MONTHS, Array, gathered
from commonweal.market.wealth import Motion, tangible

TOLERANCE = 1e-9  # of a year's output, as the design demands of float64 accounts

MEANING = {
    "i": "all deposits are loans or public debt",
    "ii": "every payment leaves one account and enters another",
    "iii": "net worth is plant and stocks",
    "iv": "opening stock and output are deliveries, closing stock and loss",
    "v": "hours paid are hours worked, and no more than there are",
    "vi": "value added is wages, profit, licences, interest",
    "vii": "no stock is below zero",
    "viii": "licences paid are licences received",
}


class IdentityBroken(CommonwealError):
    """An accounting identity failed; nothing of the run is used as a result."""

    exit_code = 3


@dataclass(frozen=True)
class Month:
    """All that the checks look at.

    Parameters
    ----------
    before, after : states at both ends of the month
    done, owed, found, motion : what happened
    share : (sector) [1] of debts paid
    gains : (sector) [money] change of wealth in kind at the prices of the month
    """

    before: State
    after: State
    done: Done
    owed: Bills
    found: Results
    motion: Motion
    share: Array
    gains: Array


def residuals(market: Market, month: Month, ledger: Ledger) -> dict[str, float]:
    """Residual of each identity, relative to a year's output in its own unit.

    Returns
    -------
    dict of identity to residual; not finite where a number is missing
    """
    paid, received = ledger.paid(), ledger.received()
    output = market.system.by_sector(month.done.output)
    # a month without any output is measured by what all plant could make
    could = market.system.by_sector(month.before.capacity)
    # what is added up is at times much more than a year's output: money left from higher prices
    money = max(float(month.before.price @ could), float(month.before.deposits.sum()))
    return {
        "i": abs(float(month.after.deposits.sum() - month.after.loans.sum())) / money,
        "ii": _payments(market, month, ledger, paid, received) / money,
        "iii": _net_worth(market, month, paid, received) / money,
        "iv": _goods(month, output, could, market, ledger),
        "v": _hours(market, month, paid),
        "vi": _value_added(market, month, ledger, paid) / money,
        "vii": _below_zero(month, could, money),
        "viii": _licence(market, month, ledger) / money,
    }


def check(market: Market, month: Month, ledger: Ledger) -> float:
    """Worst residual of the month; raises where one is above the tolerance.

    Raises
    ------
    IdentityBroken
        with the month, the identity in words and its residual
    """
    found = residuals(market, month, ledger)
    broken = [name for name, value in found.items() if not value <= TOLERANCE]
    if broken:
        lines = [f"({n}) {MEANING[n]}: off by {found[n]:.3g} of a year's output" for n in broken]
        raise IdentityBroken(f"month {month.after.month}: " + "; ".join(lines))
    return max(found.values())


def _payments(market: Market, month: Month, ledger: Ledger, paid: Array, received: Array) -> float:
    change = change_of_deposits(paid, received, market.agents)
    moved = np.abs(month.after.deposits - month.before.deposits - change).max()
    balance = abs(float(paid.sum() - received.sum()))
    return max(float(moved), balance, float(-ledger.flows.min()))


def _net_worth(market: Market, month: Month, paid: Array, received: Array) -> float:
    """Net worth brought forward by incomes, wealth in kind and prices against the balance sheet.

    By agent D' - L' + E' + tangible' = D - L + E + tangible + income + change in kind + change of
    prices; in sum net worth is what there is in kind. The change in kind is checked against the
    things.
    """
    firms, before, after = market.agents.all_firms, month.before, month.after
    opening, closing = tangible(market, before), tangible(market, after)
    kept = tangible(market, after.change(price=before.price, unit_cost=before.unit_cost))
    brought = before.deposits - before.loans + before.stakes + change_of_claims(paid, received)
    brought[firms] += opening + month.gains + (closing - kept)
    worth = after.deposits - after.loans + after.stakes
    worth[firms] += closing
    return max(
        float(np.abs(brought - worth).max()),
        abs(float(worth.sum() - closing.sum())),
        float(np.abs(kept - opening - month.gains).max()),
    )


def _goods(month: Month, output: Array, could: Array, market: Market, ledger: Ledger) -> float:
    """In kind by sector; what was sold is what was billed at the price, at home and by abroad."""
    sold = month.done.deliveries.sold
    left = month.before.inventory + output - sold - month.motion.lost - month.after.inventory
    firms = market.agents.all_firms
    billed = month.owed.among_firms.sum(axis=0)
    for kind in (Kind.CONSUMPTION, Kind.PUBLIC, Kind.EXPORTS):
        billed = billed + ledger.flows[kind][:, firms].sum(axis=0)
    worth = float(month.before.price @ could)
    off = np.abs(billed - month.before.price * sold).max() / worth
    bill = abs(_imported(market, month) - _paid_abroad(market, month, ledger)) / float(worth)
    return max(float((np.abs(left) / could).max()), float(off), bill)


def _imported(market: Market, month: Month) -> float:
    """Value of all that came from abroad, from what was used of it [money]."""
    system, done = market.system, month.done
    goods = market.inputs(month.before.month) @ done.output + system.capital @ done.plant
    goods = goods + system.routes.goods @ done.routes
    got = done.deliveries
    goods = goods + got.workers + got.owners + got.government
    return float((month.before.price * system.import_share) @ goods)


def _paid_abroad(market: Market, month: Month, ledger: Ledger) -> float:
    """What households and the government paid abroad, and what firms owe there [money]."""
    flows, abroad = ledger.flows, market.agents.abroad
    owed = month.owed.imported_materials + month.owed.imported_works
    paid = flows[[Kind.CONSUMPTION, Kind.PUBLIC], :, abroad].sum()
    return float(owed.sum() + paid)


def _hours(market: Market, month: Month, paid: Array) -> float:
    """Wages over the wage against hours by process, conversion and research; and the force.

    Researchers are paid by the owner of the software or by the government, never by both.
    """
    system, agents = market.system, market.agents
    wage = month.before.wage * system.relative_wage
    routes = system.routes
    once = gathered(system.owner[routes.source], routes.hours * month.done.routes, system.size)
    worked = system.by_sector(system.hours * month.done.output) + once
    hours = paid[Kind.WAGES, agents.all_firms] / wage
    payers = {"licence": agents.software, "public": agents.government}
    found = {rule: float(paid[Kind.WAGES, place]) for rule, place in payers.items()}
    developing = float(month.done.research.sum())
    paying = found.pop(market.closure.research_rule) / month.before.wage
    research = abs(paying - developing) + sum(found.values()) / month.before.wage
    total = float(worked.sum()) + developing
    year = month.done.force * MONTHS
    over = max(0.0, total - month.done.force)
    return max(float(np.abs(hours - worked).max()), research, over) / year


def _value_added(market: Market, month: Month, ledger: Ledger, paid: Array) -> float:
    """Final uses less imports, net of wear, against incomes from production.

    C + G + X - M + I + d inv - wear = wages + profit + licences + interest, among firms; debts
    that were not paid are a loss to one and a gain to another.
    """
    agents = market.agents
    firms, flows = agents.all_firms, ledger.flows
    spent = sum(
        float(flows[k, :, firms].sum()) for k in (Kind.CONSUMPTION, Kind.PUBLIC, Kind.EXPORTS)
    )
    works = float((month.owed.works * month.share[:, None]).sum())
    imports = float((month.owed.imported_materials * month.share).sum())
    before = month.before
    stocked = float(before.unit_cost @ (month.after.inventory - before.inventory))
    uses = spent + works - imports + stocked - float(month.found.wear.sum())
    incomes = float(
        paid[Kind.WAGES, firms].sum()
        + month.found.profit.sum()
        + flows[Kind.LICENCE, :, agents.software].sum()
        + paid[Kind.INTEREST, firms].sum()
    )
    return abs(uses - incomes)


def _below_zero(month: Month, could: Array, money: float) -> float:
    """Lowest stock, and whether every number of the state is there."""
    after, motion = month.after, month.motion
    lowest = max(
        float((-after.inventory / could).max()),
        float((-motion.lost / could).max()),
        float(-after.deposits.min()) / money,
        float(-after.loans.min()) / money,
        float((-after.capacity).max() / could.max()),
        float(-after.building.min(initial=0.0) / could.max()),
        float(-after.changing.min(initial=0.0) / could.max()),
        0.0,
    )
    whole = all(np.isfinite(values).all() for values in after.arrays().values())
    positive = bool((after.price > 0).all()) and after.wage > 0
    return lowest if whole and positive else np.inf


def _licence(market: Market, month: Month, ledger: Ledger) -> float:
    """What firms paid is what the owner got, and it is due times the share paid."""
    flow = ledger.flows[Kind.LICENCE]
    due = float(month.owed.licence @ month.share)
    got = float(flow[:, market.agents.software].sum())
    return max(abs(float(flow.sum()) - got), abs(due - got))
