"""Systems of the bundled studies for tests of the market: as they are, with one technique."""

from __future__ import annotations

import functools
from dataclasses import replace

import numpy as np

from commonweal.case.build import build_case
from commonweal.case.case import Case
from commonweal.case.study import read_study
from commonweal.economy.economy import Economy
from commonweal.economy.tables import read_economy
from commonweal.market.from_case import labour_force, system_of_case
from commonweal.market.parameters import Closure
from commonweal.market.start import stationary_start
from commonweal.market.state import Market, State
from commonweal.market.system import Array, Ceilings, Index, Routes, System

STUDIES = ("china-2026", "usa-2026")
#: Rates of profit at which the accounts of the study leave room for wages and public use.
PROFIT = 0.07
WAGE = 0.02


@functools.cache
def case_of(name: str) -> tuple[Case, Economy]:
    """A bundled case and its economy."""
    study = read_study(name)
    return build_case(study), read_economy(study.economy_path)


@functools.cache
def real_system(name: str) -> System:
    """The system of a study with its techniques; as many people as in its first year for ever."""
    moving = system_of_case(*case_of(name))
    return replace(moving, people=np.ones(1), workers=np.ones(1))


def standing(name: str) -> System:
    """The same with nothing but the plant of the accounts: a process for each activity."""
    return single(real_system(name))


def single(system: System) -> System:
    """First processes alone."""
    first = system.first
    n = system.size
    return replace(
        system,
        owner=np.arange(n, dtype=np.intp),
        reference=np.arange(n, dtype=np.intp),
        available=np.zeros(n, dtype=np.intp),
        process_names=(),
        routes=Routes.none(n),
        ceilings=Ceilings.none(n),
        research=np.zeros((0, 1)),
        **{
            name: getattr(system, name)[..., first]
            for name in ("inputs", "hours", "capital", "wear", "build_months", "ramp")
        },
    )


def with_a_second(system: System, hours: float, capital: float = 1.0, month: int = 12) -> System:
    """Every activity with a second technique of ``hours`` and ``capital`` times the first's."""
    one = single(system)
    n = one.size
    second = np.arange(2 * n) % 2 == 1
    each: Index = np.arange(2 * n, dtype=np.intp)

    def twice(values: Array) -> Array:
        return np.repeat(values, 2, axis=-1)

    return replace(
        one,
        owner=np.repeat(np.arange(n, dtype=np.intp), 2),
        reference=np.where(second, each - 1, each),
        available=np.where(second, month, 0).astype(np.intp),
        hours=twice(one.hours) * np.where(second, hours, 1.0),
        capital=twice(one.capital) * np.where(second, capital, 1.0),
        ceilings=Ceilings.none(2 * n),
        **{name: twice(getattr(one, name)) for name in ("inputs", "wear", "build_months", "ramp")},
    )


def at_rest(name: str, system: System, closure: Closure | None = None) -> tuple[Market, State]:
    """A stationary start with the labour force of the case."""
    return stationary_start(
        system,
        closure or Closure(),
        profit_rate=PROFIT,
        wage=WAGE,
        labour_force=labour_force(case_of(name)[0]),
    )
