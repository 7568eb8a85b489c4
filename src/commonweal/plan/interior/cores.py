"""How many threads work on a step.

Those of the library that multiplies and factors wait for each other at full speed. For a small S
that costs more than it brings, and on a machine with other work many times as much; so a small one
is factored by one thread. Where it has more, the sparse products and the groups, which that library
does not share among them, are shared here. No sum is split, so that the result is the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import TypeVar

from threadpoolctl import threadpool_info, threadpool_limits

WORTH = 1500  # assumption: linking rows from which a second core shortens a factor by a third
Item = TypeVar("Item")
Result = TypeVar("Result")


@contextmanager
def cores(linking: int) -> Iterator[None]:
    """One thread while S has few rows, as many as the library likes where it has many.

    Parameters
    ----------
    linking : rows of S
    """
    with threadpool_limits(limits=1 if linking < WORTH else None, user_api="blas"):
        yield


def threads(linking: int) -> int:
    """How many threads ``cores`` leaves to a programme with so many rows of S."""
    if linking < WORTH:
        return 1
    return max((p["num_threads"] for p in threadpool_info() if p["user_api"] == "blas"), default=1)


def shared(work: Callable[[Item], Result], items: Sequence[Item], count: int) -> list[Result]:
    """``work`` on every item, by ``count`` threads, in order; the first error is raised."""
    if min(count, len(items)) < 2:
        return [work(item) for item in items]
    with ThreadPoolExecutor(count) as pool:
        return list(pool.map(work, items))
