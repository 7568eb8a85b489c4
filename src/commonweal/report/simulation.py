"""A run of the market as an immutable folder: page, workbook, indicators, what it was made from."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pandas as pd

from commonweal.compare.market import OWN, market_indicators
from commonweal.errors import RunFolderError
from commonweal.market import telling
from commonweal.market.parameters import FREE, Closure
from commonweal.market.publish import about
from commonweal.market.request import Simulation
from commonweal.market.system import MONTHS
from commonweal.report.figures.figure import Figure
from commonweal.report.figures.page import figures_page
from commonweal.report.figures.paths import lines
from commonweal.report.iamc import iamc_table
from commonweal.report.sheets import Sheet
from commonweal.report.tables import csv_text
from commonweal.report.xlsx import write_sheets
from commonweal.writing import new_path

PAGE, BOOK, ABOUT = "simulation.html", "simulation.xlsx", "simulation.json"
#: Name, title, how to read it, and variables of one unit that are drawn together.
DRAWN: tuple[tuple[str, str, str, tuple[str, ...]], ...] = (
    (
        "output",
        "Output and consumption",
        "At prices of the start. What is built, exported and used by the state is in output and in "
        "neither consumption.",
        ("Output", "Consumption of workers", "Consumption of owners"),
    ),
    (
        "employment",
        "Employment",
        "Of all who can work. Those whom the accounts leave out are not among them.",
        ("Employment",),
    ),
    (
        "prices",
        "Wages and prices",
        "Wages above prices are real wages that rise.",
        ("Wage", "Price of the basket"),
    ),
    (
        "profit",
        "Rate of profit",
        "Of all capital, before interest.",
        ("Rate of profit",),
    ),
    (
        "shares",
        "Who gets what of value added",
        "What is left to one hundred is profit and interest.",
        ("Share of wages", "Share of licences"),
    ),
    (
        "unsold",
        "Unsold",
        "Of stocks at the start of a month. A service that nobody bought is lost.",
        ("Unsold", "Idle paid services"),
    ),
    (
        "debt",
        "Public debt and claims on abroad",
        "Public debt less what the state has in the bank; below nought it has more than it owes.",
        ("Net public debt", "Claims on abroad"),
    ),
    ("taxes", "Tax rate", "Of wages and of what is paid out to owners.", ("Tax rate",)),
)
ADOPTION = "Adoption|Programme"
FEW = 4  # years; runs of fewer are drawn by month, for a line needs more than a few points


def write_simulation(found: Simulation, out: Path) -> Path:
    """Write the folder, whole or not at all: the same run gives the same bytes.

    simulation.html, simulation.xlsx, indicators.csv, iamc.csv, simulation.json

    Raises
    ------
    RunFolderError
        if the folder exists or cannot be written
    """
    frame = market_indicators(found.case, found.run)
    with new_path(out, RunFolderError) as folder:
        folder.mkdir()
        (folder / PAGE).write_text(page(found, frame), encoding="utf-8")
        write_sheets(_title(found), simulation_sheets(found, frame), folder / BOOK)
        frame.to_csv(folder / "indicators.csv", index=False, lineterminator="\n")
        (folder / "iamc.csv").write_text(csv_text(iamc_table(frame)), encoding="utf-8")
        text = json.dumps(about(found), indent=1, sort_keys=True, allow_nan=False)
        (folder / ABOUT).write_text(text + "\n", encoding="utf-8")
    return out


def page(found: Simulation, frame: pd.DataFrame) -> str:
    """The page: what came out, over the years, and what was assumed."""
    return figures_page(
        _title(found),
        tuple(telling.assumptions(found)),
        tuple(telling.sentences(found)),
        tuple(figures(found, frame)),
    )


def _title(found: Simulation) -> str:
    return f"{found.case.about['title']}: the market on the same case"


def _years(found: Simulation) -> list[int]:
    first = found.case.horizon.first
    return list(range(first, first + found.run.record.months // MONTHS))


def figures(found: Simulation, frame: pd.DataFrame) -> Iterator[Figure]:
    """The pictures of the page, by year; by month where there are few years."""
    years = _years(found)
    short = len(years) < FEW
    months = _months(found) if short else None
    for name, title, reading, variables in DRAWN:
        values = {what: _path(found, what, every_month=short) for what in variables}
        unit = OWN[f"Market|{variables[0]}"][0]
        yield lines(name, title, reading, unit, years, values, months)
    shared = frame[frame["variable"] == ADOPTION].sort_values("year")
    if len(shared):
        yield lines(
            "adoption",
            "Techniques of the programme",
            "Part of work in plant that carries them in January, in the years of the case.",
            "share of work",
            [int(year) for year in shared["year"]],
            {"Techniques of the programme": [float(v) for v in shared["value"]]},
        )


def _months(found: Simulation) -> list[str]:
    first = found.case.horizon.first
    count = found.run.record.months
    return [f"{first + n // MONTHS}-{n % MONTHS + 1:02}" for n in range(count)]


def _path(found: Simulation, variable: str, every_month: bool = False) -> list[float]:
    """Yearly means of a figure of the market, or every month of it."""
    if every_month:
        return [float(value) for value in OWN[f"Market|{variable}"][1](found.run)]
    count = len(_years(found))
    monthly = OWN[f"Market|{variable}"][1](found.run)[: count * MONTHS]
    return [float(v) for v in monthly.reshape(count, MONTHS).mean(axis=1)]


def simulation_sheets(found: Simulation, frame: pd.DataFrame) -> list[Sheet]:
    """What was asked and found, all years, sectors, indicators and parameters."""
    return [
        _about(found),
        _yearly(found),
        _sectors(found),
        _indicators(frame),
        _closure(found.run.market.closure),
    ]


def _about(found: Simulation) -> Sheet:
    rows = [("Assumed", line) for line in telling.assumptions(found)]
    rows += [("Found", line) for line in telling.sentences(found)]
    rows += [("Case, SHA-256", found.case.hash)]
    rows += [
        (f"Economy, {key}", str(found.case.about.get(name, "")))
        for key, name in (("title", "economy_title"), ("source", "source"), ("licence", "licence"))
    ]
    frame = pd.DataFrame(rows, columns=["What", "In words"])
    return Sheet("About", f"{_title(found)}.", frame, {})


def _yearly(found: Simulation) -> Sheet:
    names = [variable.removeprefix("Market|") for variable in OWN]
    years = [str(year) for year in _years(found)]
    values = pd.DataFrame([_path(found, name) for name in names], columns=years)
    values.insert(0, "Unit", [unit for unit, _ in OWN.values()])
    values.insert(0, "Figure", names)
    units = dict.fromkeys(years, "see column Unit")
    return Sheet("Years", "Means of the months of each year.", values, units)


def _sectors(found: Simulation) -> Sheet:
    """Output, price, rate of profit and use of every sector in the first and the last year."""
    run, count = found.run, len(_years(found))
    last = slice((count - 1) * MONTHS, count * MONTHS)
    months = {_years(found)[0]: slice(0, MONTHS), _years(found)[-1]: last}
    names = [found.case.name_of("activity", name) for name in run.market.system.names]
    frame, units, shares = pd.DataFrame({"Activity": names}), {}, []
    for title, unit, name in (
        ("Output at prices of the start", "currency of the accounts a year", "output_of"),
        ("Price", "start = 1", "price"),
        ("Rate of profit", "1/yr", "profit_rate_of"),
        ("Use of capacity", "share of the highest use", "use"),
    ):
        for year, span in months.items():
            values = np.asarray(run.record[name][span].mean(axis=0))
            if name == "output_of":
                values = values * run.market.base.price * MONTHS
            if name == "price":
                values = values / run.market.base.price
            head = f"{title} {year}"
            frame[head], units[head] = values, unit
            if unit.startswith(("share", "1/yr")):
                shares.append(head)
    note = "Means of the months of the first and of the last whole year."
    return Sheet("Activities", note, frame, units, tuple(shares))


def _indicators(frame: pd.DataFrame) -> Sheet:
    wide = iamc_table(frame)
    years = [str(column) for column in wide.columns[5:]]
    note = "Every indicator, with the names that those of a plan have; only a market has Market."
    return Sheet("Indicators", note, wide[["Variable", "Unit", *years]], _see(years), frozen=1)


def _see(years: list[str]) -> dict[str, str]:
    return dict.fromkeys(years, "see column Unit")


def _closure(closure: Closure) -> Sheet:
    rows = []
    for name, value in closure.model_dump().items():
        known = Closure.about(name)
        low, high = known.get("range", (None, None))
        rows.append(
            {
                "Parameter": name,
                "Symbol": str(known.get("symbol", "")),
                "Value": str(value) if isinstance(value, (str, bool)) else value,
                "Unit": str(known.get("unit", "a rule")),
                "Lowest usual": low,
                "Highest usual": high,
                "Source": "free: no source was found"
                if known.get("source") == FREE
                else str(known.get("source", "")),
            }
        )
    heads = ["Value", "Lowest usual", "Highest usual"]
    note = "The closure: every rule and parameter of the run."
    return Sheet("Parameters", note, pd.DataFrame(rows), _see(heads))
