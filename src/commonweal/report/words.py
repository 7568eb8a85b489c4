"""What a report says in words: goals, certificate, targets, assumptions."""

from __future__ import annotations

import math
from typing import Any

import pandas as pd
import xarray as xr

from commonweal.compare.production import use_of_limits
from commonweal.compare.spread import targets_missing
from commonweal.compare.wording import below, change, percent, sensible
from commonweal.compare.years import yearly
from commonweal.plan.plan import Plan
from commonweal.plan.shadow import KINDS
from commonweal.plan.solve import Stage

GOALS = {
    "floors": "Every floor is met, or missed as little as possible",
    "targets": "Targets of the programme are missed as little as possible",
    "welfare": "The greatest welfare of all years: needs met and free time",
    "maximin": "The lowest fulfilment is raised as far as possible, then the next",
    "least_hours": "The fewest hours of work",
    "least_limit": "The least use of a limit",
}

ROWS = {
    "fulfilment": "Fulfilment counted by the goal",
    "free_time": "Free time counted by the goal",
    "lowest": "Lowest fulfilment",
}


def about(plan: Plan) -> str:
    """One line on what was planned."""
    known, years = plan.case.about, plan.case.horizon.years
    span = f"{years[0]}–{years[-1]}" if len(years) > 1 else str(years[0])
    parts = [f"A plan in kind for {span}", f"economy: {known.get('economy_title', '')}"]
    programme = known.get("programme_title") or "none"
    parts.append(f"programme: {programme}")
    if known.get("scenario"):
        parts.append(f"scenario: {known['scenario']}")
    return " · ".join(parts)


def goals(plan: Plan) -> pd.DataFrame:
    """The goals in order with what was reached, in words."""
    last: dict[str, Stage] = {stage.goal: stage for stage in plan.stages}
    return pd.DataFrame(
        [
            {
                "Order": str(number),
                "Goal": GOALS[name.partition(":")[0]],
                "Value": sensible(stage.value) + (f" {stage.unit}" if stage.unit != "1" else ""),
                "Reading": _reached(plan, stage),
            }
            for number, (name, stage) in enumerate(last.items(), start=1)
        ]
    )


def _reached(plan: Plan, stage: Stage) -> str:
    kind, _, limit = stage.goal.partition(":")
    if kind == "floors":
        return "every floor is met" if stage.value > -1e-9 else "floors are missed; see the needs"
    if kind == "targets":
        if stage.value > -1e-6:  # the certificate's tolerance
            return "every activity goes as far towards the targets as diffusion allows"
        return (
            f"activities miss {percent(-stage.value, 1)} of base-year hours of what diffusion "
            "would allow them towards the targets, all years together"
        )
    if kind == "welfare":
        return _welfare(plan, stage.value)
    if kind == "maximin":
        return f"the lowest fulfilment of the last round is {percent(stage.value)}"
    if kind == "least_hours":
        return "hours of all years with their weights, in hours of the base year"
    return f"use of {plan.case.name_of('limit', limit)} over all years with their weights"


def _welfare(plan: Plan, value: float) -> str:
    """Points as the lasting change of every need that would be worth as much."""
    wanted = plan.case.wanted
    mean = value / float(wanted.period_weight.sum())
    if wanted.curvature == 1.0:
        equal = math.exp(mean) - 1.0
    else:
        power = 1.0 - wanted.curvature
        base = 1.0 + power * mean
        if base <= 0:
            return "zero would mean that every year is like the base year, for ever"
        equal = base ** (1.0 / power) - 1.0
    return (
        f"worth as much as {change(equal)} of every need in every year, for ever, at the hours of "
        "the base year; zero would mean that every year is like the base year"
    )


def certificate(plan: Plan) -> list[str]:
    """The certificate in plain words."""
    found = plan.certificate
    if not found.accepted:
        return ["The plan failed its check and must not be used.", *found.reasons]
    texts = [
        "A second piece of code, which shares nothing with the one that made the plan, has "
        "checked it from its saved figures alone.",
        "It adds up: in every year every product that is used was made, imported or in stock, no "
        "plant makes more than it can, and nobody works more hours than there are. The worst "
        f"imbalance is below {below(found.worst_relative_residual)} of the turnover of its row.",
        "Nothing better exists on these data: the shadow values bound what any plan whatever "
        f"could reach. The bound lies above this plan by less than {below(found.relative_gap)} of "
        f"the goal ({sensible(found.objective)} reached, {sensible(found.bound)} is the bound).",
    ]
    if found.not_unique:
        texts.append(
            "Other plans reach the same value of the goal. Where they differ from this one the "
            "choice is open, and shadow values are not unique."
        )
    texts.append(
        f"Status: {found.status}. Solver: {found.solver}. "
        f"Size: {plan.size.get('rows', 0):,} rows, {plan.size.get('columns', 0):,} columns."
    )
    return texts


