"""Options that replace keys of economy.yaml, the same for every source that ships a mapping."""

from __future__ import annotations

from collections.abc import Mapping

from commonweal.economy.importers import KEY_OPTIONS
from commonweal.economy.importers.mapping import Keys
from commonweal.errors import Problems


def with_options(keys: Keys, options: Mapping[str, str], problems: Problems) -> Keys:
    """Keys with those replaced that the options give.

    Parameters
    ----------
    keys : as the mapping has them
    options : option to value; others than keys are left alone
    problems : where a value that is no number is noted
    """
    changes: dict[str, object] = {}
    for name, text in options.items():
        if name not in KEY_OPTIONS:
            continue
        if name in ("year", "population"):
            number = _number(text)
            if number is None or number <= 0 or (name == "year" and not number.is_integer()):
                problems.add(f'option "{name}"', f'"{text}" is not a number above 0', "Write one")
                continue
            changes[name] = int(number) if name == "year" else number
        elif not text.strip():
            problems.add(f'option "{name}"', "is blank", f"Write {KEY_OPTIONS[name]}")
        else:
            changes[name] = text
    return keys.model_copy(update=changes)


def _number(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None
