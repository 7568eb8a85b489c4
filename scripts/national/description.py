"""The description of a data package: every table, field, unit, and every estimate's formula."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

# Table -> (title, unit of its figures, whether estimated, formula or source)
About = Mapping[str, tuple[str, str, bool, str]]

FIELD_UNITS = {
    "spoilage": "fraction per year",
    "world_price": "relative",
    "build_years": "years",
    "utilisation": "fraction",
    "highest_utilisation": "fraction",
    "workers": "persons",
    "hours_per_worker": "h per year",
    "depreciation": "fraction per year",
    "share": "fraction",
}


@dataclass(frozen=True)
class Package:
    """What is said of an economy as a whole.

    Parameters
    ----------
    name, title : of the economy
    prices : unit and year of its figures, in words
    licence : name and title after the Data Package standard
    sources : of its figures
    tables : what each table holds
    """

    name: str
    title: str
    prices: str
    licence: Mapping[str, str]
    sources: Sequence[Mapping[str, str]]
    tables: About


def field(name: str, column: pd.Series, unit: str) -> dict[str, str]:
    """One field: name, type, unit where it has one."""
    if not pd.api.types.is_numeric_dtype(column):
        kind = "boolean" if name == "storable" else "string"
        return {"name": name, "type": kind}
    kind = "integer" if pd.api.types.is_integer_dtype(column) else "number"
    return {"name": name, "type": kind, "unit": FIELD_UNITS.get(name, unit or "1")}


def resource(name: str, table: pd.DataFrame, about: About) -> dict[str, object]:
    """One table with its fields."""
    title, unit, estimate, basis = about[name]
    return {
        "name": name.replace("_", "-"),
        "path": f"{name}.csv",
        "title": title,
        "estimate": estimate,
        "formula" if estimate else "source": basis,
        "schema": {"fields": [field(str(c), table[c], unit) for c in table.columns]},
    }


def described(package: Package, tables: Mapping[str, pd.DataFrame]) -> dict[str, object]:
    """The whole description, after the Data Package standard."""
    return {
        "profile": "tabular-data-package",
        "name": package.name,
        "title": package.title,
        "description": f"One economy of Commonweal. Figures in {package.prices} unless "
        "a unit says otherwise. Tables with estimate: true are not published statistics. The "
        "folder estimates holds the steps behind them.",
        "licenses": [dict(package.licence)],
        "sources": [dict(source) for source in package.sources],
        "resources": [resource(name, table, package.tables) for name, table in tables.items()],
    }
