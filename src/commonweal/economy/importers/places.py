"""Regions of a table of several: which label lies where, and who lives there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import pandas as pd

from commonweal.economy.importers.mapping import Regions
from commonweal.economy.importers.parts import Parts
from commonweal.errors import Problems, suggestion

SHOWN = 5  # assumption


def place_by_labels(parts: Parts, regions: Regions | None, problems: Problems) -> Parts:
    """Give every product, activity and category the region with which its label begins.

    Parameters
    ----------
    parts : blocks as read
    regions : of the mapping; None leaves the economy one region
    problems : where labels of no region are noted
    """
    if regions is None:
        return parts
    starts = {f"{region}{regions.join}": region for region in regions.people}
    places = {
        label: next((region for start, region in starts.items() if label.startswith(start)), "")
        for label in [*parts.products.labels, *parts.activities.labels, *parts.roles]
    }
    lost = [label for label, region in places.items() if not region and label not in parts.roles]
    for label in lost[:SHOWN]:
        what = f'"{label}" begins with no region'
        problems.add("regions.people", what, suggestion(label, starts))
    named = {region: (entry.name, entry.population) for region, entry in regions.people.items()}
    return placed(parts, places, named)


def placed(
    parts: Parts, places: Mapping[str, str], people: Mapping[str, tuple[str, float]]
) -> Parts:
    """Parts with the region of every label, and the regions.

    Parameters
    ----------
    parts : blocks
    places : label to region
    people : region to its name and population
    """

    def regions_of(labels: Sequence[str]) -> list[str]:
        return [places[label] for label in labels]

    frame = pd.DataFrame(
        {
            "name": [name for name, _ in people.values()],
            "population": [count for _, count in people.values()],
        },
        index=pd.Index(list(people), dtype="str", name="region"),
    )
    return replace(
        parts,
        products=replace(parts.products, regions=regions_of(parts.products.labels)),
        activities=replace(parts.activities, regions=regions_of(parts.activities.labels)),
        category_regions={label: places[label] for label in parts.roles},
        regions=frame,
    )
