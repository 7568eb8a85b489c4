"""Values that a trial implementation of the market's design obtained, and ours beside them.

    python verification/design_values.py [SECTION...] [--write]

The trial ran on the United States of 2014 (WIOD 2016, 53 sectors), which is not bundled. Ours are
computed on the accounts that are: the United States of 2023 (BEA, 71 activities) and, where wages
are not needed, the United States among the regions of WIOD 2011. A SECTION is named by how it
begins (3.2); all of them if none is. ``--write`` puts those that were computed into
``verification/results/design-values.md``, and leaves the others there as they are. Exit code 1
where a value that theory fixes is off.
"""

from __future__ import annotations

import argparse
import multiprocessing
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

from commonweal.economy.tables import read_economy
from commonweal.finance.expectation import Loop, course, gain
from commonweal.finance.revenue import revenue
from commonweal.market.parameters import Closure
from commonweal.market.run import simulate
from commonweal.market.start import stationary_start
from commonweal.market.theory.choice import cost_minimising
from commonweal.market.theory.curve import real_wage, standard_commodity, wage_profit_curve
from commonweal.market.theory.elasticity import critical_elasticity, rate_at_elasticity
from commonweal.market.theory.findings import standing
from commonweal.market.theory.least_hours import least_hours
from commonweal.market.theory.licence import price_per_unit
from commonweal.market.theory.of_economy import Reading, consumption, system_of, wage_basket
from commonweal.market.theory.okishio import adopt
from commonweal.market.theory.rates import greatest_profit_rate
from commonweal.market.theory.rounds import radius
from commonweal.market.theory.system import Array, System
from commonweal.market.theory.values import labour_values
from finance.ledgers import C1, C2, C3, C4, RING, ledger
from market.systems import small_system
from market.test_start import drift
from random_systems import menu_around
from verification.closures48 import STATELESS, Setting, cells, summary
from verification.design_runs import long_runs, off_centre, shock_in_theory

RESULTS = Path(__file__).parent / "results" / "design-values.md"
USA = "usa-2023"
RATE = 0.116  # r* of the trial, brought about by the real wage
WEAR = 0.06  # the trial's assumption
DRAWS = 2000


@dataclass(frozen=True)
class Value:
    """A value of the trial and ours.

    Parameters
    ----------
    what : in words
    trial : as the design prints it
    ours : on our accounts
    fixed : None where the figure is of the data; else whether ours is what theory demands
    """

    what: str
    trial: str
    ours: str
    fixed: bool | None = None


def usa_of_wiod() -> tuple[Array, float]:
    """Domestic coefficients of the United States in WIOD 2011, and capital over gross output."""
    world = read_economy("world-2011", checked=False)
    products = [str(i) for i in world.products.index if str(i).startswith("USA:")]
    activities = [str(a) for a in world.activities.index if str(a).startswith("USA:")]
    output = world.supply.loc[products, activities].sum()
    used = world.use.loc[products, activities].to_numpy(float) / output.to_numpy(float)
    assert world.capital is not None
    return used, float(world.capital[activities].to_numpy().sum() / output.sum())


