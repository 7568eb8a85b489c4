"""The cells of a spiral as a picture: answers of every link, over all cells and at every level.

A drawing of its own and no Plotly figure: one picture for the page, the folder and the
documentation, the same bytes every time.
"""

from __future__ import annotations

import math
import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from statistics import median, quantiles

from commonweal.compare.wording import sensible, signed
from commonweal.report.palette import CONTRAST, EMPHASIS, QUIET
from commonweal.spirals.figures import FIGURES
from commonweal.spirals.model import Link
from commonweal.spirals.telling import name_of
from commonweal.spirals.trial import Trial
from commonweal.spirals.verdict import Outcome, count

WIDTH, LABELS, GAP, EDGE = 1080, 214, 26, 18  # px: whole, row labels, between panels, margin
HEAD, CLOUD, ROW, GROUP, FOOT = 116, 92, 21, 25, 66  # px: titles, all cells, level, axis, legend
LANES = 15  # of the cloud, so that equal answers do not hide each other
INK, SOFT, LINE, BAND = "#1d2430", "#566070", "#d6dae0", "#f0f1f4"
COLOURS: dict[Outcome, str] = {"claimed": EMPHASIS, "none": QUIET, "opposite": CONTRAST}
SAID: dict[Outcome, str] = {
    "claimed": "as claimed",
    "none": "no difference",
    "opposite": "the other way",
}
FONT = "system-ui, -apple-system, 'Segoe UI', 'Noto Sans', Roboto, Arial, sans-serif"


@dataclass(frozen=True)
class Panel:
    """One link on the page.

    Parameters
    ----------
    link, answers, outcomes : of the link, by cell
    left, width : px of the plot
    low, high : answers at its edges
    """

    link: Link
    answers: tuple[float | None, ...]
    outcomes: tuple[Outcome, ...]
    left: float
    width: float
    low: float
    high: float

    def x(self, answer: float) -> float:
        """Place of an answer [px]."""
        return self.left + self.width * (answer - self.low) / (self.high - self.low)


def spiral_picture(trial: Trial) -> str:
    """The picture as SVG text.

    Above, a dot for every cell, coloured by what the link does in it. Below, for every level of
    every condition, the middle half of its cells, the range, and the median.
    """
    panels = _panels(trial)
    rows = list(_rows(trial))
    top = HEAD + CLOUD
    height = top + sum(GROUP if places is None else ROW for _, places in rows) + FOOT
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height:.0f}" '
        f'width="{WIDTH}" height="{height:.0f}" font-family="{FONT}" role="img">',
        f"<title>{escape(trial.spiral.title)}</title>",
        f'<rect width="{WIDTH}" height="{height:.0f}" fill="#ffffff"/>',
        *_labels(rows, top),
    ]
    for panel in panels:
        parts += [*_frame(panel, height - FOOT), *_cloud(trial, panel), *_levels(panel, rows, top)]
    parts += [*_legend(height), "</svg>"]
    return "\n".join(parts) + "\n"


def _panels(trial: Trial) -> list[Panel]:
    links = trial.spiral.links
    room = WIDTH - LABELS - 2 * EDGE - GAP * (len(links) - 1)
    width = room / len(links)
    found = []
    for n, (link, outcomes) in enumerate(zip(links, trial.outcomes, strict=True)):
        answers = tuple(trial.answers(link))
        known = [a for a in answers if a is not None]
        # nought and the band without difference are always seen
        ends = [*known, 2.5 * link.tolerance, -2.5 * link.tolerance]
        low, high = min(ends), max(ends)
        margin = 0.06 * (high - low) or 1.0
        left = EDGE + LABELS + n * (width + GAP)
        found.append(Panel(link, answers, outcomes, left, width, low - margin, high + margin))
    return found


def _rows(trial: Trial) -> Iterator[tuple[str, list[int] | None]]:
    """Label and cells of every row; None where it is the name of a condition."""
    for axis, condition in trial.spiral.conditions.items():
        yield axis, None
        for name, level in condition.levels.items():
            places = [n for n, cell in enumerate(trial.cells) if cell.levels[axis] == name]
            yield name_of(name, level), places


def _text(x: float, y: float, text: str, size: float = 13, **more: str) -> str:
    extra = "".join(f' {key.replace("_", "-")}="{value}"' for key, value in more.items())
    fill = "" if "fill" in more else f' fill="{INK}"'
    return f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size:g}"{fill}{extra}>{escape(text)}</text>'


def _labels(rows: Sequence[tuple[str, list[int] | None]], top: float) -> Iterator[str]:
    yield _text(EDGE, HEAD + CLOUD / 2 + 4, "All cells", font_weight="600")
    y = top
    for label, places in rows:
        if places is None:
            y += GROUP
            yield _text(EDGE, y - 4, label, 12, fill=SOFT, font_weight="600")
        else:
            y += ROW
            yield _text(EDGE + 10, y - 5, label, 13)


