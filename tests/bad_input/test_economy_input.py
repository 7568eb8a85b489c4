"""Every fault in an economy's files is reported with its place, the value and the way out."""

from __future__ import annotations

import errno
import io
import os
import shutil
import zipfile
from pathlib import Path
from typing import Any

import numpy as np
import openpyxl
import pandas as pd
import pytest
from economy_faults import CASES, replace

from commonweal.economy.economy import Economy
from commonweal.economy.excel import write_template
from commonweal.economy.tables import read_economy, write_economy
from commonweal.errors import EconomyError
from economies import small_economy, small_meta, small_tables


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder without a fault, to be copied."""
    return write_economy(small_economy(), tmp_path_factory.mktemp("economy") / "small")


def report(path: str | Path, **options: int) -> list[str]:
    """The lines of the report on an input."""
    with pytest.raises(EconomyError) as caught:
        read_economy(path, **options)
    return [str(problem) for problem in caught.value.problems]


@pytest.mark.parametrize("case", CASES)
def test_fault_is_named(case: str, sound: Path, tmp_path: Path) -> None:
    """Proves: the report holds exactly this line. A report without place, value or remedy fails."""
    change, message = CASES[case]
    folder = Path(shutil.copytree(sound, tmp_path / "small"))
    change(folder)
    assert message in report(folder)


def test_every_problem_is_in_one_report(sound: Path, tmp_path: Path) -> None:
    """Proves: faults of keys, files, labels and numbers come together, not one after the other.
    A reader that stops at the first fault would report 1, not 5."""
    folder = Path(shutil.copytree(sound, tmp_path / "small"))
    for case in ("unknown key", "empty file", "NaN", "unknown role", "depreciation above one"):
        if case != "NaN":
            CASES[case][0](folder)
    replace("supply.csv", "50.0", "NaN")(folder)
    lines = report(folder)
    starts = ["use.csv: the file is empty", 'economy.yaml, key "license"']
    starts += ["categories.csv row 2", "assets.csv row 2", "supply.csv row 3"]
    assert all(any(line.startswith(start) for line in lines) for start in starts), lines


def test_many_bad_cells_are_counted_not_listed() -> None:
    """Proves: a matrix of 900 bad cells gives 20 lines and a count, not 900 lines."""
    labels = [f"p{number}" for number in range(30)]
    names = pd.DataFrame({"name": labels, "unit": "t"}, index=labels)
    bad = pd.DataFrame(-1.0, index=labels, columns=labels)
    tables = {"products": names, "activities": names, "use": bad}
    tables["final_use"] = pd.DataFrame(1.0, index=labels, columns=["household"])
    with pytest.raises(EconomyError) as caught:
        Economy.from_tables(small_meta(), tables)
    problems = [str(problem) for problem in caught.value.problems]
    assert problems[20] == "use: 880 more cells like these. Mend them in the same way"
    assert len([line for line in problems if "is negative" in line]) == 20


def test_folder_that_is_not_there(tmp_path: Path) -> None:
    """Proves: a wrong path is named."""
    assert report(tmp_path / "none") == [f"{tmp_path}/none: not found. Check the path"]


def test_unknown_bundled_name_suggests_the_nearest() -> None:
    """Proves: a misspelt bundled economy is answered with the right name."""
    message = 'no bundled economy and no folder of this name. Did you mean "china-2020"?'
    assert report("chnia-2020") == [f"chnia-2020: {message}"]


def test_file_that_is_neither_folder_nor_book(tmp_path: Path) -> None:
    """Proves: a single CSV file is refused with what to give instead."""
    (tmp_path / "use.csv").write_text("product,a\n")
    assert report(tmp_path / "use.csv") == [
        f"{tmp_path}/use.csv: neither a folder nor an .xlsx book. Give the folder that holds "
        "economy.yaml, or an .xlsx book"
    ]


def test_file_over_the_limit(sound: Path) -> None:
    """Proves: a file larger than the limit is refused before it is read."""
    size = (sound / "imports.csv").stat().st_size
    assert (
        f"imports.csv: {size} bytes, more than the limit of 120. "
        "Raise largest_bytes if the file is meant to be so large"
    ) in report(sound, largest_bytes=120)


def test_book_that_is_no_zip(tmp_path: Path) -> None:
    """Proves: a CSV file named .xlsx is recognised."""
    (tmp_path / "book.xlsx").write_text("product,name\n")
    assert report(tmp_path / "book.xlsx") == [
        "book.xlsx: not an Excel book (no zip archive), or cut off. Save it as .xlsx; "
        "an .xls or .csv file with another ending will not do"
    ]


def test_book_that_is_cut_off(tmp_path: Path) -> None:
    """Proves: half a book is refused, not read as half an economy."""
    book = write_economy(small_economy(), tmp_path / "book.xlsx", "xlsx")
    book.write_bytes(book.read_bytes()[: book.stat().st_size // 2])
    assert report(book)[0].startswith("book.xlsx: not an Excel book (no zip archive), or cut off")


def test_any_damage_to_a_file_gives_a_report_or_an_economy(tmp_path: Path) -> None:
    """Proves: whatever three changed bytes do to a book or a Parquet file, the reader ends in a
    report or in an economy, never in an error of the parser (as damaged XML gives)."""
    rng = np.random.default_rng(20201123)
    economy = small_economy()
    book = write_economy(economy, tmp_path / "book.xlsx", "xlsx")
    columns = write_economy(economy, tmp_path / "columns", "parquet")
    outcomes = set()
    for turn in range(40):
        path = book if turn % 2 else columns / "use.parquet"
        data = path.read_bytes()
        path.write_bytes(_damaged_book(data, rng) if turn % 2 else _damaged(data, rng))
        try:
            read_economy(book if turn % 2 else columns, checked=False)
            outcomes.add("economy")
        except EconomyError:
            outcomes.add("report")
        path.write_bytes(data)
    assert outcomes == {"economy", "report"}


def _damaged(data: bytes, rng: np.random.Generator) -> bytes:
    changed = bytearray(data)
    for place in rng.integers(len(changed), size=3):
        changed[place] = rng.integers(256)
    return bytes(changed)


def _damaged_book(data: bytes, rng: np.random.Generator) -> bytes:
    """The book with one damaged part, packed soundly, so that the damage reaches the parser."""
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(packed, "w") as new:
        names = old.namelist()
        struck = names[rng.integers(len(names))]
        for name in names:
            part = old.read(name)
            new.writestr(name, _damaged(part, rng) if name == struck else part)
    return packed.getvalue()


def test_zip_that_is_no_book(tmp_path: Path) -> None:
    """Proves: a zip archive of something else is refused."""
    with zipfile.ZipFile(tmp_path / "book.xlsx", "w") as archive:
        archive.writestr("use.csv", "product,a")
    assert report(tmp_path / "book.xlsx")[0].startswith("book.xlsx: not a readable Excel book")


def test_book_that_unpacks_to_more_than_the_limit(tmp_path: Path) -> None:
    """Proves: a small archive that unpacks to very much is refused before it is unpacked."""
    with zipfile.ZipFile(tmp_path / "book.xlsx", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", "0" * 1_000_000)
    assert report(tmp_path / "book.xlsx", largest_bytes=100_000) == [
        "book.xlsx: 1,000,000 bytes when unpacked, more than the limit of 100,000. "
        "Raise largest_bytes if the book is meant to be so large"
    ]


@pytest.mark.parametrize(
    ("sheet", "cell", "value", "message"),
    [
        ("use", "C3", True, 'use row 3, column "mills": true is not a number. Write a number'),
        (
            "use",
            "C3",
            "n/a",
            'use row 3, column "mills": "n/a" is not a number. Write a number with a decimal '
            "point and no separators between thousands",
        ),
        ("use", "A3", "stel", 'use row 3, column "product": unknown product "stel". '
         'Did you mean "steel"?'),
        ("use", "A3", 1.5, 'use row 3, column "product": 1.5 is not text. Format the cell as '
         "text and write it again"),
        ("use", "E2", 3, "use row 2: 5 cells where the header has 4. Name the column, or empty "
         "the cell"),
        ("economy", "A3", "titel", 'economy, key "titel": unknown key. Did you mean "title"?'),
    ],
)  # fmt: skip
def test_fault_in_a_book_is_named(
    sheet: str, cell: str, value: object, message: str, tmp_path: Path
) -> None:
    """Proves: faults in a book are named by sheet, row and column."""
    path = write_economy(small_economy(), tmp_path / "book.xlsx", "xlsx")
    book = openpyxl.load_workbook(path)
    book[sheet][cell] = value
    book.save(path)
    assert f"book.xlsx sheet {message}" in report(path)


def test_sheet_that_is_not_used(tmp_path: Path) -> None:
    """Proves: a misspelt sheet is reported, not passed over."""
    path = write_economy(small_economy(), tmp_path / "book.xlsx", "xlsx")
    book = openpyxl.load_workbook(path)
    book["labour"].title = "labor"
    book.save(path)
    assert (
        "book.xlsx sheet labor: not a table of an economy, and not used. "
        'Rename or remove it. Did you mean "labour"?'
    ) in report(path)


def test_unknown_table_in_memory() -> None:
    """Proves: a misspelt table is not passed over in memory either."""
    tables = small_tables()
    tables["labor"] = tables.pop("labour")
    with pytest.raises(EconomyError, match=r'unknown table "labor". Did you mean "labour"'):
        Economy.from_tables(small_meta(), tables)


@pytest.mark.parametrize("form", ["csv", "parquet", "xlsx"])
def test_existing_target_is_left_alone(form: Any, tmp_path: Path) -> None:
    """Proves: nothing is written over."""
    target = tmp_path / "there.xlsx"
    target.write_text("mine")
    with pytest.raises(EconomyError, match="already exists"):
        write_economy(small_economy(), target, form)
    assert target.read_text() == "mine"


def test_template_is_not_written_over(tmp_path: Path) -> None:
    """Proves: a book that somebody filled in is not replaced by an empty one."""
    (tmp_path / "book.xlsx").write_text("mine")
    with pytest.raises(EconomyError, match="already exists"):
        write_template(tmp_path / "book.xlsx")
    assert (tmp_path / "book.xlsx").read_text() == "mine"


def test_unknown_format(tmp_path: Path) -> None:
    """Proves: a misspelt format writes nothing and names the right one."""
    with pytest.raises(EconomyError, match=r'unknown format "exel". Did you mean "xlsx"'):
        write_economy(small_economy(), tmp_path / "out", "exel")  # type: ignore[arg-type]
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("form", ["csv", "parquet", "xlsx"])
def test_full_disk_leaves_nothing_behind(
    form: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Proves: a disk that fills up on the last step gives one report and no file at all.
    Without the temporary name a folder of some tables would stay."""

    def full(self: Path, target: Path) -> Path:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(target))

    monkeypatch.setattr(Path, "rename", full)
    with pytest.raises(EconomyError, match="No space left on device") as caught:
        write_economy(small_economy(), tmp_path / "out.xlsx", form)
    assert len(caught.value.problems) == 1
    assert not list(tmp_path.iterdir())


