"""Attributes of a new label from those of its members, by a stated rule for each column."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Literal

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from commonweal.economy.transform.grouping import Grouping, Vector
from commonweal.errors import Problems
from commonweal.units import compatible, factor

#: name: that of the concordance, of an only member, or the new label · same: members must agree ·
#: largest: that of the member with the largest base · only: that of all members if it is one, else
#: blank · all: true if all are · sum · mean: weighted by the base · whole: the mean to the nearest
#: integer
Rule = Literal["name", "same", "largest", "only", "all", "sum", "mean", "whole"]

RULES: Mapping[str, Mapping[str, Rule]] = MappingProxyType(
    {
        "regions": {"name": "name", "population": "sum"},
        "products": {
            "name": "name",
            "unit": "same",
            "group": "largest",
            "code": "only",
            "storable": "all",
            "spoilage": "mean",
            "world_price": "mean",
            "region": "same",
        },
        "activities": {
            "name": "name",
            "unit": "same",
            "group": "largest",
            "code": "only",
            "build_years": "whole",
            "utilisation": "mean",
            "highest_utilisation": "mean",
            "region": "same",
        },
        "categories": {"name": "name", "role": "same", "region": "same"},
        "labour_types": {
            "name": "name",
            "unit": "same",
            "workers": "sum",
            "hours_per_worker": "mean",
            "region": "same",
        },
        "assets": {"name": "name", "unit": "same", "depreciation": "mean", "region": "same"},
        "needs": {"name": "name", "group": "largest", "region": "same"},
        "limits": {"name": "name", "unit": "same", "region": "same"},
    }
)


def merged_attributes(
    name: str, table: pd.DataFrame, groups: Grouping, base: Vector, problems: Problems
) -> pd.DataFrame:
    """Attributes of the new labels.

    Parameters
    ----------
    name : name of the table, one of ``RULES``
    table : (old label, column), in the order of the grouping
    groups : old labels to new
    base : (old label) what rates are weighted by
    problems : where members that cannot be put together are noted

    Returns
    -------
    DataFrame (new label, column)
    """
    columns = {
        str(column): _merged(name, table[column], RULES[name][str(column)], groups, base, problems)
        for column in table.columns
    }
    index = pd.Index(list(groups.new), name=table.index.name, dtype="str")
    return pd.DataFrame(columns, index=index)


def _merged(
    table: str,
    column: pd.Series[Any],
    rule: Rule,
    groups: Grouping,
    base: Vector,
    problems: Problems,
) -> object:
    if rule in ("sum", "mean", "whole"):
        values = column.to_numpy(dtype=float)
        if rule == "sum":
            return groups.sums(values)
        means = groups.means(values, base)
        return means if rule == "mean" else np.floor(means + 0.5).astype(np.int64)
    if rule == "all":
        return groups.lowest(column.to_numpy(dtype=float)) > 0
    if rule == "same":
        _check_same(table, column, groups, problems)
    words = column.to_numpy()[groups.largest(base)]
    if rule in ("name", "only"):
        several = np.bincount(groups.at, minlength=len(groups.new)) > 1
        if rule == "only":
            several = _disagree(column, groups)
        instead = list(groups.new) if rule == "name" else [""] * len(groups.new)
        words = np.where(several, np.array(instead, dtype=object), words)
    if rule == "name":
        words = np.array(
            [groups.names.get(label, word) for label, word in zip(groups.new, words, strict=True)],
            dtype=object,
        )
    return pd.array([str(word) for word in words], dtype="str")


def _disagree(column: pd.Series[Any], groups: Grouping) -> NDArray[np.bool_]:
    """Whether the members of each new label have different words."""
    words, codes = np.unique(column.to_numpy(dtype=str), return_inverse=True)
    places = codes.astype(float)
    return np.asarray(groups.lowest(places) < groups.highest(places)) & (len(words) > 1)


def _check_same(
    table: str,
    column: pd.Series[Any],
    groups: Grouping,
    problems: Problems,
) -> None:
    first: dict[int, tuple[str, str]] = {}
    told: set[int] = set()
    for group, label, word in zip(groups.at.tolist(), groups.old, column.tolist(), strict=True):
        member, seen = first.setdefault(group, (label, word))
        if group in told or seen == word or (column.name == "unit" and _equal_units(seen, word)):
            continue
        told.add(group)
        where = f'{table}, new label "{groups.new[group]}"'
        what = (
            f'"{member}" has the {column.name} "{seen or "(blank)"}", '
            f'"{label}" has "{word or "(blank)"}"'
        )
        fix = f"Give them different labels; only what has one {column.name} can be added up"
        problems.add(where, what, fix)


def _equal_units(one: str, other: str) -> bool:
    return bool(one and other) and compatible(one, other) and factor(one, other) == 1
