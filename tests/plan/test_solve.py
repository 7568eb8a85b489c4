"""The solver: proven optima or an error, and how maximin goes on."""

from __future__ import annotations

from dataclasses import replace

import pytest

from commonweal.errors import SolverStopped
from commonweal.plan import solve as solving
from commonweal.plan.build import build
from commonweal.plan.interior.engine import NAME as INTERIOR
from commonweal.plan.interior.engine import InteriorEngine
from commonweal.plan.solve import NoPlanError, solve
from tiny import Process, Tiny

COUNTRY = Tiny(
    processes={
        "farm": Process(activity="farm", makes={"corn": 1.0}, hours=5.0),
        "clinic": Process(activity="clinic", makes={"visits": 1.0}, hours=1.0),
    },
    needs={"food": {"corn": 1.0}, "care": {"visits": 1.0}},
    base_level={"food": 10.0, "care": 20.0},
)


def test_what_is_impossible_raises() -> None:
    """Proves: needs of 50 + 20 h with 60 h of work are no plan; nothing is returned as one."""
    with pytest.raises(NoPlanError, match="welfare"):
        replace(COUNTRY, may_fall=False, workers={"hands": 0.6}).solve()


def test_no_time_left_raises() -> None:
    """Proves: a limit that is reached is an error and not a plan."""
    with pytest.raises(SolverStopped):
        solve(build(COUNTRY.case()), time_limit=0.0)


@pytest.mark.parametrize("solver", ["auto", "simplex", "ipx", "hipo", "interior"])
def test_every_method_reaches_the_same_goal(solver: str) -> None:
    """Proves: 100 h of care are 5 times the base year, (0 - 1) / 2 + (5 - 1) / 2 = 1.5."""
    assert COUNTRY.solve(solver).stages[-1].value == pytest.approx(1.5, abs=1e-7)


def test_auto_chooses_by_size(monkeypatch: pytest.MonkeyPatch) -> None:
    """Proves: above the size the interior point solves, at it and below HiGHS does.

    Were the size ignored, both names would be the same.
    """
    size = COUNTRY.solve().size["nonzeros"]
    monkeypatch.setattr(solving, "LARGE", size)
    assert COUNTRY.solve("auto").solver.startswith("HiGHS")
    monkeypatch.setattr(solving, "LARGE", size - 1)
    found = COUNTRY.solve("auto")
    assert found.solver == INTERIOR
    assert found.stages[-1].value == pytest.approx(1.5, abs=1e-7)


def test_auto_falls_back_to_highs(monkeypatch: pytest.MonkeyPatch) -> None:
    """Proves: where the interior point stops, HiGHS still finds the 1.5, and it is said who did.

    Without the fallback ``auto`` would raise; asked for by name the interior point does.
    """

    def stop(self: InteriorEngine, gain: object, constant: float = 0.0, /) -> bool:
        raise SolverStopped("stalled")

    monkeypatch.setattr(solving, "LARGE", 0)
    monkeypatch.setattr(InteriorEngine, "maximise", stop)
    found = COUNTRY.solve("auto")
    assert found.solver.startswith("HiGHS")
    assert found.stages[-1].value == pytest.approx(1.5, abs=1e-7)
    with pytest.raises(SolverStopped, match="stalled"):
        COUNTRY.solve("interior")


def test_the_value_of_an_hour() -> None:
    """Proves the sign of duals: an hour more makes one visit more, 1 / 20 / 2 = 0.025 points."""
    dual = COUNTRY.solve().stages[-1].duals["labour"].sel(period=2021, labour_type="hands")
    assert float(dual) == pytest.approx(0.025)


def test_the_dual_of_an_earlier_goal() -> None:
    """Proves: keeping food at 12 (60 h) costs 5 h of care per unit, and the stage says so."""
    found = replace(COUNTRY, floors={"food": 1.2}, goals=("floors", "welfare")).solve()
    assert len(found.stages[-1].kept) == 1
    assert found.stages[-1].kept[0] < 0


def test_maximin_holds_what_it_reached() -> None:
    """Proves: three needs that stop one after the other end at three different levels.

    Water stops food at 1.2 and wells stop care at 1.5; the rest of 100 h goes into song:
    12 * 5 = 60, 30 * 1 = 30, 10 h make 10 songs of 5 in the base year, 2.0.
    """
    found = Tiny(
        processes={
            "farm": replace(COUNTRY.processes["farm"], emits={"water": 1.0}),
            "clinic": replace(COUNTRY.processes["clinic"], emits={"wells": 1.0}),
            "choir": Process(activity="choir", makes={"songs": 1.0}, hours=1.0),
        },
        needs={**COUNTRY.needs, "song": {"songs": 1.0}},
        base_level={"food": 10.0, "care": 20.0, "song": 5.0},
        caps={"water": {2021: 12.0}, "wells": {2021: 30.0}},
        goals=("maximin",),
    ).solve()
    level = found.values["need_level"].sel(period=2021)
    assert float(level.sel(need="food")) == pytest.approx(12.0, rel=1e-3)
    assert float(level.sel(need="care")) == pytest.approx(30.0, rel=1e-3)
    assert float(level.sel(need="song")) == pytest.approx(10.0, rel=2e-3)
