"""Expected growth, value and reported revenue: when an impulse of optimism feeds itself.

Value is anchored in external revenue; expectation is not given, and no date is set for anything.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from commonweal.market.equity import learned_growth
from commonweal.market.system import MONTHS, Array


@dataclass(frozen=True)
class Loop:
    """Parameters of the loop from expected growth to reported revenue and back.

    Parameters
    ----------
    vendor_share : phi [1] part of new issues that comes back as sales of the vendor
    issue_rate : xi [1/yr] new issues, part of the market value
    multiple : M [yr] value over external revenue when nothing unusual is expected
    speed : lambda_g [1/yr] how fast expectations learn
    anchor : w_f [1] weight of growth of external revenue in what is learned from
    years : h [yr] for which growth is believed to last
    cap : [1/yr] no growth beyond it is believed
    growth : g_f [1/yr] of external revenue
    """

    vendor_share: float = 0.1  # assumption: free, design section 5
    issue_rate: float = 0.05  # assumption: free, design section 5
    multiple: float = 20.0  # assumption: free, no source found
    speed: float = 0.5  # assumption: free, design section 5
    anchor: float = 0.0  # assumption: free, reported revenue alone
    years: float = 3.0  # assumption: free, design section 5
    cap: float = 0.4  # assumption: free, e^(3 cap) = 3.3 is the trial's ceiling
    growth: float = 0.0  # assumption: external revenue stands still


@dataclass(frozen=True)
class Course:
    """A course of the loop, month by month.

    Parameters
    ----------
    price : (month) [1] market value over fundamental value
    vendor_share : (month) [1] vendor-funded part of reported revenue
    impulse : [1] price over fundamental that the impulse alone makes
    """

    price: Array
    vendor_share: Array
    impulse: float

    @property
    def peak(self) -> float:
        """Greatest price over what the impulse alone makes [1]."""
        return float(self.price.max()) / self.impulse


def funded_share(loop: Loop, expected: float) -> float:
    """Vendor-funded part of reported revenue [1] at an expected growth [1/yr].

    s = z / (1 + z),  z = phi xi M exp(h (g - g_f))
    """
    bought = loop.vendor_share * loop.issue_rate * loop.multiple
    bought *= math.exp(loop.years * (expected - loop.growth))
    return bought / (1.0 + bought)


def gain_of_share(share: float, speed: float, years: float, anchor: float) -> float:
    """Loop gain of a vendor-funded share s of revenue: G = lambda (1 - w_f) h s [1].

    Reported revenue is external revenue / (1 - s), and s rises with the value: d ln(reported) / dg
    = h s. Above one an impulse feeds itself.
    """
    return speed * (1.0 - anchor) * years * share


def gain_on_reported(share: float, speed: float, years: float, anchor: float) -> float:
    """Loop gain where value follows reported revenue: G = lambda (1 - w_f) h s / (1 - s) [1].

    The market simulation has it so. Infinite where all revenue is vendor-funded.
    """
    rest = 1.0 - share
    return math.inf if rest <= 0.0 else gain_of_share(share, speed, years, anchor) / rest


def gain(loop: Loop) -> float:
    """Loop gain at rest [1]."""
    share = funded_share(loop, loop.growth)
    return gain_of_share(share, loop.speed, loop.years, loop.anchor)


def course(loop: Loop, impulse: float, lasting: float = 1.0, years: float = 30.0) -> Course:
    """Follow an impulse of optimism month by month.

    g(t+1) = g + lambda (w_f g_f + (1 - w_f) g_rep - g) dt,  g_rep = 12 d ln(external / (1 - s))
    price / fundamental = exp(h (g + optimism - g_f)),  |g + optimism| <= cap

    Parameters
    ----------
    impulse : [1/yr] added to expected growth
    lasting : [yr] how long it is
    years : [yr] followed
    """
    months = round(MONTHS * years)
    until = round(MONTHS * lasting)
    learned, before = loop.growth, math.log1p(-funded_share(loop, loop.growth))
    prices, shares = np.empty(months), np.empty(months)
    for month in range(months):
        optimism = impulse if month < until else 0.0
        expected = max(-loop.cap, min(loop.cap, learned + optimism))
        shares[month] = funded_share(loop, expected)
        prices[month] = math.exp(loop.years * (expected - loop.growth))
        now = math.log1p(-shares[month])
        reported = loop.growth + MONTHS * (before - now)
        learned = learned_growth(learned, loop.growth, reported, loop.anchor, loop.speed, loop.cap)
        before = now
    return Course(prices, shares, math.exp(loop.years * impulse))
