"""A comparison in tables and sentences that say no more than the figures."""

from __future__ import annotations

from collections.abc import Iterator

from commonweal.compare.comparison import Comparison
from commonweal.compare.paths import described
from commonweal.compare.scores import MARKET_ONLY, SCORES
from commonweal.compare.waterfall import PLAN, REST, START
from commonweal.compare.wording import percent, sensible
from commonweal.market.system import MONTHS

Table = tuple[tuple[str, ...], list[tuple[str, ...]]]
OUTSIDE = (
    "Outside both models: differences in effort, in invention and in how hard budgets bind, firms "
    "that differ within a branch, exits and mergers."
)
GIVEN = "Hours of developing techniques are not known: both take the techniques as given, by date."
CHARGED = (
    "The hours of developing the techniques are those of the case. The plan works all of them. In "
    "the market their owner pays as far as licences promise to bring it back, unless the closure "
    "has the government pay: what nobody pays is not worked, and the technique spreads no further."
)
BENCHMARK = (
    "A positive rate of profit is no waste by itself: with growth the efficient rate is the rate "
    "of growth."
)


def assumptions(found: Comparison) -> Iterator[str]:
    """What was compared and what was assumed."""
    request, grid = found.request, found.grid
    developed = float(found.plan.case.research.hours.sum()) > 0
    yield f"{OUTSIDE} {CHARGED if developed else GIVEN}"
    counted = len(found.frame)
    left_out = [cell.name for cell in found.cells if cell.artefact]
    yield (
        f"{counted} closures of the market, none more likely than another; grid {grid.hash[:12]}, "
        f"frozen in a file with its seeds {_seeds(found)}"
    )
    if left_out:
        yield f"Run and shown, and counted in nothing, for they show a fault: {', '.join(left_out)}"
    label = "accounts as they are" if request.start == "accounts" else "a stationary state"
    yield f"Start of the market: {label} ({request.start}); figures of {_year(found)}"
    noise = grid.noise
    yield (
        f"Plan with errors and delay: coefficients wrong by {percent(noise.coefficient_noise)}, "
        f"given deliveries by {percent(noise.demand_noise)} (standard deviation), orders as before "
        f"for {noise.delay_years} year; orders that the true economy cannot carry are cut with "
        "foresight, so that the loss is a lower bound"
    )
    yield "The case does not say how needs are spread among people: the plan has one class"
    yield BENCHMARK
    yield from found.notes


def _seeds(found: Comparison) -> str:
    """The seeds of the file, and which of them were run where not all were."""
    seeds = list(found.grid.noise.seeds)
    run = [followed.seed for followed in found.followed]
    return f"{seeds}" if run == seeds else f"{seeds}, of which {run} were run"


def table(found: Comparison) -> Table:
    """The shared figures: plan, plan with errors, market's median, range and best closure."""
    heads = ("Figure", "Plan", "Errors", "Median", "Range of the market", "Best", "Ahead")
    informed = found.informed
    best = dict(zip(SCORES, found.frame.loc[[found.best], list(SCORES)].to_numpy()[0], strict=True))
    rows: list[tuple[str, ...]] = []
    for name, row in found.ranking.to_dict("index").items():
        score = SCORES[str(name)]
        low, high = (_figure(float(row[end]), score.unit) for end in ("lowest", "highest"))
        rows.append(
            (
                score.short,
                _figure(float(row["plan"]), score.unit),
                "" if informed is None else _figure(informed[str(name)], score.unit),
                _figure(float(row["median"]), score.unit),
                f"{low} to {high}",
                _figure(float(best[str(name)]), score.unit),
                "" if not score.better else percent(float(row["ahead"])),
            )
        )
    return heads, rows


def legend(found: Comparison) -> Iterator[str]:
    """What the columns and rows of the table are."""
    yield (
        "Needs per head, base year = 1; hours in a year. Errors: the plan made with errors and "
        f"delay. Best: {found.best}. Ahead: closures in which the market is ahead of the plan."
    )


def _figure(value: float, unit: str) -> str:
    """A figure with three digits; shares in per cent."""
    if "share" in unit:
        return percent(value, 1 if abs(value) >= 0.01 else 2)
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3f}"


