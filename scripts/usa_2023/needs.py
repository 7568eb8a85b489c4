"""Needs, and which consumption serves which need.

Every flow of consumption of the detail tables of 2017 is given to one need; within each of the 73
products the shares of needs are those of 2017, the flows those of 2023. Trade and freight that
people buy are margins: where the kind of shop says what is sold (food stores, pharmacies, car
dealers) they go to that need, otherwise they follow the goods.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pandas as pd
from accounts import CONSUMPTION, published
from labels import GOODS, PRODUCTS
from need_codes import BY_CODE, BY_PRODUCT, GOVERNMENT, MARGIN
from raw_tables import detail, names_of_detail, summary_of

NEEDS: dict[str, tuple[str, str]] = {
    "food": ("Food, drink and tobacco", "Food and clothing"),
    "clothing": ("Clothing and shoes", "Food and clothing"),
    "housing": ("Housing, water and refuse", "Home"),
    "home-energy": ("Electricity and gas at home", "Home"),
    "household-goods": ("Furniture, appliances and household goods", "Home"),
    "health": ("Health care and medicines", "Health and care"),
    "care": ("Child care, social and personal services", "Health and care"),
    "transport": ("Transport", "Transport and communication"),
    "communication": ("Telephone, internet and post", "Transport and communication"),
    "education": ("Education", "Education and culture"),
    "culture-recreation": ("Culture, sport and recreation", "Education and culture"),
    "eating-out-lodging": ("Eating out, lodging and travel", "Education and culture"),
    "financial-services": ("Financial, legal and business services", "Public and financial"),
    "civic-life": ("Religious, civic and social organisations", "Public and financial"),
    "administration-safety": ("Public administration and safety", "Public and financial"),
    "defence": ("Defence", "Public and financial"),
}
CODES = {
    "households": "F01000",
    "consumption-defence": "F06C00",
    "consumption-federal": "F07C00",
    "consumption-state-local": "F10C00",
}


def need_of(code: str, product: str, category: str) -> str:
    """Need that one flow of consumption serves; ``goods`` for a margin on goods of any kind."""
    if category != "households" and category in GOVERNMENT:
        return GOVERNMENT[category].get(code, GOVERNMENT[category][""])
    if code in BY_CODE:
        return BY_CODE[code]
    if product in MARGIN:
        return "goods"
    return BY_PRODUCT[product]


@cache
def flows(raw: Path) -> pd.DataFrame:
    """Every flow of consumption of the detail tables of 2017 with its product and need."""
    table, product = detail(raw, "final_uses"), summary_of(raw, "commodities")
    names = names_of_detail(raw)
    rows = [
        (
            code,
            names[code],
            product[code],
            category,
            need_of(str(code), product[code], category),
            float(value),
        )
        for category in CONSUMPTION
        for code, value in table[CODES[category]].items()
        if value > 0
    ]
    columns = ["code", "name", "product", "category", "need", "value_2017"]
    return pd.DataFrame(rows, columns=columns)


def composition(raw: Path) -> pd.DataFrame:
    """Share of each (product, category) flow that serves each need; shares add up to one."""
    table = flows(raw)
    direct = table[table["need"] != "goods"]
    goods = direct[direct["product"].isin(GOODS)]
    mix = goods.groupby(["category", "need"])["value_2017"].sum()
    mix = mix / mix.groupby("category").transform("sum")
    margins = table[table["need"] == "goods"].groupby(["product", "category"])["value_2017"].sum()
    spread = [
        (product, category, need, value * share)
        for (product, category), value in margins.items()
        for need, share in mix[category].items()
    ]
    columns = ["product", "category", "need", "value_2017"]
    parts = pd.concat([direct[columns], pd.DataFrame(spread, columns=columns)])
    sums = parts.groupby(["product", "category", "need"])["value_2017"].sum()
    shares = (sums / sums.groupby(["product", "category"]).transform("sum")).reset_index()
    return in_order(with_new_flows(raw, shares.rename(columns={"value_2017": "share"})))


def with_new_flows(raw: Path, shares: pd.DataFrame) -> pd.DataFrame:
    """Only flows of 2023, and a need for each that the detail tables of 2017 do not have."""
    final = published(raw).final_use
    flow = {(p, c) for c in CONSUMPTION for p in PRODUCTS if final.loc[p, c] > 0}
    keys = list(zip(shares["product"], shares["category"], strict=True))
    kept = shares[[key in flow for key in keys]]
    missing = sorted(flow - set(keys))
    rows = [(p, c, need_of("", p, c), 1.0) for p, c in missing]
    new = pd.DataFrame(rows, columns=["product", "category", "need", "share"])
    return pd.concat([kept, new], ignore_index=True) if rows else kept.reset_index(drop=True)


def in_order(shares: pd.DataFrame) -> pd.DataFrame:
    """Sort by need, category and product; round so that shares still add up to one exactly."""
    rank = {
        "need": {label: i for i, label in enumerate(NEEDS)},
        "category": {label: i for i, label in enumerate(CONSUMPTION)},
        "product": {label: i for i, label in enumerate(PRODUCTS)},
    }
    shares = shares.copy()
    shares["share"] = shares["share"].round(6)
    shares = shares[shares["share"] > 0]
    keys = ["product", "category"]
    largest = shares.groupby(keys)["share"].idxmax().to_numpy()
    short = 1.0 - shares.groupby(keys)["share"].transform("sum")
    shares.loc[largest, "share"] = (shares["share"] + short).loc[largest].round(6)
    shares = shares.sort_values(
        ["need", "category", "product"], key=lambda column: column.map(rank[str(column.name)])
    )
    return shares[["need", "category", "product", "share"]].reset_index(drop=True)
