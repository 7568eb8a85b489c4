"""Whether an economy's tables make sense together: an ordered list of checks, all run."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd

from commonweal.economy.economy import Economy
from commonweal.errors import Problem

BALANCE_TOLERANCE = 1e-6  # relative to the row's turnover; assumption: rounding in published tables
WORST_SHOWN = 5  # assumption

Check = Callable[[Economy], list[Problem]]


def accounts_balance(economy: Economy) -> list[Problem]:
    """Supply and imports of each product equal its use and final use.

    |supply + imports - use - final use| <= 1e-6 turnover
    """
    sources = economy.supply.sum(axis=1) + economy.imports_total
    uses = economy.use.sum(axis=1) + economy.final_use.sum(axis=1)
    turnover = pd.concat([sources.abs(), uses.abs()], axis=1).max(axis=1)
    gap = sources - uses
    wrong = gap.abs() > BALANCE_TOLERANCE * turnover
    off = gap[wrong].abs() / turnover[wrong]
    worst = off.sort_values(ascending=False, kind="stable").index[:WORST_SHOWN]
    units = economy.products["unit"]
    problems = []
    for label in worst:
        side = "more" if gap[label] > 0 else "less"
        what = (
            f"supply and imports {sources[label]:.6g} {units[label]} are {abs(gap[label]):.6g} "
            f"({off[label]:.2%}) {side} than use and final use {uses[label]:.6g}"
        )
        fix = "Correct supply, imports, use or final_use; nothing is rescaled for you"
        problems.append(Problem(f'accounts, product "{label}"', what, fix))
    if len(off) > len(worst):
        what = f"{len(off)} of {len(gap)} products do not balance, the worst are listed"
        problems.append(Problem("accounts", what, "Mend them in the same way"))
    return problems


CHECKS: tuple[tuple[str, Check], ...] = (("the accounts balance", accounts_balance),)


def check_economy(economy: Economy) -> list[Problem]:
    """Everything wrong with an economy, in the order of the checks.

    Parameters
    ----------
    economy : whose tables are already well formed

    Returns
    -------
    list of Problem, empty if all is well
    """
    return [problem for _, check in CHECKS for problem in check(economy)]
