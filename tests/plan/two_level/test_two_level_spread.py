"""Who works on the blocks changes no byte, and neither does a worker that dies."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from typing import Any

import pytest
from made_large_economies import random_economy

from commonweal.errors import EconomyError, RunFolderError
from commonweal.plan.two_level.generate import Spec
from commonweal.plan.two_level.generated import generated
from commonweal.plan.two_level.method import Outcome, Settings, plan_large
from commonweal.plan.two_level.spread import Cluster, Here, Spread, held_blocks, spread_over

SPEC = Spec(1000, 10)
FINE = Settings(gap=1e-4)


def planned(spread: Spread, tell: Any = lambda _: None) -> Outcome:
    """A plan of a generated economy."""
    economy, blocks = generated(SPEC, spread)
    return plan_large(economy, spread, FINE, tell=tell, blocks=blocks)


def content(outcome: Outcome) -> tuple[Any, ...]:
    """Everything of a plan, as bytes, and the history without the clock."""
    plan = outcome.plan
    arrays = (plan.levels, plan.uses, plan.worth, plan.prices)
    clock = {"seconds": 0.0, "processor": 0.0}
    history = [{**line, **clock} for line in outcome.history]
    return (*(array.tobytes() for array in arrays), plan.value, plan.bound, history)


def test_threads_change_no_byte() -> None:
    """Proves: one, two and three threads give the same plan to the last bit. Sums in the order in
    which threads end would differ."""
    one = content(planned(Here(1)))
    assert content(planned(Here(2))) == one
    assert content(planned(Here(3))) == one


def test_the_gap_is_told_in_per_cent() -> None:
    """Proves: while a plan is made, and when it is made, the gap has one unit: the last line tells
    a hundred times the last gap of the history, in per cent. It was told as 0.0001 on the way and
    as 0.01 % at the end."""
    told: list[str] = []
    found = planned(Here(1), told.append)
    assert told[-1].endswith(f"gap {100 * found.history[-1]['gap']:.2g} %")


@pytest.fixture
def cluster() -> Iterator[Any]:
    """Two workers of a local Dask cluster, each a process of its own."""
    distributed = pytest.importorskip(
        "distributed", reason="NOT TESTED: the extra commonweal[cluster] is not installed"
    )
    with (
        distributed.LocalCluster(
            n_workers=2,
            threads_per_worker=1,
            processes=True,
            host="127.0.0.1",
            dashboard_address=None,
        ) as made,
        distributed.Client(made) as client,
    ):
        yield client


def test_a_worker_that_dies_changes_no_byte(cluster: Any) -> None:
    """Proves: a worker killed after the second round, with the blocks that it held, is replaced,
    and the plan is that of one process without an accident, to the last bit."""
    here = content(planned(Here(2)))
    killed: list[int] = []

    def kill(sentence: str) -> None:
        if sentence.startswith("round 2") and not killed:
            pid = next(iter(cluster.run(os.getpid).values()))
            os.kill(pid, signal.SIGKILL)
            killed.append(pid)

    outcome = planned(Cluster(cluster), kill)
    assert killed
    assert content(outcome) == here
    assert killed[0] not in cluster.run(os.getpid).values()


def test_a_scheduler_that_is_not_there_is_told() -> None:
    """Proves: without dask.distributed, or without an answer, there is one report and no plan."""
    with pytest.raises(RunFolderError), spread_over(scheduler="tcp://127.0.0.1:1"):
        pytest.fail("no scheduler, and yet there are workers")


def test_blocks_must_cover_the_products() -> None:
    """Proves: a missing block and blocks out of order are told; the products in between would have
    the prices of others."""
    economy = random_economy(1, 30)
    things = len(economy.things)
    with pytest.raises(EconomyError, match="of 30"):
        held_blocks(Here(1), economy.sources[:-1], 30, things)
    with pytest.raises(EconomyError, match="to come"):
        held_blocks(Here(1), economy.sources[::-1], 30, things)


def test_the_number_of_blocks_changes_nothing_but_rounding() -> None:
    """Proves: one block or seven are the same economy: value and bound agree to the gap."""
    plans = [
        plan_large(random_economy(4, 50, blocks=count), Here(1), Settings(gap=1e-6)).plan
        for count in (1, 7)
    ]
    assert plans[0].value == pytest.approx(plans[1].value, rel=1e-6)
    assert plans[0].bound == pytest.approx(plans[1].bound, rel=1e-6)
