"""Negative cells, small differences and empty rows: refused, or settled as the mapping says."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd

from commonweal.economy.importers.mapping import Difference, Negatives
from commonweal.economy.importers.parts import WHOLE, Parts
from commonweal.economy.importers.reading import Labels
from commonweal.errors import Problems

RELATIVE = 1e-6  # assumption: the tolerance of the balance of accounts
EXACT = 1e-12  # relative; assumption: what sums of a few hundred numbers lose to rounding
SHOWN = 5  # assumption
OTHER = "negative-entries"


def settle_negatives(parts: Parts, rules: Negatives, problems: Problems) -> Parts:
    """Move negative cells as the mapping says; every product's balance stays as it was."""
    assert parts.supply is not None
    parts = _exchange(parts, rules, problems)
    parts = _final_use(parts, rules, problems)
    return _imports(parts, rules, problems)


def _exchange(parts: Parts, rules: Negatives, problems: Problems) -> Parts:
    assert parts.supply is not None
    use, supply = parts.use, parts.supply
    by_products, inputs = (-use).clip(lower=0), (-supply).clip(lower=0)
    said = []
    if _found(by_products):
        if rules.use == "refuse":
            _refuse(by_products, "use", "to_supply, for by-products", problems)
        else:
            said.append(_sentence(by_products, "inputs", "outputs of the same activity"))
    if _found(inputs):
        if rules.supply == "refuse":
            _refuse(inputs, "supply", "to_use", problems)
        else:
            said.append(_sentence(inputs, "outputs", "inputs of the same activity"))
    if not said:
        return parts
    moved = replace(
        parts,
        use=use.clip(lower=0) + inputs,
        supply=supply.clip(lower=0) + by_products,
        assumed=[*parts.assumed, *said],
    )
    return _without_negative_imports_of(moved, by_products)


def _without_negative_imports_of(parts: Parts, by_products: pd.DataFrame) -> Parts:
    """A moved input that was counted as imported in part is no import any more."""
    imports = parts.imports
    if imports is None or list(imports.columns) == [WHOLE]:
        return parts
    moved = (by_products > 0) & (imports[parts.activities.labels] != 0)
    if not moved.to_numpy().any():
        return parts
    total = imports.sum(axis=1).to_frame(WHOLE)
    said = "Imports were added up by product, since some of the inputs moved were imported."
    return replace(parts, imports=total, assumed=[*parts.assumed, said])


def _final_use(parts: Parts, rules: Negatives, problems: Problems) -> Parts:
    free = ("stock_building", "other")
    bound = [label for label, role in parts.roles.items() if role not in free]
    below = (-parts.final_use[bound]).clip(lower=0)
    if not _found(below):
        return parts
    if rules.final_use == "refuse":
        _refuse(below, "final_use", "to_other", problems)
        return parts
    kept = parts.final_use.copy()
    kept[bound] = kept[bound].clip(lower=0)
    imports, extra = parts.imports, []
    if imports is not None and list(imports.columns) != [WHOLE]:
        imports = imports.sum(axis=1).to_frame(WHOLE)
        extra = ["Imports were added up by product, since cells of final use were moved."]
    moved = replace(parts, final_use=kept, imports=imports)
    said = _sentence(below, "deliveries", f"the category {OTHER}")
    return _to_other(moved, -below.sum(axis=1), [said, *extra])


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
    return replace(
        parts,
        final_use=final_use,
        roles={**parts.roles, OTHER: "other"},
        category_names={**parts.category_names, OTHER: "Negative entries of the source"},
        assumed=[*parts.assumed, *said],
    )


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
