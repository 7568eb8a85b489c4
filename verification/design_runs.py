"""Sections 3.4 and 3.5 of the design: what a market of five sectors does over long times."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import replace
from itertools import product
from pathlib import Path
from typing import Any

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

from commonweal.market.parameters import Closure
from commonweal.market.run import Run, simulate
from commonweal.market.start import stationary_prices, stationary_start
from commonweal.market.system import System
from commonweal.market.theory.curve import real_wage
from commonweal.market.theory.elasticity import (
    critical_elasticity,
    productivity_gain,
    rate_at_elasticity,
)
from commonweal.market.theory.least_hours import least_hours
from commonweal.market.theory.menu import Menu
from commonweal.market.theory.system import Array
from commonweal.market.theory.system import System as Technology
from commonweal.market.theory.system import system as technology
from commonweal.market.theory.values import labour_values
from market.real import at_rest
from market.real import standing as plant_of
from market.systems import small_system
from market.test_neutrality import split
from market.test_start import drift
from verification.closures48 import PROFIT, STATELESS, Setting, shocked

FREE_PRICES = {"price_rule": "tatonnement", "wage_rule": "fixed"}
REAL = ("hours", "output", "profit_rate", "use", "inventory", "capacity", "activity")
USES, PROFITS, PRICES = (0.02, 0.05, 0.10), (0.05, 0.3, 0.8), (0.1, 0.4)
Row = tuple[str, str, str, bool | None]


def off_centre(name: str, years: tuple[int, ...], **values: Any) -> tuple[list[float], Run]:
    """Distance of prices from prices of production after some years, mark-ups off at the start.

    The start is off by exp N(0, 0.2); the distance is weighted by output, at the rate of profit
    and the wage of the month; infinite where the run has ended.
    """
    closure = Closure.model_validate({**FREE_PRICES, **values})
    economy = small_system() if name == "small" else plant_of(name)
    if name == "small":
        market, state = stationary_start(economy, closure)
    else:
        market, state = at_rest(name, economy, closure)
    shock = np.exp(np.random.default_rng(1).normal(0.0, 0.2, economy.size))
    markup = state.markup * shock
    state = state.change(markup=markup, price=(1 + markup) * state.unit_cost)
    run = simulate(market, state, 12 * max(years))
    found = []
    for year in years:
        month = 12 * year - 1
        if month >= run.record.months:
            found.append(float("inf"))
            continue
        price, rate = run.record["price"][month], float(run.record["profit_rate"][month])
        centre = stationary_prices(economy, closure, float(run.record["wage"][month]), rate)
        weight = price * run.record["output_of"][month]
        found.append(float(np.abs(price / centre - 1.0) @ weight / weight.sum()))
    return found, run


def neutral() -> Iterator[Row]:
    """Twice the money, and a sector as two halves: largest difference of real figures."""
    system = small_system(new=True, build=6, public=1.0, trade=0.1)
    market, state = stationary_start(system, Closure.model_validate({"wage_rule": "fixed"}))
    one, two = simulate(market, state, 120), simulate(market, state.scaled_money(2.0), 120)
    off = max(float(np.abs(two.record[x] - one.record[x]).max()) for x in REAL)
    yield "twice the money, 10 years: real figures differ by", "0.0", f"{off:.1f}", off == 0.0
    closure = Closure()
    one, two = (
        simulate(*stationary_start(s, closure), 120) for s in (system, split(system, sector=0))
    )
    off = max(
        float(np.abs(two.record[x] / one.record[x] - 1.0).max())
        for x in ("hours", "output", "profit_rate")
    )
    yield "a sector as two halves: aggregates differ by", "2e-16", f"{off:.0e}", off < 1e-11


def resting() -> Iterator[Row]:
    """Drift of a state of rest on the accounts of countries."""
    for name, country in (("china-2026", "China"), ("usa-2026", "United States")):
        market, state = at_rest(name, plant_of(name))
        off = max(drift(state, simulate(market, state, 600).last).values())
        trial = "2e-16 (10 years, 53 sectors)"
        yield f"drift of a state of rest, 50 years, {country}", trial, f"{off:.0e}", off < 1e-9


def hoarding() -> Iterator[Row]:
    """Owners hold back a part of what they spend; all products can be stored, as in the trial."""
    system = small_system()
    stored = replace(system, storable=np.ones(system.size, dtype=bool), kept=np.ones(system.size))
    for label, rules in (("", {}), (", no state", STATELESS)):
        unsold, employed = [], []
        for share in (0.0, 0.1, 0.3):
            closure = Closure.model_validate({**FREE_PRICES, **rules, "hoarding": share})
            record = simulate(*stationary_start(stored, closure), 12).record
            unsold.append(float(record["unsold"].max()))
            employed.append(float(record["employment"][-1] / record["employment"][0] - 1.0))
        text = ", ".join(f"{x:.3f}" for x in unsold)
        rises = unsold[0] < unsold[1] < unsold[2] and abs(employed[0]) < 1e-9
        what = f"owners hold back 0, 10, 30 %{label}: unsold in a year"
        yield what, "0.091, 0.16, 0.29", text, rises
        text = ", ".join("0" if abs(x) < 5e-3 else f"{100 * x:+.0f}" for x in employed) + " %"
        falls = employed[0] > employed[1] > employed[2]
        yield f"the same{label}: employment after a year", "0, -7, -20 %", text, falls


def gravitation() -> Iterator[Row]:
    """Prices of production as the centre, over the speeds of the trial and over long times."""
    values = [
        off_centre("small", (150,), use_response=u, profit_response=r, price_use=p)[0][0]
        for u, r, p in product(USES, PROFITS, PRICES)
    ]
    near = sum(x < 1e-3 for x in values)
    yield (
        "5 sectors, 150 years, gamma_u 0.02 to 0.1, gamma_r 0.05 to 0.8, eta_u 0.1 to 0.4",
        "1e-3 or less, mostly below 1e-5",
        f"{near} of {len(values)} below 1e-3; median {np.median(values):.0e}, "
        f"largest {max(values):.0e}",
        None,
    )
    for response, trial in ((0.0, "4.8e-3, 4.8e-3"), (0.05, "4e-7 in the end"), (0.3, "3e-14")):
        found, _ = off_centre("small", (150, 300), use_response=0.05, profit_response=response)
        what = f"5 sectors, gamma_u = 0.05, gamma_r = {response:g}: off after 150, 300 years"
        fixed = found[1] > 4e-3 if response == 0.0 else None
        yield what, trial, ", ".join(f"{x:.1e}" for x in found), fixed
    for label, rules in (("", {}), (", no state", STATELESS)):
        found, run = off_centre("small", (150,), use_response=0.15, profit_response=0.23, **rules)
        employed = run.record["employment"][12 * 50 : run.record.months]
        yield (
            f"5 sectors, gamma_u = 0.15{label}: off after 150 years, employment from year 51 on",
            "cycles, 0.6 to 1.0",
            f"{found[0]:.0e}, {employed.min():.2f} to {employed.max():.2f}",
            None,
        )
    for eta in (0.1, 0.2):
        speeds = {"use_response": 0.10, "profit_response": 0.23, "price_use": eta}
        found, run = off_centre("usa-2026", (50, 350), **speeds)
        years = run.record.months // 12
        told = [f"{x:.4f}" if x < np.inf else f"ended in year {years + 1}" for x in found]
        speeds_told = f"gamma_u = 0.1, gamma_r = 0.23, eta_u = {eta:g}"
        what = f"United States, {speeds_told}: off after 50, 350 years"
        yield what, "0.013, 0.0059", ", ".join(told), None


def rationing() -> Iterator[Row]:
    """The artefact of the trial: all buyers rationed alike, after the same shock to mark-ups."""
    employed = []
    for first in (True, False):
        closure = {"intermediates_first": first, "use_response": 0.05, "profit_response": 0.23}
        _, run = off_centre("small", (40,), **closure, **STATELESS)
        employed.append(float(run.record["employment"][run.record.months - 1]))
    yield (
        "employment after 40 years: makers served first; all buyers alike",
        "full; 0 at worst",
        ", ".join(f"{x:.2f}" for x in employed),
        None,
    )


def long_runs() -> Iterator[Row]:
    """All of section 3.4 that is run on the market."""
    yield from resting()
    yield from neutral()
    yield from gravitation()
    yield from rationing()
    yield from hoarding()


def two_techniques() -> tuple[Technology, Technology, Array]:
    """The five sectors of the 48 cells by the old and the new technique, and the basket.

    The basket is what a wage buys of all needs where r* is that of the start.
    """
    found: System = shocked(Setting("", {}))
    use = Closure().normal_use

    def by(kind: int) -> Technology:
        columns = slice(kind, None, 2)
        return technology(
            found.inputs[:, columns],
            found.hours[columns],
            stock=found.capital[:, columns],
            wear_rate=found.wear[columns],
            utilisation=use,
        )

    old, new = by(0), by(1)
    bundle = np.asarray(found.needs @ found.need_level)
    return old, new, bundle * real_wage(old, PROFIT, bundle)


def both(old: Technology, new: Technology) -> Menu:
    """Every sector with a choice of the two."""
    size = len(old.hours)

    def mixed(name: str) -> Array:
        return np.concatenate([getattr(old, name), getattr(new, name)], axis=-1)

    each = np.arange(size, dtype=np.int64)
    return Menu(
        activities=old.labels,
        processes=tuple(f"{label} {kind}" for kind in ("old", "new") for label in old.labels),
        activity=np.concatenate([each, each]),
        base=np.concatenate([each, each]),
        inputs=mixed("inputs"),
        wear=mixed("wear"),
        stock=mixed("stock"),
        hours=mixed("hours"),
        reach=np.full(2 * size, -1),
        ceilings=np.zeros(0),
        turnover=old.turnover,
        advanced_wages=old.advanced_wages,
    )


def shock_in_theory() -> Iterator[Row]:
    """3.5 by the theory of prices: the same technique at rest, and what a plan would do with it."""
    old, new, basket = two_techniques()
    gain = productivity_gain(old, new, basket)
    yield "productivity of the wage basket", "x 1.375", f"x {gain:.3f}", None
    star = critical_elasticity(old, new, basket).value
    yield "eps*", "0.864", f"{star:.3f}", star < 1.0
    rates = [rate_at_elasticity(old, new, basket, eps) for eps in (0.0, 0.5, 1.0)]
    text = ", ".join(f"{rate:.3f}" for rate in rates)
    right = rates[0] > rates[1] > rates[2] and rates[2] < PROFIT < rates[0]
    yield "r* at an elasticity of 0, 0.5, 1 (start 0.100)", "0.154, 0.124, 0.090", text, right
    plan = least_hours(both(old, new), basket)
    less = plan.hours / float(labour_values(old) @ basket) - 1.0
    all_new = 1.0 / gain - 1.0
    yield (
        "hours of a plan with both techniques, same basket",
        "-27 %",
        f"{less:+.1%}",
        less <= all_new + 1e-9,
    )
