"""The dense work on the linking rows: by any array library the same as by NumPy."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
import scipy.sparse as sp

import commonweal.plan.interior.arrays as arrays
import commonweal.plan.interior.libraries as libraries
import commonweal.plan.interior.linking as linking
from commonweal.errors import StudyError
from commonweal.plan.interior.arrays import Dense, InPlace, Portable, factorise
from commonweal.plan.interior.eliminate import SingularError
from commonweal.plan.interior.form import Form, form
from commonweal.plan.interior.libraries import Library, library, standard
from commonweal.plan.interior.normal import Normal
from commonweal.plan.make import make_plan
from interior_solving import at_weights, of_case, rows_of
from random_economies import economy
from random_programmes import programme


def _strict() -> Library:
    why = "NOT TESTED: array-api-strict is not installed"
    return standard(pytest.importorskip("array_api_strict", reason=why))


def _jax() -> Library:
    pytest.importorskip("jax", reason="NOT TESTED: JAX is not installed")
    return library("jax")


# NumPy itself follows the standard and goes through the portable code as any other
OPENED: dict[str, Callable[[], Library]] = {
    "numpy": lambda: standard(np),
    "strict": _strict,
    "jax": _jax,
}


@pytest.fixture(params=list(OPENED))
def opened(request: pytest.FixtureRequest) -> Library:
    return OPENED[request.param]()


def agree(what: Form, opened: Library) -> None:
    """S and S^-1 r are those of NumPy in place, and S^-1 r solves with S."""
    normal, parts = at_weights(what)
    ours, other = InPlace(normal.links), Portable(opened, normal.links)
    lower = np.tril(ours.assemble(*parts))
    with opened.inside():
        whole = opened.fetch(other.assemble(*parts))
    size = np.max(np.abs(lower))
    assert whole.dtype == np.float64
    assert np.max(np.abs(np.tril(whole) - lower)) <= 1e-12 * size
    assert np.max(np.abs(np.triu(whole).T - lower)) <= 1e-12 * size
    right = np.random.default_rng(8).normal(size=len(lower))
    one, two = (factorise(dense, *parts).solve(right) for dense in (ours, other))
    assert np.max(np.abs(two - one)) <= 1e-12 * np.max(np.abs(one))
    full = lower + np.tril(lower, -1).T
    assert full @ two == pytest.approx(right, rel=1e-9, abs=1e-9)


@pytest.mark.parametrize("few", [0, 8])
@pytest.mark.parametrize("seed", range(4))
def test_random_programmes(
    seed: int, few: int, opened: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Proves: S and what is solved with it agree to 1e-12 with NumPy in place, both where loose
    columns go into W and where they are added by themselves. A block that is joined untransposed
    or a table that reads a neighbour's entry is wrong in the first digit; single precision, which
    JAX takes unless told otherwise, in the eighth."""
    monkeypatch.setattr(linking, "FEW", few)
    rows, cost, _ = programme(seed, degenerate=seed % 2 == 1)
    agree(form(rows, cost), opened)


@pytest.mark.parametrize("seed", [0, 3])
def test_plans_of_several_years(seed: int, opened: Library) -> None:
    """Proves: with balances of several periods, distinct columns in each, S is that of NumPy. With
    U of one period on both sides of S[t,u] the blocks between years would be another's."""
    what = of_case(economy(seed).case())
    normal = Normal(what)
    assert sum(pair.left is pair.right for pair in normal.links.pairs) > 2
    agree(what, opened)


