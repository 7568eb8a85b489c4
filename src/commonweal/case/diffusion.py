"""How fast a technique can spread: the Bass and the logistic curve, as shares of a sub-activity.

A diffusion curve is a ceiling on adoption, not a forecast: a plan may adopt less, never more.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

Curve = Literal["bass", "logistic"]


def bass(t: float, p: float, q: float) -> float:
    """Share that has adopted ``t`` years after the launch, by the Bass curve.

    F(t) = (1 − e^−(p+q)t) / (1 + (q/p) e^−(p+q)t),  F(t) = 0 for t ≤ 0

    Parameters
    ----------
    t : years since the launch
    p : share of the rest that adopts each year on its own [1/year], > 0
    q : the same by imitation, per share that has already adopted [1/year], ≥ 0

    Returns
    -------
    float : 0..1

    Raises
    ------
    ValueError : p not positive, or q negative

    Source: Bass 1969, A new product growth model for consumer durables
    """
    if p <= 0 or q < 0:
        raise ValueError(f"Bass curve needs p > 0 and q ≥ 0 (found p = {p}, q = {q})")
    if t <= 0:
        return 0.0
    decay = math.exp(-(p + q) * t)
    return (1.0 - decay) / (1.0 + q / p * decay)


def logistic(t: float, rate: float, midpoint: float) -> float:
    """Share that has adopted at time ``t``, by the logistic curve.

    F(t) = 1 / (1 + e^−rate·(t − midpoint))

    Parameters
    ----------
    t : time [years], on the same scale as ``midpoint``
    rate : speed [1/year], > 0
    midpoint : time at which half has adopted [years]

    Returns
    -------
    float : 0..1

    Raises
    ------
    ValueError : rate not positive

    Source: Griliches 1957; Mansfield 1961
    """
    if rate <= 0:
        raise ValueError(f"logistic curve needs rate > 0 (found {rate})")
    exponent = -rate * (t - midpoint)
    if exponent > 700.0:  # e^700 is near the largest double: the share is zero to machine precision
        return 0.0
    return 1.0 / (1.0 + math.exp(exponent))


@dataclass(frozen=True, kw_only=True)
class Diffusion:
    """A curve with its parameters: the largest share that can carry a technique in a year.

    D(year) = saturation · F(year − launch) (Bass), saturation · F(year; midpoint) (logistic)

    Parameters
    ----------
    curve : ``bass`` or ``logistic``
    speed : q of the Bass curve, or the rate of the logistic [1/year]
    saturation : share at which the curve ends, 0..1
    p : Bass only [1/year]
    launch : Bass only, the year in which F = 0
    midpoint : logistic only, the year in which F = 1/2
    """

    curve: Curve
    speed: float
    saturation: float = 1.0
    p: float | None = None
    launch: float | None = None
    midpoint: float | None = None

    def __post_init__(self) -> None:
        """Refuse parameters that no year could be evaluated with."""
        if not 0.0 <= self.saturation <= 1.0:
            raise ValueError(f"saturation must lie in 0..1 (found {self.saturation})")
        if self.curve == "bass" and (self.p is None or self.launch is None):
            raise ValueError("a Bass curve needs p and launch")
        if self.curve == "logistic" and self.midpoint is None:
            raise ValueError("a logistic curve needs a midpoint")
        self.share(2000)

    def share(self, year: float) -> float:
        """Largest share of the sub-activity that can carry the technique in ``year``, 0..1."""
        if self.p is not None and self.launch is not None and self.curve == "bass":
            return self.saturation * bass(year - self.launch, self.p, self.speed)
        if self.midpoint is not None and self.curve == "logistic":
            return self.saturation * logistic(year, self.speed, self.midpoint)
        raise ValueError(f'unknown curve "{self.curve}": bass or logistic')
