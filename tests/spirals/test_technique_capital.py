"""The same case with techniques that take more capital."""

from __future__ import annotations

import numpy as np
import pytest

from commonweal.case.build import build_case
from commonweal.case.case import Case
from commonweal.case.study import read_study
from commonweal.spirals.capital import with_technique_capital


@pytest.fixture(scope="module")
def case() -> Case:
    """The bundled case of China."""
    return build_case(read_study("china-2026"))


def test_what_techniques_add_is_multiplied(case: Case) -> None:
    """Proves: fourfold means that a plant with a technique takes what it took without it and four
    times what the technique adds; plants without techniques, hours and inputs stay; conversions
    take four times the assets. Multiplying the whole plant would be far more."""
    deep = with_technique_capital(case, 4.0)
    parts, old = deep.technology, case.technology
    labels = [str(label) for label in old.activity["process"].values]
    seen = 0
    for n, label in enumerate(labels):
        technique = str(old.technique.values[n])
        now, before = parts.assets.values[:, n], old.assets.values[:, n]
        if not technique:
            np.testing.assert_array_equal(now, before)
            continue
        plain = old.assets.values[:, labels.index(label.removesuffix(f"+{technique}"))]
        added = np.maximum(before - plain, 0.0)
        np.testing.assert_allclose(now, before + 3.0 * added, rtol=1e-12)
        seen += bool(added.sum() > 0)
    assert seen > 20
    np.testing.assert_array_equal(parts.hours.values, old.hours.values)
    np.testing.assert_array_equal(parts.input.values, old.input.values)
    np.testing.assert_allclose(deep.conversions.assets, 4.0 * case.conversions.assets)
    assert deep.hash != case.hash


def test_a_factor_of_one_is_the_case(case: Case) -> None:
    """Proves: at 1 nothing is made anew, so that hashes stay what they are."""
    assert with_technique_capital(case, 1.0) is case
