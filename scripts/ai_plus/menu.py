"""One technique of a menu: its activity, how it may spread, and what it is bundled from.

The menus themselves are menu_china.py and menu_usa.py: they differ in the activities that a
technique is put on, not in what the technique does.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import components as c
from facts import Facts
from mining import mine_haulage
from public_services import services
from sheet import Row
from spread import HEAVY, PLANT, SOFTWARE, Spread

Bundle = Callable[[Facts, str], list[Row]]  # the rows of a technique put on an activity


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One technique of a menu; ``applies_to`` is a share or the name of a sub-activity."""

    name: str
    title: str
    activity: str
    spread: Spread
    rows: Bundle
    applies_to: float | str = 1.0
    available: int = 2026
    note: str = ""


def network(facts: Facts, activity: str) -> list[Row]:
    """Office assistant and predictive maintenance: what any plant or network can take up."""
    return [*c.desk(facts, activity), *c.maintenance(facts, activity)]


def digital(activity: str, name: str, title: str) -> Entry:
    """A plant, a mine or a network with office assistant and predictive maintenance."""
    return Entry(name=name, title=title, activity=activity, spread=SOFTWARE, rows=network)


def haulage(activity: str, noun: str, share: float | str, note: str) -> Entry:
    """Driverless haulage in the open pits of an activity."""
    return Entry(
        name=f"mine-haulage-{activity}",
        title=f"Driverless haulage, {noun} pits",
        activity=activity,
        spread=HEAVY,
        applies_to=share,
        rows=mine_haulage,
        note=note,
    )


def factories(suited: Mapping[str, float]) -> list[Entry]:
    """A smart factory for every activity of manufacturing."""
    return [
        Entry(
            name=f"smart-factory-{activity}",
            title=f"Smart factory: {activity.replace('-', ' ')}",
            activity=activity,
            spread=PLANT,
            rows=c.smart_factory,
        )
        for activity in suited
    ]


def assistants(titles: Mapping[str, str], rows: Bundle = services) -> list[Entry]:
    """Assistants of services, a title for each activity."""
    return [
        Entry(
            name=f"assistant-{activity}",
            title=title,
            activity=activity,
            spread=SOFTWARE,
            rows=rows,
        )
        for activity, title in titles.items()
    ]
