"""Facts of the United States: occupation mix and hours by type, fitted to what is published.

No table of occupation by industry is at hand. The pattern of the mix is an assumption
(occupation_pattern_usa.csv); it is fitted (RAS) to persons by activity and to the persons of each
occupation group in the BLS OEWS of May 2021. OEWS counts neither most farm workers nor soldiers, so
farms and defence keep the pattern. Hours spent on support and coding are scaled to the employment
of those occupations in the same survey.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pandas as pd
from exposure import GROUPS
from facts import Facts
from gather import HERE, accounts, group_shares, parts, persons_of
from labour_types import fitted
from place import Place

OUTSIDE = ("farms", "federal-defence")  # beyond the survey: most of their workers are not in it
# Share with a bachelor's degree or more, employed persons aged 25 or more, 2017: National Center
# for Education Statistics, Digest of Education Statistics 2018, table 502.10
MANAGEMENT, MANAGEMENT_DEGREE = 24_172, 0.386 + 0.215  # thousand; business and finance included
PROFESSIONAL, PROFESSIONAL_DEGREE = 33_264, 0.358 + 0.376  # thousand
ALL, ALL_DEGREE = 133_718, 0.247 + 0.153  # thousand; all employed
OTHER_DEGREE = (
    ALL_DEGREE * ALL - MANAGEMENT_DEGREE * MANAGEMENT - PROFESSIONAL_DEGREE * PROFESSIONAL
) / (ALL - MANAGEMENT - PROFESSIONAL)  # derived: 0.191


def facts_of_usa(
    place: Place,
    economy: Any,
    tables: Path,
    exposure: Path,
    pattern: pd.DataFrame | None = None,
) -> Facts:
    """Facts of an economy with college and non-college hours.

    Parameters
    ----------
    place : labels, prices and shares of hours
    economy : with the tables supply, use, labour and labour_types
    tables : folder with sub_activities.csv and occupations.csv
    exposure : folder with task_shares.csv
    pattern : (activity × occupation group) of the mix before the fit; by default the assumed one
    """
    persons = persons_of(economy)
    if pattern is None:
        pattern = assumed_pattern()
    groups = group_shares(exposure)
    occupations = pd.read_csv(tables / "occupations.csv").set_index("name")
    covered = persons.drop(list(OUTSIDE))
    return Facts(
        place=place,
        **accounts(economy),
        mix=occupation_mix(pattern, persons, employed(groups)),
        exposure=groups["beta"],
        sub_activities=parts(tables),
        support=to_total(place.support_hours, covered, float(occupations["share"]["support"])),
        coding=to_total(place.coding_hours, covered, float(occupations["share"]["coding"])),
        share_words="an assumption that meets the employment of the occupation (oews-2021)",
        types=economy.labour / economy.labour.sum(axis=0),
        degrees=degrees(occupations["persons"], place.labour_types),
    )


def assumed_pattern() -> pd.DataFrame:
    """The assumed mix of occupation groups by activity, before it meets any total."""
    return pd.read_csv(HERE / "occupation_pattern_usa.csv").set_index("activity")


def employed(groups: pd.DataFrame) -> pd.Series:
    """Persons of each occupation group in OEWS, from task_shares.csv."""
    return groups["persons_rated"] / groups["share_of_group_rated"]


def occupation_mix(pattern: pd.DataFrame, persons: pd.Series, counted: pd.Series) -> pd.DataFrame:
    """Share of hours by activity and occupation group.

    mix = RAS of pattern · persons, to persons by activity and counted by group

    Parameters
    ----------
    pattern : (activity × occupation group) shares before the fit
    persons : (activity)
    counted : (occupation group) persons in the survey, of which the shares are used

    Returns
    -------
    DataFrame (activity × occupation group) : rows sum to 1
    """
    mix = pattern.loc[persons.index].div(pattern.sum(axis=1), axis=0)
    inside = persons.drop(list(OUTSIDE))
    target = inside.sum() * counted / counted.sum()
    met = fitted(mix.loc[inside.index].mul(inside, axis=0), inside, target)
    mix.loc[inside.index] = met.div(met.sum(axis=1), axis=0)
    return mix


def to_total(pattern: Mapping[str, float], persons: pd.Series, share: float) -> dict[str, float]:
    """Scale shares of hours so that over all activities they come to a share of all persons."""
    own = pd.Series(dict(pattern)).reindex(persons.index).fillna(0.0)
    factor = share * float(persons.sum()) / float(own @ persons)
    return {activity: value * factor for activity, value in pattern.items()}


def degrees(persons: pd.Series, types: tuple[str, ...]) -> pd.DataFrame:
    """Share of college and non-college hours in each occupation group, over the economy.

    Management and business have the share of their class, computers, law and the professions that
    of the professional class, all others what the rest of the employed have on average.

    Parameters
    ----------
    persons : of the parts of the office group (occupations.csv)
    types : labels of college and non-college hours
    """
    parts_of_office = {
        "management": MANAGEMENT_DEGREE,
        "computer-legal": PROFESSIONAL_DEGREE,
        "clerical": OTHER_DEGREE,
    }
    office = persons[list(parts_of_office)].astype(float)
    college = pd.Series(OTHER_DEGREE, index=list(GROUPS))
    college["professional"] = PROFESSIONAL_DEGREE
    college["office"] = float((office * pd.Series(parts_of_office)).sum() / office.sum())
    return pd.DataFrame({types[0]: college, types[1]: 1.0 - college})
