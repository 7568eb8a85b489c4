"""The command line: a table of contents over the public functions.

Exit codes: 0 done and certified; 1 bad input; 2 infeasible, with the reason; 3 the solver stopped
or the certificate was refused. What a person reads while waiting goes to the error stream, so
that results can be piped.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from shlex import quote
from typing import Annotated

import typer

from commonweal.cli_market import compare, money, simulate, spiral, theory
from commonweal.cli_options import Scenario, Settings, settings_of
from commonweal.errors import CommonwealError
from commonweal.screen import (
    complain,
    print_whole,
    progress,
    say,
    show_table,
    survive_narrow_encodings,
)

INTERRUPTED = 130  # 128 + the number of the signal, as shells have it

app = typer.Typer(
    help="Plans for a whole economy, in kind, from real input-output accounts.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def main() -> None:
    """Run the command line; every expected error is a report and an exit code, no traceback."""
    survive_narrow_encodings()
    try:
        app(prog_name="commonweal")
    except CommonwealError as error:
        complain(str(error))
        sys.exit(error.exit_code)
    except OSError as error:
        complain(f"{error.filename or 'a file'}: {error.strerror or error}")
        sys.exit(1)
    except SystemExit as end:
        if end.code == INTERRUPTED:
            complain("Interrupted; nothing was published.")
        _flush()
        # 2 is what the parser of the command line ends with; here that is bad input
        sys.exit(1 if end.code == 2 else end.code)


def _flush() -> None:
    """Write out what is left; a reader that has gone away, such as head, is no error."""
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


@app.command()
def economies() -> None:
    """List the economies, studies and programmes that ship with the package."""
    from commonweal import bundled_economies, bundled_studies, read_economy
    from commonweal.case.programme import bundled_programmes

    found = [read_economy(meta.name, checked=False) for meta in bundled_economies()]
    rows = [
        (
            economy.meta.name,
            str(economy.meta.year),
            str(len(economy.products)),
            str(len(economy.activities)),
            str(0 if economy.labour_types is None else len(economy.labour_types)),
        )
        for economy in found
    ]
    show_table(("Economy", "Year", "Products", "Activities", "Labour types"), rows)
    for meta in (economy.meta for economy in found):
        say(f"{meta.name}: {meta.title}", bold=True)
        say(f"  Source: {meta.source}", f"  Licence: {meta.licence}")
    say(
        "Studies: " + ", ".join(bundled_studies()),
        "Programmes: " + ", ".join(bundled_programmes()),
        "Next: commonweal plan china-2026, or commonweal new my-study --from china-2026",
    )


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

        book = folder if folder.suffix == ".xlsx" else folder.with_name(f"{folder.name}.xlsx")
        write_template(book)
        say(f"An empty economy book: {book}", f"Next: fill it, then commonweal check {book}")
        return
    from commonweal.case.new_study import new_study

    new_study(folder, source)
    say(
        f"A study to edit: {folder / 'study.yaml'}",
        f"Next: commonweal check {folder}, then commonweal plan {folder}",
    )


@app.command()
def check(
    path: Annotated[str, typer.Argument(help="A study or an economy: name, file or folder.")],
    scenario: Scenario = None,
    set_: Settings = None,
) -> None:
    """Report every problem of a study or an economy, its base year and its size."""
    with progress("reading") as tell:
        from commonweal.checking import check_path

        tell("checking")
        report = check_path(path, scenario, settings_of(set_))
    for heading, lines in report.items():
        say(heading, bold=True)
        say(*(f"  {line}" for line in lines))


@app.command()
def plan(
    study: Annotated[str, typer.Argument(help="A study: bundled name, file or folder.")],
    scenario: Scenario = None,
    set_: Settings = None,
    solver: Annotated[
        str | None, typer.Option(help="auto, simplex, ipx, hipo or interior.", show_default=False)
    ] = None,
    out: Annotated[
        Path | None, typer.Option(help="Run folder to make; runs/<study> by default.")
    ] = None,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print certificate and headline as one JSON object.")
    ] = False,
) -> None:
    """Make a certified plan and publish it to a run folder with report and workbook."""
    with progress("reading") as tell:
        from commonweal.pipeline import run_study

        run = run_study(study, scenario, settings_of(set_), solver, out, tell)
    if as_json:
        ascii_only = (sys.stdout.encoding or "").lower() not in ("utf-8", "utf8")
        print_whole(json.dumps(run.summary(), indent=1, ensure_ascii=ascii_only, allow_nan=False))
        return
    say(*run.sentences())
    say(f"Next: open {run.folder / 'report.html'}, or commonweal certify {quote(str(run.folder))}")
    print_whole(str(run.folder))


@app.command()
def certify(run: Annotated[Path, typer.Argument(help="A run folder.")]) -> None:
    """Check a published plan again from its files alone."""
    with progress("reading") as tell:
        from commonweal.pipeline import certify_run
        from commonweal.plan.two_level.publish import certify_folder, is_large

        tell("checking the plan against its inputs")
        if is_large(run):
            say(certify_folder(run).sentence())
            return
        certificate = certify_run(run)
    rows = [
        (
            str(goal["name"]).replace("_", " "),
            f"{goal['value'] + 0.0:.8g}",  # no minus before a nought
            f"{goal['bound'] + 0.0:.8g}",
            f"{goal['relative_gap']:.1e}",
        )
        for goal in certificate.goals
    ]
    show_table(("Goal", "Reached", "No plan can reach more than", "Relative gap"), rows)
    say(
        f"Accepted, {certificate.status}: worst relative residual "
        f"{certificate.worst_relative_residual:.1e}, relative gap {certificate.relative_gap:.1e}; "
        f"every file is as its data package describes it."
    )


@app.command("import")
def import_(
    source: Annotated[str | None, typer.Argument(help="Source of the table; see --list.")] = None,
    file: Annotated[str | None, typer.Argument(help="File or folder to import.")] = None,
    folder: Annotated[Path | None, typer.Argument(help="Economy folder to make.")] = None,
    mapping: Annotated[
        str | None, typer.Option(help="File that says where the blocks of the table stand.")
    ] = None,
    option: Annotated[
        list[str] | None, typer.Option(metavar="KEY=VALUE", help="Option of the source.")
    ] = None,
    list_: Annotated[bool, typer.Option("--list", help="List the sources and options.")] = False,
) -> None:
    """Make an economy folder from a table of others; say what was read and what was assumed."""
    if list_:
        from commonweal.economy.importers import SOURCES

        for name, entry in SOURCES.items():
            say(name, bold=True)
            say(f"  {entry.meaning}")
            say(*(f"  --option {key}=…: {meaning}" for key, meaning in entry.options.items()))
        return
    if source is None or file is None or folder is None:
        raise typer.BadParameter("give SOURCE, FILE and DIR, or --list")
    with progress("reading") as tell:
        from commonweal.importing import import_to, sentences, totals_rows

        tell("importing")
        imported = import_to(source, file, folder, mapping, option or [])
    for heading, lines in sentences(imported).items():
        say(heading, bold=True)
        say(*(f"  {line}" for line in lines))
    if len(imported.totals):
        show_table(("Total", "Published", "Obtained", "Difference"), totals_rows(imported))
    say(f"Next: commonweal check {folder}")


@app.command()
def large(
    products: Annotated[int, typer.Argument(help="How many products to generate.")],
    inputs: Annotated[int, typer.Option(help="Inputs of every product.")] = 50,
    techniques: Annotated[int, typer.Option(help="Of every product, imports not counted.")] = 2,
    seed: Annotated[int, typer.Option(help="Of everything drawn.")] = 1,
    years: Annotated[int, typer.Option(help="Planned together; assets are built.")] = 1,
    gap: Annotated[float, typer.Option(help="From the bound, relative to the value.")] = 0.01,
    threads: Annotated[int, typer.Option(help="Of this process.")] = 2,
    scheduler: Annotated[
        str | None, typer.Option(help="Address of a Dask scheduler.", show_default=False)
    ] = None,
    state: Annotated[
        Path | None, typer.Option(help="File that an interrupted run is taken up from.")
    ] = None,
    out: Annotated[
        Path | None, typer.Option(help="Folder to make; runs/large-<products> by default.")
    ] = None,
) -> None:
    """Plan a large generated economy at two levels, with a bound that no plan exceeds."""
    with progress("reading") as tell:
        from commonweal.plan.two_level.generate import Spec
        from commonweal.plan.two_level.run import LargeRequest, run_large

        spec = Spec(products, inputs, techniques, seed, years)
        target = out or Path("runs") / f"large-{products}"
        run = run_large(LargeRequest(spec, gap, target, state, threads, scheduler), tell)
    say(*run.sentences())
    say(f"Next: commonweal certify {quote(str(target))}")
    print_whole(str(target))


for command in (theory, simulate, compare, spiral, money):
    app.command()(command)


if __name__ == "__main__":
    main()
