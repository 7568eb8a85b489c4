"""Imports taken out of use: domestic tables, a table of imports by user, a row of imports.

Key: U use, Y final use, both with imports; M imports; d domestic, m imported.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from commonweal.economy import accounts
from commonweal.economy.economy import Economy
from commonweal.errors import EconomyError, Problems
from commonweal.units import compatible, factor

TOTAL = "total"
ITEM = "imports"
MAY_BE_NEGATIVE = ("stock_building", "other")
ROUNDING = 1e-9  # relative; assumption: imports that equal a use but for rounding are all of it
SHOWN = 5  # assumption: cells named before the rest is only counted
PROPORTIONAL = (
    "Imports are known by product only: each is taken to be the same share of every use but "
    "exports."
)


@dataclass(frozen=True)
class Parted:
    """Domestic and imported parts of every use.

    Parameters
    ----------
    domestic_use, imported_use : (product, activity) [product unit / yr]
    domestic_final_use, imported_final_use : (product, category) [product unit / yr]
    proportional : whether the parts are estimated from totals
    """

    domestic_use: pd.DataFrame
    imported_use: pd.DataFrame
    domestic_final_use: pd.DataFrame
    imported_final_use: pd.DataFrame
    proportional: bool


def part_imports(economy: Economy) -> Parted:
    """The domestic and the imported part of every use.

    With imports by user: U_m[i,a] = M[i,a], U_d = U - U_m; so for final use.

    With totals M[i] only, the proportional assumption: the share m[i] = M[i] / (sum of positive
    uses of i but exports) is imported of every positive use but exports; U_m = m U, U_d = U - U_m.
    Nothing imported is exported again, and negative entries (stocks) are domestic.

    Parameters
    ----------
    economy : with or without the table ``imports``

    Returns
    -------
    Parted
        U_d + U_m = U to the last digit but rounding, and the imported parts sum to M

    Raises
    ------
    EconomyError
        where more is imported than used at home (totals), or than a user uses (by user; but
        for stocks and others, whose domestic part may be negative)

    Source: Miller and Blair 2009, ch. 4 (competitive and non-competitive imports)
    """
    use, final_use, imports = economy.use, economy.final_use, economy.imports
    by_total = imports is not None and list(imports.columns) == [TOTAL]
    if imports is None:
        parts = use * 0.0, final_use * 0.0
    elif by_total:
        parts = _by_share(economy, imports[TOTAL])
    else:
        parts = imports[use.columns], imports[final_use.columns]
        _check_parts(use, parts[0])
        bound = ~economy.categories["role"].isin(MAY_BE_NEGATIVE).to_numpy()
        _check_parts(final_use.loc[:, bound], parts[1].loc[:, bound])
    return Parted(use - parts[0], parts[0], final_use - parts[1], parts[1], by_total)


def _by_share(economy: Economy, total: pd.Series[float]) -> tuple[pd.DataFrame, pd.DataFrame]:
    at_home = (economy.categories["role"] != "exports").to_numpy()
    use, final_use = economy.use.clip(lower=0), economy.final_use.clip(lower=0) * at_home
    met = use.sum(axis=1) + final_use.sum(axis=1)
    problems = Problems()
    for label in met.index[total > met * (1 + ROUNDING)]:
        what = f"{total[label]:.6g} are imported, but only {met[label]:.6g} are used at home"
        fix = "Some imports are exported again: give imports by user, with exports among them"
        problems.add(f'imports row "{label}"', what, fix)
    problems.raise_if_any(EconomyError)
    values = total.to_numpy()
    share = np.divide(values, met.to_numpy(), out=np.zeros(len(met)), where=met.to_numpy() > 0)
    share = np.where(np.abs(share - 1) <= ROUNDING, 1.0, share)
    return use.mul(share, axis=0), final_use.mul(share, axis=0)


def _check_parts(whole: pd.DataFrame, part: pd.DataFrame) -> None:
    above = part.to_numpy() - whole.to_numpy() * (1 + ROUNDING)
    problems = Problems()
    wrong = np.argwhere(above > 0)
    for row, column in wrong[:SHOWN].tolist():
        where = f'imports row "{whole.index[row]}", column "{whole.columns[column]}"'
        imported, used = float(part.to_numpy()[row, column]), float(whole.to_numpy()[row, column])
        what = f"{imported:.6g} imported, but only {used:.6g} used"
        problems.add(where, what, "Imports are a part of use; correct one of the two")
    if len(wrong) > SHOWN:
        problems.add("imports", f"{len(wrong)} cells exceed use", "Mend them in the same way")
    problems.raise_if_any(EconomyError)


def with_imports_by_user(economy: Economy) -> Economy:
    """The economy with imports by user, estimated where only totals are known.

    Parameters
    ----------
    economy : with the table ``imports``

    Returns
    -------
    Economy
        the same one where imports are by user already or there are none; otherwise a sentence in
        its notes says that the parts are an estimate

    Raises
    ------
    EconomyError
        as `part_imports`
    """
    parted = part_imports(economy)
    if not parted.proportional:
        return economy
    by_user = pd.concat([parted.imported_use, parted.imported_final_use], axis=1)
    meta = replace(economy.meta, notes=f"{economy.meta.notes}\n{PROPORTIONAL}".strip())
    return Economy.from_tables(meta, {**economy.tables(), "imports": by_user})


def import_row(economy: Economy) -> pd.Series[float]:
    """Imports of every user at world prices: the row under a domestic table.

    m[u] = sum_i p[i] M[i,u]

    Parameters
    ----------
    economy : with or without imports

    Returns
    -------
    Series (activity and category) [currency / yr]
    """
    parted = part_imports(economy)
    imported = pd.concat([parted.imported_use, parted.imported_final_use], axis=1)
    return imported.mul(economy.products["world_price"], axis=0).sum(axis=0)


def domestic_economy(economy: Economy) -> Economy:
    """The economy with domestic use only, imports being an item of value added.

    U_d, Y_d of `part_imports`; value added of activities gains the item ``imports``, the imports
    of each in money, so that inputs and incomes still sum to the output.

    Parameters
    ----------
    economy : all products in the economy's currency

    Returns
    -------
    Economy
        without a table of imports: supply = U_d + Y_d; shares of needs stay those of the whole
        flow, also where a flow is imported in part, and end where all of it is

    Raises
    ------
    EconomyError
        as `part_imports`; where a product is not in money, or the item is there already
    """
    currency, problems = economy.meta.currency, Problems()
    for label, unit in economy.products["unit"].items():
        if not compatible(str(unit), currency):
            what = f"is measured in {unit}, so that its imports are no part of value added"
            problems.add(f'product "{label}"', what, f"Give the table in {currency}")
    if economy.value_added is not None and ITEM in economy.value_added.index:
        problems.add("value_added", f'has the item "{ITEM}" already', "Rename it")
    problems.raise_if_any(EconomyError)
    parted = part_imports(economy)
    worth = [factor(str(unit), currency) for unit in economy.products["unit"]]
    row = parted.imported_use.mul(worth, axis=0).sum(axis=0).to_frame(ITEM).T
    incomes = row if economy.value_added is None else pd.concat([economy.value_added, row])
    tables = economy.tables()
    tables.pop("imports", None)
    tables |= {
        "use": parted.domestic_use,
        "final_use": parted.domestic_final_use,
        "value_added": incomes.rename_axis(index="item", columns="activity"),
    }
    if economy.need_composition is not None:
        tables["need_composition"] = _still_served(economy, parted.domestic_final_use)
    said = "Domestic use only; imports of activities are an item of value added."
    notes = [economy.meta.notes, said, *([PROPORTIONAL] if parted.proportional else [])]
    return Economy.from_tables(replace(economy.meta, notes="\n".join(notes).strip()), tables)


def _still_served(economy: Economy, final_use: pd.DataFrame) -> pd.DataFrame:
    table = economy.need_composition
    assert table is not None
    pairs = zip(table["product"], table["category"], strict=True)
    there = [final_use.loc[product, category] != 0 for product, category in pairs]
    return table[there].reset_index(drop=True)


def domestic_coefficients(economy: Economy) -> pd.DataFrame:
    """Domestic inputs per unit of product (product, product) [unit / unit].

    A_d of U_d under the industry-technology assumption

    Parameters
    ----------
    economy : with or without imports

    Returns
    -------
    DataFrame (product, product)
    """
    return accounts.product_coefficients(part_imports(economy).domestic_use, economy.supply)
