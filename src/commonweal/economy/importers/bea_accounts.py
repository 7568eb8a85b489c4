"""Make and use tables of BEA as accounts without negative inputs, each step visible.

Key: V make, U use, F final uses, M import matrix, T total imports at domestic port value.

1. A negative input is a by-product: U[i, a] < 0 moves to supply. A negative cell of V is an
   input and moves to use.
2. T is minus the imports column of the import matrix. The use table's own column is smaller by
   customs duties and domestic carriage, which are produced at home: they are delivered to a
   category of their own, duties-carriage.
3. A final use below its imported part, or below zero, is raised to it; the difference stands in
   the category disposals, negative: used assets sold, and what foreigners spend at home.
4. Imports of a user lie between 0 and its use. What a negative import (stocks drawn down) or an
   import above its use leaves over goes to the other users of the product, in proportion to
   what they use and do not import yet; T is kept.
5. What rounding leaves over stands in the category rounding, and in the item rounding of
   value added.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from commonweal.economy.importers.bea_codes import IMPORTS, STOCKS
from commonweal.economy.importers.bea_tables import BeaTables
from commonweal.errors import Problems

DUTIES, DISPOSALS, ROUNDING = "duties-carriage", "disposals", "rounding"
NOUGHTS = 20  # assumption: so many noughts of a row may stand for less than a half each
HALF = 0.5  # a published whole number is off by half a unit at most
ROUGH = 1e-4  # relative; assumption: BEA's own rows are off by as much beyond rounding
Array = NDArray[np.float64]


@dataclass(frozen=True)
class Accounts:
    """Balanced accounts and what was done to get there.

    Parameters
    ----------
    supply, use : (product, activity)
    final_use : (product, category), with the three categories of adjustment
    imports : (product, user), or the one column total
    value_added : (item, activity), with the item rounding
    assumed : what was moved and how much of it, a sentence each
    """

    supply: pd.DataFrame
    use: pd.DataFrame
    final_use: pd.DataFrame
    imports: pd.DataFrame
    value_added: pd.DataFrame
    assumed: tuple[str, ...]


def accounts(tables: BeaTables, problems: Problems) -> Accounts:
    """Accounts of one year.

    Parameters
    ----------
    tables : aligned
    problems : where rows and columns that do not balance are noted

    Returns
    -------
    Accounts
    """
    notes: list[str] = []
    supply, use = by_products(tables.make.T, tables.use, notes)
    columns = [str(c) for c in tables.final_uses.columns]
    own = next(c for c in columns if c.startswith(IMPORTS))
    if tables.imports is not None:
        imports_add_up(tables.imports, own, problems)
    wanted = tables.final_uses.drop(columns=own)
    bought, duties = imported(tables.final_uses[own], tables.imports, own, notes)
    part = None if tables.imports is None else tables.imports.drop(columns=own)
    final = raised(wanted, part, notes)
    final.insert(len(wanted.columns), DUTIES, duties)
    if part is None:
        notes.append("no import matrix: imports are known as one column, not by user")
        table = pd.DataFrame({"total": bought})
    else:
        table = within(part, pd.concat([use, final[wanted.columns]], axis=1), bought, notes)
        table = table.assign(**dict.fromkeys((DUTIES, DISPOSALS, ROUNDING), 0.0))
    final[ROUNDING] = supply.sum(axis=1) + table.sum(axis=1) - use.sum(axis=1) - final.sum(axis=1)
    added = tables.value_added.copy()
    added.loc[ROUNDING] = supply.sum() - use.sum() - added.sum()
    rounding(tables, final, added, notes, problems)
    return Accounts(supply, use, final, table, added, tuple(notes))


def by_products(
    supply: pd.DataFrame, use: pd.DataFrame, notes: list[str]
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Negative inputs as by-products, negative outputs as inputs; value added stays as it is.

    V' = max(V, 0) + max(-U, 0),  U' = max(U, 0) + max(-V, 0)
    """
    less, fewer = (-use).clip(lower=0), (-supply).clip(lower=0)
    for table, words in (
        (less, "negative inputs were moved to supply as by-products"),
        (fewer, "negative outputs were moved to use as inputs"),
    ):
        count = int((table.to_numpy() > 0).sum())
        if count:
            notes.append(f"{count} {words}: {table.to_numpy().sum():,.0f}")
    # whole numbers: no minus zero
    return supply.clip(lower=0) + less + 0.0, use.clip(lower=0) + fewer + 0.0


def imported(
    column: pd.Series, matrix: pd.DataFrame | None, own: str, notes: list[str]
) -> tuple[pd.Series, pd.Series]:
    """Total imports of each product, and duties and carriage that come with them.

    T[i] = -M[i, F05], duties[i] = F[i, F05] + T[i]; without an import matrix T[i] is what is
    negative in the column and duties[i] what is positive.
    """
    bought = -matrix[own] if matrix is not None else (-column).clip(lower=0)
    duties = column + bought
    if duties.abs().sum() > 0:
        words = "customs duties and domestic carriage of imports, delivered to duties-carriage"
        notes.append(f"{words}: {duties.sum():,.0f} (the import column of the use table nets them)")
    return bought + 0.0, duties + 0.0


