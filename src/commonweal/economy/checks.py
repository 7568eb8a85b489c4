"""Whether an economy's tables make sense together: an ordered list of checks, all run."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import numpy as np
import pandas as pd

from commonweal.economy import accounts
from commonweal.economy.economy import Economy
from commonweal.economy.notices import notices
from commonweal.economy.regions import (
    every_region_works,
    people_are_served_where_they_live,
    regions_sum_to_the_whole,
    work_and_assets_are_at_home,
)
from commonweal.errors import Problem
from commonweal.units import compatible, factor

BALANCE_TOLERANCE = 1e-6  # relative to the row's turnover; assumption: rounding of published tables
SHARE_TOLERANCE = 1e-6  # absolute; assumption: shares written with six decimals
WORST_SHOWN = 5  # assumption
HOURS_IN_A_YEAR = 8784  # 366 days of 24 hours
CONSUMPTION = ("household", "government")

__all__ = ["CHECKS", "check_economy", "notices"]

Check = Callable[[Economy], Iterable[Problem]]


def accounts_balance(economy: Economy) -> Iterable[Problem]:
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
    for label in worst:
        side = "more" if gap[label] > 0 else "less"
        what = (
            f"supply and imports {sources[label]:.6g} {units[label]} are {abs(gap[label]):.6g} "
            f"({off[label]:.2%}) {side} than use and final use {uses[label]:.6g}"
        )
        fix = "Correct supply, imports, use or final_use; nothing is rescaled for you"
        yield Problem(f'accounts, product "{label}"', what, fix)
    if len(off) > len(worst):
        what = f"{len(off)} of {len(gap)} products do not balance, the worst are listed"
        yield Problem("accounts", what, "Mend them in the same way")


def technology_is_productive(economy: Economy) -> Iterable[Problem]:
    """The technology, after imported inputs, makes more of everything than it uses up.

    rho(A_d) < 1, A_d of domestic inputs under the industry-technology assumption (Hawkins-Simon)
    """
    coefficients = domestic_coefficients(economy)
    radius = accounts.spectral_radius(coefficients)
    if radius < 1:
        return
    heaviest = coefficients.sum(axis=0).idxmax()
    what = (
        f"the technology uses up more than it makes: the spectral radius of the input "
        f'coefficients is {radius:.6g}, not below 1; inputs are heaviest for "{heaviest}"'
    )
    yield Problem("use", what, "Look for inputs in another unit than the outputs in supply")


def domestic_coefficients(economy: Economy) -> pd.DataFrame:
    """Domestic inputs per unit of product (product, product) [unit / unit]."""
    use, imports = economy.use, economy.imports
    if imports is not None:
        final_use = economy.final_use
        if list(imports.columns) == ["total"]:
            final_use = final_use.loc[:, economy.categories["role"] != "exports"]
        use = accounts.domestic_use(use, final_use, imports).clip(lower=0)
    return accounts.product_coefficients(use, economy.supply)


def what_is_used_is_made(economy: Economy) -> Iterable[Problem]:
    """Every product that is used is made, imported or taken from stocks."""
    made = economy.supply.sum(axis=1) + economy.imports_total
    made = made - economy.final_use.clip(upper=0).sum(axis=1)
    used = economy.use.sum(axis=1) + economy.final_use.clip(lower=0).sum(axis=1)
    for label in made.index[(made == 0) & (used > 0)]:
        what = f"{used[label]:.6g} are used, but no activity makes it and none is imported"
        yield Problem(f'supply, product "{label}"', what, "Enter it in supply or in imports")


def activities_make_something(economy: Economy) -> Iterable[Problem]:
    """Every activity makes a product."""
    made = economy.supply.sum(axis=0)
    for label in made.index[made == 0]:
        what = "the activity makes nothing"
        fix = "Enter its products in supply, or remove the activity"
        yield Problem(f'supply, activity "{label}"', what, fix)


def activities_are_measured_like_their_products(economy: Economy) -> Iterable[Problem]:
    """The unit of an activity is that of its main product, since its output is their sum."""
    units = economy.activities["unit"]
    main = economy.supply.idxmax()
    for label in units.index:
        product = str(main[label])
        unit = str(economy.products.loc[product, "unit"])
        if not compatible(str(units[label]), unit) or factor(str(units[label]), unit) != 1:
            what = (
                f'its unit is "{units[label]}", but its output is measured in "{unit}", the unit '
                f'of "{product}"'
            )
            fix = "Leave the unit blank, or write that of its main product"
            yield Problem(f'activities, row "{label}"', what, fix)


def needs_are_served(economy: Economy) -> Iterable[Problem]:
    """Every need is served by a product that somebody consumes."""
    needs, composition = economy.needs, economy.need_composition
    if needs is None:
        return
    if composition is None:
        what = "there are needs, but nothing says which products serve them"
        yield Problem("need_composition", what, "Add the table need_composition, or remove needs")
        return
    served = set(composition.loc[composition["share"] > 0, "need"])
    for label in needs.index.difference(sorted(served), sort=False):
        fix = "Give it a share of a product in need_composition, or remove it"
        yield Problem(f'needs, row "{label}"', "no product serves this need", fix)


def need_shares_sum_to_one(economy: Economy) -> Iterable[Problem]:
    """The shares of each flow of consumption sum to 1, and no other flow has shares.

    |sum_n share[n, category, product] - 1| <= 1e-6
    """
    composition = economy.need_composition
    if composition is None:
        return
    roles = economy.categories["role"]
    categories = [label for label in roles.index if roles[label] in CONSUMPTION]
    for label in sorted(set(composition["category"].astype(str)) - set(categories)):
        what = f'category "{label}" has the role {roles[label]}'
        fix = f"Only {' and '.join(CONSUMPTION)} serve needs; remove its rows"
        yield Problem("need_composition", what, fix)
    flows = economy.final_use[categories].T
    sums = composition.pivot_table(
        index="category", columns="product", values="share", aggfunc="sum", fill_value=0
    )
    # a flow without any share has shares of 0
    totals = sums.reindex(index=flows.index, columns=flows.columns, fill_value=0.0).to_numpy()
    used = flows.to_numpy() != 0
    wrong = np.where(used, np.abs(totals - 1) > SHARE_TOLERANCE, totals > 0)
    for row, column in np.argwhere(wrong):
        category, product = flows.index[row], flows.columns[column]
        where = f'need_composition, category "{category}", product "{product}"'
        total = totals[row, column]
        if used[row, column]:
            what = f"the shares sum to {total:.6g}, not to 1"
            yield Problem(where, what, "Share the whole flow out among the needs")
        else:
            what = f"shares of {total:.6g} of a flow that is zero in final_use"
            yield Problem(where, what, "Remove these rows, or enter the flow")


def assets_are_made_of_products(economy: Economy) -> Iterable[Problem]:
    """Every asset consists of products."""
    composition = economy.asset_composition
    if composition is None:
        return
    for label in composition.columns[composition.sum(axis=0) <= 0]:
        what = "the asset consists of no product"
        fix = "Enter the products in one unit of it"
        yield Problem(f'asset_composition, column "{label}"', what, fix)


def somebody_works(economy: Economy) -> Iterable[Problem]:
    """There is work somewhere, and workers for every kind of work that is done."""
    labour, types = economy.labour, economy.labour_types
    if labour is None or types is None:
        return
    if labour.to_numpy().sum() == 0:
        yield Problem("labour", "no activity has any work", "Enter the work done in activities")
    done = labour.sum(axis=1)
    for label in done.index[(done > 0) & (types["workers"] == 0)]:
        what = f"{done[label]:.6g} {types.loc[label, 'unit']} are worked by 0 workers"
        yield Problem(f'labour_types, row "{label}"', what, "Enter the workers")


def hours_fit_into_a_year(economy: Economy) -> Iterable[Problem]:
    """Nobody works more hours than a year has."""
    labour, types = economy.labour, economy.labour_types
    if labour is None or types is None:
        return
    for label in types.index[types["workers"] > 0]:
        unit = str(types.loc[label, "unit"])
        done = float(labour.loc[label].sum()) * factor(unit, "h")
        hours = done / float(types["workers"][label])
        if hours > HOURS_IN_A_YEAR:
            what = (
                f"{hours:,.6g} hours a year for each of its workers; a year has {HOURS_IN_A_YEAR}"
            )
            yield Problem(f'labour, row "{label}"', what, "Check the unit of the hours and workers")


def highest_utilisation_is_no_lower(economy: Economy) -> Iterable[Problem]:
    """The highest utilisation is at least that of the base year."""
    activities = economy.activities
    for label in activities.index[activities["highest_utilisation"] < activities["utilisation"]]:
        highest, base = activities.loc[label, ["highest_utilisation", "utilisation"]]
        what = f"highest_utilisation {highest:g} is below utilisation {base:g}"
        fix = "What was in use in the base year can be used; raise highest_utilisation"
        yield Problem(f'activities, row "{label}"', what, fix)


def imports_are_part_of_use(economy: Economy) -> Iterable[Problem]:
    """No activity imports more of a product than it uses.

    imports[i, a] <= use[i, a] (1 + 1e-6)
    """
    imports, use = economy.imports, economy.use
    if imports is None or list(imports.columns) == ["total"]:
        return
    part, whole = imports[use.columns].to_numpy(), use.to_numpy()
    above = part - whole
    wrong = np.argwhere(above > BALANCE_TOLERANCE * np.maximum(part, whole))
    worst = sorted(wrong.tolist(), key=lambda at: -above[at[0], at[1]])
    for row, column in worst[:WORST_SHOWN]:
        where = f'imports row "{use.index[row]}", column "{use.columns[column]}"'
        what = f"{part[row, column]:.6g} imported, but only {whole[row, column]:.6g} used"
        yield Problem(where, what, "Imports are a part of use; correct one of the two")
    if len(worst) > WORST_SHOWN:
        what = f"{len(worst)} cells exceed use, the worst are listed"
        yield Problem("imports", what, "Mend them in the same way")


CHECKS: tuple[tuple[str, Check], ...] = (
    ("the accounts balance", accounts_balance),
    ("the technology is productive", technology_is_productive),
    ("what is used is made or imported", what_is_used_is_made),
    ("every activity makes something", activities_make_something),
    ("activities are measured like their products", activities_are_measured_like_their_products),
    ("imports are a part of use", imports_are_part_of_use),
    ("every need is served", needs_are_served),
    ("the shares of each flow of consumption sum to 1", need_shares_sum_to_one),
    ("assets are made of products", assets_are_made_of_products),
    ("somebody works", somebody_works),
    ("nobody works more hours than a year has", hours_fit_into_a_year),
    ("the people of the regions are the people of the economy", regions_sum_to_the_whole),
    ("people are served where they live", people_are_served_where_they_live),
    ("hours and assets are of the region of their activity", work_and_assets_are_at_home),
    ("every region has workers", every_region_works),
    (
        "the highest utilisation is no lower than that of the base year",
        highest_utilisation_is_no_lower,
    ),
)


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
