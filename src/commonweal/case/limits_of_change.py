"""How fast things can change in kind: one set of formulas that the plan and the market both call.

Gestation, orders, conversion, diffusion and the hours of developing a technique bind a planner as
they bind a firm. The functions take
numbers, NumPy arrays and labelled arrays alike; time is in years for a plan and in months for a
market, one period being the unit.
"""

from __future__ import annotations

from typing import Any

import numpy as np


def in_construction(lag: Any, build: Any) -> Any:
    """True while an order takes its goods: from the period of the order, ``build`` periods long.

    0 <= lag < build, ``lag`` being the periods since the order.
    """
    return (lag >= 0) & (lag < build)


def usable(lag: Any, build: Any) -> Any:
    """True in the period in which an order becomes usable: ``build`` periods after it."""
    return lag == build


def part_placed(build: Any) -> Any:
    """Share of an order's goods put in place in each period of its construction: 1 / build."""
    return 1.0 / build


def orders_room(wear: Any, growth: Any) -> Any:
    """Most that can be ordered in a year per unit of capacity: wear, and growth at full pace."""
    return wear + growth


def diffusion_weight(member: Any, share: Any, owner: Any) -> Any:
    """Weight of each process in a ceiling on diffusion: member - share * owner.

    The ceiling holds where the weighted sum of capacities is at most zero.

    Parameters
    ----------
    member : 1 where the process carries the technique
    share : largest share of the activity's capacity that may carry it
    owner : 1 where the process belongs to the activity
    """
    return member - share * owner


def missing_assets(source: Any, destination: Any) -> Any:
    """What a conversion adds per unit of capacity: what stands is used, what is missing bought.

    max(destination - source, 0)
    """
    return np.maximum(destination - source, 0.0)


def one_off_hours(yearly: Any, share: Any) -> Any:
    """Hours of integration and retraining per unit of capacity converted.

    Parameters
    ----------
    yearly : hours that the capacity works in a year [h per unit/yr]
    share : of the yearly hours [1]
    """
    return yearly * share


def ready(capacity: Any, ramp: Any, new: Any) -> Any:
    """Capacity that can be used: what became usable within a year loses the share ``ramp``."""
    return capacity - ramp * new


def research_hours(needed: Any, paid: Any = 1.0) -> Any:
    """Hours worked on developing a technique and keeping it up, for all who use it together.

    Parameters
    ----------
    needed : F, hours that the case asks for in the time [h]
    paid : share of them that somebody provides; a plan provides all of them
    """
    return needed * paid


def own_time(time: Any, needed: Any, worked: Any) -> Any:
    """Time up to which a technique has been developed, after one more period.

    time + worked / needed, and time + 1 where nothing is needed: its diffusion and its arrival are
    those of its own time, so that what is not worked on stands still.
    """
    step = np.ones(np.broadcast_shapes(np.shape(needed), np.shape(worked)))
    np.divide(worked, needed, out=step, where=np.asarray(needed) > 0)
    return time + step
