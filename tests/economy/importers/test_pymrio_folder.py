"""Economies to pymrio and back, and systems of others."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pandas as pd
import pytest

from commonweal.economy.economy import differences
from commonweal.economy.importers import import_table, pymrio_library
from commonweal.economy.importers.pymrio_folder import read_pymrio, write_pymrio
from commonweal.economy.tables import bundled_economies, read_economy, write_economy
from commonweal.errors import EconomyError

pymrio = pytest.importorskip("pymrio", reason="NOT TESTED: pymrio is not installed")
DOCS = Path(__file__).parents[3] / "docs" / "examples"
BOOK_SIZE = 200  # products
ECONOMIES = [
    pytest.param(meta.name, marks=pytest.mark.slow) if meta.name.startswith("world") else meta.name
    for meta in bundled_economies()
]
FOREIGN = {"year": "2010", "population": "7e9"}


@pytest.mark.parametrize("name", [*ECONOMIES, "three-products"])
def test_folder_excel_pymrio_and_back(name: str, tmp_path: Path) -> None:
    """Proves: economy, folder, book, pymrio, economy: every number, label, unit and key the same,
    to the last digit. A world table goes without the book, whose two million cells take minutes."""
    source = str(DOCS / name / "economy") if name == "three-products" else name
    economy = read_economy(source)
    world = len(economy.products) > BOOK_SIZE
    copy = write_economy(economy, tmp_path / "folder", "parquet" if world else "csv")
    if not world:
        copy = write_economy(read_economy(copy), tmp_path / "book.xlsx", "xlsx")
    system = write_pymrio(read_economy(copy), tmp_path / "mrio")
    again = read_pymrio(system, {}).economy
    assert differences(economy, again) == []
    assert economy == again


def test_joint_products_go_as_supply_and_use(tmp_path: Path) -> None:
    """Proves: three products of two activities come back too; as a square system the third would
    be lost."""
    economy = read_economy(str(DOCS / "three-products" / "economy"))
    tables = economy.tables()
    joint = pd.DataFrame(
        [[10000.0, 0.0], [500.0, 17500.0], [0.0, 60000.0]],
        index=economy.products.index,
        columns=["grain", "power"],
    )
    kept = {name: tables[name] for name in ("products", "categories", "final_use")}
    kept |= {
        "activities": economy.activities.loc[["grain", "power"]].drop(columns="unit"),
        "supply": joint,
        "use": economy.use[["grain", "power"]],
    }
    kept["use"].loc["power", "power"] = 1000.0 + 3000.0
    two = type(economy).from_tables(economy.meta, kept)
    system = write_pymrio(two, tmp_path / "mrio")
    assert read_pymrio(system, {}).economy == two
    loaded = pymrio.load_all(system)
    assert loaded.Z.shape == (5, 5)
    assert loaded.Z.to_numpy().sum() == joint.to_numpy().sum() + two.use.to_numpy().sum()


def test_pymrio_computes_with_what_was_written(tmp_path: Path) -> None:
    """Proves: pymrio finds its tables and their balance: output from Z and Y is the output of the
    economy. With imports left out of Y it would be larger."""
    economy = read_economy("china-2020")
    system = pymrio.load_all(write_pymrio(economy, tmp_path / "mrio"))
    stated = system.x.copy()
    system.x = None
    system.calc_all()
    assert (system.x - stated).abs().to_numpy().max() < 1e-6 * stated.to_numpy().max()
    assert system.labour.F.to_numpy().sum() == pytest.approx(economy.labour.to_numpy().sum())
    assert set(system.unit["unit"]) == set(economy.products["unit"])


def test_the_test_system_of_pymrio_loads(tmp_path: Path) -> None:
    """Proves: a system of six regions and eight sectors of others becomes an economy with its
    output, units and final uses; extensions that are not read are named."""
    test = pymrio.load_test()
    test.calc_all()
    test.save_all(tmp_path / "test", table_format="parquet")
    result = import_table("pymrio", tmp_path / "test", FOREIGN)
    economy = result.economy
    assert len(economy.products) == 48
    assert economy.meta.currency == "million USD2010"
    assert economy.supply.to_numpy().sum() == pytest.approx(test.x.to_numpy().sum())
    assert (
        economy.use.loc["reg1:food", "reg2:mining"] == test.Z.loc["reg1", "food"]["reg2", "mining"]
    )
    roles = economy.categories["role"]
    assert roles["reg1:Changes in inventories"] == "stock_building"
    assert any("Emissions" in line for line in result.assumed)
    assert result.totals["difference"].abs().max() < 1e-6


def test_regions_come_with_their_people(tmp_path: Path) -> None:
    """Proves: people by region, of the system or of a file, make the economy one of regions; a
    region without people is named. With the whole alone it is one region."""
    test = pymrio.load_test()
    test.save_all(tmp_path / "test")
    assert import_table("pymrio", tmp_path / "test", FOREIGN).economy.regions is None
    economy = import_table("pymrio", tmp_path / "test", {"year": "2010"}).economy
    assert economy.regions is not None
    assert economy.regions["population"].sum() == test.population.iloc[0].sum()
    assert economy.products["region"]["reg2:food"] == "reg2"
    file = tmp_path / "people.csv"
    file.write_text("region,population\nreg1,10\nreg2,0\nregg3,5\n", encoding="utf-8")
    with pytest.raises(EconomyError) as caught:
        import_table("pymrio", tmp_path / "test", {"year": "2010", "people": str(file)})
    for words in (
        '"0" is no number of people',
        'Did you mean "reg3"',
        'people of "reg4" are missing',
    ):
        assert words in str(caught.value)


def test_shuffled_systems(tmp_path: Path) -> None:
    """Proves: rows and columns of Z, Y, x and extensions in any order give the same economy; by
    place, food of the first region would be sold as services of the last."""
    test = pymrio.load_test()
    test.calc_all()
    test.save_all(tmp_path / "test", table_format="parquet")
    plain = import_table("pymrio", tmp_path / "test", FOREIGN).economy
    test.Z, test.Y = test.Z.iloc[::-1, 5:].join(test.Z.iloc[:, :5]), test.Y.iloc[7:].iloc[::-1]
    test.Y = pd.concat([test.Y, pymrio.load_test().Y.iloc[:7]]).iloc[:, ::-1]
    test.x = test.x.sample(frac=1, random_state=1)
    test.factor_inputs.F = test.factor_inputs.F.iloc[:, ::-1]
    test.save_all(tmp_path / "other", table_format="parquet")
    other = import_table("pymrio", tmp_path / "other", FOREIGN).economy
    for name, table in plain.tables().items():
        again = other.tables()[name].loc[table.index, table.columns]
        numbers = table.select_dtypes("number")
        gap = (numbers - again[numbers.columns]).abs().to_numpy().max(initial=0.0)
        assert gap <= 1e-12 * numbers.abs().to_numpy().max(initial=0.0)  # sums in another order
        texts = [column for column in table.columns if column not in numbers.columns]
        assert table[texts].equals(again[texts])


def test_sectors_that_do_not_fit_are_named(tmp_path: Path) -> None:
    """Proves: a sector of Z that Y lacks is named; dropped, its output would be missing."""
    test = pymrio.load_test()
    test.Y = test.Y.iloc[1:]
    test.save_all(tmp_path / "test")
    with pytest.raises(EconomyError, match='Y, rows: "reg1:food" is missing'):
        import_table("pymrio", tmp_path / "test", FOREIGN)


def test_a_wrong_cell_is_named_by_the_output(tmp_path: Path) -> None:
    """Proves: a cell of Z that does not fit x is named; without the check it would pass."""
    test = pymrio.load_test()
    test.calc_all()
    test.Z.iloc[3, 5] *= 1000
    test.save_all(tmp_path / "test", table_format="parquet")
    with pytest.raises(EconomyError, match='x, row "reg1:electricity": output is'):
        import_table("pymrio", tmp_path / "test", FOREIGN)


def test_unknown_units_and_categories_are_asked_for(tmp_path: Path) -> None:
    """Proves: what the system does not say is never guessed: unit and role are asked for, and
    then taken as given."""
    test = pymrio.load_test()
    test.unit["unit"] = "money"
    names = {"Export": "Thing"}
    test.Y = test.Y.rename(columns=names, level="category")
    test.save_all(tmp_path / "test")
    with pytest.raises(EconomyError, match='"money" is not known'):
        import_table("pymrio", tmp_path / "test", {**FOREIGN, "currency": "million USD2010"})
    given = {**FOREIGN, "unit": "thousand USD", "currency": "million USD2010"}
    with pytest.raises(EconomyError, match='what "Thing" stands for'):
        import_table("pymrio", tmp_path / "test", given)
    roles = tmp_path / "roles.csv"
    roles.write_text("category,role\nThing,exports\n", encoding="utf-8")
    economy = import_table("pymrio", tmp_path / "test", {**given, "roles": str(roles)}).economy
    assert economy.use.to_numpy().sum() == pytest.approx(test.Z.to_numpy().sum() / 1000)


def test_pickles_are_refused(tmp_path: Path) -> None:
    """Proves: a folder with pickled tables is refused before anything is read: a pickle runs
    code."""
    pymrio.load_test().save_all(tmp_path / "test", table_format="pickle")
    with pytest.raises(EconomyError, match="could run code"):
        import_table("pymrio", tmp_path / "test", FOREIGN)


def test_without_pymrio_a_sentence_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Proves: pymrio is needed only here, and its absence is a report."""
    monkeypatch.setitem(sys.modules, "pymrio", None)
    with pytest.raises(EconomyError, match=r"commonweal\[mrio\]"):
        write_pymrio(read_economy("china-2020"), tmp_path / "mrio")
    assert not (tmp_path / "mrio").exists()


def test_a_folder_that_lost_a_table_is_named(tmp_path: Path) -> None:
    """Proves: tables beside the system and the system itself must fit each other."""
    system = write_pymrio(read_economy("china-2020"), tmp_path / "mrio")
    shutil.rmtree(system / "commonweal")
    with pytest.raises(EconomyError, match='option "year": is missing'):
        read_pymrio(system, {})


def test_parsers_are_those_of_pymrio() -> None:
    """Proves: every parser that an option names is there in the library."""
    for function in pymrio_library.PARSERS.values():
        assert callable(getattr(pymrio, function))
