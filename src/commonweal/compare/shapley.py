"""What each switch contributes when they are turned off in every order: Shapley's average."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

Worth = Mapping[frozenset[str], float]


def shapley(names: Sequence[str], worth: Worth) -> dict[str, float]:
    """Mean contribution of each name over all orders of turning off.

    phi_i = sum_{S without i} |S|! (n - |S| - 1)! / n! (v(S + i) - v(S))

    They add up to v(all) - v(none), whatever v is; a switch that never matters gets nought, and
    two that always do the same get the same.

    Parameters
    ----------
    names : n switches
    worth : v, a figure for every subset of switches that are off

    Raises
    ------
    KeyError
        where a subset has no figure

    Source: Shapley 1953
    """
    n = len(names)
    found = {}
    for name in names:
        terms = []
        for off, value in worth.items():
            if name not in off:
                weight = math.factorial(len(off)) * math.factorial(n - len(off) - 1)
                gain = worth[off | {name}] - value
                terms.append(weight * gain / math.factorial(n))
        found[name] = math.fsum(terms)
    return found
