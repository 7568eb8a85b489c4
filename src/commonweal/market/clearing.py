"""Clearing of obligations that cannot all be paid: the greatest vector that everybody can pay."""

from __future__ import annotations

import numpy as np

from commonweal.market.system import Array


def clearing_payments(due: Array, within: Array, funds: Array) -> Array:
    """What each debtor pays of what is due, creditors being served in proportion.

    p = min(due, funds + Pi^T p),  Pi[a, b] = within[a, b] / due[a]

    The greatest solution: begin with everybody paying in full, let those who cannot default, solve
    for what they pay, and go on until nobody else is drawn in; at most as many rounds as debtors.

    Parameters
    ----------
    due : (debtor) [money] all obligations, those to outsiders too
    within : (debtor, creditor) [money] obligations among the debtors
    funds : (debtor) [money] cash and what outsiders pay, not below zero

    Returns
    -------
    Array (debtor) [money]

    Source: Eisenberg and Noe 2001, fictitious default algorithm
    """
    part = np.zeros_like(within)
    np.divide(within, due[:, None], out=part, where=due[:, None] > 0)
    paid = due.copy()
    broke = np.zeros(len(due), dtype=bool)
    for _ in range(len(due) + 1):
        short = funds + part.T @ paid < paid
        if not (short & ~broke).any():
            break
        broke = broke | short
        held = funds[broke] + part[np.ix_(~broke, broke)].T @ due[~broke]
        among = part[np.ix_(broke, broke)].T
        paid[broke] = np.linalg.solve(np.eye(int(broke.sum())) - among, held)
        paid[broke] = np.minimum(paid[broke], due[broke])
    return paid
