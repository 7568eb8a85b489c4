"""Concordances from files: read whole, or refused with everything that is wrong in one report."""

from __future__ import annotations

from pathlib import Path

import pytest

from commonweal.economy.transform.concordance import (
    Concordance,
    in_every_region,
    of_regions,
    read_concordance,
)
from commonweal.errors import EconomyError

LABELS = ["wheat", "rice", "steel"]


def written(folder: Path, text: str) -> Path:
    path = folder / "sectors.csv"
    path.write_text(text, encoding="utf-8")
    return path


def test_read(tmp_path: Path) -> None:
    """Proves: labels and names come through; a name given once serves all rows of its label."""
    path = written(tmp_path, "from,to,name\nwheat,grain,Grain\nrice,grain,\nsteel,steel,\n")
    found = read_concordance(path, LABELS)
    assert found == Concordance(
        {"wheat": "grain", "rice": "grain", "steel": "steel"}, {"grain": "Grain"}
    )


def test_one_report_has_everything(tmp_path: Path) -> None:
    """Proves: an unknown label, one there twice, one in two places, a blank, a missing one and two
    names of one label are told together, with their rows; the first alone would cost five tries."""
    text = "from,to,name\nwhet,grain,Grain\nrice,grain,Corn\nrice,grain,\nsteel,,\nrice,metal,\n"
    with pytest.raises(EconomyError) as caught:
        read_concordance(written(tmp_path, text), LABELS)
    assert [str(problem) for problem in caught.value.problems] == [
        'sectors.csv row 5, column "to": blank. Write a label',
        'sectors.csv row 3: "grain" has the names "Grain" and "Corn". Give each new label one name',
        'sectors.csv row 4: "rice" is there twice. Take one of the rows away',
        'sectors.csv row 6: "rice" goes to "grain" and to "metal": a label goes to one as a whole. '
        "Split the label by shares first (disaggregate)",
        'sectors.csv: unknown label "whet". Did you mean "wheat"?',
        'sectors.csv: label "wheat" is missing. Add a row for it; to keep it as it is, write the '
        "label in both columns",
        'sectors.csv: label "steel" is missing. Add a row for it; to keep it as it is, write the '
        "label in both columns",
    ]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("from,to,weight\nwheat,a,0.5\n", "a label goes to one new label as a whole"),
        ("from,into\nwheat,a\n", 'column "to" is missing'),
        ("from,to,to\nwheat,a,b\n", 'column "to" is there twice'),
        ("", "the file is empty"),
        ("from,to\nwheat\n", "1 cells where the header has 2"),
    ],
)
def test_unfit_files(tmp_path: Path, text: str, message: str) -> None:
    """Proves: weights for partial splits are refused with the way out, as are files that are no
    concordance; read on, half a label would vanish."""
    with pytest.raises(EconomyError) as caught:
        read_concordance(written(tmp_path, text), LABELS)
    assert message in str(caught.value)


def test_absent_file(tmp_path: Path) -> None:
    """Proves: a file that is not there is a problem with its name, not a traceback."""
    with pytest.raises(EconomyError, match=r"nowhere\.csv: cannot be read"):
        read_concordance(tmp_path / "nowhere.csv", LABELS)


def test_many_missing_labels_are_counted(tmp_path: Path) -> None:
    """Proves: of 40 missing labels ten are named and all are counted."""
    labels = [f"p{number}" for number in range(40)]
    with pytest.raises(EconomyError) as caught:
        read_concordance(written(tmp_path, "from,to\np0,a\n"), labels)
    assert len(caught.value.problems) == 11
    assert caught.value.problems[-1].what == "39 labels are missing"


def test_in_every_region() -> None:
    """Proves: one line per plain label serves all regions; labels left out stay left out."""
    found = in_every_region(
        Concordance({"wheat": "grain", "rice": "grain"}, {"grain": "Grain"}),
        ["CHN:wheat", "USA:rice", "USA:steel", "wheat"],
    )
    assert found.targets == {"CHN:wheat": "CHN:grain", "USA:rice": "USA:grain", "wheat": "grain"}
    assert found.names == {"CHN:grain": "Grain, CHN", "USA:grain": "Grain, USA", "grain": "Grain"}


def test_of_regions() -> None:
    """Proves: only the region of a label changes, and labels without one stay."""
    found = of_regions({"CHN": "asia"}, ["CHN:a:b", "USA:a", "CHN"])
    assert found == {"CHN:a:b": "asia:a:b", "USA:a": "USA:a", "CHN": "CHN"}
