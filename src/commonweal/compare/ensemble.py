"""Many cells over processes or a cluster; what has been run is not run again.

Every result is a file of its own, written whole. Results are read back in the order of the cells,
so that neither the order of running nor an interruption changes a byte.
"""

from __future__ import annotations

import json
import multiprocessing
import os
import tempfile
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor, as_completed
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from commonweal.compare.cells import Bench, Result, cell_key, result_text, run_cell
from commonweal.compare.grid import Cell
from commonweal.errors import Problem, RunFolderError

Tell = Callable[[str], Any]
FEW = 8  # told once in so many cells
PATIENCE = 20  # seconds in which a scheduler must answer; assumption
KEPT = ("shared", "market", "paths", "months", "ended", "collapsed_in", "causes", "residual")


def run_cells(
    bench: Bench, cells: Sequence[Cell], folder: Path, executor: Executor | None, tell: Tell
) -> list[Result]:
    """Results of cells, from files where they are there, run where they are not.

    Parameters
    ----------
    cells : in the order wanted; cells with the same closure are run once
    folder : of the results; made where it is not there
    executor : of ``concurrent.futures`` or a cluster's; None runs them here, one after the other
    tell : called with a sentence now and then

    Raises
    ------
    RunFolderError
        where the folder cannot be written, or a file in it is damaged
    """
    key = bench.key()
    paths = {cell_key(key, cell): cell for cell in cells}
    try:
        folder.mkdir(parents=True, exist_ok=True)
        left = {
            name: cell for name, cell in paths.items() if not (folder / f"{name}.json").exists()
        }
        tell(f"{len(paths) - len(left)} of {len(paths)} closures are there, {len(left)} to run")
        for done, (name, result) in enumerate(_results(bench, left, executor), start=1):
            _write(folder / f"{name}.json", result_text(left[name], result))
            if done % FEW == 0:
                tell(f"{done} of {len(left)} closures run")
    except OSError as error:
        what = f"cannot be written ({error.strerror or error})"
        raise RunFolderError([Problem(str(folder), what, "Make room, or name another")]) from error
    return [_read(folder / f"{cell_key(key, cell)}.json") for cell in cells]


def _results(
    bench: Bench, left: dict[str, Cell], executor: Executor | None
) -> Iterator[tuple[str, Result]]:
    if executor is None:
        for name, cell in left.items():
            yield name, run_cell(bench, cell)
        return
    futures = {executor.submit(run_cell, bench, cell): name for name, cell in left.items()}
    try:
        for future in as_completed(futures):
            yield futures[future], future.result()
    finally:
        for future in futures:
            future.cancel()


@contextmanager
def workers(count: int, scheduler: str | None = None) -> Iterator[Executor | None]:
    """Somebody to run cells: here, in processes, or on a Dask cluster.

    Parameters
    ----------
    count : processes; 1 runs everything in this one
    scheduler : address of a Dask scheduler, which takes the place of processes

    Raises
    ------
    RunFolderError
        where a scheduler is given and dask.distributed is not installed or does not answer
    """
    if scheduler is not None:
        with _cluster(scheduler) as executor:
            yield executor
        return
    if count == 1:
        yield None
        return
    # fresh processes: a forked one would inherit the threads of the solver in an unknown state
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(max_workers=count, mp_context=context) as executor:
        yield executor


@contextmanager
def _cluster(scheduler: str) -> Iterator[Executor]:
    try:
        from distributed import Client  # an extra: commonweal[cluster]
    except ImportError as error:
        what = "needs the package distributed, which is not installed"
        fix = "Install commonweal[cluster], or leave --scheduler out"
        raise RunFolderError([Problem("--scheduler", what, fix)]) from error
    try:
        client = Client(scheduler, timeout=PATIENCE)
    except (OSError, ValueError) as error:
        what = f"{scheduler} does not answer ({error})"
        raise RunFolderError([Problem("--scheduler", what, "Start it, or correct it")]) from error
    with client:
        yield client.get_executor(pure=False)


def _write(path: Path, text: str) -> None:
    """Write a file whole or not at all."""
    handle, temporary = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as stream:
            stream.write(text)
        Path(temporary).replace(path)
    except OSError:
        Path(temporary).unlink(missing_ok=True)
        raise


def _read(path: Path) -> Result:
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
        return {key: found[key] for key in KEPT}
    except (ValueError, KeyError, TypeError) as error:
        fix = "Remove the file; it will be run again"
        raise RunFolderError([Problem(str(path), f"is damaged ({error})", fix)]) from error
