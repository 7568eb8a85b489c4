"""Derive the tables of the AI Plus programme.

``python scripts/ai_plus/derive.py [--raw PATH]``

With the raw tables (--raw) the exposure of occupation groups and the sub-activity shares are
derived anew; without them the committed ones are used. techniques.csv and effects.csv are derived
in both cases from the economy china-2020. Nothing is random: the same inputs give the same bytes.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import pandas as pd
from exposure import group_exposure, sub_activity_shares
from facts import Facts, facts_of
from menu import Entry, menu
from sheet import write_csv

from commonweal.case.programme_tables import EFFECT_COLUMNS, TECHNIQUE_COLUMNS, VARIANTS
from commonweal.economy.tables import read_economy

TABLES = Path(__file__).parents[2] / "src/commonweal/case/bundled/programmes/ai-plus-tables"
ECONOMY = "china-2020"


def technique_cells(entry: Entry, facts: Facts) -> dict[str, str]:
    """The row of techniques.csv of one entry of the menu."""
    spread, share = entry.spread, entry.applies_to
    applies_to = float(facts.sub_activities[share]) if isinstance(share, str) else share
    notes = [spread.note, f"applies to: {share}" if isinstance(share, str) else "", entry.note]
    return {
        "technique": entry.name,
        "title": entry.title,
        "activity": entry.activity,
        "applies_to": f"{applies_to:.6g}",
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


def write_shares(raw: Path, tables: Path) -> None:
    """Write task_shares.csv and sub_activities.csv from the raw tables."""
    for name, table in (
        ("task_shares.csv", group_exposure(raw)),
        ("sub_activities.csv", sub_activity_shares(raw)),
    ):
        text = table.reset_index().map(lambda x: f"{x:.6g}" if isinstance(x, float) else str(x))
        write_csv(tables / name, list(text.columns), text.to_dict("records"))


def write_programme(facts: Facts, tables: Path) -> None:
    """Write techniques.csv and effects.csv."""
    entries = menu()
    write_csv(
        tables / "techniques.csv", TECHNIQUE_COLUMNS, (technique_cells(e, facts) for e in entries)
    )
    effects = (row.cells(entry.name) for entry in entries for row in entry.rows(facts))
    write_csv(tables / "effects.csv", EFFECT_COLUMNS, effects)


def main() -> None:
    """Derive every table and say what was written."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--raw", type=Path, help="folder of the raw tables")
    parser.add_argument("--tables", type=Path, default=TABLES, help="folder to write to")
    arguments = parser.parse_args()
    arguments.tables.mkdir(parents=True, exist_ok=True)
    if arguments.raw:
        write_shares(arguments.raw, arguments.tables)
    write_programme(facts_of(read_economy(ECONOMY), arguments.tables), arguments.tables)
    rows = {path.name: len(pd.read_csv(path)) for path in sorted(arguments.tables.glob("*.csv"))}
    print("\n".join(f"{name}: {count} rows" for name, count in rows.items()))


if __name__ == "__main__":
    main()
