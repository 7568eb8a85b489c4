"""How the programme's scripts give saved hours to labour types, against sums done by hand."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

SCRIPTS = Path(__file__).parents[2] / "scripts" / "ai_plus"
sys.path.insert(0, str(SCRIPTS))

import gather_usa  # noqa: E402  the scripts import each other by their plain names
from china import CHINA  # noqa: E402
from facts import Facts  # noqa: E402
from labour_types import by_type, fitted, hours_by_type  # noqa: E402
from sheet import changes_hours  # noqa: E402
from usa import USA  # noqa: E402

GROUPS = ("office", "production")
TYPES = ("college", "non-college")


def facts() -> Facts:
    """An activity of 40 % office and 60 % production hours, 30 % of them college hours.

    Over the economy half the office hours and a fifth of the production hours are college hours;
    0.4 · 0.5 + 0.6 · 0.2 = 0.32, so that the fit lowers both a little.
    """
    return Facts(
        place=USA,
        workers_per_unit=pd.Series(dtype=float),
        use_coefficients=pd.DataFrame(),
        goods=(),
        mix=pd.DataFrame([[0.4, 0.6]], index=["mill"], columns=list(GROUPS)),
        exposure=pd.Series(dtype=float),
        sub_activities=pd.Series(dtype=float),
        support={},
        coding={},
        share_words="",
        types=pd.DataFrame({"mill": [0.3, 0.7]}, index=list(TYPES)),
        degrees=pd.DataFrame(
            {"college": [0.5, 0.2], "non-college": [0.5, 0.8]}, index=list(GROUPS)
        ),
    )


def rows(share=0.1, who=()):
    """What a change of hours by a tenth of the tasks becomes."""
    row = changes_hours((-0.1, -0.2, -0.3), share=share, who=who, evidence="trial", note="note")
    return {made.label: made for made in by_type(row, facts(), "mill")}


def central(row) -> float:
    """Share times effect in the central case."""
    shares, effects = [x[1] if isinstance(x, tuple) else x for x in (row.share, row.effect)]
    return shares * effects


def test_a_fit_has_both_margins():
    """Proves: the 2 × 2 matrix of ones with margins 3, 1 and 2, 2 becomes 1.5, 1.5, 0.5, 0.5.
    Scaled by rows alone, columns would not be met in less even starts."""
    ones = pd.DataFrame(1.0, index=["a", "b"], columns=["x", "y"])
    found = fitted(ones, pd.Series({"a": 3.0, "b": 1.0}), pd.Series({"x": 2.0, "y": 2.0}))
    assert found.to_numpy().ravel() == pytest.approx([1.5, 1.5, 0.5, 0.5])
    start = pd.DataFrame([[1.0, 2.0], [4.0, 1.0]], index=["a", "b"], columns=["x", "y"])
    uneven = fitted(start, pd.Series({"a": 3.0, "b": 1.0}), pd.Series({"x": 2.5, "y": 1.5}))
    assert uneven.sum(axis=1).to_numpy() == pytest.approx([3.0, 1.0])
    assert uneven.sum(axis=0).to_numpy() == pytest.approx([2.5, 1.5])
    # what a fit keeps is the cross ratio: 1 · 1 / (2 · 4)
    x = uneven.to_numpy()
    assert x[0, 0] * x[1, 1] / (x[0, 1] * x[1, 0]) == pytest.approx(1 / 8)


def test_margins_that_cannot_be_met_are_refused():
    """Proves: different sums, and a pattern of zeros that forbids the margins, raise."""
    start = pd.DataFrame([[1.0, 0.0], [1.0, 1.0]], index=["a", "b"], columns=["x", "y"])
    with pytest.raises(ValueError, match="margins differ"):
        fitted(start, pd.Series({"a": 1.0, "b": 1.0}), pd.Series({"x": 1.0, "y": 2.0}))
    with pytest.raises(ValueError, match="no matrix"):
        fitted(start, pd.Series({"a": 3.0, "b": 1.0}), pd.Series({"x": 2.0, "y": 2.0}))


def test_hours_of_groups_and_types_meet_the_accounts():
    """Proves: 40 % office, 60 % production; 30 % college, 70 % not, whatever the start was."""
    hours = hours_by_type(facts(), "mill")
    assert hours.sum(axis=1).to_numpy() == pytest.approx([0.4, 0.6])
    assert hours.sum(axis=0).to_numpy() == pytest.approx([0.3, 0.7])
    assert hours.loc["office", "college"] < 0.2  # at the economy's half it would be 0.2


@pytest.mark.parametrize("who", [(), ("office",), {"office": 2.0, "production": 1.0}])
def test_no_hour_is_saved_twice(who):
    """Proves: the types together save 0.1 · 0.2 = 2 % of the hours. Given to both types in full,
    tasks of the office would save more."""
    saved = sum(
        share * central(rows(who=who)[label])
        for label, share in zip(TYPES, (0.3, 0.7), strict=True)
    )
    assert saved == pytest.approx(-0.02)


def test_office_tasks_fall_on_college_hours():
    """Proves: of the 2 % the office does, college hours lose hours(office, college) / 0.4 parts,
    so a larger share of their 0.3 than the others of their 0.7; where all are meant, both lose 2 %.
    """
    hours = hours_by_type(facts(), "mill")
    found = rows(who=("office",))
    part = hours.loc["office", "college"] / 0.4
    assert central(found["college"]) == pytest.approx(-0.02 * part / 0.3)
    assert central(found["college"]) < central(found["non-college"])
    assert {round(central(row), 12) for row in rows().values()} == {-0.02}


def test_a_share_never_exceeds_all_tasks():
    """Proves: a row on all hours whose tasks fall on few moves the factor into the effect: the
    product stays, the share is 1. As a share it would be 1.6 and the reader would refuse it."""
    found = rows(share=1.0, who=("office",))
    assert found["college"].share == (1.0, 1.0, 1.0)
    saved = 0.3 * central(found["college"]) + 0.7 * central(found["non-college"])
    assert saved == pytest.approx(-0.2)


def test_tasks_that_nobody_does_are_refused():
    """Proves: a saving of drivers where nobody drives raises, instead of going to somebody else."""
    with pytest.raises(ValueError, match="nobody works in transport"):
        rows(who=("transport",))


def test_an_economy_of_one_type_keeps_its_rows():
    """Proves: with one labour type a row passes as it is, label ``all`` and share untouched."""
    row = changes_hours(-0.1, share=0.2, who=("office",), evidence="trial", note="note")
    assert list(by_type(row, replace(facts(), place=CHINA), "mill")) == [row]


def test_degrees_come_from_the_published_table():
    """Proves: 60.1 % of managers, 73.4 % of professionals, 19.1 % of all others, which together
    are the 40.0 % of all employed; the office is a mean of its three parts."""
    persons = pd.Series({"management": 1.0, "computer-legal": 1.0, "clerical": 2.0})
    found = gather_usa.degrees(persons, TYPES)
    assert found.loc["professional", "college"] == pytest.approx(0.734)
    assert found.loc["transport", "college"] == pytest.approx(0.1907, abs=5e-5)
    assert found.loc["office", "college"] == pytest.approx(
        (0.601 + 0.734 + 2 * 0.1907) / 4, abs=1e-4
    )
    assert found.sum(axis=1).to_numpy() == pytest.approx(1.0)


def test_shares_meet_a_total():
    """Proves: 10 and 20 % of 100 and 50 persons are 20; scaled to 10 % of 150 they are 15."""
    persons = pd.Series({"a": 100.0, "b": 50.0})
    found = gather_usa.to_total({"a": 0.1, "b": 0.2}, persons, 0.1)
    assert found == pytest.approx({"a": 0.075, "b": 0.15})
