"""Levers: what a user can change, each as one column of the programme.

A lever lets the rows of one parameter give together, in the proportions in which the parameter
moves them. Its value is the largest share by which any of its rows gives. Rows that multiply a
variable (a pace, a renewal) give in proportion to the base year; the parameter is then read from
the plan that was found (see ``repairs``), so that what is reported is always enough for that plan.

Price: one per cent of the thing itself counts one. A rate (a pace, a growth after the horizon)
counts against its own size, or against 0.05 where it is smaller (assumption).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

import numpy as np
import xarray as xr
from numpy.typing import NDArray

from commonweal.case.case import Case
from commonweal.case.horizon import slowest_growth
from commonweal.case.limits_of_change import research_hours
from commonweal.plan.blocks.continuation import beyond
from commonweal.plan.diagnose.sentences import corridor_pace
from commonweal.plan.diagnose.stipulations import Stipulations
from commonweal.plan.programme import base_level, belongs, over_periods

Vector = NDArray[np.float64]
SMALLEST_RATE = 0.05  # assumption: rates below it are weighed as if they were this large
MOST_WORKERS = 0.2  # bounds of the keys of a study, here and below
MOST_PACE = 10.0
LEAST_CONTINUATION = -0.2


@dataclass(frozen=True)
class Lever:
    """One parameter that can give.

    Parameters
    ----------
    kind : name in ``KINDS``
    key : parameter: a key of the study, <entity> and <year> left out
    entity, period : what it is about; "" and 0 where it is about everything
    rules : positions of the stipulations it moves
    shares : share by which each gives when the lever has the value 1; at most 1
    price : per unit of the lever
    most : largest value
    per_unit : change of the parameter per unit of the lever
    """

    kind: str
    key: str
    entity: str
    period: int
    rules: NDArray[np.intp]
    shares: Vector
    price: float
    most: float
    per_unit: float


@dataclass(frozen=True)
class Reference:
    """Where levers of rates are straightened: the base year, or a plan found before.

    Parameters
    ----------
    case, rules : what the levers move
    plan : variable -> values of a plan found before; empty at first
    """

    case: Case
    rules: Stipulations
    plan: Mapping[str, xr.DataArray]


def levers(
    case: Case, rules: Stipulations, plan: Mapping[str, xr.DataArray] | None = None
) -> list[Lever]:
    """Every lever that moves at least one row.

    Parameters
    ----------
    plan : a plan found with levers before; rates are then exact near it
    """
    at = Reference(case, rules, plan or {})
    makers = (_workers, _needs, _limits, _balance, _corridors, _paces, _capacity, _continuation)
    return [lever for maker in makers for lever in maker(at) if (lever.shares > 0).any()]


def _lever(
    kind: str,
    key: str,
    rules: NDArray[np.intp],
    shares: Vector,
    *,
    entity: str = "",
    period: int = 0,
    own: float = 1.0,
    most: float = np.inf,
) -> Lever:
    """A lever from shares per unit of its parameter; ``own`` is the parameter's own size."""
    largest = float(shares.max(initial=0.0)) or 1.0
    return Lever(
        kind=kind,
        key=key,
        entity=entity,
        period=period,
        rules=rules,
        shares=shares / largest,
        price=1.0 / (largest * own),
        most=most * largest,
        per_unit=1.0 / largest,
    )


def workers_growth(case: Case) -> float:
    """Growth of the labour force, read back from the first two periods [1/yr]."""
    workers = case.work.workers.sum("labour_type").values
    return float(workers[1] / workers[0] - 1.0)


def _workers(at: Reference) -> Iterator[Lever]:
    case, rules = at.case, at.rules
    mine = np.flatnonzero(rules.family == "labour")
    if not len(mine):
        return
    growth = workers_growth(case)
    years = (rules.period[mine] - case.horizon.base_year).astype(float)
    shares = years / (1.0 + growth)
    if at.plan:
        # the chord to the growth that the plan found before needs, exact there
        change = max(needed_workers_growth(case, at.plan) - growth, 1e-6)
        shares = (((1.0 + growth + change) / (1.0 + growth)) ** years - 1.0) / change
    # priced by workers, not by the rate: own is what moves the workers of the last period by all
    own = 1.0 / float(shares.max())
    yield _lever("workers", "workers.growth", mine, shares, own=own, most=MOST_WORKERS - growth)


