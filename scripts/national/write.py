"""Writing files so that none is ever half written and the same tables give the same bytes."""

from __future__ import annotations

import json
from pathlib import Path

import pandas as pd


def write_text(text: str, path: Path) -> None:
    """Write to a temporary name, then rename."""
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(path.name + ".part")
    temporary.write_text(text, encoding="utf-8", newline="\n")
    temporary.replace(path)


def write_csv(table: pd.DataFrame, path: Path) -> None:
    """Write a table: UTF-8, comma, LF, whole numbers without a decimal point."""
    write_text(table.map(plain).to_csv(index=False, lineterminator="\n"), path)


def plain(value: object) -> object:
    """Shortest text of a number that reads back to the same number."""
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(float(value))
    return value


def write_json(content: object, path: Path) -> None:
    """Write JSON with two spaces, keys in the order given."""
    write_text(json.dumps(content, ensure_ascii=False, indent=2) + "\n", path)
