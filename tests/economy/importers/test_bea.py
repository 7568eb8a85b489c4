"""Make and use tables of BEA: by hand, in both layouts, faulty, and the real ones."""

from __future__ import annotations

import random
import time
from contextlib import suppress
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from bea_tables_by_hand import ADDED, COMMODITIES, INDUSTRIES, csv, folder, workbooks
from hypothesis import given, settings
from hypothesis import strategies as st

from commonweal.case.base_year import reproduce_base_year
from commonweal.economy.checks import check_economy
from commonweal.economy.economy import Economy
from commonweal.economy.importers.bea import read_bea
from commonweal.economy.importers.bea_accounts import imports_add_up, shared, within
from commonweal.economy.importers.imported import Imported
from commonweal.errors import EconomyError, Problems

WRONG = ("", "x", "nan", "1e400", "-5", "0.5", '"', "1,5", "111CA", "Used", "999999")
FAST = 5.0  # seconds, the goal for the detail table to a checked economy


@pytest.fixture
def found(tmp_path: Path) -> Imported:
    return read_bea(folder(tmp_path / "bea"), {})


def refused(path: Path, **options: str) -> str:
    """What is said of a folder that cannot be read."""
    with pytest.raises(EconomyError) as caught:
        read_bea(path, options)
    return str(caught.value)


def test_joint_products_and_by_products(found: Imported) -> None:
    """Proves: supply is the make table transposed, and scrap that farms sell is their by-product.
    Left in use it would be an input of -3; dropped, scrap would not balance."""
    supply = found.economy.supply
    assert supply.loc["111CA"].tolist() == [100, 5]
    assert supply.loc["Used"].tolist() == [3, 2]
    assert found.economy.use.loc["Used"].tolist() == [0, 4]
    assert any("by-products: 3" in note for note in found.assumed)


def test_negative_final_uses_stand_apart(found: Imported) -> None:
    """Proves: sold equipment and the adjustment for the rest of the world go to disposals, with
    what households import themselves left to them: -8 = 10 imported - 18 sold to foreigners.
    Clipped at zero, 9 of scrap and 18 of other would come from nowhere."""
    final = found.economy.final_use
    assert final.loc["Other", "F010"] == 10
    assert final.loc["Other", "disposals"] == -18
    assert final.loc["Used", "disposals"] == -9
    assert found.economy.categories.loc["disposals", "role"] == "other"
    assert final.loc["111CA", "F030"] == -5


def test_duties_are_delivered_with_imports(found: Imported) -> None:
    """Proves: imports stand at port value, and the duties that food's branch makes are delivered.
    With the net column of the use table imports would be 35 and food would have 1 too much."""
    economy = found.economy
    assert economy.imports_total.tolist() == [20, 0, 0, 16]
    assert economy.final_use["duties-carriage"].tolist() == [0, 1, 0, 0]


def test_imports_lie_between_nothing_and_use(found: Imported) -> None:
    """Proves: imported stocks that were drawn down (-1) are taken from the other users, and the
    total stays 20. Clipped, 21 would be imported."""
    imports = found.economy.imports
    assert imports is not None
    row = imports.loc["111CA"]
    assert row.sum() == 20
    assert row["F030"] == 0
    assert row["311FT"] == 14
    assert (imports.to_numpy() >= 0).all()


def test_rounding_is_a_category(found: Imported) -> None:
    """Proves: what is left over is visible: crops are short by 5 - 5 = 0, food by 1 and so on.
    Sources less uses: 105+20-80-45=0 for crops; 180-50-129-1=0; 5-4-10+9=0; 16-6-10-18+18=0."""
    economy = found.economy
    assert economy.final_use["rounding"].tolist() == [0, 0, 0, 0]
    assert economy.value_added is not None
    spent = economy.use.sum() + economy.value_added.sum()
    assert np.allclose(spent, economy.supply.sum())


def test_totals_are_given_back(found: Imported) -> None:
    """Proves: printed sums beside those of the economy; output is higher by the by-product alone.
    A table read twice or a row lost would show as a difference."""
    totals = found.totals.set_index("total")
    assert totals.loc["gross output", "difference"] == 3
    assert totals.loc["intermediate use", "difference"] == 3
    assert totals.loc["value added", "published"] == sum(map(sum, ADDED.values()))
    assert totals.loc["value added", "difference"] == 0
    assert totals.loc["final uses less imports", "difference"] == 0


def test_the_economy_is_sound_and_comes_back(found: Imported) -> None:
    """Proves: names, units and roles are there, no check fails, the base year is planned again."""
    economy = found.economy
    assert economy.products.loc["Used", "name"] == "Scrap"
    assert economy.products["unit"].unique().tolist() == ["million USD2023"]
    assert economy.meta.population == pytest.approx(334.9e6)
    assert check_economy(economy) == []
    assert reproduce_base_year(economy).worst < 1e-6


