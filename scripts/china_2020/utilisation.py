"""Use of capacity in 2020 and the highest use seen, by activity, from NBS quarterly releases.

Industry by industry as NBS publishes it; an activity without a figure of its own takes its main
group's. Outside industry NBS publishes none: 1.0, an assumption that capacity is what was used.
"""

from __future__ import annotations

from typing import NamedTuple

import pandas as pd
from labels import LABELS


class Rate(NamedTuple):
    """Utilisation of one NBS industry, per cent."""

    year_2020: float
    highest: float
    when: str


# 2020: the year 2021 and its change on 2020, NBS release of 17 January 2022
#   (http://mediservice.cn/news_view197.html); totals also at gdcenn.cn/a/202101/496499.html.
# Highest quarters: 2017 Q4 vuestras.com/news/new_18450.html, 2021 Q2 090090.net/ljsc/571.html,
#   2020 Q4 gdcenn.cn/a/202101/496499.html, 2021 Q4 mediservice.cn/news_view197.html,
#   2022 Q1 100ppi.com/news/detail-20220419-2108757.html, 2025 Q1 old.chinaleather.org (138331/466).
# Quarters between those were not all found: "highest" is the highest among those read.
RATES: dict[str, Rate] = {
    "mining": Rate(72.2, 77.0, "2021 Q4"),  # NBS, addresses above
    "manufacturing": Rate(74.9, 78.8, "2021 Q2"),  # NBS, addresses above
    "utilities": Rate(71.5, 75.4, "2021 Q4"),  # NBS, addresses above
    "coal": Rate(69.8, 76.4, "2021 Q4"),  # NBS, addresses above
    "oil and gas": Rate(90.1, 92.4, "2025 Q1"),  # NBS, addresses above
    "food": Rate(70.4, 76.9, "2017 Q4"),  # NBS, addresses above
    "textiles": Rate(73.1, 80.9, "2021 Q2"),  # NBS, addresses above
    "chemicals": Rate(74.5, 80.0, "2021 Q2"),  # NBS, addresses above
    "non-metallic minerals": Rate(68.0, 72.6, "2021 Q2"),  # NBS, addresses above
    "ferrous metals": Rate(78.8, 84.1, "2021 Q2"),  # NBS, addresses above
    "general machinery": Rate(77.3, 81.6, "2021 Q2"),  # NBS, addresses above
    "special machinery": Rate(77.0, 80.4, "2021 Q2"),  # NBS, addresses above
    "motor vehicles": Rate(73.5, 83.6, "2017 Q4"),  # NBS, addresses above
    "electrical machinery": Rate(78.1, 82.0, "2020 Q4"),  # NBS, addresses above
    "electronics": Rate(77.7, 81.6, "2021 Q4"),  # NBS, addresses above
}
INDUSTRY_OF: dict[str, str] = {
    "coal": "coal",
    "oil-gas": "oil and gas",
    "metal-ores": "mining",
    "other-ores": "mining",
    "food": "food",  # manufacture of foods only; grinding, slaughtering and drinks not published
    "textiles": "textiles",
    "clothing": "manufacturing",
    "wood-furniture": "manufacturing",
    "paper-printing": "manufacturing",
    "fuels": "manufacturing",
    "chemicals": "chemicals",  # medicines 75.0 and fibres 80.5 in 2020 left aside
    "building-materials": "non-metallic minerals",
    "metals": "ferrous metals",  # non-ferrous 78.5 in 2020 and 81.6 at the highest
    "metal-products": "manufacturing",
    "general-machinery": "general machinery",
    "special-machinery": "special machinery",
    "vehicles": "motor vehicles",
    "electrical-equipment": "electrical machinery",
    "electronics": "electronics",
    "instruments": "manufacturing",
    "other-manufacturing": "manufacturing",
    "machine-repair": "manufacturing",
    "electricity-heat": "utilities",
    "gas": "utilities",
    "water": "utilities",
}


def utilisation() -> pd.DataFrame:
    """Utilisation of 2020 and the highest, as fractions, with the NBS industry behind them."""
    rows = {}
    for label in LABELS:
        industry = INDUSTRY_OF.get(label)
        if industry is None:
            rows[label] = (1.0, 1.0, "none published", "")
        else:
            rate = RATES[industry]
            rows[label] = (rate.year_2020 / 100, rate.highest / 100, industry, rate.when)
    columns = ["utilisation", "highest_utilisation", "nbs_industry", "highest_quarter"]
    table = pd.DataFrame.from_dict(rows, orient="index", columns=columns)
    table.index.name = "activity"
    return table
