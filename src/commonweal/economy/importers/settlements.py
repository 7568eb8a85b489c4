"""Negative cells, small differences and empty rows: refused, or settled as the mapping says."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd

from commonweal.economy.importers.mapping import Difference, Negatives
from commonweal.economy.importers.parts import WHOLE, Parts
from commonweal.economy.importers.reading import Labels
from commonweal.economy.transform.negatives import move_negatives
from commonweal.errors import Problems

RELATIVE = 1e-6  # assumption: the tolerance of the balance of accounts
EXACT = 1e-12  # relative; assumption: what sums of a few hundred numbers lose to rounding
SHOWN = 5  # assumption
OTHER = "negative-entries"
TREATMENTS = {"use": "to_supply, for by-products", "supply": "to_use", "final_use": "to_other"}
WORDS = {
    "use": ("inputs", "outputs of the same activity"),
    "supply": ("outputs", "inputs of the same activity"),
    "final_use": ("deliveries", f"the category {OTHER}"),
}


def settle_negatives(parts: Parts, rules: Negatives, problems: Problems) -> Parts:
    """Move negative cells as the mapping says; every product's balance stays as it was.

    Inputs, outputs and deliveries go where `move_negatives` puts them. Imports below zero go to a
    category of their own: they are offsets in a column of imports, not exports.
    """
    assert parts.supply is not None
    free = ("stock_building", "other")
    bound = [label for label, role in parts.roles.items() if role not in free]
    below = {
        "use": (-parts.use).clip(lower=0),
        "supply": (-parts.supply).clip(lower=0),
        "final_use": (-parts.final_use[bound]).clip(lower=0),
    }
    found = {name: cells for name, cells in below.items() if _found(cells)}
    for name, cells in found.items():
        if getattr(rules, name) == "refuse":
            _refuse(cells, name, TREATMENTS[name], problems)
    parts = _imports(parts, rules, problems)
    if len(problems) or not found:
        return parts
    parts = _without_imports_of(parts, [found[name] for name in found if name != "supply"])
    assert parts.supply is not None
    moved = move_negatives(parts.supply, parts.use, parts.final_use, parts.roles, residual=OTHER)
    said = [_sentence(found[name], *WORDS[name]) for name in found]
    return replace(
        _with_other(parts) if OTHER in moved.roles else parts,
        supply=moved.supply,
        use=moved.use,
        final_use=moved.final_use,
        assumed=[*parts.assumed, *said],
    )


def _with_other(parts: Parts) -> Parts:
    """Parts with the category that takes negative entries."""
    return replace(
        parts,
        roles={**parts.roles, OTHER: "other"},
        category_names={**parts.category_names, OTHER: "Negative entries of the source"},
    )


def _without_imports_of(parts: Parts, cells: list[pd.DataFrame]) -> Parts:
    """Imports by product, where some of the cells that are moved were counted as imported."""
    imports = parts.imports
    if imports is None or list(imports.columns) == [WHOLE]:
        return parts
    if not any(((moved > 0) & (imports[moved.columns] != 0)).to_numpy().any() for moved in cells):
        return parts
    total = imports.sum(axis=1).to_frame(WHOLE)
    said = "Imports were added up by product, since some of the cells moved were imported."
    return replace(parts, imports=total, assumed=[*parts.assumed, said])


def _imports(parts: Parts, rules: Negatives, problems: Problems) -> Parts:
    if parts.imports is None:
        return parts
    below = (-parts.imports).clip(lower=0)
    if not _found(below):
        return parts
    if rules.imports == "refuse":
        _refuse(below, "imports", "to_other, or imports_kept: total", problems)
        return parts
    total = parts.imports.clip(lower=0)
    said = [_sentence(below, "imports", f"the category {OTHER}")]
    if list(total.columns) != [WHOLE]:
        total = total.sum(axis=1).to_frame(WHOLE)
        said.append("Imports were added up by product, since some by user are negative.")
    return _to_other(replace(parts, imports=total), below.sum(axis=1), said)


def _to_other(parts: Parts, added: pd.Series[float], said: list[str]) -> Parts:
    final_use = parts.final_use.copy()
    final_use[OTHER] = final_use.get(OTHER, 0.0) + added
    moved = replace(_with_other(parts), final_use=final_use)
    return replace(moved, assumed=[*parts.assumed, *said])


def _found(block: pd.DataFrame) -> bool:
    return bool((block.to_numpy() > 0).any())


def _worst(block: pd.DataFrame) -> list[tuple[str, str, float]]:
    values = block.to_numpy()
    at = np.argwhere(values > 0)
    order = np.argsort(-values[at[:, 0], at[:, 1]], kind="stable")
    return [
        (str(block.index[row]), str(block.columns[column]), float(values[row, column]))
        for row, column in at[order].tolist()
    ]


def _sentence(block: pd.DataFrame, what: str, where: str) -> str:
    cells = _worst(block)
    row, column, value = cells[0]
    total = sum(cell for _, _, cell in cells)
    one = "cell" if len(cells) == 1 else "cells"
    return (
        f"Negative {what}, {len(cells)} {one} and {total:.6g} in sum, went to {where}; "
        f'the largest is {value:.6g}, row "{row}", column "{column}".'
    )


def _refuse(block: pd.DataFrame, name: str, treatment: str, problems: Problems) -> None:
    cells = _worst(block)
    fix = f"Correct it, or set negatives.{name}: {treatment}"
    for row, column, value in cells[:SHOWN]:
        what = f"-{value:.6g} is negative"
        problems.add(f'{name}, row "{row}", column "{column}"', what, fix)
    if len(cells) > SHOWN:
        problems.add(name, f"{len(cells)} cells are negative, the largest are listed", fix)


def settle_differences(parts: Parts, rule: Difference | None, problems: Problems) -> Parts:
    """Refuse products whose supply and use differ, or show the difference as a category.

    difference[i] = supply_i + imports_i - use_i - final use_i
    """
    assert parts.supply is not None
    sources = parts.supply.sum(axis=1)
    if parts.imports is not None:
        sources = sources + parts.imports.sum(axis=1)
    uses = parts.use.sum(axis=1) + parts.final_use.sum(axis=1)
    gap = sources - uses
    turnover = pd.concat([sources.abs(), uses.abs()], axis=1).max(axis=1)
    off = gap[gap.abs() > RELATIVE * turnover]
    allowed = -1.0 if rule is None else rule.within
    wrong = off[off.abs() > allowed]
    worst = wrong.abs().sort_values(ascending=False, kind="stable").index
    for label in worst[:SHOWN]:
        what = (
            f"supply and imports {sources[label]:.10g} are {abs(gap[label]):.6g} "
            f"{'more' if gap[label] > 0 else 'less'} than use and final use {uses[label]:.10g}"
        )
        fix = (
            "Look for a block or a category left out, another valuation or a wrong cell; if it is "
            "rounding, set difference.within"
        )
        problems.add(f'product "{label}"', what, fix)
    if len(worst) > SHOWN:
        what = f"{len(worst)} of {len(gap)} products do not balance, the worst are listed"
        problems.add("products", what, "Mend them in the same way")
    if rule is None or len(wrong):
        return parts
    off = gap[gap.abs() > EXACT * turnover]
    if not len(off):
        return parts
    final_use = parts.final_use.copy()
    final_use[rule.label] = gap.where(gap.abs() > EXACT * turnover, 0.0)
    said = (
        f"Supply and use differ in {len(off)} products by at most {off.abs().max():.6g}, "
        f"{off.sum():.6g} in sum; the difference is the category {rule.label}."
    )
    return replace(
        parts,
        final_use=final_use,
        roles={**parts.roles, rule.label: "other"},
        category_names={**parts.category_names, rule.label: "Difference in the source"},
        assumed=[*parts.assumed, said],
    )


def leave_out_empty(parts: Parts) -> Parts:
    """Leave out products and activities whose cells are all nought."""
    assert parts.supply is not None
    active = parts.supply.abs().sum(axis=0) + parts.use.abs().sum(axis=0)
    if parts.value_added is not None:
        active = active + parts.value_added.abs().sum(axis=0)
    present = parts.supply.abs().sum(axis=1) + parts.use.abs().sum(axis=1)
    present = present + parts.final_use.abs().sum(axis=1)
    if parts.imports is not None:
        present = present + parts.imports.abs().sum(axis=1)
    activities = [label for label in parts.activities.labels if active[label] != 0]
    products = [label for label in parts.products.labels if present[label] != 0]
    said = []
    for word, before, after in (
        ("activities", parts.activities.labels, activities),
        ("products", parts.products.labels, products),
    ):
        gone = [label for label in before if label not in set(after)]
        if gone:
            named = ", ".join(gone[:SHOWN]) + (" …" if len(gone) > SHOWN else "")
            said.append(f"{len(gone)} {word} whose cells are all nought were left out: {named}.")
    if not said:
        return parts
    imports = parts.imports
    if imports is not None:
        gone_users = set(parts.activities.labels) - set(activities)
        users = [label for label in imports.columns if label not in gone_users]
        imports = imports.loc[products, users]
    return replace(
        parts,
        products=_kept(parts.products, products),
        activities=_kept(parts.activities, activities),
        supply=parts.supply.loc[products, activities],
        use=parts.use.loc[products, activities],
        final_use=parts.final_use.loc[products],
        imports=imports,
        value_added=None if parts.value_added is None else parts.value_added[activities],
        labour=None if parts.labour is None else parts.labour[activities],
        assumed=[*parts.assumed, *said],
    )


def _kept(labels: Labels, kept: list[str]) -> Labels:
    at = [labels.labels.index(label) for label in kept]
    return Labels(
        kept,
        [labels.names[place] for place in at],
        None if labels.groups is None else [labels.groups[place] for place in at],
        None if labels.units is None else [labels.units[place] for place in at],
        None if labels.regions is None else [labels.regions[place] for place in at],
    )
