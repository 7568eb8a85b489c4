"""How far real wages may follow productivity before the rate of profit falls.

Key: b wage basket per hour, lambda labour values, pi rise of productivity, m rise of the real
wage, eps its elasticity, r* uniform rate of profit; 0 before, 1 after.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from commonweal.market.theory.curve import real_wage
from commonweal.market.theory.rates import uniform_profit_rate
from commonweal.market.theory.system import Array, System
from commonweal.market.theory.values import labour_values

NOTHING = 1e-12  # assumption: a change of productivity below this is none


@dataclass(frozen=True)
class CriticalElasticity:
    """The elasticity of wages at which the rate of profit stays.

    Parameters
    ----------
    value : eps*; with a smaller elasticity r* rises, with a larger one it falls
    productivity : pi [1] hours in a wage basket before, per hour after
    wage : m [1] real wage that the new system pays at the old rate, per old wage
    rate : r* [1/yr] before
    """

    value: float
    productivity: float
    wage: float
    rate: float


def productivity_gain(old: System, new: System, basket: Array) -> float:
    """Hours in the wage basket before, per hour after: pi = lambda_0 b / lambda_1 b [1]."""
    return float(labour_values(old) @ basket) / float(labour_values(new) @ basket)


def critical_elasticity(old: System, new: System, basket: Array) -> CriticalElasticity:
    """Elasticity of the real wage to productivity at which r* is the same before and after.

    m = w_1(r*_0) in baskets, eps* = ln m / ln pi

    If only labour is saved, everywhere alike, eps* = 1: profit keeps its rate when wages take the
    whole gain. If capital or materials per unit rise as well, less is left for wages, eps* < 1.

    Parameters
    ----------
    old, new : systems of the same products
    basket : b (n) [unit / h] real wage before

    Returns
    -------
    CriticalElasticity

    Raises
    ------
    ValueError
        if productivity does not rise, so that there is nothing that wages could follow
    """
    rate = uniform_profit_rate(old, basket)
    gain = productivity_gain(old, new, basket)
    if not math.log(gain) > NOTHING:
        raise ValueError(
            f"the wage basket takes {1 / gain:.6g} times the hours of before: productivity does "
            f"not rise, and there is no elasticity to it"
        )
    wage = real_wage(new, rate, basket) / real_wage(old, rate, basket)
    return CriticalElasticity(math.log(wage) / math.log(gain), gain, wage, rate)


def rate_at_elasticity(old: System, new: System, basket: Array, elasticity: float) -> float:
    """Uniform rate of profit after the change when real wages rose by pi^eps.

    r* of the new system at the basket b pi^eps

    Parameters
    ----------
    old, new : systems of the same products
    basket : b (n) [unit / h] real wage before
    elasticity : eps; 0 leaves the real wage as it was, 1 lets it rise with productivity

    Returns
    -------
    r* [1/yr]
    """
    gain = productivity_gain(old, new, basket)
    return uniform_profit_rate(new, basket * gain**elasticity)
