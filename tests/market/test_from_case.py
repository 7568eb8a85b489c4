"""The market starts from the case that a plan starts from: the same people, techniques, limits."""

from __future__ import annotations

import functools
from dataclasses import replace

import numpy as np
import pytest

from commonweal.case.build import build_case
from commonweal.case.case import Case
from commonweal.case.study import read_study
from commonweal.economy.economy import Economy
from commonweal.economy.tables import read_economy
from commonweal.errors import StudyError
from commonweal.market.books import open_books
from commonweal.market.case_start import accounts_level, start_of_case
from commonweal.market.from_case import RECTANGULAR, labour_force, order_of, system_of_case
from commonweal.market.parameters import Closure
from commonweal.market.run import simulate
from commonweal.market.start import stationary_start
from commonweal.market.system import MONTHS
from commonweal.market.theory.of_case import makers, source_of_case
from market.test_start import drift
from small_study import write_small_study


@functools.cache
def china() -> tuple[Case, Economy]:
    """The bundled case and its economy."""
    study = read_study("china-2026")
    return build_case(study), read_economy(study.economy_path)


def test_coefficients_and_limits_are_those_of_the_case() -> None:
    """Proves: inputs, hours, plant per usable unit, wear, gestation, pace, workers and one-off
    needs of conversion are the case's own numbers, process by process. Sorted wrongly, or per unit
    of plate, they would be another economy's."""
    case, economy = china()
    system, order, parts = system_of_case(case, economy), order_of(case), case.technology
    use = parts.utilisation.values[order]
    np.testing.assert_allclose(system.inputs, parts.input.values[:, order])
    np.testing.assert_allclose(system.hours, parts.hours.values.sum(axis=0)[order])
    mix = case.start.composition.values
    np.testing.assert_allclose(system.capital * use, mix @ parts.assets.values[:, order])
    np.testing.assert_array_equal(system.wear, parts.depreciation.values[order])
    np.testing.assert_array_equal(system.build_months, 12 * parts.build_years.values[order])
    np.testing.assert_array_equal(system.growth_limit, case.pace.up.values)
    pairs, routes = case.conversions, system.routes
    count = pairs.source.size
    names = np.array(system.process_names)
    assert names[routes.source[:count]].tolist() == [str(a) for a in pairs.source.values]
    used = use[routes.source[:count]]
    np.testing.assert_allclose(routes.hours[:count] * used, pairs.hours.values.sum(axis=0))
    goods = pairs.inputs.values + mix @ pairs.assets.values
    np.testing.assert_allclose(routes.goods[:, :count] * used, goods, atol=1e-15)
    workers = case.work.workers.sum("labour_type").values
    assert labour_force(case) == pytest.approx(workers[0] * float(case.work.base_hours))
    np.testing.assert_allclose(system.workers, workers / workers[0])
    consumed = case.demand.composition.values @ case.demand.per_head.values
    consumed = consumed * float(case.demand.people.values[0])
    bought = system.needs @ system.need_level + system.public_use
    np.testing.assert_allclose(bought, consumed, rtol=1e-12)


def test_accounts_start_stands_at_the_accounts() -> None:
    """Proves: the start from accounts makes the base year's output at prices of one, pays what is
    paid in the accounts and sells abroad what they sell: wages and exports are the tables' own."""
    case, economy = china()
    closure = Closure()
    system = system_of_case(case, economy)
    level = accounts_level(case, economy, system, closure)
    np.testing.assert_allclose(level.price, 1.0)
    np.testing.assert_array_equal(level.output, case.start.activity.values)
    assert economy.value_added is not None
    pay = economy.value_added.loc["compensation"] / economy.supply.sum(axis=0)
    wages = level.wage * system.relative_wage * system.hours[system.first]
    np.testing.assert_allclose(wages, pay.to_numpy(), rtol=1e-12)
    assert level.abroad_credit == pytest.approx(-float(case.trade.deficit.values[0]), rel=1e-9)
    market, _ = open_books(system, closure, level)
    assert 0.0 < market.base.tax_rate < 0.5


def test_a_state_of_rest_on_the_accounts_of_china_stays() -> None:
    """Proves: with the techniques that stand, 42 activities with trade, public use and unequal pay
    stand still for 50 years to 1e-9 (T6 on a bundled economy)."""
    case, economy = china()
    moving = system_of_case(case, economy).without_new_techniques()
    system = replace(moving, people=np.ones(1), workers=np.ones(1))
    market, state = stationary_start(
        system, Closure(), profit_rate=0.07, wage=0.02, labour_force=labour_force(case)
    )
    steady = simulate(market, state, 600)
    found = drift(state, steady.last)
    assert max(found.values()) < 1e-9, max(found, key=lambda name: found[name])


@pytest.mark.parametrize(("share", "start"), [(0.0, "accounts"), (1.0, "stationary")])
def test_no_regime_outruns_the_limits_of_the_case(share: float, start: str) -> None:
    """Proves: in eight years no technique passes its diffusion ceiling, no activity's orders pass
    its pace, and nothing ordered is usable before its gestation, private or public. Without the
    limits the programme would be everywhere within a year."""
    case, economy = china()
    market, state = start_of_case(case, economy, Closure(public_share=share), start)
    system, ceilings = market.system, market.system.ceilings
    run = simulate(market, state, 96)
    plant = run.record["capacity"]
    for month in range(0, 96, 6):
        year = min(month // MONTHS, ceilings.share.shape[1] - 1)
        carried = ceilings.member @ plant[month]
        whole = system.by_sector(plant[month])[ceilings.sector]
        assert (carried <= ceilings.share[:, year] * whole * (1 + 1e-3) + 1e-9).all()
    adopted = run.record["adoption"]
    assert adopted[:12].max() == 0.0 < adopted[-1] < 0.6
    new = np.flatnonzero(system.available[system.build_months >= 24] == 0)
    late = np.flatnonzero(system.build_months >= 24)[new]
    if start == "stationary":
        assert plant[23][np.setdiff1d(late, system.first)].max() == 0.0


def test_joint_products_go_through_the_industry_technology(tmp_path) -> None:
    """Proves: mills that make grain as well are one sector that others buy from, by the industry
    technology, and the notes say so; the identities hold and the base year's hours are kept."""
    study = read_study(str(write_small_study(tmp_path / "small")))
    economy, case = read_economy(study.economy_path), build_case(study)
    system = system_of_case(case, economy)
    assert RECTANGULAR in system.notes
    behind = makers(source_of_case(case, case.horizon.first))
    order = order_of(case)
    np.testing.assert_allclose(system.inputs, behind @ case.technology.input.values[:, order])
    for start in ("stationary", "accounts"):
        market, state = start_of_case(case, economy, Closure(), start)
        assert simulate(market, state, 60).worst_residual < 1e-12


def test_an_unknown_start_is_refused() -> None:
    """Proves: a start that does not exist is a report and not the other start."""
    case, economy = china()
    with pytest.raises(StudyError, match="stationary or accounts"):
        start_of_case(case, economy, Closure(), "golden")
