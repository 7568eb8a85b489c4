"""Writes the list of the study's keys in ``docs/study.md`` from the model of the study.

python scripts/study_reference.py
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from commonweal.case.study import study_json_schema

PAGE = Path(__file__).parent.parent / "docs" / "study.md"
BEGIN = "<!-- keys: written by scripts/study_reference.py -->"
END = "<!-- end of keys -->"
BOUNDS = {
    "exclusiveMinimum": ">",
    "minimum": "≥",
    "exclusiveMaximum": "<",
    "maximum": "≤",
}


def rows() -> Iterator[tuple[str, str, str, str, str]]:
    """Key, meaning, unit, default and bounds of every key, in the order of the model."""
    schema = study_json_schema()
    yield from _rows(schema, schema, "")


def _rows(
    schema: Mapping[str, Any], section: Mapping[str, Any], above: str
) -> Iterator[tuple[str, str, str, str, str]]:
    required = section.get("required", ())
    for name, entry in section["properties"].items():
        key = f"{above}{name}"
        inner, label = _section(schema, entry)
        default = "required" if name in required else _default(entry, inner)
        yield key, entry["description"], entry.get("unit", ""), default, _bounds(entry)
        if inner is not None:
            yield from _rows(schema, inner, f"{key}.{label}")


def _section(
    schema: Mapping[str, Any], entry: Mapping[str, Any]
) -> tuple[Mapping[str, Any] | None, str]:
    """The section under a key, and the label that stands between them in a table."""
    table = entry.get("additionalProperties")
    target, label = (table, "<label>.") if isinstance(table, Mapping) else (entry, "")
    name = str(target.get("$ref", "")).rpartition("/")[2]
    return (schema["$defs"].get(name), label) if name else (None, "")


def _default(entry: Mapping[str, Any], inner: Mapping[str, Any] | None) -> str:
    value = entry.get("default")
    if isinstance(value, list):
        return f"[{', '.join(value)}]"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float):
        return f"{value:g}"
    return "" if value is None or inner is not None else str(value)


def _bounds(entry: Mapping[str, Any]) -> str:
    options = [entry, *entry.get("anyOf", ())]
    words = [
        f"{sign} {option[bound]:g}"
        for option in options
        for bound, sign in BOUNDS.items()
        if bound in option
    ]
    return ", ".join([*words, *entry.get("enum", ())])


def table() -> str:
    """The list of keys as a Markdown table."""
    lines = ["| key | meaning | unit | default | bounds |", "|---|---|---|---|---|"]
    for key, meaning, unit, default, bounds in rows():
        shown = f"`{default}`" if default not in ("", "required") else default
        lines.append(f"| `{key}` | {meaning} | {unit} | {shown} | {bounds} |")
    return "\n".join(lines)


def renewed(page: str) -> str:
    """The page with its list of keys written anew."""
    before, _, rest = page.partition(BEGIN)
    _, _, after = rest.partition(END)
    return f"{before}{BEGIN}\n\n{table()}\n\n{END}{after}"


if __name__ == "__main__":
    PAGE.write_text(renewed(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
