"""Make the bundled economy usa-2023 from the raw tables.

python scripts/usa_2023/derive.py [--raw PATH] [--out PATH]
"""

from __future__ import annotations

import argparse
from pathlib import Path

import accounts
import capital
import composition
import emissions
import labour
import modern
import needs
import pandas as pd
from data_package import data_package
from estimates import estimates
from labels import ACTIVITIES, ASSETS, SECTORS
from texts import ASSET_NAMES, ECONOMY, UNIT
from utilisation import utilisation
from write import write_csv, write_json, write_text

REPOSITORY = Path(__file__).resolve().parents[2]
RAW = REPOSITORY.parent / "shared" / "data"
OUT = REPOSITORY / "src" / "commonweal" / "economy" / "bundled" / "usa-2023"


def attribute_tables() -> dict[str, pd.DataFrame]:
    """Products, activities, categories, needs and limits."""
    use = utilisation()
    kinds = [s for s in SECTORS if s.label in ACTIVITIES]
    products = pd.DataFrame(
        {
            "product": [s.label for s in SECTORS],
            "name": [s.name for s in SECTORS],
            "unit": UNIT,
            "group": [s.group for s in SECTORS],
            "code": [s.code for s in SECTORS],
            "storable": [str(s.storable).lower() for s in SECTORS],
            "spoilage": [s.spoilage for s in SECTORS],
            "world_price": 1.0,
        }
    )
    activities = pd.DataFrame(
        {
            "activity": [s.label for s in kinds],
            "name": [s.name for s in kinds],
            "unit": UNIT,
            "group": [s.group for s in kinds],
            "code": [s.code for s in kinds],
            "build_years": [s.build_years for s in kinds],
            "utilisation": use["utilisation"].round(4).to_numpy(),
            "highest_utilisation": use["highest_utilisation"].round(4).to_numpy(),
        }
    )
    categories = pd.DataFrame(
        [(label, name, role) for label, (name, role, _) in accounts.CATEGORIES.items()],
        columns=["category", "name", "role"],
    )
    listed = pd.DataFrame(
        [(label, name, group) for label, (name, group) in needs.NEEDS.items()],
        columns=["need", "name", "group"],
    )
    limits = pd.DataFrame(
        [("co2", "Carbon dioxide from energy", "t CO2")], columns=["limit", "name", "unit"]
    )
    return {
        "products": products,
        "activities": activities,
        "categories": categories,
        "needs": listed,
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


def wide(table: pd.DataFrame, dimension: str, digits: int) -> pd.DataFrame:
    """A matrix with its row labels in the first column, rounded."""
    result = table.round(digits) + 0.0  # no minus zero
    result.insert(0, dimension, result.index)
    return result.reset_index(drop=True)


def build(raw: Path) -> dict[str, pd.DataFrame]:
    """Every table of the economy."""
    held, rate, hours = capital.planned(raw), capital.depreciation(raw), labour.hours(raw)
    assets = pd.DataFrame(
        {
            "asset": ASSETS,
            "name": [ASSET_NAMES[label] for label in ASSETS],
            "unit": UNIT,
            "depreciation": rate.round(6).to_numpy(),
        }
    )
    ratios = modern.modern(raw, held, rate, capital.growth(raw), hours.sum())
    return {
        **attribute_tables(),
        **flow_tables(raw, capital.stock(raw).loc["equipment"]),
        "labour_types": labour.workers(hours),
        "labour": wide(hours, "labour_type", 0),
        "assets": assets,
        "capital": wide(held, "asset", 0),
        "asset_composition": wide(composition.asset_composition(raw), "product", 9),
        "modern": wide(ratios, "activity", 4),
    }


def main() -> None:
    """Read the arguments, make every table, write the folder."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--raw", type=Path, default=RAW, help="folder of the raw tables")
    parser.add_argument("--out", type=Path, default=OUT, help="folder to write")
    arguments = parser.parse_args()
    tables = build(arguments.raw)
    for name, table in tables.items():
        write_csv(table, arguments.out / f"{name}.csv")
    for name, table in estimates(arguments.raw, tables).items():
        write_csv(table, arguments.out / "estimates" / f"{name}.csv")
    write_text(ECONOMY, arguments.out / "economy.yaml")
    write_json(data_package(tables), arguments.out / "datapackage.json")
    print(f"{len(tables)} tables written to {arguments.out}")


if __name__ == "__main__":
    main()
