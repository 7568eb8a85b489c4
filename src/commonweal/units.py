"""Units: parse, check and convert, at the border only.

A unit is a multiplier and a base, such as ``million CNY2020`` = 1e6 x ``CNY2020``. Two units fit
each other if their bases are the same; the factor between them is the ratio of the multipliers.
Prices of different years are different bases: ``CNY2020`` does not fit ``CNY2019`` or ``CNY``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import get_close_matches
from fractions import Fraction
from types import MappingProxyType


class UnitError(ValueError):
    """A text is not a unit, or two units do not fit; the message says why and what to do."""


_WORDS = MappingProxyType(
    {
        "k": 10**3,
        "thousand": 10**3,
        "million": 10**6,
        "billion": 10**9,
        "trillion": 10**12,
    }
)

# name: (multiple of the base, base). Mass and energy by the International System of Units (BIPM,
# SI brochure, 9th edition, 2019); the year, the person and counted things are bases of their own.
_NAMES: MappingProxyType[str, tuple[Fraction, str]] = MappingProxyType(
    {
        "1": (Fraction(1), "1"),
        "h": (Fraction(1), "h"),
        "hour": (Fraction(1), "h"),
        "hours": (Fraction(1), "h"),
        "yr": (Fraction(1), "yr"),
        "year": (Fraction(1), "yr"),
        "years": (Fraction(1), "yr"),
        "person": (Fraction(1), "person"),
        "persons": (Fraction(1), "person"),
        "people": (Fraction(1), "person"),
        "piece": (Fraction(1), "piece"),
        "pieces": (Fraction(1), "piece"),
        "unit": (Fraction(1), "piece"),
        "units": (Fraction(1), "piece"),
        "g": (Fraction(1, 10**6), "t"),
        "kg": (Fraction(1, 10**3), "t"),
        "t": (Fraction(1), "t"),
        "tonne": (Fraction(1), "t"),
        "tonnes": (Fraction(1), "t"),
        "kt": (Fraction(10**3), "t"),
        "Mt": (Fraction(10**6), "t"),
        "Gt": (Fraction(10**9), "t"),
        "J": (Fraction(1, 3_600_000), "kWh"),
        "MJ": (Fraction(10**6, 3_600_000), "kWh"),
        "GJ": (Fraction(10**9, 3_600_000), "kWh"),
        "TJ": (Fraction(10**12, 3_600_000), "kWh"),
        "PJ": (Fraction(10**15, 3_600_000), "kWh"),
        "EJ": (Fraction(10**18, 3_600_000), "kWh"),
        "kWh": (Fraction(1), "kWh"),
        "MWh": (Fraction(10**3), "kWh"),
        "GWh": (Fraction(10**6), "kWh"),
        "TWh": (Fraction(10**9), "kWh"),
        "m": (Fraction(1), "m"),
        "km": (Fraction(10**3), "m"),
        "m2": (Fraction(1), "m2"),
        "ha": (Fraction(10**4), "m2"),
        "km2": (Fraction(10**6), "m2"),
        "l": (Fraction(1, 10**3), "m3"),
        "m3": (Fraction(1), "m3"),
        "km3": (Fraction(10**9), "m3"),
        "tkm": (Fraction(1), "tkm"),
        "pkm": (Fraction(1), "pkm"),
    }
)

# ISO 4217 codes of the countries and regions in WIOD, OECD ICIO and EXIOBASE, and "LCU".
_CURRENCIES = frozenset(
    re.findall(
        r"[A-Z]{3}",
        "AED ARS AUD BDT BGN BND BRL CAD CHF CLP CNY COP CRC CZK DKK EGP EUR GBP HKD HRK HUF IDR "
        "ILS INR ISK JPY KES KHR KRW KZT LAK LCU MAD MMK MXN MYR NGN NOK NZD PEN PHP PKR PLN RON "
        "RSD RUB SAR SEK SGD SUR THB TND TRY TWD UAH USD VND XAF XOF YUG ZAR",
    )
)
_CURRENCY = re.compile(r"([A-Z]{3})(\d{4})?\Z")
_COUNT = re.compile(r"(\d+(?:\.\d+)?(?:[eE]\+?\d+)?)(k?)\Z")


@dataclass(frozen=True)
class Unit:
    """A multiplier and a base.

    Parameters
    ----------
    text : as written
    multiplier : number of base units in one unit, exact
    base : what is measured, with its qualifier, such as ``t CO2e`` or ``CNY2020``
    """

    text: str
    multiplier: Fraction
    base: str

    @property
    def is_money(self) -> bool:
        """Whether the base is a currency, of current or constant prices."""
        found = _CURRENCY.match(self.base)
        return found is not None and found.group(1) in _CURRENCIES

    def __str__(self) -> str:
        return self.text


def parse_unit(text: str) -> Unit:
    """Read a unit.

    unit = [numbers and number words] base [qualifier], or unit / unit

    Parameters
    ----------
    text : such as ``million CNY2020``, ``10k person``, ``TWh``, ``Mt CO2e``, ``piece car``

    Returns
    -------
    Unit

    Raises
    ------
    UnitError
        if the text is blank or its base is not known
    """
    parts = [part.split() for part in text.split("/")]
    if not all(parts) or len(parts) > 2:
        raise UnitError(f'"{text}" is not a unit. Write a unit such as million CNY2020, t or h')
    top = _simple(parts[0], text)
    if len(parts) == 1:
        return top
    bottom = _simple(parts[1], text)
    return Unit(text, top.multiplier / bottom.multiplier, f"{top.base}/{bottom.base}")


def _simple(words: list[str], text: str) -> Unit:
    multiplier = Fraction(1)
    while len(words) > 1 and (count := _count(words[0])) is not None:
        multiplier *= count
        words = words[1:]
    if multiplier == 0:
        raise UnitError(f'"{text}" is zero times a unit. Leave the number out')
    head, qualifier = words[0], words[1:]
    found = _CURRENCY.match(head)
    if found and found.group(1) in _CURRENCIES:
        if len(qualifier) == 1 and not found.group(2) and re.fullmatch(r"\d{4}", qualifier[0]):
            head, qualifier = head + qualifier[0], []
        if qualifier:
            raise UnitError(f'"{text}" has words after the currency. Write {head} alone')
        return Unit(text, multiplier, head)
    if head not in _NAMES:
        near = get_close_matches(head, [*_NAMES, *_WORDS, *sorted(_CURRENCIES)], n=1, cutoff=0.6)
        meant = f'Did you mean "{near[0]}"? ' if near else ""
        raise UnitError(
            f'"{text}" is an unknown unit: "{head}" is not known. {meant}Write money as CNY2020, '
            f"mass as t, energy as kWh, time as h, people as person, and a thing that is counted "
            f'as "piece" and its name'
        )
    size, base = _NAMES[head]
    return Unit(text, multiplier * size, " ".join([base, *qualifier]))


def _count(word: str) -> Fraction | None:
    if word in _WORDS:
        return Fraction(_WORDS[word])
    found = _COUNT.match(word)
    if found is None:
        return None
    return Fraction(found.group(1)) * (1000 if found.group(2) else 1)


def compatible(one: str | Unit, other: str | Unit) -> bool:
    """Whether numbers in one unit can be given in the other."""
    return _unit(one).base == _unit(other).base


def factor(given: str | Unit, wanted: str | Unit) -> float:
    """What a number in the unit given is multiplied by to be in the unit wanted.

    factor = multiplier(given) / multiplier(wanted)

    Parameters
    ----------
    given, wanted : units of the same base

    Returns
    -------
    float
        the exact ratio, rounded once

    Raises
    ------
    UnitError
        if a unit is unknown or the bases differ
    """
    start, end = _unit(given), _unit(wanted)
    if start.base != end.base:
        raise UnitError(f'"{start}" does not fit "{end}": {start.base} is not {end.base}')
    return float(start.multiplier / end.multiplier)


def _unit(unit: str | Unit) -> Unit:
    return unit if isinstance(unit, Unit) else parse_unit(unit)
