"""How fast kinds of techniques spread, from earlier ones that were measured."""

from __future__ import annotations

from dataclasses import dataclass

from sheet import Triple


@dataclass(frozen=True, kw_only=True)
class Spread:
    """A diffusion curve: how fast, and where it ends."""

    curve: str
    speed: Triple
    saturation: Triple
    p: float | None = None
    launch: int | None = None
    midpoint: int | None = None
    evidence: str
    source: str
    note: str


SOFTWARE = Spread(
    curve="bass",
    p=0.03,
    launch=2023,
    speed=(0.30, 0.38, 0.50),
    saturation=(0.7, 0.85, 1.0),
    evidence="field study",
    source="bass-average",
    note="average of Bass studies; launch of usable language models",
)
PLANT = Spread(
    curve="bass",
    p=0.01,
    launch=2020,
    speed=(0.118, 0.30, 0.519),
    saturation=(0.6, 0.8, 1.0),
    evidence="field study",
    source="bass-tractor-baler",
    note="machines between tractor and hay baler; launch is an assumption",
)
FARM = Spread(
    curve="bass",
    p=0.0072,
    launch=2018,
    speed=(0.118, 0.25, 0.519),
    saturation=(0.5, 0.7, 0.9),
    evidence="field study",
    source="bass-tractor-baler",
    note="farm machines between tractor and hay baler; launch is an assumption",
)
COAL = Spread(
    curve="logistic",
    midpoint=2027,
    speed=(0.29, 0.29, 0.29),
    saturation=(0.6, 0.8, 0.95),
    evidence="official statement",
    source="scio-2023",
    note="3 faces in 2015, 494 in 2020, 1,400 in 2023; midpoint is an assumption",
)
HEAVY = Spread(
    curve="logistic",
    midpoint=2038,
    speed=(0.15, 0.15, 0.15),
    saturation=(0.5, 0.8, 1.0),
    evidence="field study",
    source="conversable-2014",
    note="heavy infrastructure, 30 years from 10 to 90 %; midpoint is an assumption",
)
