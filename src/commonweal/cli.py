"""The command line: a table of contents over the public functions.

Exit codes: 0 done and certified; 1 bad input; 2 infeasible, with the reason; 3 the solver stopped
or the certificate was refused. What a person reads while waiting goes to the error stream, so
that results can be piped.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any

import click
import typer
from rich.console import Console
from rich.table import Table

from commonweal.errors import CommonwealError

app = typer.Typer(
    help="Plans for a whole economy, in kind, from real input-output accounts.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

Scenario = Annotated[str | None, typer.Option(help="Named scenario of the study.")]
Settings = Annotated[
    list[str] | None, typer.Option("--set", metavar="KEY=VALUE", help="Change a key of the study.")
]


def main() -> None:
    """Run the command line; every expected error is a report and an exit code, no traceback."""
    try:
        result = app(standalone_mode=False)
    except CommonwealError as error:
        _errors().print(str(error), markup=False, highlight=False, soft_wrap=True)
        sys.exit(error.exit_code)
    except click.ClickException as error:
        error.show()
        sys.exit(1)
    except (KeyboardInterrupt, click.Abort):
        _errors().print("Interrupted; nothing was written.")
        sys.exit(130)
    except BrokenPipeError:
        sys.exit(0)
    sys.exit(result if isinstance(result, int) else 0)


@app.command()
def economies() -> None:
    """List the economies, studies and programmes that ship with the package."""
    from commonweal import bundled_economies, bundled_studies, read_economy
    from commonweal.case.programme import bundled_programmes

    table = Table("Name", "Year", "Products", "Activities", "Labour types", "Source", "Licence")
    for meta in bundled_economies():
        economy = read_economy(meta.name, checked=False)
        types = 0 if economy.labour_types is None else len(economy.labour_types)
        size = (len(economy.products), len(economy.activities), types)
        table.add_row(
            f"{meta.name}\n{meta.title}",
            str(meta.year),
            *(str(n) for n in size),
            meta.source,
            meta.licence,
        )
    console = Console()
    console.print(table)
    console.print("Studies: " + ", ".join(bundled_studies()))
    console.print("Programmes: " + ", ".join(bundled_programmes()))
    console.print("Next: commonweal plan china-2026, or commonweal new my-study --from china-2026")


@app.command()
def new(
    folder: Annotated[Path, typer.Argument(help="Folder to make.")],
    source: Annotated[str, typer.Option("--from", help="Bundled study to start from.")] = (
        "china-2026"
    ),
    template: Annotated[
        bool, typer.Option("--template", help="An empty Excel book for an economy instead.")
    ] = False,
) -> None:
    """Make a study folder to edit: study.yaml, the economy's tables, the programme's tables."""
    if template:
        from commonweal.economy.excel import write_template

        book = folder if folder.suffix == ".xlsx" else folder.with_suffix(".xlsx")
        write_template(book)
        Console().print(
            f"An empty economy book: {book}\nNext: fill it, then commonweal check {book}"
        )
        return
    from commonweal.case.new_study import new_study

    new_study(folder, source)
    Console().print(
        f"A study to edit: {folder / 'study.yaml'}\n"
        f"Next: commonweal check {folder}, then commonweal plan {folder}",
        soft_wrap=True,
    )


@app.command()
def check(
    path: Annotated[str, typer.Argument(help="A study or an economy: name, file or folder.")],
    scenario: Scenario = None,
    set_: Settings = None,
) -> None:
    """Report every problem of a study or an economy, its base year and its size."""
    with _progress("reading") as tell:
        from commonweal.checking import check_path

        tell("checking")
        report = check_path(path, scenario, _settings(set_))
    for heading, lines in report.items():
        Console().print(f"[bold]{heading}[/bold]")
        for line in lines:
            Console().print(f"  {line}", markup=False, highlight=False, soft_wrap=True)


@app.command()
def plan(
    study: Annotated[str, typer.Argument(help="A study: bundled name, file or folder.")],
    scenario: Scenario = None,
    set_: Settings = None,
    solver: Annotated[
        str | None, typer.Option(help="auto, simplex, ipx, hipo or pdlp.", show_default=False)
    ] = None,
    out: Annotated[
        Path | None, typer.Option(help="Run folder to make; runs/<study> by default.")
    ] = None,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print certificate and headline as one JSON object.")
    ] = False,
) -> None:
    """Make a certified plan and publish it to a run folder with report and workbook."""
    with _progress("reading") as tell:
        from commonweal.pipeline import run_study

        run = run_study(study, scenario, _settings(set_), solver, out, tell)
    if as_json:
        text = json.dumps(run.summary(), indent=1, ensure_ascii=False, allow_nan=False)
        sys.stdout.write(text + "\n")
        return
    console = Console()
    for sentence in run.sentences():
        console.print(sentence, markup=False, highlight=False, soft_wrap=True)
    console.print(
        f"Next: open {run.folder / 'report.html'}, or commonweal certify {run.folder}",
        markup=False,
        soft_wrap=True,
    )
    sys.stdout.write(f"{run.folder}\n")


@app.command()
def certify(run: Annotated[Path, typer.Argument(help="A run folder.")]) -> None:
    """Check a published plan again from its files alone."""
    from commonweal.errors import CertificateRefused
    from commonweal.plan.certify import certify as independent

    certificate = independent(run)
    if not certificate.accepted:
        raise CertificateRefused("refused:\n  - " + "\n  - ".join(certificate.reasons))
    console = Console()
    table = Table("Goal", "Reached", "No plan can reach more than", "Relative gap")
    for goal in certificate.goals:
        table.add_row(
            str(goal["name"]).replace("_", " "),
            f"{goal['value']:.8g}",
            f"{goal['bound']:.8g}",
            f"{goal['relative_gap']:.1e}",
        )
    console.print(table)
    console.print(
        f"{certificate.status}: worst relative residual "
        f"{certificate.worst_relative_residual:.1e}, relative gap {certificate.relative_gap:.1e}"
    )


def _settings(texts: list[str] | None) -> dict[str, str]:
    from commonweal.case.overrides import read_settings

    return read_settings(texts or [])


def _errors() -> Console:
    return Console(stderr=True)


@contextmanager
def _progress(first: str) -> Iterator[Callable[[str], Any]]:
    """Show what is being done, on the error stream; one line per step where there is no screen."""
    console = _errors()
    if not console.is_terminal:
        yield lambda _: None
        return
    with console.status(first) as status:
        yield lambda text: status.update(text)


if __name__ == "__main__":
    main()
