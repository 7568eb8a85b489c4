"""What is done with tables on their way to basic prices: solved by hand."""

from __future__ import annotations

from pathlib import Path

import made_tables as made
import pytest

from commonweal.economy.importers import import_table
from commonweal.economy.importers.imported import Imported
from commonweal.errors import EconomyError


def imported(folder: Path, sections: dict | None = None) -> Imported:
    """The plain layout, or the mapping given, imported."""
    path = made.write_plain(folder)
    if sections is not None:
        path = made.write_mapping(folder / "other.yaml", sections)
    return import_table("generic", folder, {"mapping": str(path)})


def test_basic_prices_by_hand(tmp_path: Path) -> None:
    """Proves: margins become deliveries of trade and taxes an income, cell by cell as solved by
    hand. With margins left in, households would take 99 of grain instead of 90."""
    economy = imported(tmp_path).economy
    for (product, activity), value in made.BASIC_USE.items():
        assert economy.use.loc[product, activity] == pytest.approx(value, rel=1e-14)
    for (product, category), value in made.BASIC_FINAL.items():
        assert economy.final_use.loc[product, category] == pytest.approx(value, rel=1e-14)
    assert economy.use.to_numpy().sum() == pytest.approx(sum(made.BASIC_USE.values()))
    assert economy.final_use.to_numpy().sum() == pytest.approx(sum(made.BASIC_FINAL.values()))
    assert economy.value_added is not None
    assert economy.value_added.loc["taxes-on-products"].tolist() == pytest.approx([2, 0, 1])
    assert economy.imports_total.tolist() == [10, 20, 0]


def test_columns_still_sum_to_output(tmp_path: Path) -> None:
    """Proves: after the change of prices inputs and incomes of every activity are its output; a
    tax lost on the way would leave the farm at 88 of 90."""
    economy = imported(tmp_path).economy
    assert economy.value_added is not None
    spent = economy.use.sum(axis=0) + economy.value_added.sum(axis=0)
    assert spent.tolist() == pytest.approx([90, 60, 30], rel=1e-14)


def test_each_kind_of_margin_is_delivered_by_its_own_service(tmp_path: Path) -> None:
    """Proves: trade margins are delivered by shops and transport margins by carriers. A pays 5 of
    trade and 1 of transport, B none of trade and 2 of transport; mixed up in proportion, B would
    use 1.25 of shops."""
    supply: made.Rows = [
        ["", "x", "T", "C"],
        ["a", 10, 5, 1],
        ["b", 10, 0, 2],
        ["shops", 5, -5, 0],
        ["carriers", 3, 0, -3],
    ]
    use: made.Rows = [["", "x", "A", "B"], ["a", 0, 16, 0], ["b", 0, 0, 12]]
    use += [["shops", 0, 0, 0], ["carriers", 0, 0, 0]]
    made.write_sheets(tmp_path / "t.xlsx", {"S": supply, "U": use})
    sections = {
        "economy": made.keys(),
        "tables": {"s": {"sheet": "S"}, "u": {"sheet": "U"}},
        "products": {"table": "s", "rows": "2-5"},
        "activities": {"table": "s", "columns": ["x"]},
        "supply": {"table": "s"},
        "use": {"table": "u"},
        "final_use": {"table": "u", "categories": {"A": "household", "B": "government"}},
        "valuation": {"table": "s", "margins": ["T", "C"]},
    }
    path = made.write_mapping(tmp_path / "m.yaml", sections)
    final = import_table("generic", tmp_path / "t.xlsx", {"mapping": str(path)}).economy.final_use
    assert final["A"].tolist() == pytest.approx([10, 0, 5, 1])
    assert final["B"].tolist() == pytest.approx([0, 10, 0, 2])


def test_margins_that_do_not_cancel_are_refused(tmp_path: Path) -> None:
    """Proves: a column of margins without its services is named, not spread over everything."""
    rows = made.supply_rows()
    for row in rows[1:]:
        if row[0] == "trade":
            row[7], row[9] = 0, 30
    made.write_plain(tmp_path)
    made.write_csv(tmp_path / "supply.csv", rows)
    sections = made.with_names(made.mapping())
    sections["totals"] = []
    sections["tables"]["supply"] |= {"ignore_rows": ["total"], "ignore_columns": ["made", "total"]}
    sections["tables"]["use"] |= {
        "ignore_rows": ["total", "P1"],
        "ignore_columns": ["inside", "final", "total"],
    }
    path = made.write_mapping(tmp_path / "other.yaml", sections)
    with pytest.raises(EconomyError, match="margins of all products sum to 20, not to 0"):
        import_table("generic", tmp_path, {"mapping": str(path)})


