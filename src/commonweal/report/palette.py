"""Colours, the same in every figure, told apart by people who see few of them.

Branches take their colour from the order in which the data name them.
"""

from __future__ import annotations

from collections.abc import Iterable

from commonweal.case.case import Case

# Tol 2021, colour schemes for colour blindness ("muted"), indigo lightened for dark pages,
# grey light enough to be told from teal without red or green cones
QUALITATIVE = (
    "#4455AA",
    "#88CCEE",
    "#44AA99",
    "#117733",
    "#999933",
    "#DDCC77",
    "#CC6677",
    "#882255",
    "#AA4499",
    "#BBBBBB",
)
EMPHASIS = "#4455AA"  # the thing shown
CONTRAST = "#E8601C"  # what it is measured against: ceilings, targets, floors
QUIET = "#999999"  # the base year and what is not at issue
SEQUENCE = "Cividis"  # Nuñez, Anderton and Renslow 2018: even for all kinds of colour vision
YEARS = ("#C6DBEF", "#0B3C73")  # from the first year to the last, light to dark


def branch_colours(case: Case, dimension: str = "activity") -> dict[str, str]:
    """Colour of every branch of products, activities or needs."""
    return colours(dict.fromkeys(case.groups.get(dimension, {}).values()))


def colours(names: Iterable[str]) -> dict[str, str]:
    """A colour for each name in order; they repeat after ten."""
    return {name: QUALITATIVE[n % len(QUALITATIVE)] for n, name in enumerate(names)}


def year_colours(count: int) -> list[str]:
    """Colours of consecutive years, light to dark."""
    start, end = (tuple(int(c[n : n + 2], 16) for n in (1, 3, 5)) for c in YEARS)
    steps = [n / (count - 1) if count > 1 else 1.0 for n in range(count)]
    return [
        "#" + "".join(f"{round(a + (b - a) * s):02X}" for a, b in zip(start, end, strict=True))
        for s in steps
    ]


def faded(colour: str, opacity: float) -> str:
    """A colour with some transparency."""
    red, green, blue = (int(colour[n : n + 2], 16) for n in (1, 3, 5))
    return f"rgba({red},{green},{blue},{opacity:g})"
