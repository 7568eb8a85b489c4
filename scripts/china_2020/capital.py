"""The national capital stock by asset, by perpetual inventory on the flow of 2020.

K[s] = I[s] / (g + d[s])

for each kind s of asset: I is gross fixed capital formation of 2020, d the geometric rate of
depreciation, g the growth of the stock in the year. The identity K' - K = I - d K holds in any
year with that year's g; only a common g for all kinds is an assumption.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
from accounts import final_uses_153
from labels import ASSETS, LABELS
from raw_tables import penn, sector_of_153

# Geometric rates of depreciation per year: Inklaar and Timmer (2013), Capital, labor and TFP in
# PWT8.0, and Inklaar, Woltjer and Gallardo (2019), The composition of capital and cross-country
# productivity comparisons, as used by the Penn World Table 9 and 10.
RATE = {
    "dwellings": 0.011,  # residential structures, Penn World Table 9 and 10
    "other-structures": 0.031,  # other structures, Penn World Table 9 and 10
    "machinery": 0.126,  # other machinery and equipment, Penn World Table
    "transport-equipment": 0.189,  # transport equipment, Penn World Table
    "computers": 0.315,  # computers, Penn World Table
    "communication": 0.115,  # communication equipment, Penn World Table
    "robots": 0.126,  # taken as machinery (assumption)
    "software": 0.315,  # software, Penn World Table
    "other-intellectual": 0.15,  # research and other intellectual property, Penn World Table
}
ASSET_OF = {
    "dwellings": "structures",
    "other-structures": "structures",
    "machinery": "equipment",
    "transport-equipment": "equipment",
    "computers": "computing-robots",
    "communication": "computing-robots",
    "robots": "computing-robots",
    "software": "intangibles",
    "other-intellectual": "intangibles",
}
# Robots: income of China's makers of industrial robots, January to October 2020, 6.02 billion USD
# (Ministry of Industry and Information Technology, https://syncedreview.com/2020/12/02/...).
ROBOT_INCOME_USD = 6.02e9 * 12 / 10  # ten months carried to twelve (assumption)
ROBOT_SYSTEMS = 2.0  # price of the installed system over the robot's alone (assumption)
COMPUTERS = {"090"}  # NBS sector: computers
BUILDINGS = {"103": "dwellings", "104": "other", "105": "other", "106": "other"}  # NBS sectors
INSTALLATION = {"107", "108"}  # building installation, decoration: shared out as buildings are


def robot_share(raw: Path, investment: pd.Series) -> float:
    """Share of general and special machinery bought for investment that is robots in place."""
    robots = ROBOT_INCOME_USD * float(penn(raw).loc[2019, "xr"]) * ROBOT_SYSTEMS / 1e6
    return robots / float(investment[["general-machinery", "special-machinery"]].sum())


def investment_by_kind(raw: Path) -> pd.DataFrame:
    """Gross fixed capital formation of 2020, product by kind of asset, million CNY."""
    detailed = final_uses_153(raw)["fixed-capital"]
    product = sector_of_153(raw)
    robots = robot_share(raw, detailed.groupby(product).sum())
    houses = detailed[[c for c, use in BUILDINGS.items() if use == "dwellings"]].sum()
    dwelling_share = houses / detailed[list(BUILDINGS)].sum()
    table = pd.DataFrame(0.0, index=pd.Index(LABELS, name="product"), columns=list(RATE))
    for code, value in detailed[detailed != 0].items():
        for kind, share in kinds_of(str(code), product[code], robots, dwelling_share).items():
            table.loc[product[code], kind] += share * value
    return table


def kinds_of(code: str, product: str, robots: float, dwellings: float) -> dict[str, float]:
    """Kinds of asset that one of the 153 sectors delivers, as shares that add up to one."""
    if code in BUILDINGS:
        return {"dwellings" if BUILDINGS[code] == "dwellings" else "other-structures": 1.0}
    if code in INSTALLATION:
        return {"dwellings": dwellings, "other-structures": 1.0 - dwellings}
    if product == "real-estate":
        return {"dwellings": 1.0}  # costs of buying buildings, mostly homes (assumption)
    if product == "technical-services":
        return {"other-structures": 1.0}  # survey and design of works (assumption)
    if product in {"general-machinery", "special-machinery"}:
        return {"robots": robots, "machinery": 1.0 - robots}
    if product == "electronics":
        return {"computers" if code in COMPUTERS else "communication": 1.0}
    if product == "information-software":
        return {"software": 1.0}
    if product in {"research", "culture-recreation"}:
        return {"other-intellectual": 1.0}
    if product == "vehicles":
        return {"transport-equipment": 1.0}
    # Instruments, electrical and metal goods, furniture, breeding stock, repair, and the trade
    # and transport margins on all of them.
    return {"machinery": 1.0}


def stock_growth(raw: Path, first: int = 2018, last: int = 2019) -> float:
    """Growth of the capital stock per year: Penn World Table rnna of China."""
    stock = penn(raw)["rnna"]
    return float((stock[last] / stock[first]) ** (1 / (last - first)) - 1)


def stock_by_kind(investment: pd.DataFrame, growth: float) -> pd.Series:
    """Stock of each kind of asset: K = I / (g + d)."""
    return investment.sum() / (growth + pd.Series(RATE))


def stock_by_asset(stock: pd.Series) -> pd.Series:
    """Stock of the four assets."""
    return stock.groupby(pd.Series(ASSET_OF)).sum().reindex(list(ASSETS))


def depreciation_by_asset(stock: pd.Series) -> pd.Series:
    """Rate of each asset: the rates of its kinds, weighted with their stocks."""
    worn = (stock * pd.Series(RATE)).groupby(pd.Series(ASSET_OF)).sum()
    return (worn / stock_by_asset(stock)).reindex(list(ASSETS))


def asset_composition(investment: pd.DataFrame) -> pd.DataFrame:
    """Products in one unit of each asset; columns add up to one."""
    by_asset = investment.T.groupby(pd.Series(ASSET_OF)).sum().T[list(ASSETS)]
    return by_asset / by_asset.sum()


def ranges(raw: Path, investment: pd.DataFrame) -> pd.DataFrame:
    """Low, central and high stock: another g, stated beside."""
    cases = {
        "low": stock_growth(raw, 2009, 2019),  # ten years to 2019, Penn World Table
        "central": stock_growth(raw),  # 2018 to 2019, the last year there is
        "high": 0.055,  # growth of real GDP 2021 to 2024 (NBS): as if the stock grew no faster
    }
    columns = {}
    for case, growth in cases.items():
        stock = stock_by_asset(stock_by_kind(investment, growth))
        columns[case] = pd.concat([stock, pd.Series({"total": stock.sum(), "growth": growth})])
    table = pd.DataFrame(columns)
    table.index.name = "asset"
    return table


def is_consistent(composition: pd.DataFrame, investment: pd.DataFrame) -> bool:
    """Whether the composition gives the fixed-capital column back, product by product."""
    by_asset = investment.T.groupby(pd.Series(ASSET_OF)).sum().T[list(ASSETS)]
    return bool(np.allclose(composition @ by_asset.sum(), investment.sum(axis=1)))
