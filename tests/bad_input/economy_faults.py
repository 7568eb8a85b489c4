"""Faults that an economy folder can have, and the message that each of them gives."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pandas as pd

Change = Callable[[Path], object]


def replace(file: str, old: str, new: str) -> Change:
    """Replace a text that must occur in a file."""

    def change(folder: Path) -> None:
        text = (folder / file).read_text(encoding="utf-8")
        assert old in text, text
        (folder / file).write_text(text.replace(old, new, 1), encoding="utf-8")

    return change


def remove(file: str) -> Change:
    """Remove a file."""
    return lambda folder: (folder / file).unlink()


def put(file: str, content: str | bytes) -> Change:
    """Write a file, over an earlier one."""
    data = content.encode() if isinstance(content, str) else content
    return lambda folder: (folder / file).write_bytes(data)


def cut(file: str, keep: int) -> Change:
    """Keep only the first bytes of a file."""
    return lambda folder: (folder / file).write_bytes((folder / file).read_bytes()[:keep])


CASES: dict[str, tuple[Change, str]] = {
    "required table missing": (
        remove("use.csv"),
        "use: table use is missing. Add it: products used up by activities, domestic and "
        "imported together",
    ),
    "optional table that another needs missing": (
        remove("labour_types.csv"),
        "labour: table labour_types is missing, which labour needs. Add labour_types, or "
        "remove labour",
    ),
    "required column missing": (
        lambda f: (
            pd.read_csv(f / "assets.csv")
            .drop(columns="depreciation")
            .to_csv(f / "assets.csv", index=False)
        ),
        'assets.csv: column "depreciation" is missing. Add the column',
    ),
    "column misspelt": (
        replace("activities.csv", "utilisation", "utilization"),
        'activities.csv: unknown column "utilization". Did you mean "utilisation"?',
    ),
    "label column missing": (
        replace("use.csv", "product,", "goods,"),
        'use.csv: column "product" with the row labels is missing. Name the first column "product"',
    ),
    "unit missing": (
        replace("products.csv", "Steel,kt", "Steel,"),
        'products.csv row 3, column "unit": blank. Write the unit in which the product is '
        "measured in every table",
    ),
    "unknown unit": (
        replace("products.csv", "Steel,kt", "Steel,ktn"),
        'products.csv row 3, column "unit": "ktn" is an unknown unit: "ktn" is not known. Did'
        ' you mean "kt"? Write money as CNY2020, mass as t, energy as kWh, time as h, people '
        'as person, and a thing that is counted as "piece" and its name',
    ),
    "unit that does not fit": (
        replace("labour_types.csv", "Hands,h", "Hands,kt"),
        'labour_types.csv row 2, column "unit": unit "kt" does not fit "h". Write a unit such as h',
    ),
    "file unit that does not fit": (
        replace("economy.yaml", "licence", "units: {use: kt}\nlicence"),
        'key "units.use": "kt" does not fit "million CNY2020": t is not CNY2020'
        " (rows care). Write the table in the units of its rows, or change the unit",
    ),
    "file unit unknown": (
        replace("economy.yaml", "licence", "units: {use: quids}\nlicence"),
        'economy.yaml, key "units.use": "quids" is an unknown unit: "quids" is not known. Did'
        ' you mean "units"? Write money as CNY2020, mass as t, energy as kWh, time as h, '
        'people as person, and a thing that is counted as "piece" and its name',
    ),
    "unit for a ratio": (
        replace("economy.yaml", "licence", "units: {asset_composition: kt}\nlicence"),
        'key "units.asset_composition": unit "kt" for a table of product units '
        "per asset unit. Take the unit away; the rows and columns have their own",
    ),
    "unknown row label": (
        replace("use.csv", "steel,", "stel,"),
        'use.csv row 3, column "product": unknown product "stel". Did you mean "steel"?',
    ),
    "unknown column label": (
        replace("use.csv", "mills", "mils"),
        'use.csv: unknown column "mils", which is no activity. Did you mean "mills"?',
    ),
    "label with a space": (
        replace("use.csv", "steel,", "steel ,"),
        'use.csv row 3, column "product": "steel " has spaces at its ends. Take them away',
    ),
    "blank label": (
        replace("use.csv", "steel,", ","),
        'use.csv row 3, column "product": blank. Write the label',
    ),
    "duplicate row label": (
        replace("products.csv", "steel,", "grain,"),
        'products.csv row 3, column "product": label "grain" is already in row 2. Give each '
        "label one row",
    ),
    "duplicate column label": (
        replace("use.csv", "mills", "farms"),
        'use.csv, header: column "farms" is there 2 times. Give each label one column',
    ),
    "duplicate cell of a long table": (
        replace(
            "need_composition.csv",
            "food,household,grain,1.0",
            "food,household,grain,0.5\nfood,household,grain,0.5",
        ),
        "need_composition.csv row 3: food / household / grain is already in row 2. Give each "
        "cell once; add the values up",
    ),
    "unknown label in a long table": (
        replace("need_composition.csv", "grain", "grian"),
        'need_composition.csv row 2, column "product": unknown product "grian". Did you mean '
        '"grain"?',
    ),
    "unknown kind of limit": (
        replace("limit_coefficients.csv", "activity", "industry"),
        'limit_coefficients.csv row 2, column "kind": unknown kind "industry". Known: '
        "activity, need.",
    ),
    "unknown label of a limit": (
        replace("limit_coefficients.csv", "activity,mills", "activity,mill"),
        'limit_coefficients.csv row 4, column "label": unknown activity "mill". Did you mean '
        '"mills"?',
    ),
    "NaN": (
        replace("use.csv", "15.0", "NaN"),
        'use.csv row 3, column "mills": not a number (NaN). Write the number, or 0 if there '
        "is none",
    ),
    "infinite": (
        replace("use.csv", "15.0", "inf"),
        'use.csv row 3, column "mills": "inf" is infinite or too large. Write a finite number',
    ),
    "negative input": (
        replace("use.csv", "15.0", "-3.2"),
        'use.csv row 3, column "mills": -3.2 is negative. An input cannot be negative. If it '
        "is a by-product, enter it in supply",
    ),
    "negative consumption": (
        replace("final_use.csv", "46.0", "-46.0"),
        'final_use.csv row "care", column "household": -46 is negative. Only stock_building '
        "and other may be negative",
    ),
    "text in a number column": (
        replace("use.csv", "15.0", "fifteen"),
        'use.csv row 3, column "mills": "fifteen" is not a number. Write a number with a '
        "decimal point and no separators between thousands",
    ),
    "decimal comma": (
        replace("use.csv", "15.0", '"15,0"'),
        'use.csv row 3, column "mills": "15,0" is not a number. Write a number with a decimal'
        " point and no separators between thousands",
    ),
    "blank cell": (
        replace("use.csv", "15.0", ""),
        'use.csv row 3, column "mills": blank where a number is needed. Write 0 if none',
    ),
    "truth in a number column": (
        replace("use.csv", "15.0", "true"),
        'use.csv row 3, column "mills": "true" is not a number. Write a number with a decimal'
        " point and no separators between thousands",
    ),
    "number in a truth column": (
        replace("products.csv", "true", "2.5"),
        'products.csv row 2, column "storable": "2.5" is not true or false. Write true or false',
    ),
    "build_years not whole": (
        lambda f: (
            pd.read_csv(f / "activities.csv", dtype={"code": str})
            .assign(build_years=[1, 1.5, 1])
            .to_csv(f / "activities.csv", index=False)
        ),
        'activities.csv row 3, column "build_years": 1.5 is not a whole number. Write a whole'
        " number",
    ),
    "build_years below one": (
        lambda f: (
            pd.read_csv(f / "activities.csv", dtype={"code": str})
            .assign(build_years=[1, 0, 1])
            .to_csv(f / "activities.csv", index=False)
        ),
        'activities.csv row 3, column "build_years": 0 is out of bounds. It must be at least 1',
    ),
    "depreciation above one": (
        replace("assets.csv", "0.03", "3.0"),
        'assets.csv row 2, column "depreciation": 3 is out of bounds. It must be at least 0 '
        "and at most 1",
    ),
    "utilisation above one": (
        replace("activities.csv", "0.8,0.9", "0.8,1.2"),
        'activities.csv row 3, column "highest_utilisation": 1.2 is out of bounds. It must be'
        " above 0 and at most 1",
    ),
    "highest utilisation below utilisation": (
        replace("activities.csv", "0.8,0.9", "0.8,0.7"),
        'activities, row "mills": highest_utilisation 0.7 is below utilisation 0.8. What was '
        "in use in the base year can be used; raise highest_utilisation",
    ),
    "unknown role": (
        replace("categories.csv", "Households,household", "Households,home"),
        'categories.csv row 2, column "role": unknown role "home". Known: household, '
        "government, investment, stock_building, exports, other.",
    ),
    "columns that are no roles": (
        remove("categories.csv"),
        'final_use.csv, header: column "stock" is not the name of a role. Add the table '
        'categories. Did you mean "stock_building"?',
    ),
    "row missing": (
        replace("use.csv", "steel,5.0,15.0,2.0\n", ""),
        'use.csv: row "steel" is missing. Add it, with zeros if there is nothing in it; the '
        "file may be cut off",
    ),
    "column missing in a matrix": (
        lambda f: (
            pd.read_csv(f / "capital.csv")
            .drop(columns="mills")
            .to_csv(f / "capital.csv", index=False)
        ),
        'capital.csv: column "mills" is missing. Add it, with zeros if there is nothing in '
        "it; the file may be cut off",
    ),
    "modern without an activity": (
        lambda f: pd.read_csv(f / "modern.csv").iloc[:2].to_csv(f / "modern.csv", index=False),
        'modern.csv: row "care-homes" is missing. Add it, with ratios of 1 if a modern plant '
        "is like the installed ones",
    ),
    "unit of an activity that is not that of its product": (
        replace("activities.csv", "Mills,kt", "Mills,t"),
        'activities, row "mills": its unit is "t", but its output is measured in "kt", the unit of '
        '"steel". Leave the unit blank, or write that of its main product',
    ),
    "unit for a table that is not there": (
        lambda f: [
            replace("economy.yaml", "licence", "units: {modern.hours_ratio: h}\nlicence")(f),
            remove("modern.csv")(f),
        ],
        'key "units.modern.hours_ratio": a unit for table modern, which is not there. '
        "Add the table, or take the line away",
    ),
    "unbalanced accounts": (
        replace("use.csv", "15.0", "16.5"),
        'accounts, product "steel": supply and imports 60 kt are 1.5 (2.44%) less than use '
        "and final use 61.5. Correct supply, imports, use or final_use; nothing is rescaled "
        "for you",
    ),
    "unproductive technology": (
        lambda f: [
            replace("use.csv", "care,0.0,0.0,4.0", "care,0.0,0.0,90.0")(f),
            replace("final_use.csv", "care,46.0,30.0,0.0,0.0", "care,0.0,0.0,0.0,-10.0")(f),
        ],
        "use: the technology uses up more than it makes: the spectral radius of the input "
        'coefficients is 1.125, not below 1; inputs are heaviest for "care". Look for inputs '
        "in another unit than the outputs in supply",
    ),
    "product that nobody makes": (
        replace("supply.csv", "0.0,0.0,80.0", "0.0,0.0,0.0"),
        'supply, product "care": 80 are used, but no activity makes it and none is imported. '
        "Enter it in supply or in imports",
    ),
    "imports above use": (
        replace("imports.csv", "1.0,4.0,0.0,1.0,0.0,4.0", "9.0,0.0,0.0,1.0,0.0,0.0"),
        'imports row "steel", column "farms": 9 imported, but only 5 used. Imports are a part'
        " of use; correct one of the two",
    ),
    "need that no product serves": (
        replace("needs.csv", "housing,", "leisure,Leisure,basic,\nhousing,"),
        'needs, row "leisure": no product serves this need. Give it a share of a product in '
        "need_composition, or remove it",
    ),
    "need shares that do not sum to one": (
        replace("need_composition.csv", "0.75", "0.65"),
        'need_composition, category "government", product "grain": the shares sum to 0.9, not'
        " to 1. Share the whole flow out among the needs",
    ),
    "need shares of exports": (
        replace("need_composition.csv", "housing,household,steel", "housing,exports,steel"),
        'need_composition: category "exports" has the role exports. Only household and '
        "government serve needs; remove its rows",
    ),
    "asset made of nothing": (
        replace("asset_composition.csv", "steel,1.0,1.0", "steel,1.0,0.0"),
        'asset_composition, column "equipment": the asset consists of no product. Enter the '
        "products in one unit of it",
    ),
    "no work": (
        lambda f: put(
            "labour.csv", "labour_type,farms,mills,care-homes\nhands,0,0,0\nclerks,0,0,0"
        )(f),
        "labour: no activity has any work. Enter the work done in activities",
    ),
    "empty file": (
        put("use.csv", ""),
        "use.csv: the file is empty. Write the table, or remove the file",
    ),
    "header only": (
        put("assets.csv", "asset,name,unit,depreciation\n"),
        "assets.csv: the table has no rows. Add rows, or remove the table",
    ),
    "cut off in a row": (
        cut("final_use.csv", 90),
        "final_use.csv row 3: 2 cells where the header has 6. Complete the row; the file may "
        "be cut off, or a comma stand in a text",
    ),
    "quote that does not end": (
        replace("products.csv", "Grain", '"Grain'),
        "products.csv row 4: not a CSV file (unexpected end of data). Check the quotes near "
        "this row; the file may be cut off",
    ),
    "not UTF-8": (
        put("needs.csv", b"need,name\nfood,Caf\xe9\n"),
        "needs.csv: not UTF-8: byte 18 (0xe9, row 2). Save the file as CSV UTF-8",
    ),
    "binary content": (
        put("needs.csv", b"need,name\nfood,\x00\x01\n"),
        "needs.csv row 2, column \"name\": '\\x00\\x01' has a character that cannot be seen. Take"
        " away line breaks and control characters",
    ),
    "unreadable": (
        lambda f: [remove("use.csv")(f), (f / "use.csv").mkdir()],
        "use.csv: cannot be read (Is a directory). Check the name and the rights of the file",
    ),
    "not Parquet": (
        lambda f: [remove("use.csv")(f), put("use.parquet", b"PAR1 and no more")(f)],
        "use.parquet: not a readable Parquet file (Could not open Parquet input source '<Buffer>': "
        "Parquet magic bytes not found in footer. Either the file is corrupted or this is not"
        " a parquet file.). Write the file again; it may be cut off",
    ),
    "both CSV and Parquet": (
        put("use.parquet", b"PAR1"),
        "use.parquet: table use is there as CSV and as Parquet. Remove one of the two files",
    ),
    "unknown file": (
        put("labor.csv", "a,b\n1,2\n"),
        "labor.csv: not a table of an economy, and not used. Rename or remove it. Did you "
        'mean "labour"?',
    ),
    "keys missing": (
        remove("economy.yaml"),
        "economy.yaml: the file is missing. Add it, with name, title, year, country, "
        "currency, population, source, licence",
    ),
    "YAML syntax": (
        replace("economy.yaml", "year: 2020", "year: [2020"),
        "economy.yaml line 4: not YAML: expected ',' or ']', but got ':'. Write `key: value`,"
        " one key per line",
    ),
    "YAML is a list": (
        put("economy.yaml", "- name\n- year\n"),
        "economy.yaml: holds no keys. Write `key: value`, one key per line",
    ),
    "unknown key": (
        replace("economy.yaml", "licence", "license"),
        'economy.yaml, key "license": unknown key. Did you mean "licence"?',
    ),
    "key twice": (
        replace("economy.yaml", "licence", "year: 2021\nlicence"),
        'economy.yaml line 8: not YAML: found duplicate key "year" with value "2021" '
        '(original value: "2020"). Write `key: value`, one key per line',
    ),
    "year is text": (
        replace("economy.yaml", "2020\n", "twenty\n"),
        'economy.yaml, key "year": "twenty" is not a number. Write the year of the accounts',
    ),
    "population of zero": (
        replace("economy.yaml", "1000.0", "0"),
        'economy.yaml, key "population": 0 is out of bounds. Write the people living in the '
        "economy in the year",
    ),
    "currency unknown": (
        replace("economy.yaml", "million CNY2020", "million shells"),
        'economy.yaml, key "currency": "million shells" is an unknown unit: "shells" is not '
        "known. Write money as CNY2020, mass as t, energy as kWh, time as h, people as "
        'person, and a thing that is counted as "piece" and its name',
    ),
}
