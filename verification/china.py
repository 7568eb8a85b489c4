"""Answers on the bundled economy: base year, zero surplus, horizon, no feast."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import xarray as xr

from commonweal.case.base_year import reproduce_base_year
from commonweal.case.build import build_case
from commonweal.case.case import Case
from commonweal.case.study import read_study
from commonweal.economy.tables import read_economy
from commonweal.plan.blocks.needs import base_needs
from commonweal.plan.build import build
from commonweal.plan.programme import LinearProgramme, belongs, year_before
from commonweal.plan.solve import Solution, solve
from verification.answers import Answer

STUDY = "china-2026"
DESIGN = "design of the plan model"
# families of rows that keep their continuation: without it, they would not be as they are
NEEDED = ("capacity_motion", "capacity_use")


@dataclass(frozen=True)
class Planned:
    """A case and its solution."""

    case: Case
    solution: Solution

    def consumption(self) -> xr.DataArray:
        """Fulfilment of all needs together, weighted as in welfare, base year 1 (period)."""
        level = self.solution.values["need_level"] / base_needs(self.case)
        return (level * self.case.demand.weight).sum("need")


def plan(last: int = 2030, programme: str = "none", continued: bool = True) -> Planned:
    """Plan China from 2026 on."""
    overrides = {"years": f"2026-{last}", "programme": programme}
    if programme == "none":
        overrides["targets"] = "none"
    case = build_case(read_study(STUDY, overrides=overrides))
    if continued:
        return Planned(case, solve(build(case)))
    case = without_future(case)
    programme_ = build(case)
    drop_continuation(programme_)
    return Planned(case, solve(programme_))


def without_future(case: Case) -> Case:
    """The same case in which nothing after the horizon counts."""
    weight = case.wanted.period_weight.copy()
    weight.loc[{"period": case.horizon.continuation_year}] = 0.0
    return replace(case, wanted=replace(case.wanted, period_weight=weight, continued=False))


def drop_continuation(programme: LinearProgramme) -> None:
    """Take every row of the continuation out of a programme."""
    years = list(programme.case.horizon.years)
    for name in list(programme.model.constraints):
        family = programme.model.constraints[name]
        if "period" not in family.coords or name in NEEDED:
            continue
        kept = [t for t in family.coords["period"].values if t in years]
        lhs, sign, rhs = (part.sel(period=kept) for part in (family.lhs, family.sign, family.rhs))
        programme.model.remove_constraints(name)
        if kept:
            programme.model.add_constraints(lhs, sign, rhs, name=name)


def base_year() -> list[Answer]:
    """The base year comes back."""
    found = reproduce_base_year(read_economy("china-2020"))
    return [
        Answer("Base year, china-2020", f"{part}, largest deviation", 0.0, value, 1e-6, DESIGN)
        for part, value in (
            ("outputs", found.outputs),
            ("imports", found.imports),
            ("hours", found.hours),
            ("consumption", found.consumption),
        )
    ]


def investment_share(planned: Planned) -> xr.DataArray:
    """Investment as a share of investment and consumption, at world prices (period)."""
    case, values = planned.case, planned.solution.values
    price = case.trade.price
    put = (price * case.start.composition * values["investment"]).sum(["product", "asset"])
    eaten = (price * case.demand.composition * values["need_level"]).sum(["product", "need"])
    return put / (put + eaten)


def no_feast(with_future: Planned) -> list[Answer]:
    """Without the continuation the plan eats its capital; with it, it does not."""
    years = [with_future.case.horizon.first, with_future.case.horizon.last]
    without = plan(continued=False)
    kept = investment_share(with_future).sel(period=years).values
    eaten = investment_share(without).sel(period=years).values
    name = "No feast, china-2026"
    return [
        Answer(
            name,
            "investment share of the last year, with a future",
            0.25,
            float(kept[1]),
            0.0,
            DESIGN,
            "at least",
        ),
        Answer(
            name,
            "investment share of the last year, negative control",
            0.05,
            float(eaten[1]),
            0.0,
            DESIGN,
            "at most",
        ),
    ]


def horizon(five: Planned) -> list[Answer]:
    """Three years more change the first three years by less than 1 %; from five and eight years."""
    eight, eleven = plan(2033), plan(2036)
    return [*_horizons("5 against 8", five, eight), *_horizons("8 against 11", eight, eleven)]


def _horizons(name: str, short: Planned, long: Planned) -> list[Answer]:
    years = list(short.case.horizon.years[:3])
    consumed = [p.consumption().sel(period=years).values for p in (short, long)]
    difference = np.abs(consumed[0] / consumed[1] - 1.0)
    return [
        Answer(
            f"Horizon, {name} years",
            f"consumption in {year}, relative difference",
            0.01,
            float(difference[n]),
            0.0,
            DESIGN,
            "at most",
        )
        for n, year in enumerate(years)
    ]


def mix_difference(short: Planned, long: Planned) -> xr.DataArray:
    """Relative difference of the level of each activity in the first three years (activity)."""
    years = list(short.case.horizon.years[:3])
    levels = [
        (belongs(p.case) * p.solution.values["activity"]).sum("process").sel(period=years)
        for p in (short, long)
    ]
    return np.abs(levels[0] / levels[1] - 1.0).max("period")


def surplus(planned: Planned) -> tuple[xr.DataArray, xr.DataArray]:
    """What a process earns at shadow values, and the value it makes (process, period).

    surplus = products - inputs - work - rent of its capacity - limits - rent of the pace
    """
    case, duals = planned.case, planned.solution.stages[-1].duals
    technology = case.technology
    price = -duals["product_balance"]
    made = (technology.output * price).sum("product")
    earned = made - (technology.input * price).sum("product")
    earned = earned - (technology.hours * duals["labour"]).sum("labour_type")
    earned = earned - duals["capacity_use"]
    if "limits" in duals:
        earned = earned - (technology.emissions * duals["limits"]).sum("limit")
    after = year_before(case).rename({"period": "later", "before": "period"})
    pace = xr.zeros_like(earned)
    for family, factor in (("pace_up", 1 + case.pace.up), ("pace_down", 1 - case.pace.down)):
        dual = duals[family]
        later = (after * (factor * dual).rename({"period": "later"})).sum("later")
        pace = pace + (belongs(case) * (dual - later)).sum("activity")
    earned = earned - pace
    return earned.transpose("process", "period"), made.transpose("process", "period")


def zero_surplus(planned: Planned) -> list[Answer]:
    """A process in use earns nothing at shadow values; one that would lose is idle."""
    earned, made = surplus(planned)
    level = planned.solution.values["activity"].transpose("process", "period")
    relative = earned / made.where(made > 0)
    used = level > 1e-6 * level.max()
    name = "Zero surplus, china-2026"
    source = "duality; Koopmans 1951"
    return [
        Answer(
            name,
            "largest surplus or loss of a process in use, of its product",
            0.0,
            float(np.abs(relative.where(used)).max()),
            1e-6,
            source,
        ),
        Answer(
            name,
            "largest surplus of any process, of its product",
            1e-6,
            float(relative.max()),
            0.0,
            source,
            "at most",
        ),
        Answer(
            name,
            "process-years that would lose and are idle",
            1.0,
            float(((relative < -1e-6) & ~used).sum()),
            0.0,
            source,
            "at least",
        ),
    ]


def all_answers() -> list[Answer]:
    """Every answer on China; plans of five, eight and eleven years."""
    five = plan()
    return [*base_year(), *zero_surplus(five), *no_feast(five), *horizon(five)]
