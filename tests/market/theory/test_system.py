"""A system of production refuses what is no technology, and puts columns together."""

from __future__ import annotations

import numpy as np
import pytest

from commonweal.market.theory.system import system
from random_systems import changed, random_system


@pytest.mark.parametrize(
    ("inputs", "hours", "more", "message"),
    [
        ([[0.2, 0.1]], [1.0], {}, "not square"),
        ([[-0.2]], [1.0], {}, "negative"),
        ([[0.2]], [np.nan], {}, "missing"),
        ([[0.2]], [1.0], {"utilisation": 0.0}, "above 0"),
        ([[0.2]], [1.0], {"stock": [1.0, 2.0]}, "shape"),
        ([[0.2]], [1.0], {"labels": ["corn", "iron"]}, "labels"),
    ],
)
def test_refusals(inputs: list, hours: list, more: dict, message: str) -> None:
    """Proves: shapes, signs, gaps and idle plant are refused, and not carried into prices."""
    with pytest.raises(ValueError, match=message):
        system(inputs, hours, **more)


def test_utilisation_and_wear() -> None:
    """Proves: half-used plant of 2 a unit ties up 4 and wears by 0.05 * 4; at full use it
    would be 2 and 0.1."""
    half = system([[0.2]], [1.0], stock=[[2.0]], wear_rate=0.05, utilisation=0.5)
    assert half.stock.tolist() == [[4.0]]
    assert half.wear == pytest.approx(np.array([[0.2]]))
    assert half.prices(0.1) == pytest.approx([5.0])


def test_with_columns() -> None:
    """Proves: a taken column brings its inputs, wear, stock and hours, and no other is touched;
    rows taken instead of columns would mix two techniques."""
    rng = np.random.default_rng(3)
    one = random_system(rng)
    other = changed(one, rng, spread=0.5)
    both = one.with_columns(other, [True, False, True, False, False])
    for name in ("inputs", "wear", "stock"):
        assert np.array_equal(getattr(both, name)[:, [0, 2]], getattr(other, name)[:, [0, 2]])
        assert np.array_equal(getattr(both, name)[:, [1, 3, 4]], getattr(one, name)[:, [1, 3, 4]])
    assert both.hours.tolist() == np.where([1, 0, 1, 0, 0], other.hours, one.hours).tolist()


def test_arrays_are_sealed() -> None:
    """Proves: nobody changes a system behind another's back."""
    with pytest.raises(ValueError, match="read-only"):
        system([[0.2]], [1.0]).inputs[0, 0] = 0.9
