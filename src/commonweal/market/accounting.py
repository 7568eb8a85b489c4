"""Accounts: every payment has one payer, one payee and one kind; deposits and loans follow.

Agents in order: the firms of each sector, the owner of the software, workers, owners, the bank,
the government, abroad. Loans of the government are the public debt.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

import numpy as np

from commonweal.market.system import Array


class Kind(IntEnum):
    """What a payment is for."""

    MATERIALS = 0
    INVESTMENT = 1
    CONSUMPTION = 2
    PUBLIC = 3
    EXPORTS = 4
    WAGES = 5
    LICENCE = 6
    INTEREST = 7
    TAX = 8
    DOLE = 9
    DIVIDEND = 10
    FORGIVEN = 11  # the bank gives up a claim: a loss of its own funds
    RESCUE = 12  # the government makes good what the bank has lost beyond its own funds
    EQUITY = 13
    LENDING = 14
    REPAYMENT = 15


#: Kinds in which the bank makes or destroys deposits instead of paying with its own.
CREDIT = (Kind.LENDING, Kind.REPAYMENT)
#: Kinds in which firms sell products.
SALES = (Kind.MATERIALS, Kind.INVESTMENT, Kind.CONSUMPTION, Kind.PUBLIC, Kind.EXPORTS)
#: Kinds that change what is owned, not what is earned.
FINANCIAL = (Kind.EQUITY, Kind.LENDING, Kind.REPAYMENT)
KINDS = len(Kind)


@dataclass(frozen=True)
class Agents:
    """Places of the agents in every account.

    Parameters
    ----------
    firms : number of sectors; firm j has place j
    """

    firms: int

    @property
    def software(self) -> int:
        """Owner of the licensed software."""
        return self.firms

    @property
    def workers(self) -> int:
        """Households that live on wages and the dole."""
        return self.firms + 1

    @property
    def owners(self) -> int:
        """Households that live on property."""
        return self.firms + 2

    @property
    def bank(self) -> int:
        """The banks and the central bank."""
        return self.firms + 3

    @property
    def government(self) -> int:
        """The state."""
        return self.firms + 4

    @property
    def abroad(self) -> int:
        """The rest of the world."""
        return self.firms + 5

    @property
    def total(self) -> int:
        """Number of agents."""
        return self.firms + 6

    @property
    def all_firms(self) -> slice:
        """Places of the firms."""
        return slice(0, self.firms)


Place = int | slice


class Ledger:
    """Payments of one month: an array kind x payer x payee, in money.

    Parameters
    ----------
    agents : who can pay
    """

    def __init__(self, agents: Agents) -> None:
        self.agents = agents
        self.flows = np.zeros((KINDS, agents.total, agents.total))

    def clear(self) -> None:
        """Begin a new month."""
        self.flows[:] = 0.0

    def pay(self, kind: Kind, payer: Place, payee: Place, amount: Array | float) -> None:
        """Book payments; a block of payers and payees takes an array of that shape."""
        self.flows[kind, payer, payee] += amount

    def paid(self) -> Array:
        """(kind, agent) what each paid."""
        return np.asarray(self.flows.sum(axis=2))

    def received(self) -> Array:
        """(kind, agent) what each received."""
        return np.asarray(self.flows.sum(axis=1))


def change_of_deposits(paid: Array, received: Array, agents: Agents) -> Array:
    """What payments do to deposits; the bank's own account has no part in credit.

    D' - D = received - paid, summed over kinds; LENDING adds a deposit without taking one from the
    bank, REPAYMENT destroys one without giving it to the bank.

    Parameters
    ----------
    paid, received : (kind, agent) [money]

    Returns
    -------
    Array (agent) [money]
    """
    change = received.sum(axis=0) - paid.sum(axis=0)
    own = [kind for kind in Kind if kind not in CREDIT]
    bank = agents.bank
    change[bank] = received[own, bank].sum() - paid[own, bank].sum()
    return np.asarray(change)


def change_of_loans(paid: Array, received: Array) -> Array:
    """L' - L = what was lent to each agent less what each repaid (agent) [money]."""
    return np.asarray(received[Kind.LENDING] - paid[Kind.REPAYMENT])


def change_of_claims(paid: Array, received: Array) -> Array:
    """What an agent's income leaves: all that it received and paid, credit and shares apart.

    Returns
    -------
    Array (agent) [money]
    """
    income = [kind for kind in Kind if kind not in FINANCIAL]
    return np.asarray(received[income].sum(axis=0) - paid[income].sum(axis=0))
