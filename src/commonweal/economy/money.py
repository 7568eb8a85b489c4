"""Dollars in a unit of money, near enough to see an error of a thousand and for nothing else."""

from __future__ import annotations

import re

from commonweal.units import UnitError, parse_unit

# National currency per US dollar, 2019: Penn World Table 10.01, xr
PER_DOLLAR = {
    "AUD": 1.4385,
    "BGN": 1.747,
    "BRL": 3.9273,
    "CAD": 1.3269,
    "CNY": 6.9084,
    "CZK": 22.9322,
    "DKK": 6.6694,
    "EUR": 0.8933,
    "GBP": 0.7834,
    "HUF": 290.66,
    "IDR": 14147.6714,
    "INR": 70.42,
    "JPY": 109.0097,
    "KRW": 1165.4989,
    "MXN": 19.2636,
    "PLN": 3.8394,
    "RON": 4.2379,
    "RUB": 64.7377,
    "SEK": 9.4583,
    "TRY": 5.6738,
    "TWD": 30.93,
    "USD": 1.0,
}


def dollars_in(unit: str) -> float | None:
    """US dollars in one unit of money, at the exchange rates of 2019.

    Parameters
    ----------
    unit : such as ``million CNY2020``

    Returns
    -------
    float, or None where the unit is no money or its rate is not known
    """
    try:
        parsed = parse_unit(unit)
    except UnitError:
        return None
    found = re.match(r"[A-Z]{3}", parsed.base)
    if not parsed.is_money or found is None or found.group() not in PER_DOLLAR:
        return None
    return float(parsed.multiplier) / PER_DOLLAR[found.group()]
