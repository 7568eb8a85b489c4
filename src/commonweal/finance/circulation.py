"""How much of a set of payments can lie on closed loops: a linear programme."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from scipy.optimize import linprog
from scipy.sparse import csr_array

from commonweal.errors import SolverStopped
from commonweal.finance.ledger import Ledger

Pair = tuple[str, str, str]  # payer, payee, edge


def payments_by_pair(
    ledger: Ledger, edges: Iterable[str], members: Iterable[str]
) -> dict[Pair, float]:
    """Sums of payments from member to member by edge [money], in alphabetical order."""
    inside = set(members)
    found: dict[Pair, float] = {}
    for entry in ledger.of(*edges):
        if {entry.payer, entry.payee} <= inside:
            pair = (entry.payer, entry.payee, entry.edge)
            found[pair] = found.get(pair, 0.0) + entry.amount
    return dict(sorted(found.items()))


def circulation(payments: dict[Pair, float], counted: Iterable[str]) -> float:
    """Most of the counted payments that can lie on closed loops [money].

    max sum_{e counted} f_e   subject to   sum_in f = sum_out f at everybody,  0 <= f_e <= paid_e

    With every edge counted it is the greatest circulation; with sales counted, the sales that
    loops can carry, through whatever edges the loops close. The greatest value is unique, where
    the loops that reach it need not be. It never falls when a payment is added.

    Parameters
    ----------
    payments : (payer, payee, edge) [money]
    counted : edges whose payments count

    Raises
    ------
    SolverStopped
        when no optimum was proven

    Source: section 2.6 of the design; maximum circulation, Ford and Fulkerson 1962
    """
    if not payments:
        return 0.0
    pairs, paid = list(payments), np.array(list(payments.values()))
    names = sorted({name for payer, payee, _ in pairs for name in (payer, payee)})
    place = {name: k for k, name in enumerate(names)}
    kinds = set(counted)
    columns = np.arange(len(pairs))
    balance = csr_array(
        (
            np.concatenate([-np.ones(len(pairs)), np.ones(len(pairs))]),
            (
                np.concatenate([[place[p[0]] for p in pairs], [place[p[1]] for p in pairs]]),
                np.concatenate([columns, columns]),
            ),
        ),
        shape=(len(names), len(pairs)),
    )
    scale = float(paid.max())
    found = linprog(
        [-float(edge in kinds) for _, _, edge in pairs],
        A_eq=balance.toarray(),
        b_eq=np.zeros(len(names)),
        bounds=[(0.0, float(most)) for most in paid / scale],
        method="highs",
    )
    if not found.success or found.fun is None:
        raise SolverStopped(f"circulation of payments: {found.message}")
    return -float(found.fun) * scale + 0.0
