"""Developing techniques in the market: who pays for it, and what becomes of what nobody pays."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from commonweal.case.build import build_case
from commonweal.case.study import read_study
from commonweal.compare.work import hours_by_kind, research_hours
from commonweal.economy.tables import read_economy
from commonweal.market import research
from commonweal.market.accounting import Kind, Ledger
from commonweal.market.case_start import start_of_case
from commonweal.market.identities import residuals
from commonweal.market.parameters import Closure
from commonweal.market.run import Run, simulate
from commonweal.market.start import stationary_start
from commonweal.market.state import Market, State
from commonweal.market.step import Outcome, step
from commonweal.market.system import MONTHS
from commonweal.market.techniques import costs
from commonweal.market.yearly import yearly_values
from commonweal.plan.build import build
from market.systems import small_system

TWO = {"new": True, "build": 2, "public": 1.0, "research": 0.03}  # two sectors: 0.02 and 0.01 h


def begin(**values: Any) -> tuple[Market, State]:
    """Two sectors with a second technique each, at rest; 1 h/yr can be worked in all."""
    return stationary_start(small_system(2, 3, **TWO), Closure.model_validate(values))


def lived(months: int, **values: Any) -> Run:
    """A run of the two sectors."""
    market, state = begin(**values)
    return simulate(market, state, months)


def paid_in_a_month(**values: Any) -> tuple[float, float, Outcome]:
    """Wages that the owner of the software and the government paid, and the month."""
    market, state = begin(**values)
    ledger = Ledger(market.agents)
    outcome = step(market, state, ledger)
    wages = ledger.flows[Kind.WAGES]
    workers, software = market.agents.workers, market.agents.software
    return (
        float(wages[software, workers]),
        float(wages[market.agents.government, workers]),
        outcome,
    )


def test_the_owner_pays_exactly_the_wages_of_both_techniques() -> None:
    """Proves: 0.02 and 0.01 h a year are 0.03 / 12 h in a month, paid at the wage of 1 by the owner
    of the software out of a loan, and counted among hours worked. With one technique's hours alone
    it would be 0.02 / 12; paid by nobody, the identity of hours would end the run."""
    owner, government, outcome = paid_in_a_month(licence_share=0.6)
    assert outcome.month.done.research == pytest.approx([0.02 / 12, 0.01 / 12])
    assert owner == pytest.approx(0.03 / 12, rel=1e-12)
    assert government == 0.0
    made = float(outcome.month.done.hours.sum())
    assert outcome.month.after.hours == pytest.approx(made + 0.03 / 12, rel=1e-12)


def test_wages_paid_out_of_licences_are_counted_once() -> None:
    """Proves: value added is firms' wages, profit, licences and interest; researchers paid by the
    owner are in the licences, those paid by the government are added. With all wages and all
    licences added up the owner's would be counted twice."""
    for rule in ("licence", "public"):
        record = lived(24, licence_share=0.6, research_rule=rule).record
        researchers = record.research.sum(axis=1) * record["wage"]
        firms = (record["hours"] - record.research.sum(axis=1)) * record["wage"]
        assert record["wages"] == pytest.approx(firms + researchers)
        whole = firms + record["profit"] + record["licence"] + record["interest"]
        more = researchers if rule == "public" else 0.0
        assert record.value_added == pytest.approx(whole + more)
        assert (record["owner_wages"] > 0.0).all() == (rule == "licence")


def test_the_government_pays_where_the_rule_says_so() -> None:
    """Proves: the same wages leave the government's account and none the owner's, whatever the
    licence."""
    for share in (0.0, 0.6):
        owner, government, _ = paid_in_a_month(research_rule="public", licence_share=share)
        assert government == pytest.approx(0.03 / 12, rel=1e-12)
        assert owner == 0.0


def test_without_a_licence_nobody_pays_and_techniques_never_arrive() -> None:
    """Proves: at a licence of nought no hour of research is worked, no technique's time moves, and
    what would have arrived after a year never does; with the government paying it arrives and
    spreads. If arrival went by the calendar, techniques would be used in the first run too."""
    unpaid, public = (
        lived(60, licence_share=0.0),
        lived(60, licence_share=0.0, research_rule="public"),
    )
    assert unpaid.record.research.sum() == 0.0
    assert unpaid.last.developed.tolist() == [0.0, 0.0]
    assert unpaid.record["adoption"].max() == 0.0
    # in a few months all work is done, and research is rationed like the rest
    assert public.last.developed.min() > 59.9
    assert public.record["adoption"][-1] > 0.1


