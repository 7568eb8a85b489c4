"""What a programme can save at most, by Hulten's sum: the cross-check of a list of techniques.

Key: H hours of an activity, g its output, s share of its capacity that carries a technique,
l the technique's relative change of hours, du and dk its changes of inputs and assets per unit,
d depreciation, G composition of assets, lambda embodied hours of products, p their prices.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from commonweal.case.programme import ALL_LABOUR, Programme, Technique
from commonweal.economy.accounts import (
    embodied_hours,
    gross_output,
    product_coefficients,
    total_requirements,
)

if TYPE_CHECKING:
    from commonweal.economy.economy import Economy

Vector = NDArray[np.float64]


@dataclass(frozen=True, kw_only=True)
class HultenSum:
    """Savings of a programme for the same goods, nothing else changing.

    Parameters
    ----------
    programme, variant : which programme, in which case of the evidence
    year : whose diffusion ceilings were used; None is full adoption (ceiling 1)
    adoption : share of base-year hours in capacity that carries a technique, 0..1
    hours_gross : share of all hours saved where the techniques work
    hours_net : the same less the hours embodied in added inputs and in the yearly renewal of
        added assets, and plus those embodied in what is spared
    productivity : (hours saved at base-year pay − added inputs and renewal at base-year prices)
        / value added; None where the economy has no value added. Pay is that of the mean hour of
        an activity: accounts do not name it by labour type
    by_activity : activity → its part of ``hours_gross``
    """

    programme: str
    variant: str
    year: int | None
    adoption: float
    hours_gross: float
    hours_net: float
    productivity: float | None
    by_activity: Mapping[str, float]


@dataclass(frozen=True, kw_only=True)
class PublishedBound:
    """A figure that others published for what artificial intelligence may bring in all."""

    title: str
    low: float
    high: float
    measure: str
    source: str


PUBLISHED_BOUNDS = (
    PublishedBound(
        title="Acemoglu 2024",
        low=0.0053,  # Acemoglu 2024, with tasks that are hard to learn
        high=0.0066,  # Acemoglu 2024, upper bound of the published paper
        measure="total factor productivity, over ten years",
        source="acemoglu-2024",
    ),
    PublishedBound(
        title="Leontief and Duchin 1984",
        low=0.10,  # Leontief and Duchin 1984, United States, 2000 against no further automation
        high=0.10,  # the same figure
        measure="labour saved for the same bill of goods, about 20 years",
        source="leontief-duchin-1984",
    ),
    PublishedBound(
        title="Goldman Sachs 2023",
        low=0.015,  # Goldman Sachs 2023, United States
        high=0.015,  # the same figure
        measure="growth of labour productivity per year, ten years",
        source="goldman-2023",
    ),
    PublishedBound(
        title="McKinsey 2023",
        low=0.001,  # McKinsey 2023
        high=0.006,  # McKinsey 2023
        measure="growth of labour productivity per year, generative AI, 20 years",
        source="mckinsey-2023",
    ),
    PublishedBound(
        title="ILO 2025",
        low=0.033,  # ILO 2025, jobs in the class of highest exposure
        high=0.25,  # ILO 2025, jobs with some exposure
        measure="share of jobs exposed; no saving",
        source="ilo-2025",
    ),
    PublishedBound(
        title="Humlum and Vestergaard 2025",
        low=0.0,  # Humlum and Vestergaard 2025
        high=0.01,  # Humlum and Vestergaard 2025: no effect on hours above 1 %
        measure="change of hours seen in Danish registers",
        source="humlum-2025",
    ),
)


def hulten_sum(programme: Programme, economy: Economy, year: int | None = None) -> HultenSum:
    """Savings of a programme at the ceilings of a year, or at full adoption.

    gross = Σ_a H[a]/H · Σ_k s[a,k] · (−l[k])
    net   = gross − Σ_a g[a] Σ_k s[a,k] · lambda · (du[a,k] + G (d ∘ dk[a,k])) / H

    Within an activity the technique that saves most hours goes first, up to its ceiling, until
    all capacity carries one; a technique that saves no hours is left out. Imported inputs count
    with the hours they would take at home. Hours and output are those of the accounts, so what
    follows hours is counted as it stands in the programme (factor 1).

    Parameters
    ----------
    programme : in one case of the evidence
    economy : with the table labour
    year : of the diffusion ceilings; None for full adoption

    Returns
    -------
    HultenSum

    Raises
    ------
    ValueError : the economy has no labour

    Source: Hulten 1978; used for artificial intelligence by Acemoglu 2024
    """
    if economy.labour is None:
        raise ValueError("Hulten's sum needs the hours of each activity (table labour)")
    hours = economy.labour.sum(axis=0)
    output = gross_output(economy.supply)
    pay = _pay(economy)
    gross: dict[str, float] = {}
    used = saved_pay = 0.0
    more = np.zeros(len(economy.products))
    for activity, techniques in _by_activity(programme).items():
        weight = float(hours[activity] / hours.sum())
        for technique, share in adopted_shares(techniques, economy, year):
            saving = share * _hours_saving(technique, economy)
            more += share * float(output[activity]) * _more_products(technique, economy)
            gross[activity] = gross.get(activity, 0.0) + weight * saving
            used += weight * share
            saved_pay += saving * (0.0 if pay is None else float(pay[activity]))
    cost = float(economy.products["world_price"].to_numpy(float) @ more)
    return HultenSum(
        programme=programme.name,
        variant=programme.variant,
        year=year,
        adoption=used,
        hours_gross=sum(gross.values()),
        hours_net=sum(gross.values()) - float(_embodied(economy) @ more) / float(hours.sum()),
        productivity=None if pay is None else (saved_pay - cost) / _value_added(economy),
        by_activity=gross,
    )


def adopted_shares(
    techniques: Sequence[Technique], economy: Economy, year: int | None
) -> list[tuple[Technique, float]]:
    """Share of an activity's capacity under each of its techniques, the most saving first.

    s[k] = min(applies_to · D(year), what is left of 1), D = 1 for full adoption
    """
    left, shares = 1.0, []
    saving = {t.name: _hours_saving(t, economy) for t in techniques}
    for technique in sorted(techniques, key=lambda t: (-saving[t.name], t.name)):
        if saving[technique.name] <= 0:
            continue
        reach = technique.applies_to * (1.0 if year is None else technique.ceiling(year))
        share = min(reach, left)
        shares.append((technique, share))
        left -= share
    return shares


def hulten_table(
    programmes: Iterable[Programme], economy: Economy, years: Iterable[int | None]
) -> pd.DataFrame:
    """Hulten's sums of several programmes, followed by the published bounds.

    Returns
    -------
    DataFrame : columns title, adoption, low, high, measure; shares, not per cent. For a programme
        low is the net and high the gross saving of hours (or the reverse where inputs are spared)
    """
    rows: list[dict[str, object]] = []
    chosen = list(years)
    for programme in programmes:
        for year in chosen:
            found = hulten_sum(programme, economy, year)
            when = "full adoption" if year is None else f"ceilings of {year}"
            ends = sorted((found.hours_gross, found.hours_net))
            rows.append(
                _table_row(
                    f"{found.programme}, {when}",
                    found.adoption,
                    ends,
                    "hours saved for the same goods, net and gross",
                )
            )
            if found.productivity is not None:
                rows.append(
                    _table_row(
                        f"{found.programme}, {when}",
                        found.adoption,
                        [found.productivity] * 2,
                        "cost saved, share of value added (Hulten)",
                    )
                )
    rows += [_table_row(b.title, np.nan, [b.low, b.high], b.measure) for b in PUBLISHED_BOUNDS]
    return pd.DataFrame(rows)


def _table_row(title: str, adoption: float, ends: list[float], measure: str) -> dict[str, object]:
    return {
        "title": title,
        "adoption": adoption,
        "low": ends[0],
        "high": ends[1],
        "measure": measure,
    }


def _by_activity(programme: Programme) -> dict[str, list[Technique]]:
    found: dict[str, list[Technique]] = {}
    for technique in programme.techniques:
        found.setdefault(technique.activity, []).append(technique)
    return found


def _hours_saving(technique: Technique, economy: Economy) -> float:
    """Share of the activity's hours that the technique saves, all labour types together."""
    assert economy.labour is not None
    hours = economy.labour[technique.activity]
    rest = technique.labour.get(ALL_LABOUR, 0.0)
    change = sum(
        technique.labour.get(str(label), rest) * float(worked) for label, worked in hours.items()
    )
    return -change / float(hours.sum()) if hours.sum() > 0 else 0.0


