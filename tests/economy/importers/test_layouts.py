"""One pair of tables in many layouts gives one economy."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import made_tables as made
import pytest

from commonweal.economy.economy import Economy, differences
from commonweal.economy.importers import import_table

Sections = dict[str, Any]
Layout = Callable[[Path], tuple[Path, Sections]]


def plain(folder: Path) -> tuple[Path, Sections]:
    """Two CSV files."""
    made.write_plain(folder)
    return folder, made.with_names(made.mapping())


def decimal_comma(folder: Path) -> tuple[Path, Sections]:
    """Semicolons, decimal comma, points between thousands; numbers in thousands."""

    def written(cell: object) -> object:
        if not isinstance(cell, int):
            return cell
        return f"{cell * 1000:,.1f}".translate(str.maketrans(",.", ".,"))

    for name, rows in (("supply", made.supply_rows()), ("use", made.use_rows())):
        texts = [[written(cell) for cell in row] for row in rows]
        made.write_csv(folder / f"{name}.csv", texts, ";")
    sections = made.with_names(made.mapping())
    for table in sections["tables"].values():
        table["delimiter"] = ";"
    sections["numbers"] = {"unit": "thousand EUR2019", "decimal": ",", "thousands": "."}
    return folder, sections


def offset_sheets(folder: Path) -> tuple[Path, Sections]:
    """A book whose tables begin in C5 and B3, with titles, unit and notes around them."""
    title: made.Rows = [["Supply 2019"], ["million euro"], [], []]
    supply = title + [[None, None, *row] for row in made.supply_rows()] + [["Source: us"]]
    use = [["Use"], []] + [[None, *row] for row in made.use_rows()] + [[], ["Note 1: none"]]
    made.write_sheets(folder / "sut.xlsx", {"Notes": [["x"]], "Supply": supply, "Use": use})
    sections = made.with_names(
        made.mapping(
            supply={"sheet": "Supply", "row_labels": "C", "row_names": "D", "column_labels": 5}
            | {"expect": {"A2": "million euro"}},
            use={"sheet": 3, "row_labels": "B", "row_names": "C", "column_labels": 3},
        )
    )
    return folder / "sut.xlsx", sections


def make_table(folder: Path) -> tuple[Path, Sections]:
    """Supply turned round: a make table, activities in rows."""
    turned = [list(row) for row in zip(*made.supply_rows(), strict=True)]
    made.write_csv(folder / "supply.csv", turned)
    made.write_csv(folder / "use.csv", made.use_rows())
    sections = made.mapping()
    sections["tables"]["use"]["row_names"] = "B"
    sections["tables"]["supply"] |= {"rows": "3-10"}
    sections["products"] = {"table": "supply", "columns": made.PRODUCTS}
    sections["activities"] = {"table": "supply", "rows": made.ACTIVITIES}
    sections["supply"]["transposed"] = True
    sections["imports"]["transposed"] = True
    sections["valuation"]["transposed"] = True
    for total in sections["totals"]:
        if total["table"] == "supply" and total["by"] == "all":
            total["row"], total["column"] = total["column"], total["row"]
        elif total["table"] == "supply":
            side = "column" if "column" in total else "row"
            total["row" if side == "column" else "column"] = total.pop(side)
    return folder, sections


def long_lines(folder: Path) -> tuple[Path, Sections]:
    """One CSV file of lines: year, table, product, industry, value; other years beside."""
    lines: made.Rows = [["TIME", "TABLE", "PROD", "INDUSE", "OBS_VALUE"]]
    for table, rows in (("S", made.supply_rows()), ("U", made.use_rows())):
        head = rows[0]
        for row in rows[1:]:
            for at in range(2, len(row)):
                if row[at] != 0:
                    lines.append([2019, table, row[0], head[at], row[at]])
                lines.append([2018, table, row[0], head[at], 7])
    made.write_csv(folder / "sut.csv", lines)
    long = {"layout": "long", "row": "PROD", "column": "INDUSE", "value": "OBS_VALUE"}
    sections = made.mapping(
        supply={**long, "where": {"TIME": 2019, "TABLE": "S"}},
        use={**long, "where": {"TIME": "2019", "TABLE": "U"}},
    )
    return folder / "sut.csv", sections


def prefixes(folder: Path) -> tuple[Path, Sections]:
    """Labels with prefixes in one table, other names for two of them, marks for nought, flags."""
    made.write_csv(folder / "supply.csv", made.supply_rows())
    use = [
        [f"CPA_{row[0]}" if row[0] in made.PRODUCTS else row[0], *row[1:]]
        for row in made.use_rows()
    ]
    texts = [
        ["-" if cell == 0 else f"{cell} p" if cell == 99 else cell for cell in row] for row in use
    ]
    texts[0][2] = "Farms\nand gardens"
    made.write_csv(folder / "use.csv", texts)
    sections = made.with_names(made.mapping())
    sections["tables"]["use"] |= {
        "row_prefix": "CPA_",
        "rename_columns": {"Farms and gardens": "farm"},
        "numbers": {"zero_marks": ["-"], "flags": ["p"]},
    }
    return folder, sections


def by_order(folder: Path) -> tuple[Path, Sections]:
    """A use table whose rows and columns have only numbers; the order is that of supply."""
    made.write_csv(folder / "supply.csv", made.supply_rows())
    use = made.use_rows()
    inner = [["", 1, 2, 3], *([at, *row[2:5]] for at, row in enumerate(use[1:4], start=1))]
    made.write_csv(folder / "inner.csv", inner)
    made.write_csv(folder / "use.csv", use)
    sections = made.with_names(made.mapping())
    sections["tables"]["inner"] = {
        "file": "inner.csv",
        "rows_are": "products",
        "columns_are": "activities",
    }
    sections["use"]["table"] = "inner"
    return folder, sections


def shuffled(folder: Path) -> tuple[Path, Sections]:
    """Rows and columns in another order in each file."""
    supply, use = made.supply_rows(), made.use_rows()
    made.write_csv(folder / "supply.csv", [supply[0], *supply[:0:-1]])
    order = [0, 1, *range(len(use[0]) - 1, 1, -1)]
    turned = [[row[at] for at in order] for row in use]
    made.write_csv(
        folder / "use.csv", [turned[0], turned[3], turned[7], *turned[4:7], *turned[1:3]]
    )
    return folder, made.with_names(made.mapping())


LAYOUTS: list[Layout] = [
    decimal_comma,
    offset_sheets,
    make_table,
    long_lines,
    prefixes,
    by_order,
    shuffled,
]


def economy_of(folder: Path, layout: Layout) -> Economy:
    """The economy that a layout gives."""
    folder.mkdir()
    path, sections = layout(folder)
    mapping = made.write_mapping(folder / "mapping.yaml", sections)
    return import_table("generic", path, {"mapping": str(mapping)}).economy


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.__name__)
def test_every_layout_gives_the_same_economy(layout: Layout, tmp_path: Path) -> None:
    """Proves: places, order, orientation, units and signs of a layout have no influence; a table
    read turned round or a thousand times too large would differ."""
    first, second = economy_of(tmp_path / "a", plain), economy_of(tmp_path / "b", layout)
    if layout is decimal_comma:  # 1000 and 1/1000 do not cancel to the last digit
        for name, table in first.tables().items():
            numbers = table.select_dtypes("number")
            other = second.tables()[name].select_dtypes("number")
            assert (numbers - other).abs().to_numpy().max(initial=0) < 1e-12
    else:
        assert differences(first, second) == []


def test_a_rectangular_pair_loads(tmp_path: Path) -> None:
    """Proves: more products than activities, with joint products, need nothing but a mapping; a
    table taken as square would lose the third product."""
    supply: made.Rows = [["", "x", "y", "M"], ["p", 8, 1, 1], ["q", 2, 5, 0], ["r", 0, 4, 2]]
    use: made.Rows = [["", "x", "y", "C"], ["p", 1, 2, 7], ["q", 1, 1, 5], ["r", 2, 0, 4]]
    made.write_sheets(tmp_path / "sut.xlsx", {"S": supply, "U": use})
    sections = {
        "economy": made.keys(),
        "tables": {"s": {"sheet": "S"}, "u": {"sheet": "U"}},
        "products": {"table": "s", "rows": "2-4"},
        "activities": {"table": "s", "columns": "B-C"},
        "supply": {"table": "s"},
        "use": {"table": "u"},
        "final_use": {"table": "u", "categories": {"C": "household"}},
        "imports": {"table": "s", "columns": "M"},
    }
    mapping = made.write_mapping(tmp_path / "m.yaml", sections)
    result = import_table("generic", tmp_path / "sut.xlsx", {"mapping": str(mapping)})
    assert result.economy.supply.shape == (3, 2)
    assert result.economy.supply.sum(axis=0).tolist() == [10, 10]
    assert result.economy.imports_total["r"] == 2


def test_regions_are_joined_into_labels(tmp_path: Path) -> None:
    """Proves: region and sector in two rows and two columns of merged cells make one label each;
    without carrying the region on, three of four columns would have none."""
    rows: made.Rows = [
        ["", "", "N", None, "S", None, "N", "S"],
        ["", "", "a", "b", "a", "b", "C", "C"],
        ["N", "a", 1, 2, 0, 1, 5, 1],
        [None, "b", 0, 1, 1, 0, 4, 0],
        ["S", "a", 2, 0, 1, 1, 0, 3],
        [None, "b", 1, 1, 0, 1, 2, 6],
    ]
    made.write_sheets(tmp_path / "w.xlsx", {"W": rows})
    sections = {
        "economy": made.keys(),
        "tables": {"w": {"row_labels": ["A", "B"], "column_labels": [1, 2], "merged": True}},
        "products": {"table": "w", "rows": "3-6"},
        "use": {"table": "w"},
        "final_use": {
            "table": "w",
            "categories": {"N_C": {"role": "household"}, "S_C": {"role": "household"}},
        },
    }
    mapping = made.write_mapping(tmp_path / "m.yaml", sections)
    economy = import_table("generic", tmp_path / "w.xlsx", {"mapping": str(mapping)}).economy
    assert list(economy.products.index) == ["N_a", "N_b", "S_a", "S_b"]
    assert economy.use.loc["S_a", "N_a"] == 2
    assert economy.supply.sum(axis=1).tolist() == [10, 6, 7, 11]
