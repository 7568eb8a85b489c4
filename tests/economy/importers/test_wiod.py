"""World tables of the WIOD 2013 release: both layouts, what is moved, and every fault by name."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import openpyxl
import pandas as pd
import pytest

from commonweal.case.base_year import reproduce_base_year
from commonweal.economy.checks import check_economy
from commonweal.economy.importers.wiod import read_wiod
from commonweal.errors import EconomyError

REGIONS = {"AUS": "Australia", "RoW": "Rest of world"}
NAMES = {"c1": "Farming", "c2": "Mining", "c35": "Homes"}
FINAL = ["c37", "c38", "c39", "c40", "c41"]
CODES = [f"{r}_{i}" for r in REGIONS for i in NAMES]
OTHER = [f"{r}_{c}" for r in REGIONS for c in FINAL]
# Cells cut to whole millions: rows fall short of the output by 1, 0, 2, -1, 0, 0.
INNER = np.array(
    [
        [10, 5, 0, 3, 2, 0],
        [4, 8, 1, 6, 7, 0],
        [0, 0, 0, 0, 0, 0],
        [2, 1, 0, 20, 9, 0],
        [1, 3, 0, 8, 12, 0],
        [0, 0, 0, 0, 0, 0],
    ]
)
OUTER = np.array(
    [
        [30, 1, 5, 4, 2, 6, 0, 1, 0, 0],
        [9, 0, 2, 15, -3, 4, 0, 0, 8, 1],
        [7, 0, 0, 0, 0, 0, 0, 0, 0, 0],
        [5, 0, 1, 2, 0, 60, 2, 9, 7, 4],
        [3, 0, 0, -2, 1, 20, 1, 6, 30, -2],
        [0, 0, 0, 0, 0, 0, 0, 0, 0, -1],
    ]
)
CUT = np.array([1, 0, 2, -1, 0, 1])
OUTPUT = INNER.sum(axis=1) + OUTER.sum(axis=1) + CUT


def folder(path: Path) -> Path:
    """A table of two regions and three industries, of which one makes nothing."""
    path.mkdir(parents=True)
    code = pd.DataFrame({"code": CODES})
    inner = pd.concat([code, pd.DataFrame(INNER, columns=CODES)], axis=1)
    inner.to_parquet(path / "intermediate.parquet")
    pd.concat([code, pd.DataFrame(OUTER, columns=OTHER)], axis=1).to_csv(
        path / "final_demand.csv", index=False
    )
    pd.DataFrame({"code": CODES, "gross_output": OUTPUT}).to_csv(path / "output.csv", index=False)
    for name, names in (("regions", REGIONS), ("industries", NAMES)):
        pd.DataFrame({"code": list(names), "name": list(names.values())}).to_csv(
            path / f"{name}.csv", index=False
        )
    return path


def book(path: Path) -> Path:
    """The same table as the project publishes it, with the rows below that are not read."""
    made = openpyxl.Workbook()
    sheet = made.active
    assert sheet is not None
    heads = [*CODES, *OTHER]
    sheet.append(["World Input-Output Table, 2011"])
    sheet.append([])
    sheet.append(["(industry by industry)", None, None, None, *["x"] * len(heads), None])
    names = [NAMES.get(code.split("_")[1], "final") for code in heads]
    sheet.append(["(millions of US$)", None, None, None, *names, "Total output"])
    sheet.append([None] * 4 + [code.split("_")[0] for code in heads] + ["TOT"])
    sheet.append([None] * 4 + [code.split("_")[1] for code in heads] + ["c60"])
    for n, code in enumerate(CODES):
        region, industry = code.split("_")
        cells = [int(x) for x in (*INNER[n], *OUTER[n], OUTPUT[n])]
        sheet.append(["x", NAMES[industry], region, industry, *cells])
    sheet.append(
        ["r60", "Total intermediate consumption", "TOT", "r60", *INNER.sum(axis=0).tolist()]
    )
    sheet.append(["VA", "Value added at basic prices", "TOT", "r64", 1])
    made.save(path)
    return path


def test_rows_are_as_printed_and_the_cut_is_seen(tmp_path: Path) -> None:
    """Proves: nothing is rescaled. What rows lack stands in one category of the role other, by row:
    1, 0, 2, -1, 0 and 1."""
    economy = read_wiod(folder(tmp_path / "world-2011")).economy
    assert economy.final_use["cut"].tolist() == CUT.tolist()
    assert economy.categories.loc["cut", "role"] == "other"
    assert economy.use.to_numpy().sum() == INNER.sum()
    assert check_economy(economy) == []
    assert economy.meta.year == 2011
    assert economy.meta.currency == "million USD2011"


def test_labels_carry_regions(tmp_path: Path) -> None:
    """Proves: labels are REGION:industry, and the column region says the same."""
    economy = read_wiod(folder(tmp_path / "world-2011")).economy
    assert list(economy.products.index[:3]) == [
        "AUS:agriculture",
        "AUS:mining",
        "AUS:domestic-work",
    ]
    assert economy.products.loc["RoW:mining", "region"] == "RoW"
    assert economy.categories.loc["RoW:household", "region"] == "RoW"
    assert economy.regions is not None
    assert economy.regions.loc["AUS", "population"] == 22_538_001.0  # Penn World Table 10.01


def test_an_industry_without_output_makes_no_activity(tmp_path: Path) -> None:
    """Proves: an industry that makes nothing is no activity; its product stays; it is said."""
    found = read_wiod(folder(tmp_path / "world-2011"))
    assert "RoW:domestic-work" not in found.economy.activities.index
    assert "RoW:domestic-work" in found.economy.products.index
    assert any("1 industries without output are left out" in line for line in found.assumed)


def test_sales_of_used_goods_reduce_stocks(tmp_path: Path) -> None:
    """Proves: fixed capital of -2 becomes 0 and stocks of 1 become -1; the row keeps its sum."""
    found = read_wiod(folder(tmp_path / "world-2011"))
    row = found.economy.final_use.loc["RoW:mining"]
    assert row["AUS:investment"] == 0.0
    assert row["AUS:stock-building"] == -1.0
    assert any("AUS:investment -2" in line for line in found.assumed)


def test_totals_are_compared(tmp_path: Path) -> None:
    """Proves: every printed total is there, and only what was moved differs, by what was moved."""
    totals = read_wiod(folder(tmp_path / "world-2011")).totals.set_index("total")
    assert totals.loc["gross output", "published"] == OUTPUT.sum()
    moved = totals.index[totals["difference"] != 0].tolist()
    assert moved == ["gross fixed capital formation", "changes in inventories and valuables"]
    assert totals["difference"].sum() == 0.0


def test_value_added_is_the_rest(tmp_path: Path) -> None:
    """Proves: output less inputs, the sum of all being output less intermediate use."""
    economy = read_wiod(folder(tmp_path / "world-2011")).economy
    assert economy.value_added is not None
    assert economy.value_added.to_numpy().sum() == OUTPUT.sum() - INNER.sum()


def test_the_base_year_comes_back(tmp_path: Path) -> None:
    """Proves: a world table is planned by its regions with no code of its own."""
    economy = read_wiod(folder(tmp_path / "world-2011")).economy
    assert reproduce_base_year(economy).worst < 1e-6


def test_the_published_book_is_the_same_table(tmp_path: Path) -> None:
    """Proves: the layout of the published book gives the same economy, names of the industries
    included; totals and value added below the block are not taken for industries."""
    one = read_wiod(folder(tmp_path / "world-2011")).economy
    other = read_wiod(book(tmp_path / "wiot11_row_apr12.xlsx")).economy
    assert one == other


def changed(name: str, change: Callable[[pd.DataFrame], pd.DataFrame]) -> Callable[[Path], None]:
    """A file of the folder after a change."""

    def apply(path: Path) -> None:
        file = next(iter(path.glob(f"{name}.*")))
        if file.suffix == ".csv":
            change(pd.read_csv(file, dtype={"code": str})).to_csv(file, index=False)
        else:
            change(pd.read_parquet(file)).to_parquet(file)

    return apply


def cell(row: int, column: str, value: object) -> Callable[[pd.DataFrame], pd.DataFrame]:
    """One cell replaced."""

    def apply(frame: pd.DataFrame) -> pd.DataFrame:
        frame = frame.astype({column: object})
        frame.loc[row, column] = value
        return frame

    return apply


FAULTS: dict[str, tuple[Callable[[Path], None], str]] = {
    "a file is missing": (
        lambda path: (path / "output.csv").unlink(),
        "output.parquet: the file is missing, and so is .csv",
    ),
    "a file is cut off": (
        lambda path: (path / "intermediate.parquet").write_bytes(b"PAR1"),
        "intermediate.parquet: cannot be read",
    ),
    "a code is misspelt": (
        changed("output", cell(1, "code", "AUS_c22")),
        'output, rows: unknown code "AUS_c22"',
    ),
    "a row is lost": (
        changed("final_demand", lambda frame: frame.iloc[:-1]),
        'final_demand, rows: code "RoW_c35" is missing',
    ),
    "a row is there twice": (
        changed("output", lambda frame: pd.concat([frame, frame.iloc[:1]])),
        "output, rows: 1 codes are there twice",
    ),
    "a cell is a word": (
        changed("final_demand", cell(0, "AUS_c37", "n.a.")),
        'final_demand row "AUS_c1", column "AUS_c37": \'n.a.\' is not a number',
    ),
    "a cell is blank": (
        changed("final_demand", cell(2, "RoW_c37", None)),
        'final_demand row "AUS_c35", column "RoW_c37"',
    ),
    "an input is negative": (
        changed("intermediate", lambda frame: frame.assign(AUS_c1=-frame["AUS_c1"])),
        'intermediate row "AUS_c1", column "AUS_c1": -10 is negative',
    ),
    "a cell is off by a thousand": (
        changed("final_demand", cell(3, "RoW_c37", 60_000)),
        'row "RoW_c1": output 121 is -59,941 more than all uses; 16 cells cut to whole millions',
    ),
    "a category is unknown": (
        changed("final_demand", lambda frame: frame.rename(columns={"AUS_c37": "AUS_c99"})),
        '"AUS_c99" is no category of final use of the release',
    ),
    "a category of no region": (
        changed("final_demand", lambda frame: frame.rename(columns={"AUS_c37": "AUT_c37"})),
        'final_demand, column "AUT_c37": names no region. Did you mean "AUS"?',
    ),
    "a name is missing": (
        changed("regions", lambda frame: frame.drop(columns="name")),
        'regions.csv: column "name" is missing',
    ),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_named(fault: str, tmp_path: Path) -> None:
    """Proves: each fault is reported with its place. A table read wrongly would load in silence."""
    change, message = FAULTS[fault]
    path = folder(tmp_path / "world-2011")
    change(path)
    with pytest.raises(EconomyError) as error:
        read_wiod(path)
    assert any(message in str(problem) for problem in error.value.problems), str(error.value)


@pytest.mark.parametrize("name", ["intermediate.parquet", "final_demand.csv", "output.csv"])
def test_damaged_bytes_never_end_in_a_traceback(name: str, tmp_path: Path) -> None:
    """Proves: sixty files with one byte changed are read, or refused with a report. A parser that
    stumbled over one of them would raise something else."""
    path = folder(tmp_path / "world-2011")
    whole = (path / name).read_bytes()
    chance = np.random.default_rng(2011)
    refused = 0
    for _ in range(60):
        damaged = bytearray(whole)
        damaged[int(chance.integers(len(whole)))] = int(chance.integers(256))
        (path / name).write_bytes(bytes(damaged))
        try:
            read_wiod(path)
        except EconomyError:
            refused += 1
    assert refused > 20


def test_year_and_people_can_be_given(tmp_path: Path) -> None:
    """Proves: another year of the same layout loads, with people of a user's own."""
    path, people = folder(tmp_path / "table"), tmp_path / "people.csv"
    with pytest.raises(EconomyError, match="do not say of which year they are"):
        read_wiod(path)
    with pytest.raises(EconomyError, match="not known for 2030"):
        read_wiod(path, {"year": "2030"})
    people.write_text("region,population\nAUS,30000000\nRoW,8e9\n", encoding="utf-8")
    economy = read_wiod(path, {"year": "2030", "people": str(people)}).economy
    assert economy.meta.year == 2030
    assert economy.meta.population == 8.03e9


