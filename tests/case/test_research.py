"""Hours of developing techniques: the table of a programme, and what a case makes of it."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from commonweal.case.horizon import Horizon
from commonweal.case.limits_of_change import own_time, research_hours
from commonweal.case.programme import BUNDLED, read_programme
from commonweal.case.research import research
from commonweal.case.research_table import RESEARCH_COLUMNS
from commonweal.economy.tables import read_economy
from commonweal.errors import StudyError
from economies import small_economy
from programme_folders import TECHNIQUE, cost, write_programme

DEVELOPMENT = {
    "technique": "robots",
    "labour": "hands",
    "first_year": "2026",
    "last_year": "2027",
    "hours_low": "900",
    "hours_central": "600",
    "hours_high": "300",
    "evidence": "trial",
    "source": "key",
    "note": "",
}
UPKEEP = DEVELOPMENT | {
    "first_year": "2028",
    "last_year": "",
    "hours_low": "90",
    "hours_central": "60",
    "hours_high": "30",
}
SECOND = DEVELOPMENT | {"technique": "drones", "labour": "clerks", "hours_central": "500"}
YEARS = Horizon((2026, 2027, 2028))


def write_research(folder: Path, rows: list[dict[str, str]], value: str = "central") -> Path:
    """A programme of robots and drones with a table of their hours."""
    both = (TECHNIQUE, TECHNIQUE | {"technique": "drones", "title": "Drones"})
    effects = [cost(), cost() | {"technique": "drones"}]
    write_programme(folder, techniques=both, effects=effects, value=value)
    with (folder / "research.csv").open("w", encoding="utf-8", newline="") as stream:
        header = list(dict.fromkeys([*RESEARCH_COLUMNS, *(key for row in rows for key in row)]))
        writer = csv.DictWriter(stream, header, restval="")
        writer.writeheader()
        writer.writerows(rows)
    return folder


def hours(folder: Path, horizon: Horizon = YEARS) -> dict[tuple[str, str], list[float]]:
    """Hours by technique and kind of work, the continuation last."""
    made = research(["hands", "clerks"], horizon, read_programme(folder, small_economy()))
    return {
        (p, s): made.hours.sel(ceiling=p, labour_type=s).values.tolist()
        for p in ("robots", "drones")
        for s in ("hands", "clerks")
    }


def test_hours_of_a_case_by_hand(tmp_path):
    """Proves: 600 h in 2026 and 2027, upkeep of 60 h in 2028 and in the continuation; the other
    technique's 500 h stand under clerks and end with 2027."""
    found = hours(write_research(tmp_path, [DEVELOPMENT, UPKEEP, SECOND]))
    assert found == {
        ("robots", "hands"): [600.0, 600.0, 60.0, 60.0],
        ("robots", "clerks"): [0.0] * 4,
        ("drones", "hands"): [0.0] * 4,
        ("drones", "clerks"): [500.0, 500.0, 0.0, 0.0],
    }


@pytest.mark.parametrize("value, first", [("low", 900.0), ("central", 600.0), ("high", 300.0)])
def test_the_case_of_the_evidence_chooses_the_hours(tmp_path, value, first):
    """Proves: the low case, in which techniques are worth least, has the dearest development."""
    found = hours(write_research(tmp_path, [DEVELOPMENT], value))
    assert found["robots", "hands"][0] == first


def test_a_programme_without_the_table_takes_its_techniques_as_given(tmp_path):
    """Proves: no table, no hours; the table is asked of nobody."""
    folder = write_programme(tmp_path, effects=[cost()])
    made = research(["hands", "clerks"], YEARS, read_programme(folder, small_economy()))
    assert float(made.hours.sum()) == 0.0
    assert made.hours.dims == ("ceiling", "labour_type", "period")
    assert made.hours.attrs["unit"] == "h"


