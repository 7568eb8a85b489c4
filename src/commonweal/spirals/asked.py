"""A spiral as the command line asks for it, with the folders that it will write to."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from commonweal.compare.comparison import MOST_WORKERS
from commonweal.errors import Problems, RunFolderError, StudyError
from commonweal.spirals.model import Spiral
from commonweal.spirals.read import bundled_spirals, read_spiral
from commonweal.writing import refuse_unwritable


@dataclass(frozen=True)
class Asked:
    """What to try, and where.

    Parameters
    ----------
    name : of the file, without its ending
    spiral : as read
    source : the file
    target : folder to be made
    cells : folder in which results of runs are kept until then
    """

    name: str
    spiral: Spiral
    source: Path
    target: Path
    cells: Path


def asked(name_or_path: str, workers: int, out: Path | None) -> Asked:
    """Read a spiral and refuse what cannot be done, before anything is run.

    Raises
    ------
    StudyError
        with everything that is wrong with the file or the options
    RunFolderError
        where the folder exists or cannot be made
    """
    problems = Problems()
    if not 0 <= workers <= MOST_WORKERS:
        what = f"{workers} processes"
        problems.add("--workers", what, f"Give 1 to {MOST_WORKERS}, or leave it out.")
    problems.raise_if_any(StudyError)
    spiral = read_spiral(name_or_path)
    source = bundled_spirals().get(name_or_path) or Path(name_or_path)
    target = out or Path("runs") / f"spiral-{source.stem}"
    refuse_unwritable(target, RunFolderError, "Name another folder with --out")
    # results of another version of the file are not taken for those of this one
    cells = target.parent / f".{target.name}.{spiral.hash[:16]}"
    return Asked(source.stem, spiral, source, target, cells)


def listed() -> list[tuple[str, str, str]]:
    """Name, title and question of every spiral that ships with the package."""
    found = [(name, read_spiral(name)) for name in bundled_spirals()]
    return [(name, spiral.title, spiral.question) for name, spiral in found]
