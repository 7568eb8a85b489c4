"""Hours that a technique saves, by labour type: whose tasks they are decides.

h[g, t] = share of the hours of an activity that group g works with type t, fitted in turn to the
mix of groups m[g] and to the share of hours by type n[t] (RAS), from d[g, t] m[g], where d is the
share of type t in the hours of group g over the whole economy. A row that changes the share s of
all hours, on tasks of the groups in w, changes the hours of type t on the share

    s[t] = s · ( Σ_g w[g] h[g, t] / Σ_g w[g] m[g] ) / n[t]

so that Σ_t n[t] s[t] = s: no hour is saved twice and none is lost. Where all who work are
concerned, s[t] = s for every type.

Source of the fit: Deming and Stephan 1940
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pandas as pd
from facts import Facts
from sheet import Row, times

CLOSE = 1e-12  # relative distance from the margins at which a fit has ended
MOST_ROUNDS = 10_000


def fitted(start: pd.DataFrame, rows: pd.Series, columns: pd.Series) -> pd.DataFrame:
    """Scale rows and columns of a matrix in turn until it has both margins (RAS).

    Parameters
    ----------
    start : matrix, non-negative
    rows, columns : margins with the labels of the matrix and the same sum

    Raises
    ------
    ValueError : margins of different sums, or no matrix of that pattern has both
    """
    x = start.to_numpy(float).copy()
    right = columns[start.columns].to_numpy(float)
    down = rows[start.index].to_numpy(float)
    if abs(right.sum() - down.sum()) > 1e-9 * down.sum():
        raise ValueError(f"margins differ: {down.sum():.6g} and {right.sum():.6g}")
    for _ in range(MOST_ROUNDS):
        have = x.sum(axis=1)
        x *= np.divide(down, have, out=np.zeros_like(have), where=have > 0)[:, None]
        have = x.sum(axis=0)
        x *= np.divide(right, have, out=np.zeros_like(have), where=have > 0)[None, :]
        if np.abs(x.sum(axis=1) - down).max() <= CLOSE * down.sum():
            return pd.DataFrame(x, index=start.index, columns=start.columns)
    raise ValueError("no matrix of this pattern has both margins")


def hours_by_type(facts: Facts, activity: str) -> pd.DataFrame:
    """Share of an activity's hours by occupation group and labour type, (group × type)."""
    mix = facts.mix.loc[activity]
    start = facts.degrees.loc[mix.index].mul(mix, axis=0)
    return fitted(start, mix / mix.sum(), facts.types[activity])


def by_type(row: Row, facts: Facts, activity: str) -> Iterator[Row]:
    """The rows that a change of hours becomes: one for each labour type of the place.

    Raises
    ------
    ValueError : nobody in the activity does the tasks that the row changes
    """
    if row.kind != "labour" or facts.place.labour_types == (row.label,):
        yield row
        return
    types = facts.types[activity]
    if not row.who:
        for label in types.index:
            yield replace(row, label=str(label), note=f"{row.note}; all types alike")
        return
    hours = hours_by_type(facts, activity)
    weight = pd.Series(dict(row.who)).reindex(hours.index).fillna(0.0)
    done = hours.mul(weight, axis=0).sum()
    if not done.sum() > 0:
        raise ValueError(f"{activity}: nobody works in {', '.join(row.who)}")
    for label, part in (done / done.sum()).items():
        factor = float(part / types[label])
        note = f"{row.note}; {100 * part:.0f} % of these hours are {label}"
        share, effect = times(row.share, factor), row.effect
        if max(share) > 1:  # a small change of all hours that falls on a few: no share of them
            share, effect = times(row.share), times(row.effect, factor)
        yield replace(row, label=str(label), share=share, effect=effect, note=note)