def test_workbooks_are_read_alike(found: Imported, tmp_path: Path) -> None:
    """Proves: the layout of BEA's workbooks gives the same economy as the CSV tables.
    A sum read as an industry, or '...' as a fault, would differ."""
    other = read_bea(workbooks(tmp_path / "books"), {})
    assert other.economy == found.economy
    assert any("sheet 2023" in line for line in other.read)
    published = other.totals.set_index("total")["published"]
    assert published["intermediate use"] == 137


def test_without_an_import_matrix(tmp_path: Path) -> None:
    """Proves: imports in one column, from the use table; duties are what is positive in it."""
    economy = read_bea(folder(tmp_path / "bea", imports=None), {}).economy
    assert economy.imports is not None
    assert economy.imports["total"].tolist() == [20, 0, 0, 16]
    assert economy.final_use["duties-carriage"].tolist() == [0, 1, 0, 0]
    assert economy.final_use.loc["Other", "disposals"] == -8


def test_a_later_year_needs_its_people(tmp_path: Path) -> None:
    """Proves: a year whose people are not known asks for them and does not take another's."""
    path = workbooks(tmp_path / "books", 2031)
    assert "the people of 2031 are not known" in refused(path)
    assert read_bea(path, {"population": "350000000"}).economy.meta.population == 350e6


def test_shuffled_tables_are_the_same_economy(found: Imported, tmp_path: Path) -> None:
    """Proves: order of rows and columns does not matter; by position farms ate food's inputs."""
    path = folder(tmp_path / "shuffled")
    for name in ("use_2023.csv", "make_2023.csv", "imports_2023.csv", "final_uses_2023.csv"):
        table = pd.read_csv(path / name, dtype=str).set_index("code")
        table.iloc[::-1, ::-1].to_csv(path / name)
    assert read_bea(path, {}).economy == found.economy


@pytest.mark.parametrize(
    "stem, text, said",
    [
        ("make", csv(COMMODITIES, {"111CA": (100, 0, 0, 0)}), "it has 311FT besides"),
        ("use", csv(("111CA", "999"), {"111CA": (1, 2)}), "lacks 311FT and has 999 besides"),
        ("value_added", csv(INDUSTRIES, {"V001": ("x", 2)}), '"x" is no number'),
        ("final_uses", csv(("F010",), {"111CA": (1,)}), "no column of imports"),
        ("value_added", None, "value_added_2023.csv: not found"),
        ("make", "code,111CA,111CA\n111CA,1,2\n", "no such rows"),
        ("use", "code,111CA\n111CA,1\n111CA,2\n", "stands there twice"),
    ],
)
def test_faulty_tables_are_named(tmp_path: Path, stem: str, text: str | None, said: str) -> None:
    """Proves: what does not fit is named with its code, and no economy comes of it."""
    assert said in refused(folder(tmp_path / "bea", **{stem: text}))


def test_more_than_rounding_is_refused(tmp_path: Path) -> None:
    """Proves: a make table of another year or price does not pass as rounding.
    Taken as rounding, 900 of food would be delivered nowhere."""
    wrong = csv(COMMODITIES, {"111CA": (100, 0, 0, 0), "311FT": (5, 1080, 2, 0)})
    said = refused(folder(tmp_path / "bea", make=wrong))
    assert "commodity 311FT: sources and uses differ by 900, more than rounding can be" in said
    assert "industry 311FT" in said


def test_the_folder_and_the_options_are_checked(tmp_path: Path) -> None:
    """Proves: a wrong folder, year or option is said in words."""
    assert "not a folder" in refused(tmp_path / "nothing")
    assert "no make and use tables" in refused(tmp_path)
    path = folder(tmp_path / "bea")
    assert "no tables of 1999. Choose a year of: 2023" in refused(path, year="1999")
    assert '"last" is no whole number' in refused(path, year="last")


@pytest.mark.parametrize("amount", [0.0, 1.0, 7.0, 9.5, 30.0])
def test_shared_amounts_add_up_and_fit(amount: float) -> None:
    """Proves: an amount is shared out in whole, no user gets more than its room."""
    room = np.array([0.0, 3.0, 10.0, 7.0])
    part = shared(amount, room)
    assert part.sum() == pytest.approx(min(amount, room.sum()))
    assert (part >= 0).all()
    assert (part <= room + 1e-9).all()


def test_imports_above_a_use_go_to_the_others() -> None:
    """Proves: farms use 3 and cannot import 8; the 5 too many go to food, which has room for 7.
    Kept, the imported part of farms' use would be more than the use."""
    part = pd.DataFrame({"farms": [8.0], "food": [1.0], "F030": [0.0]}, index=["crops"])
    whole = pd.DataFrame({"farms": [3.0], "food": [8.0], "F030": [0.0]}, index=["crops"])
    table = within(part, whole, pd.Series([9.0], index=["crops"]), notes := [])
    assert table.loc["crops"].tolist() == [3, 6, 0]
    assert "went to the other users: 5" in notes[0]


