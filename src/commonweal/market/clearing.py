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
    for what they pay, and go on until nobody else is drawn in; at most as many rounds as debtors.
    Funds below zero are claims that come first, such as wages.

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
    broke = np.zeros(len(due), dtype=bool)
    for _ in range(len(due) + 1):
        fallen = (funds + part.T @ paid < paid) & ~broke
        if not fallen.any():
            break
        broke = broke | fallen
        paid = np.where(broke, _of_broke(due, part, funds, broke), due)
    return paid


def _of_broke(due: Array, part: Array, funds: Array, broke: Mask) -> Array:
    """What debtors in default pay while others pay in full: p = max(0, funds + Pi^T p) among them.

    Begin with nobody paying; whoever has something left over pays it, which only adds to what the
    others have, until nobody else has anything.

    Source: Chandrasekaran 1970 (complementarity with an M-matrix)
    """
    held = funds + part.T @ np.where(broke, 0.0, due)
    paid, some = np.zeros(len(due)), np.zeros(len(due), dtype=bool)
    for _ in range(len(due)):
        more = broke & ~some & (held + part.T @ np.where(some, paid, 0.0) > 0.0)
        if not more.any():
            break
        some = some | more
        among = part[np.ix_(some, some)].T
        paid[some] = np.linalg.solve(np.eye(int(some.sum())) - among, held[some])
    return np.minimum(paid, due)