def needed_workers_growth(case: Case, plan: Mapping[str, xr.DataArray]) -> float:
    """Least growth of the labour force with which a plan is worked at the hours of the base year.

    max over types and periods of (work[s,t] / (W[s,0] h0))^(1/k) - 1, k years after the base year.
    """
    growth = workers_growth(case)
    work = (case.technology.hours * plan["activity"]).sum("process")
    if case.has_capacity and case.conversions.source.size:
        work = work + (case.conversions.hours * plan["convert"]).sum("conversion")
    work = work + research_hours(case.research.hours).sum("ceiling")
    hours = case.where("labour_type", case.work.base_hours)
    first = case.work.workers.isel(period=0, drop=True) / (1.0 + growth) * hours
    steps = work["period"] - case.horizon.base_year
    return float(((work / first) ** (1.0 / steps)).max()) - 1.0


def _needs(at: Reference) -> Iterator[Lever]:
    rules = at.rules
    for n in np.flatnonzero(at.rules.family == "needs"):
        yield _lever(
            "needs",
            "needs.may_fall",
            np.array([n]),
            np.ones(1),
            entity=str(rules.entity[n]),
            period=int(rules.period[n]),
        )


def _limits(at: Reference) -> Iterator[Lever]:
    case, rules = at.case, at.rules
    capped = case.limits.capped
    mine = rules.family == "limits"
    for limit in capped["limit"].values:
        set_ = [t for t in case.horizon.years if float(capped.sel(limit=limit, period=t))]
        # the continuation keeps the cap of the last year
        after = {case.horizon.last: [case.horizon.last, case.horizon.continuation_year]}
        choices = {0: [*set_, case.horizon.continuation_year]} if len(set_) > 1 else {}
        for year, then in (choices | {t: after.get(t, [t]) for t in set_}).items():
            chosen = mine & (rules.entity == str(limit)) & np.isin(rules.period, then)
            found = np.flatnonzero(chosen)
            yield _lever(
                "limits", "limits", found, np.ones(len(found)), entity=str(limit), period=year
            )


def _balance(at: Reference) -> Iterator[Lever]:
    mine = at.rules.family == "trade"
    for region in dict.fromkeys(at.rules.entity[mine].tolist()):
        found = np.flatnonzero(mine & (at.rules.entity == region))
        yield _lever("trade", "trade.balance", found, np.ones(len(found)), entity=region)


def _corridors(at: Reference) -> Iterator[Lever]:
    case, rules = at.case, at.rules
    for variable in ("import", "export"):
        pace = corridor_pace(case, variable)
        mine = np.flatnonzero(np.isin(rules.family, [f"{variable}_most", f"{variable}_least"]))
        trade = case.trade
        least, most = (
            (trade.import_least, trade.import_most)
            if variable == "import"
            else (trade.export_least, trade.export_most)
        )
        base = ((least + most) / 2.0).isel(period=0, drop=True).to_series()
        level = np.maximum(base.loc[rules.entity[mine].tolist()].to_numpy(), 0.0)
        years = (rules.period[mine] - case.horizon.base_year).astype(float)
        up = np.char.endswith(rules.family[mine], "most")
        # up: the tangent of (1+p)^k, below the curve; down: the chord of (1-p)^k to zero, above it
        rise = years * (1.0 + pace) ** (years - 1.0)
        fall = max(1.0 - pace, 0.0) ** (years - 1.0)
        shares = level * np.where(up, rise, fall) / rules.size[mine]
        yield _lever(
            "trade",
            f"trade.{variable}_pace",
            mine,
            shares,
            own=max(pace, SMALLEST_RATE),
            most=max(1.0 - pace, 0.0),
        )


def _paces(at: Reference) -> Iterator[Lever]:
    case, rules = at.case, at.rules
    sizes = _pace_sizes(at)
    for side, families, most in (
        ("up", ["pace_up", "orders"], MOST_PACE),
        ("down", ["pace_down"], 1.0),
    ):
        paces = case.pace.up if side == "up" else case.pace.down
        mine = np.flatnonzero(np.isin(rules.family, families))
        shares = sizes[mine] / rules.size[mine]
        highest = float(paces.max())
        yield _lever(
            "pace",
            f"pace.{side}",
            mine,
            shares,
            own=max(highest, SMALLEST_RATE),
            most=most - highest,
        )
        for activity in paces["activity"].values:
            own = float(paces.sel(activity=activity))
            chosen = rules.entity[mine] == str(activity)
            yield _lever(
                "pace",
                f"pace.{side}",
                mine[chosen],
                shares[chosen],
                entity=str(activity),
                own=max(own, SMALLEST_RATE),
                most=most - own,
            )


