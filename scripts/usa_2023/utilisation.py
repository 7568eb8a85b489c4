"""Use of capacity in 2023 and the highest of 2021 to 2025, from the Federal Reserve's G.17.

Industry by industry where a figure was found; an activity of industry without one takes that of
all manufacturing. Outside industry nothing is published: 1.0, an assumption that capacity is what
was used.
"""

from __future__ import annotations

from typing import NamedTuple

import pandas as pd
from labels import ACTIVITIES


class Rate(NamedTuple):
    """Utilisation, per cent."""

    year_2023: float
    highest: float
    source: str


# Annual averages 2021 to 2025 as FRED gives them: alfred.stlouisfed.org/series?seid=CAPUTLG…A.
# Where no annual average was found: mean of June to November 2023 and the higher of that and of
# November 2022, supplement table 2 of the G.17 of 15 December 2023
# (https://federalreserve.gov/RELEASES/g17/20231215/table2_sup.htm).
ANNUAL, MONTHS = "G.17, annual average", "G.17, mean of June to November 2023"
RATES: dict[str, Rate] = {
    "mining": Rate(71.8, 72.4, ANNUAL),  # CAPUTLG212A; highest 2022
    "chemicals": Rate(74.3, 78.8, ANNUAL),  # CAPUTLG325A; highest 2021
    "fuels": Rate(89.3, 89.3, ANNUAL),  # CAPUTLG324A; highest 2023
    "food": Rate(84.5, 85.1, ANNUAL),  # CAPUTLG311A, food without drink and tobacco; highest 2024
    "machinery": Rate(80.0, 80.2, ANNUAL),  # CAPUTLG333A; highest 2022
    "motor-vehicles": Rate(70.0, 70.0, ANNUAL),  # CAPUTLG336A, all transport equipment
    "aircraft-ships": Rate(70.0, 70.0, ANNUAL),  # CAPUTLG336A, all transport equipment
    "wood-products": Rate(79.3, 81.5, MONTHS),  # G.17, table 2
    "building-materials": Rate(81.0, 83.3, MONTHS),  # G.17, table 2
    "metals": Rate(70.6, 70.6, MONTHS),  # G.17, table 2
    "metal-products": Rate(77.9, 79.0, MONTHS),  # G.17, table 2
    "electronics": Rate(69.9, 70.4, MONTHS),  # G.17, table 2
}
MANUFACTURING = Rate(77.5, 78.9, MONTHS)  # G.17, table 2
OTHERS = (
    "electrical-equipment",
    "furniture",
    "other-manufacturing",
    "textiles",
    "clothing",
    "paper",
    "printing",
    "plastics-rubber",
)


def utilisation() -> pd.DataFrame:
    """Utilisation of 2023 and the highest, as fractions, with what stands behind them."""
    rows = {}
    for label in ACTIVITIES:
        if label in RATES:
            rows[label] = (RATES[label].year_2023 / 100, RATES[label].highest / 100)
            rows[label] += (RATES[label].source,)
        elif label in OTHERS:
            both = (MANUFACTURING.year_2023 / 100, MANUFACTURING.highest / 100)
            rows[label] = (*both, "all manufacturing, " + MANUFACTURING.source)
        else:
            rows[label] = (1.0, 1.0, "none published")
    columns = ["utilisation", "highest_utilisation", "source"]
    table = pd.DataFrame.from_dict(rows, orient="index", columns=columns)
    table.index.name = "activity"
    return table