@settings(max_examples=60, deadline=None, derandomize=True)
@given(st.lists(st.tuples(st.integers(-9, 30), st.integers(0, 30)), min_size=2, max_size=6))
def test_imports_fit_whatever_the_matrix_says(cells: list[tuple[int, int]]) -> None:
    """Proves: for any matrix, imports of users lie within their use and keep the total, as long
    as all users together have room for it."""
    users = [f"user{n}" for n in range(len(cells))]
    part = pd.DataFrame([[float(c[0]) for c in cells]], columns=users)
    whole = pd.DataFrame([[float(c[1]) for c in cells]], columns=users)
    total = min(max(float(part.sum(axis=1).iloc[0]), 0.0), float(whole.sum(axis=1).iloc[0]))
    table = within(part, whole, pd.Series([total]), [])
    assert table.to_numpy().sum() == pytest.approx(total)
    assert (table.to_numpy() >= 0).all()
    assert (table.to_numpy() <= whole.to_numpy() + 1e-9).all()


def mutated(text: str, chance: random.Random) -> bytes:
    """A text with one cell, line, label or byte changed, or cut off."""
    kind = chance.choice(("cell", "line", "label", "byte", "cut"))
    if kind == "byte":
        raw = bytearray(text.encode())
        raw[chance.randrange(len(raw))] = chance.randrange(256)
        return bytes(raw)
    if kind == "cut":
        return text[: chance.randrange(len(text))].encode()
    lines = text.splitlines()
    at = chance.randrange(len(lines))
    cells = lines[at].split(",")
    cells[0 if kind == "label" else chance.randrange(len(cells))] = chance.choice(WRONG)
    lines[at] = ",".join(cells)
    if kind == "line":
        del lines[at]
    return "\n".join(lines).encode()


@pytest.mark.parametrize("seed", range(4))
def test_mutations_are_named_or_give_a_sound_economy(tmp_path: Path, seed: int) -> None:
    """Proves: 25 changes a seed, each refused in words or an economy that balances; a traceback
    of pandas would show here."""
    chance = random.Random(seed)
    for number in range(25):
        path = folder(tmp_path / str(number))
        target = chance.choice(sorted(path.iterdir()))
        target.write_bytes(mutated(target.read_text(encoding="utf-8"), chance))
        with suppress(EconomyError):
            assert check_economy(read_bea(path, {}).economy) == []


def test_a_broken_workbook_is_named(tmp_path: Path) -> None:
    """Proves: a workbook that was cut off is said to be none, by its name."""
    path = workbooks(tmp_path / "books")
    use = next(path.glob("IOUse*"))
    use.write_bytes(use.read_bytes()[:-900])
    assert "IOUse_Before_Redefinitions_PRO_1997-2023_Summary.xlsx: is no workbook" in refused(path)


@pytest.mark.raw_data
@pytest.mark.parametrize("year", ["2017", "2022", "2023"])
def test_the_summary_tables(raw_data: Path, year: str) -> None:
    """Proves: three years of the real tables are sound, and GDP is BEA's.
    19.612, 26.007 and 27.721 trillion USD."""
    found = read_bea(raw_data / "usa-bea-summary", {"year": year})
    known = {"2017": 19_612_097, "2022": 26_006_893, "2023": 27_720_704}
    assert check_economy(found.economy) == []
    totals = found.totals.set_index("total")
    assert totals.loc["value added", "obtained"] == known[year]
    assert abs(totals.loc["final uses less imports", "difference"]) <= 10
    assert found.economy.supply.shape == (73, 71)
    assert found.economy.final_use["rounding"].abs().max() <= 7


@pytest.mark.raw_data
def test_the_detail_table_is_read_quickly(raw_data: Path) -> None:
    """Proves: 402 products to a checked economy within five seconds of one core."""
    start = time.process_time()
    found = read_bea(raw_data / "usa-bea-detail-2017", {})
    assert check_economy(found.economy) == []
    assert time.process_time() - start < FAST
    assert found.economy.supply.shape == (402, 402)


@pytest.mark.raw_data
def test_the_base_year_of_the_real_table_comes_back(raw_data: Path) -> None:
    """Proves: the real summary table of 2017 is planned as its accounts say."""
    economy: Economy = read_bea(raw_data / "usa-bea-summary", {"year": "2017"}).economy
    assert reproduce_base_year(economy).worst < 1e-6


def test_imports_of_users_must_add_up() -> None:
    """Proves: an import matrix whose users miss the total by more than rounding is refused by row.

    Two exchanged cells would else be spread over the users of both rows, in silence.
    """
    matrix = pd.DataFrame(
        {"a": [40.0, 5.0], "b": [10.0, 900.0], "F050": [-50.0, -905.0]}, index=["x", "y"]
    )
    problems = Problems()
    imports_add_up(matrix, "F050", problems)
    assert not len(problems)
    matrix.loc[["x", "y"], "b"] = [900.0, 10.0]
    imports_add_up(matrix, "F050", problems)
    assert [problem.where for problem in problems] == [
        "imports, commodity x",
        "imports, commodity y",
    ]
