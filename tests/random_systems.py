"""Random systems of production and menus of techniques, productive by construction."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from commonweal.market.theory.menu import Menu
from commonweal.market.theory.system import Array, System, system

WEAR = 0.06  # assumption of the design for the share of the stock that wears out in a year


def random_system(rng: np.random.Generator, size: int = 5, circulating: bool = False) -> System:
    """Inputs take 20 to 60 % of every column; stocks are up to two and a half years of output."""
    inputs = rng.random((size, size))
    inputs *= rng.uniform(0.2, 0.6, size) / inputs.sum(axis=0)
    stock = rng.random((size, size))
    stock *= rng.uniform(0.5, 2.5, size) / stock.sum(axis=0)
    return system(
        inputs,
        rng.uniform(0.2, 2.0, size),
        stock=None if circulating else stock,
        wear_rate=WEAR,
        turnover=1.0 if circulating else 0.0,
        advanced_wages=circulating,
    )


def basket_for(own: System, rng: np.random.Generator, part: float = 0.6) -> Array:
    """A random bundle so large that an hour's wage takes ``part`` of an hour of labour."""
    bundle = rng.random(len(own.hours)) + 0.1
    return np.asarray(part * bundle / float(own.prices(0.0) @ bundle))


def changed(own: System, rng: np.random.Generator, spread: float = 0.15) -> System:
    """The system with every coefficient multiplied by exp N(0, spread), some columns left alone."""
    touched = rng.random(len(own.hours)) < 0.5
    touched[rng.integers(len(own.hours))] = True

    def moved(values: Array) -> Array:
        return np.asarray(
            np.where(touched, values * np.exp(rng.normal(0, spread, values.shape)), values)
        )

    factor = np.where(touched, np.exp(rng.normal(0, spread, own.stock.shape)), 1.0)
    return replace(
        own,
        inputs=moved(own.inputs),
        hours=moved(own.hours),
        stock=own.stock * factor,
        wear=own.wear * factor,
    )


def random_menu(
    rng: np.random.Generator, size: int = 5, options: int = 4, circulating: bool = False
) -> Menu:
    """Every activity has a first process and others made of it by a change of coefficients."""
    return menu_around(random_system(rng, size, circulating), rng, options)


def menu_around(first: System, rng: np.random.Generator, options: int) -> Menu:
    """Every activity with its process in a system, and others made of it."""
    size = len(first.hours)
    others = [first, *(_all_changed(first, rng) for _ in range(options - 1))]
    columns = [(a, other) for a in range(size) for other in others]

    def stacked(name: str) -> Array:
        return np.array([getattr(other, name)[..., a] for a, other in columns]).T

    return Menu(
        activities=tuple(str(a) for a in range(size)),
        processes=tuple(f"{a}-{n}" for a in range(size) for n in range(options)),
        activity=np.repeat(np.arange(size), options),
        base=np.repeat(np.arange(size) * options, options),
        inputs=stacked("inputs"),
        wear=stacked("wear"),
        stock=stacked("stock"),
        hours=stacked("hours"),
        reach=np.full(size * options, -1),
        ceilings=np.zeros(0),
        turnover=first.turnover,
        advanced_wages=first.advanced_wages,
    )


def _all_changed(own: System, rng: np.random.Generator) -> System:
    factor = np.exp(rng.normal(0, 0.2, own.stock.shape))
    return replace(
        own,
        inputs=own.inputs * np.exp(rng.normal(0, 0.2, own.inputs.shape)),
        hours=own.hours * np.exp(rng.normal(0, 0.3, own.hours.shape)),
        stock=own.stock * factor,
        wear=own.wear * factor,
    )


def limited(menu: Menu, share: float) -> Menu:
    """The menu with a ceiling of its own on every process but the first of each activity."""
    others = np.flatnonzero(menu.base != np.arange(len(menu.base)))
    reach = np.full(len(menu.base), -1)
    reach[others] = np.arange(len(others))
    return replace(menu, reach=reach, ceilings=np.full(len(others), share))
