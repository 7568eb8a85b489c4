"""Writing files and folders whole or not at all."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from commonweal.errors import EconomyError, Problem


@contextmanager
def new_path(target: Path) -> Iterator[Path]:
    """A temporary path beside the target, renamed to it when all went well, removed when not.

    Parameters
    ----------
    target : file or folder that must not exist yet

    Yields
    ------
    Path to write to

    Raises
    ------
    EconomyError
        if the target exists or cannot be written
    """
    if target.exists():
        fix = "Choose another path, or remove it first"
        raise EconomyError([Problem(str(target), "already exists", fix)])
    holder: Path | None = None
    try:
        holder = Path(tempfile.mkdtemp(prefix=f".{target.name}.", dir=target.parent))
        temporary = holder / target.name
        yield temporary
        temporary.rename(target)
    except OSError as error:
        what = f"cannot be written ({error.strerror or error})"
        fix = "Check that the folder exists, may be written to, and has room; nothing was written"
        raise EconomyError([Problem(str(target), what, fix)]) from error
    finally:
        if holder is not None:
            shutil.rmtree(holder, ignore_errors=True)
