"""A run by year, in the terms of the case: the values that indicators of plans are made from."""

from __future__ import annotations

import numpy as np
import xarray as xr

from commonweal.case.case import Case
from commonweal.market.run import Run
from commonweal.market.system import MONTHS, Array, System


def whole_years(case: Case, run: Run) -> list[int]:
    """Years of the case that were run from January to December."""
    return list(case.horizon.years[: run.record.months // MONTHS])


def yearly_values(case: Case, run: Run) -> dict[str, xr.DataArray]:
    """Activity, capacity, conversion, investment, needs and hours by year.

    Units are those of the case: capacity by its plate and not by its highest use. Periods that were
    not run repeat the last year that was; whoever makes a table leaves them out.

    Parameters
    ----------
    case : what the run was made from
    run : at least a year

    Returns
    -------
    dict of the names that a plan's values have
    """
    made, plant, changed = _by_process(case, run)
    hours = _sum(run.record["hours"])
    persons = case.work.workers.sum("labour_type").values
    needs = _sum(run.record.needs[: run.record.months].sum(axis=1))
    least = case.demand.floor * (case.demand.per_head * case.people_of_needs)
    level = _filled(case, needs)
    return {
        "activity": _array(case, "process", _filled(case, made)),
        "capacity": _array(case, "process", _filled(case, plant)),
        "convert": _array(case, "conversion", _filled(case, changed)),
        "investment": _array(case, "asset", _filled(case, _assets(case, run))),
        "need_level": _array(case, "need", level),
        "research": xr.DataArray(
            _filled(case, _sum(run.record.research[: run.record.months])),
            coords={
                "ceiling": case.research.hours["ceiling"].values,
                "period": list(case.horizon.periods),
            },
            dims=["ceiling", "period"],
        ),
        "shortage": _array(
            case, "need", np.maximum(least.transpose("need", "period").values - level, 0.0)
        ),
        "hours_per_worker": xr.DataArray(
            _filled(case, hours[:, None]) / persons,
            coords={"region": case.demand.people["region"], "period": list(case.horizon.periods)},
            dims=["region", "period"],
        ),
    }


def _sum(monthly: Array) -> Array:
    """Sums over whole years (year, ...)."""
    years = len(monthly) // MONTHS
    shape = (years, MONTHS, *monthly.shape[1:])
    return np.asarray(monthly[: years * MONTHS].reshape(shape).sum(axis=1))


def _filled(case: Case, yearly: Array) -> Array:
    """(label, period) with the last year repeated for periods that were not run."""
    periods = len(case.horizon.periods)
    shown = yearly[: len(case.horizon.years)]
    rest = np.repeat(shown[-1:], periods - len(shown), axis=0)
    return np.concatenate([shown, rest]).T


def _array(case: Case, dimension: str, values: Array) -> xr.DataArray:
    labels = {
        "process": case.technology.activity["process"].values,
        "conversion": case.conversions.source["conversion"].values,
        "asset": case.technology.assets["asset"].values,
        "need": case.demand.per_head["need"].values,
    }[dimension]
    coords = {dimension: list(labels), "period": list(case.horizon.periods)}
    return xr.DataArray(values, coords=coords, dims=[dimension, "period"])


def _places(case: Case, system: System) -> list[int]:
    """Place in the system of every process of the case."""
    place = {name: n for n, name in enumerate(system.process_names)}
    return [place[str(j)] for j in case.technology.activity["process"].values]


def _by_process(case: Case, run: Run) -> tuple[Array, Array, Array]:
    """Output of the year, capacity in January, capacity converted in the year."""
    places = _places(case, run.market.system)
    use = case.technology.utilisation.values
    source = case.technology.utilisation.sel(process=case.conversions.source.values).values
    made = _sum(run.record["activity"])[:, places]
    months = run.record.months // MONTHS * MONTHS
    plant = run.record["capacity"][:months:MONTHS][:, places] / use
    changed = _sum(run.record.routes[: run.record.months])[:, : len(source)] / source
    return made, plant, changed


def _assets(case: Case, run: Run) -> Array:
    """Assets put in place (year, asset): new plant, conversions, and replacement of plant."""
    places = np.array(_places(case, run.market.system))
    back = np.argsort(places)
    routes = run.market.system.routes
    builds = _sum(run.record.routes[: run.record.months])
    placed = _sum(run.record["build"])
    new = routes.destination[routes.builds]
    for route, process in zip(np.flatnonzero(routes.builds), new, strict=True):
        placed[:, process] += builds[:, route]
    assets = case.technology.assets.values / case.technology.utilisation.values
    pairs = case.conversions.source.size
    use = case.technology.utilisation.sel(process=case.conversions.source.values).values
    found = (
        placed @ assets[:, back].T + (builds[:, :pairs] / use) @ case.conversions.assets.values.T
    )
    return np.asarray(found)
