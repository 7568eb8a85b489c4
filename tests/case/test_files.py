"""A case on disk is the same case."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from commonweal.case.arrays import array
from commonweal.case.files import read_array, read_case, write_array, write_case
from commonweal.errors import RunFolderError
from tiny import Conversion, Process, Tiny

FULL = Tiny(
    processes={
        "farm": Process(
            activity="farm",
            makes={"corn": 1},
            hours=5,
            assets={"barn": 1},
            capacity=9,
            emits={"co2": 1},
        ),
        "farm+drone": Process(
            activity="farm", makes={"corn": 1}, hours=4, assets={"barn": 1}, technique="drone"
        ),
    },
    conversions={"drone": Conversion(source="farm", destination="farm+drone", hours=2)},
    needs={"food": {"corn": 1}},
    assets={"barn": {"corn": 1}},
    caps={"co2": 50},
    kept={"corn": 0.9},
    opening={"corn": 2},
)


@pytest.mark.parametrize("tiny", [FULL, Tiny(processes={}, needs={})], ids=["full", "empty"])
def test_a_case_comes_back_with_its_hash(tiny: Tiny, tmp_path: Path) -> None:
    """Proves: every array, label and setting survives, single numbers and empty tables included.

    Before single numbers were written back as such, reading any case failed.
    """
    case = tiny.case()
    write_case(case, tmp_path / "case")
    assert read_case(tmp_path / "case").hash == case.hash


def test_the_same_case_gives_the_same_bytes(tmp_path: Path) -> None:
    """Proves: nothing in the files depends on the run, so that hashes of run folders repeat."""
    for folder in ("one", "two"):
        write_case(FULL.case(), tmp_path / folder)
    names = sorted(path.name for path in (tmp_path / "one").iterdir())
    assert len(names) > 40
    for name in names:
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes(), (
            name
        )


def test_zeros_left_out_come_back(tmp_path: Path) -> None:
    """Proves: of a table with zeros the others alone are stored, and the zeros are not lost."""
    table = array([[0.0, 1.5], [0.0, 0.0]], {"product": ["a", "b"], "need": ["x", "y"]}, "t", "m")
    write_array(table, tmp_path / "t.parquet")
    again = read_array(tmp_path / "t.parquet")
    np.testing.assert_array_equal(again.values, table.values)
    assert again.attrs["unit"] == "t"


def test_a_damaged_file_is_named(tmp_path: Path) -> None:
    """Proves: a cut file is refused by name; nothing is read from half of it."""
    table = array([1.0, 2.0], {"product": ["a", "b"]}, "t", "m")
    write_array(table, tmp_path / "t.parquet")
    whole = (tmp_path / "t.parquet").read_bytes()
    (tmp_path / "t.parquet").write_bytes(whole[: len(whole) // 2])
    with pytest.raises(RunFolderError, match=r"t\.parquet"):
        read_array(tmp_path / "t.parquet")
