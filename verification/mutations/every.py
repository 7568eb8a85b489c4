"""All mutations, in the order of the table."""

from verification.mutations.market import MARKET
from verification.mutations.money import MONEY
from verification.mutations.mutation import Mutation
from verification.mutations.shared import SHARED
from verification.mutations.theory import THEORY

EVERY: tuple[Mutation, ...] = (*THEORY, *MARKET, *MONEY, *SHARED)


def chosen(names: list[str]) -> list[Mutation]:
    """The mutations named, or that break what is named; all of them if nothing is.

    Raises
    ------
    ValueError
        for a name that nothing has
    """
    found = [m for m in EVERY if not names or m.name in names or m.of in names]
    known = {m.name for m in EVERY} | {m.of for m in EVERY}
    unknown = [name for name in names if name not in known]
    if unknown:
        raise ValueError(f"no mutation is called, or breaks, {', '.join(unknown)}")
    return found
