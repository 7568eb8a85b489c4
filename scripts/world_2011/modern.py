"""What a plant built in 2011 looks like beside the average of those that stand, by region.

Mean age of the stock, wear d and growth g of assets:  a[r] = min(1 / (g[r] + d[r]), 20 years)
Hours per unit, modern over average:                   exp(-p[r] a[r] w[r,i])
Assets per unit, modern over average:                  exp(f[r] q[r] a[r])

p is the trend of output per hour, q that of assets over output, g that of assets, all of the Penn
World Table; f the share of the country's fixed capital formation that is not construction. w says
how industries differ: the log ratio of the industry in china-2020 over the mean of all by the
country's hours, so that the mean over a country's hours is p[r] a[r]. The formulas are those of
china-2020 and usa-2023 (vintages: Johansen 1959, Solow 1960).

Ages above 20 years come from stocks that shrank, in Russia and the Baltic states after 1990, where
output per hour then recovered with what stood. The cap is an assumption; the oldest of the others,
the German, is 18.8 years.

Low and high mean a weak and a strong effect: in the low case modern plants save least and cost
most. p: central 1995-2011, low and high the lowest and the highest of that and two more spans; no
saving where it falls. q: central 1995-2011, low the highest of the spans, high none (constant
assets over output, Kaldor 1961); none where it falls.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
from penn import penn

CENTRAL = (1995, 2011)
OLDEST = 20.0  # years; assumption
SPANS = (CENTRAL, (2001, 2011), (1995, 2007))  # the last ends before the crisis


def trends(values: pd.DataFrame) -> pd.DataFrame:
    """Yearly log trend over each of the spans (region, span) [1/yr]."""
    found = {
        span: np.log(values[span[1]] / values[span[0]]) / (span[1] - span[0]) for span in SPANS
    }
    return pd.DataFrame(found.values(), index=[str(span) for span in found]).T


def modern(
    raw: Path, labour: pd.DataFrame, construction: pd.Series, profile: pd.DataFrame
) -> pd.DataFrame:
    """Ratios of modern to average plants of every activity, in three cases.

    Parameters
    ----------
    raw : folder of the raw tables
    labour : (region:workers, region:industry) [h]
    construction : (region) share of construction in fixed capital formation [1]
    profile : (industry) with hours_ratio of china-2020
    """
    tables = penn(raw, [str(r) for r in construction.index])
    central = str(CENTRAL)
    per_hour = trends(tables["rgdpna"] / tables["hours"]).clip(lower=0.0)
    deeper = trends(tables["rnna"] / tables["rgdpna"]).clip(lower=0.0)
    wear = tables["worn"][CENTRAL[1]] / tables["rnna"][CENTRAL[1]]
    age = (1.0 / (trends(tables["rnna"])[central] + wear)).clip(upper=OLDEST)
    home = pd.Series([a.partition(":")[0] for a in labour.columns], index=labour.columns)
    industry = [a.partition(":")[2] for a in labour.columns]
    shape = pd.Series(np.log(profile["hours_ratio"][industry]).to_numpy(), index=labour.columns)
    hours = labour.sum()
    mean = (shape * hours).groupby(home).sum() / hours.groupby(home).sum()
    relative = shape / mean[home].to_numpy()
    pace = {"": per_hour[central], "_low": per_hour.min(axis=1), "_high": per_hour.max(axis=1)}
    cost = {"": deeper[central], "_low": deeper.max(axis=1), "_high": 0.0 * deeper[central]}
    table = {
        f"hours_ratio{case}": np.exp(-(p * age)[home].to_numpy() * relative)
        for case, p in pace.items()
    }
    for case, q in cost.items():
        table[f"assets_ratio{case}"] = np.exp(((1.0 - construction) * q * age)[home].to_numpy())
    return pd.DataFrame(table, index=labour.columns).round(4)
