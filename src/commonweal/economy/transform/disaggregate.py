"""Splitting a product or an activity by given shares: the way back from an aggregation."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Literal

import numpy as np
import pandas as pd

from commonweal.economy.economy import Economy
from commonweal.economy.schema import load_schema
from commonweal.errors import EconomyError, Problems, suggestion

TOTAL = "total"
SHARES_SUM = 1e-9  # absolute; assumption: shares with nine digits
BALANCE = 1e-9  # relative; assumption: what shares of nine digits leave
Dimension = Literal["products", "activities"]
Shares = Mapping[str, float]
#: Tables whose rows or columns a product or an activity has.
TABLES: Mapping[str, tuple[str, ...]] = {
    "products": ("supply", "use", "final_use", "imports", "asset_composition"),
    "activities": ("supply", "use", "imports", "value_added", "labour", "capital"),
}


def disaggregate(
    economy: Economy,
    dimension: Dimension,
    label: str,
    shares: Shares,
    by_table: Mapping[str, Shares | pd.DataFrame] | None = None,
    names: Mapping[str, str] | None = None,
) -> Economy:
    """Split one label into several.

    T'[k, u] = s[k] T[label, u] for the rows (columns) of the label in every table; s of the table,
    or of the row and column, where the user has them: a frame (new label, other label).

    Every rate is that of the label: prices, units, utilisation, modern plants, and the shares in
    which flows serve needs. Amounts of limits are split by ``shares``. Nothing else changes, so
    that putting the new labels together gives the economy back.

    Parameters
    ----------
    economy : what to split
    dimension : ``products`` or ``activities``
    label : what to split
    shares : new label to share [1], none below zero; they sum to 1
    by_table : table to its own shares; a frame has a column for every label on its other side (or
        ``total``), each summing to 1
    names : new label to what a reader sees; otherwise the old name with the label

    Returns
    -------
    Economy

    Raises
    ------
    EconomyError
        with everything wrong with the labels and shares; where the shares by table leave a new
        product out of balance

    Source: assumption of equal rates; United Nations 2018, Handbook on Supply and Use Tables
    """
    problems = Problems()
    own = dict(by_table or {})
    _check_labels(economy, dimension, label, shares, own, problems)
    for place, table in {"shares": shares, **own}.items():
        _check_shares(place, table, shares, problems)
    problems.raise_if_any(EconomyError)
    tables = economy.tables()
    new = list(shares)
    tables[dimension] = _copied(tables[dimension], label, new, names or {})
    for name in TABLES[dimension]:
        if name in tables and not (name == "imports" and _only_total(tables[name], dimension)):
            axis = load_schema().tables[name].keys.index(dimension_of(dimension, name))
            given = own.get(name, shares)
            tables[name] = _split(tables[name], axis, label, given, new)
    _split_long(tables, dimension, label, shares)
    _check_balance(tables, new if dimension == "products" else [], problems)
    problems.raise_if_any(EconomyError)
    said = f'Split by given shares: "{label}" of {dimension} into {", ".join(new)}.'
    notes = f"{economy.meta.notes}\n{said}".strip()
    return Economy.from_tables(replace(economy.meta, notes=notes), tables)


def dimension_of(dimension: str, table: str) -> str:
    """The key of a table that products or activities are."""
    if dimension == "products":
        return "product"
    return "user" if table == "imports" else "activity"


def _only_total(table: pd.DataFrame, dimension: str) -> bool:
    return dimension == "activities" and list(table.columns) == [TOTAL]


def _check_labels(
    economy: Economy,
    dimension: str,
    label: str,
    shares: Shares,
    own: Mapping[str, Shares | pd.DataFrame],
    problems: Problems,
) -> None:
    if dimension not in TABLES:
        problems.add("dimension", f'no "{dimension}" to split', suggestion(dimension, TABLES))
        raise EconomyError(problems)
    labels = [str(known) for known in economy.tables()[dimension].index]
    if label not in labels:
        problems.add(dimension, f'no label "{label}"', suggestion(label, labels))
    for taken in [name for name in shares if name in labels and name != label]:
        problems.add("shares", f'"{taken}" is there already', "Choose labels of its parts")
    for name in own:
        if name not in TABLES[dimension] or name not in economy.tables():
            what = f'no table "{name}" with {dimension} in this economy'
            problems.add("by_table", what, suggestion(name, TABLES[dimension]))


def _check_shares(
    place: str, given: Shares | pd.DataFrame, shares: Shares, problems: Problems
) -> None:
    table = given if isinstance(given, pd.DataFrame) else pd.Series(given, dtype=float).to_frame()
    if set(table.index) != set(shares) or not len(table):
        problems.add(place, "its labels are not those of shares", "Give each new label a share")
        return
    values = table.to_numpy(dtype=float)
    if not np.isfinite(values).all() or (values < 0).any():
        problems.add(place, "a share is negative or no number", "Shares are zero or more")
        return
    off = np.abs(values.sum(axis=0) - 1) > SHARES_SUM
    for column in table.columns[off]:
        total = float(table[column].sum())
        where = f'{place}, column "{column}"' if isinstance(given, pd.DataFrame) else place
        problems.add(where, f"the shares sum to {total:.10g}, not to 1", "Share all of it out")


def _copied(
    table: pd.DataFrame, label: str, new: Sequence[str], names: Mapping[str, str]
) -> pd.DataFrame:
    """Attributes with the label's row for each of the new ones, in its place."""
    order = [part for old in table.index for part in (new if old == label else [old])]
    origin = [label if part in new else part for part in order]
    found = table.loc[origin]
    found.index = pd.Index(order, name=table.index.name, dtype="str")
    if "name" in found:
        words = [names.get(part, f"{table['name'][label]}: {part}") for part in new]
        found.loc[list(new), "name"] = words
    return found


