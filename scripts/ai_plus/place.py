"""What is particular to one economy: its labels, its prices, its land, its shares of hours.

The evidence on techniques (facts.py, spread.py and the modules of the techniques) is the same
everywhere. A place says what an input is called there, what a head, a hectare or a vehicle costs
in its money, and which assumptions on hours hold. Triples are the low, central and high case of
the programme's benefit.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sheet import Triple


@dataclass(frozen=True, kw_only=True)
class Bought:
    """An input as a place names it: a product, and which part of that product it is.

    ``part`` is the share of what activities buy of the product that is the input meant: a number,
    or the name of a derived share; the words say where it comes from. Changes are multiplied by it.
    """

    product: str
    part: float | str = 1.0
    words: str = ""


@dataclass(frozen=True, kw_only=True)
class Money:
    """Prices and costs in the money of the place: what was seen, converted, and what is assumed."""

    word: str  # as notes write it
    per_usd: float
    per_eur: float
    per_aud: float
    per_kwh: float
    software_per_user: Triple  # model and service of an office assistant a year, without computing
    per_robot: Triple  # an arm alone
    robot_evidence: str
    robot_source: str
    sensors_per_worker: Triple
    tills_per_worker: Triple
    vehicle_kit: Triple
    haul_truck_kit: Triple


@dataclass(frozen=True, kw_only=True)
class Land:
    """Farms: area and output to find hectares per unit, and shares of hours and of land."""

    hectares: float
    output: float  # money a year, of the same year
    vegetable_area: float
    vegetable_hours: Triple
    drones_suited: Triple
    drones_per_hectare: Triple  # money
    drone_power_per_hectare: float  # money a year
    spraying_hours: Triple
    milking_hours: Triple
    cows: float
    cows_words: str
    booms_per_hectare: Triple


@dataclass(frozen=True, kw_only=True)
class Coal:
    """Coal: tonnes and their value in one year."""

    tonnes: float
    value: float  # money a year, of the same year


@dataclass(frozen=True, kw_only=True)
class Place:
    """An economy as the derivation needs it.

    Parameters
    ----------
    economy : name of the bundled economy
    tables : folder of the programme's tables, beside the programmes
    country : as notes write it
    table_year : of the input-output table that parts are found from
    labour_types : types that hours fall on; a single ``all`` where hours have one type
    bought : input meant by the evidence → how the place names it
    energy_goods : storable products that are no material of a plant
    carbon : the limit that burning fuels counts under; empty where the economy has none
    support_hours, coding_hours : activity → share of hours, pattern before it meets a total
    robot_suited : manufacturing activity → share of its plants like those that were studied
    sales_per_margin : sales per unit of the output of shops, which is their margin
    drivers_per_vehicle : persons
    operating_hours : activity → share of hours that drive on trunk and fixed routes
    terminal_hours : activity → share of hours in container terminals
    """

    economy: str
    tables: str
    country: str
    table_year: int
    labour_types: tuple[str, ...]
    money: Money
    land: Land
    coal: Coal
    bought: Mapping[str, Bought]
    energy_goods: tuple[str, ...]
    carbon: str
    support_hours: Mapping[str, float]
    coding_hours: Mapping[str, float]
    robot_suited: Mapping[str, float]
    sales_per_margin: float
    drivers_per_vehicle: float
    operating_hours: Mapping[str, Triple]
    terminal_hours: Mapping[str, Triple]


def amount(value: float) -> str:
    """An amount of money as notes write it: 3,000 or 0.6."""
    return f"{value:,.10g}"
