"""Clearing of obligations that cannot all be paid: the greatest vector that everybody can pay."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from commonweal.market.system import Array

Mask = NDArray[np.bool_]


def clearing_payments(due: Array, within: Array, funds: Array) -> Array:
    """What each debtor pays of what is due, creditors being served in proportion.

    p = max(0, min(due, funds + Pi^T p)),  Pi[a, b] = within[a, b] / due[a]

    The greatest solution: begin with everybody paying in full, let those who cannot default, solve
    for what they pay, and go on until nobody else is drawn in; at most twice as many rounds as
    debtors. Funds below zero are claims that come first, such as wages.

    Parameters
    ----------
    due : (debtor) [money] all obligations of this rank, those to outsiders too
    within : (debtor, creditor) [money] obligations among the debtors
    funds : (debtor) [money] cash and what outsiders pay, less claims that come first

    Returns
    -------
    Array (debtor) [money]

    Source: Eisenberg and Noe 2001, fictitious default algorithm
    """
    part = np.zeros_like(within)
    np.divide(within, due[:, None], out=part, where=due[:, None] > 0)
    paid = due.copy()
    broke, empty = np.zeros(len(due), dtype=bool), np.zeros(len(due), dtype=bool)
    for _ in range(2 * len(due) + 1):
        held = funds + part.T @ paid
        fallen, emptied = (held < paid) & ~broke, broke & ~empty & (held < 0.0)
        if not (fallen.any() or emptied.any()):
            break
        broke, empty = broke | fallen, empty | emptied
        paid = _payments(due, part, funds, broke, empty)
    return paid


def _payments(due: Array, part: Array, funds: Array, broke: Mask, empty: Mask) -> Array:
    """Payments for a given set of debtors in default, of whom some have nothing at all."""
    some = broke & ~empty
    paid = np.where(broke, 0.0, due)
    held = funds[some] + part[:, some].T @ paid
    among = part[np.ix_(some, some)].T
    paid[some] = np.minimum(np.linalg.solve(np.eye(int(some.sum())) - among, held), due[some])
    return paid
