"""Small systems made by hand and at random, for tests of the market."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from commonweal.market.system import NEVER, Ceilings, Routes, System


def small_system(
    n: int = 5,
    seed: int = 1,
    *,
    build: int = 1,
    new: bool = False,
    public: float = 0.0,
    trade: float = 0.0,
    deepening: float = 1.1,
    research: float = 0.0,
) -> System:
    """A random productive system of ``n`` sectors, the last one a service that cannot be kept.

    Inputs take about four tenths of output, capital about one and a half years of it. With ``new``
    every sector has a second, licensed technique: fewer hours, more capital, and a conversion.
    ``deepening`` is what its plant takes relative to the first one's. ``trade`` is the share of all
    products but services that comes from abroad. ``research`` [h/yr] is what developing all second
    techniques takes together, less for the later ones; each may spread to 0.2, 0.4 and 0.7 of its
    sector in the first, second and third year of its own time.
    """
    draw = np.random.default_rng(seed)
    inputs = draw.uniform(0.02, 1.0, (n, n)) * (draw.random((n, n)) < 0.8)
    inputs[0] += 0.05
    inputs = 0.4 * inputs / inputs.sum(axis=0)
    capital = draw.uniform(0.1, 1.0, (n, n)) * (draw.random((n, n)) < 0.6)
    capital[0] += 0.2
    capital = 1.2 * capital / capital.sum(axis=0)
    hours = draw.uniform(0.5, 1.5, n)
    kinds = 2 if new else 1
    owner = np.repeat(np.arange(n), kinds)
    j = len(owner)
    second = np.arange(j) % kinds == 1
    stock = np.repeat(capital, kinds, axis=1) * np.where(second, deepening, 1.0)
    routes = Routes.none(n)
    if new:
        source = np.arange(0, j, 2)
        routes = Routes(
            source=source,
            destination=source + 1,
            goods=0.15 * capital,
            hours=0.05 * hours,
            months=np.full(n, 6),
            available=np.full(n, 12),
            builds=np.zeros(n, dtype=bool),
        )
    needs = np.eye(n)
    system = System(
        names=tuple(f"s{i}" for i in range(n)),
        owner=owner,
        inputs=np.repeat(inputs, kinds, axis=1),
        hours=np.repeat(hours, kinds) * np.where(second, 0.7, 1.0),
        capital=stock,
        wear=np.full(j, 0.06),
        build_months=np.full(j, build),
        ramp=np.where(second, 0.1, 0.0),
        available=np.where(second, 12, 0),
        reference=np.where(second, np.arange(j) - 1, np.arange(j)),
        storable=np.arange(n) < n - 1,
        kept=np.where(np.arange(n) == 1, 0.9, 1.0),
        growth_limit=np.full(n, 0.25),
        needs=needs,
        need_level=draw.uniform(0.5, 1.5, n),
        public_needs=np.zeros((n, n)),
        public_use=public * draw.uniform(0.0, 0.02, n),
        import_share=np.where(np.arange(n) < n - 1, trade, 0.0),
        export_mix=draw.uniform(0.5, 1.5, n) if trade else np.zeros(n),
        relative_wage=np.ones(n),
        people=np.ones(1),
        workers=np.ones(1),
        routes=routes,
        ceilings=Ceilings.none(j),
        process_names=tuple(f"p{i}" for i in range(j)),
    )
    return with_research(system, research, 3) if new and research else system


def with_research(system: System, hours: float, years: int) -> System:
    """The same, its second techniques developed: each with a ceiling and hours of its own.

    Parameters
    ----------
    system : from ``small_system`` with ``new``
    hours : [h/yr] of all techniques in the first years, half of it in the last of them and later
    years : of which the hours are given
    """
    n = system.size
    share = np.tile([0.2, 0.4, 0.7], (n, 1))
    member = np.arange(2 * n)[None, :] == 2 * np.arange(n)[:, None] + 1
    part = np.arange(n, 0, -1) / (n * (n + 1) / 2)
    spent = np.where(np.arange(years) < years - 1, 1.0, 0.5)
    return replace(
        system,
        ceilings=Ceilings(np.arange(n, dtype=np.intp), share, member),
        research=hours * part[:, None] * spent,
    )


__all__ = ["NEVER", "small_system", "with_research"]
