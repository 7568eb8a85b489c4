"""Economy folders, damaged one thing at a time: named, or what the file says and no more."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest
from judgement import one_thing_differs, outcome
from mutations import OTHER, files_of, text_mutations
from small_economies import china_in_six

from commonweal.economy.tables import read_economy, write_economy
from commonweal.errors import EconomyError

NUMBER = 300  # mutations of each folder
EXAMPLE = Path(__file__).parents[2] / "docs" / "examples" / "three-products" / "economy"


def mutations(folder: Path, seed: int, number: int) -> Iterator[tuple[str, Path, bytes]]:
    """Damaged copies of files of a folder, drawn at random."""
    files = files_of(folder)
    random = Random(f"{seed} {OTHER}")
    for turn in range(number):
        file = random.choice(files)
        data = file.read_bytes()
        what, damaged = next(text_mutations(data, seed * number + turn, 1))
        yield f"{file.name}, {what}", file, damaged


@pytest.mark.parametrize("name", ["three-products", "china-in-six"])
def test_a_damaged_folder_is_named_or_as_it_says(name: str, tmp_path: Path) -> None:
    """Proves: of 300 damaged copies of the files of each folder none ends in a traceback, and an
    economy that comes of one differs in the one thing that was changed; a table read past a
    broken row would differ in many."""
    folder = tmp_path / name
    if name == "three-products":
        shutil.copytree(EXAMPLE, folder)
    else:
        write_economy(china_in_six(), folder)
    whole = read_economy(folder)
    derived = () if (folder / "supply.csv").exists() else ("supply",)  # it follows from the uses
    named = 0
    for what, file, damaged in mutations(folder, 5, NUMBER):
        data = file.read_bytes()
        file.write_bytes(damaged)
        result = outcome(lambda: read_economy(folder))
        file.write_bytes(data)
        if isinstance(result, EconomyError):
            named += 1
        else:
            assert one_thing_differs(whole, result, derived) == "", what
    assert NUMBER // 4 < named < NUMBER
