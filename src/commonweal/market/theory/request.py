"""From what is asked on the command line to findings: read, check, compute."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from shlex import quote
from typing import Any, get_args

import numpy as np

from commonweal.case.build import build_case
from commonweal.case.case import Case
from commonweal.case.programme import read_programme
from commonweal.case.study import read_study
from commonweal.case.technology import activity_levels
from commonweal.economy.economy import Economy
from commonweal.economy.tables import read_economy
from commonweal.errors import EconomyError, Problem, Problems, StudyError, suggestion
from commonweal.market.theory.findings import Change, Standing, change, standing
from commonweal.market.theory.imports import TREATMENTS, Treatment, imports_of
from commonweal.market.theory.menu import Menu, menu_of_system
from commonweal.market.theory.of_case import Source, makers, menu_of, source_of_case
from commonweal.market.theory.of_economy import (
    BASKETS,
    HOURS,
    MODELS,
    Basket,
    Hours,
    Model,
    Reading,
    consumption,
    counted_hours,
    require,
    system_of,
    wage_basket,
)
from commonweal.market.theory.of_programme import source_of_programme
from commonweal.market.theory.rounds import NotProductive
from commonweal.market.theory.system import Array
from commonweal.market.theory.technology import TECHNOLOGIES, JointProducts, without_negatives

MOST_WAGES = 10.0  # assumption: an elasticity above this is a slip of the keyboard


@dataclass(frozen=True, kw_only=True)
class Request:
    """What is asked.

    Parameters
    ----------
    economy : bundled name, folder or book
    programme, study : what changes; at most one of them
    year : of the diffusion ceilings: full adoption of a programme, or a study's last year, if not
        given
    imports, hours, model, basket, technology : as for `Reading`
    wages : elasticity of real wages to productivity that is assumed
    """

    economy: str
    programme: str | None = None
    study: str | None = None
    year: int | None = None
    imports: str = "competitive"
    hours: str = "worked"
    model: str = "fixed"
    basket: str = "paid"
    technology: str = "industry"
    wages: float = 1.0


@dataclass(frozen=True, eq=False)
class Theory:
    """What is found.

    Parameters
    ----------
    economy : that was read
    reading : how its accounts were read
    standing : the economy as it is
    change : what changes; with no techniques, the frontier of the economy as it is
    wages : elasticity of real wages to productivity that is assumed
    notes : what is assumed, in sentences
    """

    economy: Economy
    reading: Reading
    standing: Standing
    change: Change
    wages: float
    notes: tuple[str, ...]


def theory_of(request: Request) -> Theory:
    """Answer a request.

    Raises
    ------
    EconomyError, StudyError
        with every problem found
    """
    reading = _reading(request)
    economy = _economy(request.economy)
    require(economy, reading)
    notes = [*reading.notes(), *_made_nowhere(economy, reading)]
    title, faster = "no new techniques", 1.0
    if request.study is not None:
        title, source, faster = _of_study(request, economy)
        notes.append(
            f"hours per unit are 1/{faster:.4g} of those of the accounts in the study's base year, "
            f"and real wages are taken to have risen as much"
        )
    elif request.programme is not None:
        programme = read_programme(request.programme, economy)
        title, source = programme.title, source_of_programme(economy, programme, request.year)
        notes.append(
            "techniques reach the share of an activity that they apply to"
            + ("" if request.year is None else f", times their diffusion in {request.year}")
        )
    else:
        source = source_of_programme(economy, None)
    found = _change(request, economy, reading, title, source, faster)
    return Theory(economy, reading, standing(economy, reading), found, request.wages, tuple(notes))


def _economy(name: str) -> Economy:
    """The economy; where a study is named in its place, a problem says which economy is meant."""
    try:
        return read_economy(name)
    except EconomyError:
        try:
            path = read_study(name).economy_path
        except StudyError:
            path = None
        if path is None:
            raise
        own = quote(str(path))
        fix = f"Its economy is {own}: commonweal theory {own} --study {quote(name)}"
        raise EconomyError([Problem(name, "is a study and no economy", fix)]) from None


def _made_nowhere(economy: Economy, reading: Reading) -> list[str]:
    """What the reader must know of products that are only imported."""
    made = economy.supply.sum(axis=1) > 0
    names = [str(name) for name in economy.products["name"][~made]]
    if not names or reading.imports == "exchanged":
        return []
    return [f"no activity makes {', '.join(names)}: where it is used it costs nothing here"]


def _reading(request: Request) -> Reading:
    problems = Problems()
    offered: Mapping[str, Mapping[Any, str]] = {
        "imports": TREATMENTS,
        "hours": HOURS,
        "model": MODELS,
        "basket": BASKETS,
        "technology": TECHNOLOGIES,
    }
    for name, known in offered.items():
        value = getattr(request, name)
        if value not in known:
            problems.add(f"--{name}", f'"{value}" is not known', suggestion(value, known))
    if request.programme is not None and request.study is not None:
        what = "a programme and a study are both given"
        problems.add("--programme, --study", what, "Give one: a study names its own programme")
    if request.year is not None and request.programme is None and request.study is None:
        problems.add("--year", "there is nothing that spreads", "Give a programme or a study")
    if not 0.0 <= request.wages <= MOST_WAGES:
        what = f"{request.wages:g} is no elasticity of wages from 0 to {MOST_WAGES:g}"
        problems.add("--wages", what, "0 keeps real wages, 1 lets them rise with productivity")
    problems.raise_if_any(StudyError)
    treatment: Treatment = next(x for x in get_args(Treatment) if x == request.imports)
    hours: Hours = next(x for x in get_args(Hours) if x == request.hours)
    model: Model = next(x for x in get_args(Model) if x == request.model)
    basket: Basket = next(x for x in get_args(Basket) if x == request.basket)
    technology: JointProducts = next(x for x in get_args(JointProducts) if x == request.technology)
    return Reading(treatment, hours, model, basket, technology)


def _of_study(request: Request, economy: Economy) -> tuple[str, Source, float]:
    """Title and processes of a study, and how much faster work is than in the accounts."""
    study = read_study(str(request.study))
    case = build_case(study)
    problems = Problems()
    if read_economy(study.economy_path).hash != economy.hash:
        what = f'its economy is another one than "{request.economy}"'
        problems.add(f"study {request.study}", what, "Give the economy of the study")
    year = case.horizon.last if request.year is None else request.year
    if year not in case.horizon.years:
        first, last = case.horizon.first, case.horizon.last
        problems.add("--year", f"{year} is no year of the study", f"Give {first} to {last}")
    problems.raise_if_any(StudyError)
    faster = faster_than_accounts(case, economy)
    return study.title or study.name, source_of_case(case, year), faster


def faster_than_accounts(case: Case, economy: Economy) -> float:
    """Hours per unit in the accounts over those of a case's base year [1]."""
    installed = [
        n
        for n, (family, technique) in enumerate(
            zip(case.technology.family.values, case.technology.technique.values, strict=True)
        )
        if family == "installed" and not technique
    ]
    per_unit = case.technology.hours.values.sum(axis=0)[installed]
    accounts = float(counted_hours(economy, "worked").sum())
    then = float(per_unit @ activity_levels(economy).to_numpy(float))
    return accounts / then