def _frame(panel: Panel, bottom: float) -> Iterator[str]:
    """Title, what is claimed, the band without difference, nought and the axis."""
    link, left, right = panel.link, panel.left, panel.left + panel.width
    for n, line in enumerate(textwrap.wrap(link.title, max(18, int(panel.width / 8)))[:2]):
        yield _text(left, 24 + 17 * n, line, 14, font_weight="600")
    claimed, other = count(panel.outcomes, "claimed"), count(panel.outcomes, "opposite")
    counts = f"{claimed} as claimed, {other} other way"
    yield _text(left, 62, f"claimed: {link.claim}; {counts}", 12, fill=SOFT)
    unit = "points" if FIGURES[link.figure].share else FIGURES[link.figure].unit
    yield _text(left, 78, unit, 11, fill=SOFT)
    a, b = panel.x(-link.tolerance), panel.x(link.tolerance)
    high = bottom - HEAD
    yield f'<rect x="{a:.1f}" y="{HEAD}" width="{b - a:.1f}" height="{high:.1f}" fill="{BAND}"/>'
    yield (
        f'<line x1="{left:.1f}" x2="{right:.1f}" y1="{HEAD - 8}" y2="{HEAD - 8}" stroke="{LINE}"/>'
    )
    for tick in ticks(panel.low, panel.high, 5 if panel.width > 330 else 4):
        x = panel.x(tick)
        colour, wide = (SOFT, 1.2) if tick == 0 else (LINE, 0.6)
        yield (
            f'<line x1="{x:.1f}" x2="{x:.1f}" y1="{HEAD - 8}" y2="{bottom:.1f}" '
            f'stroke="{colour}" stroke-width="{wide}"/>'
        )
        yield _text(x, HEAD - 13, _tick(tick, link), 11, fill=SOFT, text_anchor="middle")


def _tick(value: float, link: Link) -> str:
    """An answer on the axis: points where it is a share."""
    shown = 100 * value if FIGURES[link.figure].share else value
    if abs(shown) < 1e-12:
        return "0"
    size = abs(shown)
    digits = max(0, 2 - math.floor(math.log10(size)) - 1)
    text = signed(shown, digits)
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return f"+{text}" if shown > 0 else text


def ticks(low: float, high: float, most: int) -> list[float]:
    """Round numbers within a range, nought among them where it lies in it."""
    step = 10.0 ** math.floor(math.log10((high - low) / most))
    while (high - low) / step > most:
        step *= 2.5 if f"{step:e}".startswith("2") else 2.0
    first = math.ceil(low / step)
    return [n * step for n in range(first, math.floor(high / step) + 1)]


def _cloud(trial: Trial, panel: Panel) -> Iterator[str]:
    """A dot for every cell, in lanes by its place, so that the picture has no chance in it."""
    middle = HEAD + CLOUD / 2
    for n, (answer, own) in enumerate(zip(panel.answers, panel.outcomes, strict=True)):
        if answer is None:
            continue
        y = middle + ((n * 7) % LANES - LANES // 2) * (CLOUD - 16) / LANES
        told = f"{trial.cells[n].name}: {SAID[own]}, {_exact(answer, panel.link)}"
        yield (
            f'<circle cx="{panel.x(answer):.1f}" cy="{y:.1f}" r="3.1" fill="{COLOURS[own]}" '
            f'fill-opacity="0.7"><title>{escape(told)}</title></circle>'
        )


def _exact(answer: float, link: Link) -> str:
    return sensible(100 * answer if FIGURES[link.figure].share else answer)


def _levels(
    panel: Panel, rows: Sequence[tuple[str, list[int] | None]], top: float
) -> Iterator[str]:
    """Range, middle half and median of the cells at each level."""
    y = top
    for _, places in rows:
        y += GROUP if places is None else ROW
        known = [a for n in places or () if (a := panel.answers[n]) is not None]
        if not known:
            continue
        centre = y - 9
        low, high = panel.x(min(known)), panel.x(max(known))
        parts = quantiles(known, n=4, method="inclusive") if len(known) > 1 else known * 3
        own = median(known)
        size = own * panel.link.sign
        which: Outcome = (
            "none" if abs(own) <= panel.link.tolerance else "claimed" if size > 0 else "opposite"
        )
        yield (
            f'<line x1="{low:.1f}" x2="{high:.1f}" y1="{centre:.1f}" y2="{centre:.1f}" '
            f'stroke="{COLOURS[which]}" stroke-width="1.2"/>'
        )
        a, b = panel.x(parts[0]), panel.x(parts[2])
        yield (
            f'<line x1="{a:.1f}" x2="{b:.1f}" y1="{centre:.1f}" y2="{centre:.1f}" '
            f'stroke="{COLOURS[which]}" stroke-width="6" stroke-opacity="0.45"/>'
        )
        yield (
            f'<circle cx="{panel.x(own):.1f}" cy="{centre:.1f}" r="4.2" fill="{COLOURS[which]}" '
            'stroke="#ffffff" stroke-width="1"/>'
        )


def _legend(height: float) -> Iterator[str]:
    y, x = height - 36, float(EDGE)
    for which, words in SAID.items():
        yield f'<circle cx="{x + 5:.1f}" cy="{y - 4:.1f}" r="5" fill="{COLOURS[which]}"/>'
        yield _text(x + 16, y, words, 12)
        x += 24 + 7.2 * len(words) + 14
    told = (
        "Above: a dot is a cell. Below: range, middle half and median of the cells at a level. "
        "Grey band: no difference."
    )
    yield _text(x + 6, y, told, 12, fill=SOFT)
    unit = (
        "Difference between arms in the same cell; a point is a hundredth of the figure's unit, or "
        "of its start."
    )
    yield _text(EDGE, y + 20, unit, 12, fill=SOFT)