@pytest.mark.parametrize("strips", [2, 3, 50])
def test_blocks_on_the_diagonal_in_strips(strips: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Proves: the lower half of S is the same where its blocks on the diagonal are filled strip by
    strip, and what is far above the diagonal is left as it was. A strip that ends one column early
    would leave what stood there before."""
    normal, parts = at_weights(of_case(economy(3).case()))
    own = InPlace(normal.links)
    whole = np.tril(own.assemble(*parts))
    monkeypatch.setattr(arrays, "STRIP", 1)
    monkeypatch.setattr(arrays, "STRIPS", strips)
    own.matrix[:] = np.nan
    by_strips = own.assemble(*parts)
    assert np.tril(by_strips) == pytest.approx(whole, rel=1e-12, abs=1e-12 * np.max(np.abs(whole)))
    first = next(p.left for p in normal.links.pairs if p.left.distinct is not None)
    assert np.isnan(by_strips[first.rows, first.rows][0, -1])


def by_hand(opened: Library | None) -> Dense:
    """The dense work on two linking rows without a group: S = K0 D0 K0' + E0."""
    rows = rows_of([[1.0, 0.0], [1.0, 1.0]], [0.0, 0.0], [0.0, 0.0])
    own = Normal(form(rows, np.zeros(2))).links
    return InPlace(own) if opened is None else Portable(opened, own)


def test_two_rows_by_hand(opened: Library) -> None:
    """Proves: S = [4 2; 2 3] with r = (2, 5) gives (-1/2, 2), by hand, in both ways. Without the
    diagonal E0 = (3, 1) it would be [1 2; 2 2] and have no factor at all."""
    parts = np.zeros(1), sp.coo_array(np.array([[1.0, 2.0], [2.0, 2.0]])), np.array([3.0, 1.0])
    for dense in (by_hand(None), by_hand(opened)):
        assert factorise(dense, *parts).solve(np.array([2.0, 5.0])) == pytest.approx([-0.5, 2.0])


def test_what_has_no_factor_is_lifted_or_refused(opened: Library) -> None:
    """Proves: [1 1; 1 1 - 1e-10] gets a factor at a lift of 1e-10 or more, and [1 2; 2 1] none at
    any. A library that marks a failure by NaN alone would hand NaN on as a solution."""
    for dense in (by_hand(None), by_hand(opened)):
        nearly = sp.coo_array(np.array([[1.0, 1.0], [1.0, 1.0 - 1e-10]]))
        found = factorise(dense, np.zeros(1), nearly, np.zeros(2)).solve(np.array([1.0, 1.0]))
        assert found.sum() == pytest.approx(1.0, rel=1e-4)
        never = sp.coo_array(np.array([[1.0, 2.0], [2.0, 1.0]]))
        with pytest.raises(SingularError):
            factorise(dense, np.zeros(1), never, np.zeros(2))


def test_a_plan_by_jax() -> None:
    """Proves: with its dense work in JAX a plan certifies with the value of NumPy, and auto takes
    the interior point for it. A choice that is read and not used would end with HiGHS instead."""
    pytest.importorskip("jax", reason="NOT TESTED: JAX is not installed")
    case, said = economy(0).case(), []
    ours = make_plan(case, progress=said.append, arrays="jax")
    peer = make_plan(case, solver="interior")
    assert ours.certificate.status == "optimal"
    assert ours.solver == peer.solver
    assert any("the linking rows go to jax on" in sentence for sentence in said)
    assert ours.certificate.objective == pytest.approx(peer.certificate.objective, rel=1e-7)


@pytest.mark.parametrize("name", ["cupy", "jax"])
def test_a_library_that_is_missing_is_reported(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Proves: what is not installed is one report with the key and the mend, and no plan is made
    by NumPy instead; a solver that would not use the library is reported with it."""
    monkeypatch.setitem(sys.modules, name, None)
    with pytest.raises(StudyError, match=f'"{name}" is not installed') as one:
        make_plan(economy(0).case(), solver="interior", arrays=name)
    assert [problem.where for problem in one.value.problems] == ["solver.arrays"]
    assert "Install" in one.value.problems[0].fix
    with pytest.raises(StudyError, match="only the interior point uses it") as two:
        make_plan(economy(0).case(), solver="simplex", arrays=name)
    assert len(two.value.problems) == 2


def test_no_library_is_imported_unasked(monkeypatch: pytest.MonkeyPatch) -> None:
    """Proves: a plan by the interior point opens neither library. One that is imported anyway
    would cost every user its seconds and its memory."""

    def opened(name: str) -> Any:
        raise AssertionError(name)

    monkeypatch.setattr(libraries.importlib, "import_module", opened)
    assert make_plan(economy(0).case(), solver="interior").certificate.accepted


def test_an_unknown_library_is_reported() -> None:
    """Proves: a name that nobody knows is reported with those that are known."""
    with pytest.raises(StudyError, match="Known are numpy, cupy, jax"):
        library("abacus")
