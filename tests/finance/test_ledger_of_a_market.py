"""T12 and T13 on the payments of the market on real accounts."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from commonweal.finance.expectation import gain_on_reported
from commonweal.finance.ledger import Entry, Ledger, ledger_of
from commonweal.finance.revenue import revenue
from commonweal.market.accounting import SALES, Kind
from commonweal.market.case_start import start_of_case
from commonweal.market.clearing import clearing_payments
from commonweal.market.equity import loop_gain, multiple
from commonweal.market.parameters import Closure
from commonweal.market.run import Run, simulate
from market.real import STUDIES, case_of

every = pytest.mark.parametrize("name", STUDIES)
EDGES = {**dict.fromkeys((*SALES, Kind.LICENCE), "sale"), Kind.EQUITY: "equity"}


def run(name: str, **values: float) -> Run:
    """Six years from the accounts."""
    closure = Closure.model_validate({"licence_share": 0.6, **values})
    return simulate(*start_of_case(*case_of(name), closure, "accounts"), 72)


def payments(found: Run) -> tuple[Ledger, tuple[str, ...]]:
    """All sales and shares of a run between firms, the owner of the software and others."""
    agents, names = found.market.agents, found.market.system.names
    who = [*names, "software", *["others"] * (agents.total - agents.firms - 1)]
    day, entries = date(2030, 12, 31), []
    for kind, edge in EDGES.items():
        flows = found.record.flows[kind]
        for payer, payee in np.argwhere(flows > 0.0).tolist():
            if who[payer] != who[payee]:
                amount = float(flows[payer, payee])
                entries.append(Entry(day, who[payer], who[payee], amount, kind.name, edge))
    return ledger_of("run.csv", tuple(entries)), (*names, "software")


@every
def test_what_vendors_finance_is_found_in_the_payments(name: str) -> None:
    """Proves T12 and T13: in the payments of six years the circulation finds at least the sales
    that the owner of the software financed by shares in its customers, and nothing where it did
    not: branches that buy from each other all the time are no circle. By gross over external
    revenue they would be one in both."""
    with_shares = run(name, issue_rate=0.1, vendor_share=0.3)
    without = run(name, issue_rate=0.1, vendor_share=0.0)
    agents = with_shares.market.agents
    flows = with_shares.record.flows[Kind.EQUITY]
    funded = float(flows[agents.software, agents.all_firms].sum())
    assert funded > 0.0
    for found in (with_shares, without):
        made, members = payments(found)
        group = revenue(made, members)
        least = 1e-6 * group.external
        if found is with_shares:
            assert group.vendor_funded >= funded - least
        else:
            assert group.vendor_funded == pytest.approx(0.0, abs=least)
        assert group.ratio > 1.3
        firms = revenue(made, members[:-1])
        assert firms.vendor_funded == pytest.approx(0.0, abs=1e-6 * firms.external)
        assert firms.loops_of_sales > 0.1 * firms.external


@every
def test_reported_and_external_revenue_differ_by_vendor_finance_alone(name: str) -> None:
    """Proves T13: in the simulation on real accounts reported revenue is above external revenue by
    what vendors finance, equal to it to the last bit where they finance nothing, and the loop gain
    of the closure is that of the stand-alone ledger."""
    for vendor in (0.0, 0.3):
        found = run(name, issue_rate=0.1, vendor_share=vendor)
        reported = found.record["revenue"][-1]
        external = found.record["external_revenue"][-1]
        assert external > 0.0
        assert (reported == external) if vendor == 0.0 else (reported > 1.02 * external)
        closure, tax = found.market.closure, found.market.base.tax_rate
        share = vendor * closure.issue_rate * multiple(closure, tax)
        expected = gain_on_reported(
            share, closure.growth_learning, closure.valuation_years, closure.fundamental_weight
        )
        assert loop_gain(closure, tax) == pytest.approx(expected, rel=1e-12)


@every
def test_real_bills_clear_as_far_as_money_goes(name: str) -> None:
    """Proves T12: with every sector's bills of a month due at once and a tenth of its money at
    hand, what is paid is what each has and gets, p = max(0, min(due, funds + Pi' p)), some pay in
    part, and nobody pays more than is due. Paid out of cash alone it would be less."""
    market, state = start_of_case(*case_of(name), Closure(), "accounts")
    flows = simulate(market, state, 1).record.flows
    firms = market.agents.all_firms
    within = flows[[Kind.MATERIALS, Kind.INVESTMENT], firms, firms].sum(axis=0)
    due = flows[[Kind.MATERIALS, Kind.INVESTMENT, Kind.INTEREST], firms].sum(axis=(0, 2))
    funds = 0.1 * state.deposits[firms]
    paid = clearing_payments(due, within, funds)
    part = within / np.where(due > 0, due, 1.0)[:, None]
    np.testing.assert_allclose(
        paid, np.maximum(0.0, np.minimum(due, funds + part.T @ paid)), rtol=1e-9, atol=1e-9
    )
    assert (paid < due * (1 - 1e-9)).any()
    assert paid.sum() > 1.05 * np.minimum(due, funds).sum()
