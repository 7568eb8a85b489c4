"""What must be earned for a valuation: Gordon's formula and its reverse."""

from __future__ import annotations

import math


def value_of_payouts(first: float, discount: float, growth: float) -> float:
    """Value of payouts that grow for ever [money].

    V = D1 / (r - g)

    Parameters
    ----------
    first : D1 [money/yr] payout of the coming year
    discount, growth : r, g [1/yr], r above g

    Raises
    ------
    ValueError
        where r is not above g: the sum of payouts has no end

    Source: Gordon 1959; Williams 1938
    """
    return first / _spread(discount, growth)


def required_payout(value: float, discount: float, growth: float) -> float:
    """Payout of the coming year that a value stands for: D1 = V (r - g) [money/yr]."""
    return value * _spread(discount, growth)


def required_later(value: float, discount: float, growth: float, years: int) -> float:
    """Payout of the year after ``years`` without any: D = V (1 + r)^n (r - g) [money/yr].

    The longer nothing is paid out, the more has to be paid out afterwards.
    """
    return value * (1.0 + discount) ** years * _spread(discount, growth)


def required_growth(
    value: float, payout: float, discount: float, growth: float, years: int
) -> float:
    """Yearly growth over ``years`` that brings the payout of now to where the value needs it.

    D (1 + x)^n (1 + g) / (r - g) = V (1 + r)^n,  payouts of the years before not counted

    Parameters
    ----------
    value : V [money]
    payout : D [money/yr] of now, above zero
    discount, growth : r, g [1/yr]; g afterwards, for ever
    years : n, at least 1
    """
    needed = required_later(value, discount, growth, years) / (1.0 + growth)
    return math.expm1(math.log(needed / payout) / years)


def _spread(discount: float, growth: float) -> float:
    if not discount > growth:
        text = f"payouts that grow by {growth:g} have no value at a discount of {discount:g}"
        raise ValueError(text)
    return discount - growth
