"""The headline of china-2026 under other estimates: ``python scripts/sensitivity.py``.

Prints a Markdown table for docs/sensitivity.md. Each row changes one estimate or assumption and
leaves everything else as it is; every plan is certified.
"""

from __future__ import annotations

import sys
from dataclasses import replace

from commonweal.case.build import build_case, join
from commonweal.case.case import Case
from commonweal.case.diffusion import Diffusion
from commonweal.case.programme import Programme, read_programme
from commonweal.case.study import read_study
from commonweal.compare import building, people, spread
from commonweal.economy.economy import Economy
from commonweal.economy.tables import read_economy
from commonweal.plan.make import make_plan
from commonweal.plan.plan import Plan

STUDY = "china-2026"

# What is changed: title -> settings of the study.
SETTINGS: dict[str, dict[str, str]] = {
    "as published": {},
    "no programme": {"programme": "none", "targets": "none"},
    "programme, low case": {"programme": "ai-plus-low"},
    "programme, high case": {"programme": "ai-plus-high"},
    "programme without its targets": {"targets": "none"},
    "no modern plants, no programme": {"modern": "none", "programme": "none", "targets": "none"},
    "no modern plants": {"modern": "none"},
    "modern plants, weak (low)": {"modern": "low"},
    "modern plants, strong (high)": {"modern": "high"},
    "output since 2020 × 1.22": {"start.scale": "1.22"},
    "capital since 2020 × 1.41": {"start.capital": "1.41"},
    "capital since 2020 × 1.50": {"start.capital": "1.50"},
    "capital grew as output did, × 1.30": {"start.capital": "1.30"},
    "orders under way for 4 % growth": {"start.growth": "0.04"},
    "discount 0.95": {"welfare.discount": "0.95"},
    "discount 0.99": {"welfare.discount": "0.99"},
    "curvature 2": {"welfare.curvature": "2.0"},
    "pieces of 0.5 % instead of 1 %": {"welfare.step": "0.005"},
    "continuation grows by 1 % a year": {"continuation.growth": "0.01"},
    "continuation grows by 4 % a year": {"continuation.growth": "0.04"},
    "free time weighs four times": {"hours.free_time_weight": "4.0"},
    "free time weighs nothing": {"hours.free_time_weight": "0.0"},
    "financial services valued like other needs": {"needs": "default"},
    "pace of activities 8 %": {"pace.up": "0.08", "pace.down": "0.08"},
    "pace of needs 5 %": {"pace.needs": "0.05"},
    "pace of needs 20 %": {"pace.needs": "0.20"},
    "no surplus in trade": {"trade.balance": "0"},
    "trade within 1 % a year": {"trade.export_pace": "0.01", "trade.import_pace": "0.01"},
    "trade within 5 % a year": {"trade.export_pace": "0.05", "trade.import_pace": "0.05"},
    "eight years instead of five": {"years": "2026-2033"},
}

# Capital is an estimate: total stock over GDP 2.58 (low) to 4.30 (high), central 3.02; see
# docs/data-china-2020.md.
CAPITAL = {
    "capital stock low, 2.58 of GDP": 2.58 / 3.02,
    "capital stock high, 4.30 of GDP": 4.30 / 3.02,
}
DIFFUSION = {"diffusion two years slower": 2, "diffusion two years faster": -2}

# Hours of development are an estimate: people with the skills, and the share that works on it.
RESEARCH = {"techniques developed without work": 0.0, "ten times the hours of development": 10.0}


def main() -> None:
    """Run every variant and print the table."""
    rows = [
        "| variant | needs per head, last year | hours per worker | work with the programme "
        "| work in modern plants | investment share | certificate |",
        "|---|---|---|---|---|---|---|",
    ]
    for title, case in variants():
        plan = make_plan(case)
        rows.append(f"| {title} | {headline(plan)} |")
        sys.stderr.write(rows[-1] + "\n")
    sys.stdout.write("\n".join(rows) + "\n")


def variants() -> list[tuple[str, Case]]:
    """Every variant with its case."""
    found = [
        (title, build_case(read_study(STUDY, overrides=changes)))
        for title, changes in SETTINGS.items()
    ]
    study = read_study(STUDY)
    economy = read_economy(study.economy_path)
    programme = read_programme(str(study.programme_path), economy)
    for title, factor in CAPITAL.items():
        found.append((title, join(study, with_capital(economy, factor), study.horizon, programme)))
    for title, years in DIFFUSION.items():
        found.append((title, join(study, economy, study.horizon, delayed(programme, years))))
    for title, factor in RESEARCH.items():
        found.append((title, join(study, economy, study.horizon, developed(programme, factor))))
    return found


def with_capital(economy: Economy, factor: float) -> Economy:
    """The same economy with another stock of capital, in the same proportions."""
    tables = dict(economy.tables())
    tables["capital"] = tables["capital"] * factor
    return Economy.from_tables(economy.meta, tables)


def delayed(programme: Programme, years: int) -> Programme:
    """The same programme with every diffusion curve moved."""
    techniques = tuple(
        replace(t, diffusion=moved(t.diffusion, years)) for t in programme.techniques
    )
    return replace(programme, techniques=techniques)


def developed(programme: Programme, factor: float) -> Programme:
    """The same programme with other hours of research and development."""
    rows = tuple(
        replace(row, hours={case: factor * hours for case, hours in row.hours.items()})
        for row in programme.research
    )
    return replace(programme, research=rows)


def moved(curve: Diffusion, years: int) -> Diffusion:
    """The same curve, ``years`` later."""
    if curve.launch is not None:
        return replace(curve, launch=curve.launch + years)
    return replace(curve, midpoint=(curve.midpoint or 0) + years)


def headline(plan: Plan) -> str:
    """The columns of one row: the fifth year, whatever the horizon."""
    case, values = plan.case, plan.values
    year = case.horizon.first + 4
    index = float(people.consumption_index(case, values).sel(period=year))
    hours = values["hours_per_worker"].sel(period=year).item()
    programme = float(spread.programme_share(case, values).sel(period=year))
    modern = float(spread.modern_share(case, values).sel(period=year))
    share = float(building.investment_share(case, values).sel(period=year))
    status = plan.certificate
    shares = " | ".join(f"{100 * x:.0f} %" for x in (programme, modern, share))
    check = f"{status.status}, gap {status.relative_gap:.0e}"
    return f"{100 * (index - 1):+.1f} % | {hours:,.0f} h | {shares} | {check}"


if __name__ == "__main__":
    main()
