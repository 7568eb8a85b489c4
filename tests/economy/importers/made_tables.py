"""A small pair of supply and use tables, solved by hand, and the layouts in which it is written.

Three products, three activities, purchasers' prices [million EUR2019]. Grain and tools carry
margins of 10 each, which the shops deliver; tools carry taxes of 10.

At basic prices (rates: grain 1/11 margin, tools 1/10 margin and 1/10 tax):
    grain   works 10, household 90                                      = 90 made + 10 imported
    tools   farm 16, shops 8, investment 56                             = 60 made + 20 imported
    trade   farm 2, works 1, shops 1, household 10 + 9, investment 7    = 30 made
    taxes on inputs: farm 2, works 0, shops 1
"""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import openpyxl
from ruamel.yaml import YAML

PRODUCTS = ["grain", "tools", "trade"]
ACTIVITIES = ["farm", "works", "shops"]
SUPPLY = [[90, 0, 0], [0, 60, 0], [0, 0, 30]]
IMPORTS = [10, 20, 0]
MARGINS = [10, 10, -20]
TAXES = [0, 10, 0]
USE = [[0, 11, 0], [20, 0, 10], [0, 0, 0]]
FINAL = {"household": [99, 0, 10], "investment": [0, 70, 0]}
WAGES = [40, 30, 15]
SURPLUS = [30, 19, 5]
OUTPUT = [90, 60, 30]
Rows = list[list[object]]

BASIC_USE = {("grain", "works"): 10, ("tools", "farm"): 16, ("tools", "shops"): 8} | {
    ("trade", "farm"): 2,
    ("trade", "works"): 1,
    ("trade", "shops"): 1,
}
BASIC_FINAL = {("grain", "household"): 90, ("tools", "investment"): 56} | {
    ("trade", "household"): 19,
    ("trade", "investment"): 7,
}


def keys() -> dict[str, Any]:
    """Keys of economy.yaml."""
    return {
        "name": "small-2019",
        "title": "A small pair of tables",
        "year": 2019,
        "country": "Smallland",
        "currency": "million EUR2019",
        "population": 1000,
        "source": "made for the tests",
        "licence": "Apache-2.0",
    }


def supply_rows() -> Rows:
    """The supply table with its columns to purchasers' prices and its totals."""
    rows: Rows = [["code", "name", *ACTIVITIES, "made", "imports", "margins", "taxes", "total"]]
    for at, product in enumerate(PRODUCTS):
        cells = [*SUPPLY[at], sum(SUPPLY[at]), IMPORTS[at], MARGINS[at], TAXES[at]]
        whole = sum(SUPPLY[at]) + IMPORTS[at] + MARGINS[at] + TAXES[at]
        rows.append([product, product, *cells, whole])
    rows.append(["total", "total", *OUTPUT, 180, 30, 0, 10, 220])
    return rows


def use_rows() -> Rows:
    """The use table with incomes below and totals around it."""
    head = ["code", "name", *ACTIVITIES, "inside", *FINAL, "final", "total"]
    rows: Rows = [head]
    for at, product in enumerate(PRODUCTS):
        final = [column[at] for column in FINAL.values()]
        inside = sum(USE[at])
        rows.append([product, product, *USE[at], inside, *final, sum(final), inside + sum(final)])
    inputs = [sum(row[at] for row in USE) for at in range(3)]
    rows.append(["total", "total", *inputs, 41, 109, 70, 179, 220])
    rows.append(["D1", "wages", *WAGES, 85, 0, 0, 0, 85])
    rows.append(["B2", "surplus", *SURPLUS, 54, 0, 0, 0, 54])
    rows.append(["P1", "output", *OUTPUT, 180, 0, 0, 0, 180])
    return rows


def mapping(**tables: dict[str, Any]) -> dict[str, Any]:
    """The mapping of the pair; a test changes what its layout needs."""
    return {
        "economy": keys(),
        "tables": tables or {"supply": {"file": "supply.csv"}, "use": {"file": "use.csv"}},
        "products": {"table": "supply", "rows": PRODUCTS[:]},
        "activities": {"table": "supply", "columns": ACTIVITIES[:]},
        "supply": {"table": "supply"},
        "use": {"table": "use"},
        "final_use": {
            "table": "use",
            "categories": {"household": "household", "investment": "investment"},
        },
        "imports": {"table": "supply", "columns": "imports"},
        "valuation": {"table": "supply", "margins": "margins", "taxes": "taxes"},
        "value_added": {"table": "use", "items": {"wages": "D1", "surplus": "B2"}},
        "totals": [
            {"of": "supply", "by": "product", "table": "supply", "column": "made"},
            {
                "of": ["supply", "imports", "margins", "taxes"],
                "by": "product",
                "table": "supply",
                "column": "total",
            },
            {"of": "supply", "by": "activity", "table": "supply", "row": "total"},
            *(
                {"of": column, "by": "all", "table": "supply", "row": "total", "column": column}
                for column in ("imports", "margins", "taxes")
            ),
            {"of": "use", "by": "product", "table": "use", "column": "inside"},
            {"of": "final_use", "by": "product", "table": "use", "column": "final"},
            {"of": ["use", "final_use"], "by": "product", "table": "use", "column": "total"},
            {"of": "use", "by": "activity", "table": "use", "row": "total"},
            {"of": "final_use", "by": "category", "table": "use", "row": "total"},
            {"of": ["use", "value_added"], "by": "activity", "table": "use", "row": "P1"},
        ],
    }


def with_names(sections: dict[str, Any]) -> dict[str, Any]:
    """The mapping with row names in column B, as the plain layout has them."""
    for table in sections["tables"].values():
        table.setdefault("row_names", "B")
    return sections


def write_csv(path: Path, rows: Sequence[Sequence[object]], delimiter: str = ",") -> None:
    """Write rows as text."""
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, delimiter=delimiter, lineterminator="\n").writerows(rows)


def write_sheets(path: Path, sheets: dict[str, Rows]) -> None:
    """Write rows as sheets of a book."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    book.save(path)


def write_mapping(path: Path, sections: dict[str, Any]) -> Path:
    """Write a mapping file."""
    with path.open("w", encoding="utf-8") as file:
        YAML().dump(sections, file)
    return path


def write_plain(folder: Path) -> Path:
    """The pair as two CSV files and its mapping; gives the mapping file."""
    write_csv(folder / "supply.csv", supply_rows())
    write_csv(folder / "use.csv", use_rows())
    return write_mapping(folder / "mapping.yaml", with_names(mapping()))