def test_disk_that_fills_up_between_tables(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Proves: tables already written are removed when a later one cannot be."""
    written: list[Path] = []

    def full_after_three(frame: pd.DataFrame, path: Path) -> None:
        if len(written) == 3:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(path))
        path.write_text("")
        written.append(path)

    monkeypatch.setattr("commonweal.economy.tables.write_csv", full_after_three)
    with pytest.raises(EconomyError, match="No space left on device"):
        write_economy(small_economy(), tmp_path / "out")
    assert len(written) == 3
    assert not list(tmp_path.iterdir())


def test_folder_that_may_not_be_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Proves: a read-only place gives one report."""

    def refused(*args: object, **options: object) -> str:
        raise OSError(errno.EROFS, os.strerror(errno.EROFS))

    monkeypatch.setattr("commonweal.writing.tempfile.mkdtemp", refused)
    with pytest.raises(EconomyError, match="Read-only file system"):
        write_economy(small_economy(), tmp_path / "out")


def test_target_in_a_folder_that_is_not_there(tmp_path: Path) -> None:
    """Proves: folders above the target are made with it, and taken away again where it fails.
    A folder left behind empty would be half of something."""
    assert write_economy(small_economy(), tmp_path / "none" / "out").is_dir()
    (tmp_path / "file").write_text("no folder", encoding="utf-8")
    with pytest.raises(EconomyError, match="cannot be"):
        write_economy(small_economy(), tmp_path / "file" / "deeper" / "out")
    assert (tmp_path / "file").read_text(encoding="utf-8") == "no folder"
