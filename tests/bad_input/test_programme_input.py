"""What a wrong programme says: where, what, and how to mend it."""

from __future__ import annotations

import pytest

from commonweal.case.programme import read_programme
from commonweal.errors import StudyError
from economies import small_economy
from programme_folders import HEAD, SAVING, TECHNIQUE, cost, write_programme


def complaint(folder) -> str:
    with pytest.raises(StudyError) as caught:
        read_programme(folder, small_economy())
    return str(caught.value)


@pytest.mark.parametrize(
    "change, sentence",
    [
        ({"activity": "mill"}, 'column "activity": unknown activity "mill". Did you mean "mills"'),
        ({"applies_to": "1.5"}, 'column "applies_to": 1.5 lies outside 0..1'),
        ({"applies_to": "half"}, '"half" is not a finite number'),
        ({"applies_to": "nan"}, '"nan" is not a finite number'),
        ({"available": "soon"}, 'column "available": "soon" is not a year'),
        ({"available": "2026.5"}, '"2026.5" is not a year'),
        ({"technique": "robots+office"}, 'row 2, column "technique": "robots+office" cannot be a'),
        ({"technique": ""}, 'column "technique": is empty'),
        ({"curve": "bas"}, '"bas" is not known. Did you mean "bass"'),
        ({"p": ""}, 'column "p": "" is not a finite number'),
        ({"launch": "23"}, 'column "launch": 23 lies outside 1900..2200'),
        ({"curve": "logistic"}, 'column "midpoint"'),
        ({"saturation_high": "1.01"}, 'column "saturation_high": 1.01 lies outside 0..1'),
        ({"saturation_low": "0.9"}, "low, central and high are not ordered (0.9, 0.8, 1)"),
        ({"speed_central": "0.6"}, 'column "speed_central": low, central and high are not ordered'),
        ({"evidence": ""}, 'column "evidence": is empty'),
        ({"evidence": "hearsay"}, 'column "evidence": "hearsay" is not known'),
        ({"source": "kee"}, '"kee" is not in sources.csv. Did you mean "key"'),
        ({"source": ""}, 'mark the row "assumption"'),
        ({"title": ""}, 'column "title": is empty'),
        ({"colour": "red"}, 'techniques.csv row 1: unknown column "colour"'),
    ],
)  # fmt: skip
def test_what_a_wrong_technique_says(tmp_path, change, sentence):
    """Proves: the row, the column and the value are named; no default is guessed."""
    assert sentence in complaint(write_programme(tmp_path, techniques=[TECHNIQUE | change]))


@pytest.mark.parametrize(
    "row, sentence",
    [
        (SAVING | {"technique": "robot"}, 'row 2, column "technique": "robot" is not known'),
        (SAVING | {"kind": "labor"}, '"labor" is not known. Did you mean "labour"'),
        (SAVING | {"mode": "add"}, 'column "mode": "add" is not known'),
        (SAVING | {"label": "hand"}, 'unknown labour type "hand". Did you mean "hands"'),
        (SAVING | {"label": ""}, 'column "label": is empty'),
        (SAVING | {"effect_high": "-1.2"}, 'column "effect_high": -1.2 lies outside -1..inf'),
        (SAVING | {"effect_high": "-0.1"}, "are not ordered (-0.04, -0.1, -0.06)"),
        (SAVING | {"task_share_low": "-0.1"}, 'column "task_share_low": -0.1 lies outside 0..1'),
        (SAVING | {"evidence": ""}, 'column "evidence": is empty'),
        (SAVING | {"source": "nowhere"}, '"nowhere" is not in sources.csv'),
        (SAVING | {"unit": ""}, 'column "unit": is empty'),
        (SAVING | {"evidence": "vendor claim"}, "a vendor claim saves -0.1 in the central case"),
        (cost("stel"), 'unknown product "stel". Did you mean "steel"'),
        (cost("robots", "asset"), 'unknown asset "robots"'),
        (cost("co2", "emission", "-0.1", "relative"), 'unknown limit "co2". Did you mean "co2e"'),
        (cost("steel", value="-0.1"), "an amount added, ≥ 0"),
        (cost("steel", value="-0.1", mode="add_with_hours"), "an amount added, ≥ 0"),
        (cost("stel", mode="add_with_hours"), 'unknown product "stel". Did you mean "steel"'),
        (cost("co2e", "emission", mode="add_with_hours"), '"add_with_hours" is not known'),
        (cost("", "ramp", mode="add_with_hours"), '"add_with_hours" is not known'),
        (cost("steel", value="inf"), '"inf" is not a finite number'),
        (cost("", "ramp", "1.2"), "1.2 lies outside 0..1"),
    ],
)  # fmt: skip
def test_what_a_wrong_effect_says(tmp_path, row, sentence):
    """Proves: a wrong effect is refused with its place; it never enters a plan as 0."""
    assert sentence in complaint(write_programme(tmp_path, effects=[row, SAVING]))


