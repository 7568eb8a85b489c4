"""Make the bundled economy china-2020 from the raw tables.

python scripts/china_2020/derive.py [--raw PATH] [--out PATH]
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import accounts
import capital
import capital_distribution
import employment
import modern
import needs
import pandas as pd
from data_package import PACKAGE
from estimates import estimates
from labels import ASSETS, FINAL_USES, LABELS, SECTORS
from utilisation import utilisation

from national.publish import publish
from national.tables import activities, assets, needs_table, products, wide

ROLES = {
    "household-rural": ("Rural households", "household"),
    "household-urban": ("Urban households", "household"),
    "government": ("Government consumption", "government"),
    "fixed-capital": ("Gross fixed capital formation", "investment"),
    "stock-building": ("Changes in stocks", "stock_building"),
    "exports": ("Exports", "exports"),
}
ASSET_NAMES = {
    "structures": "Buildings and works",
    "equipment": "Machines, vehicles and other equipment",
    "computing-robots": "Computers, communication and robots",
    "intangibles": "Software and results of research",
}
UNIT = "million CNY2020"
ECONOMY = """\
name: china-2020
title: China, 2020, 42 products
year: 2020
country: CHN
currency: million CNY2020
# Mainland, end of 2020: National Bureau of Statistics, 1,412.60 million at the end of 2021
# less the increase of 0.48 in that year
population: 1412120000
source: >-
  National Bureau of Statistics of China, input-output tables 2020 (42 and 153 sectors);
  employment structure of Wang, Jia and Wang (2021); Penn World Table 10.01; BEA fixed assets 2017.
  Made by scripts/china_2020/derive.py; see docs/data-china-2020.md
licence: >-
  The figures' origin is the National Bureau of Statistics of China, which states no licence with
  them; the licence of the code (Apache-2.0) does not cover them. Penn World Table: CC BY. BEA:
  public domain
notes: >-
  Labour by activity, capital, asset_composition, imports of consumption, needs, modern,
  utilisation, spoilage and building times are estimates, each with its formula in
  datapackage.json. 2020 is a year of the pandemic
"""


def attribute_tables() -> dict[str, pd.DataFrame]:
    """Products, activities, categories and needs."""
    categories = pd.DataFrame(
        [(label, *ROLES[label]) for label in FINAL_USES], columns=["category", "name", "role"]
    )
    return {
        "products": products(SECTORS, UNIT),
        "activities": activities(SECTORS, UNIT, utilisation()),
        "categories": categories,
        "needs": needs_table(needs.NEEDS),
    }


def flow_tables(raw: Path) -> dict[str, pd.DataFrame]:
    """Supply, use, final use, imports, value added and the composition of needs."""
    made = accounts.output(raw)
    supply = pd.DataFrame({"product": LABELS, "activity": LABELS, "value": made.to_numpy()})
    return {
        "supply": supply.round(6),
        "use": wide(accounts.use(raw), "product", 6),
        "final_use": wide(accounts.final_use(raw), "product", 6),
        "imports": wide(accounts.imports(raw), "product", 6),
        "value_added": wide(accounts.value_added(raw), "item", 6),
        "need_composition": needs.composition(raw),
    }


def labour_tables(raw: Path) -> dict[str, pd.DataFrame]:
    """The one labour type and its hours by activity."""
    persons = employment.persons(raw)["persons_2020"]
    yearly = round(employment.hours_per_worker(raw), 2)
    workers = pd.DataFrame(
        {
            "labour_type": ["workers"],
            "name": ["Persons employed"],
            "unit": ["h"],
            "workers": [int(persons.sum())],
            "hours_per_worker": [yearly],
        }
    )
    hours = pd.DataFrame([persons * yearly], index=["workers"])
    return {"labour_types": workers, "labour": wide(hours, "labour_type", 0)}


def capital_tables(raw: Path, hours: pd.Series) -> dict[str, pd.DataFrame]:
    """Assets, capital by activity, composition of assets, and modern plants."""
    investment = capital.investment_by_kind(raw)
    growth = capital.stock_growth(raw)
    stock = capital.stock_by_kind(investment, growth)
    rate = capital.depreciation_by_asset(stock)
    robots = capital.robot_share(raw, investment.sum(axis=1))
    laid_out = capital_distribution.lay_out(raw, stock, robots)
    composition = capital.asset_composition(investment)
    ratios = modern.modern(raw, laid_out, rate, growth, hours)
    return {
        "assets": assets({a: ASSET_NAMES[a] for a in ASSETS}, UNIT, rate),
        "capital": wide(laid_out, "asset", 3),
        "asset_composition": wide(composition, "product", 12),
        "modern": wide(ratios, "activity", 4),
    }


def build(raw: Path) -> dict[str, pd.DataFrame]:
    """Every table of the economy."""
    tables = attribute_tables() | flow_tables(raw) | labour_tables(raw)
    hours = tables["labour"].set_index("labour_type").loc["workers"]
    return tables | capital_tables(raw, hours)


if __name__ == "__main__":
    publish(__doc__, ECONOMY, PACKAGE, build, estimates)
