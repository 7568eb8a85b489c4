"""What is paid for a technique that somebody owns: a claim on income that takes no resources.

Key: theta share of the saving, C full cost of a unit, 0 the process that is changed, l hours.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from commonweal.market.theory.menu import Menu


def share_of_saving(menu: Menu, theta: float) -> Menu:
    """The menu as it is charged when the owner takes a share of the saving in full cost.

    charge = theta (C_0 - C), so that the user pays (1 - theta) C + theta C_0

    At any given prices a technique that saves cost still does so: the licence never blocks it as
    long as theta is below 1. It raises prices, and through them what other techniques cost.

    Parameters
    ----------
    menu : processes with what they really take
    theta : 0 <= theta < 1

    Raises
    ------
    ValueError
        if theta is outside its bounds
    """
    if not 0.0 <= theta < 1.0:
        raise ValueError(f"a licence takes a share of the saving from 0 to below 1, not {theta:g}")
    own, base = 1.0 - theta, theta
    return replace(
        menu,
        inputs=own * menu.inputs + base * menu.inputs[:, menu.base],
        wear=own * menu.wear + base * menu.wear[:, menu.base],
        stock=own * menu.stock + base * menu.stock[:, menu.base],
        hours=own * menu.hours + base * menu.hours[menu.base],
    )


def price_per_unit(menu: Menu, part: float) -> Menu:
    """The menu as it is charged at a fixed price, given as a part of the wages saved.

    charge = part w max(l_0 - l, 0) per unit

    It is due whether the technique saves cost or not, and so can block it.

    Parameters
    ----------
    menu : processes with what they really take
    part : at least 0; 0.9 takes nine tenths of the wages saved

    Raises
    ------
    ValueError
        if the part is negative
    """
    if not part >= 0.0:
        raise ValueError(f"a licence is not paid to its user: {part:g} is below 0")
    saved = np.maximum(menu.hours[menu.base] - menu.hours, 0.0)
    return replace(menu, hours=menu.hours + part * saved)
