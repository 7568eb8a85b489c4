"""Who works on the blocks: threads of this process, or the workers of a Dask cluster.

Blocks are cut by the economy, not by the number of workers, and their results are put together
in the order of the blocks, so that it makes no difference to a byte who has worked.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any, Protocol

from commonweal.errors import EconomyError, Problem, SolverStopped
from commonweal.plan.two_level.economy import Block, Source, check_block


class Spread(Protocol):
    """Holds one thing per block where it is worked on."""

    def hold(self, function: Callable[..., Any], own: Sequence[Sequence[Any]]) -> list[Any]:
        """Handles of ``function(*own[b])`` for each block b; handles may stand in ``own``."""

    def run(self, function: Callable[..., Any], held: Sequence[Any], *shared: Any) -> list[Any]:
        """Results of ``function(held[b], *shared)``, in the order of the blocks."""


class Here:
    """Threads of this process. The products of sparse matrices let one another run.

    Parameters
    ----------
    threads : how many
    """

    def __init__(self, threads: int = 2) -> None:
        self._threads = ThreadPoolExecutor(threads)

    def hold(self, function: Callable[..., Any], own: Sequence[Sequence[Any]]) -> list[Any]:
        """Results themselves: here is where they are worked on."""
        return list(self._threads.map(lambda items: function(*items), own))

    def run(self, function: Callable[..., Any], held: Sequence[Any], *shared: Any) -> list[Any]:
        """Results in the order of the blocks."""
        return list(self._threads.map(lambda item: function(item, *shared), held))

    def close(self) -> None:
        """End the threads."""
        self._threads.shutdown()


class Cluster:
    """Workers of a Dask cluster.

    What a worker held is made again elsewhere when it dies, from the small source of its block:
    the scheduler keeps how everything was made.

    Parameters
    ----------
    client : of ``distributed``
    """

    def __init__(self, client: Any) -> None:
        self._client = client

    def hold(self, function: Callable[..., Any], own: Sequence[Sequence[Any]]) -> list[Any]:
        """Futures, kept on the workers."""
        return [self._client.submit(function, *items, pure=False) for items in own]

    def run(self, function: Callable[..., Any], held: Sequence[Any], *shared: Any) -> list[Any]:
        """Results in the order of the blocks.

        Raises
        ------
        SolverStopped
            when a block has cost several workers their life, as with too little memory
        """
        from distributed.scheduler import KilledWorker

        # by a task of its own, so that it is sent once, and made again with the rest
        sent = [self._client.submit(_as_it_is, item, pure=False) for item in shared]
        done = [self._client.submit(function, item, *sent, pure=False) for item in held]
        try:
            return list(self._client.gather(done))
        except KilledWorker as error:
            raise SolverStopped(
                f"the workers of the cluster die of one block ({error}); give them more memory, "
                "or cut the economy into more blocks"
            ) from error

    def close(self) -> None:
        """Nothing: the client belongs to whoever made it."""


def _as_it_is(item: Any) -> Any:
    return item


@contextmanager
def spread_over(threads: int = 2, scheduler: str | None = None) -> Iterator[Spread]:
    """Threads here, or the workers of a Dask scheduler.

    Parameters
    ----------
    threads : where there is no scheduler
    scheduler : address, such as ``tcp://127.0.0.1:8786``

    Raises
    ------
    RunFolderError
        where dask.distributed is not installed or the scheduler does not answer
    """
    if scheduler is None:
        here = Here(threads)
        try:
            yield here
        finally:
            here.close()
        return
    from commonweal.compare.ensemble import cluster_client

    with cluster_client(scheduler) as client:
        yield Cluster(client)


def held_blocks(spread: Spread, sources: Sequence[Source], products: int, things: int) -> list[Any]:
    """Blocks, made and checked where they will be worked on.

    Raises
    ------
    EconomyError
        on blocks that do not fit, or leave products out
    """
    held = spread.hold(_made, [(source, products, things) for source in sources])
    ends = spread.run(_extent, held)
    wanted = 0
    for first, size in ends:
        if first != wanted:
            what = f"begins with product {first}, where {wanted} was to come"
            raise EconomyError([Problem("a block", what, "Give the blocks in order")])
        wanted += size
    if wanted != products:
        what = f"hold {wanted} products of {products}"
        raise EconomyError([Problem("blocks", what, "Give every product a process")])
    return held


def _made(source: Source, products: int, things: int) -> Block:
    block = source.make()
    check_block(block, products, things)
    return block


def _extent(block: Block) -> tuple[int, int]:
    return block.first, block.size
