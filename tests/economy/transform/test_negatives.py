"""Negative cells are moved, never lost: identities, hand-made answers, what cannot be moved."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from commonweal.economy.transform.negatives import WithoutNegatives, move_negatives

PRODUCTS, ACTIVITIES = ["steel", "scrap"], ["mill", "yard"]
ROLES = {"people": "household", "stocks": "stock_building", "abroad": "exports"}


def frame(cells: object, columns: list[str]) -> pd.DataFrame:
    return pd.DataFrame(np.asarray(cells, dtype=float), index=PRODUCTS, columns=columns)


def gap(supply: pd.DataFrame, use: pd.DataFrame, final_use: pd.DataFrame, imports: pd.DataFrame):
    """Supply and imports less use and final use, by product."""
    return (
        supply.sum(axis=1) + imports.sum(axis=1) - use.sum(axis=1) - final_use.sum(axis=1)
    ).to_numpy()


SUPPLY = frame([[100, -3], [0, 20]], ACTIVITIES)
USE = frame([[10, 5], [-8, 2]], ACTIVITIES)
FINAL = frame([[70, -2, 20], [-4, 1, 30]], [*ROLES])
IMPORTS = frame([[6], [-1]], ["total"])


def moved(**changes: object) -> WithoutNegatives:
    given_tables = {"imports": IMPORTS, "residual": "sold-used", **changes}
    return move_negatives(SUPPLY, USE, FINAL, ROLES, **given_tables)  # type: ignore[arg-type]


def test_each_cell_goes_to_its_place() -> None:
    """Proves: the mill's -8 of scrap used become 8 made (not 8 used: the sign would turn), the
    yard's -3 of steel made become 3 used on top of 5, -1 imported 1 exported on top of 30, and
    people's -4 go to the residual category; the negative stock of steel stays where it is."""
    found = moved()
    np.testing.assert_array_equal(found.supply, [[100, 0], [8, 20]])
    np.testing.assert_array_equal(found.use, [[10, 8], [0, 2]])
    np.testing.assert_array_equal(found.final_use, [[70, -2, 20, 0], [0, 1, 31, -4]])
    assert found.imports is not None
    np.testing.assert_array_equal(found.imports, [[6], [0]])
    assert found.roles == {**ROLES, "sold-used": "other"}
    assert found.problems == ()


def test_the_table_of_moves_has_every_cell() -> None:
    """Proves: four cells moved, each with its way and amount; a move left out would be unseen."""
    rows = moved().moved.to_numpy().tolist()
    assert rows == [
        ["scrap", "use", "mill", "supply", "mill", 8.0],
        ["steel", "supply", "yard", "use", "yard", 3.0],
        ["scrap", "imports", "total", "final_use", "abroad", 1.0],
        ["scrap", "final_use", "people", "final_use", "sold-used", 4.0],
    ]


def test_what_cannot_be_moved_is_named() -> None:
    """Proves: without a residual category negative final use stands and is a problem; without
    exports so are negative imports. Nothing is set to zero."""
    found = moved(residual=None)
    assert found.final_use.loc["scrap", "people"] == -4
    assert [problem.where for problem in found.problems] == [
        'final_use row "scrap", column "people"'
    ]
    roles = {**ROLES, "abroad": "investment"}
    found = move_negatives(SUPPLY, USE, FINAL, roles, IMPORTS, "sold-used")
    assert [str(p).split(".")[0] for p in found.problems] == [
        'imports row "scrap", column "total": -1 and there are no categories of exports'
    ]
    assert found.imports is not None
    assert found.imports.loc["scrap", "total"] == -1


def test_imports_of_a_negative_use_are_named() -> None:
    """Proves: 2 imported of an input that is -8 is a contradiction, whatever is moved."""
    users = [*ACTIVITIES, *ROLES]
    imports = frame([[0, 0, 0, 0, 0], [2, 0, 0, 0, 0]], users)
    found = moved(imports=imports)
    assert [problem.where for problem in found.problems] == ['imports row "scrap", column "mill"']


def test_many_problems_are_counted() -> None:
    """Proves: five cells are named, the largest first, and all are counted."""
    final_use = pd.DataFrame(-np.arange(1.0, 8.0), index=list("abcdefg"), columns=["people"])
    nothing = pd.DataFrame(0.0, index=final_use.index, columns=["mill"])
    found = move_negatives(nothing, nothing, final_use, {"people": "household"})
    assert len(found.problems) == 6
    assert found.problems[0].where == 'final_use row "g", column "people"'
    assert found.problems[5].what == "7 cells are like these, the largest are listed"


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"imports": frame([[np.nan], [0]], ["total"])}, "not a finite number"),
        ({"imports": frame([[1], [0]], ["mill"])}, "one column total"),
        ({"residual": "people"}, "may not be negative"),
    ],
)
def test_unfit_tables_are_refused(change: dict[str, object], message: str) -> None:
    """Proves: a blank cell, imports of a part of the users, and a residual that may not be
    negative are refused; taken as given, the balance would break unseen."""
    with pytest.raises(ValueError, match=message):
        moved(**change)


cells = st.integers(-50, 50).map(float)


@given(
    arrays(float, (2, 2), elements=cells),
    arrays(float, (2, 2), elements=cells),
    arrays(float, (2, 3), elements=cells),
    arrays(float, (2, 5), elements=cells),
    st.booleans(),
)
@settings(max_examples=40, deadline=None)
def test_identities(
    supply: np.ndarray, use: np.ndarray, final: np.ndarray, imports: np.ndarray, whole: bool
) -> None:
    """Proves: for any tables V - U stays as it was in each cell and the gap of each product too;
    nothing negative is left but in stocks and the residual. Whole numbers: equal, not nearly."""
    users = [*ACTIVITIES, *ROLES]
    made, used, final_use = (
        frame(supply, ACTIVITIES),
        frame(use, ACTIVITIES),
        frame(final, [*ROLES]),
    )
    bought = frame(imports[:, :1], ["total"]) if whole else frame(imports, users)
    found = move_negatives(made, used, final_use, ROLES, bought, "residual")
    assert found.imports is not None
    np.testing.assert_array_equal(found.supply - found.use, made - used)
    np.testing.assert_array_equal(
        gap(found.supply, found.use, found.final_use, found.imports),
        gap(made, used, final_use, bought),
    )
    for table in (found.supply, found.use, found.imports, found.final_use[["people", "abroad"]]):
        assert (table >= 0).to_numpy().all()
    again = move_negatives(
        found.supply, found.use, found.final_use, found.roles, found.imports, "residual"
    )
    assert again.moved.empty
