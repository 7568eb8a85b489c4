"""Plain sentences for whatever the checking of a file of keys refuses."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, get_args

from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from commonweal.document import Document, KeyPath, dotted
from commonweal.errors import Problem, suggestion

#: What each refusal of a type means, by pydantic's name for it.
_EXPECTED = {
    "float_type": "a number",
    "float_parsing": "a number",
    "int_type": "a whole number",
    "int_parsing": "a whole number",
    "int_from_float": "a whole number",
    "bool_type": "true or false",
    "bool_parsing": "true or false",
    "string_type": "a text",
    "string_too_short": "a text that is not empty",
    "dict_type": "a table of labels and values",
    "model_type": "a section with keys",
    "list_type": "a list",
    "tuple_type": "a list",
    "finite_number": "a finite number",
    "too_short": "at least one entry",
}
_BOUNDS = {
    "greater_than": ("gt", "above"),
    "greater_than_equal": ("ge", "at least"),
    "less_than": ("lt", "below"),
    "less_than_equal": ("le", "at most"),
}


def problems_of(
    error: ValidationError, document: Document, model: type[BaseModel]
) -> Iterator[Problem]:
    """One problem for every refusal, in the order of the model's keys.

    Parameters
    ----------
    error : what pydantic found
    document : the file, for the places of its values
    model : the model that was to be made from it
    """
    for details in error.errors(include_url=False):
        path: KeyPath = tuple(key for key in details["loc"] if not _is_way(key))
        if details["type"] == "study":
            for refusal in details["ctx"]["refusals"]:
                yield problem_at(document, (*path, *refusal.key), refusal.what, refusal.fix)
        else:
            yield problem_at(document, path, *_sentences(details, path, model))


def _is_way(key: str | int) -> bool:
    """Whether a part of a path is one of several ways to write a value, and no key."""
    return isinstance(key, str) and key.startswith("[") and key.endswith("]")


def problem_at(document: Document, path: KeyPath, what: str, fix: str) -> Problem:
    """A problem that names the file, the line and the dotted key."""
    return Problem(f"{document.place(path)}, {dotted(path)}", what, fix)


def _sentences(details: ErrorDetails, path: KeyPath, model: type[BaseModel]) -> tuple[str, str]:
    kind = details["type"]
    meaning = _meaning(field_at(model, path))
    if kind in ("extra_forbidden", "invalid_key"):
        section = section_at(model, path[:-1])
        known = section.model_fields if section else ()
        return "there is no such key", suggestion(path[-1], known)
    return refused(details), meaning


def refused(details: ErrorDetails) -> str:
    """What is wrong with a value, in words of ours: what stands there and what is expected."""
    kind, value = details["type"], _shown(details["input"])
    context: Mapping[str, Any] = details.get("ctx", {})
    if kind == "missing":
        return "the key is missing"
    if kind in _BOUNDS:
        bound, words = _BOUNDS[kind]
        return f"is {value}; it must be {words} {context[bound]:g}"
    if kind == "literal_error":
        return f"is {value}; expected is {context['expected']}"
    if kind == "string_pattern_mismatch":
        return f"is {value}, which has not the form expected"
    if kind == "value_error":
        return str(context["error"])
    expected = _EXPECTED.get(kind)
    return f"is {value}; {expected} is expected" if expected else f"is {value}, of the wrong kind"


def _shown(value: object) -> str:
    text = f'"{value}"' if isinstance(value, str) else str(value)
    return text if len(text) <= 60 else f"{text[:57]}…"


def _meaning(field: FieldInfo | None) -> str:
    """What the key means, with its unit and default."""
    if field is None or not field.description:
        return "See the list of keys in the documentation."
    extra = field.json_schema_extra
    unit = f" [{extra['unit']}]" if isinstance(extra, Mapping) and "unit" in extra else ""
    default = field.default
    given = f"; default {default}" if isinstance(default, str | int | float) and default else ""
    return f"Meaning: {field.description}{unit}{given}."


def section_at(model: type[BaseModel], path: KeyPath) -> type[BaseModel] | None:
    """The section that a path leads to, through labels where there are any; else None."""
    current: type[BaseModel] | None = model
    inside_table = False
    for key in path:
        if inside_table:
            inside_table = False
            continue
        if current is None or key not in current.model_fields:
            return None
        annotation = current.model_fields[str(key)].annotation
        inside_table = _is_table(annotation)
        current = _section_in(annotation)
    return current


def field_at(model: type[BaseModel], path: KeyPath) -> FieldInfo | None:
    """The field that a path leads to; for a label inside a table, the table's field."""
    for length in range(len(path), 0, -1):
        section = section_at(model, path[: length - 1])
        if section and path[length - 1] in section.model_fields:
            return section.model_fields[str(path[length - 1])]
    return None


def _is_table(annotation: Any) -> bool:
    return getattr(annotation, "__origin__", None) in (dict, list)


def _section_in(annotation: Any) -> type[BaseModel] | None:
    candidates = [annotation, *get_args(annotation)]
    for candidate in candidates:
        if isinstance(candidate, type) and issubclass(candidate, BaseModel):
            return candidate
    return None
