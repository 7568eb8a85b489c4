"""Derive the tables of the AI Plus programme for one economy.

``python scripts/ai_plus/derive.py [china|usa] [--raw PATH] [--economy PATH] [--tables PATH]``

With the raw tables (--raw) the exposure of occupation groups, totals of occupations and the
sub-activity shares are derived anew; without them the committed ones are used. techniques.csv,
effects.csv and research.csv are derived in both cases from the bundled economy of the place.
Nothing is random: the same inputs give the same bytes.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import menu_china
import menu_usa
import pandas as pd
from china import CHINA
from exposure import group_exposure, occupation_totals, sub_activity_shares
from facts import Facts
from gather import facts_of
from gather_usa import facts_of_usa
from labour_types import by_type
from menu import Entry
from parts_usa import parts_of_usa
from place import Place
from research import research_cells
from sheet import write_csv
from usa import USA

from commonweal.case.programme_tables import EFFECT_COLUMNS, TECHNIQUE_COLUMNS, VARIANTS
from commonweal.case.research_table import RESEARCH_COLUMNS
from commonweal.economy.tables import read_economy

PROGRAMMES = Path(__file__).parents[2] / "src/commonweal/case/bundled/programmes"
EXPOSURE = PROGRAMMES / CHINA.tables  # task_shares.csv is one for all: its data are American


@dataclass(frozen=True, kw_only=True)
class Job:
    """How the tables of one place are made: its menu, its facts and its shares from raw tables."""

    place: Place
    menu: Callable[[], list[Entry]]
    facts: Callable[[Place, Any, Path, Path], Facts]
    shares: Mapping[str, Callable[[Path], pd.DataFrame]]
    exposure: Path | None = None  # folder of task_shares.csv where it is not made anew

    def exposure_folder(self, tables: Path) -> Path:
        """Where task_shares.csv is read from."""
        return tables if self.exposure is None else self.exposure


JOBS = {
    "china": Job(
        place=CHINA,
        menu=menu_china.menu,
        facts=facts_of,
        shares={"task_shares.csv": group_exposure, "sub_activities.csv": sub_activity_shares},
    ),
    "usa": Job(
        place=USA,
        menu=menu_usa.menu,
        facts=facts_of_usa,
        shares={"occupations.csv": occupation_totals, "sub_activities.csv": parts_of_usa},
        exposure=EXPOSURE,
    ),
}


def part_of(entry: Entry, facts: Facts) -> float:
    """Share of its activity's capacity that a technique applies to."""
    share = entry.applies_to
    return float(facts.sub_activities[share]) if isinstance(share, str) else share


def technique_cells(entry: Entry, facts: Facts) -> dict[str, str]:
    """The row of techniques.csv of one entry of the menu."""
    spread, share = entry.spread, entry.applies_to
    notes = [spread.note, f"applies to: {share}" if isinstance(share, str) else "", entry.note]
    return {
        "technique": entry.name,
        "title": entry.title,
        "activity": entry.activity,
        "applies_to": f"{part_of(entry, facts):.6g}",
        "available": str(entry.available),
        "curve": spread.curve,
        "p": "" if spread.p is None else f"{spread.p:g}",
        "launch": "" if spread.launch is None else str(spread.launch),
        "midpoint": "" if spread.midpoint is None else str(spread.midpoint),
        **{f"speed_{v}": f"{x:g}" for v, x in zip(VARIANTS, spread.speed, strict=True)},
        **{f"saturation_{v}": f"{x:g}" for v, x in zip(VARIANTS, spread.saturation, strict=True)},
        "evidence": spread.evidence,
        "source": spread.source,
        "note": "; ".join(note for note in notes if note),
    }


def write_shares(job: Job, raw: Path, tables: Path) -> None:
    """Write the tables of shares that come from the raw tables."""
    for name, made in job.shares.items():
        table = made(raw)
        text = table.reset_index().map(lambda x: f"{x:.6g}" if isinstance(x, float) else str(x))
        write_csv(tables / name, list(text.columns), text.to_dict("records"))


def write_programme(job: Job, facts: Facts, economy: Any, tables: Path) -> None:
    """Write techniques.csv, effects.csv and research.csv."""
    entries = job.menu()
    write_csv(
        tables / "techniques.csv", TECHNIQUE_COLUMNS, (technique_cells(e, facts) for e in entries)
    )
    effects = [
        own.cells(entry.name)
        for entry in entries
        for row in entry.rows(facts, entry.activity)
        for own in by_type(row, facts, entry.activity)
    ]
    write_csv(tables / "effects.csv", EFFECT_COLUMNS, effects)
    parts = {entry.name: part_of(entry, facts) for entry in entries}
    hours = research_cells(entries, parts, effects, economy)
    write_csv(tables / "research.csv", RESEARCH_COLUMNS, hours)


def main() -> None:
    """Derive every table and say what was written."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("place", nargs="?", choices=tuple(JOBS), default="china")
    parser.add_argument("--raw", type=Path, help="folder of the raw tables")
    parser.add_argument("--economy", help="economy to derive from; default the bundled one")
    parser.add_argument("--tables", type=Path, help="folder to write to")
    arguments = parser.parse_args()
    job = JOBS[arguments.place]
    tables = arguments.tables or PROGRAMMES / job.place.tables
    tables.mkdir(parents=True, exist_ok=True)
    if arguments.raw:
        write_shares(job, arguments.raw, tables)
    economy = read_economy(arguments.economy or job.place.economy)
    facts = job.facts(job.place, economy, tables, job.exposure_folder(tables))
    write_programme(job, facts, economy, tables)
    rows = {path.name: len(pd.read_csv(path)) for path in sorted(tables.glob("*.csv"))}
    print("\n".join(f"{name}: {count} rows" for name, count in rows.items()))


if __name__ == "__main__":
    main()
