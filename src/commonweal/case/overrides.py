"""Changes on top of a study: named scenarios and ``--set dotted.key=value``.

The rules of merging are those of a JSON merge patch (RFC 7396):

- a section or a table of labels is merged key by key, however deep;
- everything else (numbers, words, lists) replaces what stood there;
- ``null`` takes a key away, so that its default holds, or a label out of its table.

Only keys that a study knows can be changed: an unknown one is refused when the merged study is
checked. The order is: the study, then its scenario, then every ``--set`` in the order given.
The source of a changed figure no longer applies; it is replaced by the name of the change,
unless the change brings a source of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from commonweal.document import Document, KeyPath, dotted, key_path, parse_yaml, plain
from commonweal.errors import Problem, Problems, StudyError, suggestion


def read_settings(settings: Iterable[str], option: str = "--set") -> dict[str, str]:
    """Split the texts given with ``--set``, or another option, into dotted keys and values.

    Parameters
    ----------
    settings : texts such as "hours.at_least=1500"; of two with the same key the later holds
    option : of the command line, as a problem names it

    Raises
    ------
    StudyError
        For every text without a key or without "=".
    """
    problems = Problems()
    result: dict[str, str] = {}
    for setting in settings:
        key, equals, value = setting.partition("=")
        if not equals or not key.strip():
            problems.add(
                f"{option} {setting}", "a key, = and a value are expected", "Write key=value."
            )
        else:
            result[key.strip()] = value.strip()
    problems.raise_if_any(StudyError)
    return result


def with_scenario(document: Document, scenario: str) -> Document:
    """The study with one of its own scenarios merged in.

    Raises
    ------
    StudyError
        When the study has no scenario of that name, or it is no table of changes.
    """
    scenarios = document.values.get("scenarios")
    known = scenarios if isinstance(scenarios, Mapping) else {}
    at: KeyPath = ("scenarios", scenario)
    if scenario not in known:
        fix = suggestion(scenario, known) if known else "It has no scenarios; leave it out."
        raise _error(document.name, f'there is no scenario "{scenario}"', fix)
    patch = {} if known[scenario] is None else known[scenario]
    if not isinstance(patch, Mapping):
        what = f'the scenario "{scenario}" is {patch!r}; keys and values are expected'
        raise _error(document.place(at), what, "For example: {programme: none}.")
    if "scenarios" in patch:
        what = f'the scenario "{scenario}" holds scenarios of its own'
        place = document.place((*at, "scenarios"))
        raise _error(place, what, "Write them beside it, not in it.")
    places = {
        path[2:]: f"{place}, scenario {scenario}"
        for path, place in document.places.items()
        if path[:2] == at and len(path) > 2
    }
    return merge(document, patch, places, f"scenario {scenario}")


def _error(where: str, what: str, fix: str) -> StudyError:
    return StudyError([Problem(where, what, fix)])


def with_settings(document: Document, settings: Mapping[str, str]) -> Document:
    """The study with values set by dotted keys.

    A value is read as YAML: 1500 is a number, true a truth value, {2028: 1.05} a table.

    Raises
    ------
    StudyError
        When a value is not valid YAML.
    """
    for key, text in settings.items():
        where = f"--set {key}={text}"
        path = key_path(key)
        patch: Any = plain(parse_yaml(text, where)) if text else None
        for part in reversed(path):
            patch = {part: patch}
        places = {path[:length]: where for length in range(1, len(path) + 1)}
        document = merge(document, patch, places, where)
    return document


def merge(
    document: Document, patch: Mapping[Any, Any], places: Mapping[KeyPath, str], source: str
) -> Document:
    """Merge a change into a study; a JSON merge patch that also carries places and sources.

    Parameters
    ----------
    document : the study so far
    patch : the change
    places : where each value of the change stands
    source : what the sources of the changed figures become
    """
    changed: list[KeyPath] = []
    removed: list[KeyPath] = []
    values = _merged(document.values, patch, (), changed, removed)
    own = patch.get("sources")
    values = _with_sources(
        values, changed, removed, source, own if isinstance(own, Mapping) else {}
    )
    return Document(document.name, values, {**document.places, **places})


def _merged(
    old: Any,
    patch: Mapping[Any, Any],
    path: KeyPath,
    changed: list[KeyPath],
    removed: list[KeyPath],
) -> dict[Any, Any]:
    result = dict(old) if isinstance(old, Mapping) else {}
    for key, value in patch.items():
        here = (*path, key)
        if value is None:
            result.pop(key, None)
            removed.append(here)
        elif isinstance(value, Mapping):
            result[key] = _merged(result.get(key), value, here, changed, removed)
        else:
            result[key] = value
            changed.append(here)
    return result


def _with_sources(
    values: dict[Any, Any],
    changed: list[KeyPath],
    removed: list[KeyPath],
    source: str,
    own: Mapping[Any, Any],
) -> dict[Any, Any]:
    """Replace the sources of what was changed and drop those of what was taken away."""
    sources = values.get("sources")
    if not isinstance(sources, Mapping):
        return values  # a study without sources stays without; a wrong type is refused later
    stale = {dotted(path) for path in (*changed, *removed)}
    kept = {
        key: text
        for key, text in sources.items()
        if key in own or not any(_within(str(key), gone) for gone in stale)
    }
    for path in changed:
        key = dotted(path)
        if path[0] not in ("sources", "scenarios", "title") and key not in own:
            kept[key] = source
    return {**values, "sources": kept}


def _within(key: str, other: str) -> bool:
    return key == other or key.startswith(f"{other}.")
