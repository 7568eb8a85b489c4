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

Scenario = Annotated[str | None, typer.Option(help="Named scenario of the study.")]
Settings = Annotated[
    list[str] | None, typer.Option("--set", metavar="KEY=VALUE", help="Change a key of the study.")
]

Techniques = Annotated[
    str | None, typer.Option(help="Techniques on top of the accounts: name or folder.")
]
TheirStudy = Annotated[
    str | None, typer.Option(help="A study of this economy, with its techniques.")
]
Spread = Annotated[int | None, typer.Option(help="Techniques as far as they have spread by then.")]
Imports = Annotated[str, typer.Option(help="competitive, domestic or exchanged.")]
Hours = Annotated[str, typer.Option(help="worked, or reduced by pay.")]
Capital = Annotated[str, typer.Option(help="fixed or circulating capital.")]
Basket = Annotated[str, typer.Option(help="What a wage buys: paid, or all that is consumed.")]
Joint = Annotated[str, typer.Option("--technology", help="Joint products: industry or product.")]
Wages = Annotated[float, typer.Option(help="Elasticity of real wages to productivity, assumed.")]


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
        report = check_path(path, scenario, _settings(set_))
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

        run = run_study(study, scenario, _settings(set_), solver, out, tell)
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

        tell("checking the plan against its inputs")
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
def theory(
    economy: Annotated[str, typer.Argument(help="An economy: bundled name, folder or book.")],
    programme: Techniques = None,
    study: TheirStudy = None,
    year: Spread = None,
    imports: Imports = "competitive",
    hours: Hours = "worked",
    model: Capital = "fixed",
    basket: Basket = "paid",
    technology: Joint = "industry",
    wages: Wages = 1.0,
    out: Annotated[Path | None, typer.Option(help="Folder to make, with the picture.")] = None,
) -> None:
    """Labour values, prices of production, and what techniques do to the rate of profit."""
    with progress("reading") as tell:
        from commonweal.market.theory import telling
        from commonweal.market.theory.request import Request, theory_of
        from commonweal.report.theory import refuse_out, write_theory

        refuse_out(out)
        tell("computing prices and techniques")
        found = theory_of(
            Request(
                economy=economy,
                programme=programme,
                study=study,
                year=year,
                imports=imports,
                hours=hours,
                model=model,
                basket=basket,
                technology=technology,
                wages=wages,
            )
        )
    say(f"{found.economy.meta.title}: labour values and prices of production", bold=True)
    say(*(f"  {line}" for line in telling.assumptions(found)))
    for heading, (heads, rows) in telling.whole(found):
        say(heading, bold=True)
        show_table(heads, rows)
    say(*telling.sentences(found))
    if out is not None:
        print_whole(str(write_theory(found, out)))


@app.command()
def money(
    ledger: Annotated[Path, typer.Argument(help="CSV: date,payer,payee,amount,kind,edge.")],
    members: Annotated[str, typer.Option(help="Names of the group; found if not given.")] = "",
    control: Annotated[str, typer.Option(help="Names of an ordinary group to compare.")] = "",
    first: Annotated[str, typer.Option("--from", help="First day, such as 2025-01-01.")] = "",
    last: Annotated[str, typer.Option("--to", help="Last day; twelve months end with it.")] = "",
    value: Annotated[float, typer.Option(help="Valuation of the group.")] = 0.0,
    discount: Annotated[float, typer.Option(help="Discount rate a year, assumed.")] = 0.08,
    growth: Annotated[float, typer.Option(help="Growth for ever, assumed.")] = 0.02,
    margin: Annotated[float, typer.Option(help="Payout per unit of revenue, assumed.")] = 0.2,
    speed: Annotated[float, typer.Option(help="Learning of expected growth, assumed.")] = 0.5,
    years: Annotated[float, typer.Option(help="Years growth is believed in, assumed.")] = 3.0,
    anchor: Annotated[float, typer.Option(help="Weight of external revenue, assumed.")] = 0.0,
) -> None:
    """Consolidated revenue, vendor-financed sales and what a valuation asks for."""
    from commonweal.finance import telling
    from commonweal.finance.money import MoneyRequest, money_of
    from commonweal.finance.options import days, names

    found = money_of(
        MoneyRequest(
            ledger=ledger,
            members=names(members),
            control=names(control),
            **days({"first": ("--from", first), "last": ("--to", last)}),
            value=value,
            discount=discount,
            growth=growth,
            margin=margin,
            speed=speed,
            years=years,
            anchor=anchor,
        )
    )
    say(f"{ledger.name}: where the money goes round", bold=True)
    say(*(f"  {line}" for line in telling.about(found)))
    show_table(*telling.figures(found))
    due = telling.clearing(found)
    if due is not None:
        say("What is paid of what is due, creditors served in proportion", bold=True)
        show_table(*due)
    say(*telling.sentences(found))


