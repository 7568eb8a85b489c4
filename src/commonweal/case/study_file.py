"""Reading a study's YAML so that every value remembers the line it stands on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.constructor import DuplicateKeyError
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.scalarbool import ScalarBoolean

from commonweal.errors import Problem, StudyError

#: Way from the top of a study to a value: keys of sections, labels, years, places in lists.
KeyPath = tuple[str | int, ...]


@dataclass(frozen=True)
class Document:
    """A study as written: plain values, and where each of them stands.

    Parameters
    ----------
    name : the file as the user named it, for messages
    values : sections and keys with plain Python values
    places : for every path in ``values``, words that name its place, "study.yaml line 4"
    """

    name: str
    values: Mapping[str, Any]
    places: Mapping[KeyPath, str]

    def place(self, path: KeyPath) -> str:
        """The place of a value, or of the nearest thing above it that has one."""
        for length in range(len(path), 0, -1):
            if path[:length] in self.places:
                return self.places[path[:length]]
        return self.name


def dotted(path: KeyPath) -> str:
    """A path as a user writes it: hours.at_least."""
    return ".".join(str(key) for key in path)


def key_path(key: str) -> KeyPath:
    """The path of a dotted key; a part of digits alone is a year."""
    return tuple(int(part) if part.isdigit() else part for part in key.split("."))


def read_document(path: Path, name: str | None = None) -> Document:
    """Read a study file.

    Parameters
    ----------
    path : the file
    name : how messages call it; the path by default

    Raises
    ------
    StudyError
        When the file is missing, not UTF-8, empty, not YAML, or not a list of keys.
    """
    name = name or str(path)
    loaded = parse_yaml(_text(path, name), name)
    if loaded is None:
        raise _error(name, "the file is empty", _START)
    if not isinstance(loaded, CommentedMap):
        raise _error(name, "the file holds no keys", _START)
    places: dict[KeyPath, str] = {}
    return Document(name, _plain(loaded, (), name, places), places)


_START = 'Start with "economy: china-2020" and "years: 2026-2030", or copy a bundled study.'


def parse_yaml(text: str, name: str) -> Any:
    """Parse YAML 1.2 text; a syntax error becomes a problem with its line."""
    try:
        return YAML(typ="rt").load(text)
    except DuplicateKeyError as error:
        key = str(error.problem).partition('"')[2].partition('"')[0]
        raise _error(
            f"{name} line {_line(error)}", f'the key "{key}" stands twice', "Keep one of the two."
        ) from error
    except MarkedYAMLError as error:
        what = f"the file is not valid YAML here ({error.problem or error.context})"
        fix = "Check the indentation, the colons and the quotes on this line and the one before."
        raise _error(f"{name} line {_line(error)}", what, fix) from error
    except YAMLError as error:
        what = f"the file is not valid YAML ({' '.join(str(error).split())})"
        raise _error(name, what, "Save it as plain text.") from error


def _line(error: MarkedYAMLError) -> int:
    mark = error.problem_mark or error.context_mark
    return 1 if mark is None else int(mark.line) + 1


def _error(where: str, what: str, fix: str) -> StudyError:
    return StudyError([Problem(where, what, fix)])


def _text(path: Path, name: str) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        what = f"the file is not UTF-8 text (byte {error.start + 1})"
        raise _error(name, what, "Save it again with the encoding UTF-8.") from error
    except OSError as error:
        what = f"the file cannot be read ({error.strerror or error})"
        raise _error(name, what, "Check the path and the permissions.") from error


def plain(value: Any) -> Any:
    """A parsed YAML value as plain Python, without its places."""
    return _plain(value, (), "", {})


def _plain(value: Any, path: KeyPath, name: str, places: dict[KeyPath, str]) -> Any:
    """Copy a parsed value into plain Python and note the line of everything in it."""
    if isinstance(value, CommentedMap):
        result = {}
        for key, inner in value.items():
            label = int(key) if isinstance(key, int) and not isinstance(key, bool) else str(key)
            mark = value.lc.data.get(key) if value.lc.data else None
            if mark is not None:  # keys taken over from a YAML anchor have no line of their own
                places[(*path, label)] = f"{name} line {mark[0] + 1}"
            result[label] = _plain(inner, (*path, label), name, places)
        return result
    if isinstance(value, CommentedSeq):
        for place, mark in (value.lc.data or {}).items():
            places[(*path, place)] = f"{name} line {mark[0] + 1}"
        return [_plain(inner, (*path, place), name, places) for place, inner in enumerate(value)]
    if isinstance(value, bool | ScalarBoolean):
        return bool(value)
    for kind in (int, float, str):
        if isinstance(value, kind):
            return kind(value)
    return value
