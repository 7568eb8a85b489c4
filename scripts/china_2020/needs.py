"""Needs, and which consumption serves which need.

Every flow of consumption of the 153-sector table is given to one need; the shares of the 42
products follow by adding up. Trade and freight that households buy are margins on goods: they
follow the goods, category by category.
"""

from __future__ import annotations

from pathlib import Path

import pandas as pd
from accounts import final_uses_153
from labels import CONSUMPTION, GOODS, LABELS
from raw_tables import names_of_153, sector_of_153

NEEDS: dict[str, tuple[str, str]] = {
    "food": ("Food, drink and tobacco", "Food and clothing"),
    "clothing": ("Clothing and shoes", "Food and clothing"),
    "housing": ("Housing and water", "Home"),
    "home-energy": ("Electricity, gas and heat at home", "Home"),
    "household-goods": ("Furniture, appliances and household goods", "Home"),
    "health": ("Health care and medicines", "Health and care"),
    "care": ("Social care and personal services", "Health and care"),
    "transport": ("Transport", "Transport and communication"),
    "communication": ("Telephone, internet and post", "Transport and communication"),
    "education": ("Education", "Education and culture"),
    "culture-recreation": ("Culture, sport and recreation", "Education and culture"),
    "eating-out-lodging": ("Eating out and lodging", "Education and culture"),
    "financial-services": ("Financial, legal and business services", "Public and financial"),
    "administration-safety": ("Public administration and safety", "Public and financial"),
    "environment": ("Environment and public spaces", "Public and financial"),
    "research": ("Research and technical services", "Public and financial"),
}

FREIGHT = frozenset({"112", "114", "116", "118", "119", "120", "121"})  # NBS sectors of freight
MARGINS = frozenset({"109", "110"}) | FREIGHT  # with wholesale and retail trade

# Need of each product as a whole, where its sectors do not differ.
BY_PRODUCT: dict[str, str] = {
    "agriculture": "food",
    "coal": "home-energy",
    "food": "food",
    "clothing": "clothing",
    "wood-furniture": "household-goods",
    "building-materials": "housing",
    "metal-products": "household-goods",
    "general-machinery": "household-goods",
    "special-machinery": "household-goods",
    "vehicles": "transport",
    "electrical-equipment": "household-goods",
    "electronics": "communication",
    "instruments": "household-goods",  # watches, spectacles, meters
    "other-manufacturing": "household-goods",
    "electricity-heat": "home-energy",
    "gas": "home-energy",
    "water": "housing",
    "transport": "transport",
    "catering-lodging": "eating-out-lodging",
    "information-software": "communication",
    "finance": "financial-services",
    "real-estate": "housing",
    "business-services": "financial-services",
    "research": "research",
    "technical-services": "research",
    "environment-services": "environment",
    "personal-services": "care",
    "education": "education",
    "health-care": "health",
    "culture-recreation": "culture-recreation",
    "administration": "administration-safety",
}
# Sectors that differ from their product, or whose product has no need of its own above.
BY_SECTOR: dict[str, str] = {
    "027": "clothing",  # cotton and fibre cloth (assumption)
    "028": "clothing",  # wool cloth (assumption)
    "029": "clothing",  # linen and silk (assumption)
    "030": "clothing",  # knitted goods (assumption)
    "031": "household-goods",  # made-up textiles: bedding, curtains (assumption)
    "037": "household-goods",  # paper goods (assumption)
    "038": "culture-recreation",  # printed matter (assumption)
    "039": "household-goods",  # arts and crafts, jewellery (assumption)
    "040": "culture-recreation",  # articles for culture, education and sports
    "041": "transport",  # motor fuel; bottled gas is not separated (assumption)
    "042": "home-energy",  # coke and briquettes
    "045": "household-goods",  # pesticides (assumption)
    "046": "household-goods",  # paints (assumption)
    "048": "household-goods",  # special chemicals, fireworks (assumption)
    "049": "household-goods",  # soap, cosmetics
    "050": "health",  # medicines
    "051": "household-goods",  # chemical fibres (assumption)
    "052": "transport",  # rubber: tyres (assumption)
    "053": "household-goods",  # plastics
    "057": "household-goods",  # glassware (assumption)
    "058": "household-goods",  # ceramics (assumption)
    "072": "communication",  # office machinery, cameras (assumption)
    "077": "health",  # medical equipment
    "092": "culture-recreation",  # radio and television equipment
    "093": "culture-recreation",  # audio-visual equipment
    "122": "communication",  # post
    "126": "culture-recreation",  # broadcasting
    "143": "household-goods",  # other services: repair of household goods and cars (assumption)
    "146": "care",  # social work
    "152": "care",  # running of social security
}
# Government's own purposes, where they differ from the households'.
GOVERNMENT: dict[str, str] = dict.fromkeys(FREIGHT, "transport") | {
    "135": "administration-safety"  # commercial services bought by government (assumption)
}


