"""The headline: what people get, in five numbers and in sentences without opinion."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from commonweal.compare import building, people, spread
from commonweal.compare.wording import SPACE, below, change, percent
from commonweal.compare.years import final_year, yearly

if TYPE_CHECKING:
    from commonweal.plan.plan import Plan


SEEN = 5e-4  # half of the last digit shown
NAMED = 3  # assumption: needs named before the rest is only counted


@dataclass(frozen=True)
class Number:
    """One number of the headline.

    Parameters
    ----------
    name : key of the number
    title : what it is
    value : in its unit; NaN where the economy or the study does not define it
    unit : of the value
    text : the value as it is read, with its unit
    note : what it is compared with
    """

    name: str
    title: str
    value: float
    unit: str
    text: str
    note: str


@dataclass(frozen=True)
class Headline:
    """Five numbers and the sentences that say them.

    Parameters
    ----------
    numbers : needs, hours, adoption, investment, certificate
    sentences : in the same order
    """

    numbers: tuple[Number, ...]
    sentences: tuple[str, ...]


def headline(plan: Plan) -> Headline:
    """The headline of a plan: last planned year against the base year."""
    parts = (_needs(plan), _hours(plan), _adoption(plan), _investment(plan), _certificate(plan))
    return Headline(tuple(p[0] for p in parts), tuple(p[1] for p in parts))


def _years(plan: Plan) -> tuple[int, int]:
    return plan.case.horizon.base_year, plan.case.horizon.last


def _inside(name: str) -> str:
    """A name inside a sentence: its first letter small, names of countries as they are."""
    return name if name[1:2].isupper() else name[:1].lower() + name[1:]


def _needs(plan: Plan) -> tuple[Number, str]:
    case, (base, last) = plan.case, _years(plan)
    index = float(final_year(case, people.consumption_index(case, plan.values)))
    each = final_year(case, people.fulfilment(case, plan.values))
    order = np.argsort(each.values, kind="stable")
    short = _missed_floors(plan)
    low, high = each.isel(need=int(order[0])), each.isel(need=int(order[-1]))
    number = Number(
        "needs",
        "Needs met per head",
        index,
        "base year = 1",
        change(index - 1.0),
        f"{last} against {base}, all needs with the weights of {base}"
        + ("; floors are missed" if short else ""),
    )
    least, most = (_inside(case.name_of("need", str(x["need"].values))) for x in (low, high))
    sentence = (
        f"Of what meets their needs people get {_amount(index - 1.0)} per head in {last} "
        f"{_than(index)} in {base}: from {change(float(low) - 1.0)} for {least} to "
        f"{change(float(high) - 1.0)} for {most}.{short}"
    )
    return number, sentence


def _missed_floors(plan: Plan) -> str:
    """Which floors are missed, when, and by how much; nothing where all are met."""
    case = plan.case
    missing = yearly(case, people.missing(case, plan.values))
    found = []
    for need in missing["need"].values:
        gaps = {
            int(t): float(missing.sel(need=need, period=t))
            for t in missing["period"].values
            if float(missing.sel(need=need, period=t)) > SEEN
        }
        if gaps:
            when = f"{min(gaps)}" if len(gaps) == 1 else f"{min(gaps)}–{max(gaps)}"
            name = _inside(case.name_of("need", str(need)))
            found.append(
                (
                    max(gaps.values()),
                    f"{name} by up to {percent(max(gaps.values()))}"
                    f" of the level of {case.horizon.base_year} ({when})",
                )
            )
    if not found:
        return ""
    found.sort(key=lambda item: -item[0])
    more = f", and {len(found) - NAMED} more" if len(found) > NAMED else ""
    return f" Floors are missed: {'; '.join(text for _, text in found[:NAMED])}{more}."


def _hours(plan: Plan) -> tuple[Number, str]:
    case, (base, last) = plan.case, _years(plan)
    title = "Hours of one worker"
    if not case.work.workers.size:
        missing = Number("hours", title, np.nan, "h/yr", "not known", "no labour accounts")
        return missing, "The economy has no labour accounts, so that hours are not planned."
    hours = people.hours_of_a_worker(case, plan.values)
    then, now = float(hours.sel(period=base)), float(hours.sel(period=last))
    number = Number(
        "hours",
        title,
        now,
        "h/yr",
        f"{now:,.0f}{SPACE}h",
        f"a year in {last}; {then:,.0f} in {base}",
    )
    if abs(now - then) < 0.5:
        return number, f"A worker works {now:,.0f} hours in {last}, as in {base}."
    word = "fewer" if now < then else "more"
    sentence = (
        f"A worker works {now:,.0f} hours in {last}, {abs(now - then):,.0f} {word} than in {base} "
        f"({change(now / then - 1.0)})."
    )
    return number, sentence


def _adoption(plan: Plan) -> tuple[Number, str]:
    case, (_, last) = plan.case, _years(plan)
    title = "Work with techniques of the programme"
    if not case.adoption.ceiling_activity.size:
        missing = Number("adoption", title, np.nan, "share", "none", "the study has no programme")
        return missing, "The study has no programme of new techniques."
    if not case.work.workers.size:
        missing = Number("adoption", title, np.nan, "share", "not known", "no labour accounts")
        return missing, "The economy has no labour accounts by which to weigh techniques."
    share = float(final_year(case, spread.programme_share(case, plan.values)))
    short = yearly(case, spread.targets_missing(case, plan.values))
    note, more = f"share of work in {last}", ""
    missed = [
        (int(t), float(short.sel(target=n, period=t)))
        for n in short["target"].values
        for t in short["period"].values
        if not np.isnan(float(short.sel(target=n, period=t)))
    ]
    if missed and max(gap for _, gap in missed) > 5e-4:
        gaps = " and ".join(
            f"{100 * gap:.0f} percentage points in {t}" for t, gap in missed if gap > 5e-4
        )
        note, more = f"{note}; targets are missed", f" Targets are missed by {gaps}."
    elif missed:
        note, more = f"{note}; every target is reached", " Every target is reached."
    number = Number("adoption", title, share, "share", percent(share), note)
    return number, f"In {last}, {percent(share)} of work uses techniques of the programme.{more}"


def _investment(plan: Plan) -> tuple[Number, str]:
    case, (base, last) = plan.case, _years(plan)
    title = "Investment in final use at home"
    if not case.has_capacity:
        missing = Number("investment", title, np.nan, "share", "not known", "no capital accounts")
        return missing, (
            "The economy has no capital accounts: investment stays as it was, and nothing limits "
            "capacity."
        )
    share = building.investment_share(case, plan.values)
    then, now = float(share.sel(period=base)), float(share.sel(period=last))
    number = Number(
        "investment", title, now, "share", percent(now), f"{last}; {percent(then)} in {base}"
    )
    sentence = (
        f"Investment takes {percent(now)} of what is used at home in {last}; "
        f"it took {percent(then)} in {base}."
    )
    return number, sentence


def _certificate(plan: Plan) -> tuple[Number, str]:
    found = plan.certificate
    gap, residual = found.relative_gap, found.worst_relative_residual
    text = found.status
    number = Number(
        "certificate",
        "Certificate",
        gap,
        "1",
        text,
        f"gap below {below(gap)}, worst imbalance below {below(residual)}",
    )
    if not found.accepted:
        return number, "The plan failed its independent check: " + " ".join(found.reasons)
    sentence = (
        f"An independent check finds every balance met to {below(residual)} of its turnover, and "
        f"that no plan on the same data reaches more than {below(gap)} of the goal beyond it."
    )
    return number, sentence


def _amount(value: float) -> str:
    """A relative change in words: 31 % more, 4 % less, as much."""
    size = change(value)
    if size == "unchanged":
        return "as much"
    return f"{size.lstrip('+−')} {'more' if value > 0 else 'less'}"


def _than(index: float) -> str:
    return "as" if change(index - 1.0) == "unchanged" else "than"