def imports_add_up(matrix: pd.DataFrame, own: str, problems: Problems) -> None:
    """Refuse a row of the import matrix whose users do not add up to its total.

    |sum_u M[i, u] + M[i, F05]| <= n / 2, n rounded whole numbers in the row, noughts among them
    """
    gap = matrix.sum(axis=1)  # the column of totals is negative
    slack = HALF * ((matrix != 0).sum(axis=1) + NOUGHTS)
    wrong = gap.index[(gap.abs() > slack).to_numpy()]
    for code in wrong[:5]:
        what = (
            f"imports of all users differ from {own} by {gap[code]:,.0f}, more than rounding can "
            f"be ({slack[code]:,.0f})"
        )
        problems.add(f"imports, commodity {code}", what, "Take the table again as published")


def raised(wanted: pd.DataFrame, part: pd.DataFrame | None, notes: list[str]) -> pd.DataFrame:
    """Final uses no lower than zero and than their imported part; stock-building is left alone.

    F'[i, c] = max(F[i, c], M[i, c], 0);  disposals[i] = sum_c (F - F')[i, c] <= 0
    """
    fixed = [c for c in wanted.columns if str(c).startswith(STOCKS)]
    least = pd.DataFrame(0.0, index=wanted.index, columns=wanted.columns)
    if part is not None:
        least = part[wanted.columns].clip(lower=0)
    higher = wanted.where(wanted >= least, least)
    higher[fixed] = wanted[fixed]
    moved = wanted - higher
    count = int((moved.to_numpy() < 0).sum())
    if count:
        row, column = divmod(int(moved.to_numpy().argmin()), moved.shape[1])
        notes.append(
            f"{count} final uses below zero or below their imports were raised and the difference "
            f"put into disposals: {moved.to_numpy().sum():,.0f}, most of it "
            f"{moved.index[row]} x {moved.columns[column]}"
        )
    higher[DISPOSALS] = moved.sum(axis=1)
    return higher + 0.0


def within(
    part: pd.DataFrame, whole: pd.DataFrame, bought: pd.Series, notes: list[str]
) -> pd.DataFrame:
    """Imports by user between zero and the use, with the published total.

    Stock-building has no upper bound here: imports into stock can exceed what stocks rise by.
    """
    users = list(whole.columns)
    wished, most = part[users].to_numpy(dtype=float), whole.to_numpy(dtype=float).clip(min=0)
    stock = [n for n, user in enumerate(users) if str(user).startswith(STOCKS)]
    bound = most.copy()
    bound[:, stock] = np.inf
    kept = np.minimum(wished.clip(min=0), bound)
    lacking = bought.to_numpy() - kept.sum(axis=1)
    for row in np.flatnonzero(lacking):
        room = most[row] - kept[row] if lacking[row] > 0 else kept[row]
        kept[row] += np.sign(lacking[row]) * shared(abs(lacking[row]), room.clip(min=0))
    moved = np.abs(kept - wished).sum() / 2
    if moved > 0:
        notes.append(
            "imports of users were brought between zero and their use and to the printed total; "
            f"what was left over went to the other users: {moved:,.0f}"
        )
    return pd.DataFrame(kept + 0.0, index=part.index, columns=users)


def shared(amount: float, room: Array) -> Array:
    """An amount in whole units over users, in proportion to their room; the rest to the largest.

    Parameters
    ----------
    amount : to be shared out
    room : (user) most that each can take

    Returns
    -------
    array (user) that adds up to ``amount``, or to all the room there is
    """
    total = float(room.sum())
    if total <= amount:
        return room.copy()
    share = np.floor(amount * room / total)
    order = np.argsort(-(room - share), kind="stable")
    rest = amount - share.sum()
    for user in order:
        if rest <= 0:
            break
        step = min(1.0, rest, room[user] - share[user])
        share[user] += step
        rest -= step
    share[order[0]] += rest
    return np.asarray(share, dtype=np.float64)


def rounding(
    tables: BeaTables,
    final: pd.DataFrame,
    added: pd.DataFrame,
    notes: list[str],
    problems: Problems,
) -> None:
    """Say how much rounding there is, and refuse rows and columns that are off by more.

    A sum of n whole numbers that were rounded is off by n / 2 at most.
    """
    cells_of = {
        "commodity": (tables.use != 0).sum(axis=1) + (tables.make != 0).sum(),
        "industry": (tables.use != 0).sum() + (tables.make != 0).sum(axis=1),
    }
    uses = tables.use.abs().sum(axis=1) + tables.final_uses.abs().sum(axis=1)
    turnover = {"commodity": uses, "industry": tables.make.sum(axis=1)}
    found = {"commodity": final[ROUNDING], "industry": added.loc[ROUNDING]}
    for kind, gap in found.items():
        slack = HALF * (cells_of[kind] + 2 * len(final.columns)) + ROUGH * turnover[kind].abs()
        wrong = gap.abs().to_numpy() > slack.to_numpy()
        for code in gap.index[wrong][:5]:
            what = (
                f"sources and uses differ by {gap[code]:,.0f}, more than rounding can be "
                f"({slack[code]:,.0f})"
            )
            fix = "Take make, use and imports from one release, year, level and price"
            problems.add(f"{kind} {code}", what, fix)
    rows, columns = found["commodity"], found["industry"]
    notes.append(
        f"what rounding leaves over stands in the category rounding: net {rows.sum():,.0f}, "
        f"gross {rows.abs().sum():,.0f}, largest {rows.abs().max():,.0f} ({rows.abs().idxmax()}); "
        f"and in the item rounding of value added: gross {columns.abs().sum():,.0f}"
    )
