"""From the command line to the folder of an economy."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path

import pandas as pd

from national.description import Package, described
from national.write import write_csv, write_json, write_text

REPOSITORY = Path(__file__).resolve().parents[2]
RAW = REPOSITORY.parent / "shared" / "data"
BUNDLED = REPOSITORY / "src" / "commonweal" / "economy" / "bundled"
Tables = dict[str, pd.DataFrame]


def publish(
    about: str | None,
    economy: str,
    package: Package,
    build: Callable[[Path], Tables],
    estimates: Callable[[Path, Tables], Tables],
) -> None:
    """Read the arguments, make every table, write the folder.

    Parameters
    ----------
    about : of the script, for its help
    economy : the file economy.yaml
    package : the description
    build : folder of the raw tables -> tables of the economy
    estimates : the same and these -> the steps behind the estimates
    """
    parser = argparse.ArgumentParser(description=about)
    parser.add_argument("--raw", type=Path, default=RAW, help="folder of the raw tables")
    parser.add_argument("--out", type=Path, default=BUNDLED / package.name, help="folder to write")
    arguments = parser.parse_args()
    tables = build(arguments.raw)
    for name, table in tables.items():
        write_csv(table, arguments.out / f"{name}.csv")
    for name, table in estimates(arguments.raw, tables).items():
        write_csv(table, arguments.out / "estimates" / f"{name}.csv")
    write_text(economy, arguments.out / "economy.yaml")
    write_json(described(package, tables), arguments.out / "datapackage.json")
    print(f"{len(tables)} tables written to {arguments.out}")
