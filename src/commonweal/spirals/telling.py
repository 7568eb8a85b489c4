"""What a trial found, in tables and sentences that say no more than the figures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from statistics import median

from commonweal.compare.scores import SCORES
from commonweal.compare.telling import OUTSIDE
from commonweal.compare.wording import percent, sensible, signed
from commonweal.spirals.figures import FIGURES
from commonweal.spirals.model import Link, Setting
from commonweal.spirals.planned import SHOWN, same_case
from commonweal.spirals.trial import Trial
from commonweal.spirals.verdict import (
    MOST_SETS,
    Outcome,
    Verdict,
    always,
    breaks_at,
    count,
    decides,
    verdict,
)

Table = tuple[tuple[str, ...], list[tuple[str, ...]]]
PRICES = "price_level"
FAR = 2.0  # assumption: a price level beyond this factor in the years of a spiral is a drift
WORDS: dict[Verdict, str] = {
    "shown": "shown",
    "refuted": "refuted",
    "depends": "it depends",
    "none": "no difference",
    "unknown": "no answer",
}
CRITERION = (
    "A cell is one combination of levels; in it all arms have the same rules. Shown: every link "
    "goes as claimed in every cell. Refuted: in none. Otherwise it depends. The opposite: the last "
    "link, the answer, goes the other way. No difference: it goes neither way in any cell. No cell "
    "is more likely than another."
)


def about(trial: Trial) -> Iterator[str]:
    """What was asked and how it is judged."""
    spiral = trial.spiral
    yield f"Question: {spiral.question}"
    yield f"Claim: {spiral.claim}"
    arms = "; ".join(setting.label or name for name, setting in spiral.arms.items())
    yield (
        f"{len(trial.cells)} cells with {len(spiral.arms)} arms each ({arms}), "
        f"{spiral.years[0]} to {spiral.years[-1]}; file {spiral.hash[:12]}"
    )
    for axis, condition in spiral.conditions.items():
        levels = ", ".join(name_of(name, level) for name, level in condition.levels.items())
        why = f" ({condition.why})" if condition.why else ""
        yield f"{axis}: {levels}{why}"
    yield CRITERION


def outside(trial: Trial) -> Iterator[str]:
    """What is in none of the cells."""
    yield from trial.spiral.outside
    yield OUTSIDE


def name_of(name: str, setting: Setting) -> str:
    """A level or an arm as a reader sees it."""
    return setting.label or name


def points(value: float, link: Link) -> str:
    """An answer with its sign: hundredths of the unit for shares, the figure itself otherwise."""
    if value != value:
        return ""
    if not FIGURES[link.figure].share:
        return ("+" if value > 0 else "") + sensible(value)
    size = abs(100 * value)
    digits = 1 if size >= 10 else 2 if size >= 0.1 else 3
    text = signed(100 * value, digits)
    return f"+{text}" if value > 0 and text.strip("0.") else text


def links_table(trial: Trial) -> Table:
    """Every link, and all of them together."""
    heads = (
        "Link",
        "Claimed",
        "As claimed",
        "Neither",
        "Opposite",
        "Median",
        "Range",
        "Verdict",
    )
    rows: list[tuple[str, ...]] = []
    for link, found in zip(trial.spiral.links, trial.outcomes, strict=True):
        known = [a for a in trial.answers(link) if a is not None]
        span = f"{points(min(known), link)} to {points(max(known), link)}" if known else ""
        rows.append(
            (
                link.title,
                link.claim,
                *_counts(found),
                points(trial.middle(link), link),
                span,
                WORDS[verdict(found)],
            )
        )
    if len(trial.spiral.links) > 1:
        rows.append(("All links", "", *_counts(trial.whole), "", "", WORDS[trial.verdict]))
    return heads, rows


def _counts(found: Sequence[Outcome]) -> tuple[str, str, str]:
    """Cells as claimed, without difference, and the other way."""
    return (
        str(count(found, "claimed")),
        str(count(found, "none")),
        str(count(found, "opposite")),
    )


def conditions_table(trial: Trial) -> Table:
    """The claim at every level of every condition."""
    answer = trial.spiral.links[-1]
    heads = ("Condition", "Cells", "As claimed", "Opposite", f"{answer.title}, median", "Verdict")
    rows: list[tuple[str, ...]] = []
    for axis, condition in trial.spiral.conditions.items():
        for name, level in condition.levels.items():
            places = [n for n, cell in enumerate(trial.cells) if cell.levels[axis] == name]
            found = [trial.whole[n] for n in places]
            rows.append(
                (
                    f"{axis}: {name_of(name, level)}",
                    str(len(places)),
                    str(count(found, "claimed")),
                    str(count(found, "opposite")),
                    points(trial.middle(answer, places), answer),
                    WORDS[trial.verdict_in(places)],
                )
            )
    return heads, rows


def legend(trial: Trial) -> str:
    """What the columns are."""
    ways = {link.at for link in trial.spiral.links}
    when = {
        "last": f"in {trial.spiral.years[-1]}",
        "mean": "mean over the years",
    }
    times = " or ".join(when[way] for way in sorted(ways))
    parts = [
        f"{link.title}: {_contrast(trial, link)}, {when[link.at]}, "
        f"less than {points(link.tolerance, link)} is no difference"
        for link in trial.spiral.links
    ]
    return (
        f"Answers in points (hundredths of the unit) where figures are shares or relative to the "
        f"start, {times}. {'. '.join(parts)}."
    )


def _contrast(trial: Trial, link: Link) -> str:
    """The arms of a link in words."""
    arms = trial.spiral.arms
    terms: list[str] = []
    for arm, weight in link.contrast.items():
        size = "" if abs(weight) == 1 else f"{sensible(abs(weight))} x "
        sign = "less " if weight < 0 else "and " if terms else ""
        terms.append(f"{sign}{size}{name_of(arm, arms[arm])}")
    return " ".join(terms)


def plan_table(trial: Trial) -> Table | None:
    """Market and plan on the first case, arm by arm; None where no plan was made."""
    if not trial.planned:
        return None
    arms = trial.spiral.arms
    one = same_case(trial.planned)
    heads = [f"Market, {name_of(arm, setting)}" for arm, setting in arms.items()]
    plans = list(arms)[:1] if one else list(arms)
    heads += ["Plan"] if one else [f"Plan, {name_of(arm, arms[arm])}" for arm in plans]
    rows: list[tuple[str, ...]] = []
    for name in SHOWN:
        score = SCORES[name]
        cells = [_figure(_market_median(trial, arm, name), score.unit) for arm in arms]
        for arm in plans:
            scores = trial.planned[arm].scores
            cells.append("no plan" if scores is None else _figure(scores[name], score.unit))
        rows.append((f"{score.short} ({score.unit})", *cells))
    return ("Figure", *heads), rows


def beside_plan(trial: Trial) -> Iterator[str]:
    """Needs, hours and work in plan and market on the first case, a sentence each."""
    table = plan_table(trial)
    if table is None:
        return
    heads, rows = table
    case = (
        ", ".join(f"{axis}: {trial.cells[0].levels[axis]}" for axis in case_axes(trial))
        or trial.name
    )
    for place, words in ((0, "Needs per head"), (2, "Hours per person who can work")):
        cells = zip(heads[1:], rows[place][1:], strict=True)
        parts = [f"{value} ({head[0].lower()}{head[1:]})" for head, value in cells]
        yield f"{words} in {trial.spiral.years[-1]}, {case}: {', '.join(parts)}."


def _market_median(trial: Trial, arm: str, name: str) -> float | None:
    """Median of a shared figure over the cells on the first case."""
    values = [
        float(trial.results[n][arm]["last"][name])
        for n in first_case(trial)
        if trial.results[n][arm]["last"][name] is not None
    ]
    return median(values) if values else None


def case_axes(trial: Trial) -> list[str]:
    """Conditions whose levels make other cases."""
    return [
        axis
        for axis, condition in trial.spiral.conditions.items()
        if any(
            level.study or level.scenario or level.settings or level.technique_capital is not None
            for level in condition.levels.values()
        )
    ]


def first_case(trial: Trial) -> list[int]:
    """Cells on the case of the first cell: those whose levels make no other case of it."""
    axes, first = case_axes(trial), trial.cells[0].levels
    return [
        n
        for n, cell in enumerate(trial.cells)
        if all(cell.levels[axis] == first[axis] for axis in axes)
    ]


def _figure(value: float | None, unit: str) -> str:
    if value is None:
        return ""
    if "share" in unit:
        return percent(value, 1)
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3f}"


def sentences(trial: Trial) -> Iterator[str]:
    """The verdict, what it depends on, where the chain breaks, when the opposite happens."""
    known = len(trial.cells) - count(trial.whole, "unknown")
    claimed, other = count(trial.whole, "claimed"), count(trial.whole, "opposite")
    yield (
        f"{WORDS[trial.verdict].capitalize()}: every link goes as claimed in {claimed} of {known} "
        f"cells; the answer goes the other way in {other}."
    )
    yield from _depends(trial)
    yield from _breaks(trial)
    yield from _sets(trial, "opposite", "The other way in every cell with")
    if not other:
        yield "In no cell does the answer go the other way."
    yield from _sets(trial, "claimed", "As claimed in every cell with")
    yield from _starts(trial)
    yield from _drift(trial)
    yield from _ended(trial)
    yield from _plan(trial)


def _depends(trial: Trial) -> Iterator[str]:
    """The condition by whose level the share of cells differs most, for the claim and against."""
    told: tuple[tuple[Outcome, str], ...] = (
        ("claimed", "as claimed"),
        ("opposite", "the other way"),
    )
    for which, words in told:
        axis, levels = decides(trial.cells, trial.whole, which)
        if axis:
            yield f"Whether it goes {words} depends most on {axis.lower()} ({levels})."


def _breaks(trial: Trial) -> Iterator[str]:
    """Which link is the first that does not go as claimed, in how many cells."""
    links = trial.spiral.links
    broken = [
        breaks_at(own)
        for own, whole in zip(zip(*trial.outcomes, strict=True), trial.whole, strict=True)
        if whole not in ("claimed", "unknown")
    ]
    parts = [f"{link.title} in {broken.count(n)}" for n, link in enumerate(links) if n in broken]
    if parts and len(links) > 1:
        yield f"The first link that does not go as claimed: {'; '.join(parts)}."


def _sets(trial: Trial, which: Outcome, words: str) -> Iterator[str]:
    """Fewest levels under which an outcome is that of every cell."""
    found = always(trial.cells, trial.whole, lambda own: own == which, deep=3)
    if found and count(trial.whole, which) < len(trial.cells):
        told = [f"{levels} ({levels.cells} cells)" for levels in found[:MOST_SETS]]
        more = len(found) - len(told)
        rest = f"; {more} more such sets are in the folder" if more > 0 else ""
        yield f"{words} {'; '.join(told)}{rest}."


def _starts(trial: Trial) -> Iterator[str]:
    """Whether the verdict hangs on the start."""
    for axis, condition in trial.spiral.conditions.items():
        starts = {level.start for level in condition.levels.values()}
        if len(starts) > 1:
            parts = []
            for name, level in condition.levels.items():
                places = [n for n, cell in enumerate(trial.cells) if cell.levels[axis] == name]
                own = [trial.whole[n] for n in places]
                parts.append(
                    f"{name_of(name, level)}: {WORDS[trial.verdict_in(places)]}, as claimed in "
                    f"{percent(count(own, 'claimed') / len(own))}"
                )
            yield f"By the start of the market: {'; '.join(parts)}."


def drifting(trial: Trial) -> list[int]:
    """Cells in which the price level of some arm ends below half or above twice that of the start.

    Claims of wages and profit that together exceed or fall short of what is made move prices
    without end; what such a cell answers may hang on that and not on what is asked.
    """

    def drifts(path: Sequence[float | None]) -> bool:
        last = path[-1] if path else None
        return last is not None and not 1.0 / FAR <= last <= FAR

    return [
        n
        for n, arms in enumerate(trial.results)
        if any(drifts(result["paths"][PRICES]) for result in arms.values())
    ]


def _drift(trial: Trial) -> Iterator[str]:
    """Whether the verdict hangs on cells whose prices run away."""
    far = set(drifting(trial))
    if not far:
        return
    places = [n for n in range(len(trial.cells)) if n not in far]
    rest = [trial.whole[n] for n in places]
    yield (
        f"In {len(far)} cells prices end below half or above twice those of the start. Of the "
        f"other {len(rest)} cells {count(rest, 'claimed')} go as claimed, "
        f"{count(rest, 'opposite')} the other way: {WORDS[trial.verdict_in(places)]}."
    )


def _ended(trial: Trial) -> Iterator[str]:
    """Runs that ended early or collapsed, with causes, each once."""
    said: dict[str, int] = {}
    for arms in trial.results:
        for result in arms.values():
            if result["ended"]:
                words = f"ended before its time: {result['ended'].partition(' in month')[0]}"
                said[words] = said.get(words, 0) + 1
            if result["collapsed_in"] >= 0:
                why = "; ".join(result["causes"]) or "no cause is known; take it for a fault"
                words = f"output fell below half: {why}"
                said[words] = said.get(words, 0) + 1
    for words, number in said.items():
        runs = "run" if number == 1 else "runs"
        yield f"In {number} {runs} of {len(trial.results) * len(trial.spiral.arms)} {words}."


def _plan(trial: Trial) -> Iterator[str]:
    """What the arms are to a plan."""
    if not trial.planned:
        return
    if same_case(trial.planned):
        yield (
            "To a plan all arms are the same: they differ in claims and in behaviour, and not in "
            "people, techniques or limits."
        )
    for arm, planned in trial.planned.items():
        if planned.scores is None:
            label = name_of(arm, trial.spiral.arms[arm])
            yield f"No plan exists for {label}: {planned.reason.splitlines()[0]}"
