"""Who belongs together: firms tied by shares, loans or guarantees, and the loops they are on."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

import numpy as np
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components

from commonweal.finance.ledger import FINANCING, MOVES, TIES, Ledger

Group = tuple[str, ...]


def clusters(ledger: Ledger) -> list[Group]:
    """Firms connected by financing edges, with everybody who is on a loop of payments with them.

    A firm that sells to one that it financed through a third belongs to the cluster, though it
    holds no share in the third: the loop makes it a member. Two firms or more; the largest first.
    """
    names = ledger.names
    tied = [(e.payer, e.payee) for e in ledger.of(*TIES)]
    loop = _labels(names, [(e.payer, e.payee) for e in ledger.of(*MOVES)], "strong")
    place = {name: k for k, name in enumerate(names)}
    financed = {
        loop[place[e.payer]]
        for e in ledger.of(*FINANCING)
        if loop[place[e.payer]] == loop[place[e.payee]]
    }
    for label in financed:
        ring = [name for name in names if loop[place[name]] == label]
        tied += [(ring[0], other) for other in ring[1:]]
    labels = _labels(names, tied, "weak")
    groups = [tuple(n for n in names if labels[place[n]] == k) for k in sorted(set(labels))]
    return sorted((g for g in groups if len(g) > 1), key=lambda g: (-len(g), g))


def ordinary_sellers(ledger: Ledger, groups: Iterable[Group]) -> Group:
    """Everybody who sells and is in none of the groups: a control."""
    taken = {name for group in groups for name in group}
    return tuple(sorted({e.payee for e in ledger.of("sale")} - taken))


def _labels(
    names: Group, pairs: list[tuple[str, str]], connection: Literal["weak", "strong"]
) -> list[int]:
    place = {name: k for k, name in enumerate(names)}
    rows, columns = ([place[pair[side]] for pair in pairs] for side in (0, 1))
    graph = csr_array((np.ones(len(pairs)), (rows, columns)), shape=(len(names), len(names)))
    return [int(k) for k in connected_components(graph, directed=True, connection=connection)[1]]
