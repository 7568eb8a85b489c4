"""The grid on a real Dask cluster of this machine: same bytes, interruptions, workers that die."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from distributed import LocalCluster

from commonweal.compare import ensemble
from commonweal.compare.cells import Bench, Result, run_cell
from commonweal.compare.ensemble import run_cells, workers
from commonweal.compare.grid import Cell, read_grid
from compare.benches import small_bench

CELLS = read_grid().named[:3]


@pytest.fixture(scope="module")
def scheduler() -> Iterator[str]:
    """Address of a scheduler with two workers, each a process of its own."""
    with LocalCluster(
        n_workers=2,
        threads_per_worker=1,
        host="127.0.0.1",
        dashboard_address=None,
        silence_logs=50,
    ) as cluster:
        yield cluster.scheduler_address


def silent(_: str) -> None:
    """Told to nobody."""


def files(folder: Path) -> dict[str, bytes]:
    """Bytes of every file by name."""
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """Files of the cells run here, one after the other."""
    folder = tmp_path_factory.mktemp("whole")
    run_cells(small_bench(12), CELLS, folder, None, silent)
    return files(folder)


def test_a_cluster_gives_the_same_bytes(
    scheduler: str, whole: dict[str, bytes], tmp_path: Path
) -> None:
    """Proves: two workers of a Dask cluster, the cells in another order, write the bytes that one
    process writes, and no more files than cells."""
    with workers(1, scheduler) as executor:
        found = run_cells(small_bench(12), CELLS[::-1], tmp_path, executor, silent)
    assert files(tmp_path) == whole
    assert len(found) == len(whole) == 3


def test_an_interrupted_cluster_goes_on(
    scheduler: str, whole: dict[str, bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Proves: stopped when a result is there, a second call runs the others alone, on the same
    cluster, and ends with the same bytes."""
    write, written = ensemble._write, []

    def stopping(path: Path, text: str) -> None:
        if written:
            raise KeyboardInterrupt
        write(path, text)
        written.append(path.name)

    monkeypatch.setattr(ensemble, "_write", stopping)
    with pytest.raises(KeyboardInterrupt), workers(1, scheduler) as executor:
        run_cells(small_bench(12), CELLS, tmp_path, executor, silent)
    assert list(files(tmp_path)) == written
    monkeypatch.setattr(ensemble, "_write", write)
    told: list[str] = []
    with workers(1, scheduler) as executor:
        run_cells(small_bench(12), CELLS, tmp_path, executor, told.append)
    assert told[0] == "1 of 3 closures are there, 2 to run"
    assert files(tmp_path) == whole


def test_a_worker_that_dies_loses_nothing(
    scheduler: str, whole: dict[str, bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Proves: a worker that is killed in the middle of a cell leaves its cell to another, and the
    grid ends with the same bytes. Taken for a result, or run by nobody, a file would be missing."""
    mark = tmp_path / "killed"
    results = tmp_path / "results"

    def dying(bench: Bench, cell: Cell) -> Result:
        if not mark.exists():
            mark.write_text(str(os.getpid()), encoding="utf-8")
            os.kill(os.getpid(), signal.SIGKILL)
        return run_cell(bench, cell)

    monkeypatch.setattr(ensemble, "run_cell", dying)
    with workers(1, scheduler) as executor:
        run_cells(small_bench(12), CELLS, results, executor, silent)
    assert int(mark.read_text(encoding="utf-8")) != os.getpid()
    assert files(results) == whole
