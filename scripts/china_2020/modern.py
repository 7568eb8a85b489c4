"""What a plant built today looks like beside the average of those that stand.

Mean age of the stock, geometric wear d, growth g:      a[j] = 1 / (g + d[j])
Hours per unit, modern over average:                    exp(-p[j] a[j])
Assets per unit, modern over average:                   exp(f[j] q a[j])

p is the trend of output per hour, q the trend of capital over output, f[j] the share of the
activity's yearly investment that is not structures: only machines and intangibles are counted as
deepening inside a plant, since much of China's rising capital over output is homes, roads and
public works, which are activities of their own here.

Output per hour rises more slowly in public and social services. Their trend over the others' is
taken from the United States (BEA and BLS, 1997-2019, value added per hour), and both are set so
that the mean over Chinese hours is the Penn trend.

Low and high mean a weak and a strong effect: in the low case modern plants save least and cost
most. p: low 2014-2019, central 2009-2019, high 1999-2019, Penn World Table. q, 2009-2019: low the
Penn ratio itself, whose GDP grows 2.5 points a year less than the official while its stock is
built on official investment; central the same stock over official GDP; high none (constant
capital over output, Kaldor 1961).
Source of the idea: Johansen (1959), Solow (1960), vintage models.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
from labels import LABELS, SOCIAL_SERVICES
from raw_tables import penn

HOURS_YEARS = {"": (2009, 2019), "_low": (2014, 2019), "_high": (1999, 2019)}
ASSETS_YEARS = (2009, 2019)
# Growth of real GDP 2010 to 2019, per cent: NBS, China Statistical Yearbook, after revisions
OFFICIAL_GROWTH = (10.6, 9.6, 7.9, 7.8, 7.4, 7.0, 6.8, 6.9, 6.7, 6.0)
# Industries of the BEA-BLS account that are public and social services.
USA_SOCIAL = ("562", "61", "621", "622HO", "624", "711AS", "713", "81", "GF", "GSL")
USA_YEARS = (1997, 2019)


def output_per_hour(raw: Path, first: int, last: int) -> float:
    """Yearly log trend of output per hour, China, Penn World Table."""
    table = penn(raw)
    per_hour = table["rgdpna"] / (table["emp"] * table["avh"])
    return float(np.log(per_hour[last] / per_hour[first]) / (last - first))


def deepening(raw: Path) -> dict[str, float]:
    """Yearly log trend of capital over output, China: central, low and high case."""
    table = penn(raw)
    first, last = ASSETS_YEARS
    years = last - first
    stock = float(np.log(table.loc[last, "rnna"] / table.loc[first, "rnna"]) / years)
    penn_output = float(np.log(table.loc[last, "rgdpna"] / table.loc[first, "rgdpna"]) / years)
    official = float(np.log1p(np.array(OFFICIAL_GROWTH) / 100).sum() / years)
    return {"": stock - official, "_low": stock - penn_output, "_high": 0.0}


def social_over_other(raw: Path) -> float:
    """Trend of value added per hour in social services over that of the rest, United States."""
    folder = raw / "usa-labour"
    account = pd.read_csv(folder / "production_account_1997_2023.csv", dtype={"code": str})
    levels = pd.read_csv(folder / "production_account_1963_2016.csv", dtype={"code": str})
    hours = levels[levels["year"] == 2016].set_index("code")["hrs"]  # last year in levels
    first, last = (account[account["year"] == year].set_index("code") for year in USA_YEARS)
    growth = np.log(last["va_quantity"] / first["va_quantity"]) - np.log(
        last["labor_hours_quantity"] / first["labor_hours_quantity"]
    )
    social = growth.index.isin(USA_SOCIAL)
    mean = {
        kind: float((growth[chosen] * hours[growth.index[chosen]]).sum())
        / float(hours[growth.index[chosen]].sum())
        for kind, chosen in (("social", social), ("other", ~social))
    }
    return mean["social"] / mean["other"]


def productivity_by_activity(trend: float, ratio: float, hours: pd.Series) -> pd.Series:
    """Trend of output per hour by activity whose mean over hours is the national trend."""
    relative = pd.Series(1.0, index=hours.index)
    relative[list(SOCIAL_SERVICES)] = ratio
    return trend * relative / float((relative * hours).sum() / hours.sum())


def basis(capital: pd.DataFrame, rate: pd.Series, growth: float) -> pd.DataFrame:
    """Depreciation, mean age and share of non-structures in renewal, by activity."""
    worn = capital.mul(rate, axis=0).sum() / capital.sum()
    renewal = capital.mul(rate + growth, axis=0)
    table = pd.DataFrame(
        {
            "depreciation": worn,
            "mean_age": 1.0 / (growth + worn),
            "not_structures": 1.0 - renewal.loc["structures"] / renewal.sum(),
        }
    ).loc[list(LABELS)]
    table.index.name = "activity"
    return table


def modern(
    raw: Path, capital: pd.DataFrame, rate: pd.Series, growth: float, hours: pd.Series
) -> pd.DataFrame:
    """Ratios of modern to average plants by activity, in three cases."""
    ages = basis(capital, rate, growth)
    ratio = social_over_other(raw)
    table = pd.DataFrame(index=ages.index)
    deeper = deepening(raw)
    for case, (first, last) in HOURS_YEARS.items():
        pace = productivity_by_activity(output_per_hour(raw, first, last), ratio, hours)
        table[f"hours_ratio{case}"] = np.exp(-pace * ages["mean_age"])
        table[f"assets_ratio{case}"] = np.exp(
            ages["not_structures"] * deeper[case] * ages["mean_age"]
        )
    names = [f"{kind}_ratio{case}" for kind in ("hours", "assets") for case in HOURS_YEARS]
    table = table[names]
    table["inputs_ratio"] = 1.0  # assumption: modern plants use the same inputs per unit
    return table