def residuals(plan: Plan) -> pd.DataFrame:
    """Worst imbalance of every family of rows."""
    rows: list[dict[str, Any]] = []
    for family, worst in plan.certificate.residuals.items():
        kind = KINDS.get(family)
        name = kind.title if kind else ROWS.get(family, family.replace("_", " ").capitalize())
        rows.append(
            {
                "Rows": name,
                "Worst, absolute": float(worst.get("absolute", math.nan)),
                "Worst, relative to turnover": float(worst.get("relative", math.nan)),
            }
        )
    return pd.DataFrame(rows, columns=["Rows", "Worst, absolute", "Worst, relative to turnover"])


def targets(plan: Plan) -> pd.DataFrame | None:
    """Targets with what is missing and how each was read; None without any."""
    case = plan.case
    readings = {str(t["name"]): t for t in case.about.get("programme_reading", ())}
    missing = yearly(case, targets_missing(case, plan.values))
    rows = []
    for label in missing["target"].values:
        reading = readings.get(str(label), {})
        for year in missing["period"].values:
            short = float(missing.sel(target=label, period=year))
            if math.isnan(short):
                continue
            share = float(case.adoption.target_share.sel(target=label, period=year))
            rows.append(
                {
                    "Target": case.name_of("target", str(label)),
                    "Year": str(year),
                    "Wanted": f"{percent(share)} of work",
                    "Reached": f"{percent(share - short, 1)} of work"
                    if short > 5e-4
                    else "in full",
                    "How it is read": str(reading.get("reading", "")),
                    "Source": str(reading.get("source", "")),
                }
            )
    return pd.DataFrame(rows) if rows else None


def settings(plan: Plan) -> pd.DataFrame:
    """What the study sets for this plan, in words."""
    case = plan.case
    work, wanted = case.work, case.wanted
    rows = [
        ("Hours of the base year", f"{_hours(work.base_hours)} h per worker"),
        ("Fewest hours allowed", f"{_hours(work.least_hours)} h per worker"),
        ("Hours may rise again", "yes" if bool(work.may_rise) else "no"),
        ("Weight of free time", f"{float(work.free_time_weight.sum()):g}"),
        ("Curvature of the utility of needs", f"{wanted.curvature:g}"),
        ("Growth after the horizon", f"{percent(wanted.continuation_growth, 1)} a year"),
        ("Fastest rise of a need per head", f"{percent(float(case.pace.needs), 1)} a year"),
        ("Fastest growth of an activity", _range(case.pace.up.values)),
        ("Fastest decline of an activity", _range(case.pace.down.values)),
    ]
    rows.extend(_caps(plan))
    return pd.DataFrame(rows, columns=["Setting", "Value"])


def _hours(by_region: xr.DataArray) -> str:
    """Hours of one worker, from the lowest to the highest where there are several regions."""
    low, high = float(by_region.min()), float(by_region.max())
    return f"{low:,.0f}" if low == high else f"{low:,.0f} to {high:,.0f}"


def _caps(plan: Plan) -> list[tuple[str, str]]:
    """Each capped limit: cap and use in the last year and after it."""
    case = plan.case
    use, rows = use_of_limits(case, plan.values), []
    for limit in case.limits.cap["limit"].values:
        unit = case.names.get("unit", {}).get(f"limit {limit}", "")
        for period in (case.horizon.last, case.horizon.continuation_year):
            at = {"limit": limit, "period": period}
            if not float(case.limits.capped.sel(at)):
                continue
            cap, used = float(case.limits.cap.sel(at)), float(use.sel(at))
            when = str(period) if period == case.horizon.last else f"after {case.horizon.last}"
            binding = ", which binds" if used > cap * (1.0 - 1e-6) else ""
            text = f"{sensible(cap)} {unit}; used: {sensible(used)} {unit}{binding}"
            rows.append((f"Cap on {case.name_of('limit', str(limit))}, {when}", text))
    return rows


def _range(values: Any) -> str:
    low, high = float(values.min()), float(values.max())
    if low == high:
        return f"{percent(low, 1)} a year"
    return f"{percent(low, 1)} to {percent(high, 1)} a year"


def sources(plan: Plan) -> pd.DataFrame | None:
    """Sources of the study's figures by key; None where it names none."""
    known = plan.case.about.get("sources", {})
    if not known:
        return None
    rows = [(key, " ".join(str(text).split())) for key, text in known.items()]
    return pd.DataFrame(rows, columns=["Key of the study", "Source"])
