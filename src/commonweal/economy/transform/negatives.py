"""Negative cells of published tables: moved to where they are positive, or named.

Key: V supply, U use, Y final use, M imports, each (product, column).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from commonweal.errors import Problem, Problems

TOTAL = "total"
MAY_BE_NEGATIVE = ("stock_building", "other")
COLUMNS = ("product", "from_table", "from_column", "to_table", "to_column", "amount")
SHOWN = 5  # assumption: cells named before the rest is only counted
Tables = dict[str, pd.DataFrame]


@dataclass(frozen=True)
class WithoutNegatives:
    """Tables after their negative cells were moved.

    Parameters
    ----------
    supply, use : (product, activity) [product unit / yr], no negative cell
    final_use : (product, category) [product unit / yr]
    imports : (product, user) [product unit / yr], None if there were none
    roles : category to role, with the residual category if one was added
    moved : product, from_table, from_column, to_table, to_column, amount; a row per cell
    problems : negative cells that could not be moved; they stand as they were
    """

    supply: pd.DataFrame
    use: pd.DataFrame
    final_use: pd.DataFrame
    imports: pd.DataFrame | None
    roles: Mapping[str, str]
    moved: pd.DataFrame
    problems: tuple[Problem, ...]


def move_negatives(
    supply: pd.DataFrame,
    use: pd.DataFrame,
    final_use: pd.DataFrame,
    roles: Mapping[str, str],
    imports: pd.DataFrame | None = None,
    residual: str | None = None,
) -> WithoutNegatives:
    """Move negative cells to the side of the accounts on which they are positive.

    - use U[i,a] < 0: the activity makes a by-product, V[i,a] += |U[i,a]|, U[i,a] = 0;
    - supply V[i,a] < 0: the activity uses it up, U[i,a] += |V[i,a]|, V[i,a] = 0;
    - imports M[i,u] < 0: they leave the country, exports Y[i,e] += |M[i,u]|, M[i,u] = 0;
    - final use Y[i,c] < 0, unless the role of c may be negative: to the category ``residual``,
      which is of role ``other``, if the caller names one.

    What holds before holds after, exactly up to rounding:

    - by cell, V - U is unchanged, so is the net output of each activity;
    - by product, sum_a V + sum_u M - sum_a U - sum_c Y is unchanged: balanced rows stay balanced.

    Parameters
    ----------
    supply, use : (product, activity) [product unit / yr]
    final_use : (product, category) [product unit / yr]
    roles : category to role, as in the table ``categories``
    imports : (product, user) [product unit / yr]; the one column ``total``, or every activity and
        category; positive where something comes in
    residual : category that takes negative final use; added if it is not there

    Returns
    -------
    WithoutNegatives

    Raises
    ------
    ValueError
        if a cell is not finite, the labels of the tables differ, or ``residual`` is a category
        that may not be negative

    Source: United Nations 2018, Handbook on Supply and Use Tables, on by-products; the rule
    for imports is an assumption of this package
    """
    tables = {"supply": supply.copy(), "use": use.copy(), "final_use": final_use.copy()}
    if imports is not None:
        tables["imports"] = imports.copy()
    known = dict(roles)
    _refuse_unfit(tables, known, residual)
    before = {name: table.copy() for name, table in tables.items()}
    moves: list[pd.DataFrame] = [
        _swap(before["use"], "use", tables, "supply"),
        _swap(before["supply"], "supply", tables, "use"),
    ]
    problems = Problems()
    moves.append(_move_imports(before, tables, known, problems))
    moves.append(_move_final_use(before["final_use"], tables, known, residual, problems))
    _imports_of_moved_uses(before, tables, problems)
    return WithoutNegatives(
        supply=tables["supply"],
        use=tables["use"],
        final_use=tables["final_use"],
        imports=tables.get("imports"),
        roles=known,
        moved=pd.concat(moves, ignore_index=True),
        problems=tuple(problems),
    )


def _refuse_unfit(tables: Tables, roles: Mapping[str, str], residual: str | None) -> None:
    products, activities = tables["supply"].index, tables["supply"].columns
    for name, table in tables.items():
        if not np.isfinite(table.to_numpy()).all():
            raise ValueError(f"{name} holds a cell that is not a finite number")
        if not table.index.equals(products):
            raise ValueError(f"{name} and supply have different products")
    if not tables["use"].columns.equals(activities):
        raise ValueError("use and supply have different activities")
    if set(tables["final_use"].columns) != set(roles):
        raise ValueError("roles and final_use have different categories")
    if residual is not None and roles.get(residual, "other") not in MAY_BE_NEGATIVE:
        raise ValueError(f'the category "{residual}" may not be negative')
    users = list(tables["imports"].columns) if "imports" in tables else [TOTAL]
    if users != [TOTAL] and set(users) != {*activities, *roles}:
        raise ValueError("imports need the one column total, or every activity and category")


def _negative(table: pd.DataFrame) -> pd.DataFrame:
    """Amounts below zero, positive; 0 elsewhere."""
    return (-table).clip(lower=0)


def _moves(amounts: pd.DataFrame, source: str, target: str, column: str | None) -> pd.DataFrame:
    """A row per amount, largest first within a move; column None keeps that of the cell."""
    values = amounts.to_numpy()
    rows, columns = np.nonzero(values)
    order = np.argsort(-values[rows, columns], kind="stable")
    rows, columns = rows[order], columns[order]
    places = amounts.columns.to_numpy()[columns]
    content = {
        "product": amounts.index.to_numpy()[rows],
        "from_table": source,
        "from_column": places,
        "to_table": target,
        "to_column": places if column is None else column,
        "amount": values[rows, columns],
    }
    return pd.DataFrame(content, columns=list(COLUMNS))


def _swap(before: pd.DataFrame, source: str, tables: Tables, target: str) -> pd.DataFrame:
    """Use to supply or supply to use, in the same cell."""
    amounts = _negative(before)
    tables[source] = tables[source].where(before >= 0, tables[source] + amounts)
    tables[target] = tables[target] + amounts
    return _moves(amounts, source, target, None)


def _move_imports(
    before: Tables, tables: Tables, roles: Mapping[str, str], problems: Problems
) -> pd.DataFrame:
    nothing = pd.DataFrame(columns=list(COLUMNS))
    amounts = _negative(before["imports"]) if "imports" in before else nothing
    if amounts.empty or not amounts.to_numpy().any():
        return nothing
    exports = [label for label, role in roles.items() if role == "exports"]
    if len(exports) != 1:
        number = len(exports) or "no"
        _name_cells(amounts, "imports", f"and there are {number} categories of exports", problems)
        return nothing
    tables["imports"] = before["imports"].clip(lower=0)
    tables["final_use"][exports[0]] = tables["final_use"][exports[0]] + amounts.sum(axis=1)
    return _moves(amounts, "imports", "final_use", exports[0])


def _move_final_use(
    before: pd.DataFrame,
    tables: Tables,
    roles: dict[str, str],
    residual: str | None,
    problems: Problems,
) -> pd.DataFrame:
    bound = [label for label in before.columns if roles[label] not in MAY_BE_NEGATIVE]
    amounts = _negative(before[bound])
    if not amounts.to_numpy().any():
        return pd.DataFrame(columns=list(COLUMNS))
    if residual is None:
        _name_cells(amounts, "final_use", "and no category is named to take it", problems)
        return pd.DataFrame(columns=list(COLUMNS))
    final_use = tables["final_use"]
    final_use[bound] = final_use[bound] + amounts
    if residual not in roles:
        roles[residual] = "other"
        final_use[residual] = 0.0
        if "imports" in tables and list(tables["imports"].columns) != [TOTAL]:
            tables["imports"][residual] = 0.0
    final_use[residual] = final_use[residual] - amounts.sum(axis=1)
    return _moves(amounts, "final_use", "final_use", residual)


def _imports_of_moved_uses(before: Tables, tables: Tables, problems: Problems) -> None:
    """A use that was negative cannot have been imported."""
    if "imports" not in tables or list(tables["imports"].columns) == [TOTAL]:
        return
    uses = pd.concat([before["use"], before["final_use"]], axis=1)
    left = pd.concat([tables["use"], tables["final_use"]], axis=1)
    part = before["imports"][uses.columns]
    wrong = part.where((uses < 0) & (part > 0) & (left[uses.columns] < part), 0.0)
    _name_cells(wrong, "imports", "of a use that is negative", problems, sign="")


def _name_cells(
    amounts: pd.DataFrame, table: str, why: str, problems: Problems, sign: str = "-"
) -> None:
    """The largest cells one by one, the others counted."""
    found = _moves(amounts, table, "", "")
    fix = "Correct it in the source table, or name where it belongs"
    for row in found.head(SHOWN).to_dict("records"):
        where = f'{table} row "{row["product"]}", column "{row["from_column"]}"'
        problems.add(where, f"{sign}{row['amount']:.6g} {why}", fix)
    if len(found) > SHOWN:
        what = f"{len(found)} cells are like these, the largest are listed"
        problems.add(table, what, "Mend them in the same way")
