"""A make and use table of two industries and four commodities, small enough to check by hand.

Farms make 100 of crops; food makes 180 of food, 5 of crops besides, and scrap 2. Farms use -3 of
scrap (they sell it). Imports: 20 crops at port value, of which 1 are duties made at home by food.
"""

from __future__ import annotations

from pathlib import Path

import openpyxl

INDUSTRIES = ("111CA", "311FT")
COMMODITIES = ("111CA", "311FT", "Used", "Other")
FINAL = ("F010", "F02E", "F030", "F040", "F050")
MAKE = {"111CA": (100, 0, 0, 0), "311FT": (5, 180, 2, 0)}
USE = {"111CA": (10, 70), "311FT": (20, 30), "Used": (-3, 4), "Other": (0, 6)}
FINAL_USES = {
    "111CA": (30, 0, -5, 20, -20),
    "311FT": (100, 20, 4, 5, 1),
    "Used": (10, -9, 0, 0, 0),
    "Other": (-8, 0, 0, 18, -16),
}
IMPORTS = {  # columns: industries, final uses
    "111CA": (2, 15, 4, 0, -1, 0, -20),
    "311FT": (0, 0, 0, 0, 0, 0, 0),
    "Used": (0, 0, 0, 0, 0, 0, 0),
    "Other": (0, 6, 10, 0, 0, 0, -16),
}
ADDED = {"V001": (40, 50), "V002": (3, 7), "V003": (30, 20)}
NAMES = {"111CA": "Farms", "311FT": "Food", "Used": "Scrap", "Other": "Noncomparable imports"}


def csv(columns: tuple[str, ...], rows: dict[str, tuple[int, ...]]) -> str:
    """A matrix as text."""
    lines = [",".join(("code", *columns))]
    lines += [",".join((code, *map(str, row))) for code, row in rows.items()]
    return "\n".join(lines) + "\n"


def tables() -> dict[str, str]:
    """Every file of the CSV layout."""
    names = "\n".join(["code,name", *(f"{c},{n}" for c, n in NAMES.items())]) + "\n"
    return {
        "make_2023.csv": csv(COMMODITIES, MAKE),
        "use_2023.csv": csv(INDUSTRIES, USE),
        "final_uses_2023.csv": csv(FINAL, FINAL_USES),
        "value_added_2023.csv": csv(INDUSTRIES, ADDED),
        "imports_2023.csv": csv((*INDUSTRIES, *FINAL), IMPORTS),
        "commodities.csv": names,
        "final_use_categories.csv": "code,name\n" + "".join(f"{c},Name of {c}\n" for c in FINAL),
    }


def folder(path: Path, **changed: str | None) -> Path:
    """Write the CSV layout; ``changed`` replaces a file by its stem, None leaves it out."""
    path.mkdir(parents=True, exist_ok=True)
    for name, text in tables().items():
        stem = name.removesuffix(".csv").removesuffix("_2023")
        new = changed.get(stem, text)
        if new is not None:
            (path / name).write_text(new, encoding="utf-8")
    return path


def workbooks(path: Path, year: int = 2023) -> Path:
    """Write the same tables in the layout of the workbooks that BEA publishes."""
    path.mkdir(parents=True, exist_ok=True)
    use = [(code, *USE[code], sum(USE[code]), *FINAL_USES[code]) for code in COMMODITIES]
    totals = ("T005", *(sum(column) for column in zip(*USE.values(), strict=True)))
    use += [totals, *((code, *row) for code, row in ADDED.items())]
    _book(
        path / "IOUse_Before_Redefinitions_PRO_1997-2023_Summary.xlsx",
        year,
        (*INDUSTRIES, "T001", *FINAL),
        use,
    )
    make = [(code, *MAKE[code], sum(MAKE[code])) for code in INDUSTRIES]
    _book(
        path / "IOMake_Before_Redefinitions_1997-2023_Summary.xlsx",
        year,
        (*COMMODITIES, "T008"),
        make,
    )
    imports = [(code, *IMPORTS[code]) for code in COMMODITIES]
    name = "ImportMatrices_Before_Redefinitions_SUM_1997-2023.xlsx"
    _book(path / name, year, (*INDUSTRIES, *FINAL), imports)
    return path


def _book(path: Path, year: int, columns: tuple[str, ...], rows: list[tuple[object, ...]]) -> None:
    book = openpyxl.Workbook()
    book.active.title = "ReadMe"
    sheet = book.create_sheet(str(year))
    sheet.append(["A table of the Bureau of Economic Analysis"])
    sheet.append(["(Millions of dollars)"])
    sheet.append([])
    sheet.append(["Code", "Commodity Description", *columns])
    sheet.append([None, "Commodities/Industries", *(NAMES.get(c, f"Name of {c}") for c in columns)])
    for code, *values in rows:
        shown = ["..." if value == 0 else value for value in values]
        sheet.append([code, NAMES.get(str(code), "a row of sums"), *shown])
    book.save(path)