def test_a_row_that_is_no_product_is_spread(tmp_path: Path) -> None:
    """Proves: purchases of residents abroad, 22 imported and consumed, go to grain (99 of 109) and
    trade (10 of 109) in both columns, so that every product still balances."""
    made.write_plain(tmp_path)
    supply, use = made.supply_rows(), made.use_rows()
    supply.insert(4, ["abroad", "abroad", 0, 0, 0, 0, 22, 0, 0, 22])
    use.insert(4, ["abroad", "abroad", 0, 0, 0, 0, 22, 0, 22, 22])
    supply[-1][6] = 52
    use[5][6] = 131
    made.write_csv(tmp_path / "supply.csv", supply)
    made.write_csv(tmp_path / "use.csv", use)
    sections = made.with_names(made.mapping())
    sections["spread"] = {"abroad": "household"}
    sections["valuation"] = {"table": "supply", "margins": [], "taxes": []}
    path = made.write_mapping(tmp_path / "other.yaml", sections)
    with pytest.raises(EconomyError) as caught:  # without margins the pair does not balance
        import_table("generic", tmp_path, {"mapping": str(path)})
    assert "margins" in str(caught.value) or "difference.within" in str(caught.value)
    sections["valuation"] = {"table": "supply", "margins": "margins", "taxes": "taxes"}
    path = made.write_mapping(tmp_path / "third.yaml", sections)
    economy = import_table("generic", tmp_path, {"mapping": str(path)}).economy
    assert economy.imports_total["grain"] == pytest.approx(10 + 22 * 99 / 109)
    assert economy.imports_total["trade"] == pytest.approx(22 * 10 / 109)
    assert economy.imports_total.sum() == pytest.approx(52)


def symmetric(folder: Path, rows: made.Rows, sections: dict) -> Imported:
    """A symmetric table of two sectors in one CSV file."""
    made.write_csv(folder / "io.csv", rows)
    base = {
        "economy": made.keys(),
        "tables": {"io": {}},
        "products": {"table": "io", "rows": ["a", "b"]},
        "use": {"table": "io"},
        "final_use": {"table": "io", "categories": {"C": "household", "X": "exports"}},
    }
    path = made.write_mapping(folder / "io.yaml", base | sections)
    return import_table("generic", folder / "io.csv", {"mapping": str(path)})


def test_negative_column_of_imports(tmp_path: Path) -> None:
    """Proves: in a table of total use with imports below zero, output is use less imports: a makes
    10 + 20 + 30 + 5 - 15 = 50. With the sign ignored it would make 80."""
    rows: made.Rows = [
        ["", "a", "b", "C", "X", "M", "out"],
        ["a", 10, 20, 30, 5, -15, 50],
        ["b", 5, 10, 40, 5, 0, 60],
        ["v", 35, 30, 0, 0, 0, 0],
    ]
    sections = {
        "imports": {"table": "io", "columns": "M", "negative": True},
        "value_added": {"table": "io", "items": {"income": "v"}},
        "totals": [{"of": "supply", "by": "product", "table": "io", "column": "out"}],
    }
    with pytest.raises(EconomyError, match='no "supply" to add up'):
        symmetric(tmp_path, rows, sections)
    sections["totals"] = [
        {"of": ["use", "final_use", "-imports"], "by": "product", "table": "io", "column": "out"}
    ]
    result = symmetric(tmp_path, rows, sections)
    assert result.economy.supply.to_numpy().tolist() == [[50, 0], [0, 60]]
    assert result.economy.imports_total.tolist() == [15, 0]
    assert result.totals["difference"].tolist() == [0]


def test_row_of_imports_becomes_a_product(tmp_path: Path) -> None:
    """Proves: in a table of home products with one row of imports, that row is a product of its
    own that nobody makes; added to the home products it would raise the output of a."""
    rows: made.Rows = [
        ["", "a", "b", "C", "X"],
        ["a", 10, 20, 15, 5],
        ["b", 5, 10, 40, 5],
        ["M", 7, 3, 12, 0],
        ["v", 28, 27, 0, 0],
    ]
    economy = symmetric(
        tmp_path,
        rows,
        {
            "use": {"table": "io", "domestic": True},
            "final_use": {
                "table": "io",
                "domestic": True,
                "categories": {"C": "household", "X": "exports"},
            },
            "imports": {"table": "io", "row": "M", "product": "foreign"},
            "value_added": {"table": "io", "items": {"income": "v"}},
        },
    ).economy
    assert list(economy.products.index) == ["a", "b", "foreign"]
    assert economy.use.loc["foreign"].tolist() == [7, 3]
    assert economy.final_use.loc["foreign"].tolist() == [12, 0]
    assert economy.imports_total.tolist() == [0, 0, 22]
    assert economy.supply.sum(axis=1).tolist() == [50, 60, 0]


def test_home_and_imported_blocks(tmp_path: Path) -> None:
    """Proves: blocks of home and imported products under each other on one sheet, with the same
    codes, are added up to use, and imports are kept by user."""
    rows: made.Rows = [
        ["home", "a", "b", "C", "X"],
        ["a", 10, 20, 15, 5],
        ["b", 5, 10, 40, 5],
        ["imported", "a", "b", "C", "X"],
        ["a", 1, 2, 3, 0],
        ["b", 0, 4, 0, 6],
    ]
    economy = symmetric(
        tmp_path,
        rows,
        {
            "tables": {"io": {"rows": "2-3"}, "foreign": {"rows": "5-6"}},
            "use": {"table": "io", "domestic": True},
            "final_use": {
                "table": "io",
                "domestic": True,
                "categories": {"C": "household", "X": "exports"},
            },
            "imported_use": {"table": "foreign"},
            "imported_final_use": {"table": "foreign"},
        },
    ).economy
    assert economy.use.to_numpy().tolist() == [[11, 22], [5, 14]]
    assert economy.supply.sum(axis=1).tolist() == [50, 60]
    assert economy.imports is not None
    assert economy.imports.loc["b"].to_dict() == {"a": 0, "b": 4, "C": 0, "X": 6}
