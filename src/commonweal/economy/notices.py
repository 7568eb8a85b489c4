"""What is not wrong with an economy, but should be known: what it cannot do, what looks odd."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from commonweal.economy import accounts
from commonweal.economy.economy import Economy
from commonweal.economy.plausibility import plausibility
from commonweal.units import compatible, factor

INCOME_TOLERANCE = 1e-3  # relative to output; assumption: taxes less subsidies left out or rounded
SHOWN = 5  # assumption: products named before the rest is only counted
HOURS_TOLERANCE = 1e-3  # relative; assumption: hours and workers of different sources

# Table that is missing: what it switches off.
SWITCHED_OFF = (
    ("imports", "no imports: every product is made at home, and trade is closed to imports"),
    ("value_added", "no incomes: no simulation of the market, no money flows"),
    ("labour", "no labour: no hours, no free time, no shadow values in hours"),
    ("capital", "no stocks of assets: no capacity limits and no investment"),
    ("asset_composition", "no products in assets: no investment out of the plan's own products"),
    ("needs", "no needs: final use is given, nothing is chosen for people"),
    ("limits", "no limits: no bound on emissions or resources"),
    ("modern", "no modern plants: investment only repeats what is installed"),
)
CLOSED = "no imports from outside: the regions trade with each other alone"


def notices(economy: Economy) -> list[str]:
    """What the tables leave out or what in them looks odd, a sentence each.

    Parameters
    ----------
    economy : well formed

    Returns
    -------
    list of sentences, in a fixed order
    """
    missing = [
        f"{table}: {CLOSED if table == 'imports' and economy.has('regions') else effect}."
        for table, effect in SWITCHED_OFF
        if not economy.has(table)
    ]
    return [
        *missing,
        *_odd_flows(economy),
        *_odd_incomes(economy),
        *_odd_labour(economy),
        *_odd_assets(economy),
        *plausibility(economy),
    ]


def _odd_flows(economy: Economy) -> Iterator[str]:
    supply, products = economy.supply, economy.products
    turnover = supply.sum(axis=1) + economy.imports_total + economy.use.sum(axis=1)
    turnover += economy.final_use.abs().sum(axis=1)
    idle = list(turnover.index[turnover == 0])
    for label in idle[:SHOWN]:
        yield f'products, row "{label}": neither made nor used.'
    if len(idle) > SHOWN:
        yield f"products: {len(idle)} are neither made nor used, the first are listed."
    for activity in supply.columns:
        made = supply.index[supply[activity] > 0]
        units = [products.loc[label, "unit"] for label in made]
        if any(not compatible(units[0], unit) for unit in units[1:]):
            yield (
                f'supply, column "{activity}": joint products in units that cannot be added '
                f"({', '.join(dict.fromkeys(units))}); product coefficients share inputs out by "
                f"plain numbers."
            )
    if not any(economy.categories["role"] == "household"):
        yield "categories: no category has the role household."
    radius = accounts.spectral_radius(accounts.product_coefficients(economy.use, supply))
    if radius >= 1:
        yield (
            f"use: with imported inputs counted the spectral radius is {radius:.6g}, not below 1; "
            f"the economy cannot reproduce itself without imports."
        )


def _odd_incomes(economy: Economy) -> Iterator[str]:
    """In a table in money, what an activity makes is what it uses up and the incomes it gives."""
    incomes, currency = economy.value_added, economy.meta.currency
    units = economy.products["unit"].tolist()
    if incomes is None or not all(compatible(unit, currency) for unit in units):
        return
    worth = pd.Series([factor(unit, currency) for unit in units], index=economy.products.index)
    made = economy.supply.mul(worth, axis=0).sum(axis=0)
    spent = economy.use.mul(worth, axis=0).sum(axis=0) + incomes.sum(axis=0)
    off = (made - spent).abs() / pd.concat([made.abs(), spent.abs()], axis=1).max(axis=1)
    wrong = off[off > INCOME_TOLERANCE].sort_values(ascending=False, kind="stable")
    if len(wrong):
        worst = str(wrong.index[0])
        yield (
            f"value_added: in {len(wrong)} of {len(made)} activities inputs and incomes do not sum "
            f'to the output; the worst is "{worst}" with {spent[worst]:.6g} {currency} against '
            f"{made[worst]:.6g}."
        )


def _odd_labour(economy: Economy) -> Iterator[str]:
    labour, types = economy.labour, economy.labour_types
    if types is not None and labour is None:
        yield "labour_types: not used, because there is no table labour."
    if labour is None or types is None:
        return
    offers = types["workers"] * types["hours_per_worker"]
    for label in types.index:
        done = float(labour.loc[label].sum()) * factor(str(types.loc[label, "unit"]), "h")
        offered = float(offers[label])
        if abs(done - offered) > HOURS_TOLERANCE * max(done, offered):
            yield (
                f'labour, row "{label}": {done:.6g} h are worked, while workers and '
                f"hours_per_worker give {offered:.6g} h."
            )
    idle = labour.columns[labour.sum(axis=0) == 0]
    for label in idle:
        yield f'labour, column "{label}": the activity works without people.'


def _odd_assets(economy: Economy) -> Iterator[str]:
    capital = economy.capital
    if economy.has("assets") and capital is None:
        yield "assets: not used in activities, because there is no table capital."
    if capital is not None:
        for label in capital.columns[capital.sum(axis=0) == 0]:
            yield f'capital, column "{label}": the activity works without assets.'
