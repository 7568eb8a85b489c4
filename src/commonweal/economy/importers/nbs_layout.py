"""The layout of a book of the National Bureau of Statistics of China, found by its codes."""

from __future__ import annotations

import re
from typing import Any

from numpy.typing import NDArray

from commonweal.economy.importers.grid import Grid, letters
from commonweal.economy.importers.labelled import label_text
from commonweal.economy.importers.mapping import Mapping
from commonweal.errors import Problems

SECTOR = re.compile(r"\d{2,3}")
UNIT_10K = re.compile(r"万元|10,?000 (yuan|RMB|CNY)", re.IGNORECASE)
CATEGORIES = {
    "FU101": ("rural-households", "household", "Rural households"),
    "FU102": ("urban-households", "household", "Urban households"),
    "FU103": ("government", "government", "Government"),
    "FU201": ("fixed-capital", "investment", "Gross fixed capital formation"),
    "FU202": ("stock-building", "stock_building", "Change in inventories"),
    "EX": ("exports", "exports", "Exports"),
    "ERR": ("statistical-error", "other", "Statistical error of the source"),
}
WHOLE_CONSUMPTION = ("consumption", "household", "Consumption of households and government")
INCOMES = {
    "VA001": "compensation",
    "VA002": "net-taxes",
    "VA003": "depreciation",
    "VA004": "surplus",
}
SUBTOTALS = {
    "THC": ("FU101", "FU102"),
    "TC": ("FU101", "FU102", "FU103"),
    "GCF": ("FU201", "FU202"),
}


def mapping_of(
    grid: Grid, keys: dict[str, Any], unit: str, sheet: str | None, problems: Problems
) -> Mapping | None:
    """The mapping that reads a sheet, or None if its codes are not found, which is noted.

    Parameters
    ----------
    grid : cells of the sheet
    keys : of economy.yaml
    unit : of the numbers
    sheet : its name, if it is not the first
    problems : where faults are noted
    """
    found = _code_lines(grid)
    if found is None:
        what = "no row of codes with TIU and GO, and column of codes with TII and TI"
        problems.add(grid.source, what, "Name the sheet of the table: --option sheet=NAME")
        return None
    if not _says_unit(grid):
        what = "no cell above the table says 万元 (10,000 yuan), the unit of the Bureau's tables"
        problems.add(grid.source, what, "Use the generic importer, with the unit in the mapping")
        return None
    head, stub = found
    columns = {label_text(cell): at for at, cell in enumerate(grid.cells[head]) if cell is not None}
    rows = [label_text(cell) for cell in grid.cells[:, stub]]
    sectors = [code for code in columns if SECTOR.fullmatch(code)]
    runs = _runs(rows, sectors)
    if not sectors or not 1 <= len(runs) <= 2:
        what = f"{len(sectors)} codes of sectors in row {head + 1}, in {len(runs)} blocks of rows"
        problems.add(grid.source, what, "Every sector needs its code in the row and the column")
        return None
    place = {
        "row_labels": letters(stub),
        "row_names": letters(stub - 1) if stub else letters(stub),
        "column_labels": str(head + 1),
        "columns": f"{letters(columns[sectors[0]])}-{letters(max(columns.values()))}",
    }
    if sheet is not None:
        place["sheet"] = sheet
    tables: dict[str, Any] = {
        "home": {**place, "rows": _rows(runs[0])},
        "below": {**place, "rows": f"{rows.index('TII') + 1}-{rows.index('TI') + 1}"},
    }
    start = columns[sectors[0]]
    unread = [code for code, at in columns.items() if at > start and code not in sectors]
    tables["below"]["ignore_columns"] = unread
    if len(runs) == 2:
        tables["imported"] = {**place, "rows": _rows(runs[1])}
    return Mapping.model_validate(_sections(keys, unit, tables, columns, rows, sectors))


def _code_lines(grid: Grid) -> tuple[int, int] | None:
    """Position of the row and of the column of codes: those that have most codes of sectors."""
    heads = _with_codes(grid.cells, {"TIU", "GO"})
    stubs = _with_codes(grid.cells.T, {"TII", "TI"})
    return (heads[0], stubs[0]) if heads and stubs else None