@app.command()
def simulate(
    study: Annotated[str, typer.Argument(help="A study: bundled name, file or folder.")],
    scenario: Scenario = None,
    set_: Settings = None,
    ownership: Annotated[
        str, typer.Option(help="private, mixed, public, or the public share from 0 to 1.")
    ] = "private",
    closure: Annotated[
        list[str] | None,
        typer.Option("--closure", metavar="NAME=VALUE", help="Set a rule or a parameter."),
    ] = None,
    months: Annotated[int, typer.Option(help="How long.")] = 120,
    start: Annotated[str, typer.Option(help="accounts or stationary.")] = "accounts",
    out: Annotated[
        Path | None, typer.Option(help="Folder to make, with page, workbook and indicators.")
    ] = None,
) -> None:
    """Simulate the market on the case of a study, every month checked by eight identities."""
    with progress("reading") as tell:
        from commonweal.market import publish, telling
        from commonweal.market.request import Request, simulate_study
        from commonweal.report.simulation import write_simulation

        publish.refuse_out(out)
        request = Request(
            study=study,
            scenario=scenario,
            settings=_settings(set_),
            ownership=ownership,
            closure=_settings(closure),
            months=months,
            start=start,
        )
        found = simulate_study(request, tell)
    say(f"{found.case.about['title']}: the market on the same case", bold=True)
    say(*(f"  {line}" for line in telling.assumptions(found)))
    show_table(*telling.table(found))
    say(*telling.sentences(found))
    if out is not None:
        folder = write_simulation(found, out)
        say(f"Next: open {folder / 'simulation.html'}")
        print_whole(str(folder))


@app.command()
def compare(
    study: Annotated[str, typer.Argument(help="A study: bundled name, file or folder.")],
    scenario: Scenario = None,
    set_: Settings = None,
    quick: Annotated[
        bool, typer.Option("--quick", help="Named closures alone, one seed, no waterfall.")
    ] = False,
    start: Annotated[str, typer.Option(help="accounts or stationary.")] = "accounts",
    grid: Annotated[
        Path | None, typer.Option(help="Another file of closures.", show_default=False)
    ] = None,
    workers: Annotated[int, typer.Option(help="Processes; 0 for one a core.")] = 0,
    scheduler: Annotated[
        str | None, typer.Option(help="Address of a Dask scheduler.", show_default=False)
    ] = None,
    out: Annotated[
        Path | None, typer.Option(help="Folder to make; runs/<study>-compared by default.")
    ] = None,
) -> None:
    """Compare the plan with the market over a grid of closures; a rerun goes on where it ended."""
    with progress("reading") as tell:
        from commonweal.compare import telling
        from commonweal.compare.asked import asked
        from commonweal.compare.comparison import compare_study
        from commonweal.report.comparison import SHOWN, write_comparison

        request, target = asked(
            study, scenario, _settings(set_), quick, start, grid, workers, scheduler, out
        )
        found = compare_study(request, tell)
        tell("writing the report")
        folder = write_comparison(found, target)
    say(f"{found.study.title or found.study.name}: plan and market", bold=True)
    say(*(f"  {line}" for line in telling.assumptions(found)))
    show_table(*telling.table(found))
    say(*telling.legend(found))
    show_table(*telling.market_table(found))
    steps = telling.waterfall_table(found, SHOWN)
    if steps is not None:
        show_table(*steps)
    say(*telling.sentences(found))
    say(f"Next: open {folder / 'comparison.html'}")
    print_whole(str(folder))


def _settings(texts: list[str] | None) -> dict[str, str]:
    from commonweal.case.overrides import read_settings

    return read_settings(texts or [])


if __name__ == "__main__":
    main()
