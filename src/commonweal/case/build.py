"""From a study to a case: a table of contents."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import numpy as np
import pandas as pd

from commonweal.case import surroundings
from commonweal.case.adoption import adoption
from commonweal.case.arrays import array
from commonweal.case.by_region import ByRegion, each_region
from commonweal.case.case import Case, Demand, Pace, Regions, Technology, Trade, Wanted, Work
from commonweal.case.conversion import conversions
from commonweal.case.demand import Served, demand, given_roles, needs_served
from commonweal.case.horizon import Horizon, slowest_growth
from commonweal.case.programme import Programme, read_programme
from commonweal.case.regions import regions, welfare_shares
from commonweal.case.research import research
from commonweal.case.start import start
from commonweal.case.study import Study
from commonweal.case.technology import per_unit, technology
from commonweal.economy.economy import Economy
from commonweal.economy.regions import population, region_labels, regions_of
from commonweal.economy.tables import read_economy
from commonweal.errors import Problem, Problems, StudyError, suggestion


def build_case(study: Study) -> Case:
    """Join a study with its economy and its programme.

    Parameters
    ----------
    study : a study as read, scenario and overrides already applied

    Returns
    -------
    Case, frozen

    Raises
    ------
    EconomyError, StudyError
        With every problem found in the tables, or between them and the study.
    """
    economy = read_economy(study.economy_path)
    check_names(study, economy)
    horizon = study.horizon
    path = study.programme_path
    programme = None if path is None else read_programme(path, economy)
    return join(study, economy, horizon, programme)


def join(study: Study, economy: Economy, horizon: Horizon, programme: Programme | None) -> Case:
    """Build every part of the case from inputs that have been checked."""
    begin = study.start
    processes = technology(
        economy,
        horizon,
        programme,
        study.modern,
        labour_scale=_per_unit(economy, begin.workers, begin.scale, 1.0),
        asset_scale=_per_unit(economy, begin.capital or begin.scale, begin.scale, begin.scale),
    )
    _refuse_lost_capacity(study, economy, processes)
    _refuse_plant_without_end(study, processes)
    wants = _wants(study, economy, horizon)
    needs = [str(n) for n in wants.weight["need"].values]
    places = regions(economy, horizon, needs=needs, scale=begin.scale)
    return Case(
        horizon=horizon,
        technology=processes,
        conversions=conversions(processes, programme, horizon),
        start=start(economy, processes, horizon, begin.scale, begin.growth),
        regions=places,
        demand=wants,
        work=_work(study, economy, wants, places),
        trade=_trade(study, economy),
        stocks=surroundings.stocks(economy),
        limits=surroundings.limits(economy, horizon, study.limits),
        pace=_pace(study, economy),
        adoption=adoption(economy, processes, horizon, programme, _targets(study, programme)),
        research=research(_types(processes), horizon, programme),
        wanted=_wanted(study, horizon),
        has_capacity=economy.has("capital"),
        names=_names(economy, processes, programme),
        groups=_groups(economy),
        about=about(study, economy, programme),
    )


def part(
    name: str,
    study: Study,
    economy: Economy,
    programme: Programme | None,
    case: Case,
    base: Served | None = None,
) -> Any:
    """One part of a case made again after a change of the study.

    Parameters
    ----------
    name : demand, work, trade, limits, pace, adoption or wanted
    case : as it is so far; demand comes before work, which weighs free time by it
    base : the needs of the accounts, where somebody has read them already
    """
    if name == "demand":
        return _wants(study, economy, study.horizon, base)
    if name == "work":
        return _work(study, economy, case.demand, case.regions)
    if name == "trade":
        return _trade(study, economy)
    if name == "limits":
        return surroundings.limits(economy, study.horizon, study.limits)
    if name == "pace":
        return _pace(study, economy)
    if name == "adoption":
        targets = _targets(study, programme)
        return adoption(economy, case.technology, study.horizon, programme, targets)
    _refuse_plant_without_end(study, case.technology)
    return _wanted(study, study.horizon)


def _work(study: Study, economy: Economy, wants: Demand, places: Regions) -> Work:
    return surroundings.work(
        economy,
        study.horizon,
        workers=study.start.workers,
        growth=study.workers.growth,
        least_hours=study.hours.at_least,
        waking_hours=study.hours.waking,
        free_time_weight=study.hours.free_time_weight,
        may_rise=study.hours.may_rise,
        shares=welfare_shares(wants, places),
    )


def _trade(study: Study, economy: Economy) -> Trade:
    return surroundings.trade(
        economy,
        study.horizon,
        scale=study.start.scale,
        balance=None if study.trade.balance == "base" else study.trade.balance,
        export_pace=study.trade.export_pace,
        import_pace=study.trade.import_pace,
    )


def _pace(study: Study, economy: Economy) -> Pace:
    up_and_down = _paces(study, economy.activities.index)
    return surroundings.pace(economy, *up_and_down, study.pace.needs)


def _wants(study: Study, economy: Economy, horizon: Horizon, base: Served | None = None) -> Demand:
    begin = study.start
    people = population(economy)
    more = each_region(begin.population, [str(r) for r in people.index], 1.0)
    return demand(
        economy,
        horizon,
        scale=begin.scale,
        people=people * pd.Series(more),
        people_growth=study.people.growth,
        weights={n: setting.weight for n, setting in study.needs.items()},
        may_fall=frozenset(n for n, setting in study.needs.items() if setting.may_fall),
        floors=study.floors,
        given=given_roles(economy),
        base=base,
    )


def _per_unit(
    economy: Economy, amount: ByRegion, scale: float, otherwise: float
) -> dict[str, float]:
    """Hours or assets per unit of output, base year over year of the accounts, by region."""
    amounts = each_region(amount, region_labels(economy), otherwise)
    return {region: per_unit(more, scale) for region, more in amounts.items()}


def _types(processes: Technology) -> list[str]:
    return [str(s) for s in processes.hours["labour_type"].values]


def _refuse_lost_capacity(study: Study, economy: Economy, processes: Technology) -> None:
    """Orders under way cannot be fewer than none: start.growth is at least minus the wear."""
    if not processes.assets.size:
        return
    problems = Problems()
    given, installed = study.start.growth, processes.family == "installed"
    home = regions_of(economy, "activities").loc[list(processes.activity.values)].to_numpy()
    for region, growth in each_region(given, region_labels(economy), 0.0).items():
        mine = processes.depreciation.values[installed.values & (home == region)]
        wear = float(mine.min(initial=np.inf))
        if growth < -wear:
            key = f"start.growth.{region}" if isinstance(given, Mapping) else "start.growth"
            problems.add(
                study.where(key),
                f"{growth:g} a year is a faster decline than plant wears out, {wear:.3g}",
                f"Give {-wear:.3g} or more: orders under way cannot be negative",
            )
            if key == "start.growth":
                break
    problems.raise_if_any(StudyError)


def _refuse_plant_without_end(study: Study, processes: Technology) -> None:
    """After the horizon the economy must not shrink faster than discounted plant wears out."""
    if not processes.assets.size:
        return
    least = slowest_growth(study.welfare.discount, float(processes.depreciation.min()))
    if study.continuation.growth <= least:
        what = (
            f"{study.continuation.growth:g} a year after the horizon: plant that wears out more "
            "slowly would count as ever more plant"
        )
        fix = f"Give more than {least:.3g}, which is discount x (1 - depreciation) - 1"
        raise StudyError([Problem(study.where("continuation.growth"), what, fix)])


def _targets(study: Study, programme: Programme | None) -> dict[str, dict[int, float]]:
    if study.targets == "none" or programme is None:
        return {}
    if study.targets == "programme":
        return {target.name: dict(target.shares) for target in programme.targets}
    return {name: dict(shares) for name, shares in study.targets.items()}


def _paces(study: Study, activities: Iterable[str]) -> tuple[dict[str, float], dict[str, float]]:
    up, down = {}, {}
    for activity in activities:
        own = study.pace.activities.get(activity)
        up[activity] = study.pace.up if own is None or own.up is None else own.up
        down[activity] = study.pace.down if own is None or own.down is None else own.down
    return up, down


def _wanted(study: Study, horizon: Horizon) -> Wanted:
    weights = horizon.weights(study.welfare.discount)
    return Wanted(
        goals=tuple(study.goals),
        period_weight=array(
            [weights[t] for t in horizon.periods], {"period": horizon.periods}, "1", "weight"
        ),
        curvature=study.welfare.curvature,
        step=study.welfare.step,
        discount=study.welfare.discount,
        continuation_growth=study.continuation.growth,
        continued=True,
    )


def _names(
    economy: Economy, processes: Technology, programme: Programme | None
) -> dict[str, dict[str, str]]:
    """Readable names by dimension; reports show these and never the labels."""
    tables: dict[str, pd.DataFrame | None] = {
        "product": economy.products,
        "activity": economy.activities,
        "need": economy.needs,
        "asset": economy.assets,
        "labour_type": economy.labour_types,
        "limit": economy.limits,
        "region": economy.regions,
    }
    names = {
        key: {str(k): str(v) for k, v in table["name"].items()}
        for key, table in tables.items()
        if table is not None
    }
    titles = {t.name: t.title for t in programme.techniques} if programme else {}
    names["technique"] = titles
    activity = names["activity"]
    names["process"] = {}
    for n, label in enumerate(processes.activity["process"].values):
        family = str(processes.family.values[n])
        technique = titles.get(str(processes.technique.values[n]), "")
        own = activity.get(str(processes.activity.values[n]), str(label))
        names["process"][str(label)] = f"{own}: {family}" + (f", {technique}" if technique else "")
    names.setdefault("region", {label: label for label in region_labels(economy)})
    names.setdefault("need", {n: names["product"].get(n, n) for n in needs_served(economy).columns})
    if programme:
        names["target"] = {target.name: target.title for target in programme.targets}
    names["unit"] = {
        **{f"product {i}": str(u) for i, u in economy.products["unit"].items()},
        **_units("asset", economy.assets),
        **_units("limit", economy.limits),
        **{f"activity {a}": str(u) for a, u in economy.activities["unit"].items()},
    }
    return names


def _units(kind: str, table: pd.DataFrame | None) -> dict[str, str]:
    return {} if table is None else {f"{kind} {k}": str(u) for k, u in table["unit"].items()}


def _groups(economy: Economy) -> dict[str, dict[str, str]]:
    return {
        "product": {str(k): str(v) for k, v in economy.products["group"].items()},
        "activity": {str(k): str(v) for k, v in economy.activities["group"].items()},
        "need": {}
        if economy.needs is None
        else {str(k): str(v) for k, v in economy.needs["group"].items()},
    }


def about(study: Study, economy: Economy, programme: Programme | None) -> dict[str, Any]:
    """What a case was made of: titles, hashes and sources."""
    meta = economy.meta
    return {
        "title": study.title,
        "study": study.name,
        "scenario": study.scenario or "",
        "study_hash": study.hash,
        "economy": meta.name,
        "economy_title": meta.title,
        "economy_year": meta.year,
        "country": meta.country,
        "economy_hash": economy.hash,
        "currency": meta.currency,
        "source": meta.source,
        "licence": meta.licence,
        "programme": programme.name if programme else "none",
        "programme_title": programme.title if programme else "",
        "programme_reading": [
            {"name": t.name, "title": t.title, "reading": t.reading, "source": t.source}
            for t in (programme.targets if programme else ())
        ],
        "sources": dict(study.sources),
        "base_hours_total": 0.0
        if economy.labour is None
        else float(np.sum(economy.labour.to_numpy())),
    }


def _by_region(study: Study) -> dict[str, Any]:
    """Keys that may be a table by region, with what they hold."""
    begin = study.start
    return {
        "start.capital": begin.capital,
        "start.workers": begin.workers,
        "start.population": begin.population,
        "start.growth": begin.growth,
        "people.growth": study.people.growth,
        "workers.growth": study.workers.growth,
        "trade.balance": study.trade.balance,
    }


def check_names(study: Study, economy: Economy, served: Iterable[str] | None = None) -> None:
    """Names in the study that the economy does not have; all of them, at once.

    Parameters
    ----------
    served : names of the needs, where somebody has them already
    """
    problems = Problems()
    needs = list(served or (str(n) for n in needs_served(economy).columns))
    known: dict[str, tuple[Iterable[str], list[str], str]] = {
        "needs": (study.needs, needs, "need"),
        "floors": (study.floors, needs, "need"),
        "pace.activities": (study.pace.activities, list(economy.activities.index), "activity"),
        "limits": (
            study.limits,
            [] if economy.limits is None else list(economy.limits.index),
            "limit",
        ),
    }
    for key, value in _by_region(study).items():
        labels = value if isinstance(value, Mapping) else ()
        known[key] = (labels, region_labels(economy), "region")
    for key, (given, names, kind) in known.items():
        for name in given:
            if name not in names:
                problems.add(
                    study.where(f"{key}.{name}"),
                    f'the economy "{economy.meta.name}" has no {kind} "{name}"',
                    suggestion(name, names) if names else f"The economy has no table of {key}.",
                )
    for goal in study.goals:
        kind, _, name = goal.partition(":")
        if kind == "least_limit" and name not in known["limits"][1]:
            problems.add(
                study.where("goals"),
                f'the goal "{goal}" names a limit that the economy does not have',
                suggestion(name, known["limits"][1]),
            )
    base_year = study.horizon.base_year
    if base_year > economy.meta.year and not study.gives("start.scale"):
        problems.add(
            study.where("start"),
            f"the accounts are of {economy.meta.year}, the base year is {base_year}, and nothing "
            "says how output grew in between",
            "Give start.scale: real output of the base year over that of the accounts",
        )
    problems.extend(_hours(study, economy))
    if study.years[0] <= economy.meta.year:
        problems.add(
            study.where("years"),
            f"the plan starts in {study.years[0]} but the accounts are of {economy.meta.year}",
            f"Start in {economy.meta.year + 1} or later.",
        )
    problems.raise_if_any(StudyError)


def _hours(study: Study, economy: Economy) -> Iterator[Problem]:
    """Fewest hours above those of the base year, where hours may only fall."""
    if economy.labour is None or economy.labour_types is None:
        return
    for label, unit in economy.labour_types["unit"].items():
        if unit != "h":
            yield Problem(
                f'labour_types, row "{label}"',
                f"the unit is {unit}; a plan counts hours",
                "Give the unit h; where the numbers of labour are in another one, say so in "
                f'economy.yaml: units: {{labour: "{unit}"}}',
            )
    worked = float(economy.labour.to_numpy().sum() / economy.labour_types["workers"].sum())
    if study.gives("hours.at_least") and study.hours.at_least > worked * (1.0 + 1e-9):
        yield Problem(
            study.where("hours.at_least"),
            f"{study.hours.at_least:,.6g} h are above the {worked:,.6g} h of the base year, and "
            "yearly hours never rise above those",
            "Give at most the hours of the base year",
        )
