"""Words of multi-regional tables: units, categories of final use, and what they mean here."""

from __future__ import annotations

import re

from commonweal.economy.importers.mapping import Role
from commonweal.units import UnitError, parse_unit

# Spellings of units in EXIOBASE, WIOD, Eora26, OECD ICIO and GLORIA as pymrio gives them.
UNITS = {
    "M.EUR": "million EUR",
    "M.Euro": "million EUR",
    "Mill USD": "million USD",
    "Mill. USD": "million USD",
    "mil. USD": "million USD",
    "Million USD": "million USD",
    "Million US dollars": "million USD",
    "millions of US$": "million USD",
    "mil US$": "million USD",
    "Mill EUR": "million EUR",
    "1000 USD": "thousand USD",
    "'000 US$": "thousand USD",
}

# Beginnings or parts of the names of categories, the first that is found counts. OECD: codes of
# the readme of the inter-country tables; WIOD 2013: c37 to c41 of its tables.
_ROLES: tuple[tuple[str, Role], ...] = (
    (r"household|non-?profit|npish|\bhfce\b|\bcons_h\b|\bcons_np\b|\bc37\b|\bc38\b", "household"),
    (r"government|\bggfc\b|\bcons_g\b|\bc39\b", "government"),
    (r"fixed capital|\binvestment\b|\bgfcf\b|\bc40\b", "investment"),
    (r"inventor|valuable|stock|\binvnt\b|\binven\b|\bc41\b", "stock_building"),
    (r"\bexports?\b|\bexp\b", "exports"),
    (r"direct purchases|\bdpabr\b", "household"),
    (r"non-?residents|\bnonres\b", "household"),
    (r"statistical|discrepanc|\bdisc\b|difference|negative entries", "other"),
)


def unit_of(text: str, year: int) -> str | None:
    """A unit of a multi-regional table as ours, money in prices of the year; None if unknown."""
    words = UNITS.get(text.strip(), text.strip())
    try:
        unit = parse_unit(words)
    except UnitError:
        return None
    if unit.is_money and not re.search(r"\d{4}$", unit.base):
        return f"{words}{year}"
    return words


def role_of(category: str) -> Role | None:
    """What a category of final use stands for by its name; None if the name does not say."""
    name = category.lower()
    for pattern, role in _ROLES:
        if re.search(pattern, name):
            return role
    return None
