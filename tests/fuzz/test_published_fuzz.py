"""Tables as offices publish them, whole, damaged one thing at a time: named, or harmless."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest
from judgement import no_number_differs, outcome
from mutations import OTHER, files_of, text_mutations

from commonweal.economy.importers import import_table
from commonweal.errors import EconomyError

NUMBER = 25  # mutations of each folder; each reads whole tables
FOLDERS: list[tuple[str, str, Callable[[str], bool], dict[str, str]]] = [
    ("bea", "usa-bea-summary", lambda name: "_2017" not in name and "_2022" not in name, {}),
    ("nbs-china", "china-nbs-2020", lambda name: "153" not in name, {"table": "42"}),
]


@pytest.mark.raw_data
@pytest.mark.slow
@pytest.mark.parametrize("source, folder, kept, options", FOLDERS, ids=["bea", "nbs-china"])
def test_a_damaged_table_is_named_or_harmless(
    source: str,
    folder: str,
    kept: Callable[[str], bool],
    options: dict[str, str],
    raw_data: Path,
    tmp_path: Path,
) -> None:
    """Proves: of 25 damaged files of the published tables none ends in a traceback or in accounts
    with another number; both sources print their totals, which catch a wrong cell, and import
    matrices have their total as a column."""
    for file in (raw_data / folder).glob("*.csv"):
        if kept(file.name):
            shutil.copyfile(file, tmp_path / file.name)
    whole = import_table(source, tmp_path, options).economy
    random = Random(f"23 {OTHER}")
    for turn in range(NUMBER):
        file = random.choice(files_of(tmp_path))
        data = file.read_bytes()
        what, damaged = next(text_mutations(data, turn, 1))
        file.write_bytes(damaged)
        result = outcome(lambda: import_table(source, tmp_path, options).economy)
        file.write_bytes(data)
        if not isinstance(result, EconomyError):
            assert no_number_differs(whole, result) == "", f"{file.name}: {what}"
