"""From the processes of a case to a menu of techniques, activity by activity.

Key: B inputs per unit of activity (product, process), O outputs, V supply, D market shares, w world
prices, T units of activity behind one unit of product.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from commonweal.case.case import Adoption, Case, Start, Technology
from commonweal.market.theory.imports import Imports
from commonweal.market.theory.menu import Menu
from commonweal.market.theory.system import Array
from commonweal.market.theory.technology import JointProducts, behind_products, without_negatives


@dataclass(frozen=True, eq=False)
class Source:
    """What a menu is made of.

    Parameters
    ----------
    technology, start, adoption : as in a case
    price : w (product) [currency / product unit]
    utilisation : (process) [1] output per unit of capacity that is assumed
    wear_rate : broadcast to (asset, process) [1/yr]
    ceilings : (ceiling) [1] highest share of an activity's output
    """

    technology: Technology
    start: Start
    adoption: Adoption
    price: Array
    utilisation: Array
    wear_rate: Array
    ceilings: Array


def source_of_case(case: Case, period: int) -> Source:
    """A case's processes at their highest utilisation, with the ceilings of one of its years."""
    return Source(
        case.technology,
        case.start,
        case.adoption,
        case.trade.price.values,
        case.technology.utilisation.values,
        case.technology.depreciation.values,  # a plant wears as a whole, as in the plan
        case.adoption.ceiling_share.sel(period=period).values,
    )


def makers(source: Source, technology: JointProducts = "industry") -> Array:
    """Units of each activity behind one unit of each product, T (activity, product).

    T[a, i] = D[a, i] w[i] / sum_k w[k] O[k, a]   (industry technology, values as weights)
    T = O^-1                                      (product technology)

    See :func:`commonweal.market.theory.technology.behind_products`.
    """
    outputs, level = _outputs(source.technology), source.start.activity.values
    return behind_products(outputs, level, source.price, technology)


def menu_of(
    source: Source,
    *,
    trade: Imports | None = None,
    pay: Array | None = None,
    circulating: bool = False,
    technology: JointProducts = "industry",
) -> Menu:
    """The menu of techniques: every process makes its activity, and buys from activities.

    A = T B, K = T G kappa / u, W = T G (d kappa) / u, d the wear of assets or of whole plants

    Parameters
    ----------
    source : processes and ceilings
    trade : how imports are counted; as if made at home if not given
    pay : (activity) [1] weight of an hour in each activity; 1 if not given
    circulating : profit on what is laid out for a year instead of on fixed assets
    technology : what is assumed of joint products

    Raises
    ------
    EconomyError
        where product technology gives a negative cell

    Returns
    -------
    Menu (activity, process)
    """
    parts = source.technology
    activities = [str(a) for a in source.start.activity["activity"].values]
    processes = [str(q) for q in parts.activity["process"].values]
    place = np.array([activities.index(str(a)) for a in parts.activity.values], dtype=np.int64)
    used, (tied, worn) = parts.input.values, _tied(source)
    if trade is not None:
        used = trade.counted(used, trade.use[:, place])
        shares = np.broadcast_to(trade.investment[:, None], tied.shape)
        tied, worn = trade.counted(tied, shares), trade.counted(worn, shares)
    behind = makers(source, technology)
    weight = np.ones(len(activities)) if pay is None else pay
    part = 0.0 if circulating else 1.0
    tables = {"use": behind @ used, "wear": behind @ worn, "capital": behind @ tied}
    made = without_negatives(tables, activities, processes, technology)
    return Menu(
        tuple(activities),
        tuple(processes),
        place,
        _bases(parts, processes),
        made["use"],
        part * made["wear"],
        part * made["capital"],
        parts.hours.values.sum(axis=0) * weight[place],
        _reach(source),
        np.asarray(source.ceilings, dtype=np.float64),
        1.0 if circulating else 0.0,
        circulating,
    )


def _outputs(technology: Technology) -> Array:
    """Products of one unit of each activity (product, activity); the same for all its processes."""
    firsts: dict[str, int] = {}
    for n, activity in enumerate(technology.activity.values):
        firsts.setdefault(str(activity), n)
    return np.asarray(technology.output.values[:, list(firsts.values())])


def _tied(source: Source) -> tuple[Array, Array]:
    """Products tied up, and replaced each year, per unit of output (product, process)."""
    assets = source.technology.assets.values
    if not assets.size:
        none = np.zeros(source.technology.input.shape)
        return none, none
    tied = assets / source.utilisation
    mix = source.start.composition.values
    return mix @ tied, mix @ (source.wear_rate * tied)


def _bases(technology: Technology, processes: list[str]) -> np.ndarray:
    """Place of the process that each one changes: its own label without the technique's."""
    position = {label: n for n, label in enumerate(processes)}
    return np.array(
        [
            position[label.removesuffix(f"+{technique}")] if technique else position[label]
            for label, technique in zip(processes, technology.technique.values, strict=True)
        ],
        dtype=np.int64,
    )


def _reach(source: Source) -> np.ndarray:
    """Number of the ceiling of each process, -1 for none."""
    member = source.adoption.ceiling_member.values > 0
    if not member.size:
        return np.full(member.shape[-1], -1, dtype=np.int64)
    return np.where(member.any(axis=0), member.argmax(axis=0), -1)
