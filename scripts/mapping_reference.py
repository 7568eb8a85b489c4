"""Writes the list of a mapping's keys in ``docs/importers/generic.md`` from its model.

python scripts/mapping_reference.py
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

from pydantic import BaseModel
from pydantic_core import PydanticUndefined

from commonweal.economy.importers.mapping import Mapping

PAGE = Path(__file__).parent.parent / "docs" / "importers" / "generic.md"
BEGIN = "<!-- keys: written by scripts/mapping_reference.py -->"
END = "<!-- end of keys -->"


def rows(model: type[BaseModel] = Mapping, above: str = "") -> Iterator[tuple[str, str, str]]:
    """Key, meaning and default of every key, in the order of the model."""
    for name, field in model.model_fields.items():
        key = f"{above}{name}"
        inner, label = section_of(field.annotation)
        yield key, str(field.description), _default(field, inner)
        if inner is not None:
            yield from rows(inner, f"{key}.{label}")


def section_of(annotation: Any) -> tuple[type[BaseModel] | None, str]:
    """The section under a key, and what stands between them in a table or a list."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation, ""
    table = getattr(annotation, "__origin__", None)
    for candidate in get_args(annotation):
        found, label = section_of(candidate)
        if found is not None:
            return found, {dict: "<label>.", list: "<entry>."}.get(table, "") + label
    return None, ""


def _default(field: Any, inner: type[BaseModel] | None) -> str:
    if field.is_required():
        return "required"
    value = field.default
    if inner is not None or value in (PydanticUndefined, None, ""):
        return ""
    if isinstance(value, list):
        return f"`[{', '.join(value)}]`" if value else ""
    return f"`{str(value).lower() if isinstance(value, bool) else value}`"


def table() -> str:
    """The list of keys as a Markdown table."""
    lines = ["| key | meaning | default |", "|---|---|---|"]
    lines += [
        f"| `{key}` | {meaning.replace('|', 'or')} | {default} |"
        for key, meaning, default in rows()
    ]
    return "\n".join(lines)


def renewed(page: str) -> str:
    """The page with its list of keys written anew."""
    before, _, rest = page.partition(BEGIN)
    _, _, after = rest.partition(END)
    return f"{before}{BEGIN}\n\n{table()}\n\n{END}{after}"


if __name__ == "__main__":
    PAGE.write_text(renewed(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
