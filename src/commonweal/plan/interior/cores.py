"""How many threads the library takes that multiplies and factors.

Its threads wait for each other at full speed. For a small S that costs more than it brings, and on
a machine with other work many times as much; so a small one is factored by one thread.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from threadpoolctl import threadpool_limits

WORTH = 1500  # assumption: linking rows from which a second core shortens a factor by a third


@contextmanager
def cores(linking: int) -> Iterator[None]:
    """One thread while S has few rows, as many as the library likes where it has many.

    Parameters
    ----------
    linking : rows of S
    """
    with threadpool_limits(limits=1 if linking < WORTH else None, user_api="blas"):
        yield
