"""Renew the tables of the study world-2016: ``python scripts/world_2011/study.py --raw PATH``.

With ``--check`` nothing is written, and the exit code says whether the tables are those that ship.
"""

from __future__ import annotations

import argparse
import re
import sys
import textwrap
from collections.abc import Mapping
from pathlib import Path

import pandas as pd
from rates import deficits, orders_growth, people_growth

from commonweal.economy.tables import read_economy

STUDY = Path("src/commonweal/case/bundled/studies/world-2016.yaml")
WIDTH = 100


def renewed(text: str, tables: Mapping[str, str]) -> str:
    """A study with the tables by region of some keys written anew.

    Parameters
    ----------
    text : of the study; each table stands below its section, in braces
    tables : "section.key" -> the table as text
    """
    for name, table in tables.items():
        section, key = name.split(".")
        found = re.compile(rf"(?ms)^({section}:\n(?:  [^\n]*\n)*?  {key}: )\{{.*?\}}$")
        text, count = found.subn(lambda match, new=table: f"{match[1]}{new}", text)
        if count != 1:
            raise ValueError(f"the study has {count} tables {name}")
    return text


def written(values: pd.Series, digits: int) -> str:
    """A table as YAML, its lines no longer than those of the study."""
    pairs = ", ".join(f"{region}:~{value:.{digits}f}" for region, value in values.items())
    lines = textwrap.wrap(pairs, WIDTH - 4, break_on_hyphens=False)
    return "{\n    " + "\n    ".join(lines).replace("~", " ") + "\n  }"


def tables(growth: pd.Series, people: pd.Series, deficit: pd.Series) -> dict[str, str]:
    """The tables by region of the study."""
    return {
        "start.growth": written(growth, 4),
        "people.growth": written(people, 4),
        "workers.growth": written(people, 4),
        "trade.balance": written(deficit, 0),
    }


def main() -> None:
    """Renew or check the study that ships."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--raw", type=Path, default=Path("../shared/data"))
    parser.add_argument("--check", action="store_true")
    chosen = parser.parse_args()
    world = read_economy("world-2011")
    old = STUDY.read_text(encoding="utf-8")
    new = renewed(
        old, tables(orders_growth(world), people_growth(chosen.raw, world), deficits(world))
    )
    if chosen.check:
        sys.exit(0 if new == old else 1)
    STUDY.write_text(new, encoding="utf-8")


if __name__ == "__main__":
    main()
