"""Conflicts in sentences: what each family demands, of whom, in which years, with its figures."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import xarray as xr

from commonweal.case.case import Case
from commonweal.plan.diagnose.conflict import Conflict, Member
from commonweal.plan.families import FAMILIES

NAMED = 3  # names given in full before "and 7 more"


def conflict_sentences(case: Case, conflict: Conflict) -> tuple[str, ...]:
    """One sentence for each family in the conflict."""
    if not conflict.members:
        return (
            f"{conflict.year}: the rows of goods, plants and orders contradict each other by "
            "themselves: the tables of the economy cannot all be right",
        )
    return tuple(member_sentence(case, member) for member in conflict.members)


def member_sentence(case: Case, member: Member) -> str:
    """What the stipulations of one family demand, with the figures of the case."""
    family = FAMILIES[member.family]
    text = family.sentence.format(
        names=_names(case, family.dimension, member.entities),
        amounts=_amounts(case, member),
    )
    keys = ", ".join(family.keys)
    if len(member.entities) == 1:
        keys = keys.replace(f"<{family.dimension}>", member.entities[0])
    return f"{years(case, member.periods)}: {text} ({keys})"


EVERY = {"activity": "activities", "product": "products", "need": "needs"}


def _names(case: Case, dimension: str, labels: tuple[str, ...]) -> str:
    known = case.names.get(dimension, {})
    if dimension == "region":
        several = case.trade.deficit.sizes["region"] > 1
        return f" of {listed(name_of(case, dimension, r) for r in labels)}" if several else ""
    if dimension in EVERY and NAMED < len(known) == len(labels):
        return f"all {len(labels)} {EVERY[dimension]}"
    return listed(name_of(case, dimension, label) for label in labels)


def name_of(case: Case, dimension: str, label: str) -> str:
    """Readable name; a diffusion ceiling bears the name of its technique."""
    return case.name_of("technique" if dimension == "ceiling" else dimension, label)


def listed(names: Iterable[str]) -> str:
    """Up to ``NAMED`` names in full, then how many more."""
    every = list(dict.fromkeys(names))
    if len(every) <= NAMED + 1:
        return ", ".join(every)
    return f"{', '.join(every[:NAMED])} and {len(every) - NAMED} more"


def years(case: Case, periods: Iterable[int]) -> str:
    """Years as a reader writes them; the continuation as "after 2030"."""
    last = case.horizon.last
    periods = list(periods)
    planned = [t for t in periods if t <= last]
    parts: list[str] = []
    for year in planned:
        if parts and year - 1 == int(parts[-1].split("–")[-1]):
            parts[-1] = f"{parts[-1].split('–')[0]}–{year}"
        else:
            parts.append(str(year))
    if len(planned) < len(periods):
        parts.append(f"after {last}")
    return ", ".join(parts)


def when(case: Case, periods: Iterable[int]) -> str:
    """Years in a sentence: "in 2026 and 2028", "after 2030"."""
    text = years(case, periods)
    return text if text.startswith("after") else f"in {text}"


def number(value: float) -> str:
    """A figure with four digits, thousands marked."""
    if value == 0:
        return "0"
    if abs(value) >= 1e12 or abs(value) < 1e-3:
        return f"{value:.4g}"
    digits = max(0, 3 - int(np.floor(np.log10(abs(value)))))
    return f"{value:,.{digits}f}"


def percent(share: float) -> str:
    """A share as a percentage with one digit, two where it is below one per cent."""
    return f"{100 * share:.{1 if abs(share) >= 0.01 else 2}f} %"


def _spread(values: Iterable[float], form: str) -> str:
    found = sorted(set(values))
    low, high = found[0], found[-1]
    write = percent if form == "%" else number
    unit = "" if form in ("%", "") else f" {form}"
    return f"{write(low)}{unit}" if low == high else f"{write(low)} to {write(high)}{unit}"


def corridor_pace(case: Case, variable: str) -> float:
    """Pace of imports or exports, read back from the corridor of the first year.

    least = L (1 - p), most = L (1 + p), so that p = (most - least) / (most + least).
    """
    trade = case.trade
    least = (trade.import_least if variable == "import" else trade.export_least).values[:, 0]
    most = (trade.import_most if variable == "import" else trade.export_most).values[:, 0]
    total = most + least
    known = np.abs(total) > 0
    return float(np.median((most - least)[known] / total[known])) if known.any() else 0.0


def _amounts(case: Case, member: Member) -> str:
    entities, periods = list(member.entities), list(member.periods)
    if member.family == "labour":
        each = case.where("labour_type", case.work.base_hours).sel(labour_type=entities)
        hours = case.work.workers.sel(labour_type=entities, period=periods) * each
        worked = [float(f"{x:.4g}") for x in hours.sum("labour_type").values]
        if max(worked) >= 1e10:
            return _spread([x / 1e9 for x in worked], "billion hours")
        return _spread(worked, "hours")
    if member.family == "limits":
        unit = case.names.get("unit", {}).get(f"limit {entities[0]}", "")
        caps = case.limits.cap.sel(limit=entities, period=periods).values.ravel()
        return _spread([float(x) for x in caps], unit)
    if member.family == "trade":
        deficits = case.trade.deficit.sel(region=entities, period=periods[0]).values
        if len(deficits) > 1:
            unit = str(case.about.get("currency", ""))
            return f"deficits of at most {_spread([float(x) for x in deficits], unit)} a year"
        return _trade(case, float(deficits[0]))
    if member.family in ("pace_up", "pace_down"):
        pace = case.pace.up if member.family == "pace_up" else case.pace.down
        return _spread([float(x) for x in _of(pace, "activity", entities)], "%")
    if member.family.startswith(("import", "export")):
        return percent(corridor_pace(case, member.family.split("_")[0]))
    if member.family == "continuation":
        return percent(case.wanted.continuation_growth)
    if member.family == "needs":
        return _people(case, entities)
    return ""


def _of(values: xr.DataArray, dimension: str, labels: list[str]) -> list[float]:
    return [float(x) for x in values.sel({dimension: labels}).values]


def _trade(case: Case, deficit: float) -> str:
    currency = case.about.get("currency", "")
    if deficit < 0:
        return f"a surplus of at least {number(-deficit)} {currency} a year"
    return f"a deficit of at most {number(deficit)} {currency} a year"


def _people(case: Case, needs: list[str]) -> str:
    """Growth of the people of these needs, from the slowest region to the fastest."""
    people = case.people_of_needs.sel(need=needs).values
    growth = people[:, 1] / people[:, 0] - 1.0 if people.shape[1] > 1 else np.zeros(1)
    rates = sorted({f"{100 * rate:+.2f} %" for rate in growth}, key=lambda x: float(x[:-2]))
    if np.abs(growth).max() < 1e-9:
        return ""
    words = rates[0] if len(rates) == 1 else f"{rates[0]} to {rates[-1]}"
    return f" (people: {words} a year)"