def _split(
    table: pd.DataFrame,
    axis: int,
    label: str,
    given: Shares | pd.DataFrame,
    new: Sequence[str],
) -> pd.DataFrame:
    side = table if axis == 0 else table.T
    if isinstance(given, pd.DataFrame):
        if set(given.columns) != set(side.columns):
            what = "its columns are not the labels on the other side of the table"
            problems = Problems()
            problems.add("by_table", what, "Give each of them a column of shares")
            raise EconomyError(problems)
        weights = given.loc[list(new), side.columns].to_numpy(dtype=float)
    else:
        weights = np.array([[float(given[part])] for part in new])
    parts = pd.DataFrame(
        weights * side.loc[[label]].to_numpy(), index=list(new), columns=side.columns
    )
    at = int(side.index.get_indexer(pd.Index([label]))[0])
    whole = pd.concat([side.iloc[:at], parts, side.iloc[at + 1 :]])
    whole.index.name = side.index.name
    return whole if axis == 0 else whole.T


def _split_long(
    tables: dict[str, pd.DataFrame],
    dimension: str,
    label: str,
    shares: Shares,
) -> None:
    if dimension == "products" and "need_composition" in tables:
        table = tables["need_composition"]
        rows = [table[table["product"] != label]]
        own = table[table["product"] == label]
        for part in shares:
            flows = tables["final_use"].loc[part]
            used = own[[flows[category] != 0 for category in own["category"]]]
            rows.append(used.assign(product=part))
        tables["need_composition"] = pd.concat(rows, ignore_index=True)
    if dimension == "activities" and "limit_coefficients" in tables:
        table = tables["limit_coefficients"]
        of_label = (table["kind"] == "activity") & (table["label"] == label)
        own = table[of_label]
        rows = [own.assign(label=part, value=own["value"] * s) for part, s in shares.items()]
        tables["limit_coefficients"] = pd.concat([table[~of_label], *rows], ignore_index=True)
    if dimension == "activities" and "modern" in tables:
        tables["modern"] = _copied(tables["modern"], label, list(shares), {})


def _check_balance(
    tables: Mapping[str, pd.DataFrame], new: Sequence[str], problems: Problems
) -> None:
    for label in new:
        sources = float(tables["supply"].loc[label].to_numpy().sum())
        if "imports" in tables:
            sources += float(tables["imports"].loc[label].to_numpy().sum())
        uses = sum(float(tables[name].loc[label].to_numpy().sum()) for name in ("use", "final_use"))
        if abs(sources - uses) > BALANCE * max(abs(sources), abs(uses)):
            what = f"its shares give supply and imports of {sources:.6g}, but uses of {uses:.6g}"
            problems.add(f'new product "{label}"', what, "Change the shares of one of the tables")
