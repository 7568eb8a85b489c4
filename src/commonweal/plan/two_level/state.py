"""Where the method stands, saved so that a run that is killed goes on as if nothing had been."""

from __future__ import annotations

import io
import json
import os
import tempfile
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from commonweal.errors import Problem, RunFolderError
from commonweal.plan.two_level.economy import Array, Choice
from commonweal.plan.two_level.repair import relative_gap

VERSION = 1  # of the file's layout
Entry = dict[str, float]  # one line of the history


@dataclass
class State:
    """Everything that the next step depends on.

    Parameters
    ----------
    key : of the economy and the settings that it belongs to
    worth : (year, thing) to ask next
    tolerance : of the sweeps of the next answer
    prices : (year, product) to start the next sweeps from
    requirements : (thing, product) to start the next sweeps from
    choices : of the answers so far
    answers : (use, thing) of each answer
    best_worth, best_prices, best_bound : of the best bound so far
    best_value : of the best plan so far
    history : a line for every answer asked for
    """

    key: str
    worth: Array
    tolerance: float
    prices: Array
    requirements: Array
    best_worth: Array
    best_prices: Array
    best_bound: float = np.inf
    best_value: float = -np.inf
    choices: list[Choice] = field(default_factory=list)
    answers: list[Array] = field(default_factory=list)
    history: list[Entry] = field(default_factory=list)

    @property
    def gap(self) -> float:
        """(bound - value) / |value| of the best so far."""
        return relative_gap(self.best_value, self.best_bound)


ARRAYS = ("worth", "prices", "requirements", "best_worth", "best_prices")
FIGURES = ("tolerance", "best_bound", "best_value")


def save_state(state: State, path: Path) -> None:
    """Write the state under a temporary name and rename it: at any moment the file is whole.

    Raises
    ------
    RunFolderError
        when there is no room, or the folder may not be written to
    """
    arrays = {name: getattr(state, name) for name in ARRAYS}
    arrays["figures"] = np.array([getattr(state, name) for name in FIGURES])
    arrays["choices"] = np.array(state.choices, dtype=np.uint8)
    arrays["answers"] = np.array(state.answers, dtype=np.float64)
    about = {"version": VERSION, "key": state.key, "history": state.history}
    arrays["about"] = np.array([json.dumps(about)])
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
        try:
            with os.fdopen(handle, "wb") as stream:
                write_arrays(stream, arrays)
            Path(temporary).replace(path)
        except BaseException:
            Path(temporary).unlink(missing_ok=True)
            raise
    except OSError as error:
        what = f"cannot be written ({error.strerror or error})"
        raise RunFolderError([Problem(str(path), what, "Make room, or name another")]) from error


def write_arrays(stream: io.BufferedWriter, arrays: Mapping[str, np.ndarray]) -> None:
    """Arrays in NumPy's own archive; the same arrays give the same bytes on any day."""
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED) as archive:
        for name, array in arrays.items():
            entry = zipfile.ZipInfo(f"{name}.npy", (1980, 1, 1, 0, 0, 0))
            with archive.open(entry, "w", force_zip64=True) as member:
                np.lib.format.write_array(member, np.ascontiguousarray(array), allow_pickle=False)


def load_state(path: Path, key: str) -> State | None:
    """The state saved, or None where there is none.

    Raises
    ------
    RunFolderError
        when it belongs to another economy or other settings, or is damaged
    """
    if not path.exists():
        return None
    if not path.is_file():
        what, fix = "is no file, and a state is kept in one", "Name a file that is not there yet"
        raise RunFolderError([Problem(str(path), what, fix)])
    try:
        with np.load(path, allow_pickle=False) as found:
            about = json.loads(str(found["about"][0]))
            arrays = {name: found[name] for name in ARRAYS}
            figures = dict(zip(FIGURES, found["figures"].tolist(), strict=True))
            choices, answers = list(found["choices"]), list(found["answers"])
    except (OSError, EOFError, ValueError, KeyError, zipfile.BadZipFile) as error:
        what = "holds no state of a run, or a damaged one"
        fix = "Name another file; if it is the state of this run, remove it to begin anew"
        raise RunFolderError([Problem(str(path), what, fix)]) from error
    if about.get("version") != VERSION or about.get("key") != key:
        fix = "Name another, or remove it to begin anew"
        what = "belongs to another economy or other settings"
        raise RunFolderError([Problem(str(path), what, fix)])
    return State(
        key=key, **arrays, **figures, choices=choices, answers=answers, history=about["history"]
    )