def need_of(code: str, product: str, category: str) -> str:
    """Need that one flow of consumption serves; ``goods`` for a margin on goods."""
    if category == "government" and code in GOVERNMENT:
        return GOVERNMENT[code]
    if code in MARGINS:
        return "goods"
    if code in BY_SECTOR:
        return BY_SECTOR[code]
    return BY_PRODUCT[product]


def flows(raw: Path) -> pd.DataFrame:
    """Every flow of consumption of the 153-sector table with its product and need."""
    table = final_uses_153(raw)[list(CONSUMPTION)]
    product, names = sector_of_153(raw), names_of_153(raw)
    rows = []
    for category in CONSUMPTION:
        for code, value in table[category][table[category] != 0].items():
            need = need_of(str(code), product[code], category)
            rows.append((code, names[code], product[code], category, need, float(value)))
    columns = ["sector_153", "sector_name", "product", "category", "need", "value"]
    return pd.DataFrame(rows, columns=columns)


def composition(raw: Path) -> pd.DataFrame:
    """Share of each (product, category) flow that serves each need; shares add up to one."""
    table = flows(raw)
    direct = table[table["need"] != "goods"]
    goods = direct[direct["product"].isin(GOODS)]
    mix = goods.groupby(["category", "need"])["value"].sum()
    mix = mix / mix.groupby("category").transform("sum")
    margins = table[table["need"] == "goods"].groupby(["product", "category"])["value"].sum()
    spread = [
        (product, category, need, value * share)
        for (product, category), value in margins.items()
        for need, share in mix[category].items()
    ]
    parts = pd.concat(
        [
            direct[["product", "category", "need", "value"]],
            pd.DataFrame(spread, columns=["product", "category", "need", "value"]),
        ]
    )
    sums = parts.groupby(["product", "category", "need"])["value"].sum()
    shares = (sums / sums.groupby(["product", "category"]).transform("sum")).reset_index()
    return in_order(shares.rename(columns={"value": "share"}))


def in_order(shares: pd.DataFrame) -> pd.DataFrame:
    """Sort by need, category and product; round so that shares still add up to one exactly."""
    rank = {
        "need": {label: i for i, label in enumerate(NEEDS)},
        "category": {label: i for i, label in enumerate(CONSUMPTION)},
        "product": {label: i for i, label in enumerate(LABELS)},
    }
    shares = shares[shares["share"] > 0].copy()
    shares["share"] = shares["share"].round(12)
    keys = ["product", "category"]
    largest = shares.groupby(keys)["share"].idxmax().to_numpy()
    short = 1.0 - shares.groupby(keys)["share"].transform("sum")
    shares.loc[largest, "share"] = (shares["share"] + short).loc[largest].round(12)
    shares = shares.sort_values(
        ["need", "category", "product"], key=lambda column: column.map(rank[str(column.name)])
    )
    return shares[["need", "category", "product", "share"]].reset_index(drop=True)
