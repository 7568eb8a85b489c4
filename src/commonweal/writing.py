"""Writing files and folders whole or not at all."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from commonweal.errors import EconomyError, Problem, ProblemReport

ELSEWHERE = "Choose another path, or remove it first"
MEND = "Check that the folder may be written to and has room; nothing was written"


@contextmanager
def new_path(target: Path, error: type[ProblemReport] = EconomyError) -> Iterator[Path]:
    """A temporary path beside the target, renamed to it when all went well, removed when not.

    Folders above the target that do not exist are made, and removed again when it fails.

    Parameters
    ----------
    target : file or folder that must not exist yet
    error : what to raise

    Yields
    ------
    Path to write to

    Raises
    ------
    error
        if the target exists or cannot be written
    """
    refuse_existing(target, error)
    made = _absent_above(target)
    holder: Path | None = None
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        holder = Path(tempfile.mkdtemp(prefix=f".{target.name}.", dir=target.parent))
        temporary = holder / target.name
        yield temporary
        # once more: a file made meanwhile would be replaced by the renaming without a word
        refuse_existing(target, error)
        temporary.rename(target)
        made = []
    except OSError as problem:
        what = f"cannot be written ({problem.strerror or problem})"
        raise error([Problem(str(target), what, MEND)]) from problem
    finally:
        if holder is not None:
            shutil.rmtree(holder, ignore_errors=True)
        _remove_empty(made)


def refuse_existing(
    target: Path, error: type[ProblemReport] = EconomyError, fix: str = ELSEWHERE
) -> None:
    """Raise ``error`` where the target exists: nothing is ever written over."""
    if os.path.lexists(target):
        raise error([Problem(str(target), "already exists", fix)])


def refuse_unwritable(
    target: Path, error: type[ProblemReport] = EconomyError, fix: str = ELSEWHERE
) -> None:
    """Raise ``error`` where a new file or folder could not be made, before any work is done.

    Whether there is room for it shows only in writing.

    Parameters
    ----------
    target : file or folder to be made
    error : what to raise
    fix : how to mend it
    """
    refuse_existing(target, error, fix)
    absent = _absent_above(target)
    above = absent[-1].parent if absent else target.parent
    if not above.is_dir():
        what = f"cannot be made, because {above} is not a folder"
    elif not os.access(above, os.W_OK | os.X_OK):
        what = f"cannot be made, because the folder {above} may not be written to"
    else:
        return
    raise error([Problem(str(target), what, fix)])


def _absent_above(target: Path) -> list[Path]:
    """Folders above the target that do not exist, the innermost first."""
    absent = []
    for folder in target.parents:
        if os.path.lexists(folder):
            break
        absent.append(folder)
    return absent


def _remove_empty(folders: list[Path]) -> None:
    """Remove folders, the innermost first, as far as they are empty."""
    for folder in folders:
        try:
            folder.rmdir()
        except OSError:  # never made, or used by others meanwhile
            return
