"""Reading a YAML file so that every value remembers the line it stands on."""

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

from commonweal.errors import Problem, ProblemReport, StudyError

#: Way from the top of a file to a value: keys of sections, labels, years, places in lists.
KeyPath = tuple[str | int, ...]
_START = 'Start with "economy: china-2020" and "years: 2026-2030", or copy a bundled study.'


@dataclass(frozen=True)
class Document:
    """A file as written: plain values, and where each of them stands.

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


def read_document(
    path: Path,
    name: str | None = None,
    error: type[ProblemReport] = StudyError,
    start: str = _START,
) -> Document:
    """Read a study, or another file of keys.

    Parameters
    ----------
    path : the file
    name : how messages call it; the path by default
    error : what to raise
    start : how to begin such a file, for one that is empty

    Raises
    ------
    error
        When the file is missing, not UTF-8, empty, not YAML, or not a list of keys.
    """
    name = name or str(path)
    loaded = parse_yaml(_text(path, name, error), name, error)
    if loaded is None:
        raise error([Problem(name, "the file is empty", start)])
    if not isinstance(loaded, CommentedMap):
        raise error([Problem(name, "the file holds no keys", start)])
    places: dict[KeyPath, str] = {}
    return Document(name, _plain(loaded, (), name, places), places)


#: What a parser raises on text that is no YAML; a scalar such as +_ or 0x_ ends in an IndexError.
UNREADABLE = (YAMLError, ValueError, IndexError, OverflowError, TypeError)


def parse_yaml(text: str, name: str, error: type[ProblemReport] = StudyError) -> Any:
    """Parse YAML 1.2 text; a syntax error becomes a problem with its line."""
    try:
        return YAML(typ="rt").load(text)
    except DuplicateKeyError as found:
        key = str(found.problem).partition('"')[2].partition('"')[0]
        what = f'the key "{key}" stands twice'
        raise error([_at(found, name, what, "Keep one of the two.")]) from found
    except MarkedYAMLError as found:
        what = f"the file is not valid YAML here ({found.problem or found.context})"
        fix = "Check the indentation, the colons and the quotes on this line and the one before."
        raise error([_at(found, name, what, fix)]) from found
    except UNREADABLE as found:
        what = f"the file is not valid YAML ({' '.join(str(found).split())})"
        raise error([Problem(name, what, "Save it as plain text.")]) from found


def _at(found: MarkedYAMLError, name: str, what: str, fix: str) -> Problem:
    mark = found.problem_mark or found.context_mark
    return Problem(f"{name} line {1 if mark is None else int(mark.line) + 1}", what, fix)


def _text(path: Path, name: str, error: type[ProblemReport]) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as found:
        what = f"the file is not UTF-8 text (byte {found.start + 1})"
        raise error([Problem(name, what, "Save it again with the encoding UTF-8.")]) from found
    except OSError as found:
        what = f"the file cannot be read ({found.strerror or found})"
        raise error([Problem(name, what, "Check the path and the permissions.")]) from found


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
