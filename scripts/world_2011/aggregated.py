"""The world study on a smaller table: ``python scripts/world_2011/aggregated.py --out FOLDER``.

Twelve industries in each of eight regions or, with ``--all-regions``, of all 41. The folder holds
the economy and a study with the assumptions of world-2016, for ``commonweal plan FOLDER``.
"""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pandas as pd
from rates import deficits, orders_growth
from study import renewed, tables

from commonweal.case.study import BUNDLED, read_study
from commonweal.economy.economy import Economy
from commonweal.economy.regions import region_labels
from commonweal.economy.tables import read_economy, write_economy
from commonweal.economy.transform.aggregate import aggregate
from commonweal.economy.transform.concordance import Concordance

NAMED = ("needs", "assets", "labour_types", "categories")
NOTES = "world-2011 put together by scripts/world_2011/aggregated.py"
Groups = dict[str, tuple[str, tuple[str, ...]]]
REGIONS: Groups = {
    "CHN": ("China", ("CHN",)),
    "USA": ("United States", ("USA",)),
    "JPK": ("Japan, Korea and Taiwan", ("JPN", "KOR", "TWN")),
    "EUN": (
        "Northern and western Europe",
        ("AUT", "BEL", "DEU", "DNK", "FIN", "FRA", "GBR", "IRL", "LUX", "NLD", "SWE"),
    ),
    "EUS": ("Southern Europe", ("CYP", "ESP", "GRC", "ITA", "MLT", "PRT")),
    "EUE": (
        "Eastern Europe, Russia and Turkey",
        (*("BGR", "CZE", "EST", "HUN", "LTU", "LVA", "POL", "ROM", "RUS", "SVK", "SVN", "TUR"),),
    ),
    "OTH": ("Australia, Brazil, Canada and Mexico", ("AUS", "BRA", "CAN", "MEX")),
    "SOU": ("India, Indonesia and the rest of the world", ("IDN", "IND", "RoW")),
}
INDUSTRIES: Groups = {
    "food": ("Farming and food", ("agriculture", "food")),
    "mining": ("Mining and fuels", ("mining", "fuels")),
    "light": (
        "Light industry",
        ("textiles", "leather", "wood", "paper-printing", "other-manufacturing"),
    ),
    "materials": ("Materials", ("chemicals", "rubber-plastics", "minerals", "metals")),
    "machines": ("Machines and vehicles", ("machinery", "electrical-optical", "vehicles")),
    "utilities": ("Electricity, gas and water", ("utilities",)),
    "construction": ("Construction", ("construction",)),
    "trade": ("Trade and catering", ("vehicle-trade", "wholesale", "retail", "catering")),
    "transport": (
        "Transport and communication",
        (
            *("inland-transport", "water-transport", "air-transport", "transport-services"),
            "post-telecoms",
        ),
    ),
    "business": ("Finance and business services", ("finance", "business-services")),
    "homes": ("Real estate", ("real-estate",)),
    "public": (
        "Public and personal services",
        ("administration", "education", "health", "other-services", "domestic-work"),
    ),
}


def every_region(world: Economy) -> Groups:
    """Each region a group of its own."""
    if world.regions is None:
        raise ValueError("the world has regions")
    return {str(r): (str(name), (str(r),)) for r, name in world.regions["name"].items()}


def smaller(world: Economy, regions: Groups = REGIONS) -> Economy:
    """The world in groups of regions with twelve industries each."""
    group = {old: new for new, (_, members) in regions.items() for old in members}
    titles = {new: name for new, (name, _) in regions.items()}
    by_region = aggregate(world, {"regions": Concordance(group, titles)})
    branch = {old: new for new, (_, members) in INDUSTRIES.items() for old in members}
    names = {new: name for new, (name, _) in INDUSTRIES.items()}
    named = {table: _named(by_region, world, table, titles) for table in NAMED}
    joined = {
        table: _joined(by_region, table, branch, names, titles)
        for table in ("products", "activities")
    }
    title = f"The world, 2011, {len(regions)} regions with {len(INDUSTRIES)} industries"
    meta = replace(by_region.meta, name=f"world-of-{len(regions)}", title=title, notes=NOTES)
    return aggregate(by_region, named | joined, meta)


def _joined(
    economy: Economy,
    table: str,
    branch: Mapping[str, str],
    names: Mapping[str, str],
    titles: Mapping[str, str],
) -> Concordance:
    """Labels REGION:industry to REGION:branch, with names of both."""
    frame = economy.table(table)
    targets, seen = {}, {}
    for label in () if frame is None else frame.index:
        region, _, industry = str(label).partition(":")
        targets[str(label)] = new = f"{region}:{branch[industry]}"
        seen[new] = f"{names[branch[industry]]}, {titles[region]}"
    return Concordance(targets, seen)


def _named(economy: Economy, world: Economy, table: str, titles: Mapping[str, str]) -> Concordance:
    """The same labels, named as in the world table: "Food and drink, Southern Europe"."""
    frame, old = economy.table(table), world.table(table)
    if frame is None or old is None:
        raise ValueError(f"the world has the table {table}")
    what = {str(label).partition(":")[2]: str(name) for label, name in old["name"].items()}
    names = {}
    for label in (str(x) for x in frame.index):
        region, _, kind = label.partition(":")
        if region not in titles:  # what lies in no region keeps its name
            names[label] = str(frame["name"][label])
            continue
        names[label] = f"{what[kind].rpartition(', ')[0]}, {titles[region]}"
    return Concordance({label: label for label in names}, names)


def study_of(economy: Economy, world: Economy, groups: Groups = REGIONS) -> str:
    """The study world-2016 with the tables by region of a smaller world.

    People of a group grow as those of its regions together; orders and deficits follow from the
    smaller table as they do from the large one.
    """
    study = read_study("world-2016")
    regions = world.regions
    growth = study.people.growth
    if regions is None or not isinstance(growth, Mapping):
        raise ValueError("the world study has people by region")
    heads = regions["population"]
    each = heads * pd.Series(growth)
    people = pd.Series(
        {
            new: each[list(members)].sum() / heads[list(members)].sum()
            for new, (_, members) in groups.items()
        }
    )
    text = (BUNDLED / "world-2016.yaml").read_text(encoding="utf-8").partition("\n")[2]
    text = text.replace("economy: world-2011\n", "economy: ./economy\n")
    text = text.replace("for 41 regions", f"for {len(groups)} regions with 12 industries")
    if len(groups) < len(heads):
        text = text.replace("  name: interior\n", "  name: auto\n")
    labels = list(region_labels(economy))
    return renewed(text, tables(orders_growth(economy), people[labels], deficits(economy)))


def main() -> None:
    """Write the economy and the study."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--all-regions", action="store_true")
    chosen = parser.parse_args()
    folder, world = chosen.out, read_economy("world-2011")
    groups = every_region(world) if chosen.all_regions else REGIONS
    economy = smaller(world, groups)
    write_economy(economy, folder / "economy")
    (folder / "study.yaml").write_text(study_of(economy, world, groups), encoding="utf-8")


if __name__ == "__main__":
    main()
