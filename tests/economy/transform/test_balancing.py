"""RAS and GRAS: answers by hand, first-order conditions, properties, refusals."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from commonweal.economy.transform.biproportional import Balanced, changes, most_changed
from commonweal.economy.transform.gras import gras
from commonweal.economy.transform.ras import ras
from commonweal.errors import EconomyError

Method = Callable[[pd.DataFrame, "pd.Series[float]", "pd.Series[float]"], Balanced]


def frame(cells: object) -> pd.DataFrame:
    values = np.asarray(cells, dtype=float)
    rows, columns = values.shape
    return pd.DataFrame(
        values, index=[f"r{n}" for n in range(rows)], columns=[f"c{n}" for n in range(columns)]
    )


def sums(values: object, letter: str) -> pd.Series[float]:
    numbers = np.asarray(values, dtype=float)
    return pd.Series(numbers, index=[f"{letter}{n}" for n in range(len(numbers))])


def solved(method: Method, cells: object, rows: object, columns: object) -> Balanced:
    return method(frame(cells), sums(rows, "r"), sums(columns, "c"))


def test_ras_of_ones() -> None:
    """Proves: of ones the answer is u v / total: 3 x 4 / 10 = 1.2. The additive correction would
    give 3 / 2 + 4 / 2 - 10 / 4 = 1.0."""
    found = solved(ras, [[1, 1], [1, 1]], [3, 7], [4, 6])
    np.testing.assert_allclose(found.table, [[1.2, 1.8], [2.8, 4.2]], rtol=1e-12)


def test_ras_keeps_the_cross_ratio() -> None:
    """Proves: x11 x22 / (x12 x21) stays 2/3. With sums 10, 10 and 8, 12 that is
    t (2 + t) = 2/3 (10 - t)(8 - t), t^2 + 42 t - 160 = 0, t = sqrt(601) - 21 = 3.5153. One pass
    only would leave the rows unmet."""
    found = solved(ras, [[1, 2], [3, 4]], [10, 10], [8, 12])
    t = np.sqrt(601) - 21
    np.testing.assert_allclose(found.table, [[t, 10 - t], [8 - t, 2 + t]], rtol=1e-9)


def test_gras_by_hand() -> None:
    """Proves: with a negative cell x11 x22 |x12| / x21 is kept, for r and s cancel: 3 x 2 x 1 / 2.
    [[4, -1], [4, 3]] has it too, 4 x 3 x 1 / 4, and sums 3, 7 and 8, 2. RAS would multiply the
    negative cell by r s instead of dividing, and give another matrix."""
    found = solved(gras, [[3, -1], [2, 2]], [3, 7], [8, 2])
    np.testing.assert_allclose(found.table, [[4, -1], [4, 3]], rtol=1e-9)


def test_gras_row_of_negative_cells_only() -> None:
    """Proves: the correction for a row without positive cells. |x11| x21 / (|x12| x22) is kept:
    2 x 5 / (1 x 4) = 2.5 = 3 x 5 / (2 x 3). Without it the factor would be 0 / 0."""
    found = solved(gras, [[-2, -1], [5, 4]], [-5, 8], [2, 1])
    np.testing.assert_allclose(found.table, [[-3, -2], [5, 3]], rtol=1e-9)


def test_gras_without_negative_cells_is_ras() -> None:
    """Proves: the two agree where both apply."""
    one = solved(ras, [[1, 2], [3, 4]], [10, 10], [8, 12]).table
    two = solved(gras, [[1, 2], [3, 4]], [10, 10], [8, 12]).table
    pd.testing.assert_frame_equal(one, two)


def test_gras_has_the_least_distance() -> None:
    """Proves: no step along the margins lowers sum |a| z ln(z / e); a matrix that only met the sums
    would be lowered by a step in one of the two directions."""
    a = np.array([[4.0, -2.0, 1.0], [3.0, 5.0, -1.0], [2.0, 1.0, 6.0]])
    x = solved(gras, a, [5, 6, 12], [11, 4, 8]).table.to_numpy()

    def distance(cells: np.ndarray) -> float:
        z = cells / a
        return float((np.abs(a) * z * np.log(z / np.e)).sum())

    rng = np.random.default_rng(7)
    for _ in range(50):
        step = rng.normal(size=(3, 3))
        step -= step.mean(axis=0)
        step -= step.mean(axis=1, keepdims=True)
        for sign in (1e-3, -1e-3):
            assert distance(x + sign * step) > distance(x)


def test_a_sum_of_zero_empties_one_sign_and_settles_two() -> None:
    """Proves: a positive row whose sum is to be 0 becomes 0; a row of both signs keeps them and
    sums to 0."""
    found = solved(gras, [[1, 2], [3, 4], [2, -1]], [0, 7, 0], [5, 2]).table
    np.testing.assert_array_equal(found.loc["r0"], [0, 0])
    assert found.loc["r2", "c0"] > 0 > found.loc["r2", "c1"]
    assert abs(found.loc["r2"].sum()) < 1e-9


def test_changes_are_reported() -> None:
    """Proves: the largest absolute change (100 to 150) and the largest relative one (1 to 9) are
    different cells and both told; what stayed, and zeros, are not listed."""
    listed = changes(frame([[100, 1, 0], [7, 20, 1]]), frame([[150, 9, 0], [7, 21, 1]]))
    assert listed["change"].tolist() == [50, 8, 1]
    table = most_changed(listed, 1)
    assert table["largest"].tolist() == ["absolute", "relative"]
    assert table["column"].tolist() == ["c0", "c1"]
    assert table["relative"].tolist() == [0.5, 8]


@pytest.mark.parametrize(
    ("method", "cells", "rows", "columns", "messages"),
    [
        (ras, [[1, -1], [1, 1]], [1, 2], [1, 2], ['row "r0", column "c1": -1 is negative']),
        (ras, [[1, 1], [1, 1]], [-1, 2], [0, 1], ['row "r0": the sum -1 is negative']),
        (ras, [[1, 1], [1, 1]], [1, 2], [1, 3], ["row sums add up to 3, column sums to 4"]),
        (ras, [[0, 0], [1, 1]], [1, 2], [1, 2], ['row "r0": 1 is wanted, but no cell']),
        (gras, [[1, 2], [-1, -2]], [-1, -2], [-1, -2], ['row "r0": -1 is wanted, but no cell']),
        (ras, [[1, np.nan], [1, 1]], [1, 2], [1, 2], ["a cell is not a finite number"]),
        (ras, [[1, 1], [1, 1]], [1, 2, 3], [3, 3], ["have different labels"]),
    ],
)
def test_what_cannot_be_met(
    method: Method, cells: object, rows: object, columns: object, messages: list[str]
) -> None:
    """Proves: each impossible task is named, not worked on until it gives some matrix."""
    with pytest.raises(EconomyError) as caught:
        solved(method, cells, rows, columns)
    for message in messages:
        assert message in str(caught.value)


def test_zeros_without_room_are_named() -> None:
    """Proves: c0 can only come from r0, which has 1 where 2 are wanted: it ends with a report."""
    with pytest.raises(EconomyError, match="after 50 passes"):
        ras(frame([[1, 0], [0, 1]]), sums([1, 2], "r"), sums([2, 1], "c"), most=50)


positive = arrays(float, (3, 4), elements=st.integers(1, 99).map(float))
signs = arrays(float, (3, 4), elements=st.sampled_from([1.0, 1.0, 1.0, -1.0]))
factors = st.lists(st.integers(1, 40).map(lambda n: n / 10), min_size=7, max_size=7)


@st.composite
def tasks(draw: st.DrawFn, signed: bool) -> tuple[pd.DataFrame, pd.Series, pd.Series]:
    """A table and sums that some table of its signs has: feasible by construction."""
    cells, drawn = draw(positive), draw(factors)
    if signed:
        cells = cells * draw(signs)
    r, s = np.array(drawn[:3]), np.array(drawn[3:])
    outer = np.outer(r, s)
    met = np.where(cells > 0, cells * outer, cells / outer)
    return frame(cells), sums(met.sum(axis=1), "r"), sums(met.sum(axis=0), "c")


both = pytest.mark.parametrize(("method", "signed"), [(ras, False), (gras, True)])


@both
@given(data=st.data())
@settings(max_examples=40, deadline=None)
def test_sums_are_met(method: Method, signed: bool, data: st.DataObject) -> None:
    """Proves: all sums to 1e-9 of the row's size, zeros and signs kept, and a second run changes
    nothing at all: a balanced table is returned as it is."""
    table, rows, columns = data.draw(tasks(signed))
    found = method(table, rows, columns).table
    size = found.abs().to_numpy().sum()
    np.testing.assert_allclose(found.sum(axis=1), rows, atol=1e-9 * size)
    np.testing.assert_allclose(found.sum(axis=0), columns, atol=1e-9 * size)
    assert (np.sign(found) == np.sign(table)).to_numpy().all()
    again = method(found, rows, columns)
    pd.testing.assert_frame_equal(again.table, found, check_exact=True)
    assert again.changes.empty


@both
@given(data=st.data())
@settings(max_examples=20, deadline=None)
def test_units_and_order_have_no_effect(method: Method, signed: bool, data: st.DataObject) -> None:
    """Proves: everything in other units gives the answer in other units (RAS also where only the
    first guess is), and rows and columns in another order the same cells."""
    table, rows, columns = data.draw(tasks(signed))
    found = method(table, rows, columns).table
    scaled = method(table * 1000, rows * 1000, columns * 1000).table
    close = 1e-7 * float(found.abs().to_numpy().max())
    np.testing.assert_allclose(scaled / 1000, found, atol=close)
    turned = table.iloc[::-1, [2, 0, 3, 1]]
    shuffled = method(turned, rows, columns).table
    np.testing.assert_allclose(shuffled.loc[table.index, table.columns], found, atol=close)
    if not signed:
        np.testing.assert_allclose(method(table * 7, rows, columns).table, found, atol=close)