def static() -> Iterator[Value]:
    """3.1 A real economy standing still."""
    economy = read_economy(USA)
    assert economy.capital is not None
    domestic = Reading(imports="domestic", hours="reduced")
    own = system_of(economy, domestic)
    worked, reduced = (standing(economy, replace(domestic, hours=h)) for h in ("worked", "reduced"))  # type: ignore[arg-type]
    output = economy.supply.to_numpy().sum()
    radius_wiod, ratio_wiod = usa_of_wiod()
    sixth = replace(own, wear=WEAR * own.stock)
    yield Value(
        "rho(A), domestic",
        "0.407",
        f"{radius(own.inputs):.3f} (BEA 2023), {radius(radius_wiod):.3f} (WIOD 2011)",
    )
    yield Value(
        "capital over gross output",
        "1.46",
        f"{economy.capital.to_numpy().sum() / output:.2f} (BEA 2023), {ratio_wiod:.2f} (WIOD 2011)",
    )
    yield Value(
        "greatest rate of profit R",
        "0.575",
        f"{reduced.greatest:.3f}; with the trial's wear of 6 % {greatest_profit_rate(sixth):.3f}",
    )
    yield Value("uniform rate at the observed wage", "0.172", f"{reduced.rate:.3f}")
    assert reduced.observed is not None
    yield Value("observed, weighted by capital", "0.116", f"{reduced.observed:.3f}")
    yield Value(
        "10 to 90 % of activities", "0.045 to 0.408", f"{reduced.low:.3f} to {reduced.high:.3f}"
    )
    yield Value(
        "prices off labour values, reduced hours", "28.9 %", f"{reduced.deviation_of_values:.1%}"
    )
    yield Value("the same, hours as worked", "40.9 %", f"{worked.deviation_of_values:.1%}")
    yield Value("prices off prices of production", "21.8 %", f"{reduced.deviation_of_prices:.1%}")


def scaled(model: str) -> tuple[System, Array]:
    """The United States with a real wage at which r* is 11.6 %."""
    economy, reading = read_economy(USA), Reading(model=model)  # type: ignore[arg-type]
    own, basket = system_of(economy, reading), wage_basket(economy, reading)
    return own, basket * real_wage(own, RATE, basket)


def adopted(model: str, criterion: str, spread: float = 0.15) -> tuple[int, int]:
    """Draws with something adopted, and those in which r* falls."""
    own, basket = scaled(model)
    draw = np.random.default_rng(2014)
    taken = fell = 0
    for _ in range(DRAWS):
        # one technique at a time, as in the trial: many together are nearly always adopted
        place = np.arange(len(own.hours)) == draw.integers(len(own.hours))
        new = own.with_columns(one_changed(own, draw, spread), place)
        found = adopt(own, new, basket, criterion)
        taken += bool(found.taken.any())
        fell += found.after < found.before - 1e-12
    return taken, fell


def one_changed(own: System, draw: np.random.Generator, spread: float) -> System:
    """Inputs, hours and stock of every column times e^(spread z), one z for each of the three."""
    inputs, hours, stock = np.exp(draw.normal(0.0, spread, (3, len(own.hours))))
    return replace(
        own,
        inputs=own.inputs * inputs,
        hours=own.hours * hours,
        stock=own.stock * stock,
        wear=own.wear * stock,
    )


def okishio() -> Iterator[Value]:
    """3.2 Okishio and the falling rate."""
    for model, trial in (("fixed", "1,395 of 2,000, 0"), ("circulating", "1,580 of 2,000, 0")):
        taken, fell = adopted(model, "full")
        what = f"adopted by full cost, {model} capital; lower r*"
        yield Value(what, trial, f"{taken:,} of {DRAWS:,}, {fell}", fell == 0)
    taken, fell = adopted("fixed", "operating")
    yield Value(
        "adopted by operating cost; lower r*", "1,693, 552", f"{taken:,}, {fell}", 0 < fell < taken
    )
    own, basket = scaled("fixed")
    stars, rates = [], []
    for more in (0.0, 0.05, 0.10, 0.15):
        new = replace(
            own, hours=0.9 * own.hours, stock=(1 + more) * own.stock, wear=(1 + more) * own.wear
        )
        stars.append(critical_elasticity(own, new, basket).value)
        rates.append(rate_at_elasticity(own, new, basket, 1.0))
    falls = abs(stars[0] - 1) < 1e-6 and bool((np.diff(stars) < 0).all())
    yield Value(
        "eps*, labour -10 %, capital +0, 5, 10, 15 %",
        "1.000, 0.718, 0.434, 0.147",
        ", ".join(f"{x:.3f}" for x in stars),
        falls,
    )
    yield Value(
        "r at an elasticity of 1, the same",
        "0.116, 0.108, 0.100, 0.093",
        ", ".join(f"{x:.3f}" for x in rates),
        abs(rates[0] - RATE) < 1e-9 and bool((np.diff(rates) < 0).all()),
    )
    own, basket = scaled("circulating")
    stars = [
        critical_elasticity(
            own, replace(own, hours=0.9 * own.hours, inputs=(1 + more) * own.inputs), basket
        ).value
        for more in (0.0, 0.02, 0.04)
    ]
    yield Value(
        "eps*, circulating, materials +0, 2, 4 %",
        "1.000, 0.783, 0.560",
        ", ".join(f"{x:.3f}" for x in stars),
        abs(stars[0] - 1) < 1e-6 and bool((np.diff(stars) < 0).all()),
    )


