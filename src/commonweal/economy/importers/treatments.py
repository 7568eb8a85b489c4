"""What is done with tables so that they become accounts in basic prices without negative cells.

Every function takes the parts and gives new ones, and says in ``assumed`` what it did.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd

from commonweal.economy.importers.mapping import Imports, Valuation
from commonweal.economy.importers.parts import WHOLE, Parts, read_spread_row
from commonweal.economy.importers.reading import Labels, Reading
from commonweal.errors import Problems, suggestion

RELATIVE = 1e-6  # assumption: the tolerance of the balance of accounts


def _with(parts: Parts, said: str, **changes: object) -> Parts:
    return replace(parts, assumed=[*parts.assumed, said], **changes)  # type: ignore[arg-type]


def spread_rows(reading: Reading, parts: Parts) -> Parts:
    """Spread rows that are no products over the products of a category, in every block alike.

    block[i, u] += row[u] f[i, c] / sum_k f[k, c], f the positive final use of category c

    A row whose own supply and use agree leaves every product's balance as it was.
    """
    for row, category in reading.mapping.spread.items():
        if category not in parts.roles:
            what = f'there is no category "{category}"'
            reading.problems.add(f"spread.{row}", what, suggestion(category, parts.roles))
            continue
        shares = parts.final_use[category].clip(lower=0)
        if shares.sum() == 0:
            what = f'nothing is delivered to "{category}", so that nothing can be spread over it'
            reading.problems.add(f"spread.{row}", what, "Name another category")
            continue
        shares = shares / shares.sum()
        changes = {}
        for name, values in read_spread_row(reading, parts, row).items():
            block = getattr(parts, name)
            added = np.outer(shares.to_numpy(), values.loc[block.columns].to_numpy())
            changes[name] = block + added
        said = (
            f'Row "{row}" is no product: it was spread over the products in proportion to '
            f"{parts.category_names[category]}, in every column."
        )
        parts = _with(parts, said, **changes)
    return parts


def to_basic_prices(
    parts: Parts, valuation: Valuation, rounding: float, problems: Problems
) -> Parts:
    """Take margins and taxes on products out of use at purchasers' prices.

    u_b[i, u] = u[i, u] (1 - (sum_c m_ic + t_i) / p_i), m_ic > 0; p_i all uses of product i

    The margins of a user in column c become its use of the products that have negative entries in
    that column, in proportion to them; the taxes on its inputs become an income.

    Parameters
    ----------
    parts : with margins and taxes
    valuation : of the mapping
    rounding : by how much the margins of all products may miss 0
    problems : where faults are noted

    Source: Eurostat 2008, Manual of Supply, Use and Input-Output Tables, ch. 6; that the rates are
    the same for all users of a product is an assumption
    """
    assert parts.margins is not None
    assert parts.taxes is not None
    columns = _cancelling(parts.margins, rounding, problems)
    taxes = parts.taxes.sum(axis=1)
    paid = parts.use.sum(axis=1) + parts.final_use.sum(axis=1)
    carried = sum((column.clip(lower=0) for column in columns), start=0.0 * taxes)
    for label in paid.index[(paid == 0) & ((carried != 0) | (taxes != 0))]:
        what = f'"{label}" has margins or taxes, but nobody uses it'
        problems.add("valuation", what, "Correct the row in the source")
    divisor = paid.where(paid != 0, 1.0)
    tax_rate = taxes / divisor
    changed = {}
    for name in ("use", "final_use"):
        block: pd.DataFrame = getattr(parts, name)
        basic = block - block.mul(tax_rate, axis=0)
        for column in columns:
            margin = block.mul(column.clip(lower=0) / divisor, axis=0)
            services = (-column).clip(lower=0)
            share = services / services.sum() if services.sum() else services
            delivered = np.outer(share.to_numpy(), margin.sum(axis=0).to_numpy())
            basic = basic - margin + delivered
        changed[name] = basic
    on_inputs = parts.use.mul(tax_rate, axis=0).sum(axis=0)
    on_final = float(parts.final_use.mul(tax_rate, axis=0).to_numpy().sum())
    incomes = parts.value_added
    if incomes is not None:
        incomes = pd.concat([incomes, on_inputs.to_frame(valuation.income).T])
        incomes = incomes.groupby(level=0, sort=False).sum()
    said = (
        f"Uses were taken from purchasers' to basic prices, each product with one rate for all "
        f"users: margins of {carried.sum():.6g} became deliveries of trade and transport products; "
        f"taxes less subsidies on inputs, {on_inputs.sum():.6g}, are the income "
        f"{valuation.income}; those on final use, {on_final:.6g}, were taken out."
    )
    return _with(parts, said, value_added=incomes, margins=None, taxes=None, **changed)


def _cancelling(
    margins: pd.DataFrame, rounding: float, problems: Problems
) -> list[pd.Series[float]]:
    """Columns of margins that sum to 0 each, or their sum if only that does."""
    parts = [margins[label] for label in margins.columns]
    whole = margins.sum(axis=1)

    def off(column: pd.Series[float]) -> float:
        allowed = max(rounding, RELATIVE * float(column.clip(lower=0).sum()))
        return 0.0 if abs(float(column.sum())) <= allowed else float(column.sum())

    if not any(off(column) for column in parts):
        return parts
    if off(whole):
        what = f"the margins of all products sum to {off(whole):.6g}, not to 0"
        fix = "Name all columns of margins, and every product; services have them negative"
        problems.add("valuation.margins", what, fix)
    return [whole]


def join_imports(parts: Parts, reading: Reading) -> Parts:
    """Home and imported products together, and imports by user, by product, or as one product."""
    mapping = reading.mapping
    if mapping.imports is not None and mapping.imports.row is not None:
        return _imports_as_product(parts, mapping.imports)
    if parts.imported_use is None or parts.imported_final_use is None:
        return parts
    if mapping.use.domestic:
        parts = replace(
            parts,
            use=parts.use + parts.imported_use,
            final_use=parts.final_use + parts.imported_final_use,
        )
    by_user = pd.concat([parts.imported_use, parts.imported_final_use], axis=1)
    if mapping.imports_kept == "by_user":
        if set(parts.roles) & set(parts.activities.labels):
            both = sorted(set(parts.roles) & set(parts.activities.labels))
            what = f'"{both[0]}" is the label of an activity and of a category'
            fix = "Name the category otherwise and give its column, or set imports_kept: total"
            reading.problems.add("final_use.categories", what, fix)
        return replace(parts, imports=by_user)
    total = by_user.sum(axis=1).to_frame(WHOLE)
    return _with(parts, "Imports known by user were added up by product.", imports=total)


def _imports_as_product(parts: Parts, imports: Imports) -> Parts:
    assert parts.imports is not None
    row = parts.imports.set_axis([imports.product], axis=0)
    users = [*parts.activities.labels, *parts.roles]
    use = pd.concat([parts.use, row[parts.activities.labels]])
    final_use = pd.concat([parts.final_use, row[list(parts.roles)]])
    total = pd.DataFrame({WHOLE: 0.0}, index=use.index)
    total.loc[imports.product, WHOLE] = float(row[users].to_numpy().sum())
    supply = parts.supply
    if supply is not None:
        supply = supply.reindex(use.index, fill_value=0.0)
    said = (
        f'Imports are known by user, not by product: they are one product, "{imports.product}", '
        f"that is not made at home."
    )
    products = _added(parts.products, imports.product, imports.name)
    return _with(
        parts,
        said,
        products=products,
        use=use,
        final_use=final_use,
        imports=total,
        supply=supply,
    )


def _added(labels: Labels, label: str, name: str) -> Labels:
    groups = None if labels.groups is None else [*labels.groups, "imports"]
    regions = None if labels.regions is None else [*labels.regions, ""]
    return Labels([*labels.labels, label], [*labels.names, name], groups, labels.units, regions)


def supply_of_symmetric(parts: Parts, problems: Problems) -> Parts:
    """Where there is no table of supply, each activity makes what of its product is used.

    V[i, i] = use_i + final use_i - imports_i
    """
    if parts.supply is not None:
        return parts
    labels = parts.activities.labels
    products = [label for label in parts.use.index if label in set(labels)]
    made = parts.use.sum(axis=1) + parts.final_use.sum(axis=1)
    if parts.imports is not None:
        made = made - parts.imports.sum(axis=1)
    if sorted(products) != sorted(labels):
        missing = sorted(set(labels) - set(products)) or sorted(labels)
        what = f'"{missing[0]}" has no product of its label, and there is no supply'
        problems.add("activities", what, "Give supply, or the same labels on both sides")
        return parts
    supply = pd.DataFrame(0.0, index=parts.use.index, columns=labels)
    for label in labels:
        supply.loc[label, label] = made[label]
    return _with(
        parts,
        "There is no table of supply: each activity makes its own product alone.",
        supply=supply,
    )