def _pace_sizes(at: Reference) -> Vector:
    """What a rate multiplies in each row: activity or capacity of the base year, or of a plan."""
    case, rules = at.case, at.rules
    base = {str(a): float(x) for a, x in case.start.activity.to_series().items()}
    standing = _per_activity(case)
    if not at.plan:
        return np.array(
            [
                standing.get(str(a), 0.0) if family == "orders" else base.get(str(a), 0.0)
                for a, family in zip(rules.entity, rules.family, strict=True)
            ]
        )
    owner = belongs(case)
    made = (owner * at.plan["activity"]).sum("process").to_series().to_dict()
    stands = (
        (owner * at.plan["capacity"]).sum("process").to_series().to_dict()
        if case.has_capacity
        else {}
    )
    sizes = []
    for label, family, period in zip(rules.entity, rules.family, rules.period, strict=True):
        a, t = str(label), int(period)
        earlier = base.get(a, 0.0) if t == case.horizon.first else made.get((a, t - 1), 0.0)
        sizes.append(stands.get((a, t), 0.0) if family == "orders" else earlier)
    return np.array([max(size, 0.0) for size in sizes])


def _per_activity(case: Case) -> dict[str, float]:
    totals: dict[str, float] = {}
    owners = case.technology.activity.values
    for label, amount in zip(owners, case.start.capacity.values, strict=True):
        totals[str(label)] = totals.get(str(label), 0.0) + max(float(amount), 0.0)
    return totals


def _by_process(case: Case) -> dict[str, float]:
    names = case.start.capacity["process"].values
    return {str(j): float(x) for j, x in zip(names, case.start.capacity.values, strict=True)}


def _capacity(at: Reference) -> Iterator[Lever]:
    case, rules = at.case, at.rules
    if not case.has_capacity:
        return
    standing = _by_process(case)
    use = {
        str(j): float(x)
        for j, x in zip(
            case.technology.utilisation["process"].values,
            case.technology.utilisation.values,
            strict=True,
        )
    }
    for activity in case.start.activity["activity"].values:
        label = str(activity)
        mine = np.flatnonzero((rules.family == "capacity") & (rules.entity == label))
        if not len(mine):
            continue
        highest = max(use[str(j)] for j in rules.process[mine])
        shares = np.array([use[str(j)] * max(standing[str(j)], 0.0) for j in rules.process[mine]])
        yield _lever(
            "capacity",
            "activities.highest_utilisation",
            mine,
            shares / rules.size[mine],
            entity=label,
            most=max(1.0 / highest - 1.0, 0.0),
        )


def slowest_continuation(case: Case) -> float:
    """Slowest growth after the horizon that a study may ask for, with a little room [1/yr]."""
    wear = float(case.technology.depreciation.min())
    return max(LEAST_CONTINUATION, slowest_growth(case.wanted.discount, wear) + 1e-3)


def at_growth(case: Case, growth: float) -> Case:
    """The case with another growth after the horizon [1/yr]."""
    return replace(case, wanted=replace(case.wanted, continuation_growth=growth))


def beyond_at(case: Case, growth: float, plan: Mapping[str, xr.DataArray]) -> xr.DataArray:
    """Capacity after the horizon that a plan lacks at a growth (process, period)."""
    convert = plan["convert"] if case.conversions.source.size else None
    more: xr.DataArray = beyond(at_growth(case, growth), plan["capacity"], plan["build"], convert)
    return more


def _continuation(at: Reference) -> Iterator[Lever]:
    case, rules = at.case, at.rules
    mine = np.flatnonzero(rules.family == "continuation")
    if not len(mine):
        return
    growth, step = case.wanted.continuation_growth, 1e-6
    plan = at.plan or _balanced(case)
    slope = (beyond_at(case, growth + step, plan) - beyond_at(case, growth, plan)) / step
    steep = slope.isel(period=0, drop=True).to_series().to_dict()
    shares = np.array([max(steep[str(j)], 0.0) for j in rules.process[mine]])
    yield _lever(
        "continuation",
        "continuation.growth",
        mine,
        shares / rules.size[mine],
        own=max(abs(growth), SMALLEST_RATE),
        most=growth - slowest_continuation(case),
    )


def _balanced(case: Case) -> dict[str, xr.DataArray]:
    """Base-year plant on the balanced path; plant without a technique counts as the whole."""
    technology = case.technology
    plain = (technology.technique == "") / technology.utilisation
    stands = over_periods(case, base_level(case) * plain)
    orders = (technology.depreciation + case.wanted.continuation_growth).clip(min=0.0) * stands
    nothing = 0.0 * case.conversions.allowed
    return {"capacity": stands, "build": orders, "convert": nothing}