def test_a_book_of_another_kind_is_named(tmp_path: Path) -> None:
    """Proves: an Excel book that is no world table says what was expected."""
    made = openpyxl.Workbook()
    made.save(tmp_path / "other.xlsx")
    with pytest.raises(EconomyError, match="too few rows or columns"):
        read_wiod(tmp_path / "other.xlsx")
    (tmp_path / "text.xlsx").write_text("no book", encoding="utf-8")
    with pytest.raises(EconomyError, match="not a readable Excel book"):
        read_wiod(tmp_path / "text.xlsx")


def test_the_world_of_2011(raw_data: Path) -> None:
    """Proves: the whole table is read: 141.768 trillion of output, 59,212 million left over by
    the cut, as its README has measured; China 7.388 trillion of value added."""
    found = read_wiod(raw_data / "world-wiod-2011")
    economy = found.economy
    assert economy.supply.to_numpy().sum() == 141_767_904.0
    assert economy.final_use["cut"].sum() == 59_212.0
    assert economy.final_use["cut"].abs().max() == 108.0
    assert economy.value_added is not None
    china = [a for a in economy.activities.index if a.startswith("CHN:")]
    assert economy.value_added[china].to_numpy().sum() == 7_388_345.0
    assert len(economy.products) == 1_435
    assert len(economy.activities) == 1_413
    assert check_economy(economy) == []