def equivalence() -> Iterator[Value]:
    """3.3 Equivalence with the plan, and what breaks it."""
    own, _ = scaled("fixed")
    menu = menu_around(own, np.random.default_rng(1), 4)
    final = consumption(read_economy(USA))
    plan = least_hours(menu, final)

    def against(rate: float, part: float) -> tuple[int, float, int]:
        choice = cost_minimising(menu, rate, price_per_unit(menu, part))
        apart = np.abs(choice.shares - plan.shares).reshape(-1, 4).max(axis=1) > 1e-9
        hours = float(labour_values(choice.system) @ final) / plan.hours - 1.0
        refuse = int((choice.shares.reshape(-1, 4)[:, 0] > 0.5).sum())
        return int(apart.sum()), hours, refuse

    differ, hours, _ = against(0.0, 0.0)
    yield Value(
        "r = 0: sectors that differ, hours above the plan",
        "0, 2e-12 %",
        f"{differ}, {100 * abs(hours):.0e} %",
        differ == 0 and abs(hours) < 1e-9,
    )
    for rate, trial in ((0.05, "3, +0.39 %"), (RATE, "10, +1.24 %"), (0.25, "18, +2.8 %")):
        differ, hours, _ = against(rate, 0.0)
        yield Value(f"r = {rate:g}", trial, f"{differ}, {hours:+.2%}", hours > -1e-9)
    for rate, trial in ((0.0, "+0.15, +1.4, +23.9 %"), (RATE, "+1.4, +7.1, +29.1 %")):
        found = [against(rate, part) for part in (0.3, 0.6, 0.9)]
        text = ", ".join(f"{100 * hours:+.2f}" for _, hours, _ in found)
        yield Value(
            f"licence of 30, 60, 90 % of the wages saved, r = {rate:g}",
            trial,
            f"{text} %",
            found[0][1] < found[1][1] < found[2][1],
        )
    _, _, refuse = against(RATE, 0.9)
    total = len(own.hours)
    yield Value("sectors that refuse at 90 %, r = 0.116", "47 of 53", f"{refuse} of {total}")


def gravitating(name: str, **values: float) -> float:
    """Distance of prices from prices of production after 75 years, mark-ups off at the start."""
    return off_centre(name, (75,), **values)[0][0]


def dynamics() -> Iterator[Value]:
    """3.4 Rest, conservation and gravitation."""
    market, state = stationary_start(small_system(), Closure())
    run = simulate(market, state, 600)
    moved = max(drift(state, run.last).values())
    yield Value("drift of a state of rest, 50 years", "1e-16", f"{moved:.0e}", moved < 1e-9)
    worst = run.worst_residual
    yield Value("residual of the accounts", "2e-15", f"{worst:.0e}", worst < 1e-12)
    own, _ = scaled("fixed")
    top = greatest_profit_rate(own)
    rates = np.linspace(0.0, 0.95 * top, 20)
    line = wage_profit_curve(own, standard_commodity(own), rates).to_numpy()
    off = float(np.abs(line - (1 - rates / top)).max())
    yield Value("w = 1 - r / R in the standard commodity", "1e-12", f"{off:.0e}", off < 1e-9)
    for gamma_u in (0.02, 0.05, 0.10, 0.15):
        found = gravitating("small", use_response=gamma_u, profit_response=0.23)
        trial = "1e-3 or less" if gamma_u < 0.15 else "cycles"
        yield Value(f"5 sectors, gamma_u = {gamma_u:g}: off after 75 years", trial, f"{found:.1e}")
    found = gravitating("small", use_response=0.05, profit_response=0.0)
    what = "5 sectors, no movement of capital"
    yield Value(what, "4.8e-3, flat", f"{found:.1e}", found > 4e-3)
    for row in long_runs():
        yield Value(*row)


