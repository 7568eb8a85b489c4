"""A technique that saves the work of one labour type, from the table to the plan."""

from __future__ import annotations

import pytest

from commonweal.case.build import build_case
from commonweal.case.conversion import conversions
from commonweal.case.horizon import Horizon
from commonweal.case.hulten import hulten_sum
from commonweal.case.programme import Programme, read_programme
from commonweal.case.study import read_study
from commonweal.case.technology import technology
from commonweal.plan.make import make_plan
from economies import small_economy
from programme_folders import SAVING, cost, write_programme
from small_study import STUDY, write_small_study
from tiny import Process, Tiny

# By hand: the mills make 54 kt with 160,000 h of hands and 50,000 h of clerks. The technique saves
# half of half the tasks of clerks, a quarter of their hours, on half of the capacity.
CLERKS = SAVING | {
    "label": "clerks",
    "effect_low": "0",
    "effect_central": "-0.5",
    "effect_high": "-0.6",
}
LEARNING = SAVING | {
    "kind": "one_off_hours",
    "label": "",
    "mode": "add",
    "effect_low": "0.2",
    "effect_central": "0.2",
    "effect_high": "0.2",
}
ROWS = [CLERKS, LEARNING, cost("steel", value="0.001")]


def programme(folder, rows=ROWS) -> Programme:
    """The technique of the mills in the small economy."""
    return read_programme(write_programme(folder, effects=rows), small_economy())


def test_only_the_named_type_saves_hours(tmp_path):
    """Proves: clerks work three quarters of their hours per kt, hands all of theirs.
    Read as a saving of all hours, the hands would lose 741 h per kt too."""
    found = technology(
        small_economy(), Horizon((2026, 2027)), programme(tmp_path), "none", 1.0, 1.0
    )
    hours = found.hours.sel(process="mills:installed+robots")
    assert float(hours.sel(labour_type="hands")) == pytest.approx(160_000 / 54)
    assert float(hours.sel(labour_type="clerks")) == pytest.approx(0.75 * 50_000 / 54)


def test_learning_takes_hours_of_both_types(tmp_path):
    """Proves: a tenth of a year's hours is spent once by hands and by clerks, at 0.9 of capacity
    that can be used. Taken from the clerks alone, the hands would learn nothing."""
    horizon, economy = Horizon((2026, 2027)), small_economy()
    made = programme(tmp_path)
    found = conversions(technology(economy, horizon, made, "none", 1.0, 1.0), made, horizon)
    for label, hours in (("hands", 160_000), ("clerks", 50_000)):
        once = float(found.hours.sel(labour_type=label, conversion="mills:installed+robots"))
        assert once == pytest.approx(0.1 * 0.9 * hours / 54), label


def test_hulten_weighs_a_type_with_its_hours(tmp_path):
    """Proves: half the capacity · a quarter of 50,000 of 980,000 h = 0.64 % of all hours.
    A quarter of all hours of the mills would be 2.7 %."""
    found = hulten_sum(programme(tmp_path, [CLERKS, cost(value="0")]), small_economy())
    assert found.hours_gross == pytest.approx(0.5 * 0.25 * 50_000 / 980_000)


def test_the_pay_saved_is_that_of_the_mean_hour(tmp_path):
    """Proves: the accounts give the mills' pay of 60 for 210,000 h of both types, so that a quarter
    of the clerks' hours on half the capacity saves 60 · 6,250 / 210,000 of 365."""
    found = hulten_sum(programme(tmp_path, [CLERKS, cost(value="0")]), small_economy())
    assert found.productivity == pytest.approx(60 * 6_250 / 210_000 / 365)


@pytest.mark.parametrize(
    "saves, food", [({"clerks": 1.5}, 20.0), ({"hands": 4.5}, 15.0)], ids=["clerks", "hands"]
)
def test_saving_the_scarce_type_lifts_output(saves, food):
    """Proves: half an hour of clerks saved lifts output from 15 to 20, where hands stop it; half
    an hour of hands saved lifts nothing. In one pool of 130 h both would give 20."""
    needs = {"hands": 5.0, "clerks": 2.0}
    plain = Process(activity="farm", makes={"corn": 1.0}, hours=needs)
    better = Process(activity="farm", makes={"corn": 1.0}, hours=needs | saves, technique="robot")
    found = Tiny(
        processes={"farm": plain, "farm+robot": better},
        needs={"food": {"corn": 1.0}},
        workers={"hands": 1.0, "clerks": 0.3},
    ).solve()
    level = found.values["need_level"].sel(need="food", period=2021)
    assert float(level) == pytest.approx(food)


def test_a_plan_with_such_a_technique_is_certified(tmp_path):
    """Proves: the whole way from effects.csv to a certified plan that converts mills: there clerks
    work three quarters of their hours and hands all of theirs. Swapped labels would show here."""
    text = STUDY.replace("programme: none", "programme: ./programme")
    text = text.replace("2021-2023", "2026-2028") + "start: {scale: 1.0}\n"
    folder = write_small_study(tmp_path / "study", text)
    write_programme(folder / "programme", effects=ROWS)
    plan = make_plan(build_case(read_study(folder)))
    assert plan.certificate.accepted
    assert float(plan.values["convert"].sum()) > 0
    hours = plan.case.technology.hours
    for family in ("installed", "modern"):
        before, after = (hours.sel(process=f"mills:{family}{x}") for x in ("", "+robots"))
        ratio = after / before
        assert float(ratio.sel(labour_type="hands")) == pytest.approx(1.0)
        assert float(ratio.sel(labour_type="clerks")) == pytest.approx(0.75)
