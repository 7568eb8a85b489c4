"""What the codes of the Bureau of Economic Analysis mean: final uses, branches, people by year."""

from __future__ import annotations

import re
from types import MappingProxyType

FINAL_USE = re.compile(r"F\d\d[0-9A-Z]\d*")
VALUE_ADDED = re.compile(r"V\d+|VA[A-Z]+")
TOTAL = re.compile(r"T[0-9A-Z]{2,4}")
CODE = re.compile(r"[0-9A-Z]{2,6}|Used|Other")

IMPORTS = "F05"
STOCKS = "F03"
EXPORTS = "F04"

# People, millions: to 2016 Penn World Table 10.01, pop; from 2017 residents on 1 July, Census
# Bureau, population estimates, vintages 2019, 2023 and, for 2024, 2024.
POPULATION = MappingProxyType(
    {
        1997: 271.7,
        1998: 275.2,
        1999: 278.5,
        2000: 281.7,
        2001: 284.6,
        2002: 287.3,
        2003: 289.8,
        2004: 292.4,
        2005: 295.0,
        2006: 297.8,
        2007: 300.6,
        2008: 303.5,
        2009: 306.3,
        2010: 309.0,
        2011: 311.6,
        2012: 314.0,
        2013: 316.4,
        2014: 318.7,
        2015: 320.9,
        2016: 323.0,
        2017: 325.1,
        2018: 326.8,
        2019: 328.2,
        2020: 331.5,
        2021: 332.0,
        2022: 333.3,
        2023: 334.9,
        2024: 340.1,
    }
)

# First characters of a code and the BEA sector they belong to, longest first.
_BRANCHES = (
    ("S00300", "Other"),
    ("S00900", "Other"),
    ("S00401", "Other"),
    ("S00402", "Other"),
    ("Used", "Other"),
    ("Other", "Other"),
    ("S00", "Government"),
    ("GF", "Government"),
    ("GS", "Government"),
    ("491", "Government"),
    ("HS", "Finance and real estate"),
    ("ORE", "Finance and real estate"),
    ("11", "Agriculture"),
    ("21", "Mining"),
    ("22", "Utilities"),
    ("23", "Construction"),
    ("31", "Manufacturing"),
    ("32", "Manufacturing"),
    ("33", "Manufacturing"),
    ("42", "Wholesale trade"),
    ("44", "Retail trade"),
    ("45", "Retail trade"),
    ("4A", "Retail trade"),
    ("4B", "Retail trade"),
    ("48", "Transport and storage"),
    ("49", "Transport and storage"),
    ("51", "Information"),
    ("52", "Finance and real estate"),
    ("53", "Finance and real estate"),
    ("54", "Professional and business services"),
    ("55", "Professional and business services"),
    ("56", "Professional and business services"),
    ("61", "Education and health"),
    ("62", "Education and health"),
    ("71", "Arts, lodging and food services"),
    ("72", "Arts, lodging and food services"),
    ("81", "Other services"),
)


def branch(code: str) -> str:
    """BEA sector of a summary or detail code; ``other`` if it is none of theirs."""
    return next((name for start, name in _BRANCHES if code.startswith(start)), "other")


def role(code: str) -> str:
    """What a final use stands for in a plan.

    F01 household, F02 investment, F03 stock-building, F04 exports; from F06 on government:
    consumption ends in C, investment in S, E or N.
    """
    kinds = {"F01": "household", "F02": "investment", STOCKS: "stock_building", EXPORTS: "exports"}
    if code[:3] in kinds:
        return kinds[code[:3]]
    return "government" if code[3:4] == "C" else "investment"
