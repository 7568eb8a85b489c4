"""A page of figures on their own: one HTML file that needs no network."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup
from plotly.offline import get_plotlyjs

from commonweal.report.figures.figure import Figure
from commonweal.report.tables import Column, Table, csv_link, shown

TEMPLATES = Path(__file__).parent.parent / "templates"


@dataclass(frozen=True)
class Told:
    """A table that stands open on a page.

    Parameters
    ----------
    title : what a reader sees above it
    table : its first column is text, the others are read as numbers
    reading : what its columns are, below it
    """

    title: str
    table: Table
    reading: str = ""


def told(
    title: str, heads: Sequence[str], rows: Sequence[Sequence[str]], reading: str = ""
) -> Told:
    """A table of texts, as a terminal shows it, for a page."""
    columns = tuple(Column(head, place > 0) for place, head in enumerate(heads))
    return Told(title, Table(columns, tuple(tuple(row) for row in rows)), reading)


@dataclass(frozen=True)
class Drawn:
    """A figure as the template takes it."""

    name: str
    title: str
    reading: str
    height: int
    spec: Markup
    table: Table
    csv: str


def figures_page(
    title: str,
    about: Sequence[str],
    sentences: Sequence[str],
    figures: Sequence[Figure],
    tables: Sequence[Told] = (),
) -> str:
    """A page with a few sentences and figures; the same input gives the same text.

    Parameters
    ----------
    title : heading
    about : what was assumed, a line each
    sentences : what was found, a line each
    figures : with tables and downloads
    tables : that stand open above the figures
    """
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined
    )
    return environment.get_template("figures.html.j2").render(
        title=title,
        about=about,
        sentences=sentences,
        told=tables,
        figures=[_drawn(figure) for figure in figures],
        css=_static("report.css"),
        js=_static("report.js"),
        plotly=Markup(get_plotlyjs().replace("</script", "<\\/script")),
    )


def _drawn(figure: Figure) -> Drawn:
    plot = figure.plot.to_plotly_json()
    text = json.dumps(
        {"data": plot["data"], "layout": plot["layout"]},
        ensure_ascii=False,
        separators=(",", ":"),
        default=list,
        allow_nan=False,
    )
    return Drawn(
        name=figure.name,
        title=figure.title,
        reading=figure.reading,
        height=int(figure.plot.layout.height),
        # cannot end the script element that it stands in
        spec=Markup(text.replace("<", "\\u003c")),
        table=shown(figure.table),
        csv=csv_link(figure.table if figure.full is None else figure.full),
    )


def _static(name: str) -> Markup:
    return Markup((TEMPLATES / name).read_text(encoding="utf-8"))
