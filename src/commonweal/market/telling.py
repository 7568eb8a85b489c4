"""What came out of a run, in a table and in sentences that say no more than the figures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from commonweal.compare.market import OWN
from commonweal.compare.wording import change, percent
from commonweal.market.causes import causes, collapse
from commonweal.market.parameters import OWNERSHIP, Closure
from commonweal.market.request import Simulation
from commonweal.market.system import MONTHS

Table = tuple[Sequence[str], Sequence[Sequence[str]]]
ABROAD = {
    "given": "Abroad buys the exports of the start; claims make up the difference to its sales.",
    "earned": "Abroad spends what it earns, but for the deficit or credit of the start.",
}
BUDGET = {
    "debt": "The tax rate moves with public debt, to bring it back to what it is at the start.",
    "abroad": "The tax rate of the start stays; a deficit or surplus with abroad is public.",
    "balanced": "The tax rate of the start stays; it pays for all public spending of the start.",
}
STARTS = {
    "accounts": "It starts from the accounts as they are: prices of the accounts, unequal rates of "
    "profit, no state of rest.",
    "stationary": "It starts from a state of rest: prices of production and one rate of profit, "
    "with no growth and so with more consumption and less investment than in the accounts.",
}


def assumptions(found: Simulation) -> Iterator[str]:
    """What was assumed, a line each."""
    closure = found.run.market.closure
    share = percent(closure.public_share)
    name = found.request.ownership
    named = f" ({name})" if name in OWNERSHIP else ""
    yield f"Public share of every activity's capacity{named}: {share}"
    yield f"Wages: {closure.wage_rule}; prices: {closure.price_rule.replace('_', ' ')}"
    yield ABROAD[closure.exports_rule]
    yield BUDGET[closure.budget_rule]
    yield STARTS[found.run.market.base.label]
    yield from _who_develops(found)
    yield from found.run.market.system.notes
    yield (
        f"{len(Closure.free())} parameters have no source and are free; one closure is one result "
        "among many"
    )


RESEARCH = {
    "licence": "Developing techniques is paid by their owner, as far as licences promise to bring "
    "it back.",
    "public": "Developing techniques is paid by the government, whatever their owner earns.",
}


def _who_develops(found: Simulation) -> Iterator[str]:
    if found.run.market.system.research.any():
        yield RESEARCH[found.run.market.closure.research_rule]


def table(found: Simulation) -> Table:
    """Figures of the first year, of every fifth and of the last year that was run."""
    run = found.run
    count = run.record.months // MONTHS
    shown = sorted({0, *range(4, count, 5), count - 1}) if count else []
    first = found.case.horizon.first
    heads = ["Yearly mean", *(str(first + n) for n in shown)]
    rows = []
    for variable, (unit, figure) in OWN.items():
        years = figure(run)[: count * MONTHS].reshape(count, MONTHS).mean(axis=1)
        name = f"{variable.removeprefix('Market|')} ({unit})"
        rows.append((name, *(f"{years[n]:.3g}" for n in shown)))
    return heads, rows


def sentences(found: Simulation) -> Iterator[str]:
    """Employment, output and consumption at the end against the start; how the run ended."""
    run = found.run
    record = run.record
    months = record.months
    years = months // MONTHS
    last = slice(max(0, months - MONTHS), months)
    employment = record["employment"]
    after = f"After {years} {'year' if years == 1 else 'years'}"
    yield (
        f"{after} {percent(float(employment[last].mean()), 1)} of the labour force "
        f"work, {percent(float(employment[0]), 1)} at the start."
    )
    for name, what in (
        ("output", "Output at prices of the start"),
        ("workers_consumption", "Consumption of workers"),
        ("owners_consumption", "Consumption of owners"),
    ):
        figure = record[name]
        yield f"{what}: {change(float(figure[last].mean() / figure[0]) - 1.0)}."
    rate = record["profit_rate"]
    yield (
        f"Rate of profit of all capital: {percent(float(rate[last].mean()), 1)}, "
        f"{percent(float(rate[:MONTHS].mean()), 1)} in the first year."
    )
    yield from _developed(found)
    defaults = float(record["defaults"].sum())
    if defaults:
        yield (
            f"Sectors could not pay all their debts in {defaults:,.0f} "
            f"{'case' if defaults == 1 else 'cases'} (sector and month)."
        )
    month = collapse(run)
    if month is not None:
        why = causes(run) or ("no cause is known; take it for a fault of the model",)
        yield f"Output fell below half of the start in month {month + 1}: {'; '.join(why)}."
    if run.ended:
        yield f"The run ended before its time: {run.ended}."
    yield (
        f"All eight accounting identities held in all {months} months; worst residual "
        f"{run.worst_residual:.1e} of a year's output."
    )


def _developed(found: Simulation) -> Iterator[str]:
    """How many of the hours of development were worked, and how many techniques stand still."""
    run, system = found.run, found.run.market.system
    if not system.research.any():
        return
    months = run.record.months
    years = np.minimum(np.arange(months) // MONTHS, system.research.shape[1] - 1)
    asked = float(system.research[:, years].sum()) / MONTHS
    worked = run.record.research[:months].sum(axis=0)
    still = int(((worked == 0.0) & (system.research.sum(axis=1) > 0.0)).sum())
    yield (
        f"{percent(float(worked.sum()) / asked)} of the hours of developing techniques that the "
        f"case asks for were worked; for {still} of {len(worked)} techniques nobody paid. At the "
        f"end {percent(float(run.record['adoption'][-1]), 1)} of plant, by its hours, carries one."
    )