def _more_products(technique: Technique, economy: Economy) -> Vector:
    """Products that one unit of activity takes more with the technique, renewal of assets included.

    du + G (d ∘ dk), (product) [product unit / unit of activity]
    """
    output = float(gross_output(economy.supply)[technique.activity])
    use = economy.use[technique.activity] / output
    more = pd.Series(0.0, index=economy.products.index)
    for added in (technique.inputs_added, technique.inputs_added_with_hours):
        for product, amount in added.items():
            more[product] += amount
    for product, change in technique.inputs_relative.items():
        more[product] += change * float(use[product])
    if economy.assets is None or economy.capital is None or economy.asset_composition is None:
        return np.asarray(more, dtype=np.float64)
    stock = economy.capital[technique.activity] / output
    assets = pd.Series(0.0, index=economy.assets.index)
    for added in (technique.assets_added, technique.assets_added_with_hours):
        for asset, amount in added.items():
            assets[asset] += amount
    for asset, change in technique.assets_relative.items():
        assets[asset] += change * float(stock[asset])
    renewal = assets.to_numpy(float) * economy.assets["depreciation"].to_numpy(float)
    invested: Vector = economy.asset_composition.to_numpy(float) @ renewal
    return np.asarray(more + invested, dtype=np.float64)


def _embodied(economy: Economy) -> Vector:
    """Hours embodied in one unit of each product, (product) [h / product unit]."""
    assert economy.labour is not None
    requirements = total_requirements(product_coefficients(economy.use, economy.supply))
    return embodied_hours(economy.labour, economy.supply, requirements).sum(axis=0).to_numpy(float)


def _pay(economy: Economy) -> pd.Series | None:
    """Compensation of those who work, by activity; None where the accounts do not name it."""
    items = economy.value_added
    if items is None or "compensation" not in items.index:
        return None
    return items.T["compensation"]


def _value_added(economy: Economy) -> float:
    """Value added of all activities, [currency / yr]."""
    assert economy.value_added is not None
    return float(economy.value_added.to_numpy(float).sum())