def at_rest_by_both() -> Iterator[Value]:
    """3.5 The technique of the 48 cells by the theory of prices, and in a plan."""
    for row in shock_in_theory():
        yield Value(*row)


MAP_RATES = (0.0, 0.10, 0.23, 0.40)
MAP_PRICES = (0.1, 0.2)
MAP_USE = 0.10  # the sourced value


def stability() -> str:
    """Distance from prices of production after 75 years over the two speeds that decide."""
    head = ["economy", "eta_u", *(f"gamma_r {x:g}" for x in MAP_RATES)]
    lines = [f"| {' | '.join(head)} |", "|" + "---|" * len(head)]
    for name in ("small", "china-2026", "usa-2026"):
        for eta in MAP_PRICES:
            row = [name, f"{eta:g}"]
            for gamma in MAP_RATES:
                found = gravitating(
                    name, use_response=MAP_USE, profit_response=gamma, price_use=eta
                )
                row.append(f"{found:.4f}" if found < 1.0 else "diverges")
            lines.append(f"| {' | '.join(row)} |")
    return "\n".join(lines) + "\n"


def finance() -> Iterator[Value]:
    """3.6 Where the money goes round."""
    ring = revenue(ledger(C1), RING)
    ours = f"{ring.gross:g}, {ring.external:g}, {ring.vendor_funded:g}, {ring.vendor_share:.2f}"
    right = (ring.gross, ring.external) == (200.0, 20.0) and abs(ring.vendor_share - 0.8) < 1e-9
    what = "C1: gross, external, vendor-funded, share"
    yield Value(what, "200, 20, 160, 0.80", ours, right)
    chain = revenue(ledger(C2), ("ore", "steel", "cars"))
    yield Value(
        "C2: ratio, circular",
        "2.25, 0",
        f"{chain.ratio:g}, {chain.loops:g}",
        chain.ratio == 2.25 and chain.loops == 0.0,
    )
    trade = revenue(ledger(C3), ("mill", "farm"))
    yield Value(
        "C3: circular, vendor-funded",
        "10, not flagged",
        f"{trade.loops:g}, {trade.vendor_funded:g}",
        abs(trade.loops - 10) < 1e-9 and abs(trade.vendor_funded) < 1e-9,
    )
    outside = revenue(ledger(C4), RING)
    yield Value(
        "C4: ratio, circular",
        "10, 0",
        f"{outside.ratio:g}, {outside.loops:g}",
        outside.ratio == 10.0 and outside.loops == 0.0,
    )
    start = Loop(vendor_share=0.3)
    for wanted, trial in ((0.3, "1.16 to 1.5, back to 1"), (0.6, "1.16 to 1.5, back to 1")):
        yield _peak(start, wanted, trial)
    yield _peak(start, 0.9, "1.5 to 3.3")
    yield _peak(start, 1.2, "3.3, then 0.3 to 0.4")
    yield Value("gain that a vendor share of 0.3 adds", "+0.33", f"+{gain(start):.2f}")


def _peak(start: Loop, wanted: float, trial: str) -> Value:
    loop = replace(start, speed=start.speed * wanted / gain(start))
    price = course(loop, 0.05).price
    ours = f"{price.max():.2f}, lowest {price.min():.2f}, after 30 years {price[-1]:.2f}"
    right = None if 0.65 < wanted < 1.1 else (abs(price[-1] - 1) < 0.01) == (wanted < 1)
    return Value(f"gain {wanted:g}: peak of price over fundamental", trial, ours, right)


