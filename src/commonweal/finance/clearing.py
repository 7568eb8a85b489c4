"""What is paid of what is due when not everybody can pay."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from commonweal.finance.ledger import Ledger
from commonweal.market.clearing import clearing_payments


@dataclass(frozen=True)
class Cleared:
    """Payments after clearing, a row per debtor.

    Parameters
    ----------
    names : debtors and creditors, in alphabetical order
    due : [money] all that each owes
    funds : [money] what each holds
    paid : [money] what each pays; creditors are served in proportion
    """

    names: tuple[str, ...]
    due: tuple[float, ...]
    funds: tuple[float, ...]
    paid: tuple[float, ...]

    @property
    def missing(self) -> tuple[float, ...]:
        """What each leaves unpaid [money]."""
        return tuple(due - paid for due, paid in zip(self.due, self.paid, strict=True))


def cleared(ledger: Ledger) -> Cleared:
    """Clear what is due in a ledger out of holdings and of what others pay.

    p = min(due, holding + Pi^T p)

    Parameters
    ----------
    ledger : entries ``due`` and ``holding``; payments on other edges do not count

    Source: Eisenberg and Noe 2001
    """
    entries = [*ledger.of("due", "holding")]
    names = tuple(sorted({n for e in entries for n in (e.payer, e.payee) if n}))
    place = {name: k for k, name in enumerate(names)}
    within, funds = np.zeros((len(names), len(names))), np.zeros(len(names))
    for entry in entries:
        if entry.edge == "due":
            within[place[entry.payer], place[entry.payee]] += entry.amount
        else:
            funds[place[entry.payee]] += entry.amount
    due = within.sum(axis=1)
    paid = clearing_payments(due, within, funds)
    return Cleared(names, *(tuple(float(x) for x in v) for v in (due, funds, paid)))
