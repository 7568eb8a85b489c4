"""The documentation speaks of what is there: commands, keys, rows, files, figures."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from typer.main import get_command

from commonweal.case.build import build_case
from commonweal.case.study import bundled_studies, read_study
from commonweal.case.study_model import Study
from commonweal.cli import app
from commonweal.economy.checks import check_economy
from commonweal.economy.importers import SOURCES
from commonweal.economy.tables import read_economy
from commonweal.plan.build import build
from commonweal.plan.make import make_plan
from commonweal.plan.shadow import DEFINITIONS, KINDS

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
WRITTEN = sorted(page for page in DOCS.rglob("*.md") if "examples" not in page.parts)
PAGES = [ROOT / "README.md", *WRITTEN]
EXAMPLE = DOCS / "examples" / "three-products"
ARRAYS = {"certificate.md", "glossary.md"}  # pages on arrays of the case, named like keys
FIGURES = ROOT / "scripts" / "docs_outputs.py"

every_page = pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)


def text_of(page: Path) -> str:
    """A page."""
    return page.read_text(encoding="utf-8")


def families_described() -> list[tuple[str, str]]:
    """Family and block of every row of the table in the formulation."""
    page = text_of(DOCS / "formulation.md")
    table = page.split("<!-- families:")[1].split("<!-- end of families -->")[0]
    return re.findall(r"^\| `(\w+)` \|.*\| `(\w+\.py)` \|$", table, re.MULTILINE)


def test_formulation_lists_the_families_of_rows() -> None:
    """Proves: the table has each family once, and those that have a meaning or define a quantity.
    A row added to the model and not described would be missing here."""
    described = [family for family, _ in families_described()]
    assert len(described) == len(set(described))
    assert set(described) == {*KINDS, *DEFINITIONS}


def test_formulation_names_the_block_that_makes_each_row() -> None:
    """Proves: every family is made in the file that the table names, and no block makes another."""
    folder = ROOT / "src" / "commonweal" / "plan" / "blocks"
    made = {
        (family, block.name)
        for block in folder.glob("*.py")
        for family in re.findall(r'programme\.rows\(\s*"(\w+)"', text_of(block))
    }
    assert set(families_described()) == made


@pytest.mark.slow
def test_formulation_agrees_with_what_is_built() -> None:
    """Proves: the bundled study, the example and maximin together build every family described,
    and nothing else. A family that is described and never built would remain over."""
    studies = [
        read_study("china-2026"),
        read_study(str(EXAMPLE)),
        read_study(str(EXAMPLE), None, {"goals": "[floors, maximin]"}),
    ]
    built = {str(name) for study in studies for name in build(build_case(study)).model.constraints}
    assert built == {family for family, _ in families_described()}


def test_formulation_names_every_variable() -> None:
    """Proves: the table of variables is that of the programme, the pieces of utility among them."""
    page = text_of(DOCS / "formulation.md")
    table = page.split("## Variables")[1].split("## Rows")[0]
    described = set(re.findall(r"^\| `(\w+)` \|", table, re.MULTILINE))
    folder = ROOT / "src" / "commonweal" / "plan" / "blocks"
    made = {
        name
        for block in folder.glob("*.py")
        for name in re.findall(r'programme\.add\(\s*"(\w+)"', text_of(block))
    }
    assert described == made


@every_page
def test_commands_exist(page: Path) -> None:
    """Proves: every command that a page names is one, and takes the options it is shown with."""
    commands = get_command(app).commands  # type: ignore[attr-defined]
    for name, rest in re.findall(
        r"^(?:    |.*`|.*output: )commonweal (\w[\w-]*)([^`\n]*)", text_of(page), re.MULTILINE
    ):
        assert name in commands, f"{page.name}: commonweal {name}"
        known = {option for p in commands[name].params for option in p.opts}
        for option in re.findall(r"(?<!\S)--[a-z-]+", rest.replace("-->", "")):
            assert option in known, f"{page.name}: commonweal {name} {option}"


@every_page
def test_links_lead_somewhere(page: Path) -> None:
    """Proves: every link within the documentation names a page and a heading that exist."""
    for target in re.findall(r"\]\((?!https?://)([^)\s]+)\)", text_of(page)):
        name, _, heading = target.partition("#")
        place = page.parent / name if name else page
        assert place.exists(), f"{page.name}: {target}"
        if heading:
            assert heading in set(headings(place)), f"{page.name}: {target}"


def headings(page: Path) -> Iterator[str]:
    """Anchors of the headings of a page."""
    for line in re.findall(r"^#+ (.+)$", text_of(page), re.MULTILINE):
        yield re.sub(r"[^\w\- ]", "", line.lower()).strip().replace(" ", "-")


@every_page
def test_named_files_exist(page: Path) -> None:
    """Proves: paths in the repository that a page names are there."""
    for path in re.findall(
        r"`((?:src|docs|scripts|tests|verification|benchmarks)/[\w./*-]*)`", text_of(page)
    ):
        assert list(ROOT.glob(path)), f"{page.name}: {path}"


def keys_of(model: Any, above: str = "") -> Iterator[str]:
    """Dotted keys of the study and its sections."""
    for name, entry in model.model_fields.items():
        yield above + name
        if hasattr(entry.annotation, "model_fields"):
            yield from keys_of(entry.annotation, f"{above}{name}.")


@every_page
def test_study_keys_exist(page: Path) -> None:
    """Proves: dotted keys and settings that a page shows are keys of a study.

    The page that adds a constraint shows one key that only its own change brings.
    """
    known = set(keys_of(Study))
    if page.name == "add-a-constraint.md":
        known.add("trade.import_share")
    sections = "|".join(sorted({key.split(".")[0] for key in known if "." in key}))
    tables = ("floors", "limits", "needs", "targets")  # of labels, checked against an economy
    text = text_of(page)
    shown = re.findall(r"--set '?([a-z]+\.[a-z_]+)", text)
    if page.name not in ARRAYS:
        shown += re.findall(rf"`((?:{sections})\.(?!py\b)[a-z_]+)\b", text)
    for key in shown:
        assert key in known or key.startswith(tables), f"{page.name}: {key}"


@every_page
def test_scenarios_exist(page: Path) -> None:
    """Proves: scenarios that a page plans are scenarios of the study."""
    known = {"NAME", *read_study(str(EXAMPLE)).document.values["scenarios"]}
    for name in bundled_studies():
        known |= set(read_study(name).document.values["scenarios"])
    for scenario in re.findall(r"--scenario ([\w-]+)", text_of(page)):
        assert scenario in known, f"{page.name}: {scenario}"


def test_example_has_no_problems() -> None:
    """Proves: the tables of the worked economy balance and make sense."""
    assert check_economy(read_economy(EXAMPLE / "economy")) == []


@pytest.mark.parametrize("scenario", [None, "dry", "no-modern"])
def test_example_certifies(scenario: str | None) -> None:
    """Proves: the worked economy has a plan, proven best, in each of its scenarios."""
    study = read_study(str(EXAMPLE), scenario)
    assert make_plan(build_case(study)).certificate.status == "optimal"


def test_every_source_has_its_page() -> None:
    """Proves: the list of sources on the page is that of the command, each with its own page."""
    listed = re.findall(
        r"^\| `([\w-]+)` \| \[.*\]\((importers/[\w-]+\.md)\) \|$",
        text_of(DOCS / "bring-your-own-table.md"),
        re.MULTILINE,
    )
    assert sorted(name for name, _ in listed) == sorted(SOURCES)
    assert len({page for _, page in listed}) == len(listed)


def test_the_page_on_tables_shows_its_files() -> None:
    """Proves: mapping and study on the page are the files that are run, to the last character."""
    page = text_of(DOCS / "bring-your-own-table.md")
    shown = re.findall(r"<!-- file: (\S+) -->\n```\w+\n(.*?)\n```", page, re.DOTALL)
    assert len(shown) == 2
    for path, content in shown:
        assert text_of(ROOT / path).rstrip("\n") == content, path


def test_pages_show_the_files_of_the_example() -> None:
    """Proves: the tables on the page are the files that are planned, to the last character."""
    page = text_of(DOCS / "bring-your-own-economy.md")
    shown = re.findall(r"<!-- file: (\S+) -->\n```\w+\n(.*?)\n```", page, re.DOTALL)
    for path, content in shown:
        assert text_of(ROOT / path).rstrip("\n") == content, path
    files = {path.name for path in EXAMPLE.rglob("*") if path.is_file()}
    assert {Path(path).name for path, _ in shown} == files


@pytest.mark.slow
def test_readme_python_runs(tmp_path: Path) -> None:
    """Proves: the snippet of the README runs and prints the sentences that the README shows."""
    page = text_of(ROOT / "README.md")
    (code,) = re.findall(r"```python\n(.*?)```", page, re.DOTALL)
    assert len(code.strip().splitlines()) < 10
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    sentences = done.stdout.splitlines()
    # the last one holds the size of rounding errors
    assert len(sentences) == 5
    for sentence in sentences[:-1]:
        assert sentence in page
    assert (tmp_path / "runs" / "from-python" / "report.html").exists()


@pytest.mark.slow
@pytest.mark.parametrize(
    "page",
    [
        "README.md",
        "docs/bring-your-own-economy.md",
        "docs/bring-your-own-table.md",
        "docs/market-theory.md",
        "docs/transformations.md",
    ],
)
def test_outputs_are_what_commands_print(page: str) -> None:
    """Proves: what a page shows of commands is what they print now, but for rounding errors.
    After a change of results: python scripts/docs_outputs.py"""
    done = subprocess.run(
        [sys.executable, str(FIGURES), "--check", page], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_every_page_is_in_the_menu() -> None:
    """Proves: the menu names every page, and no page that is not there."""
    menu = re.findall(r"([\w/-]+\.md)", text_of(ROOT / "mkdocs.yml"))
    assert sorted(menu) == sorted(page.relative_to(DOCS).as_posix() for page in WRITTEN)