CASES = (
    Setting("ours: dole, half of the money public debt", {}),
    Setting("no state, as the trial", STATELESS),
    Setting("and no licence in prices", {**STATELESS, "licence_in_price": False}),
    Setting("or nothing converted", {**STATELESS, "payback_years": 0.0}),
)
TRIAL = {
    "employment": "0.70 to 1.05",
    "employment below the start": "90%",
    "consumption of workers": "0.65 to 1.03",
    "consumption below the start": "96%",
    "rate of profit": "0.089 to 0.194",
    "rate below the start": "25%",
    "share of wages": "0.45 to 0.62 (start 0.70)",
    "share of wages lower": "100%",
    "output": "0.96 to 1.37",
    "rent lowers employment": "24/24, mean -0.063",
    "rent lowers consumption": "23/24, mean -0.083",
    "rent lowers rate": "23/24, mean -0.029",
    "rent lowers output": "23/24, mean -0.074",
    "cells that ended early": "",
}


def forty_eight() -> str:
    """3.5 The 48 cells, one setting changed at a time."""
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(max_workers=2, mp_context=context) as executor:
        found = [summary(one) for one in executor.map(cells, CASES)]
    head = ["figure", "trial", *(setting.label for setting in CASES)]
    lines = [f"| {' | '.join(head)} |", "|" + "---|" * len(head)]
    for name, trial in TRIAL.items():
        row = [name, *(spaced(text) for text in (trial, *(one[name] for one in found)))]
        lines.append(f"| {' | '.join(row)} |")
    return "\n".join(lines) + "\n"


SECTIONS: dict[str, Callable[[], Iterator[Value]]] = {
    "3.1 Standing still": static,
    "3.2 Okishio and the falling rate": okishio,
    "3.3 Equivalence and what breaks it": equivalence,
    "3.4 Rest, conservation, gravitation": dynamics,
    "3.5 The technique of the 48 cells": at_rest_by_both,
    "3.6 Where the money goes round": finance,
}
TABLES: dict[str, Callable[[], str]] = {
    "3.4 Where prices gravitate: distance after 75 years": stability,
    "3.5 The 48 cells": forty_eight,
}
ORDER = sorted([*SECTIONS, *TABLES])


def spaced(text: str) -> str:
    """Per cent with a space before the sign, as on the pages."""
    return text.replace(" %", "%").replace("%", " %")


def of_values(values: list[Value]) -> str:
    """Values as Markdown."""
    said = {None: "", True: "as it must be", False: "**no**"}
    lines = ["| value | trial | ours | theory |", "|---|---|---|---|"]
    lines += [f"| {v.what} | {v.trial} | {spaced(v.ours)} | {said[v.fixed]} |" for v in values]
    return "\n".join(lines) + "\n"


def written() -> dict[str, str]:
    """Sections of the file of results, by title."""
    text = RESULTS.read_text(encoding="utf-8") if RESULTS.exists() else ""
    parts = [part.partition("\n\n") for part in text.split("## ")[1:]]
    return {title: body for title, _, body in parts}


def write(title: str, body: str) -> None:
    """Put a section into the file of results, in the order of the sections."""
    parts = {**written(), title: body}
    text = "\n".join(f"## {name}\n\n{parts[name].strip()}\n" for name in ORDER if name in parts)
    temporary = RESULTS.with_name(f".{RESULTS.name}")
    temporary.write_text(text, encoding="utf-8")
    temporary.replace(RESULTS)


def main() -> int:
    """Compute, print, perhaps write."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("sections", nargs="*", metavar="SECTION")
    parser.add_argument("--write", action="store_true", help=f"into {RESULTS.name}")
    given = parser.parse_args()
    wrong = 0
    for title in ORDER:
        if given.sections and not title.startswith(tuple(given.sections)):
            continue
        if title in SECTIONS:
            values = list(SECTIONS[title]())
            wrong += sum(value.fixed is False for value in values)
            body = of_values(values)
        else:
            body = TABLES[title]()
        print(f"## {title}\n\n{body}", flush=True)
        if given.write:
            write(title, body)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
