"""The sheets of the workbook: each a title, a note and tables with a row of units."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
import xarray as xr

from commonweal.compare import building, people, production, spread, work
from commonweal.compare.years import yearly
from commonweal.plan.headline import headline
from commonweal.plan.plan import Plan
from commonweal.plan.scarcity import scarcity
from commonweal.plan.shadow import shadow_values
from commonweal.report import words
from commonweal.report.figures.delivery import delivery_table, readable


@dataclass(frozen=True)
class Sheet:
    """One sheet.

    Parameters
    ----------
    name : of the tab
    note : one sentence on what it holds
    table : readable columns
    units : unit of every column, empty for words
    shares : columns to be shown as percentages
    frozen : how many columns stay in view
    """

    name: str
    note: str
    table: pd.DataFrame
    units: dict[str, str]
    shares: tuple[str, ...] = ()
    frozen: int = 1


def sheets(plan: Plan) -> list[Sheet]:
    """Every sheet in order, without those that the data do not define."""
    found: list[Sheet | None] = [
        _headline(plan),
        _needs(plan),
        _hours(plan),
        _research(plan),
        _activities(plan),
        _capacity(plan),
        _investment(plan),
        _adoption(plan),
        _trade(plan),
        _deliveries(plan),
        _scarcity(plan),
        _shadow(plan),
        _certificate(plan),
        _sources(plan),
    ]
    return [sheet for sheet in found if sheet is not None]


def _over_years(
    plan: Plan, title: str, values: xr.DataArray, dimension: str, unit: str = ""
) -> tuple[pd.DataFrame, dict[str, str]]:
    """A row per label under its name, its unit, and a column per year."""
    case, years = plan.case, [int(t) for t in values["period"].values]
    labels = [str(x) for x in values[dimension].values]
    units = case.names.get("unit", {})
    frame = pd.DataFrame(
        values.transpose(dimension, "period").values, columns=[str(t) for t in years]
    )
    frame.insert(0, "Unit", [unit or units.get(f"{dimension} {x}", "unit") for x in labels])
    frame.insert(0, title, [case.name_of(dimension, x) for x in labels])
    return frame, {str(t): "see column Unit" for t in years}


def _headline(plan: Plan) -> Sheet:
    found = headline(plan)
    frame = pd.DataFrame(
        {
            "What": [number.title for number in found.numbers],
            "Value": [number.value for number in found.numbers],
            "Unit": [number.unit for number in found.numbers],
            "As read": [number.text for number in found.numbers],
            "Against": [number.note for number in found.numbers],
            "In a sentence": list(found.sentences),
        }
    )
    note = f"{plan.case.about.get('title', 'A plan')}. {words.about(plan)}"
    return Sheet("Headline", note, frame, {"Value": "see column Unit"})


def _needs(plan: Plan) -> Sheet:
    case = plan.case
    level = yearly(case, people.fulfilment(case, plan.values))
    frame, units = _over_years(plan, "Need", level, "need", "per head")
    frame.insert(2, "Weight", case.demand.weight.values)
    index = yearly(case, people.consumption_index(case, plan.values)).values
    frame.loc[len(frame)] = ["All needs, base-year shares", "per head", 1.0, *index]
    base = case.horizon.base_year
    units = dict.fromkeys(units, f"{base} = 1") | {"Weight": "share of welfare"}
    note = f"Level of every need per head relative to {base}."
    return Sheet("Needs", note, frame, units, frozen=1)


def _hours(plan: Plan) -> Sheet | None:
    case = plan.case
    if not case.work.workers.size:
        return None
    hours = yearly(case, work.hours_by_activity(case, plan.values))
    frame, units = _over_years(plan, "Activity", hours, "activity", "h")
    frame.insert(
        1, "Branch", [case.groups["activity"].get(str(a), "") for a in hours["activity"].values]
    )
    kinds = yearly(case, work.hours_by_kind(case, plan.values))
    each = yearly(case, people.hours_of_a_worker(case, plan.values)).values
    frame.loc[len(frame)] = ["All activities", "", "h", *hours.sum("activity").values]
    for use, name in work.KINDS_OF_HOURS.items():
        frame.loc[len(frame)] = [f"All work: {name.lower()}", "", "h", *kinds.sel(use=use).values]
    frame.loc[len(frame)] = ["All work", "", "h", *kinds.sum("use").values]
    frame.loc[len(frame)] = ["One worker", "", "h per worker", *each]
    note = "Hours worked a year; those of an activity include one-off hours of conversion."
    return Sheet("Hours", note, frame, units)


def _research(plan: Plan) -> Sheet | None:
    case = plan.case
    if not float(case.research.hours.sum()) > 0:
        return None
    hours = yearly(case, work.research_hours(case, plan.values))
    labels = [str(p) for p in hours["ceiling"].values]
    years = [str(int(t)) for t in hours["period"].values]
    frame = pd.DataFrame(hours.values, columns=years)
    owners = [str(a) for a in case.adoption.ceiling_activity.values]
    frame.insert(0, "Activity", [case.name_of("activity", a) for a in owners])
    frame.insert(0, "Technique", [case.name_of("technique", p) for p in labels])
    frame.loc[len(frame)] = ["All techniques", "", *hours.sum("ceiling").values]
    note = (
        "Hours of developing the techniques of the programme and keeping them up. They are worked "
        "whether plants take a technique up or not."
    )
    return Sheet("Research", note, frame, dict.fromkeys(years, "h"), frozen=2)


def _activities(plan: Plan) -> Sheet:
    level = yearly(plan.case, production.activity_level(plan.case, plan.values))
    frame, units = _over_years(plan, "Activity", level, "activity")
    return Sheet("Activities", "Level (output) of every activity a year.", frame, units)


def _capacity(plan: Plan) -> Sheet | None:
    case = plan.case
    if not case.has_capacity:
        return None
    capacity = yearly(case, production.capacity_of(case, plan.values))
    frame, units = _over_years(plan, "Activity", capacity, "activity")
    used = yearly(case, production.utilisation(case, plan.values))
    names = []
    for year in [int(t) for t in used["period"].values]:
        names.append(f"Utilisation {year}")
        frame[names[-1]] = used.sel(period=year).values
        units[names[-1]] = "share of capacity"
    note = "Capacity at the start of the year, and how much of it is used."
    return Sheet("Capacity", note, frame, units, tuple(names))


def _investment(plan: Plan) -> Sheet | None:
    case = plan.case
    if not case.has_capacity:
        return None
    placed = yearly(case, building.investment_by_asset(plan.values))
    frame, units = _over_years(plan, "Asset", placed, "asset")
    share = building.investment_share(case, plan.values).sel(period=placed["period"].values)
    frame.loc[len(frame)] = ["Share of final use at home", "share", *share.values]
    return Sheet("Investment", "Assets put in place a year.", frame, units)


def _adoption(plan: Plan) -> Sheet | None:
    case = plan.case
    if not case.adoption.ceiling_activity.size:
        return None
    share = yearly(case, spread.programme_share_of(case, plan.values))
    frame, _ = _over_years(plan, "Activity", share, "activity", "share of capacity")
    years = [str(int(t)) for t in share["period"].values]
    most = yearly(case, spread.ceiling_of(case))
    for year in years:
        frame[f"Ceiling {year}"] = most.sel(period=int(year)).values
    total = yearly(case, spread.programme_share(case, plan.values)).sel(
        period=share["period"].values
    )
    highest = yearly(case, spread.highest_share(case, plan.values)).sel(
        period=share["period"].values
    )
    row = ["All work, base-year hours of capacity", "share of work", *total.values, *highest.values]
    frame.loc[len(frame)] = row
    shares = tuple(str(column) for column in frame.columns[2:])
    note = "Share of capacity that carries a technique of the programme, and as far as it could."
    return Sheet("Adoption", note, frame, dict.fromkeys(shares, "share"), shares)


def _trade(plan: Plan) -> Sheet:
    case = plan.case
    parts = []
    for title, flows in (
        ("Imports", production.imports(case, plan.values)),
        ("Exports", production.exports(case, plan.values)),
    ):
        frame, units = _over_years(plan, "Product", yearly(case, flows), "product")
        frame.insert(0, "Flow", title)
        parts.append(frame[(frame.iloc[:, 3:] != 0).any(axis=1)])
    table = pd.concat(parts, ignore_index=True)
    return Sheet("Trade", "Imports and exports of every product a year.", table, units, frozen=2)


def _deliveries(plan: Plan) -> Sheet:
    year = plan.case.horizon.last
    table = readable(plan, delivery_table(plan, year), year)
    units = {str(c): "see column Unit" for c in table.columns[2:]}
    note = f"Who delivers what to whom in {year}: a row adds up to what was made and imported."
    return Sheet("Deliveries", note, table, units)


def _scarcity(plan: Plan) -> Sheet:
    found = scarcity(plan)
    table = pd.DataFrame(
        {
            "Rank": found["rank"],
            "Kind": found["kind"],
            "Thing": found["name"],
            "Hours": found["hours"],
            "Share of all hours": found["share"],
            "Gain": found["gain"],
            "In words": found["sentence"],
        }
    )
    units = {"Hours": "h a year", "Share of all hours": "share", "Gain": plan.stages[-1].unit}
    note = "What one per cent more of a thing in every planned year is worth, largest first."
    return Sheet("Scarcity", note, table, units, ("Share of all hours",), frozen=3)


def _shadow(plan: Plan) -> Sheet:
    found = shadow_values(plan)
    found = found[(found["points"] != 0) & (found["year"] <= plan.case.horizon.last)]
    table = pd.DataFrame(
        {
            "Kind": found["kind"],
            "Thing": found["name"],
            "Year": found["year"].astype(str),
            "Per": found["unit"],
            "Shadow value": found["points"],
            "In hours": found["hours"].replace(np.nan, None),
            "Rank": found["rank"],
        }
    )
    units = {
        "Shadow value": f"{plan.stages[-1].unit} per unit in column Per",
        "In hours": "h per unit in column Per",
        "Rank": "within kind and year",
    }
    note = (
        "Gain of the goal from one unit more, and the hours of work that would bring the same; "
        "empty where work is not scarce. Values that are zero are left out."
    )
    return Sheet("Shadow values", note, table, units, frozen=2)


def _certificate(plan: Plan) -> Sheet:
    found = plan.certificate
    known = [
        ("Status", found.status),
        ("Objective", found.objective),
        ("Bound", found.bound),
        ("Relative gap", found.relative_gap),
        ("Worst relative residual", found.worst_relative_residual),
        ("Solver", found.solver),
        ("Another plan reaches the same value", "yes" if found.not_unique else "no"),
    ]
    rows = words.residuals(plan)
    known += [
        (f"Worst relative residual: {name}", float(value))
        for name, value in zip(rows["Rows"], rows["Worst, relative to turnover"], strict=True)
    ]
    table = pd.DataFrame(known, columns=["What", "Value"])
    return Sheet("Certificate", " ".join(words.certificate(plan)[:2]), table, {})


def _sources(plan: Plan) -> Sheet:
    known = plan.case.about
    rows = [
        ("economy", known.get("economy_title", "")),
        ("economy, source", known.get("source", "")),
        ("economy, licence", known.get("licence", "")),
        ("case, hash", plan.case.hash),
    ]
    table = words.sources(plan)
    if table is not None:
        rows += list(table.itertuples(index=False, name=None))
    frame = pd.DataFrame(rows, columns=["Key", "Source"])
    return Sheet("Sources", "Where the figures come from.", frame, {})