def _change(
    request: Request, economy: Economy, reading: Reading, title: str, source: Source, faster: float
) -> Change:
    bought = {
        "household use": wage_basket(economy, reading) * faster,
        "consumption": consumption(economy),
    }
    if reading.technology == "product" and not len(source.ceilings) and request.study is None:
        # by product no activity is needed, and none has to make less for what another makes beside
        menu = menu_of_system(system_of(economy, reading))
    else:
        menu = _menu(economy, reading, source)
        behind = makers(source, reading.technology)
        seen = {name: behind @ amounts for name, amounts in bought.items()}
        bought = without_negatives(seen, (), menu.activities, reading.technology)
    try:
        return change(title, menu, bought["household use"], bought["consumption"], request.wages)
    except NotProductive as error:
        problems = Problems()
        problems.add(
            economy.meta.name, str(error), "Choose another reading, or a lower elasticity of wages"
        )
        raise StudyError(problems) from error


def _menu(economy: Economy, reading: Reading, source: Source) -> Menu:
    pay: Array | None = None
    if reading.hours == "reduced":
        worked = counted_hours(economy, "worked")
        pay = np.divide(
            counted_hours(economy, "reduced"), worked, out=np.ones_like(worked), where=worked > 0
        )
    return menu_of(
        source,
        trade=imports_of(economy, reading.imports),
        pay=pay,
        circulating=reading.model == "circulating",
        technology=reading.technology,
    )
