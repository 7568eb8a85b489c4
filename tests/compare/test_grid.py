"""The grid: frozen by its hash, complete in what fairness asks for, every closure checked."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from commonweal.compare.grid import BUNDLED, HASH, content_hash, read_grid
from commonweal.errors import StudyError
from commonweal.market.parameters import read_closure

FROZEN = "f00abfc3d13add94b9384abc23aaf572642f024dfda5619311e7d7c266a5c561"


def changed(tmp_path: Path, change: dict[str, object], rehash: bool = True) -> Path:
    """The bundled grid with some keys replaced."""
    content = json.loads(BUNDLED.read_text(encoding="utf-8")) | change
    if rehash:
        content[HASH] = content_hash(content)
    path = tmp_path / "grid.json"
    path.write_text(json.dumps(content), encoding="utf-8")
    return path


def test_the_grid_is_the_one_that_was_frozen() -> None:
    """Proves: nobody tuned the grid after results were seen without changing this line too."""
    assert read_grid().hash == FROZEN


def test_a_grid_that_was_changed_is_refused(tmp_path: Path) -> None:
    """Proves: a seed changed in the file without its hash is refused, and the report says which
    hash it would have; with the hash it is another grid and is read."""
    noise = {"coefficient_noise": 0.0, "demand_noise": 0.0, "delay_years": 0, "seeds": [7]}
    with pytest.raises(StudyError, match="was changed"):
        read_grid(changed(tmp_path, {"information": noise}, rehash=False))
    assert read_grid(changed(tmp_path, {"information": noise})).noise.seeds == (7,)


def test_every_bad_closure_is_told_at_once(tmp_path: Path) -> None:
    """Proves: an unknown rule in an axis and a share above one in a named cell are two problems of
    one report, before any closure is run."""
    bad = {
        "axes": {"owners": {"odd": {"owner_of_income": 0.4}}},
        "named": {"odd": {"why": "x", "values": {"public_share": 1.5}}},
    }
    with pytest.raises(StudyError) as caught:
        read_grid(changed(tmp_path, bad))
    assert len(caught.value.problems) == 2


@pytest.mark.parametrize("text", ["", "{}", '{"axes": 1}', "[]"])
def test_a_file_that_is_no_grid_is_refused(text: str, tmp_path: Path) -> None:
    """Proves: a damaged file is a problem and no grid without closures."""
    path = tmp_path / "grid.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(StudyError, match="no grid"):
        read_grid(path)


def test_a_grid_that_is_not_there_is_told_in_words(tmp_path: Path) -> None:
    """Proves: a path without a file, a folder, a text that is no JSON and a key that is missing
    each have a sentence; none shows the name of an exception, as FileNotFoundError once was."""
    (tmp_path / "text.json").write_text("{]", encoding="utf-8")
    (tmp_path / "short.json").write_text("{}", encoding="utf-8")
    for name, words in (
        ("nothing.json", "there is no such file"),
        ("", "directory"),
        ("text.json", "no JSON from line 1, column 2"),
        ("short.json", "the key 'named' is missing"),
    ):
        with pytest.raises(StudyError) as caught:
            read_grid(tmp_path / name)
        assert words in str(caught.value)
        assert "Error" not in str(caught.value)
        assert "Errno" not in str(caught.value)


def test_the_grid_holds_what_fairness_asks_for() -> None:
    """Proves: wages that follow productivity fully with no rent, a market with and without a state,
    research that somebody pays for wherever there is no licence but in one cell that says so,
    both rules of exports, all three of the budget, wages that are never cut, and every combination
    of the axes are in it; the faulty rationing counts in nothing."""
    grid = read_grid()
    closures = [read_closure(cell.values) for cell in grid.cells() if not cell.artefact]
    assert len(grid.crossed()) == 144
    assert any(
        c.wage_rule == "indexed"
        and c.productivity_pass == 1.0
        and c.licence_share == 0.0
        and c.research_rule == "public"
        for c in closures
    )
    unpaid = [c for c in closures if c.licence_share == 0.0 and c.research_rule == "licence"]
    assert len(unpaid) == 1
    assert any(c.stabiliser > 0 and c.dole > 0.4 for c in closures)
    assert any(c.dole == 0.0 for c in closures)
    assert {c.exports_rule for c in closures} == {"given", "earned"}
    assert {c.budget_rule for c in closures} == {"debt", "abroad", "balanced"}
    assert {c.wage_rigidity for c in closures} >= {0.0, 1.0}
    assert {c.public_share for c in closures} == {0.0, 0.55, 1.0}
    assert all(c.intermediates_first for c in closures)
    assert [cell.name for cell in grid.cells() if cell.artefact] == ["everybody rationed alike"]


def test_switches_make_every_subset() -> None:
    """Proves: six switches make 64 closures, from all frictions to none, each different."""
    grid = read_grid()
    cells = grid.switched()
    names = {switch.name for switch in grid.switches}
    assert names == {"rent", "hoarding", "closure", "rationing", "finance", "information"}
    assert len(cells) == len({json.dumps(dict(c.values), sort_keys=True) for c in cells}) == 64
    assert cells[0].name == "all frictions"
    assert set(cells[-1].levels.values()) == {"off"}
