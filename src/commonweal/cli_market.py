"""The commands on the market regime: theory, simulation, money, comparison, spirals."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from commonweal.cli_options import Scenario, Settings, settings_of
from commonweal.screen import print_whole, progress, say, show_table

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
            settings=settings_of(set_),
            ownership=ownership,
            closure=settings_of(closure, "--closure"),
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
            study, scenario, settings_of(set_), quick, start, grid, workers, scheduler, out
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


def spiral(
    name: Annotated[
        str | None, typer.Argument(help="A spiral: bundled name or file; a list if left out.")
    ] = None,
    workers: Annotated[int, typer.Option(help="Processes; 0 for one a core.")] = 0,
    scheduler: Annotated[
        str | None, typer.Option(help="Address of a Dask scheduler.", show_default=False)
    ] = None,
    plan_: Annotated[bool, typer.Option("--plan/--no-plan", help="Plan the arms' cases.")] = True,
    out: Annotated[
        Path | None, typer.Option(help="Folder to make; runs/spiral-<name> by default.")
    ] = None,
) -> None:
    """Try a claim on a market over many closures: shown, refuted, or on what it depends."""
    from commonweal.spirals.asked import asked, listed

    if name is None:
        for key, title, question in listed():
            say(f"{key}: {title}", bold=True)
            say(f"  {question}")
        say("Next: commonweal spiral automation")
        return
    with progress("reading") as tell:
        from commonweal.report.spiral import PAGE, write_spiral
        from commonweal.spirals import telling
        from commonweal.spirals.trial import try_spiral

        wanted = asked(name, workers, out)
        found = try_spiral(
            wanted.name,
            wanted.spiral,
            wanted.cells,
            workers_wanted=workers,
            scheduler=scheduler,
            plan=plan_,
            tell=tell,
        )
        tell("writing the page")
        folder = write_spiral(found, wanted.source, wanted.cells, wanted.target)
    say(found.spiral.title, bold=True)
    say(*(f"  {line}" for line in telling.about(found)))
    show_table(*telling.links_table(found))
    say(telling.legend(found))
    show_table(*telling.conditions_table(found))
    beside = telling.plan_table(found)
    if beside is not None:
        say("Beside the plan: the market's median on the first case", bold=True)
        show_table(*beside)
    say(*telling.sentences(found))
    say(*telling.outside(found))
    say(f"Next: open {folder / PAGE}")
    print_whole(str(folder))
