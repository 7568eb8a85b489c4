"""Writing files and folders whole or not at all."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from commonweal.errors import EconomyError, Problem, ProblemReport


@contextmanager
def new_path(target: Path, error: type[ProblemReport] = EconomyError) -> Iterator[Path]:
    """A temporary path beside the target, renamed to it when all went well, removed when not.

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
    holder: Path | None = None
    try:
        holder = Path(tempfile.mkdtemp(prefix=f".{target.name}.", dir=target.parent))
        temporary = holder / target.name
        yield temporary
        temporary.rename(target)
    except OSError as problem:
        what = f"cannot be written ({problem.strerror or problem})"
        fix = "Check that the folder exists, may be written to, and has room; nothing was written"
        raise error([Problem(str(target), what, fix)]) from problem
    finally:
        if holder is not None:
            shutil.rmtree(holder, ignore_errors=True)


def refuse_existing(target: Path, error: type[ProblemReport] = EconomyError) -> None:
    """Raise ``error`` where the target exists: nothing is ever written over."""
    if target.exists():
        fix = "Choose another path, or remove it first"
        raise error([Problem(str(target), "already exists", fix)])
