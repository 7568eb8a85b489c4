"""An economy that does not balance, brought to balance by a stated method, with a report."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

import pandas as pd

from commonweal.economy.economy import Economy
from commonweal.economy.transform.biproportional import changes
from commonweal.economy.transform.gras import gras
from commonweal.economy.transform.ras import ras
from commonweal.errors import EconomyError, Problems
from commonweal.units import compatible, factor

TOTAL = "total"
SHOWN = 5  # assumption: products named in a sentence
Method = Literal["ras", "gras", "residual"]


@dataclass(frozen=True)
class BalancedEconomy:
    """A balanced economy and what it cost.

    Parameters
    ----------
    economy : whose products balance
    changes : row, column, before, after, change, relative; every cell that changed, the largest
        change first
    notes : what was done, also in the notes of the economy
    """

    economy: Economy
    changes: pd.DataFrame
    notes: tuple[str, ...]


def balance_economy(
    economy: Economy,
    method: Method,
    columns: pd.Series[float] | None = None,
    residual: str = "residual",
) -> BalancedEconomy:
    """Make supply and imports of every product equal its use and final use.

    - ``residual``: the gap of each product, supply + imports - use - final use, becomes the
      category ``residual`` of role ``other``; no other cell changes.
    - ``ras``, ``gras``: uses and final uses change, supply and imports do not. Wanted of the
      domestic uses: by product the supply, by user ``columns``. Where imports are totals, uses are
      taken with imports, and wanted by product is supply + imports.

    Parameters
    ----------
    economy : well formed; for ``ras`` and ``gras`` all products in one unit
    method : ``residual``; ``ras`` where no use is negative; ``gras`` for any signs
    columns : (activity and category) sums wanted; if not given, the sums that are there, all
        times total supply / total use, which the notes say
    residual : label of the new category

    Returns
    -------
    BalancedEconomy

    Raises
    ------
    EconomyError
        where the method does not apply, or its sums cannot be met

    Source: as `ras` and `gras`
    """
    if method not in ("ras", "gras", "residual"):
        problems = Problems()
        problems.add("method", f'unknown method "{method}"', "Known: ras, gras, residual.")
        raise EconomyError(problems)
    if method == "residual":
        return _by_residual(economy, residual)
    _check_one_unit(economy, method)
    by_user = economy.imports is not None and list(economy.imports.columns) != [TOTAL]
    before = pd.concat([economy.use, economy.final_use], axis=1)
    start, wanted = before, economy.supply.sum(axis=1)
    if by_user and economy.imports is not None:
        start = before - economy.imports[before.columns]
    else:
        wanted = wanted + economy.imports_total
    sums = start.sum(axis=0)
    scale = float(wanted.sum() / sums.sum())
    targets = sums * scale if columns is None else columns
    found = (ras if method == "ras" else gras)(start, wanted, targets)
    after = found.table + (before - start)
    notes = [
        f"Balanced by {method.upper()}: {len(found.changes)} uses changed, "
        f"{found.changes['change'].abs().sum():.6g} in sum; {_worst(found.changes)}"
    ]
    if columns is None and scale != 1:
        notes.append(f"Sums wanted of users are those of the table times {scale:.9g}.")
    tables = {
        **economy.tables(),
        "use": after[economy.use.columns].rename_axis(index="product", columns="activity"),
        "final_use": after[economy.final_use.columns].rename_axis(
            index="product", columns="category"
        ),
    }
    return _done(economy, tables, changes(before, after), notes)


def _by_residual(economy: Economy, label: str) -> BalancedEconomy:
    if label in economy.categories.index or label in economy.activities.index:
        problems = Problems()
        problems.add("residual", f'the label "{label}" is taken', "Choose another")
        raise EconomyError(problems)
    sources = economy.supply.sum(axis=1) + economy.imports_total
    gap = sources - economy.use.sum(axis=1) - economy.final_use.sum(axis=1)
    category = pd.DataFrame({"name": ["Residual of the accounts"], "role": ["other"]}, [label])
    categories = pd.concat([economy.categories, category])
    if "region" in categories:
        categories["region"] = categories["region"].fillna("")
    tables = {
        **economy.tables(),
        "categories": categories.rename_axis("category"),
        "final_use": economy.final_use.assign(**{label: gap}).rename_axis(columns="category"),
    }
    if economy.imports is not None and list(economy.imports.columns) != [TOTAL]:
        tables["imports"] = economy.imports.assign(**{label: 0.0}).rename_axis(columns="user")
    found = changes((gap * 0.0).to_frame(label), gap.to_frame(label))
    said = (
        f'The category "{label}" holds what does not balance: {len(found)} products, '
        f"{gap.abs().sum():.6g} in sum; {_worst(found)}"
    )
    return _done(economy, tables, found, [said])


def _worst(found: pd.DataFrame) -> str:
    if found.empty:
        return "nothing changed."
    row = found.iloc[0]
    return (
        f'the largest change is {row["change"]:.6g}, row "{row["row"]}", column "{row["column"]}".'
    )


def _done(
    economy: Economy, tables: dict[str, pd.DataFrame], found: pd.DataFrame, notes: list[str]
) -> BalancedEconomy:
    said = "\n".join([economy.meta.notes, *notes]).strip()
    return BalancedEconomy(
        Economy.from_tables(replace(economy.meta, notes=said), tables), found, tuple(notes)
    )


def _check_one_unit(economy: Economy, method: str) -> None:
    units = list(dict.fromkeys(str(unit) for unit in economy.products["unit"]))
    if all(compatible(units[0], unit) and factor(units[0], unit) == 1 for unit in units):
        return
    problems = Problems()
    what = f"products are measured in {', '.join(units[:SHOWN])}; {method} adds users' columns up"
    fix = "Bring the table to one unit, or use the method residual"
    problems.add("products, column unit", what, fix)
    raise EconomyError(problems)
