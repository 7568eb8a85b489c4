"""Loading pymrio, which is an extra, and the systems that it reads."""

from __future__ import annotations

import json
from collections.abc import Mapping
from importlib import import_module
from pathlib import Path
from typing import Any

from commonweal.errors import EconomyError, Problem, Problems, suggestion

PARAMETERS = "file_parameters.json"
PARSERS = {
    "exiobase3": "parse_exiobase3",
    "oecd": "parse_oecd",
    "eora26": "parse_eora26",
    "gloria": "parse_gloria",
    "wiod": "parse_wiod",
}
WITH_YEAR = ("oecd", "eora26", "gloria", "wiod")
INSTALL = 'Install it: pip install "commonweal[mrio]"'


def pymrio_library() -> Any:
    """The library pymrio.

    Raises
    ------
    EconomyError
        if it is not installed
    """
    try:
        return import_module("pymrio")
    except ModuleNotFoundError as error:
        if error.name != "pymrio":
            raise
        problem = Problem("pymrio", "the library pymrio is not installed", INSTALL)
        raise EconomyError([problem]) from error


def load_system(path: Path, options: Mapping[str, str]) -> Any:
    """A system of pymrio: a folder that pymrio saved, or a database that it parses.

    Parameters
    ----------
    path : folder or archive
    options : ``parser`` and ``year``

    Returns
    -------
    pymrio.IOSystem

    Raises
    ------
    EconomyError
        if there is no such parser, or pymrio cannot read the files
    """
    parser = options.get("parser")
    if parser is not None and parser not in PARSERS:
        raise EconomyError([Problem('option "parser"', f'"{parser}"', suggestion(parser, PARSERS))])
    if parser is None:
        _refuse_unsafe(path)
    library = pymrio_library()
    try:
        if parser is None:
            return library.load_all(path)
        if parser in WITH_YEAR:
            return getattr(library, PARSERS[parser])(path, year=int(options["year"]))
        return getattr(library, PARSERS[parser])(path)
    except Exception as error:  # pymrio raises whatever its damaged input leads it to
        reason = str(error).splitlines()[0] if str(error) else "no reason given"
        fix = "Check the files; name the database if it is raw: --option parser=exiobase3"
        what = f"pymrio cannot read it ({type(error).__name__}: {reason})"
        raise EconomyError([Problem(str(path), what, fix)]) from error


def _refuse_unsafe(path: Path) -> None:
    """Refuse a folder whose tables are pickles: reading one runs what is in it."""
    if not path.is_dir():
        return
    problems = Problems()
    for place in sorted(path.glob(f"**/{PARAMETERS}")):
        try:
            files = json.loads(place.read_text(encoding="utf-8"))["files"]
            names = [str(entry["name"]) for entry in files.values()]
        except (OSError, ValueError, KeyError, AttributeError, TypeError) as error:
            problems.add(str(place), f"cannot be read ({error})", "Save the system again")
            continue
        for name in names:
            if not name.endswith((".txt", ".parquet")):
                what = f"{name} is no text and no Parquet; reading it could run code"
                problems.add(str(place), what, 'Save the system with table_format="parquet"')
            elif Path(name).name != name:
                what = f"{name} lies outside the folder"
                problems.add(str(place), what, "Save the system again")
    problems.raise_if_any(EconomyError)
