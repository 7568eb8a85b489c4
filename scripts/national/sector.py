"""One product with its activity, and the branches that products are gathered into."""

from __future__ import annotations

from typing import NamedTuple


class Sector(NamedTuple):
    """One product and its activity."""

    code: str  # of the statistical office
    label: str
    name: str
    group: str
    storable: bool
    spoilage: float  # share of a stock lost in a year
    build_years: int  # years from order to use


AGRICULTURE = "Agriculture"
MINING = "Mining"
ENERGY = "Energy and water"
LIGHT = "Food and light industry"
MATERIALS = "Materials"
MACHINERY = "Machinery and electronics"
BUILDING = "Construction and housing"
TRADE = "Trade, transport and catering"
BUSINESS = "Information, finance and business"
SOCIAL = "Public and social services"
