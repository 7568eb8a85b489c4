"""Every indicator as one long table: model, scenario, region, variable, unit, year, value.

Each variable has one definition, a function of a case and the values of a result, so that a plan
and a market are told apart by what they do and not by how they are measured. Names follow the
habit of the scenario community: parts divided by bars, the general first.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pandas as pd
import xarray as xr

from commonweal.case.case import Case
from commonweal.compare import building, people, production, spread, work
from commonweal.compare.people import Values

if TYPE_CHECKING:
    from commonweal.plan.plan import Plan

COLUMNS = ["model", "scenario", "region", "variable", "unit", "year", "value"]
MODEL = "Commonweal plan"
CONTINUATION = "Continuation"  # first part of a variable that stands for all years after


class Series(NamedTuple):
    """A variable of one region over periods."""

    variable: str
    unit: str
    periods: np.ndarray
    values: np.ndarray
    region: str = ""  # that of the economy


def indicators(plan: Plan) -> pd.DataFrame:
    """The indicators of a plan.

    Returns
    -------
    DataFrame with the columns ``COLUMNS``, a row per variable and year. The base year is given
    where it is known. What stands for all years after the horizon has the first year after it
    and a name that begins with ``Continuation|``: it belongs in no chart over years.
    """
    return table(plan.case, plan.values, MODEL)


def table(case: Case, values: Values, model: str) -> pd.DataFrame:
    """The indicators of any result on a case, under the name of a model."""
    series = [*_parts(case, values), *_by_region(case, values)]
    sizes = [len(one.periods) for one in series]
    year = np.concatenate([one.periods for one in series])
    variable = np.repeat(np.array([one.variable for one in series], dtype=object), sizes)
    after = year > case.horizon.last
    variable[after] = [f"{CONTINUATION}|{name}" for name in variable[after]]
    own = region(case)
    frame = pd.DataFrame(
        {
            "model": model,
            "scenario": scenario(case),
            "region": np.repeat([one.region or own for one in series], sizes),
            "variable": variable,
            "unit": np.repeat([one.unit for one in series], sizes),
            "year": year,
            "value": np.concatenate([one.values for one in series]),
        },
        columns=COLUMNS,
    )
    # what is not defined, such as output per hour where nobody works, has no row
    defined: pd.DataFrame = frame[np.isfinite(frame["value"].to_numpy())]
    return defined.reset_index(drop=True)


def scenario(case: Case) -> str:
    """Name of the scenario, or of the study where it is the study as it stands."""
    return str(case.about.get("scenario") or case.about.get("study") or "plan")


def region(case: Case) -> str:
    """Country of the economy, or the first part of its title."""
    title = str(case.about.get("country") or case.about.get("economy_title") or "region")
    return title.split(",", maxsplit=1)[0].strip()


def _one(variable: str, unit: str, values: xr.DataArray) -> Series:
    """A variable of the whole economy (period)."""
    return Series(variable, unit, _periods(values), values.transpose("period").values.astype(float))


def _periods(values: xr.DataArray) -> np.ndarray:
    return np.asarray(values["period"].values.astype(int))


def _each_region(variable: str, unit: str, values: xr.DataArray) -> Iterator[Series]:
    """A variable for each region (region, period)."""
    periods, rows = _periods(values), values.transpose("region", "period")
    for label, row in zip(values["region"].values, rows.values.astype(float), strict=True):
        yield Series(variable, unit, periods, row, str(label))


def _by_region(case: Case, values: Values) -> Iterator[Series]:
    """What each of several regions has of its own (region, period)."""
    if case.demand.people.sizes["region"] == 1:
        return
    currency = str(case.about.get("currency", "")) or "currency"
    yield from _each_region("Population", "person", case.demand.people)
    yield from _each_region(
        "Consumption|Index", "base year = 1", people.consumption_by_region(case, values)
    )
    yield from _each_region("Trade|Deficit", currency, production.trade_deficit(case, values))
    if case.work.workers.size:
        yield from _each_region(
            "Labour|Hours per worker", "h/yr", people.hours_by_region(case, values)
        )
        yield from _each_region("Labour|Workers", "person", people.workers_by_region(case))


def _parts(case: Case, values: Values) -> Iterator[Series]:
    yield from _needs(case, values)
    yield from _labour(case, values)
    yield from _production(case, values)
    if "imports" in values:  # a market knows trade by activity only
        yield from _trade(case, values)
    if case.adoption.ceiling_activity.size or case.adoption.target_share.size:
        yield from _programme(case, values)
    if case.limits.cap.size:
        yield from _limits(case, values)
    if case.has_capacity:
        yield from _building(case, values)


def _limits(case: Case, values: Values) -> Iterator[Series]:
    yield from _each(case, "Limits|Use", "limit", production.use_of_limits(case, values))
    cap = case.limits.cap.where(case.limits.capped > 0)
    yield from _each(case, "Limits|Cap", "limit", cap)


def _each(
    case: Case, variable: str, dimension: str, values: xr.DataArray, unit: str = ""
) -> Iterator[Series]:
    """A variable per label; without a unit, the label's own."""
    units = case.names.get("unit", {})
    periods, rows = _periods(values), values.transpose(dimension, "period")
    for label, row in zip(values[dimension].values, rows.values.astype(float), strict=True):
        own = unit or units.get(f"{dimension} {label}", "unit")
        name = case.name_of(dimension, str(label)).replace("|", "/")
        yield Series(f"{variable}|{name}", own, periods, row)


