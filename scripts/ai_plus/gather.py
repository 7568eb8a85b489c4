"""Put the facts of a place together from its economy and the derived shares."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd
from facts import Facts
from place import Place

HERE = Path(__file__).parent


def facts_of(place: Place, economy: Any, tables: Path, exposure: Path) -> Facts:
    """Facts of an economy whose hours are of one type and whose occupation mix is an assumption.

    Parameters
    ----------
    place : labels, prices and shares of hours
    economy : with the tables supply, use, labour and labour_types
    tables : folder with sub_activities.csv
    exposure : folder with task_shares.csv
    """
    return Facts(
        place=place,
        **accounts(economy),
        mix=pd.read_csv(HERE / "occupation_mix.csv").set_index("activity"),
        exposure=group_shares(exposure)["beta"],
        sub_activities=parts(tables),
        support=place.support_hours,
        coding=place.coding_hours,
        share_words="an assumption",
        types=pd.DataFrame(),
        degrees=pd.DataFrame(),
    )


def accounts(economy: Any) -> dict[str, Any]:
    """Workers and inputs per unit of output, and the goods, from the tables of an economy."""
    output = economy.supply.sum(axis=0)
    persons = persons_of(economy)
    stored = economy.products["storable"].astype(bool)
    return {
        "workers_per_unit": persons / output,
        "use_coefficients": economy.use / output,
        "goods": tuple(economy.products.index[stored]),
    }


def persons_of(economy: Any) -> pd.Series:
    """Persons by activity: hours over the yearly hours of each type.

    Raises
    ------
    ValueError : an activity without persons, or types without hours per worker
    """
    persons = economy.labour.div(economy.labour_types["hours_per_worker"], axis=0).sum(axis=0)
    if not (persons > 0).all():
        raise ValueError("labour_types of the economy must give hours_per_worker")
    return persons


def group_shares(folder: Path) -> pd.DataFrame:
    """The exposure of occupation groups, task_shares.csv."""
    return pd.read_csv(folder / "task_shares.csv").set_index("group")


def parts(folder: Path) -> pd.Series:
    """The shares of sub-activities, sub_activities.csv."""
    return pd.read_csv(folder / "sub_activities.csv").set_index("name")["value"]
