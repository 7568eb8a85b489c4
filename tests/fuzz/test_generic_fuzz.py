"""A pair of tables under a mapping, damaged one thing at a time: named, or harmless."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from judgement import no_number_differs, outcome
from mutations import text_mutations

from commonweal.economy.economy import Economy
from commonweal.economy.importers.mapped import import_mapped
from commonweal.economy.importers.mapping_file import read_mapping
from commonweal.errors import EconomyError

sys.path.append(str(Path(__file__).parents[1] / "economy" / "importers"))
import made_tables as made

EACH = 350  # mutations of each table
OF_MAPPING = 250


def read(folder: Path) -> Economy:
    """The economy of the pair in a folder."""
    return import_mapped(folder, read_mapping(folder / "mapping.yaml")).economy


@pytest.mark.parametrize("name, seed", [("supply.csv", 1), ("use.csv", 2)])
def test_a_damaged_table_is_named_or_harmless(name: str, seed: int, tmp_path: Path) -> None:
    """Proves: of 350 damaged copies of each table none ends in a traceback, and none in accounts
    with another number or in another place: the printed totals catch a wrong cell, the labels a
    wrong place. Without the totals wages of 30 for 40 would pass."""
    mapping = read_mapping(made.write_plain(tmp_path))
    whole = import_mapped(tmp_path, mapping).economy
    file = tmp_path / name
    data = file.read_bytes()
    named = 0
    for what, damaged in text_mutations(data, seed, EACH):
        file.write_bytes(damaged)
        result = outcome(lambda: import_mapped(tmp_path, mapping).economy)
        if isinstance(result, EconomyError):
            named += 1
        else:
            assert no_number_differs(whole, result) == "", what
    assert EACH // 4 < named < EACH  # neither everything nor nothing is refused


def test_a_damaged_mapping_is_named_or_harmless(tmp_path: Path) -> None:
    """Proves: of 250 damaged copies of the mapping none ends in a traceback or in other numbers; a
    line left out leaves a column that nothing uses, and that is named."""
    file = made.write_plain(tmp_path)
    whole = read(tmp_path)
    data = file.read_bytes()
    named = 0
    for what, damaged in text_mutations(data, 3, OF_MAPPING):
        file.write_bytes(damaged)
        result = outcome(lambda: read(tmp_path))
        if isinstance(result, EconomyError):
            named += 1
        else:
            assert no_number_differs(whole, result) == "", what
    assert OF_MAPPING // 4 < named < OF_MAPPING


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(st.lists(st.text(max_size=4), max_size=7), max_size=7))
def test_any_rows_are_read_or_reported(tmp_path: Path, rows: list[list[str]]) -> None:
    """Proves: whatever stands in the cells of a table, there is a report and no traceback."""
    made.write_plain(tmp_path)
    cells = [[cell.encode("utf-8", "replace").decode() for cell in row] for row in rows]
    made.write_csv(tmp_path / "use.csv", cells)
    assert isinstance(outcome(lambda: read(tmp_path)), EconomyError)


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_reported(tmp_path: Path, data: bytes) -> None:
    """Proves: any bytes in the place of a mapping or of a table are reported, without traceback."""
    for name in ("mapping.yaml", "supply.csv"):
        made.write_plain(tmp_path)
        (tmp_path / name).write_bytes(data)
        assert isinstance(outcome(lambda: read(tmp_path)), EconomyError)
