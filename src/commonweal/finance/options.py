"""Options of the command line that are names or days."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from commonweal.errors import LedgerError, Problems


def names(text: str) -> tuple[str, ...]:
    """Names of a text that separates them by commas; each once, in alphabetical order."""
    return tuple(sorted({name.strip() for name in text.split(",")} - {""}))


def days(texts: Mapping[str, tuple[str, str]]) -> dict[str, date | None]:
    """Days by key; None where the text is empty.

    Parameters
    ----------
    texts : key to option and text

    Raises
    ------
    LedgerError
        for every text that is no day
    """
    problems = Problems()
    found: dict[str, date | None] = {}
    for key, (option, text) in texts.items():
        try:
            found[key] = date.fromisoformat(text) if text else None
        except ValueError:
            problems.add(option, f'"{text}" is not a day', "Give it as 2025-12-31.")
    problems.raise_if_any(LedgerError)
    return found
