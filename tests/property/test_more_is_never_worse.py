"""Monotonicity and units, on economies made by hypothesis."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
import xarray as xr
from hypothesis import HealthCheck, Phase, given, settings

from commonweal.case.case import Case
from commonweal.economy.economy import Economy
from commonweal.plan.build import build
from commonweal.plan.solve import solve
from productive import planned, productive_economies

# every example solves programmes: few of them, the same each time, and none shrunk
few = settings(
    max_examples=3,
    deadline=None,
    derandomize=True,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)
TOLERANCE = 1e-7  # of the goal, relative: what two solves of one programme may differ by


def goal(case: Case) -> float:
    """Value of the goal of a case."""
    return solve(build(case)).stages[-1].value


def at_least(more: float, less: float) -> None:
    """More is not worse, within what solving allows."""
    assert more >= less - TOLERANCE * max(1.0, abs(less))


@few
@given(economy=productive_economies())
def test_more_of_what_is_scarce(economy: Economy, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Proves: workers, room for imports, capacity and a technique more never lower the goal.

    A turned sign in labour or trade makes the first two worse, renewal of idle plant the third, a
    technique that must be used the last.
    """
    folder = tmp_path_factory.mktemp("study")
    case = planned(economy, folder)
    base = goal(case)
    at_least(goal(replace(case, work=replace(case.work, workers=1.1 * case.work.workers))), base)
    room = replace(
        case.trade, import_most=1.5 * case.trade.import_most, deficit=case.trade.deficit + 1.0
    )
    at_least(goal(replace(case, trade=room)), base)
    at_least(
        goal(replace(case, start=replace(case.start, capacity=1.2 * case.start.capacity))), base
    )
    at_least(base, goal(planned(economy, folder, modern="none")))


@few
@given(economy=productive_economies())
def test_other_units(economy: Economy, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Proves: one product in a unit a thousand times smaller changes its own figures alone.

    The same activities run, the same goal is reached; balances of the product are 1000 times as
    large. A coefficient without its unit would change the goal.
    """
    case = planned(economy, tmp_path_factory.mktemp("study"))
    found, again = solve(build(case)), solve(build(in_smaller_units(case, 1, 1000.0)))
    assert again.stages[-1].value == pytest.approx(found.stages[-1].value, rel=1e-6, abs=1e-7)
    hour = found.stages[-1].duals["labour"].sum()
    assert float(again.stages[-1].duals["labour"].sum()) == pytest.approx(float(hour), rel=1e-3)


def in_smaller_units(case: Case, product: int, factor: float) -> Case:
    """The same case with one product counted in a unit that is so many times smaller."""
    label = case.trade.price["product"].values[product]

    def times(values: xr.DataArray, by: float = factor) -> xr.DataArray:
        scale = np.where(values["product"].values == label, by, 1.0)
        return values * xr.DataArray(scale, coords={"product": values["product"].values})

    trade = case.trade
    names = ("import_least", "import_most", "export_least", "export_most")
    return replace(
        case,
        technology=replace(
            case.technology,
            output=times(case.technology.output),
            input=times(case.technology.input),
        ),
        conversions=replace(case.conversions, inputs=times(case.conversions.inputs)),
        start=replace(case.start, composition=times(case.start.composition)),
        demand=replace(
            case.demand,
            composition=times(case.demand.composition),
            deliveries=times(case.demand.deliveries),
        ),
        trade=replace(
            trade,
            price=times(trade.price, 1.0 / factor),
            **{name: times(getattr(trade, name)) for name in names},
        ),
        stocks=replace(case.stocks, opening=times(case.stocks.opening)),
    )


@few
@given(economy=productive_economies())
def test_the_same_case_twice(economy: Economy, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Proves: nothing in a case or its plan depends on the run: same hash, same figures."""
    first, second = (planned(economy, tmp_path_factory.mktemp("study")) for _ in range(2))
    assert first.hash == second.hash
    one, two = solve(build(first)), solve(build(second))
    for name, values in one.values.items():
        np.testing.assert_array_equal(values.values, two.values[name].values, err_msg=name)


@few
@given(economy=productive_economies())
def test_solvers_agree(economy: Economy, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Proves: simplex, both interior points and HiPO reach the same goal, to 1e-7."""
    case = planned(economy, tmp_path_factory.mktemp("study"))
    values = [
        solve(build(case), name).stages[-1].value for name in ("simplex", "ipx", "hipo", "interior")
    ]
    assert values == pytest.approx([values[0]] * 4, rel=1e-7, abs=1e-7)
