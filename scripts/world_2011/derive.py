"""Derive world-2011: ``python scripts/world_2011/derive.py --raw PATH [--out FOLDER]``.

The accounts are those that `read_wiod` reads. Labour, capital, plants built today and needs are
estimates by the rules of this file, `industries`, `nations` and `needs`; docs/data-world-2011.md
says how good they are.
"""

from __future__ import annotations

import argparse
from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
from industries import profile
from modern import modern
from nations import nations
from needs import needs
from ruamel.yaml import YAML

from commonweal.economy.economy import Economy
from commonweal.economy.importers.wiod import read_wiod
from commonweal.economy.meta import EconomyMeta, keys_from_meta
from commonweal.economy.raw import labels_in_columns
from commonweal.economy.schema import load_schema
from commonweal.economy.tables import read_economy

YEAR = 2011
TARGET = Path("src/commonweal/economy/bundled/world-2011")
AS_CSV = ("regions", "categories", "labour_types", "assets", "needs")
# Matrices of which most cells are zero, written as rows of row, column, value.
LONG = ("supply", "value_added", "labour", "capital", "asset_composition")
NOTES = (
    "Labour and capital by activity, use of capacity, modern plants, building times and needs are "
    "estimates: national totals and trends of the Penn World Table, spread over industries as in "
    "the bundled economy china-2020. "
    "The rest of the world is taken to be like five middle-income countries. "
    "Made by scripts/world_2011/derive.py; see docs/data-world-2011.md"
)


def world(raw: Path) -> Economy:
    """The economy, from raw tables."""
    accounts = read_wiod(raw / "world-wiod-2011", {"year": str(YEAR)}).economy
    tables = accounts.tables()
    totals = nations(raw, YEAR, tables["regions"]["population"])
    shape = profile(read_economy("china-2020"))
    activities = tables["activities"]
    industry = pd.Series([a.partition(":")[2] for a in activities.index], index=activities.index)
    added = tables["value_added"].sum()
    place = activities["region"]
    activities["utilisation"] = totals["utilisation"][place].to_numpy()
    activities["build_years"] = shape["build_years"][industry].astype(int).to_numpy()
    wanted, composition = needs(accounts)
    tables |= {
        "labour_types": _workers(tables["regions"], totals),
        "labour": _spread(added * shape["hours"][industry].to_numpy(), place, "workers").mul(
            _by_label(totals["workers"] * totals["hours_per_worker"], "workers"), axis=0
        ),
        "assets": _assets(tables["regions"], totals, accounts.meta.currency),
        "capital": _spread(added * shape["assets"][industry].to_numpy(), place, "capital").mul(
            _by_label(_stock(tables, totals), "capital"), axis=0
        ),
        "asset_composition": _composition(tables),
        "needs": wanted,
        "need_composition": composition,
    }
    built = tables["asset_composition"]
    construction = built[built.index.str.endswith(":construction")].sum().to_numpy()
    share = pd.Series(construction, index=tables["regions"].index)
    tables["modern"] = modern(raw, tables["labour"], share, shape)
    return Economy.from_tables(_meta(accounts.meta), _rounded(tables))


def _meta(meta: EconomyMeta) -> EconomyMeta:
    return replace(
        meta,
        source=f"{meta.source}. Made by scripts/world_2011/derive.py; see docs/data-world-2011.md",
        notes=NOTES,
    )


def _by_label(values: pd.Series, kind: str) -> pd.Series:
    return values.rename(lambda region: f"{region}:{kind}")


def _spread(weight: pd.Series, place: pd.Series, kind: str) -> pd.DataFrame:
    """Share of each activity in its region's sum of weights (region:kind, activity) [1]."""
    labels = list(dict.fromkeys(place))
    grid = np.zeros((len(labels), len(weight)))
    rows = [labels.index(region) for region in place]
    grid[rows, np.arange(len(weight))] = weight / weight.groupby(place).transform("sum")
    return pd.DataFrame(grid, index=[f"{r}:{kind}" for r in labels], columns=weight.index)


def _workers(regions: pd.DataFrame, totals: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "name": [f"Workers, {name}" for name in regions["name"]],
            "unit": "h",
            "workers": totals["workers"].to_numpy(),
            "hours_per_worker": totals["hours_per_worker"].to_numpy(),
            "region": list(regions.index),
        },
        index=[f"{region}:workers" for region in regions.index],
    )


def _assets(regions: pd.DataFrame, totals: pd.DataFrame, unit: str) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "name": [f"Fixed assets, {name}" for name in regions["name"]],
            "unit": unit,
            "depreciation": totals["depreciation"].to_numpy(),
            "region": list(regions.index),
        },
        index=[f"{region}:capital" for region in regions.index],
    )


def _stock(tables: dict[str, pd.DataFrame], totals: pd.DataFrame) -> pd.Series:
    """Assets that the year's fixed capital formation renews and lets grow (region).

    K = I / (delta + g), g the growth of the country's stock to the year after (Penn World Table)
    """
    categories = tables["categories"]
    chosen = categories.index[categories["role"] == "investment"]
    invested = tables["final_use"][chosen].sum()
    invested.index = pd.Index(categories["region"][chosen])
    return invested / (totals["depreciation"] + totals["assets_growth"])


def _composition(tables: dict[str, pd.DataFrame]) -> pd.DataFrame:
    """Products in one unit of a region's assets: the shares of its fixed capital formation."""
    categories = tables["categories"]
    chosen = categories.index[categories["role"] == "investment"]
    bought = tables["final_use"][chosen]
    shares = bought / bought.sum()
    return shares.set_axis([f"{r}:capital" for r in categories["region"][chosen]], axis=1)


def _rounded(tables: dict[str, pd.DataFrame]) -> dict[str, pd.DataFrame]:
    """Estimates with the digits that a reader may want, which is more than they are worth."""
    for name, digits in (("labour", 0), ("capital", 3)):
        tables[name] = tables[name].round(digits)
    return tables


def write(economy: Economy, folder: Path) -> None:
    """Write the bundle: small tables as CSV, matrices as Parquet, sparse ones as rows."""
    folder.mkdir(parents=True, exist_ok=True)
    yaml = YAML()
    yaml.width = 100
    with (folder / "economy.yaml").open("w", encoding="utf-8", newline="\n") as file:
        yaml.dump(keys_from_meta(economy.meta), file)
    for name, table in economy.tables().items():
        schema = load_schema().tables[name]
        frame = labels_in_columns(table, schema)
        if name in AS_CSV:
            frame.to_csv(folder / f"{name}.csv", index=False, lineterminator="\n")
            continue
        if name in LONG:
            row, column = schema.keys
            frame = frame.melt(id_vars=row, var_name=column, value_name="value")
            frame = frame[frame["value"] != 0]
        arrow = pa.Table.from_pandas(_whole(frame), preserve_index=False)
        pq.write_table(
            arrow.replace_schema_metadata(None), folder / f"{name}.parquet", compression="zstd"
        )


def _whole(frame: pd.DataFrame) -> pd.DataFrame:
    """Columns of whole numbers as such, which take less room."""
    numbers = frame.select_dtypes("number").columns
    kinds = {c: "int64" for c in numbers if (frame[c] % 1 == 0).all()}
    return frame.astype(kinds)


def main() -> None:
    """Write the bundled economy."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--raw", type=Path, default=Path("../shared/data"))
    parser.add_argument("--out", type=Path, default=TARGET)
    chosen = parser.parse_args()
    write(world(chosen.raw), chosen.out)


if __name__ == "__main__":
    main()