def test_rows_that_together_take_more_than_all(tmp_path):
    """Proves: rows that are each possible are refused when they add up to −1.2."""
    rows = [SAVING, *[cost("grain", value="-0.6", mode="relative")] * 2]
    assert "the rows add up to -1.2" in complaint(write_programme(tmp_path, effects=rows))


@pytest.mark.parametrize(
    "old, new, sentence",
    [
        ("2027: 0.5", "2027: 70", "70 is not a share in 0..1. Write 70 % as 0.7"),
        ("2030: 0.8", "2030: 0.4", "0.4 is below the target of 2027 (0.5)"),
        ("2027: 0.5, 2030: 0.8", "2030: 0.8, 2027: 0.5", "2027 comes after 2030"),
        ("2027: 0.5", "soon: 0.5", '"soon" is not a year'),
        ("source: key", "source: kee", '"kee" is not in sources.csv. Did you mean "key"'),
        ("reading: share of hours, ", "", "Say what the share is taken to be a share of"),
        ("value: {value}", "value: middle", '"middle" is not known'),
        ("name: small", "nmae: small", 'unknown key "nmae". Did you mean "name"'),
        ("targets:", "targets: [", "cannot be read"),
    ],
)
def test_what_a_wrong_head_says(tmp_path, old, new, sentence):
    """Proves: programme.yaml is read as strictly as the tables."""
    assert old in HEAD
    head = HEAD.replace(old, new)
    if "[" in new:
        head = "name: small\ntargets: [\n"
    assert sentence in complaint(write_programme(tmp_path, head=head))


def test_every_problem_is_told_at_once(tmp_path):
    """Proves: three faults in three files come in one report, not one by one."""
    folder = write_programme(
        tmp_path,
        techniques=[TECHNIQUE, TECHNIQUE | {"technique": "idle", "activity": "mines"}],
        effects=[SAVING, cost("stel")],
        head=HEAD.replace("2027: 0.5", "2027: 1.5"),
    )
    text = complaint(folder)
    assert text.startswith("4 problems")
    for part in (
        '"idle" has no effect',
        'activity "mines"',
        'product "stel"',
        "1.5 is not a share",
    ):
        assert part in text


def test_a_missing_table_and_a_missing_programme(tmp_path):
    """Proves: a missing file is named, and a slip in a bundled name is met with the nearest."""
    folder = write_programme(tmp_path)
    (folder / "effects.csv").unlink()
    assert "effects.csv: is not in" in complaint(folder)
    assert 'Did you mean "ai-plus"' in complaint("ai-pluss")


def test_a_comma_too_many(tmp_path):
    """Proves: a row with more cells than the header is refused, not cut off."""
    folder = write_programme(tmp_path)
    path = folder / "sources.csv"
    path.write_text("key,title,year,address\nkey,A, source,2024,\n", encoding="utf-8")
    assert "row 2: has 1 cells more than the header" in complaint(folder)
