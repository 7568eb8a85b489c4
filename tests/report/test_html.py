"""The report: one file, no network, the same bytes for the same plan."""

from __future__ import annotations

import base64
import csv
import io
import json
import re
from dataclasses import replace
from pathlib import Path
from urllib.parse import unquote

import pandas as pd
import pytest

from commonweal.compare.indicators import indicators
from commonweal.plan.headline import headline
from commonweal.plan.plan import Plan
from commonweal.report.html import report_text, write_report
from commonweal.report.iamc import iamc_table, write_iamc
from commonweal.report.xlsx import write_workbook
from made_plans import case_without, made_case, made_plan


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Plan:
    return made_plan(made_case(tmp_path_factory.mktemp("html")))


@pytest.fixture(scope="module")
def page(plan: Plan) -> str:
    text = report_text(plan, {})
    # Plotly itself is not ours to check
    return re.sub(r"<script>/\*\*.*?</script>", "", text, count=1, flags=re.DOTALL)


def test_same_plan_same_bytes(plan: Plan, tmp_path: Path) -> None:
    """Proves: no timestamps, no random ids; nothing half-written is left beside the file."""
    write_report(plan, tmp_path / "one.html")
    write_report(replace(plan, seconds={"solve": 9.0}), tmp_path / "two.html")
    assert (tmp_path / "one.html").read_bytes() == (tmp_path / "two.html").read_bytes()
    assert sorted(p.name for p in tmp_path.iterdir()) == ["one.html", "two.html"]


def test_nothing_is_fetched(page: str) -> None:
    """Proves: no address of a script, style, picture or font outside the file."""
    assert not re.search(r'(src|href)="(https?:)?//', page)
    assert "@import" not in page
    assert "cdn.plot.ly" not in page


def test_text_of_users_is_escaped(page: str) -> None:
    """Proves: titles and sources are text. Unescaped, "<made>" would be an element."""
    assert "A plan &lt;made&gt; by hand &amp; tested" in page
    assert "<made>" not in page
    assert "<b>nothing else</b>" not in page


def test_headline_comes_first(plan: Plan, page: str) -> None:
    """Proves: five numbers and their sentences stand before the first figure."""
    found = headline(plan)
    assert len(found.numbers) == 5
    first = page.index("<figure")
    for number in found.numbers:
        assert 0 < page.index(f"<dt>{number.title}</dt>") < first


def test_every_figure_has_numbers_and_a_download(page: str) -> None:
    """Proves: the CSV of a figure opens as a table with its head and the same count of cells."""
    figures = page.count("<figure ")
    assert figures == page.count("<summary>The numbers</summary>")
    links = re.findall(r'download="([\w-]+)\.csv" href="data:text/csv;charset=utf-8,([^"]+)"', page)
    assert len(links) == figures
    for name, link in links:
        rows = list(csv.reader(io.StringIO(unquote(link).lstrip("\ufeff"))))
        assert len(rows) > 1, name
        assert {len(row) for row in rows} == {len(rows[0])}, name


def test_specifications_are_json(page: str) -> None:
    """Proves: every figure's data can be read back and holds no number that JSON does not know."""
    specs = re.findall(r'<script type="application/json" id="spec-[\w-]+">(.*?)</script>', page)
    assert specs
    for spec in specs:
        figure = json.loads(spec, parse_constant=lambda word: pytest.fail(word))
        assert figure["data"]
        assert figure["layout"]["height"] > 0


def test_a_refused_plan_says_so_at_the_top(plan: Plan) -> None:
    """Proves: a failed check cannot be overlooked."""
    certificate = replace(plan.certificate, status="refused", reasons=("Steel does not balance.",))
    text = report_text(replace(plan, certificate=certificate), {})
    assert text.index("Steel does not balance.") < text.index('<dl class="numbers">')


def test_extras_are_shown(plan: Plan) -> None:
    """Proves: the table of bounds and any other table find their place, shares as per cent.
    A share of 0.0123 shown as it is would stand beside percentages elsewhere."""
    row = {"title": ["A bound"], "adoption": [0.5], "low": [0.0123], "high": [0.02]}
    bounds = pd.DataFrame({**row, "measure": ["hours"]})
    text = report_text(plan, {"hulten": bounds, "Scenarios beside this": bounds})
    assert "How much the programme can save" in text
    assert "1.230" in text
    assert "Low (%)" in text
    assert 'id="extra-scenarios-beside-this"' in text


def test_target_and_its_reading_are_told(page: str) -> None:
    """Proves: a missed target is told with what was reached and how it was read."""
    assert "Spread of tractors" in page
    assert "a share of work" in page
    assert "Targets are missed by" in page


def test_headline_numbers_by_hand(plan: Plan) -> None:
    """Proves: the headline says what the plan holds, last year against the base year."""
    found = {number.name: number for number in headline(plan).numbers}
    hours = plan.values["hours_per_worker"].sel(period=2023).item()
    assert found["hours"].value == pytest.approx(hours)
    assert found["hours"].text == f"{hours:,.0f}\N{NO-BREAK SPACE}h"
    assert "1,960" in found["hours"].note


def test_exchange_table_holds_every_value(plan: Plan, tmp_path: Path) -> None:
    """Proves: years become columns and no value moves or is lost."""
    table = indicators(plan)
    wide = iamc_table(table)
    assert wide["Variable"].is_unique
    assert int(wide.iloc[:, 5:].notna().to_numpy().sum()) == len(table)
    row = table[(table["variable"] == "Output|Farms") & (table["year"] == 2022)].iloc[0]
    assert wide.set_index("Variable").loc["Output|Farms", "2022"] == row["value"]
    write_iamc(table, tmp_path / "iamc.csv")
    back = pd.read_csv(tmp_path / "iamc.csv")
    assert list(back.columns[:5]) == ["Model", "Scenario", "Region", "Variable", "Unit"]
    assert len(back) == len(wide)


def test_no_binary_arrays(page: str) -> None:
    """Proves: numbers stand in the page as numbers, to be read by people and programs."""
    assert '"bdata"' not in page
    assert base64.b64encode(b"\x00" * 30).decode() not in page


CAPITAL = ("capital", "assets", "asset_composition", "modern")
LABOUR = ("labour", "labour_types", "modern")


@pytest.mark.parametrize(
    "tables", [CAPITAL, LABOUR, ("limits", "limit_coefficients"), ("imports",), CAPITAL + LABOUR]
)
def test_economies_with_fewer_tables_are_told(tables: tuple[str, ...], tmp_path: Path) -> None:
    """Proves: what an economy has no tables for is left out or said to be unknown. Divided by
    nothing it would stand there as nan."""
    plan = made_plan(case_without(tmp_path, tables, programme=None))
    text = report_text(plan, {})
    ours = re.sub(r"<script.*?</script>", "", text, flags=re.DOTALL)
    assert not re.search(r"\bnan\b", ours, re.IGNORECASE)
    assert ("no labour accounts" in ours) == ("labour" in tables)
    assert ("no capital accounts" in ours) == ("capital" in tables)
    write_workbook(plan, tmp_path / "plan.xlsx")
    assert not indicators(plan).isna().any().any()
