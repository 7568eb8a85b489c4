"""People of the regions of WIOD, 1995 to 2011: ``python scripts/world_2011/people.py --raw PATH``.

Countries: Penn World Table 10.01, pop. Rest of the world: the World Bank's total less the
countries, Taiwan apart, which that total does not hold.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import pandas as pd

TARGET = Path("src/commonweal/economy/importers/wiod_people.csv")
YEARS = range(1995, 2012)
NOT_IN_TOTAL = "TWN"
REST = "RoW"
# World population by year [person]. World Bank, World Development Indicators, SP.POP.TOTL, World,
# edition of 2015 (CC BY 4.0), as copied in github.com/datasets/population, data/population.csv,
# commit 010c27f
WORLD = {
    1995: 5_698_211_084,
    1996: 5_780_013_705,
    1997: 5_861_972_182,
    1998: 5_942_975_661,
    1999: 6_023_021_255,
    2000: 6_101_957_391,
    2001: 6_179_980_341,
    2002: 6_257_397_750,
    2003: 6_334_778_776,
    2004: 6_412_467_468,
    2005: 6_490_290_049,
    2006: 6_568_341_537,
    2007: 6_646_374_814,
    2008: 6_725_583_836,
    2009: 6_804_920_804,
    2010: 6_884_348_814,
    2011: 6_964_279_912,
}


def people(raw: Path) -> pd.DataFrame:
    """Region, name, and people of each year [person], whole."""
    regions = pd.read_csv(raw / "world-wiod-2011" / "regions.csv", dtype=str).set_index("code")
    penn = pd.read_csv(raw / "pwt" / "pwt1001_wiod_countries_1995_2019.csv")
    millions = penn.pivot_table(index="isocode", columns="year", values="pop")
    frame = pd.DataFrame({"name": regions["name"]})
    countries = regions.index[regions["pwt_isocode"].notna()]
    for year in YEARS:
        persons = (millions[year] * 1e6).round()
        own = persons.loc[regions["pwt_isocode"][countries]].to_numpy()
        frame.loc[countries, str(year)] = own
        counted = own[countries != NOT_IN_TOTAL].sum()
        frame.loc[REST, str(year)] = WORLD[year] - counted
    figures = frame.drop(columns="name").astype("int64")
    return frame[["name"]].join(figures).rename_axis("region")


def main() -> None:
    """Write the file that ships with the importer."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--raw", type=Path, default=Path("../shared/data"))
    parser.add_argument("--out", type=Path, default=TARGET)
    chosen = parser.parse_args()
    people(chosen.raw).to_csv(chosen.out, lineterminator="\n")


if __name__ == "__main__":
    main()
