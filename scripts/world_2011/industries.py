"""What the 35 industries of WIOD are like, where only national totals are known: as in China 2020.

For every industry: the activities of the bundled economy china-2020 that it stands for (assignment
ours), and from their sums hours per value added, assets per value added, plants built today, years
to build. Only the ratios between industries are used; every country keeps its own totals.
"""

from __future__ import annotations

import pandas as pd

from commonweal.economy.economy import Economy

LIKE: dict[str, tuple[str, ...]] = {
    "agriculture": ("agriculture",),
    "mining": ("coal", "oil-gas", "metal-ores", "other-ores"),
    "food": ("food",),
    "textiles": ("textiles", "clothing"),
    "leather": ("clothing",),
    "wood": ("wood-furniture",),
    "paper-printing": ("paper-printing",),
    "fuels": ("fuels",),
    "chemicals": ("chemicals",),
    "rubber-plastics": ("chemicals",),
    "minerals": ("building-materials",),
    "metals": ("metals", "metal-products"),
    "machinery": ("general-machinery", "special-machinery"),
    "electrical-optical": ("electrical-equipment", "electronics", "instruments"),
    "vehicles": ("vehicles",),
    "other-manufacturing": ("wood-furniture", "other-manufacturing"),
    "utilities": ("electricity-heat", "gas", "water"),
    "construction": ("construction",),
    "vehicle-trade": ("trade",),
    "wholesale": ("trade",),
    "retail": ("trade",),
    "catering": ("catering-lodging",),
    "inland-transport": ("transport",),
    "water-transport": ("transport",),
    "air-transport": ("transport",),
    "transport-services": ("transport",),
    "post-telecoms": ("information-software",),
    "finance": ("finance",),
    "real-estate": ("real-estate",),
    "business-services": ("business-services", "research", "technical-services"),
    "administration": ("administration",),
    "education": ("education",),
    "health": ("health-care",),
    "other-services": ("culture-recreation", "personal-services", "environment-services"),
    "domestic-work": ("personal-services",),
}


def profile(china: Economy) -> pd.DataFrame:
    """Industries in ratios.

    Parameters
    ----------
    china : the bundled economy

    Returns
    -------
    DataFrame (industry) with hours [h / million CNY of value added], assets [asset / value added],
    build_years, and hours_ratio, hours of a modern plant over the average
    """
    added, work = china.value_added, china.labour
    capital, modern, activities = china.capital, china.modern, china.activities
    if added is None or work is None or capital is None or modern is None:
        raise ValueError("china-2020 has value added, labour, capital and modern plants")
    value, hours, assets = added.sum(), work.sum(), capital.sum()
    rows = {}
    for industry, like in LIKE.items():
        mine = list(like)
        row = {
            "hours": hours[mine].sum() / value[mine].sum(),
            "assets": assets[mine].sum() / value[mine].sum(),
            "build_years": round(_mean(activities["build_years"], value, mine)),
            "hours_ratio": _mean(modern["hours_ratio"], hours, mine),
        }
        rows[industry] = row
    return pd.DataFrame(rows).T


def _mean(values: pd.Series, weight: pd.Series, labels: list[str]) -> float:
    return float((values[labels] * weight[labels]).sum() / weight[labels].sum())
