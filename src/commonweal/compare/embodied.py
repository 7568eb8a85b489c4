"""For whom the work is done: hours of each activity by the use that they serve in the end."""

from __future__ import annotations

import numpy as np
import pandas as pd

from commonweal.case.case import Case
from commonweal.compare.deliveries import deliveries, sources
from commonweal.compare.people import Values
from commonweal.compare.work import conversion_hours, hours_by_activity


def hours_by_use(case: Case, values: Values, period: int) -> pd.DataFrame:
    """Hours worked in every activity by the final use they serve, directly or through inputs.

    With V (product, activity) made at home, m imports, c = V 1 / (V 1 + m) the home share of
    each product, U (product, activity) inputs and Y (product, use) deliveries to final uses:

    D = V^T diag(1 / V 1)      who makes a product (market shares)
    B = U diag(1 / level)      inputs per unit of an activity
    level = (I - D c B)^-1 D c Y 1
    hours[a, f] = hours[a] / level[a] * ((I - D c B)^-1 D c Y)[a, f]

    Imported inputs carry no hours of this economy: only work done here is counted, and all of
    it. One-off hours of conversions stand under ``conversion``. Hours of developing techniques
    belong to no activity and are left out.

    Returns
    -------
    DataFrame (activity; kind of use, use) [h]; the sum is all hours worked in activities

    Source: Miller and Blair 2009, chapter 5 (industry technology) and 2.6 (domestic tables)
    """
    used = deliveries(case, values, period)
    made = sources(case, values, period)
    home = made.drop(columns="imports").to_numpy()
    total = home.sum(axis=1)
    supply = total + made["imports"].to_numpy()
    share = np.divide(total, supply, out=np.zeros_like(total), where=supply != 0)
    makers = np.divide(home.T, total, out=np.zeros_like(home.T), where=total != 0) * share
    # a level in units of output: the sum of what an activity makes
    level = home.sum(axis=0)
    inputs = used["activity"].to_numpy()
    per_unit = np.divide(inputs, level, out=np.zeros_like(inputs), where=level != 0)
    final = used.drop(columns="activity", level=0)
    served = np.linalg.solve(np.eye(len(level)) - makers @ per_unit, makers @ final.to_numpy())
    once = conversion_hours(case, values).sel(period=period).values
    hours = hours_by_activity(case, values).sel(period=period).values
    intensity = np.divide(hours - once, level, out=np.zeros_like(hours), where=level != 0)
    frame = pd.DataFrame(
        served * intensity[:, None],
        index=pd.Index([str(a) for a in case.start.activity["activity"].values], name="activity"),
        columns=final.columns,
    )
    if ("other", "conversion") in frame.columns:
        frame["other", "conversion"] += once
    return frame
