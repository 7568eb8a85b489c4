"""Make the bundled economy usa-2023 from the raw tables.

python scripts/usa_2023/derive.py [--raw PATH] [--out PATH]
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import accounts
import capital
import composition
import emissions
import labour
import modern
import needs
import pandas as pd
from data_package import PACKAGE
from estimates import estimates
from labels import ACTIVITIES, ASSETS, SECTORS
from texts import ASSET_NAMES, ECONOMY, UNIT
from utilisation import utilisation

from national.publish import publish
from national.tables import activities, assets, needs_table, products, wide


def attribute_tables() -> dict[str, pd.DataFrame]:
    """Products, activities, categories, needs and limits."""
    kinds = [s for s in SECTORS if s.label in ACTIVITIES]
    categories = pd.DataFrame(
        [(label, name, role) for label, (name, role, _) in accounts.CATEGORIES.items()],
        columns=["category", "name", "role"],
    )
    limits = pd.DataFrame(
        [("co2", "Carbon dioxide from energy", "t CO2")], columns=["limit", "name", "unit"]
    )
    return {
        "products": products(SECTORS, UNIT),
        "activities": activities(kinds, UNIT, utilisation()),
        "categories": categories,
        "needs": needs_table(needs.NEEDS),
        "limits": limits,
    }


def flow_tables(raw: Path, equipment: pd.Series) -> dict[str, pd.DataFrame]:
    """Supply, use, final use, imports, value added, needs and emissions."""
    found = accounts.flows(raw, equipment)
    made = found.supply.rename_axis(index="product").reset_index()
    made = made.melt(id_vars="product", var_name="activity", value_name="value")
    supply = made[made["value"] != 0].reset_index(drop=True)
    return {
        "supply": supply,
        "use": wide(found.use, "product", 0),
        "final_use": wide(found.final_use, "product", 0),
        "imports": wide(found.imports, "product", 0),
        "value_added": wide(found.value_added, "item", 0),
        "need_composition": needs.composition(raw),
        "limit_coefficients": emissions.coefficients(raw),
    }


def build(raw: Path) -> dict[str, pd.DataFrame]:
    """Every table of the economy."""
    held, rate, hours = capital.planned(raw), capital.depreciation(raw), labour.hours(raw)
    ratios = modern.modern(raw, held, rate, capital.growth(raw), hours.sum())
    return {
        **attribute_tables(),
        **flow_tables(raw, capital.stock(raw).loc["equipment"]),
        "labour_types": labour.workers(hours),
        "labour": wide(hours, "labour_type", 0),
        "assets": assets({a: ASSET_NAMES[a] for a in ASSETS}, UNIT, rate),
        "capital": wide(held, "asset", 0),
        "asset_composition": wide(composition.asset_composition(raw), "product", 9),
        "modern": wide(ratios, "activity", 4),
    }


if __name__ == "__main__":
    publish(__doc__, ECONOMY, PACKAGE, build, estimates)
