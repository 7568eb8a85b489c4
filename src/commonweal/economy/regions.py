"""Regions: where products, activities, needs, work and assets of an economy lie.

The column ``region`` of an attribute table says where each of its labels lies; the table
``regions`` has the names and the people. An economy without that table is one region, its country.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from commonweal.economy.raw import RawTable
from commonweal.errors import Problem, Problems, suggestion

if TYPE_CHECKING:
    from commonweal.economy.economy import Economy

PLACED = ("products", "activities", "categories", "labour_types", "assets", "needs")
# Roles of final use that somebody in a region buys: without a region nobody would pay for them.
BOUGHT = ("household", "government", "investment")
PEOPLE_TOLERANCE = 1e-6  # relative; assumption: figures of people written with six digits
SHOWN = 5  # assumption: labels named before the rest is only counted


def check_region_labels(
    raws: Mapping[str, RawTable],
    tables: Mapping[str, pd.DataFrame],
    given: Collection[str],
    problems: Problems,
) -> None:
    """Every region that a table names is one, and in a table of several regions none is blank.

    Parameters
    ----------
    raws : tables as read, for messages
    tables : typed attribute tables
    given : names of all tables, also of those that could not be read
    problems : where every fault is noted
    """
    if "regions" not in tables:
        if "regions" not in given:
            _check_no_region(raws, tables, problems)
        return
    known = [str(label) for label in tables["regions"].index]
    for name in (table for table in PLACED if table in tables):
        source = raws[name].source if name in raws else name
        for label, region in tables[name]["region"].items():
            where = f'{source} row "{label}", column "region"'
            if region and region not in known:
                problems.add(where, f'unknown region "{region}"', suggestion(str(region), known))
            elif not region and _needs_region(tables[name], str(label)):
                problems.add(where, "blank in a table of several regions", "Write the region")


def _needs_region(table: pd.DataFrame, label: str) -> bool:
    return "role" not in table or str(table["role"][label]) in BOUGHT


def _check_no_region(
    raws: Mapping[str, RawTable], tables: Mapping[str, pd.DataFrame], problems: Problems
) -> None:
    for name in (table for table in PLACED if table in tables):
        named = sorted(set(tables[name]["region"]) - {""})
        if named:
            source = raws[name].source if name in raws else name
            what = f'names the region "{named[0]}", but there is no table regions'
            problems.add(source, what, "Add the table regions, or take the column region away")


def region_labels(economy: Economy) -> list[str]:
    """Labels of the regions; the country where the economy is one region."""
    regions = economy.regions
    return [economy.meta.country] if regions is None else [str(r) for r in regions.index]


def regions_of(economy: Economy, table: str) -> pd.Series[str]:
    """Region of every label of a table with a column ``region`` (label).

    Blank stays blank in a table of several regions: a category of final use that each region's
    own products go to.

    Parameters
    ----------
    economy : well formed
    table : one of ``PLACED``
    """
    frame = economy.table(table)
    if frame is None:
        return pd.Series([], index=pd.Index([], dtype="str"), dtype="str")
    if economy.regions is None:
        return pd.Series(economy.meta.country, index=frame.index, dtype="str")
    return frame["region"]


def population(economy: Economy) -> pd.Series[float]:
    """People by region (region) [person]; all of them where the economy is one region."""
    if economy.regions is None:
        people = [economy.meta.population]
        return pd.Series(people, index=pd.Index(region_labels(economy)), dtype=float)
    return economy.regions["population"]


def regions_sum_to_the_whole(economy: Economy) -> Iterable[Problem]:
    """The people of the regions are the people of the economy.

    |sum_r population[r] - population| <= 1e-6 population
    """
    if economy.regions is None:
        return
    total, whole = float(economy.regions["population"].sum()), economy.meta.population
    if abs(total - whole) > PEOPLE_TOLERANCE * whole:
        what = f"people of all regions are {total:,.10g}, the key population says {whole:,.10g}"
        yield Problem("regions, column population", what, "Correct one of the two")


def people_are_served_where_they_live(economy: Economy) -> Iterable[Problem]:
    """A need is served by what its own region consumes."""
    composition, needs = economy.need_composition, economy.needs
    if economy.regions is None or composition is None or needs is None:
        return
    buyer = composition["category"].map(regions_of(economy, "categories"))
    home = composition["need"].map(regions_of(economy, "needs"))
    pairs = composition.loc[(buyer != home).to_numpy(), ["need", "category"]].drop_duplicates()
    for need, category in pairs.head(SHOWN).itertuples(index=False):
        what = f'the need "{need}" takes from "{category}", which another region buys'
        yield Problem("need_composition", what, "Give each region needs and categories of its own")
    if len(pairs) > SHOWN:
        what = f"{len(pairs)} pairs of needs and categories are of different regions"
        yield Problem("need_composition", what, "Mend them in the same way")


def work_and_assets_are_at_home(economy: Economy) -> Iterable[Problem]:
    """Hours and assets of an activity are those of its own region."""
    if economy.regions is None:
        return
    place = regions_of(economy, "activities").to_numpy()
    for table, attributes in (("labour", "labour_types"), ("capital", "assets")):
        amounts = economy.table(table)
        if amounts is None:
            continue
        home = regions_of(economy, attributes).to_numpy()
        wrong = np.argwhere((amounts.to_numpy() != 0) & (home[:, None] != place[None, :]))
        for row, column in wrong[:SHOWN]:
            where = f'{table} row "{amounts.index[row]}", column "{amounts.columns[column]}"'
            what = f"of the region {home[row]}, in an activity of {place[column]}"
            yield Problem(where, what, f"Give each region {attributes} of its own")
        if len(wrong) > SHOWN:
            what = f"{len(wrong)} cells join different regions, the first are listed"
            yield Problem(table, what, "Mend them in the same way")


def every_region_works(economy: Economy) -> Iterable[Problem]:
    """Where there is work, every region has workers of some kind."""
    if economy.regions is None or economy.labour is None or economy.labour_types is None:
        return
    workers = economy.labour_types["workers"].groupby(regions_of(economy, "labour_types")).sum()
    for label in economy.regions.index:
        if not workers.get(label, 0.0) > 0:
            what = f'the region "{label}" has no workers, other regions have'
            yield Problem("labour_types", what, "Add its labour types, or take the region away")
