"""An economy of supply and use as a symmetric one, everything it knows carried along or named."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from commonweal.economy.economy import Economy
from commonweal.economy.transform import carried
from commonweal.economy.transform.technology import (
    ASSUMPTIONS,
    PRODUCT_BY_PRODUCT,
    Model,
    by_activity,
    by_product,
    negatives_made,
    transformation,
)
from commonweal.errors import EconomyError, Problems
from commonweal.units import compatible, factor

TOTAL = "total"
SHOWN = 5  # assumption: negative cells named before the rest is only counted
Tables = dict[str, pd.DataFrame]


@dataclass(frozen=True)
class Symmetric:
    """A symmetric economy and what its making assumed.

    Parameters
    ----------
    economy : one product per activity, both of one label
    notes : what was assumed, and what was left out because it has no meaning any more
    """

    economy: Economy
    notes: tuple[str, ...]


def symmetric(economy: Economy, model: Model, home: Mapping[str, str] | None = None) -> Symmetric:
    """The economy as a symmetric one under one of the four standard assumptions.

    A, B: activities become products. X' = X T for use, imports, incomes, labour, capital and
    limits of activities; final use, needs, assets and their composition stay. Utilisation, highest
    utilisation, build years and modern plants of a product are means over its makers, weighted by
    the capacity with which they make it, V[i,a] / utilisation[a] (modern plants: V[i,a]).

    C, D: products become activities. X' = T X for use, final use, imports and the composition of
    assets; labour, capital, incomes, limits and modern plants stay. The share of a need in a flow
    is sum_i T[a,i] s[i] y[i] / sum_i T[a,i] y[i]; world prices are means weighted by supply. No
    such product can be stored: what is stored is a product and not an activity. The T of the needs
    is that of D, also in C, where that of C may give shares below zero.

    Parameters
    ----------
    economy : of supply and use; for B, C and D all products in one unit
    model : A, B, C or D
    home : product that no activity makes to the activity whose row it joins; needed in C and D only

    Returns
    -------
    Symmetric

    Raises
    ------
    EconomyError
        where `transformation` says that the model does not apply, units differ, a product has no
        home, or the model makes cells negative: `symmetric_tables` gives those tables as they are

    Source: Eurostat 2008, Manual of Supply, Use and Input-Output Tables, ch. 11
    """
    made = economy.supply.sum(axis=1) > 0
    homes = dict(home or {})
    problems = Problems()
    _check_units(economy, model, problems)
    _check_homes(economy, model, homes, problems)
    problems.raise_if_any(EconomyError)
    t = transformation(model, economy.supply[made])
    if model in PRODUCT_BY_PRODUCT:
        tables, notes = _by_product(economy, t)
    else:
        t = _with_homes(economy, t, homes)
        shares = _with_homes(economy, transformation("D", economy.supply[made]), homes)
        tables, notes = _by_activity(economy, t, shares)
        if model == "C" and economy.has("need_composition"):
            notes.append("Shares of needs in deliveries follow the shares in the making (D).")
    _refuse_negatives(economy, tables, model)
    first = f"Symmetric table, model {model}: {ASSUMPTIONS[model]}."
    said = "\n".join([economy.meta.notes, first, *notes]).strip()
    meta = replace(economy.meta, notes=said)
    return Symmetric(Economy.from_tables(meta, tables), (first, *notes))


def _check_units(economy: Economy, model: str, problems: Problems) -> None:
    units = list(dict.fromkeys(str(unit) for unit in economy.products["unit"]))
    same = all(compatible(units[0], unit) and factor(units[0], unit) == 1 for unit in units)
    if model != "A" and not same:
        what = f"products are measured in {', '.join(units[:SHOWN])}; model {model} adds them up"
        problems.add("products, column unit", what, "Bring the table to one unit, or use model A")


def _check_homes(
    economy: Economy, model: str, homes: Mapping[str, str], problems: Problems
) -> None:
    made = economy.supply.sum(axis=1) > 0
    for product, activity in homes.items():
        if product not in made.index or made[product]:
            what = "no product that only imports bring"
            problems.add(f'home of "{product}"', what, "Take it away")
        if activity not in economy.activities.index:
            problems.add(f'home of "{product}"', f'no activity "{activity}"', "Name an activity")
    if model in PRODUCT_BY_PRODUCT:
        return
    for product in made.index[~made]:
        if product not in homes:
            what = "no activity makes it, so that no row of an activity takes its imports"
            fix = "Name the activity whose row it joins, or take imports out of the table first"
            problems.add(f'product "{product}"', what, fix)


def _by_product(economy: Economy, t: pd.DataFrame) -> tuple[Tables, list[str]]:
    made = economy.supply.loc[t.columns]
    tables = economy.tables()
    for name in ("use", "value_added", "labour", "capital"):
        if name in tables:
            tables[name] = by_product(tables[name], t)
    output = made.sum(axis=1).to_numpy()
    supply = pd.DataFrame(0.0, index=economy.products.index, columns=t.columns)
    supply.loc[t.columns] = np.diag(output)
    tables["supply"] = supply
    if economy.imports is not None and list(economy.imports.columns) != [TOTAL]:
        users = [
            economy.imports[economy.activities.index],
            economy.imports[economy.categories.index],
        ]
        tables["imports"] = pd.concat([by_product(users[0], t), users[1]], axis=1)
    tables["activities"] = carried.activities_of_products(economy, made)
    if economy.limit_coefficients is not None:
        tables["limit_coefficients"] = carried.limits_of_products(economy.limit_coefficients, t)
    if economy.modern is not None:
        tables["modern"] = carried.modern_of_products(economy.modern, made)
    alone = economy.products.index.difference(t.columns, sort=False)
    notes = ["Rates of plants are means over the makers of a product, weighted by its capacity."]
    if len(alone):
        notes.append(f"No activity makes {', '.join(alone[:SHOWN])}: imports alone bring it.")
    return tables, notes


def _with_homes(economy: Economy, t: pd.DataFrame, homes: Mapping[str, str]) -> pd.DataFrame:
    complete = t.copy()
    for product, activity in homes.items():
        complete[product] = (t.index == activity).astype(float)
    return complete[economy.products.index]


def _by_activity(
    economy: Economy, t: pd.DataFrame, shares: pd.DataFrame
) -> tuple[Tables, list[str]]:
    tables = economy.tables()
    for name in ("use", "final_use", "imports", "asset_composition"):
        if name in tables:
            tables[name] = by_activity(t, tables[name])
    output = economy.supply.sum(axis=0)
    tables["supply"] = pd.DataFrame(np.diag(output), index=t.index, columns=t.index)
    tables["products"] = carried.products_of_activities(economy, t)
    if economy.need_composition is not None:
        found = carried.needs_of_activities(economy, shares)
        tables["need_composition"] = carried.of_flows(found, tables["final_use"])
    notes: list[str] = []
    stored = economy.products.index[economy.products["storable"].to_numpy(dtype=bool)]
    if len(stored):
        named = ", ".join(stored[:SHOWN]) + (" …" if len(stored) > SHOWN else "")
        notes.append(f"Nothing can be stored any more, where {named} could.")
    return tables, notes


def _refuse_negatives(economy: Economy, tables: Tables, model: str) -> None:
    asked = ("use", "final_use", "imports", "labour", "capital", "asset_composition")
    after = {name: tables[name] for name in asked if name in tables}
    before: dict[str, pd.DataFrame | None] = dict(economy.tables())
    found = negatives_made(before, after)
    problems = Problems()
    other = {"A": "B", "C": "D"}.get(model, model)
    fix = f"Model {model} does not fit this table: use model {other}, or put activities together"
    for row in found.head(SHOWN).to_dict("records"):
        where = f'{row["table"]} row "{row["row"]}", column "{row["column"]}"'
        problems.add(where, f"model {model} makes it {row['value']:.6g}", fix)
    if len(found) > SHOWN:
        what = f"{len(found)} cells become negative, the lowest are listed"
        problems.add(f"model {model}", what, "See symmetric_tables for all of them")
    problems.raise_if_any(EconomyError)
