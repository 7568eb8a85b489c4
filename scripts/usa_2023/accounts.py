"""Supply, use, imports, final use and value added of 2023, as the BEA importer reads them.

Two things are added here. Final uses are gathered into sixteen categories. And used goods that
firms and governments sell are a by-product of the activities that own equipment, in proportion
to it: in BEA's table they are negative investment, a fixed supply that nothing could raise.
Their counterpart in value added is the item used-assets, which is no part of GDP.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
import pandas as pd
from labels import ACTIVITIES, LABEL_OF_CODE, PRODUCTS
from raw_tables import SUMMARY, YEAR, matrix

from commonweal.economy.importers.bea import read_bea
from commonweal.economy.importers.bea_accounts import DISPOSALS, DUTIES, ROUNDING

USED = "used-goods"
GOVERNMENT_OWNERS = ("state-local", "state-local-enterprises")
# label -> (name, role, BEA codes of final uses)
CATEGORIES: dict[str, tuple[str, str, tuple[str, ...]]] = {
    "households": ("Households", "household", ("F010",)),
    "consumption-defence": ("Federal consumption, defence", "government", ("F06C",)),
    "consumption-federal": ("Federal consumption, civil", "government", ("F07C",)),
    "consumption-state-local": ("State and local consumption", "government", ("F10C",)),
    "private-structures": ("Private structures, without homes", "investment", ("F02S",)),
    "homes": ("Homes", "investment", ("F02R",)),
    "private-equipment": ("Private equipment", "investment", ("F02E",)),
    "private-intangibles": ("Private software, research, originals", "investment", ("F02N",)),
    "public-structures": ("Public structures", "investment", ("F06S", "F07S", "F10S")),
    "public-equipment": ("Public equipment", "investment", ("F06E", "F07E", "F10E")),
    "public-intangibles": ("Public software and research", "investment", ("F06N", "F07N", "F10N")),
    "stock-building": ("Changes in stocks", "stock_building", ("F030",)),
    "exports": ("Exports", "exports", ("F040",)),
    DUTIES: ("Customs duties and domestic carriage of imports", "other", (DUTIES,)),
    DISPOSALS: ("Purchases of foreigners, subtracted", "other", (DISPOSALS,)),
    ROUNDING: ("Rounding of the published figures", "other", (ROUNDING,)),
}
CONSUMPTION = (
    "households",
    "consumption-defence",
    "consumption-federal",
    "consumption-state-local",
)
ITEMS = {
    "V001": "compensation",
    "V002": "net-taxes",
    "V003": "surplus",
    ROUNDING: ROUNDING,
}


@dataclass(frozen=True)
class Flows:
    """The flow tables of the economy, million USD of 2023."""

    supply: pd.DataFrame
    use: pd.DataFrame
    final_use: pd.DataFrame
    imports: pd.DataFrame
    value_added: pd.DataFrame
    assumed: tuple[str, ...]


@cache
def published(raw: Path) -> Flows:
    """As the importer reads them, with our labels and categories."""
    found = read_bea(raw / SUMMARY, {"year": str(YEAR)})
    economy, names = found.economy, LABEL_OF_CODE
    assert economy.imports is not None
    assert economy.value_added is not None
    final, imports = economy.final_use, economy.imports
    columns = {c: final[list(codes)].sum(axis=1) for c, (_, _, codes) in CATEGORIES.items()}
    split = {c: imports[list(codes)].sum(axis=1) for c, (_, _, codes) in CATEGORIES.items()}
    by_activity = imports[list(economy.use.columns)].rename(columns=names)
    return Flows(
        supply=economy.supply.rename(index=names, columns=names),
        use=economy.use.rename(index=names, columns=names),
        final_use=pd.DataFrame(columns).rename(index=names),
        imports=pd.concat([by_activity, pd.DataFrame(split)], axis=1).rename(index=names),
        value_added=economy.value_added.rename(index=ITEMS, columns=names),
        assumed=found.assumed,
    )


def sold_by_owner(raw: Path) -> pd.Series:
    """Used assets sold in 2023 by kind of owner, million USD: private and public."""
    table = matrix(raw / SUMMARY / f"final_uses_{YEAR}.csv").loc["Used"]
    return pd.Series(
        {
            "private": -table[["F02S", "F02E", "F02R"]].clip(upper=0).sum(),
            "public": -table[["F06S", "F06E", "F07S", "F07E", "F10S", "F10E"]].clip(upper=0).sum(),
        }
    )


def flows(raw: Path, equipment: pd.Series) -> Flows:
    """The flows of the economy, used goods as a by-product of who owns equipment.

    Parameters
    ----------
    raw : folder of the raw tables
    equipment : (activity) stock of equipment, million USD
    """
    base, sold = published(raw), sold_by_owner(raw)
    public = equipment.index.isin([*GOVERNMENT_OWNERS, "federal-defence", "federal-civil"])
    owners = {
        "private": equipment.where(~public, 0.0),
        "public": equipment.where(equipment.index.isin(GOVERNMENT_OWNERS), 0.0),
    }
    total = sum(whole(sold[kind] * stock / stock.sum()) for kind, stock in owners.items())
    supply, final = base.supply.copy(), base.final_use.copy()
    supply.loc[USED] += total
    final.loc[USED, DISPOSALS] += total.sum()
    added = base.value_added.copy()
    added.loc["used-assets"] = total
    assert abs(final.loc[USED, DISPOSALS]) < 1.0
    return Flows(
        supply.loc[list(PRODUCTS), list(ACTIVITIES)],
        base.use.loc[list(PRODUCTS), list(ACTIVITIES)],
        final.loc[list(PRODUCTS)],
        base.imports.loc[list(PRODUCTS)],
        added,
        base.assumed,
    )


def whole(amounts: pd.Series) -> pd.Series:
    """Whole numbers with the same sum: the largest remainders are rounded up."""
    down = np.floor(amounts)
    missing = round(float(amounts.sum() - down.sum()))
    order = (amounts - down).sort_values(ascending=False, kind="stable").index[:missing]
    down[order] += 1
    return down


def investment_columns() -> dict[str, tuple[str, ...]]:
    """Our categories of investment by the group of assets they buy."""
    invest = [c for c, (_, role, _) in CATEGORIES.items() if role == "investment"]
    return {
        "homes": ("homes",),
        "structures": tuple(c for c in invest if c.endswith("structures")),
        "equipment": tuple(c for c in invest if c.endswith("equipment")),
        "intangibles": tuple(c for c in invest if c.endswith("intangibles")),
    }
