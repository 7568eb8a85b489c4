"""T9, T10: money is a unit, and so is the border between two equal sectors."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from commonweal.market.parameters import Closure
from commonweal.market.run import Run, simulate
from commonweal.market.start import stationary_start
from commonweal.market.system import Array, Routes, System
from market.systems import small_system


def changing(**values: object) -> tuple[System, Closure]:
    """A system in which techniques arrive, with trade and public use."""
    system = small_system(new=True, build=6, public=1.0, trade=0.1)
    return system, Closure.model_validate(values)


@pytest.mark.parametrize(
    ("wage_rule", "licence_form", "tolerance"),
    [
        ("fixed", "share", 0.0),
        ("fixed", "price", 0.0),
        ("real", "share", 0.0),
        ("indexed", "share", 1e-9),
    ],
)
def test_doubling_all_money_changes_nothing_real(
    wage_rule: str, licence_form: str, tolerance: float
) -> None:
    """Proves: with twice the money, debts, prices, wage and price of the licence every real figure
    of ten years is the same, exactly where no logarithm is taken (T9). A constant in money, such as
    a smallest deposit, would show within months."""
    system, closure = changing(wage_rule=wage_rule, licence_form=licence_form)
    market, state = stationary_start(system, closure)
    dear = replace(market, base=replace(market.base, licence_price=2.0 * market.base.licence_price))
    one = simulate(market, state, 120)
    two = simulate(dear, state.scaled_money(2.0), 120)
    for name in ("hours", "output", "profit_rate", "use", "inventory", "capacity", "activity"):
        np.testing.assert_allclose(two.record[name], one.record[name], rtol=tolerance, atol=0.0)
    np.testing.assert_allclose(two.record["wages"], 2.0 * one.record["wages"], rtol=tolerance)


def split(system: System, sector: int) -> System:
    """The same economy with one sector as two identical halves, its second half at the end."""
    n, j = system.size, system.processes
    mine = np.flatnonzero(system.owner == sector)
    half = np.where(np.arange(n) == sector, 0.5, 1.0)[:, None]

    def rows(values: Array) -> Array:
        halved = values * half
        return np.vstack([halved, halved[sector : sector + 1]])

    def columns(values: Array) -> Array:
        return np.concatenate([values, values[..., mine]], axis=-1)

    def sectors(values: Array) -> Array:
        return np.concatenate([values, values[sector : sector + 1]])

    copy = np.full(j, -1)
    copy[mine] = j + np.arange(len(mine))
    routes, of = system.routes, np.flatnonzero(system.owner[system.routes.source] == sector)
    return replace(
        system,
        names=(*system.names, "half"),
        owner=np.concatenate([system.owner, np.full(len(mine), n)]),
        inputs=columns(rows(system.inputs)),
        capital=columns(rows(system.capital)),
        reference=np.concatenate([system.reference, copy[system.reference[mine]]]),
        needs=rows(system.needs),
        public_needs=rows(system.public_needs),
        public_use=sectors(system.public_use * half[:, 0]),
        export_mix=sectors(system.export_mix * half[:, 0]),
        routes=Routes(
            source=np.concatenate([routes.source, copy[routes.source[of]]]),
            destination=np.concatenate([routes.destination, copy[routes.destination[of]]]),
            goods=np.concatenate([rows(routes.goods), rows(routes.goods)[:, of]], axis=1),
            **{
                name: np.concatenate([getattr(routes, name), getattr(routes, name)[of]])
                for name in ("hours", "months", "available", "builds")
            },
        ),
        ceilings=replace(system.ceilings, member=np.zeros((0, j + len(mine)), dtype=bool)),
        **{
            name: columns(getattr(system, name))
            for name in ["hours", "wear", "build_months", "ramp", "available"]
        },
        **{
            name: sectors(getattr(system, name))
            for name in ["storable", "kept", "growth_limit", "import_share", "relative_wage"]
        },
    )


@pytest.mark.parametrize("sector", [0, 4])
def test_splitting_a_sector_changes_no_aggregate(sector: int) -> None:
    """Proves: a sector as two identical halves leaves hours, output, prices and profit of ten years
    as they were, to rounding (T10). A rule that looks at the number of sectors, such as a plain
    mean of profit rates, would move all of them."""
    system, closure = changing()
    one: Run = simulate(*stationary_start(system, closure), 120)
    two: Run = simulate(*stationary_start(split(system, sector), closure), 120)
    for name in ("hours", "output", "profit_rate", "price_index", "licence", "adoption"):
        np.testing.assert_allclose(two.record[name], one.record[name], rtol=1e-11)
    whole = two.record["output_of"][:, sector] + two.record["output_of"][:, -1]
    np.testing.assert_allclose(whole, one.record["output_of"][:, sector], rtol=1e-11)