def test_what_is_paid_in_part_is_late() -> None:
    """Proves: hours are worked in the proportion of promised licences to wages, and a technique's
    time runs in the same proportion: at half the licences it has aged half a month. A licence that
    only just pays gives all hours."""
    market, state = begin(licence_share=0.1)
    cost = costs(market, state)
    promised = research.promised_licences(market, state, cost)
    twice = replace(
        market.system, research=np.repeat(2.0 * promised[:, None] / state.wage, 3, axis=1)
    )
    half = replace(market, system=twice)
    wanted = research.wanted_hours(half, state, cost)
    assert wanted == pytest.approx(promised / state.wage / MONTHS)
    assert research.developed_after(half, state, wanted) == pytest.approx([0.5, 0.5])
    once = replace(market, system=replace(twice, research=0.5 * twice.research))
    assert research.developed_after(
        once, state, research.wanted_hours(once, state, cost)
    ) == pytest.approx([1.0, 1.0])


def test_promised_licences_by_hand() -> None:
    """Proves: a licence of 0.1 of what is saved, at 80 % use of the 0.7 of the sector that five
    years on may carry the technique. With the first year's 0.2 it would be two sevenths of it."""
    market, state = begin(licence_share=0.1)
    cost = costs(market, state)
    saved = cost.full[[0, 2]] - cost.full[[1, 3]]
    by_hand = 0.1 * saved * 0.8 * 0.7 * state.capacity[[0, 2]]
    assert research.promised_licences(market, state, cost) == pytest.approx(by_hand)
    near = replace(market, closure=market.closure.model_copy(update={"licence_years": 0.0}))
    assert research.promised_licences(near, state, cost) == pytest.approx(by_hand * 2 / 7)


def test_the_bank_lends_a_year_of_promised_licences() -> None:
    """Proves: an owner who owes half a year of promised licences can work what the other half pays
    for, one who owes two years nothing; research goes on from licences alone."""
    market, state = begin(licence_share=0.6)
    cost = costs(market, state)
    promised = float(research.promised_licences(market, state, cost).sum())
    dear = replace(
        market, system=replace(market.system, research=market.system.research * 0.0 + 1e9)
    )
    for owed, part in ((0.0, 1.0), (0.5, 0.5), (2.0, 0.0)):
        loans = state.loans.copy()
        loans[market.agents.software] = owed * promised
        due = state.change(loans=loans)
        worked = float(research.wanted_hours(dear, due, cost).sum()) * state.wage
        interest = market.closure.loan_rate / MONTHS * owed * promised
        assert worked == pytest.approx(min(promised / MONTHS, max(0.0, part * promised - interest)))


def test_a_technique_spreads_by_its_own_time() -> None:
    """Proves: own times of 0, 13 and 30 months have the ceilings of the first, second and third
    year whatever the calendar says; a process without a ceiling goes by the calendar."""
    system = small_system(3, 3, **TWO)
    own = np.array([0.0, 13.0, 30.0])
    assert research.ceiling_share(system, own).tolist() == [0.2, 0.4, 0.7]
    market, state = stationary_start(system, Closure())
    late = state.change(developed=own, month=40)
    assert research.age(market.system, late).tolist() == [40.0, 0.0, 40.0, 13.0, 40.0, 30.0]


def test_hours_paid_by_both_or_by_nobody_break_an_identity() -> None:
    """Proves: a second payment of the researchers by the government, or none at all, shows in the
    identity of hours."""
    market, state = begin(licence_share=0.6)
    ledger = Ledger(market.agents)
    month = step(market, state, ledger).month
    agents = market.agents
    assert residuals(market, month, ledger)["v"] < 1e-12
    ledger.pay(Kind.WAGES, agents.government, agents.workers, 0.03 / 12)
    assert residuals(market, month, ledger)["v"] > 1e-4
    ledger.flows[Kind.WAGES, [agents.government, agents.software], agents.workers] = 0.0
    assert residuals(market, month, ledger)["v"] > 1e-4


def test_both_regimes_are_charged_the_same_hours_of_the_same_case() -> None:
    """Proves: what the labour rows of China's plan lack in each of the five years is what the
    market works when it is paid for, and the indicator shows the same for both. A regime that is
    not charged, or charged for some techniques only, differs."""
    study = read_study("china-2026")
    case = build_case(study)
    market, state = start_of_case(
        case, read_economy(study.economy_path), Closure(research_rule="public"), "accounts"
    )
    run = simulate(market, state, 60)
    worked = run.record.research.reshape(5, MONTHS, -1).sum(axis=1)
    rows = build(case).model.constraints["labour"]
    lacking = -rows.rhs.transpose("labour_type", "period").values.sum(axis=0)[:5]
    assert lacking.min() > 1e9
    assert worked.sum(axis=1) == pytest.approx(lacking, rel=1e-9)
    values = yearly_values(case, run)
    years = list(case.horizon.years)
    plan = research_hours(case, {}).sel(period=years)
    assert research_hours(case, values).sel(period=years).values == pytest.approx(plan.values)
    kinds = hours_by_kind(case, values).sum("use").sel(period=years)
    every = values["hours_per_worker"].sum("region") * case.work.workers.sum("labour_type")
    assert kinds.values == pytest.approx(every.sel(period=years).values, rel=1e-6)