def market_table(found: Comparison) -> Table:
    """What only a market has: median and range over the closures that count, and the best's."""
    rows: list[tuple[str, ...]] = []
    kept = [r for c, r in zip(found.cells, found.results, strict=True) if not c.artefact]
    best = found.result_of(found.best)["market"]
    for name, (title, unit) in MARKET_ONLY.items():
        values = sorted(float(r["market"][name]) for r in kept if r["market"][name] is not None)
        middle = 0.5 * (values[(len(values) - 1) // 2] + values[len(values) // 2])
        own = best[name]
        rows.append(
            (
                f"{title} ({unit})",
                sensible(middle),
                sensible(values[0]),
                sensible(values[-1]),
                "" if own is None else sensible(float(own)),
            )
        )
    return ("Market only", "Median", "Lowest", "Highest", "Best closure"), rows


def waterfall_table(found: Comparison, names: tuple[str, ...]) -> Table | None:
    """Steps from the market with every friction to the plan; None where there are none."""
    if found.steps is None:
        return None
    shown = [name for name in names if name in found.steps.columns]
    heads = ("Step", *(SCORES[name].short for name in shown))
    rows = []
    for step, values in found.steps.iterrows():
        whole = step in (START, PLAN)
        cells = (f"{values[n]:.4g}" if whole else f"{values[n]:+.2g}" for n in shown)
        rows.append((str(step), *cells))
    return heads, rows


def sentences(found: Comparison) -> Iterator[str]:
    """Rankings that hold everywhere, those that flip and by what, collapses, information."""
    ranking = found.ranking[found.ranking["better"] != 0]
    flips = (ranking["ahead"] > 0.0) & (ranking["behind"] > 0.0)
    last = found.years[-1]
    for words, chosen in (
        (f"In {last} the plan is ahead in every closure in", ranking["behind"] == 1.0),
        (f"In {last} the market is ahead in every closure in", ranking["ahead"] == 1.0),
        (f"In {last} no closure differs in", ranking["ahead"] + ranking["behind"] == 0.0),
    ):
        titles = [str(title) for title in ranking[chosen]["title"]]
        if titles:
            yield f"{words}: {'; '.join(titles)}."
    for row in ranking[flips].to_dict("records"):
        by = f" It depends most on {row['axis']} ({row['levels']})." if row["axis"] else ""
        yield (
            f"In {last} the ranking flips in: {row['title']}. The market is ahead in "
            f"{percent(float(row['ahead']))} of closures, the plan in "
            f"{percent(float(row['behind']))}.{by}"
        )
    yield _by_year(found)
    yield (
        f"The market's best closure, by mean rank over {len(ranking)} figures that count alike: "
        f"{found.best}."
    )
    yield from _development(found)
    yield from _paying_steps(found)
    yield from _information(found)
    yield from _collapses(found)
    if found.steps is not None:
        yield (
            f'"{REST}" is the part that stays when all frictions are off: who decides on '
            "investment and for what, and what the switches leave out. It is a remainder, no cause."
        )


def _by_year(found: Comparison) -> str:
    """Part of closures in which the market is ahead in needs, by year: one year is a choice."""
    plan, market = found.plan_paths["needs"], [path["needs"] for path in found.market_paths]
    parts = []
    for place, year in enumerate(found.years):
        there = [values[place] for values in market if len(values) > place]
        if there:
            ahead = sum(value > plan[place] for value in there) / len(there)
            parts.append(f"{year} {percent(ahead)}")
    title = described()["needs"].title
    return f"Part of closures in which the market is ahead in {title.lower()}: {', '.join(parts)}."


def _development(found: Comparison) -> Iterator[str]:
    """Closures in which nobody pays for developing techniques, and how far they spread then."""
    if not found.planned["research"] > 0.0:
        return
    unpaid = found.frame["research"] == 0.0
    if not unpaid.any():
        yield "In every closure somebody pays for developing the techniques, in part or in whole."
        return
    text = (
        f"In {percent(float(unpaid.mean()))} of closures nobody pays for developing techniques, "
        "for there is no licence and the government does not either"
    )
    if unpaid.all():
        yield f"{text}."
        return
    spread = found.frame["adoption"].groupby(unpaid).median()
    yield (
        f"{text}: {percent(float(spread[True]), 1)} of work uses them (median), "
        f"{percent(float(spread[False]), 1)} in the others."
    )


def _paying_steps(found: Comparison) -> Iterator[str]:
    """Steps of the waterfall that also take away what pays for developing techniques."""
    if found.steps is None or not found.planned["research"] > 0.0:
        return
    if "research" not in found.steps.columns:
        return
    worked = found.steps["research"]
    switches = [switch.name for switch in found.grid.switches]
    for name in switches:
        if worked[name] < -0.5 * worked[START]:
            yield (
                f'The step "{name}" holds two things: what it is called, and that nobody pays for '
                "developing techniques any more, so that they spread no further."
            )


def _information(found: Comparison) -> Iterator[str]:
    informed = found.informed
    missing = [f"seed {f.seed}: {f.reason}" for f in found.followed if f.scores is None]
    if informed is not None:
        loss = found.planned["needs_mean"] - informed["needs_mean"]
        count = sum(f.scores is not None for f in found.followed)
        over = "one seed" if count == 1 else f"mean of {count} seeds"
        ahead = (found.frame["needs_mean"] > informed["needs_mean"]).mean()
        yield (
            f"With errors and delay the plan gives {sensible(informed['needs_mean'])} instead of "
            f"{sensible(found.planned['needs_mean'])} of the base year's needs per head, a loss of "
            f"{sensible(loss)} ({over}); the market gives more than that in "
            f"{percent(float(ahead))} of closures."
        )
    if missing:
        yield f"No plan with errors and delay: {'; '.join(missing)}."


def _collapses(found: Comparison) -> Iterator[str]:
    for cell, result in zip(found.cells, found.results, strict=True):
        note = " (counted in nothing)" if cell.artefact else ""
        if result["collapsed_in"] >= 0:
            why = "; ".join(result["causes"]) or "no cause is known; take it for a fault"
            month = result["collapsed_in"] + 1
            yield f"Output fell below half in month {month} with {cell.name}{note}: {why}."
        if result["ended"]:
            years = result["months"] // MONTHS
            stands = f"it stands with its year {years}" if years else "it has no figures of a year"
            yield f"The run with {cell.name} ended early{note}: {result['ended']}; {stands}."


def _year(found: Comparison) -> int:
    return found.plan.case.horizon.last