def _needs(case: Case, values: Values) -> Iterator[Series]:
    yield from _each(
        case, "Needs|Fulfilment", "need", people.fulfilment(case, values), "base year = 1"
    )
    missing = people.missing(case, values)
    if bool((case.demand.floor > 0).any()):
        yield from _each(case, "Needs|Shortage", "need", missing, "base year = 1")
    yield _one("Consumption|Index", "base year = 1", people.consumption_index(case, values))


def _labour(case: Case, values: Values) -> Iterator[Series]:
    if not case.work.workers.size:
        return
    yield _one("Labour|Hours per worker", "h/yr", people.hours_of_a_worker(case, values))
    hours = work.hours_by_activity(case, values)
    kinds = work.hours_by_kind(case, values)
    yield _one("Labour|Hours", "h/yr", kinds.sum("use"))
    if float(case.research.hours.sum()) > 0:
        yield _one("Labour|Hours|Research", "h/yr", kinds.sel(use="research", drop=True))
    branches = work.by_branch(case, hours)
    for branch in branches["branch"].values:
        yield _one(f"Labour|Hours|{branch}", "h/yr", branches.sel(branch=branch, drop=True))
    ratio = work.output_per_hour(case, values)
    yield from _each(case, "Labour|Output per hour", "activity", ratio, "base year = 1")


def _production(case: Case, values: Values) -> Iterator[Series]:
    yield from _each(case, "Output", "activity", production.activity_level(case, values))
    if case.has_capacity:
        yield from _each(case, "Capacity", "activity", production.capacity_of(case, values))
        share = production.utilisation(case, values)
        yield from _each(case, "Utilisation", "activity", share, "share")


def _trade(case: Case, values: Values) -> Iterator[Series]:
    for name, flows in (
        ("Imports", production.imports(case, values)),
        ("Exports", production.exports(case, values)),
    ):
        traded = (flows != 0).any([str(dim) for dim in flows.dims if dim != "product"])
        yield from _each(case, name, "product", flows.isel(product=traded.values))


def _programme(case: Case, values: Values) -> Iterator[Series]:
    yield _one("Adoption|Programme", "share", spread.programme_share(case, values))
    yield from _each(
        case, "Adoption|Programme", "activity", spread.programme_share_of(case, values), "share"
    )
    yield from _each(
        case, "Targets|Shortfall", "target", spread.targets_missing(case, values), "share"
    )
    wanted = case.adoption.target_share
    yield from _each(case, "Targets|Wanted", "target", wanted.where(wanted > 0), "share")


def _building(case: Case, values: Values) -> Iterator[Series]:
    yield _one("Adoption|Modern", "share", spread.modern_share(case, values))
    yield from _each(case, "Investment", "asset", building.investment_by_asset(values))
    yield _one("Investment|Share of final use", "share", building.investment_share(case, values))
