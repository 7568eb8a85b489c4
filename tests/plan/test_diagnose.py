"""Studies without a plan: each has one planted cause, which is named and mended."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import pandas as pd
import pytest
from certify_cases import small_case

from commonweal.case.build import build_case
from commonweal.case.case import Case
from commonweal.case.study import read_study
from commonweal.errors import InfeasibleStudy, SolverStopped
from commonweal.plan.build import build
from commonweal.plan.diagnose import (
    Diagnosis,
    apply_repairs,
    diagnose,
    explain_infeasible,
    has_plan,
    shortages,
)
from commonweal.plan.diagnose.conflict import Conflict
from commonweal.plan.diagnose.sentences import conflict_sentences
from commonweal.plan.solve import NoPlanError, solve

Tables = dict[str, pd.DataFrame]


@dataclass(frozen=True)
class Planted:
    """A study without a plan.

    Parameters
    ----------
    name : of the cause
    settings : on top of the small study
    named : words that the conflict must contain
    keys : beginnings of keys, one of which the repairs must change
    tables : change of the economy's tables
    """

    name: str
    settings: dict[str, str]
    named: tuple[str, ...]
    keys: tuple[str, ...]
    tables: Callable[[Tables], None] | None = None


def _low_utilisation(tables: Tables) -> None:
    tables["activities"].loc["farms", "highest_utilisation"] = 0.3


PLANTED = [
    Planted("cap", {"limits.co2e": "90"}, ("Greenhouse gases", "limits.co2e"), ("limits.co2e",)),
    Planted(
        "cap of one year",
        {"limits.co2e": "{2021: 300, 2023: 40}"},
        ("2023", "Greenhouse gases"),
        ("limits.co2e.2023",),
    ),
    Planted("no emissions at all", {"limits.co2e": "0.001"}, ("limits.co2e",), ("limits.co2e",)),
    Planted("surplus", {"trade.balance": "-200"}, ("surplus", "trade.balance"), ("trade.",)),
    Planted(
        "imports that exports cannot pay",
        {"trade.balance": "0", "trade.import_pace": "0", "trade.export_pace": "0"},
        ("trade.balance", "trade.import_pace"),
        ("trade.",),
    ),
    Planted(
        "too few workers",
        {"workers.growth": "-0.2", "pace.down": "0.05"},
        ("workers.growth",),
        ("workers.growth",),
    ),
    Planted(
        "nothing may shrink",
        {"workers.growth": "-0.15", "pace.down": "0"},
        ("pace.down", "workers.growth"),
        ("workers.growth", "pace."),
    ),
    Planted(
        "many more people",
        {"people.growth": "0.2", "needs.care-of-people.may_fall": "false"},
        ("people: +20.00 % a year", "may_fall"),
        ("needs.", "pace.", "trade.", "workers."),
    ),
    Planted(
        "nothing may grow",
        {
            "people.growth": "0.02",
            "pace.up": "0",
            "continuation.growth": "-0.05",
            "needs.care-of-people.may_fall": "false",
        },
        ("activities grow by no more than 0", "pace.up"),
        ("pace.", "needs.", "trade."),
    ),
    Planted(
        "growth after the horizon",
        {"continuation.growth": "0.2", "pace.up": "0.1"},
        ("orders renew plant and extend it by 20.0 % a year", "continuation.growth"),
        ("continuation.growth",),
    ),
    Planted(
        "capacity that cannot be used",
        {"pace.down": "0.1"},
        ("highest_utilisation", "Farms"),
        ("activities.highest_utilisation.farms",),
        _low_utilisation,
    ),
    Planted(
        "one activity bound to shrink little",
        {"pace.activities.mills.down": "0", "limits.co2e": "{2021: 300, 2023: 150}"},
        ("limits.co2e", "pace.down"),
        ("limits.co2e", "pace.activities.mills.down"),
    ),
]


@pytest.mark.parametrize("planted", PLANTED, ids=lambda planted: planted.name)
def test_the_planted_cause_is_named_and_mended(planted: Planted, tmp_path: Path):
    """Proves: the conflict names what was planted and each sentence of it is needed; the study
    with the settings of the diagnosis has a plan, and so has the case with what one kind of change
    is said to need. Rows of some other proof, a value rounded the wrong way, or a lever that
    moves other rows than its key does, would fail."""
    case = small_case(tmp_path, planted.settings, tables=planted.tables)
    found = diagnose(build(case))
    assert found is not None, "the planted study has a plan"
    text = "\n".join(found.conflict)
    for word in planted.named:
        assert word in text
    assert len(found.conflict) <= 10
    assert found.irreducible
    every = [*found.repairs, *(repair for kind in found.alone for repair in kind.repairs)]
    assert any(repair.key.startswith(planted.keys) for repair in every)
    assert has_plan(_mended(planted, found, tmp_path), time.monotonic() + 600)
    for kind in found.alone:
        if kind.repairs and kind.repairs != found.repairs:
            assert has_plan(apply_repairs(case, kind.repairs), time.monotonic() + 600), kind.title


def _mended(planted: Planted, found: Diagnosis, folder: Path) -> Case:
    """The study read again with the settings of a diagnosis, and its tables changed."""

    def tables(parts: Tables) -> None:
        if planted.tables is not None:
            planted.tables(parts)
        for repair in found.repairs:
            table, _, rest = repair.key.partition(".")
            if table == "activities":
                column, _, row = rest.partition(".")
                parts[table].loc[row, column] = repair.new

    return small_case(folder, {**planted.settings, **dict(found.settings)}, tables=tables)


def test_the_smallest_cap_is_found(tmp_path: Path):
    """Proves: caps alone are raised to the least use there is, not further: with 99 per cent of
    the change there is no plan."""
    case = small_case(tmp_path, {"limits.co2e": "90"})
    found = diagnose(build(case))
    assert found is not None
    caps = next(kind.repairs for kind in found.alone if kind.kind == "limits")
    assert [repair.key for repair in caps] == ["limits.co2e"]
    assert has_plan(apply_repairs(case, caps), time.monotonic() + 600)
    less = [replace(r, new=float(r.old) + 0.99 * (float(r.new) - float(r.old))) for r in caps]
    assert not has_plan(apply_repairs(case, less), time.monotonic() + 600)


@pytest.mark.parametrize(
    "settings",
    [
        {"floors.food": "3.0"},
        {"hours.at_least": "2500"},
        {"pace.needs": "0"},
        {"welfare.curvature": "2"},
        {"hours.may_rise": "true"},
    ],
    ids=lambda settings: next(iter(settings)),
)
def test_what_cannot_make_a_study_infeasible(settings: dict[str, str], tmp_path: Path):
    """Proves: floors are elastic, hours only have to be there, a pace of needs only holds back:
    none of them leaves a study without a plan."""
    assert diagnose(build(small_case(tmp_path, settings))) is None


def test_a_floor_out_of_reach_is_foreseen_as_shortage(tmp_path: Path):
    """Proves: a floor of 3 in 2021 is announced, one that is within reach is not."""
    high = small_case(tmp_path, {"floors.food": "3.0", "floors.housing": "1.0"})
    told = shortages(high)
    assert len(told) == 1
    assert "Food" in told[0]
    assert "shortage" in told[0]


def test_time_is_never_taken_for_a_conflict(tmp_path: Path):
    """Proves: a diagnosis without time raises; it does not call the study infeasible."""
    programme = build(small_case(tmp_path, {"limits.co2e": "90"}))
    with pytest.raises(SolverStopped):
        diagnose(programme, time_limit=0.0)


def test_a_study_with_a_plan_is_not_called_infeasible(tmp_path: Path):
    """Proves: a solver that lost a plan to rounding is reported as stopped, exit code 3."""
    error = explain_infeasible(NoPlanError(build(small_case(tmp_path)), "welfare"))
    assert isinstance(error, SolverStopped)
    assert error.exit_code == 3


def test_the_error_of_the_solver_is_explained(tmp_path: Path):
    """Proves: what the solve raises carries all that the explanation needs, exit code 2."""
    programme = build(small_case(tmp_path, {"limits.co2e": "90"}))
    with pytest.raises(NoPlanError) as raised:
        solve(programme)
    error = explain_infeasible(raised.value)
    assert isinstance(error, InfeasibleStudy)
    assert error.exit_code == 2
    assert "raise the cap of Greenhouse gases" in str(error)
    assert "As settings of the study:\n  --set '" in str(error)


def test_rows_that_nobody_can_change_are_called_a_fault_of_the_tables(tmp_path: Path):
    """Proves: where goods and plants contradict each other by themselves, no setting is blamed."""
    told = conflict_sentences(small_case(tmp_path), Conflict((), True, 2022))
    assert len(told) == 1
    assert told[0].startswith("2022")
    assert "tables of the economy" in told[0]


CHINA = [
    ({"trade.balance": "-1e7"}, ("surplus", "trade.balance"), "trade.balance"),
    ({"workers.growth": "-0.2"}, ("workers.growth",), "workers.growth"),
    ({"people.growth": "0.06"}, ("people: +6.00 % a year", "may_fall"), "needs."),
    ({"pace.up": "0"}, ("pace.up", "continuation.growth"), "continuation.growth"),
]


@pytest.mark.slow
@pytest.mark.parametrize(("settings", "named", "key"), CHINA, ids=lambda x: str(x)[:24])
def test_china_names_and_mends(settings: dict[str, str], named: tuple[str, ...], key: str):
    """Proves: the same holds on 42 activities, sixteen needs and a programme of techniques."""
    found = diagnose(build(build_case(read_study("china-2026", overrides=settings))))
    assert found is not None
    for word in named:
        assert word in "\n".join(found.conflict)
    assert found.repairs[0].key.startswith(key)
    assert found.verified
    mended = build_case(read_study("china-2026", overrides=settings | dict(found.settings)))
    assert has_plan(mended, time.monotonic() + 600)
