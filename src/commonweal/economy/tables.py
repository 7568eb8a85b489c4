"""An economy folder of CSV or Parquet files, or one Excel book, to an `Economy` and back."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from importlib.resources import files
from pathlib import Path
from typing import Any, Literal

import pandas as pd
from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError

from commonweal.document import UNREADABLE
from commonweal.economy.checks import check_economy
from commonweal.economy.economy import Economy, economy_from_raw
from commonweal.economy.excel import read_book, write_book
from commonweal.economy.folder import (
    decode,
    read_bytes,
    read_csv,
    read_parquet,
    write_csv,
    write_parquet,
)
from commonweal.economy.meta import EconomyMeta, keys_from_meta, meta_from_keys
from commonweal.economy.raw import RawTable, labels_in_columns
from commonweal.economy.schema import load_schema
from commonweal.errors import EconomyError, Problem, Problems, suggestion
from commonweal.writing import new_path

KEYS_FILE = "economy.yaml"
LARGEST_BYTES = 200_000_000  # assumption: ten times a detailed table of 402 x 402 in text
Format = Literal["csv", "parquet", "xlsx"]


def read_economy(
    path_or_name: str | Path, *, checked: bool = True, largest_bytes: int = LARGEST_BYTES
) -> Economy:
    """Read an economy: a bundled one by name, a folder, or an Excel book.

    A plain name is a bundled economy; write ``./name`` for a folder of that name.

    Parameters
    ----------
    path_or_name : name, folder with economy.yaml, or ``.xlsx`` file
    checked : whether `check_economy` must find nothing wrong either
    largest_bytes : size of a file above which it is refused

    Returns
    -------
    Economy

    Raises
    ------
    EconomyError
        with every problem found
    """
    path = _locate(path_or_name)
    problems = Problems()
    if path.suffix.lower() == ".xlsx":
        data = read_bytes(path, largest_bytes, problems)
        if data is None:
            raise EconomyError(problems)
        keys, raws = read_book(data, path.name, largest_bytes, problems)
        where = f"{path.name} sheet economy"
    else:
        keys, raws = read_tables(path, problems, largest_bytes)
        where = KEYS_FILE
    economy = economy_from_raw(keys, raws, where, problems)
    if checked:
        problems.extend(check_economy(economy))
        problems.raise_if_any(EconomyError)
    return economy


def _bundled_folder() -> Path:
    return Path(str(files("commonweal.economy"))) / "bundled"


def _bundled_names() -> list[str]:
    folder = _bundled_folder()
    if not folder.is_dir():
        return []
    return sorted(entry.name for entry in folder.iterdir() if (entry / KEYS_FILE).is_file())


def bundled_economies() -> list[EconomyMeta]:
    """Name, title, year, country, source and licence of every economy that ships with the package.

    Returns
    -------
    list of EconomyMeta, by name

    Raises
    ------
    EconomyError
        if a bundled economy.yaml is damaged
    """
    problems = Problems()
    found = []
    for name in _bundled_names():
        keys = _read_keys(_bundled_folder() / name / KEYS_FILE, LARGEST_BYTES, problems)
        meta = None
        if keys is not None:
            meta, _ = meta_from_keys(keys, f"{name}/{KEYS_FILE}", problems)
        if meta is not None:
            found.append(meta)
    problems.raise_if_any(EconomyError)
    return found


def _locate(path_or_name: str | Path) -> Path:
    text = str(path_or_name)
    names = _bundled_names()
    plain = isinstance(path_or_name, str) and not any(mark in text for mark in "/\\")
    if plain and text in names:
        return _bundled_folder() / text
    path = Path(path_or_name)
    if path.is_dir() or path.is_file():
        if path.is_dir() or path.suffix.lower() == ".xlsx":
            return path
        fix = "Give the folder that holds economy.yaml, or an .xlsx book"
        raise EconomyError([Problem(text, "neither a folder nor an .xlsx book", fix)])
    if plain and path.suffix.lower() != ".xlsx":
        fix = suggestion(text, names) if names else "Give the path of a folder"
        raise EconomyError([Problem(text, "no bundled economy and no folder of this name", fix)])
    raise EconomyError([Problem(text, "not found", "Check the path")])


def read_tables(
    folder: Path, problems: Problems, largest_bytes: int = LARGEST_BYTES
) -> tuple[dict[str, Any] | None, dict[str, RawTable | None]]:
    """Keys and tables of a folder as they stand, whether or not they make an economy.

    Parameters
    ----------
    folder : with economy.yaml
    problems : where every fault is noted
    largest_bytes : size of a file above which it is refused

    Returns
    -------
    keys, None if they cannot be read; tables by name, None for one that cannot be read
    """
    keys = _read_keys(folder / KEYS_FILE, largest_bytes, problems)
    return keys, _read_files(folder, largest_bytes, problems)


def _read_keys(path: Path, largest_bytes: int, problems: Problems) -> dict[str, Any] | None:
    if not path.exists():
        fix = "Add it, with name, title, year, country, currency, population, source, licence"
        problems.add(path.name, "the file is missing", fix)
        return None
    data = read_bytes(path, largest_bytes, problems)
    text = None if data is None else decode(data, path.name, problems)
    if text is None:
        return None
    try:
        keys = YAML(typ="safe", pure=True).load(text)
    except MarkedYAMLError as error:
        line = f" line {error.problem_mark.line + 1}" if error.problem_mark else ""
        what = f"not YAML: {error.problem or error.context or 'syntax error'}"
        problems.add(f"{path.name}{line}", what, "Write `key: value`, one key per line")
        return None
    except UNREADABLE as error:
        problems.add(path.name, f"not YAML: {error}", "Write `key: value`, one key per line")
        return None
    if not isinstance(keys, dict):
        problems.add(path.name, "holds no keys", "Write `key: value`, one key per line")
        return None
    return {str(key): value for key, value in keys.items()}


def _read_files(folder: Path, largest_bytes: int, problems: Problems) -> dict[str, RawTable | None]:
    readers: dict[str, Callable[[bytes, str, str, Problems], RawTable | None]] = {
        ".csv": read_csv,
        ".parquet": read_parquet,
    }
    known = load_schema().tables
    raws: dict[str, RawTable | None] = {}
    for path in sorted(folder.iterdir()):
        if path.suffix.lower() not in readers or path.name.startswith("."):
            continue
        if path.stem not in known:
            what = "not a table of an economy, and not used"
            problems.add(path.name, what, f"Rename or remove it. {suggestion(path.stem, known)}")
        elif path.suffix == ".parquet" and (folder / f"{path.stem}.csv").exists():
            what = f"table {path.stem} is there as CSV and as Parquet"
            problems.add(path.name, what, "Remove one of the two files")
        else:
            data = read_bytes(path, largest_bytes, problems)
            reader = readers[path.suffix.lower()]
            raws[path.stem] = None if data is None else reader(data, path.name, path.stem, problems)
    return raws


def write_economy(economy: Economy, path: str | Path, format: Format = "csv") -> Path:
    """Write an economy to a new folder, or to a new Excel book; reading it gives it back exactly.

    Parameters
    ----------
    economy : what to write
    path : folder for ``csv`` and ``parquet``, file for ``xlsx``; must not exist
    format : ``csv``, ``parquet`` or ``xlsx``

    Returns
    -------
    Path

    Raises
    ------
    EconomyError
        if the path exists, the format is unknown, or the disk is full or cannot be written;
        nothing is left behind
    """
    target = Path(path)
    if format not in ("csv", "parquet", "xlsx"):
        fix = suggestion(format, ["csv", "parquet", "xlsx"])
        raise EconomyError([Problem("format", f'unknown format "{format}"', fix)])
    with new_path(target) as temporary:
        if format == "xlsx":
            write_book(economy, temporary)
        else:
            write_tables(economy.meta, economy.tables(), temporary, format)
    return target


def write_tables(
    meta: EconomyMeta,
    tables: Mapping[str, pd.DataFrame],
    folder: Path,
    format: Literal["csv", "parquet"],
) -> None:
    """Write keys and some or all tables of an economy to a folder that is made for them.

    Parameters
    ----------
    meta : keys
    tables : name to table in canonical form
    folder : must not exist
    format : of the tables
    """
    folder.mkdir()
    buffer = io.StringIO()
    yaml = YAML()
    yaml.width = 100
    yaml.dump(keys_from_meta(meta), buffer)
    (folder / KEYS_FILE).write_text(buffer.getvalue(), encoding="utf-8")
    write = write_csv if format == "csv" else write_parquet
    for name, table in tables.items():
        write(labels_in_columns(table, load_schema().tables[name]), folder / f"{name}.{format}")
