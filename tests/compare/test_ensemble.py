"""Many closures: the same bytes whatever the order, the processes and the interruptions."""

from __future__ import annotations

import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from commonweal.compare.cells import Bench, Result, run_cell
from commonweal.compare.ensemble import run_cells, workers
from commonweal.compare.grid import Cell, read_grid
from commonweal.errors import Problem, RunFolderError, StudyError
from compare.benches import small_bench

CELLS = read_grid().named[:3]


def silent(_: str) -> None:
    """Told to nobody."""


def files(folder: Path) -> dict[str, bytes]:
    """Bytes of every file by name."""
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def test_order_and_processes_change_no_byte(tmp_path: Path) -> None:
    """Proves: shuffled cells, in two other processes, give the files that one process gives one
    after the other, and results in the order asked for."""
    bench = small_bench(12)
    one = run_cells(bench, CELLS, tmp_path / "one", None, silent)
    with workers(2) as executor:
        turned = run_cells(bench, CELLS[::-1], tmp_path / "two", executor, silent)
    assert files(tmp_path / "one") == files(tmp_path / "two")
    assert one == turned[::-1]


def test_an_interrupted_grid_goes_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Proves: stopped after the second closure, a rerun runs the third alone and ends with the
    bytes of a grid that was never stopped; nothing half-written is left."""
    bench = small_bench(12)
    run_cells(bench, CELLS, tmp_path / "whole", None, silent)
    ran: list[str] = []

    def stopping(at: int) -> Callable[[Bench, Cell], Result]:
        def run(bench: Bench, cell: Cell) -> Result:
            if len(ran) == at:
                raise KeyboardInterrupt
            ran.append(cell.name)
            return run_cell(bench, cell)

        return run

    monkeypatch.setattr("commonweal.compare.ensemble.run_cell", stopping(2))
    with pytest.raises(KeyboardInterrupt):
        run_cells(bench, CELLS, tmp_path / "part", None, silent)
    assert len(files(tmp_path / "part")) == 2
    monkeypatch.setattr("commonweal.compare.ensemble.run_cell", stopping(99))
    run_cells(bench, CELLS, tmp_path / "part", None, silent)
    assert ran == [cell.name for cell in CELLS]
    assert files(tmp_path / "part") == files(tmp_path / "whole")


def test_another_case_takes_no_results_of_this_one(tmp_path: Path) -> None:
    """Proves: results of twelve months are not taken for those of twenty-four."""
    run_cells(small_bench(12), CELLS[:1], tmp_path, None, silent)
    run_cells(small_bench(24), CELLS[:1], tmp_path, None, silent)
    assert len(files(tmp_path)) == 2


def test_any_executor_will_do(tmp_path: Path) -> None:
    """Proves: whatever has submit runs the cells, as a cluster's executor does."""
    bench = small_bench(12)
    run_cells(bench, CELLS[:2], tmp_path / "here", None, silent)
    with ThreadPoolExecutor(2) as executor:
        run_cells(bench, CELLS[:2], tmp_path / "there", executor, silent)
    assert files(tmp_path / "here") == files(tmp_path / "there")


def test_a_damaged_result_is_told(tmp_path: Path) -> None:
    """Proves: a file that is no result is a problem and not a missing figure."""
    run_cells(small_bench(12), CELLS[:1], tmp_path, None, silent)
    (path,) = tmp_path.iterdir()
    path.write_text("{}", encoding="utf-8")
    with pytest.raises(RunFolderError, match="damaged"):
        run_cells(small_bench(12), CELLS[:1], tmp_path, None, silent)


def test_a_report_crosses_processes() -> None:
    """Proves: a problem found in another process arrives with its problems. Rebuilt from its text
    it would be a problem for every letter."""
    import pickle

    error = StudyError([Problem("closure.x", "is odd", "Mend it")])
    again = pickle.loads(pickle.dumps(error))
    assert again.problems == error.problems
    assert str(again) == str(error)


def test_a_scheduler_that_is_not_there_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """Proves: where nobody answers, and without dask.distributed, there is one report that says
    which, and no run."""
    monkeypatch.setattr("commonweal.compare.ensemble.PATIENCE", 1)
    with pytest.raises(RunFolderError, match="does not answer"), workers(1, "tcp://127.0.0.1:1"):
        pytest.fail("no scheduler, and yet there are workers")
    monkeypatch.setitem(sys.modules, "distributed", None)
    with (
        pytest.raises(RunFolderError, match=r"Install commonweal\[cluster\]"),
        workers(1, "tcp://127.0.0.1:1"),
    ):
        pytest.fail("no package, and yet there are workers")
