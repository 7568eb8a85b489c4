"""Targets of a programme: an official text, read as shares of something in the model."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from commonweal.case.csv_rows import FIRST_YEAR, LAST_YEAR
from commonweal.case.programme_tables import Source
from commonweal.errors import Problems, suggestion

TARGET_KEYS = ("title", "shares", "reading", "source")


@dataclass(frozen=True, kw_only=True)
class Target:
    """An adoption share that the programme wants in certain years.

    Parameters
    ----------
    name, title : key and readable name
    shares : year → share, 0..1, not falling
    reading : how the official text is turned into a share of something in the model
    source : key of a source
    """

    name: str
    title: str
    shares: Mapping[int, float]
    reading: str
    source: str


def read_targets(raw: Any, sources: Mapping[str, Source], problems: Problems) -> tuple[Target, ...]:
    """The targets of a programme, from the mapping in programme.yaml.

    Parameters
    ----------
    raw : name → {title, shares, reading, source}, as the YAML gives it
    sources : known sources by key
    problems : takes every problem found

    Returns
    -------
    tuple of Target
    """
    if not isinstance(raw, Mapping):
        problems.add("programme.yaml, targets", "is no mapping", "Give name: {shares: …}.")
        return ()
    found = []
    for name, entry in raw.items():
        where = f"programme.yaml, targets.{name}"
        if not isinstance(entry, Mapping):
            problems.add(where, f'"{entry}" is no mapping', "Give shares, reading and source.")
            continue
        for key in entry:
            if key not in TARGET_KEYS:
                problems.add(where, f'unknown key "{key}"', suggestion(key, TARGET_KEYS))
        source = str(entry.get("source") or "")
        if source not in sources:
            problems.add(
                f"{where}.source", f'"{source}" is not in sources.csv', suggestion(source, sources)
            )
        if not entry.get("reading"):
            problems.add(
                f"{where}.reading", "is empty", "Say what the share is taken to be a share of."
            )
        found.append(
            Target(
                name=str(name),
                title=str(entry.get("title") or name),
                shares=_target_shares(entry.get("shares"), f"{where}.shares", problems),
                reading=str(entry.get("reading") or ""),
                source=source,
            )
        )
    return tuple(found)


def _target_shares(raw: Any, where: str, problems: Problems) -> dict[int, float]:
    """Year → share: years ordered as written, shares 0..1 and not falling."""
    if not isinstance(raw, Mapping) or not raw:
        problems.add(where, "is empty", "Give year: share, such as 2027: 0.7.")
        return {}
    shares: dict[int, float] = {}
    for year, share in raw.items():
        if (
            isinstance(year, bool)
            or not isinstance(year, int)
            or not (FIRST_YEAR <= year <= LAST_YEAR)
        ):
            problems.add(where, f'"{year}" is not a year', "Give a whole year such as 2027.")
            continue
        if isinstance(share, bool) or not isinstance(share, (int, float)) or not 0 <= share <= 1:
            problems.add(f"{where}.{year}", f"{share} is not a share in 0..1", "Write 70 % as 0.7.")
            continue
        if shares and year < max(shares):
            problems.add(where, f"{year} comes after {max(shares)}", "Order the years.")
        elif shares and share < shares[max(shares)]:
            problems.add(
                f"{where}.{year}",
                f"{share} is below the target of {max(shares)} ({shares[max(shares)]})",
                "A target may not fall.",
            )
        shares[year] = float(share)
    return shares
