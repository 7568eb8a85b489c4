"""Small economies made by hand, for tests of every part."""

from __future__ import annotations

import pandas as pd

from commonweal.economy.economy import Economy
from commonweal.economy.meta import EconomyMeta

PRODUCTS = ["grain", "steel", "care"]
FARMS, MILLS, HOMES = "farms", "mills", "care-homes"


def small_meta() -> EconomyMeta:
    """Keys of the small economy."""
    return EconomyMeta(
        name="small",
        title="A small economy made by hand",
        year=2020,
        country="Nowhere",
        currency="million CNY2020",
        population=1000.0,
        source="made by hand",
        licence="CC0-1.0",
    )


def small_tables() -> dict[str, pd.DataFrame]:
    """Every table of the small economy, optional ones included.

    Three products, one storable; three activities, the mills also making grain as a joint product;
    imports of steel, exports of grain. The rows balance exactly:

    grain: 100 + 4 made + 0 imported = 10 + 0 + 6 used + 60 + 10 + 0 + 2 + 16 final = 104 kt
    steel: 50 made + 10 imported = 5 + 15 + 2 used + 8 + 0 + 30 + 0 + 0 final = 60 kt
    care: 80 made = 0 + 0 + 4 used + 46 + 30 final = 80 million CNY2020
    """
    return {**_accounts(), **_work_and_assets(), **_needs_and_limits()}


def _matrix(rows: list[str], columns: list[str], cells: list[list[float]]) -> pd.DataFrame:
    return pd.DataFrame(cells, index=rows, columns=columns, dtype=float)


def _accounts() -> dict[str, pd.DataFrame]:
    activities = [FARMS, MILLS, HOMES]
    categories = ["household", "government", "investment", "stock", "exports"]
    users = [*activities, *categories]
    return {
        "products": pd.DataFrame(
            {
                "name": ["Grain", "Steel", "Care"],
                "unit": ["kt", "kt", "million CNY2020"],
                "group": ["land", "industry", "services"],
                "code": ["01", "02", "03"],
                "storable": [True, False, False],
                "spoilage": [0.05, 0.0, 0.0],
                "world_price": [2.0, 4.0, 1.0],
            },
            index=PRODUCTS,
        ),
        "activities": pd.DataFrame(
            {
                "name": ["Farms", "Mills", "Care homes"],
                "group": ["land", "industry", "services"],
                "code": ["01", "02", "03"],
                "build_years": [1, 2, 1],
                "utilisation": [1.0, 0.8, 0.9],
                "highest_utilisation": [1.0, 0.9, 0.95],
            },
            index=activities,
        ),
        "supply": _matrix(PRODUCTS, activities, [[100, 4, 0], [0, 50, 0], [0, 0, 80]]),
        "use": _matrix(PRODUCTS, activities, [[10, 0, 6], [5, 15, 2], [0, 0, 4]]),
        "categories": pd.DataFrame(
            {
                "name": ["Households", "Government", "Investment", "Stock-building", "Exports"],
                "role": ["household", "government", "investment", "stock_building", "exports"],
            },
            index=categories,
        ),
        "final_use": _matrix(
            PRODUCTS, categories, [[60, 10, 0, 2, 16], [8, 0, 30, 0, 0], [46, 30, 0, 0, 0]]
        ),
        "imports": _matrix(
            PRODUCTS,
            users,
            [[0] * 8, [1, 4, 0, 1, 0, 4, 0, 0], [0] * 8],
        ),
        "value_added": _matrix(
            ["compensation", "surplus"], activities, [[120, 60, 50], [50, 70, 15]]
        ),
    }


def _work_and_assets() -> dict[str, pd.DataFrame]:
    activities = [FARMS, MILLS, HOMES]
    ratios = {"hours_ratio": [0.8, 0.7, 0.95], "assets_ratio": [1.2, 1.1, 1.05]}
    return {
        "labour_types": pd.DataFrame(
            {
                "name": ["Hands", "Clerks"],
                "unit": ["h", "h"],
                "workers": [400.0, 100.0],
                "hours_per_worker": [2000.0, 1800.0],
            },
            index=["hands", "clerks"],
        ),
        "labour": _matrix(
            ["hands", "clerks"], activities, [[400000, 160000, 240000], [30000, 50000, 100000]]
        ),
        "assets": pd.DataFrame(
            {
                "name": ["Structures", "Equipment"],
                "unit": ["kt", "kt"],
                "depreciation": [0.03, 0.1],
            },
            index=["structures", "equipment"],
        ),
        "capital": _matrix(
            ["structures", "equipment"], activities, [[200, 100, 150], [40, 90, 20]]
        ),
        "asset_composition": _matrix(
            PRODUCTS, ["structures", "equipment"], [[0, 0], [1, 1], [0, 0]]
        ),
        "modern": pd.DataFrame(
            {
                **ratios,
                "hours_ratio_low": [0.7, 0.6, 0.9],
                "hours_ratio_high": [0.9, 0.8, 1.0],
                "assets_ratio_low": [1.1, 1.0, 1.0],
                "assets_ratio_high": [1.3, 1.2, 1.1],
                "inputs_ratio": [1.0, 0.95, 1.0],
            },
            index=activities,
        ),
    }


def _needs_and_limits() -> dict[str, pd.DataFrame]:
    return {
        "needs": pd.DataFrame(
            {"name": ["Food", "Housing", "Care"], "group": ["basic", "basic", "services"]},
            index=["food", "housing", "care-of-people"],
        ),
        "need_composition": pd.DataFrame(
            [
                ("food", "household", "grain", 1.0),
                ("food", "government", "grain", 0.75),
                ("care-of-people", "government", "grain", 0.25),
                ("housing", "household", "steel", 1.0),
                ("care-of-people", "household", "care", 1.0),
                ("care-of-people", "government", "care", 1.0),
            ],
            columns=["need", "category", "product", "share"],
        ),
        "limits": pd.DataFrame({"name": ["Greenhouse gases"], "unit": ["kt CO2e"]}, index=["co2e"]),
        "limit_coefficients": pd.DataFrame(
            [
                ("co2e", "activity", FARMS, 120.0),
                ("co2e", "activity", MILLS, 95.0),
                ("co2e", "activity", HOMES, 4.0),
                ("co2e", "need", "housing", 20.0),
            ],
            columns=["limit", "kind", "label", "value"],
        ),
    }


def small_economy() -> Economy:
    """The small economy with every table."""
    return Economy.from_tables(small_meta(), small_tables())