@pytest.mark.parametrize(
    "row, sentence",
    [
        ({"technique": "robot"}, 'column "technique": "robot" is not known. Did you mean "robots"'),
        ({"labour": "hand"}, 'unknown labour type "hand". Did you mean "hands"'),
        ({"labour": "all"}, 'unknown labour type "all"'),
        ({"hours_central": "-1"}, 'column "hours_central": -1 lies outside 0..inf'),
        ({"hours_low": "many"}, '"many" is not a finite number'),
        ({"hours_high": "700"}, "low, central and high are not ordered (900, 600, 700)"),
        ({"first_year": "soon"}, 'column "first_year": "soon" is not a year'),
        ({"last_year": "2025"}, 'column "last_year": 2025 lies before the first year, 2026'),
        ({"source": ""}, 'mark the row "assumption"'),
        ({"source": "kee"}, '"kee" is not in sources.csv. Did you mean "key"'),
        ({"colour": "red"}, 'research.csv row 1: unknown column "colour"'),
    ],
)  # fmt: skip
def test_what_a_wrong_row_says(tmp_path, row, sentence):
    """Proves: the row, the column and the value are named; no hour is guessed or cut."""
    with pytest.raises(StudyError) as caught:
        read_programme(write_research(tmp_path, [DEVELOPMENT | row]), small_economy())
    assert sentence in str(caught.value)


def test_every_problem_of_the_table_is_in_one_report(tmp_path):
    """Proves: a negative number, an unknown technique, an unknown kind of work and a year that
    stands twice are told at once."""
    rows = [
        DEVELOPMENT | {"hours_central": "-1"},
        DEVELOPMENT | {"technique": "robot"},
        SECOND | {"labour": "clerk"},
        UPKEEP | {"first_year": "2027"},
        UPKEEP,
    ]
    with pytest.raises(StudyError) as caught:
        read_programme(write_research(tmp_path, rows), small_economy())
    text = str(caught.value)
    for part in ("row 2", "row 3", "row 4", "row 6"):
        assert f"research.csv {part}" in text
    assert "has hours of hands for 2028 already (research.csv row 5)" in text


def test_hours_outside_the_years_of_the_study_are_refused(tmp_path):
    """Proves: hours that nobody would be charged are no input that is read and not used; rows that
    reach into the study's years are charged in those."""
    late = UPKEEP | {"first_year": "2031"}
    early = DEVELOPMENT | {"first_year": "2024", "last_year": "2025"}
    folder = write_research(tmp_path, [early, late])
    with pytest.raises(StudyError) as caught:
        hours(folder)
    text = str(caught.value)
    assert (
        "research.csv row 2: its years (2024–2025) lie outside those of the study, 2026–2029"
        in text
    )
    assert "research.csv row 3: its years (from 2031 on)" in text
    reaching = hours(write_research(tmp_path, [DEVELOPMENT | {"first_year": "2020"}]))
    assert reaching["robots", "hands"] == [600.0, 600.0, 0.0, 0.0]


def test_charge_and_own_time_by_hand():
    """Proves: a plan is charged all hours, a market what is paid for; a technique of which three
    quarters are worked ages nine months a year, one that needs none twelve."""
    assert research_hours(600.0) == 600.0
    assert research_hours(600.0, 0.75) == 450.0
    assert own_time([10.0, 10.0], [4.0, 0.0], [3.0, 0.0]).tolist() == [10.75, 11.0]


@pytest.mark.parametrize(
    "name, economy, least, most",
    [("ai-plus", "china-2020", 2e-4, 2e-3), ("ai-plus-usa", "usa-2023", 2e-4, 3e-3)],
)
def test_bundled_hours_are_neither_tiny_nor_huge(name, economy, least, most):
    """Proves: every technique has hours for every year from 2026 on; together they are between a
    few hundredths and a few tenths of a per cent of all work, in each case of the evidence; every
    row says that it is an estimate and has a source."""
    accounts = read_economy(economy)
    whole = float(accounts.labour.to_numpy().sum())
    for case in ("", "-low", "-high"):
        programme = read_programme(name + case, accounts)
        types = [str(s) for s in accounts.labour_types.index]
        made = research(types, Horizon((2026, 2027, 2028, 2029, 2030)), programme).hours
        assert float(made.sum("labour_type").min()) > 0
        share = float(made.sum(["ceiling", "labour_type"]).isel(period=0)) / whole
        assert least < share < most, (name + case, share)
        for row in programme.research:
            assert row.note.startswith("estimate:")
            assert row.source in programme.sources
    assert (BUNDLED / f"{name}-tables" / "research.csv").is_file()
