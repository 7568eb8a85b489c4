"""Hours that developing the techniques takes: who works on them, and how that is shared out.

    hours a year = people who can × share that works on these techniques × hours of a year

Half of it is spent alike on every technique, for each is a product of its own; the other half by
the hours that a technique would save at full use in the central case: effort goes where there is
work to be saved. After five years what has been made is kept up: with a share d of it growing old
each year, that takes 1 − (1 − d)^5 of the hours of a year of development.

A triple is (low, central, high) case of the programme's benefit: in the low case development is the
dearest.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from menu import Entry
from sheet import Triple

FIRST, LAST = 2026, 2030  # years of development; upkeep goes on after them without end
ALIKE = 0.5  # assumption: part of the hours that every technique takes alike
# bea-rates: what grows old a year of the results of software publishers, and of own software
AGEING = (0.33, 0.275, 0.22)  # central: the middle


@dataclass(frozen=True, kw_only=True)
class Developers:
    """Who works on the techniques of a place.

    Parameters
    ----------
    labour : labour type
    persons : who do, in the three cases
    source, words : where the number of people comes from, and which part of them is assumed
    """

    labour: str
    persons: Triple
    source: str
    words: str


CHINA_POOL = 950_000  # calss-2022: people with the skills of artificial intelligence
RESEARCHERS, SCIENTISTS, PROGRAMMERS = 30_840, 105_980, 1_364_180  # oews-2021

DEVELOPERS: Mapping[str, Developers] = {
    "china-2020": Developers(
        labour="workers",
        persons=(CHINA_POOL, 0.5 * CHINA_POOL, 0.25 * CHINA_POOL),  # assumption: shares
        source="calss-2022",
        words="of 950,000 people with the skills a half (all to a quarter) work on the techniques",
    ),
    "usa-2023": Developers(
        labour="college",
        persons=(
            RESEARCHERS + SCIENTISTS + 0.15 * PROGRAMMERS,
            RESEARCHERS + 0.5 * SCIENTISTS + 0.05 * PROGRAMMERS,
            RESEARCHERS + 0.25 * SCIENTISTS + 0.02 * PROGRAMMERS,
        ),  # assumption: shares
        source="oews-2021",
        words="30,840 computer scientists, a half (all to a quarter) of 105,980 data scientists "
        "and 5 % (15 to 2 %) of 1,364,180 software developers",
    ),
}


def upkeep(ageing: float) -> float:
    """Yearly upkeep after five years, over a year of development: 1 − (1 − d)^5."""
    return float(1.0 - (1.0 - ageing) ** (LAST - FIRST + 1))


def saved(
    entries: Iterable[Entry],
    parts: Mapping[str, float],
    effects: Iterable[Mapping[str, str]],
    economy: Any,
) -> dict[str, float]:
    """Hours that each technique saves at full use, central case, on the accounts' own hours [h/yr].

    Parameters
    ----------
    parts : technique → share of its activity's capacity that it applies to
    effects : rows of effects.csv
    """
    change = {entry.name: dict.fromkeys(economy.labour.index, 0.0) for entry in entries}
    for row in effects:
        if row["kind"] == "labour":
            named = economy.labour.index if row["label"] == "all" else [row["label"]]
            for kind in named:
                effect = float(row["task_share_central"]) * float(row["effect_central"])
                change[row["technique"]][kind] += effect
    return {
        entry.name: parts[entry.name]
        * sum(
            max(0.0, -change[entry.name][kind]) * float(economy.labour.loc[kind, entry.activity])
            for kind in economy.labour.index
        )
        for entry in entries
    }


def shares(hours: Mapping[str, float]) -> dict[str, float]:
    """Share of each technique in the hours of development, from the hours that it saves."""
    whole = sum(hours.values())
    return {name: ALIKE / len(hours) + (1.0 - ALIKE) * own / whole for name, own in hours.items()}


def research_cells(
    entries: Sequence[Entry],
    parts: Mapping[str, float],
    effects: Sequence[Mapping[str, str]],
    economy: Any,
) -> Iterator[dict[str, str]]:
    """Rows of research.csv: for every technique the years of development, and upkeep after them."""
    who = DEVELOPERS[str(economy.meta.name)]
    yearly = float(economy.labour_types["hours_per_worker"][who.labour])
    part = shares(saved(entries, parts, effects, economy))
    for entry in entries:
        spent = [persons * yearly * part[entry.name] for persons in who.persons]
        kept = [x * upkeep(d) for x, d in zip(spent, AGEING, strict=True)]
        for years, hours, source, words in (
            ((str(FIRST), str(LAST)), spent, who.source, f"estimate: {who.words}; development"),
            (
                (str(LAST + 1), ""),
                kept,
                "bea-rates",
                "estimate: 1 - (1 - d)^5 of a year of development, d 0.22 to 0.33; upkeep",
            ),
        ):
            low, central, high = hours
            yield {
                "technique": entry.name,
                "labour": who.labour,
                "first_year": years[0],
                "last_year": years[1],
                "hours_low": f"{low:.6g}",
                "hours_central": f"{central:.6g}",
                "hours_high": f"{high:.6g}",
                "evidence": "assumption",
                "source": source,
                "note": words,
            }
