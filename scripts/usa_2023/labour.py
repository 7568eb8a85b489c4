"""Hours of 2023 by activity and kind of work: college and not.

Industry f of the 63 of the BEA-BLS account:       H[f] = H2016[f] * h[f](2023) / h[f](2016)
Activity j of the 71, in industry f:               H[j] = H[f] * pay[j] / sum of pay in f
College hours:                 Hc[j] = H[j] * (c/w) / (c/w + n),    c + n = 1

H2016 are hours in levels (experimental account, which ends there), h the index of hours of the
official account, pay BEA's compensation of employees in 2023, c and n the shares of college and
other workers in the industry's labour compensation in 2023. w is the one wage ratio, college over
other per hour, the same in every industry, with which college work is the share of all hours that
people with a bachelor's degree are of all employed.
"""

from __future__ import annotations

from pathlib import Path

import pandas as pd
from accounts import published
from labels import ACTIVITIES, LABOUR_TYPES
from raw_tables import account, account_of_activity, hours_levels
from scipy.optimize import brentq

LEVELS, YEAR = 2016, 2023
MILLION = 1e6
# Employed persons of 16 and over, annual average 2023, thousand: BLS, Current Population Survey,
# table 1 of the annual averages (161,346 in 2024, https://www.bls.gov/cps/cpsaat03.htm).
EMPLOYED = 161_037_000  # BLS, CPS annual average 2023
# People of 25 and over with a bachelor's degree or more at work, April 2024, over all employed in
# 2024: 63,127 / 161,346 thousand; BLS, CPS tables A-17 (https://www.bls.gov/web/empsit/cpseea17.htm)
# and 3. Graduates under 25, about three million, are left out: the share is a low one.
COLLEGE = 63_127 / 161_346


def hours_by_industry(raw: Path) -> pd.Series:
    """Hours of 2023 in the 63 industries of the account."""
    index = (
        account(raw, YEAR)["labor_hours_quantity"] / account(raw, LEVELS)["labor_hours_quantity"]
    )
    return hours_levels(raw, LEVELS) * index * MILLION


def hours_by_activity(raw: Path) -> pd.Series:
    """Hours of 2023 in our activities: within an industry in proportion to compensation."""
    industry = account_of_activity(raw)[list(ACTIVITIES)]
    pay = published(raw).value_added.loc["compensation", list(ACTIVITIES)]
    share = pay / pay.groupby(industry).transform("sum")
    return (industry.map(hours_by_industry(raw)) * share).rename("hours")


def college_pay(raw: Path) -> pd.Series:
    """Share of college workers in labour compensation in 2023, by activity."""
    table = account(raw, YEAR)
    share = table["labor_col_compensation"] / (
        table["labor_col_compensation"] + table["labor_nocol_compensation"]
    )
    return account_of_activity(raw)[list(ACTIVITIES)].map(share)


def college_share(pay: pd.Series, ratio: float) -> pd.Series:
    """Share of college work in hours where pay per hour is ``ratio`` times that of the others."""
    return (pay / ratio) / (pay / ratio + 1.0 - pay)


def wage_ratio(raw: Path, target: float = COLLEGE) -> float:
    """The wage ratio with which college work is the target share of all hours."""
    hours, pay = hours_by_activity(raw), college_pay(raw)

    def miss(ratio: float) -> float:
        return float((college_share(pay, ratio) * hours).sum() / hours.sum()) - target

    return float(brentq(miss, 0.5, 10.0, xtol=1e-12))


def hours(raw: Path) -> pd.DataFrame:
    """Hours by kind of work and activity."""
    total = hours_by_activity(raw)
    college = college_share(college_pay(raw), wage_ratio(raw)) * total
    table = pd.DataFrame([college, total - college], index=list(LABOUR_TYPES)).round(0)
    table.index.name = "labour_type"
    return table


def workers(table: pd.DataFrame) -> pd.DataFrame:
    """Persons by kind of work, each working the same yearly hours (assumption)."""
    share = table.sum(axis=1) / table.to_numpy().sum()
    persons = (EMPLOYED * share).round(0)
    return pd.DataFrame(
        {
            "labour_type": list(LABOUR_TYPES),
            "name": ["Work with a bachelor's degree or more", "Other work"],
            "unit": "h",
            "workers": persons.astype(int).to_numpy(),
            "hours_per_worker": (table.sum(axis=1) / persons).round(3).to_numpy(),
        }
    )
