"""What a run was made from and with: versions, hashes, study, seed, timings.

The record has two parts. ``made_from`` is the same for the same study, seed and installation,
byte for byte. ``this_run`` holds what differs from run to run: when, and how long each step
took. Neither names a person, a machine or a folder.
"""

from __future__ import annotations

import hashlib
import json
import platform
import re
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from importlib import metadata
from pathlib import Path
from typing import Any

from commonweal.case.study_model import Study

#: Version of the record's own layout; raised when a key changes its meaning.
RECORD_VERSION = 1
_PACKAGE = "commonweal"
_CHUNK = 1 << 20  # bytes read at a time


class Timings:
    """Seconds that each step of a run took, in the order of the steps.

    Examples
    --------
    >>> timings = Timings()
    >>> with timings.step("read"):
    ...     pass
    >>> list(timings.seconds)
    ['read']
    """

    def __init__(self) -> None:
        self._seconds: dict[str, float] = {}

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        """Time a step; a step that is repeated adds up; one that fails is timed too."""
        began = time.perf_counter()
        try:
            yield
        finally:
            took = time.perf_counter() - began
            self._seconds[name] = self._seconds.get(name, 0.0) + took

    @property
    def seconds(self) -> dict[str, float]:
        """Seconds by step, to the millisecond."""
        return {name: round(seconds, 3) for name, seconds in self._seconds.items()}


def versions() -> dict[str, str]:
    """Versions of the package and of the packages that it asks for, by name.

    Taken from the installed metadata; packages for development are left out.
    """
    found = {_PACKAGE: metadata.version(_PACKAGE)}
    for requirement in metadata.requires(_PACKAGE) or []:
        if "extra ==" in requirement:
            continue
        name = re.split(r"[^A-Za-z0-9._-]", requirement, maxsplit=1)[0]
        found[name] = metadata.version(name)
    return dict(sorted(found.items()))


def installation() -> dict[str, Any]:
    """Python, operating system, processor type and versions; no host and no user."""
    return {
        "python": platform.python_version(),
        "implementation": platform.python_implementation(),
        "system": platform.system(),
        "machine": platform.machine(),
        "versions": versions(),
    }


def file_hash(path: Path) -> str:
    """SHA-256 (hex) of a file's bytes."""
    digest = hashlib.sha256()
    with path.open("rb") as stream:
        while chunk := stream.read(_CHUNK):
            digest.update(chunk)
    return digest.hexdigest()


def folder_hashes(folder: Path, *, without: frozenset[str] = frozenset()) -> dict[str, str]:
    """SHA-256 of every file in a folder and below, by path relative to it, in order.

    Parameters
    ----------
    folder : the folder
    without : relative paths to leave out, such as the file that will hold the hashes
    """
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    names = {path.relative_to(folder).as_posix(): path for path in files}
    return {name: file_hash(path) for name, path in sorted(names.items()) if name not in without}


def made_from(study: Study, hashes: Mapping[str, str], seed: int | None) -> dict[str, Any]:
    """The part of the record that is the same for the same study and seed.

    Parameters
    ----------
    study : the study as used
    hashes : name of an input (economy, programme, case) to its SHA-256
    seed : seed of whatever was drawn by chance; None when nothing was
    """
    return {
        "study": {
            "name": study.name,
            "title": study.title,
            "scenario": study.scenario,
            "hash": study.hash,
            # the last part alone: a path can hold the name of a person
            "economy": Path(study.economy).name,
            "programme": Path(study.programme).name,
            "years": list(study.years),
        },
        "hashes": dict(sorted(hashes.items())),
        "seed": seed,
        "installation": installation(),
    }


def record(
    study: Study,
    *,
    hashes: Mapping[str, str],
    seed: int | None = None,
    timings: Timings | None = None,
    finished: datetime | None = None,
) -> dict[str, Any]:
    """The content of ``run.json``.

    Parameters
    ----------
    study : the study as used
    hashes : name of an input (economy, programme, case) to its SHA-256
    seed : seed of whatever was drawn by chance; None when nothing was
    timings : seconds by step
    finished : moment of publication; now by default

    Returns
    -------
    dict with ``record_version``, ``made_from`` (the same for the same study and seed) and
    ``this_run`` (moment in UTC, seconds by step)
    """
    moment = finished or datetime.now(UTC)
    if moment.tzinfo is None:
        raise ValueError("the moment of a run needs its time zone")
    return {
        "record_version": RECORD_VERSION,
        "made_from": made_from(study, hashes, seed),
        "this_run": {
            "finished": moment.astimezone(UTC).isoformat(timespec="seconds"),
            "seconds": {} if timings is None else timings.seconds,
        },
    }


def record_text(content: Mapping[str, Any]) -> str:
    """A record as JSON text with a fixed layout, so that equal records are equal bytes."""
    return json.dumps(content, indent=2, ensure_ascii=False, allow_nan=False) + "\n"
