"""An economy of two regions made by hand, each of which needs what the other makes."""

from __future__ import annotations

import pandas as pd

from commonweal.economy.economy import Economy
from commonweal.economy.meta import EconomyMeta

PRODUCTS = ["north:iron", "south:corn"]
ACTIVITIES = ["north:mine", "south:farm"]
BUYERS = [f"{r}:{what}" for r in ("north", "south") for what in ("household", "investment")]


def two_meta() -> EconomyMeta:
    """Keys of the economy of two regions."""
    return EconomyMeta(
        name="two",
        title="Two regions made by hand",
        year=2020,
        country="Both",
        currency="million USD2020",
        population=22_000.0,
        source="made by hand",
        licence="CC0-1.0",
    )


def two_tables() -> dict[str, pd.DataFrame]:
    """Every table; in million USD of 2020:

    iron: 87 made = 5 + 20 used + 15 + 10 in the north + 25 + 12 in the south
    corn: 90 made = 10 + 10 used + 30 + 0 in the north + 40 + 0 in the south

    The north buys 10 + 30 of corn and sells 20 + 25 + 12 of iron: a surplus of 17.
    """
    regions, unit = ["north", "south"], "million USD2020"
    places = {"region": regions}
    matrix = pd.DataFrame
    return {
        "regions": pd.DataFrame(
            {"name": ["North", "South"], "population": [10_000.0, 12_000.0]}, index=regions
        ),
        "products": pd.DataFrame(
            {"name": ["Iron", "Corn"], "unit": [unit] * 2} | places, index=PRODUCTS
        ),
        "activities": pd.DataFrame({"name": ["Mine", "Farm"]} | places, index=ACTIVITIES),
        "categories": pd.DataFrame(
            {
                "name": BUYERS,
                "role": ["household", "investment"] * 2,
                "region": ["north", "north", "south", "south"],
            },
            index=BUYERS,
        ),
        "supply": matrix([[87.0, 0.0], [0.0, 90.0]], index=PRODUCTS, columns=ACTIVITIES),
        "use": matrix([[5.0, 20.0], [10.0, 10.0]], index=PRODUCTS, columns=ACTIVITIES),
        "final_use": matrix(
            [[15.0, 10.0, 25.0, 12.0], [30.0, 0.0, 40.0, 0.0]], index=PRODUCTS, columns=BUYERS
        ),
        "value_added": matrix([[72.0, 60.0]], index=["incomes"], columns=ACTIVITIES),
        "labour_types": pd.DataFrame(
            {
                "name": ["Hands of the north", "Hands of the south"],
                "workers": [4_000.0, 6_000.0],
                "hours_per_worker": [2_000.0, 1_800.0],
            }
            | places,
            index=["north:hands", "south:hands"],
        ),
        "labour": matrix(
            [[8_000_000.0, 0.0], [0.0, 10_800_000.0]],
            index=["north:hands", "south:hands"],
            columns=ACTIVITIES,
        ),
        "assets": pd.DataFrame(
            {"name": ["Plant", "Plant"], "unit": [unit] * 2, "depreciation": [0.05, 0.05]} | places,
            index=["north:plant", "south:plant"],
        ),
        "capital": matrix(
            [[200.0, 0.0], [0.0, 200.0]],
            index=["north:plant", "south:plant"],
            columns=ACTIVITIES,
        ),
        "asset_composition": matrix(
            [[1.0, 1.0], [0.0, 0.0]], index=PRODUCTS, columns=["north:plant", "south:plant"]
        ),
        "modern": pd.DataFrame(
            {"hours_ratio": [0.8, 0.7], "assets_ratio": [1.1, 1.2]}, index=ACTIVITIES
        ),
        "needs": pd.DataFrame(
            {"name": ["Goods, north", "Food, north", "Goods, south", "Food, south"]}
            | {"region": ["north", "north", "south", "south"]},
            index=["north:goods", "north:food", "south:goods", "south:food"],
        ),
        "need_composition": pd.DataFrame(
            [
                (f"{region}:{need}", f"{region}:household", product, 1.0)
                for region in regions
                for need, product in (("goods", "north:iron"), ("food", "south:corn"))
            ],
            columns=["need", "category", "product", "share"],
        ),
    }


def two_regions() -> Economy:
    """The economy of two regions."""
    return Economy.from_tables(two_meta(), two_tables())
