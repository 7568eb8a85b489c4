"""Layouts in which statistics offices publish, with the numbers solved by hand in made_tables."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import made_tables as made
import pytest

from commonweal.economy.economy import Economy
from commonweal.economy.importers import import_table
from commonweal.errors import EconomyError

PLAIN_VALUATION = {"table": "supply", "margins": "margins", "taxes": "taxes"}


def economy_of(path: Path, folder: Path, sections: dict[str, Any]) -> Economy:
    """What a mapping makes of a file or folder."""
    mapping = made.write_mapping(folder / "m.yaml", sections)
    return import_table("generic", path, {"mapping": str(mapping)}).economy


def as_solved(economy: Economy) -> None:
    """The economy is the one solved by hand."""
    for (product, activity), value in made.BASIC_USE.items():
        assert economy.use.loc[product, activity] == pytest.approx(value, rel=1e-12)
    for (product, category), value in made.BASIC_FINAL.items():
        assert economy.final_use.loc[product, category] == pytest.approx(value, rel=1e-12)
    assert economy.use.to_numpy().sum() == pytest.approx(38)
    assert economy.imports_total.tolist() == [10, 20, 0]


def test_file_of_eurostat(tmp_path: Path) -> None:
    """Proves: the tab-separated file of Eurostat's database, keys joined by commas, a column for
    each year, ":" for nothing and flags behind numbers, needs only a mapping."""
    lines = ["freq,unit,induse,prod_na,geo\\TIME_PERIOD\t2018 \t2019 "]
    for table, rows in (("SUP", made.supply_rows()), ("USE", made.use_rows())):
        head = rows[0]
        for row in rows[1:]:
            for at in range(2, len(row)):
                cell = ": " if row[at] == 0 else f"{row[at]} p" if at == 4 else f"{row[at]} "
                lines.append(f"A,MIO_{table},{head[at]},CPA_{row[0]},SM\t7 \t{cell}")
    file = tmp_path / "naio.tsv"
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    long = {
        "also_delimiters": ["\t"],
        "layout": "long",
        "row": "prod_na",
        "column": "induse",
        "value": "2019",
        "row_prefix": "CPA_",
    }
    sections = made.mapping(
        supply={**long, "where": {"unit": "MIO_SUP"}}, use={**long, "where": {"unit": "MIO_USE"}}
    )
    sections["numbers"] = {"zero_marks": [":"], "flags": ["p"]}
    as_solved(economy_of(file, tmp_path, sections))


def test_three_sheets_with_final_demand_apart(tmp_path: Path) -> None:
    """Proves: supply, intermediate consumption and final demand on sheets of their own, with titles
    above, codes above names, marks for nought and notes below, need only a mapping."""
    use = made.use_rows()
    inner = [["Table 2a"], ["GBP million"], ["", "", *made.ACTIVITIES], ["", "", *"XYZ"]]
    inner += [[row[0], row[1], *row[2:5]] for row in use[1:]]
    final = [["Table 2b"], [], ["", "", "HH", "GFCF"]]
    final += [[row[0], row[1], *(cell or "-" for cell in row[6:8])] for row in use[1:4]]
    supply = [["Table 1"], [], *made.supply_rows(), [], ["1. Not seasonally adjusted"]]
    made.write_sheets(tmp_path / "bb.xlsx", {"T1": supply, "T2a": inner, "T2b": final})
    sections = made.mapping(
        supply={"sheet": "T1", "column_labels": 3, "columns": "C-J"},
        use={"sheet": "T2a", "column_labels": 3, "row_names": "B", "expect": {"A2": "GBP million"}},
        final={"sheet": "T2b", "column_labels": 3, "columns": "C-D"},
    )
    sections["tables"]["use"]["ignore_rows"] = []
    sections["numbers"] = {"zero_marks": ["-"]}
    sections["final_use"] = {
        "table": "use",
        "categories": {
            "household": {"role": "household", "columns": "HH", "table": "final"},
            "investment": {"role": "investment", "columns": "GFCF", "table": "final"},
        },
    }
    sections["totals"] = [t for t in sections["totals"] if "final_use" not in t["of"]]
    sections["totals"] = [t for t in sections["totals"] if t.get("column") != "inside"]
    as_solved(economy_of(tmp_path / "bb.xlsx", tmp_path, sections))


def test_margins_taxes_and_imports_in_several_columns(tmp_path: Path) -> None:
    """Proves: imports with an adjustment to f.o.b., two kinds of margins, duties, and subsidies
    that are shown positive, are added up with their signs. With subsidies added, taxes on tools
    would be 16 instead of 10."""
    head = ["", *made.ACTIVITIES, "MCIF", "MADJ", "TRADE", "TRANS", "MDTY", "TOP", "SUB"]
    rows: made.Rows = [
        head,
        ["grain", *made.SUPPLY[0], 11, -1, 6, 4, 0, 0, 0],
        ["tools", *made.SUPPLY[1], 20, 0, 7, 3, 4, 9, 3],
        ["trade", *made.SUPPLY[2], 0, 0, -13, -7, 0, 0, 0],
    ]
    made.write_csv(tmp_path / "supply.csv", rows)
    made.write_csv(tmp_path / "use.csv", made.use_rows())
    sections = made.mapping()
    sections["tables"]["use"]["row_names"] = "B"
    sections["imports"]["columns"] = ["MCIF", "MADJ"]
    sections["valuation"] = {
        "table": "supply",
        "margins": ["TRADE", "TRANS"],
        "taxes": ["MDTY", "TOP", "SUB"],
        "negative": ["SUB"],
    }
    sections["totals"] = [t for t in sections["totals"] if t["table"] == "use"]
    as_solved(economy_of(tmp_path, tmp_path, sections))


def test_table_of_many_regions(tmp_path: Path) -> None:
    """Proves: a table of countries by industries, as the OECD prints it, takes one pattern for all
    its columns of final use, and rows of taxes and value added below; with one category left out,
    output would fall short of the printed column."""
    rows: made.Rows = [
        [
            "V1",
            "AAA_01",
            "AAA_02",
            "BBB_01",
            "AAA_HFCE",
            "AAA_GFCF",
            "BBB_HFCE",
            "BBB_INVNT",
            "OUT",
        ],
        ["AAA_01", 1, 2, 3, 4, 0, 1, -1, 10],
        ["AAA_02", 2, 1, 0, 3, 5, 1, 0, 12],
        ["BBB_01", 0, 1, 2, 1, 0, 5, 1, 10],
        ["TLS", 1, 1, 0, 0, 0, 0, 0, None],
        ["VA", 6, 7, 5, None, None, None, None, None],
        ["OUT", 10, 12, 10, None, None, None, None, None],
    ]
    made.write_csv(tmp_path / "icio.csv", rows)
    sections = {
        "economy": made.keys(),
        "tables": {"icio": {}},
        "products": {"table": "icio", "rows": {"matching": "[A-Z]{3}_[0-9]+"}},
        "use": {"table": "icio"},
        "final_use": {
            "table": "icio",
            "roles": {
                ".*_HFCE": "household",
                ".*_GFCF": "investment",
                ".*_INVNT": "stock_building",
            },
        },
        "value_added": {"table": "icio", "items": {"taxes": "TLS", "value-added": "VA"}},
        "totals": [
            {"of": ["use", "final_use"], "by": "product", "table": "icio", "column": "OUT"},
            {"of": ["use", "value_added"], "by": "activity", "table": "icio", "row": "OUT"},
        ],
    }
    economy = economy_of(tmp_path / "icio.csv", tmp_path, sections)
    assert economy.supply.sum(axis=1).tolist() == [10, 12, 10]
    assert economy.categories["role"]["BBB_INVNT"] == "stock_building"
    assert economy.regions is None
    sections["regions"] = {
        "people": {
            "AAA": {"name": "First", "population": 700},
            "BBB": {"name": "Second", "population": 300},
        }
    }
    economy = economy_of(tmp_path / "icio.csv", tmp_path, sections)
    assert economy.regions is not None
    assert economy.regions["population"].to_dict() == {"AAA": 700, "BBB": 300}
    assert economy.products["region"].tolist() == ["AAA", "AAA", "BBB"]
    assert economy.categories["region"]["BBB_HFCE"] == "BBB"
    del sections["regions"]["people"]["BBB"]
    with pytest.raises(EconomyError, match='"BBB_01" begins with no region'):
        economy_of(tmp_path / "icio.csv", tmp_path, sections)


def test_hours_and_persons_below_the_table(tmp_path: Path) -> None:
    """Proves: rows of hours and persons become work and workers, each in its own unit; a thousand
    persons read as one would give 2 million hours for each."""
    rows = [*made.use_rows()]
    rows.append(["H", "hours", 100, 60, 40, 200, 0, 0, 0, 200])
    rows.append(["P", "persons", 50, 30, 20, 100, 0, 0, 0, 100])
    made.write_csv(tmp_path / "supply.csv", made.supply_rows())
    made.write_csv(tmp_path / "use.csv", rows)
    sections = made.with_names(made.mapping())
    sections["labour"] = {
        "table": "use",
        "types": {"all": {"hours": "H", "persons": "P", "name": "All workers"}},
        "hours_unit": "million h",
        "persons_unit": "thousand person",
    }
    economy = economy_of(tmp_path, tmp_path, sections)
    assert economy.labour is not None
    assert economy.labour_types is not None
    assert economy.labour.loc["all"].tolist() == [100e6, 60e6, 40e6]
    assert economy.labour_types.loc["all", "workers"] == 100_000
    assert economy.labour_types.loc["all", "hours_per_worker"] == 2000


def test_products_in_kind(tmp_path: Path) -> None:
    """Proves: a table whose rows have their own units keeps them; read as money, its incomes would
    be taken for its output."""
    rows: made.Rows = [
        ["", "unit", "group", "a", "b", "C"],
        ["a", "kt", "food", 1, 2, 7],
        ["b", "GWh", "energy", 3, 1, 6],
    ]
    made.write_csv(tmp_path / "t.csv", rows)
    at = {"table": "t", "rows": ["a", "b"]}
    sections = {
        "economy": made.keys(),
        "tables": {"t": {}},
        "products": at | {key: {"table": "t", "column": key[:-1]} for key in ("units", "groups")},
        "use": {"table": "t"},
        "final_use": {"table": "t", "categories": {"C": "household"}},
    }
    economy = economy_of(tmp_path / "t.csv", tmp_path, sections)
    assert economy.products["unit"].tolist() == ["kt", "GWh"]
    assert economy.products["group"].tolist() == ["food", "energy"]
    assert economy.activities["unit"].tolist() == ["kt", "GWh"]
