"""The verdict, by hand: shown, refuted, it depends, and under which levels the opposite holds."""

from __future__ import annotations

import itertools
import math

import pytest

from commonweal.compare.grid import GRID, Cell
from commonweal.spirals.verdict import (
    Outcome,
    always,
    breaks_at,
    count,
    decides,
    outcome,
    together,
    verdict,
)


def crossed(*axes: tuple[str, str]) -> list[Cell]:
    """Cells of axes a, b, c ... with two levels each."""
    names = "abcdef"[: len(axes)]
    return [
        Cell(str(levels), GRID, dict(zip(names, levels, strict=True)), {})
        for levels in itertools.product(*axes)
    ]


@pytest.mark.parametrize(
    ("answer", "sign", "found"),
    [
        (0.2, 1, "claimed"),
        (0.2, -1, "opposite"),
        (-0.2, 1, "opposite"),
        (-0.2, -1, "claimed"),
        (0.1, 1, "none"),
        (-0.1, 1, "none"),
        (0.0, -1, "none"),
        (None, 1, "unknown"),
        (math.nan, 1, "unknown"),
    ],
)
def test_what_a_link_does(answer: float | None, sign: int, found: Outcome) -> None:
    """Proves: with a tolerance of 0.1 an answer of 0.2 counts by its sign and one of 0.1 counts as
    none, on both sides; a missing answer is no "none". Without the sign, a claim that something
    falls would be shown by its rise."""
    assert outcome(answer, sign, 0.1) == found


def test_a_chain_goes_as_claimed_where_every_link_does() -> None:
    """Proves: one broken link breaks the chain; the chain goes the other way where its last link
    does, whatever the first ones do; a link without an answer leaves the chain without."""
    assert together(["claimed", "claimed"]) == "claimed"
    assert together(["none", "claimed"]) == "none"
    assert together(["opposite", "claimed"]) == "none"
    assert together(["claimed", "none"]) == "none"
    assert together(["claimed", "opposite"]) == "opposite"
    assert together(["none", "opposite"]) == "opposite"
    assert together(["unknown", "opposite"]) == "unknown"
    assert breaks_at(["claimed", "none", "opposite"]) == 1
    assert breaks_at(["claimed", "claimed"]) is None


def test_shown_refuted_depends() -> None:
    """Proves: shown needs every cell, refuted that there is none, and cells without an answer
    count in neither; where no cell has one there is no verdict. Where nothing moves in any cell
    nothing is refuted, but a chain that breaks before an answer that moves is."""
    assert verdict(["claimed", "claimed", "unknown"]) == "shown"
    assert verdict(["none", "opposite", "unknown"]) == "refuted"
    assert verdict(["none", "none"]) == "none"
    assert verdict(["none", "unknown"]) == "none"
    assert verdict(["none", "none"], ["claimed", "none"]) == "refuted"
    assert verdict(["none", "none"], ["none", "none"]) == "none"
    assert verdict(["claimed", "none"]) == "depends"
    assert verdict(["claimed", "opposite"]) == "depends"
    assert verdict(["unknown"]) == "unknown"
    assert count(["claimed", "none", "claimed"], "claimed") == 2


def test_levels_of_the_opposite_by_hand() -> None:
    """Proves: of eight cells the opposite holds with a2, and with b2 and c2 together; both sets are
    found, the larger first, and none that only adds a level to one that is there (a2 with b1)."""
    cells = crossed(("a1", "a2"), ("b1", "b2"), ("c1", "c2"))
    own: list[Outcome] = [
        "opposite"
        if cell.levels["a"] == "a2" or (cell.levels["b"] == "b2" and cell.levels["c"] == "c2")
        else "claimed"
        for cell in cells
    ]
    found = always(cells, own, lambda o: o == "opposite", 3)
    assert [(dict(f.levels), f.cells) for f in found] == [
        ({"a": "a2"}, 4),
        ({"b": "b2", "c": "c2"}, 2),
    ]
    assert str(found[1]) == "b: b2, c: c2"
    assert [dict(f.levels) for f in always(cells, own, lambda o: o == "opposite", 1)] == [
        {"a": "a2"}
    ]


def test_a_cell_without_an_answer_is_no_exception() -> None:
    """Proves: levels under which all cells with an answer do the same are found though one cell has
    none; one cell that does otherwise removes them."""
    cells = crossed(("a1", "a2"), ("b1", "b2"))
    own: list[Outcome] = ["claimed", "claimed", "opposite", "unknown"]
    assert [f.cells for f in always(cells, own, lambda o: o == "opposite", 1)] == [1]
    own[3] = "none"
    assert always(cells, own, lambda o: o == "opposite", 1) == []


def test_the_axis_that_decides() -> None:
    """Proves: the axis by which the share of cells differs most is named with its shares; by a the
    shares are 0 and 100 %, by b 50 % each."""
    cells = crossed(("a1", "a2"), ("b1", "b2"))
    own: list[Outcome] = ["none", "none", "claimed", "claimed"]
    assert decides(cells, own, "claimed") == ("a", "a1: 0%, a2: 100%")
    assert decides(cells, own, "opposite") == ("", "")
