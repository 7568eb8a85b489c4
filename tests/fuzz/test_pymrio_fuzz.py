"""Folders of pymrio, damaged one thing at a time: named, or harmless."""

from __future__ import annotations

import warnings
from pathlib import Path
from random import Random

import pytest
from judgement import one_thing_differs, outcome
from mutations import OTHER, byte_mutations, files_of, text_mutations
from small_economies import china_in_six

from commonweal.economy.importers.pymrio_folder import read_pymrio, write_pymrio
from commonweal.errors import EconomyError

NUMBER = 120
pytest.importorskip("pymrio", reason="NOT TESTED: pymrio is not installed")


def test_a_damaged_folder_is_named_or_as_it_says(tmp_path: Path) -> None:
    """Proves: of 120 damaged files of a folder of pymrio none ends in a traceback, and an economy
    that comes of one differs in the one thing that was changed."""
    folder = tmp_path / "mrio"
    write_pymrio(china_in_six(), folder)
    whole = read_pymrio(folder, {}).economy
    files = files_of(folder)
    random = Random(f"17 {OTHER}")
    named = 0
    for turn in range(NUMBER):
        file = random.choice(files)
        data = file.read_bytes()
        mutate = byte_mutations if file.suffix == ".parquet" else text_mutations
        what, damaged = next(mutate(data, turn, 1))
        file.write_bytes(damaged)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            result = outcome(lambda: read_pymrio(folder, {}).economy)
        file.write_bytes(data)
        if isinstance(result, EconomyError):
            named += 1
        else:
            assert one_thing_differs(whole, result) == "", f"{file.name}: {what}"
    assert NUMBER // 5 < named < NUMBER
