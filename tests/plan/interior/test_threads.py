"""What threads share comes out as from one, and who gets how many."""

from __future__ import annotations

import threading

import numpy as np
import pytest
from threadpoolctl import threadpool_limits

import commonweal.plan.interior.arrays as arrays
import commonweal.plan.interior.cores as cores
import commonweal.plan.interior.linking as linking
from commonweal.plan.interior.arrays import InPlace
from commonweal.plan.interior.cores import shared, threads
from commonweal.plan.interior.eliminate import SingularError, eliminate
from commonweal.plan.interior.linking import weights
from interior_solving import at_weights, of_case
from random_economies import economy


@pytest.mark.parametrize("count", [2, 3, 50])
def test_groups_and_blocks_are_those_of_one_thread(
    count: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Proves: C of every group and S are the same to the last bit, whether one thread makes them
    or several, more than there are groups among them. Groups that are joined out of order, or a
    block that lands in the place of another, would differ in the first digit."""
    normal, parts = at_weights(of_case(economy(3).case()))
    for batch, one in zip(normal.parts.batches, normal.inverses, strict=True):
        several = eliminate(batch, normal.heaviness, normal.stiffness, count)
        assert np.array_equal(several, one)
    lower = np.tril(InPlace(normal.links).assemble(*parts))
    assert np.count_nonzero(lower) > len(lower)
    monkeypatch.setattr(arrays, "threads", lambda _: count)
    assert np.array_equal(np.tril(InPlace(normal.links).assemble(*parts)), lower)


@pytest.mark.parametrize("some", [1, 2])
def test_weights_do_not_depend_on_how_many_groups_are_added_at_once(
    some: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Proves: entries of W are the sums over all groups, however few share the place in memory
    where they are multiplied. Without the last few of a batch, or with those of the slice before
    them, which still lie there, they would be wrong in the first digit."""
    normal, (entries, _, _) = at_weights(of_case(economy(3).case()))
    loose = normal.weight[normal.parts.loose]
    monkeypatch.setattr(linking, "SOME", some)
    assert max(len(batch.columns) for batch in normal.parts.batches) > some
    assert weights(normal.links, normal.inverses, loose) == pytest.approx(entries, rel=1e-13)


def test_an_error_in_a_thread_is_raised() -> None:
    """Proves: a group without a factor stops the step in whatever thread it is found. Swallowed it
    would leave the step with a part of the groups."""

    def work(number: int) -> int:
        if number == 3:
            raise SingularError("the fourth")
        return number

    with pytest.raises(SingularError, match="the fourth"):
        shared(work, range(5), 2)


def test_results_come_in_order_and_from_several_threads() -> None:
    """Proves: a first item that ends only after the second has begun still comes first; by one
    thread it would wait for ever (the limit makes it fail instead)."""
    second = threading.Event()

    def work(number: int) -> tuple[int, bool]:
        if number == 1:
            second.set()
        return number, second.wait(30.0)

    assert shared(work, [0, 1], 2) == [(0, True), (1, True)]


def test_small_ones_get_one_thread_and_large_ones_what_the_library_has(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Proves: below ``WORTH`` rows one thread, from there as many as the library that multiplies:
    one where it is told so. A count of the machine's cores would ignore what the user set."""
    assert threads(cores.WORTH - 1) == 1
    with threadpool_limits(1, user_api="blas"):
        assert threads(cores.WORTH) == 1
    pools = [{"user_api": "blas", "num_threads": 3}, {"user_api": "openmp", "num_threads": 9}]
    monkeypatch.setattr(cores, "threadpool_info", lambda: pools)
    assert threads(cores.WORTH) == 3
    assert threads(cores.WORTH - 1) == 1
