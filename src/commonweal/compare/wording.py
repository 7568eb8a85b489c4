"""Numbers as they are read: shares, changes, small and large values."""

from __future__ import annotations

import math

SPACE = "\N{NO-BREAK SPACE}"
MINUS = "\N{MINUS SIGN}"


def percent(value: float, digits: int = 0) -> str:
    """A share as a percentage: 38 %."""
    return f"{signed(value * 100, digits)}{SPACE}%"


def change(value: float) -> str:
    """A relative change: +31 %, −4.2 %, unchanged."""
    if abs(value) < 5e-4:  # half of the last digit shown
        return "unchanged"
    plus = "+" if value > 0 else ""
    return plus + percent(value, 0 if abs(value) >= 0.0995 else 1)


def sensible(value: float) -> str:
    """Four digits that matter: 1,234,000 · 12.34 · 0.001234."""
    if math.isnan(value):
        return ""
    if value == 0:
        return "0"
    power = math.floor(math.log10(abs(value)))
    if power < -6:
        return f"{signed(value / 10.0**power, 1)}{SPACE}×{SPACE}10{_raised(power)}"
    if power >= 4:
        return signed(round(value, 4 - power - 1), 0)
    return signed(value, max(0, 3 - power))


def below(value: float) -> str:
    """The power of ten that a small number does not exceed: 10⁻⁹; 0 for nothing at all."""
    if abs(value) < 1e-15:  # beyond double precision
        return "0"
    return f"10{_raised(math.ceil(math.log10(abs(value))))}"


def signed(value: float, digits: int) -> str:
    """A number with separators and a true minus sign; no minus on a zero."""
    text = f"{value:,.{digits}f}"
    if text.startswith("-"):
        return text[1:] if float(text.replace(",", "")) == 0 else MINUS + text[1:]
    return text


def _raised(power: int) -> str:
    return str(power).translate(str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹"))
