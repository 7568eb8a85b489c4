"""What a plant built today looks like beside the average of those that stand.

Mean age of the stock, geometric wear d, growth g:      a[j] = 1 / (g + d[j])
Hours per unit, modern over average:                    exp(-p[j] a[j])
Assets per unit, modern over average:                   exp(f[j] q a[j])

p is the trend of output per hour, q the trend of capital over output, f[j] the share of the
activity's yearly investment that is not structures. The formulas are those of china-2020.

Output per hour rises more slowly in public and social services: their trend over the others' is
that of value added per hour in the BEA-BLS account, 1997-2019, and both are set so that the mean
over hours is the Penn trend.

Low and high mean a weak and a strong effect. p: low 2009-2019, central 2004-2019, high 1999-2019,
Penn World Table. q: the Penn trend of capital over output where it rises, none where it falls. It
falls in every span tried (-0.2 to -0.9 % a year), so that a modern plant takes the assets of the
average one in all three cases (constant capital over output, Kaldor 1961).
Source of the idea: Johansen (1959), Solow (1960), vintage models.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
from labels import ACTIVITIES, SOCIAL_SERVICES
from raw_tables import account, hours_levels, penn

HOURS_YEARS = {"": (2004, 2019), "_low": (2009, 2019), "_high": (1999, 2019)}
ASSETS_YEARS = {"": (2004, 2019), "_low": (1999, 2019), "_high": (2009, 2019)}
# Industries of the BEA-BLS account that are public and social services.
SOCIAL = ("562", "61", "621", "622HO", "624", "711AS", "713", "81", "GF", "GSL")
SOCIAL_YEARS = (1997, 2019)
LEVELS = 2016  # last year of hours in levels


def output_per_hour(raw: Path, first: int, last: int) -> float:
    """Yearly log trend of output per hour, United States, Penn World Table."""
    table = penn(raw)
    per_hour = table["rgdpna"] / (table["emp"] * table["avh"])
    return float(np.log(per_hour[last] / per_hour[first]) / (last - first))


def capital_over_output(raw: Path, first: int, last: int) -> float:
    """Yearly log trend of capital over output, United States, Penn World Table."""
    table = penn(raw)
    ratio = table["rnna"] / table["rgdpna"]
    return float(np.log(ratio[last] / ratio[first]) / (last - first))


def deepening(raw: Path) -> dict[str, float]:
    """Trend of capital over output in the three cases, none where it falls."""
    spans = ASSETS_YEARS.items()
    return {case: max(capital_over_output(raw, *years), 0.0) for case, years in spans}


def social_over_other(raw: Path) -> float:
    """Trend of value added per hour in social services over that of the rest."""
    hours = hours_levels(raw, LEVELS)
    first, last = (account(raw, year) for year in SOCIAL_YEARS)
    growth = np.log(last["va_quantity"] / first["va_quantity"]) - np.log(
        last["labor_hours_quantity"] / first["labor_hours_quantity"]
    )
    social = growth.index.isin(SOCIAL)
    mean = {
        kind: float((growth[chosen] * hours[growth.index[chosen]]).sum())
        / float(hours[growth.index[chosen]].sum())
        for kind, chosen in (("social", social), ("other", ~social))
    }
    return mean["social"] / mean["other"]


def productivity_by_activity(trend: float, ratio: float, hours: pd.Series) -> pd.Series:
    """Trend of output per hour by activity whose mean over hours is the national trend."""
    relative = pd.Series(1.0, index=hours.index)
    relative[[a for a in hours.index if a in SOCIAL_SERVICES]] = ratio
    return trend * relative / float((relative * hours).sum() / hours.sum())


def basis(capital: pd.DataFrame, rate: pd.Series, growth: float) -> pd.DataFrame:
    """Depreciation, mean age and share of non-structures in renewal, by activity."""
    worn = capital.mul(rate, axis=0).sum() / capital.sum()
    renewal = capital.mul(rate + growth, axis=0)
    built = renewal.loc[["homes", "structures", "wells"]].sum()
    table = pd.DataFrame(
        {
            "depreciation": worn,
            "mean_age": 1.0 / (growth + worn),
            "not_structures": 1.0 - built / renewal.sum(),
        }
    ).loc[list(ACTIVITIES)]
    table.index.name = "activity"
    return table


def modern(
    raw: Path, capital: pd.DataFrame, rate: pd.Series, growth: float, hours: pd.Series
) -> pd.DataFrame:
    """Ratios of modern to average plants by activity, in three cases."""
    ages = basis(capital, rate, growth)
    ratio, deeper = social_over_other(raw), deepening(raw)
    table = pd.DataFrame(index=ages.index)
    for case, years in HOURS_YEARS.items():
        pace = productivity_by_activity(output_per_hour(raw, *years), ratio, hours)
        table[f"hours_ratio{case}"] = np.exp(-pace * ages["mean_age"])
        table[f"assets_ratio{case}"] = np.exp(
            ages["not_structures"] * deeper[case] * ages["mean_age"]
        )
    names = [f"{kind}_ratio{case}" for kind in ("hours", "assets") for case in HOURS_YEARS]
    table = table[names]
    table["inputs_ratio"] = 1.0  # assumption: modern plants use the same inputs per unit
    return table
