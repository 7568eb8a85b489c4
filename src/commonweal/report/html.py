"""The report: one HTML file that needs no network."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import pandas as pd
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup
from plotly.offline import get_plotlyjs

from commonweal.plan.headline import headline
from commonweal.plan.plan import Plan
from commonweal.report import words
from commonweal.report.figures import Figure, plan_figures
from commonweal.report.tables import Table, csv_link, shown

TEMPLATES = Path(__file__).parent / "templates"
HULTEN = "hulten"  # key of the table of bounds among the extras


@dataclass(frozen=True)
class Drawn:
    """A figure as the template takes it."""

    name: str
    title: str
    reading: str
    wide: bool
    height: int
    spec: Markup
    table: Table
    csv: str


@dataclass(frozen=True)
class Block:
    """A heading with texts and perhaps a table."""

    title: str
    texts: tuple[str, ...] = ()
    table: Table | None = None


@dataclass(frozen=True)
class Section:
    """One part of the report."""

    name: str
    title: str
    text: str
    figures: tuple[Drawn, ...] = ()
    blocks: tuple[Block, ...] = field(default=())


SECTIONS = (
    (
        "people",
        "What people get",
        "Needs are measured in kind, per head, against the base year. Working time is what is left "
        "to be done for them.",
        ("regions", "needs", "hours-per-worker"),
    ),
    (
        "work",
        "Where the work goes",
        "All hours, by the branch that works them and by the need that they serve in the end.",
        ("hours-by-branch", "flows"),
    ),
    (
        "techniques",
        "New techniques",
        "Techniques spread with new plant and by conversion of standing plant, no faster than "
        "diffusion allows.",
        ("adoption", "adoption-by-activity"),
    ),
    (
        "building",
        "What is built",
        "Investment is made of the plan's own products; what it leaves unbuilt is left for needs.",
        ("investment", "capacity"),
    ),
    (
        "abroad",
        "Trade and limits",
        "Imports are paid for by exports, at world prices. Limits are those of the accounts.",
        ("trade", "limits"),
    ),
    (
        "scarce",
        "What is scarce",
        "A thing is scarce when a little more of it would let the plan reach more of its goal.",
        ("scarcity",),
    ),
    (
        "deliveries",
        "Who delivers what to whom",
        "The plan as a table of deliveries.",
        ("deliveries",),
    ),
)


def write_report(plan: Plan, path: Path, extras: Mapping[str, pd.DataFrame] | None = None) -> None:
    """Write the report of a plan as one self-contained HTML file.

    Parameters
    ----------
    plan : what is reported
    path : file to write; nothing half-written stays
    extras : further tables by title; ``hulten`` is the table of ``hulten_table``
    """
    text = report_text(plan, extras or {})
    part = path.with_name(path.name + ".part")
    try:
        part.write_text(text, encoding="utf-8")
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def report_text(plan: Plan, extras: Mapping[str, pd.DataFrame]) -> str:
    """The report as a text; the same plan gives the same text."""
    source = words.sources(plan)
    return (
        _environment()
        .get_template("report.html.j2")
        .render(
            title=str(plan.case.about.get("title") or "A plan"),
            about=words.about(plan),
            headline=headline(plan),
            reasons=() if plan.certificate.accepted else plan.certificate.reasons,
            sections=_sections(plan, extras),
            goals=shown(words.goals(plan)),
            certificate={
                "texts": words.certificate(plan),
                "table": shown(words.residuals(plan)),
            },
            assumptions={
                "texts": _assumptions(plan),
                "settings": shown(words.settings(plan)),
                "sources": None if source is None else shown(source),
            },
            foot=_foot(plan),
            css=_static("report.css"),
            js=_static("report.js"),
            plotly=_plotly(),
        )
    )


def _sections(plan: Plan, extras: Mapping[str, pd.DataFrame]) -> list[Section]:
    drawn = {figure.name: _drawn(figure) for figure in plan_figures(plan)}
    found = []
    for name, title, text, figures in SECTIONS:
        mine = tuple(drawn[figure] for figure in figures if figure in drawn)
        blocks = _technique_blocks(plan, extras) if name == "techniques" else ()
        if mine or blocks:
            found.append(Section(name, title, text, mine, blocks))
    for title, table in extras.items():
        if title != HULTEN:
            name = "extra-" + "-".join(title.lower().split())
            found.append(Section(name, title, "", (), (Block("", (), shown(table)),)))
    return found


def _technique_blocks(plan: Plan, extras: Mapping[str, pd.DataFrame]) -> tuple[Block, ...]:
    blocks = []
    table = words.targets(plan)
    if table is not None:
        text = (
            "A target is a share of work done with techniques of the programme. It bends: where "
            "diffusion, building times or what people need do not allow it, the plan comes as near "
            "as it can and says what is missing."
        )
        blocks.append(Block("Targets and what is missing", (text,), shown(table)))
    if HULTEN in extras:
        text = (
            "By Hulten's sum the saving of an economy is at most the savings of its activities "
            "weighted by their hours. The programme's own figures stand above what others have "
            "published."
        )
        blocks.append(
            Block("How much the programme can save", (text,), shown(_readable(extras[HULTEN])))
        )
    return tuple(blocks)


def _readable(hulten: pd.DataFrame) -> pd.DataFrame:
    """The table of Hulten's sums in per cent, with headings."""
    percent = ["adoption", "low", "high"]
    names = {
        "title": "Programme or study",
        "adoption": "Adoption (%)",
        "low": "Low (%)",
        "high": "High (%)",
        "measure": "What is counted",
    }
    table = hulten.assign(**{column: 100.0 * hulten[column] for column in percent})
    return table.rename(columns=names)


def _drawn(figure: Figure) -> Drawn:
    return Drawn(
        name=figure.name,
        title=figure.title,
        reading=figure.reading,
        wide=figure.wide,
        height=int(figure.plot.layout.height),
        spec=_spec(figure),
        table=shown(figure.table),
        csv=csv_link(figure.table if figure.full is None else figure.full),
    )


def _spec(figure: Figure) -> Markup:
    """Data and layout as JSON that cannot end the script element it stands in."""
    plot = figure.plot.to_plotly_json()
    text = json.dumps(
        {"data": plot["data"], "layout": plot["layout"]},
        ensure_ascii=False,
        separators=(",", ":"),
        default=list,
        allow_nan=False,
    )
    return Markup(text.replace("<", "\\u003c"))


def _assumptions(plan: Plan) -> list[str]:
    known = plan.case.about
    scenario = known.get("scenario")
    return [
        f"Economy: {known.get('economy_title', '')}. Source: {known.get('source', '')}",
        f"Licence of the data: {known.get('licence', '')}",
        f"Scenario: {scenario}." if scenario else "Scenario: the study as it stands.",
        "Amounts of products are in the units of the accounts, at the constant prices of their "
        "year; no price decides anything but what imports cost abroad. The last period stands for "
        "all years after the horizon and is left out of every figure over years.",
    ]


def _foot(plan: Plan) -> str:
    return (
        f"Study {plan.case.about.get('study', '')}, case {plan.case.hash[:12]}. "
        f"Solver: {plan.solver}. Made with Commonweal; opens without a network."
    )


@cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=False,
    )


def _static(name: str) -> Markup:
    return Markup((TEMPLATES / name).read_text(encoding="utf-8"))


@cache
def _plotly() -> Markup:
    return Markup(get_plotlyjs().replace("</script", "<\\/script"))