def _with_codes(lines: NDArray[Any], needed: set[str]) -> list[int]:
    """Lines that hold the codes needed, the one with most codes of sectors first."""
    counts = {}
    for at, line in enumerate(lines):
        texts = [label_text(cell) for cell in line]
        if needed <= set(texts):
            counts[at] = sum(SECTOR.fullmatch(text) is not None for text in texts)
    return sorted(counts, key=lambda at: -counts[at])


def _says_unit(grid: Grid) -> bool:
    return any(UNIT_10K.search(str(cell)) for cell in grid.cells.ravel() if isinstance(cell, str))


def _runs(rows: list[str], sectors: list[str]) -> list[tuple[int, int]]:
    """First and last row of each run in which all sectors stand, in their order."""
    length = len(sectors)
    return [
        (start, start + length - 1)
        for start in range(len(rows) - length + 1)
        if length and rows[start : start + length] == sectors
    ]


def _rows(run: tuple[int, int]) -> str:
    return f"{run[0] + 1}-{run[1] + 1}"


def _sections(
    keys: dict[str, Any],
    unit: str,
    tables: dict[str, Any],
    columns: dict[str, int],
    rows: list[str],
    sectors: list[str],
) -> dict[str, Any]:
    apart = "imported" in tables
    categories = {
        label: {"role": role, "name": name, "columns": code}
        for code, (label, role, name) in CATEGORIES.items()
        if code in columns
    }
    if "FU103" not in columns and "TC" in columns:
        label, role, name = WHOLE_CONSUMPTION
        categories = {label: {"role": role, "name": name, "columns": "TC"}, **categories}
    sections: dict[str, Any] = {
        "economy": keys,
        "numbers": {"unit": unit, "zero_marks": ["", "-"]},
        "tables": tables,
        "products": {"table": "home", "rows": sectors},
        "use": {"table": "home", "domestic": apart},
        "final_use": {"table": "home", "domestic": apart, "categories": categories},
        "value_added": {
            "table": "below",
            "items": {label: code for code, label in INCOMES.items() if code in rows},
        },
        "totals": _totals(columns, rows, categories, apart),
    }
    if apart:
        sections["imported_use"] = {"table": "imported"}
        sections["imported_final_use"] = {"table": "imported"}
    else:
        sections["imports"] = {"table": "home", "columns": "IM"}
    return sections


def _totals(
    columns: dict[str, int], rows: list[str], categories: dict[str, Any], apart: bool
) -> list[dict[str, Any]]:
    label_of = {section["columns"]: label for label, section in categories.items()}
    totals: list[dict[str, Any]] = [
        {"of": "use", "by": "product", "table": "home", "column": "TIU"}
    ]
    for code, parts in SUBTOTALS.items():
        if code in columns and code not in label_of and all(part in columns for part in parts):
            of = [label_of[part] for part in parts]
            totals.append({"of": of, "by": "product", "table": "home", "column": code})
    whole = ["use", "final_use"] if apart else ["use", "final_use", "-imports"]
    final = ["final_use", *(["-statistical-error"] if "ERR" in columns else [])]
    totals.append({"of": final, "by": "product", "table": "home", "column": "TFU"})
    totals.append({"of": whole, "by": "product", "table": "home", "column": "GO"})
    if apart:
        for of, code in ((["imported_use"], "TIU"), (["imported_final_use"], "TFU")):
            totals.append({"of": of, "by": "product", "table": "imported", "column": code})
        of = ["imported_use", "imported_final_use"]
        totals.append({"of": of, "by": "product", "table": "imported", "column": "GO"})
    inputs = ["use", "imported_use"] if apart else ["use"]
    for of, code in ((inputs, "TII"), (["value_added"], "TVA"), ([*inputs, "value_added"], "TI")):
        if code in rows:
            totals.append({"of": of, "by": "activity", "table": "below", "row": code})
    return totals
