"""Loans, dividends and what becomes of debts that cannot be paid."""

from __future__ import annotations

import numpy as np

from commonweal.market.accounting import Agents, Kind, Ledger
from commonweal.market.credit import forgive, new_loans, pay_out
from commonweal.market.parameters import Closure
from commonweal.market.run import simulate
from commonweal.market.start import stationary_start
from market.systems import small_system


def test_dividend_first_then_debts_then_the_rest() -> None:
    """Proves, by hand: profit 10, cash 25, buffer 5, loans 8 above target, 90 % paid out: 20 are
    free, 9 are dividend, 8 repay, 3 more are paid out. With 6 free, all 6 are dividend and none
    repays."""
    paid, repaid = pay_out(
        np.array([10.0, 10.0]), np.array([25.0, 11.0]), np.full(2, 5.0), np.full(2, 8.0), 0.9
    )
    assert paid.tolist() == [12.0, 6.0]
    assert repaid.tolist() == [8.0, 0.0]


def test_the_bank_lends_up_to_its_limit() -> None:
    """Proves: a firm 4 short of its buffer borrows 4, or the 1 that the bank still lends, or
    none."""
    lent = new_loans(np.full(3, 1.0), np.full(3, 5.0), np.array([9.0, 1.0, -2.0]))
    assert lent.tolist() == [4.0, 1.0, 0.0]


def test_a_loan_that_is_forgiven_is_the_bank_s_loss() -> None:
    """Proves: of two firms with 10 of loans over plant that carries 6, only the one that could not
    pay is let off 4; the bank pays with its own funds and no deposit is made or lost."""
    ledger = Ledger(Agents(2))
    loans = np.zeros(8)
    loans[:2] = 10.0
    forgive(ledger, loans, np.full(2, 6.0), np.array([0.7, 1.0]))
    assert ledger.paid()[Kind.FORGIVEN].sum() == 4.0
    assert ledger.paid()[Kind.REPAYMENT].tolist()[:2] == [4.0, 0.0]


def test_firms_with_loans_above_their_target_repay_them() -> None:
    """Proves: sectors that begin with twice the loans and the cash to match repay to the target
    within a year. If what is set aside went elsewhere the loans would stay."""
    market, state = stationary_start(small_system(), Closure())
    firms = market.agents.all_firms
    extra = np.zeros(market.agents.total)
    extra[firms] = state.loans[firms]
    rich = state.change(loans=state.loans + extra, deposits=state.deposits + extra)
    last = simulate(market, rich, 12).last
    assert last.loans[firms].sum() < 1.1 * state.loans[firms].sum()
