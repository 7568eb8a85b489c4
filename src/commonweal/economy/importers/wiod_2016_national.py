"""National input-output tables of the World Input-Output Database, release 2016.

A book ``XXX_NIOT_nov16.xlsx`` has one sheet of all years 2000 to 2014: codes of columns in row 1,
their descriptions in row 2, and year, code, description and origin before each row. Of every year
there are 56 rows of domestic and 56 of imported products, then the rows with origin TOT.

Source: Timmer, Los, Stehrer and de Vries 2016, GGDC research memorandum 162
"""

from __future__ import annotations

import re
from collections.abc import Mapping as Options
from pathlib import Path
from typing import Any

from commonweal.economy.importers.imported import Imported
from commonweal.economy.importers.keys import with_options
from commonweal.economy.importers.mapped import import_mapped
from commonweal.economy.importers.mapping import Mapping
from commonweal.errors import EconomyError, Problems

SHEET = "National IO-tables"
ROUNDING = 0.01  # million USD; assumption: cells are printed with more digits than this
CATEGORIES = {
    "households": ("CONS_h", "household", "Households"),
    "non-profit": ("CONS_np", "household", "Non-profit institutions serving households"),
    "government": ("CONS_g", "government", "Government"),
    "fixed-capital": ("GFCF", "investment", "Gross fixed capital formation"),
    "stock-building": ("INVEN", "stock_building", "Changes in inventories and valuables"),
    "exports": ("EXP", "exports", "Exports"),
}
INCOMES = {
    "value-added": "VA",
    "taxes-on-products": "TXSP",
    "export-adjustment": "EXP_adj",
    "purchases-abroad": "PURR",
    "purchases-of-foreigners": "PURNR",
    "transport-margins": "IntTTM",
}


def read_wiod_2016_national(path: Path, options: Options[str, str]) -> Imported:
    """Read one year of a national table.

    Parameters
    ----------
    path : the book
    options : ``year`` and ``population``, and other keys of economy.yaml

    Returns
    -------
    Imported

    Raises
    ------
    EconomyError
        with every problem found
    """
    problems = Problems()
    for name in ("year", "population"):
        if name not in options:
            fix = f"Give --option {name}=NUMBER; the book holds the years 2000 to 2014, no people"
            problems.add(f'option "{name}"', "is missing", fix)
    problems.raise_if_any(EconomyError)
    mapping = mapping_of(path, options["year"])
    keys = with_options(mapping.economy, options, problems)
    problems.raise_if_any(EconomyError)
    return import_mapped(path, mapping.model_copy(update={"economy": keys}))


def mapping_of(path: Path, year: str) -> Mapping:
    """The mapping that reads one year.

    Parameters
    ----------
    path : the book; its name begins with the code of the country
    year : as it stands in the column Year
    """
    found = re.match(r"([A-Z]{3})_NIOT", path.name)
    country = found[1] if found else path.stem
    final = {
        label: {"role": role, "name": name, "columns": code}
        for label, (code, role, name) in CATEGORIES.items()
    }
    return Mapping.model_validate(
        {
            "economy": {
                "name": f"{country.lower()}-{year}",
                "title": f"{country}, {year}, WIOD 2016",
                "year": 1,
                "country": country,
                "currency": f"million USD{year}",
                "population": 1.0,
                "source": "World Input-Output Database, release 2016, national tables",
                "licence": "CC BY 4.0",
            },
            "numbers": {"zero_marks": [""]},
            "tables": _tables(year),
            "products": {"table": "home", "rows": {"matching": ".*"}},
            "use": {"table": "home", "domestic": True},
            "final_use": {"table": "home", "domestic": True, "categories": final},
            "imported_use": {"table": "imported"},
            "imported_final_use": {"table": "imported"},
            "imports_kept": "total",
            "negatives": {"final_use": "to_other", "imports": "to_other"},
            "value_added": {"table": "below", "items": INCOMES},
            "totals": _totals(),
        }
    )


def _tables(year: str) -> dict[str, Any]:
    """The rows of one year by origin."""
    sheet: dict[str, Any] = {
        "sheet": SHEET,
        "rows": "3-100000",  # beyond the last row of any book
        "row_labels": "B",
        "row_names": "C",
        "column_names": "2",
        "columns": "E-BZ",
        "expect": {"A1": "Year", "B1": "Code", "D1": "Origin"},
    }
    return {
        "home": {**sheet, "where": {"A": year, "D": "Domestic"}},
        "imported": {**sheet, "where": {"A": year, "D": "Imports"}, "ignore_columns": ["GO"]},
        "below": {**sheet, "where": {"A": year, "D": "TOT"}, "ignore_columns": ["GO"]},
    }


def _totals() -> list[dict[str, Any]]:
    """Totals that a book prints: output by product and by activity, uses by user."""
    inputs, final = ["use", "imported_use"], ["final_use", "imported_final_use"]
    home = {"by": "product", "table": "home", "column": "GO"}
    printed: tuple[tuple[list[str], dict[str, Any]], ...] = (
        (["use", "final_use"], home),
        (inputs, {"by": "activity", "table": "below", "row": "II_fob"}),
        (final, {"by": "category", "table": "below", "row": "II_fob"}),
        ([*inputs, "value_added"], {"by": "activity", "table": "below", "row": "GO"}),
    )
    return [{"of": of, **place, "within": ROUNDING} for of, place in printed]
