"""Products in one unit of each asset, from the investment columns of 2023.

Homes and intangibles are the columns of that kind; drilling, bought as structures, is what wells
are made of, the rest of the structures columns the other structures. The equipment columns are
divided: what computers, communication equipment and their installation are in them, and robots
among the machinery, go to computing-robots; trade and transport margins follow in proportion.
"""

from __future__ import annotations

from pathlib import Path

import pandas as pd
from accounts import investment_columns, published
from labels import ASSETS, GOODS, PRODUCTS
from raw_tables import detail, summary_of

# Industrial robots installed in the United States in 2023: International Federation of Robotics,
# World Robotics 2024; 0.1 million USD each, installed (assumption, as for the stock).
ROBOTS_INSTALLED, ROBOT_PRICE = 37_587, 0.1
INSTRUMENTS = "3345"  # first digits of BEA's detail codes of instruments: not computing
INSTALLATION = "computer-services"  # systems put together on site
DRILLING = "mining-support"


def computing_share(raw: Path) -> float:
    """Share of electronics bought as equipment that is no instruments, detail tables 2017."""
    bought = detail(raw, "final_uses")[["F02E00", "F06E00", "F07E00", "F10E00"]].sum(axis=1)
    product = summary_of(raw, "commodities")
    own = bought[product[bought.index] == "electronics"]
    return float(own[[not c.startswith(INSTRUMENTS) for c in own.index]].sum() / own.sum())


def investment_by_asset(raw: Path) -> pd.DataFrame:
    """Gross fixed capital formation of 2023, product by asset, million USD."""
    columns = {
        group: published(raw).final_use[list(names)].sum(axis=1)
        for group, names in investment_columns().items()
    }
    equipment = columns["equipment"]
    computing = pd.Series(0.0, index=equipment.index)
    computing["electronics"] = equipment["electronics"] * computing_share(raw)
    computing["machinery"] = ROBOTS_INSTALLED * ROBOT_PRICE
    computing[INSTALLATION] = equipment[INSTALLATION]
    goods = [p for p in PRODUCTS if p in GOODS]
    share = float(computing[goods].sum() / equipment[goods].sum())
    margins = [p for p in PRODUCTS if p not in GOODS and is_margin(p)]
    computing[margins] = equipment[margins] * share
    works = columns["structures"]
    drilled = works.where(works.index == DRILLING, 0.0)
    table = pd.DataFrame(
        {
            "homes": columns["homes"],
            "structures": works - drilled,
            "wells": drilled,
            "equipment": equipment - computing,
            "computing-robots": computing,
            "intangibles": columns["intangibles"],
        }
    )
    table.index.name = "product"
    return table.loc[list(PRODUCTS), list(ASSETS)]


def is_margin(product: str) -> bool:
    """Whether a product is trade or transport, bought with goods."""
    return product.endswith(("-trade", "-dealers", "-stores", "-retail", "-transport")) or (
        product in {"pipelines", "transport-support", "warehousing"}
    )


def asset_composition(raw: Path) -> pd.DataFrame:
    """Products in one unit of each asset; columns add up to one."""
    table = investment_by_asset(raw)
    return table / table.sum()
