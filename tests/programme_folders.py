"""Small programme folders, for tests of reading and of Hulten's sum."""

from __future__ import annotations

import csv
from pathlib import Path

from commonweal.case.programme_tables import EFFECT_COLUMNS, SOURCE_COLUMNS, TECHNIQUE_COLUMNS

HEAD = """\
name: small
title: A small programme
value: {value}
targets:
  half: {{title: Half, shares: {{2027: 0.5, 2030: 0.8}}, reading: share of hours, source: key}}
"""

TECHNIQUE = {
    "technique": "robots",
    "title": "Robots",
    "activity": "mills",
    "applies_to": "0.5",
    "available": "2026",
    "curve": "bass",
    "p": "0.03",
    "launch": "2023",
    "midpoint": "",
    "speed_low": "0.3",
    "speed_central": "0.38",
    "speed_high": "0.5",
    "saturation_low": "0.6",
    "saturation_central": "0.8",
    "saturation_high": "1",
    "evidence": "trial",
    "source": "key",
    "note": "",
}

SAVING = {
    "technique": "robots",
    "kind": "labour",
    "label": "all",
    "mode": "relative",
    "task_share_low": "0.4",
    "task_share_central": "0.5",
    "task_share_high": "0.6",
    "effect_low": "-0.1",
    "effect_central": "-0.2",
    "effect_high": "-0.3",
    "unit": "relative change per unit",
    "evidence": "trial",
    "source": "key",
    "note": "",
}


def cost(label: str = "steel", kind: str = "input", value: str = "0.05", mode: str = "add"):
    """A row that adds the same amount in all three cases."""
    shares = {f"task_share_{v}": "1" for v in ("low", "central", "high")}
    effects = {f"effect_{v}": value for v in ("low", "central", "high")}
    return SAVING | shares | effects | {"kind": kind, "label": label, "mode": mode}


def write_programme(
    folder: Path, techniques=(TECHNIQUE,), effects=(SAVING,), value="central", head=HEAD
) -> Path:
    """Write a programme folder with its tables in it."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "programme.yaml").write_text(head.format(value=value), encoding="utf-8")
    sources = [{"key": "key", "title": "A source", "year": "2024", "address": ""}]
    for name, columns, rows in (
        ("techniques.csv", TECHNIQUE_COLUMNS, techniques),
        ("effects.csv", EFFECT_COLUMNS, effects),
        ("sources.csv", SOURCE_COLUMNS, sources),
    ):
        with (folder / name).open("w", encoding="utf-8", newline="") as stream:
            header = list(dict.fromkeys([*columns, *(key for row in rows for key in row)]))
            writer = csv.DictWriter(stream, header, restval="")
            writer.writeheader()
            writer.writerows(rows)
    return folder
