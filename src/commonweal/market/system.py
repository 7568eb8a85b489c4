"""What the market starts from: sectors, processes, people and limits as plain arrays.

A system holds the same people, coefficients and physical limits as the case from which it was
made, in the order in which the simulation wants them: processes sorted by sector.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from commonweal.errors import Problems, StudyError

Array = NDArray[np.float64]
Index = NDArray[np.intp]
MONTHS = 12  # steps a year
NEVER = 10**6  # month in which what is never available becomes available


@dataclass(frozen=True)
class Routes:
    """Ways in which standing capacity takes up another technique: conversion, or replacement.

    Parameters
    ----------
    source, destination : (route) processes of one sector
    goods : (sector, route) [unit per unit/yr] put in once
    hours : (route) [h per unit/yr] worked once
    months : (route) from the first payment to use
    available : (route) first month in which it can be begun
    builds : (route) True where it takes a whole new plant, which counts among orders
    """

    source: Index
    destination: Index
    goods: Array
    hours: Array
    months: Index
    available: Index
    builds: NDArray[np.bool_]

    @classmethod
    def none(cls, sectors: int) -> Routes:
        """No route at all."""
        empty = np.zeros(0, dtype=np.intp)
        nothing = np.zeros(0)
        return cls(
            empty, empty, np.zeros((sectors, 0)), nothing, empty, empty, np.zeros(0, dtype=bool)
        )


@dataclass(frozen=True)
class Ceilings:
    """Diffusion: the capacity of the members is at most a share of that of their sector.

    Parameters
    ----------
    sector : (ceiling)
    share : (ceiling, year) [1]; the last year's holds afterwards
    member : (ceiling, process) True where a process counts
    """

    sector: Index
    share: Array
    member: NDArray[np.bool_]

    @classmethod
    def none(cls, processes: int) -> Ceilings:
        """No ceiling at all."""
        return cls(
            np.zeros(0, dtype=np.intp), np.zeros((0, 1)), np.zeros((0, processes), dtype=bool)
        )


@dataclass(frozen=True, kw_only=True)
class System:
    """Sectors with their processes, and the people who work and consume.

    Every sector makes one product. Capacity is what can be used: unit/yr at the highest use.

    Parameters
    ----------
    names : (sector) labels
    owner : (process) sector of each process, ascending; the first process of a sector stands at
        the start
    inputs : (sector, process) [unit per unit]
    hours : (process) [h per unit]
    capital : (sector, process) [unit per unit/yr of capacity]
    wear : (process) [1/yr]
    build_months : (process) from order to use
    ramp : (process) [1] share of the first year's output that new capacity loses
    available : (process) first month in which capacity can be ordered; NEVER where it cannot
    reference : (process) the same process without the licensed technique; itself where none
    storable : (sector) True where unsold output can be kept
    kept : (sector) [1/yr] share of a stock that is left after a year
    growth_limit : (sector) [1/yr] orders are at most wear and this growth of capacity
    needs : (sector, need) [unit per unit of need]
    need_level : (need) [unit/yr] all consumption of the start; its composition is that of spending
    public_needs : (sector, need) [unit per unit of need] of it that the government buys
    public_use : (sector) [unit/yr] bought by the government at the start
    import_share : (sector) [1] of every use that comes from abroad
    export_mix : (sector) [unit] what abroad buys, up to a factor; zeros where there is no trade
    relative_wage : (sector) [1] wage of an hour relative to the general wage
    people : (year) [1] relative to the first year
    workers : (year) [1] relative to the first year; the last year's hold afterwards
    research : (ceiling, year) [h/yr] that developing a technique and keeping it up takes; the last
        year's hold afterwards; no rows where the techniques are there without
    owner_heads : [1] share of people who live on property
    routes, ceilings : see there
    notes : what was assumed in making it, in sentences
    """

    names: tuple[str, ...]
    owner: Index
    inputs: Array
    hours: Array
    capital: Array
    wear: Array
    build_months: Index
    ramp: Array
    available: Index
    reference: Index
    storable: NDArray[np.bool_]
    kept: Array
    growth_limit: Array
    needs: Array
    need_level: Array
    public_needs: Array
    public_use: Array
    import_share: Array
    export_mix: Array
    relative_wage: Array
    people: Array
    workers: Array
    routes: Routes
    ceilings: Ceilings
    research: Array = field(default_factory=lambda: np.zeros((0, 1)))
    owner_heads: float = 0.05  # assumption
    process_names: tuple[str, ...] = ()
    notes: tuple[str, ...] = field(default=())

    def __post_init__(self) -> None:
        """Refuse what no economy can be; all problems at once."""
        problems = Problems()
        _check_sizes(self, problems)
        problems.raise_if_any(StudyError)
        _check_values(self, problems)
        problems.raise_if_any(StudyError)

    @property
    def size(self) -> int:
        """Number of sectors."""
        return len(self.names)

    @property
    def processes(self) -> int:
        """Number of processes."""
        return len(self.owner)

    @cached_property
    def first(self) -> Index:
        """(sector) its first process, which stands at the start."""
        return np.searchsorted(self.owner, np.arange(self.size)).astype(np.intp)

    @cached_property
    def count(self) -> Index:
        """(sector) number of its processes."""
        return np.bincount(self.owner, minlength=self.size).astype(np.intp)

    @cached_property
    def licensed(self) -> NDArray[np.bool_]:
        """(process) True where software is paid for."""
        return np.asarray(self.reference != np.arange(self.processes))

    @cached_property
    def longest_build(self) -> int:
        """Months of the longest construction, routes included."""
        return int(max(self.build_months.max(), self.routes.months.max(initial=1)))

    @cached_property
    def trades(self) -> bool:
        """Whether there is anything to do with the rest of the world."""
        return bool(self.export_mix.any())

    @cached_property
    def kept_monthly(self) -> Array:
        """(sector) [1/month] share of a stock that is left after a month; none of a service."""
        return np.where(self.storable, self.kept ** (1.0 / MONTHS), 0.0)

    def by_sector(self, values: Array) -> Array:
        """Sum over the processes of each sector; the last axis is processes."""
        return np.add.reduceat(values, self.first, axis=-1)

    def without_new_techniques(self) -> System:
        """The same system in which only what stands at the start can be ordered or kept up."""
        standing = np.zeros(self.processes, dtype=bool)
        standing[self.first] = True
        return replace(
            self,
            available=np.where(standing, 0, NEVER).astype(np.intp),
            routes=Routes.none(self.size),
            research=np.zeros((0, 1)),
        )


def gathered(place: Index, values: Array, size: int) -> Array:
    """Sum of values by place, for places that are in no order (size)."""
    return np.asarray(np.bincount(place, values, minlength=size), dtype=np.float64)


def _check_sizes(system: System, problems: Problems) -> None:
    n, j, needs = len(system.names), len(system.owner), len(system.need_level)
    shapes = {
        "inputs": (n, j),
        "hours": (j,),
        "capital": (n, j),
        "wear": (j,),
        "build_months": (j,),
        "ramp": (j,),
        "available": (j,),
        "reference": (j,),
        "storable": (n,),
        "kept": (n,),
        "growth_limit": (n,),
        "needs": (n, needs),
        "public_needs": (n, needs),
        "public_use": (n,),
        "import_share": (n,),
        "export_mix": (n,),
        "relative_wage": (n,),
    }
    for name, shape in shapes.items():
        found = getattr(system, name).shape
        if found != shape:
            problems.add(name, f"the shape is {found}", f"Give {shape}: sectors, processes, needs")
    ceilings, found = len(system.ceilings.sector), system.research.shape
    if len(found) != 2 or found[0] not in (0, ceilings) or found[1] < 1:
        fix = f"Give {ceilings} techniques by years, or no technique"
        problems.add("research", f"the shape is {found}", fix)
    present = set(system.owner.tolist())
    for sector, label in enumerate(system.names):
        if sector not in present:
            problems.add(f"sector {label}", "has no technique", "Give at least one process")
    if list(system.owner) != sorted(system.owner):
        problems.add("owner", "processes are not sorted by sector", "Sort them")


def _check_values(system: System, problems: Problems) -> None:
    for name in [
        "inputs",
        "hours",
        "capital",
        "wear",
        "ramp",
        "kept",
        "growth_limit",
        "needs",
        "need_level",
        "public_use",
        "import_share",
        "export_mix",
        "relative_wage",
        "people",
        "workers",
        "research",
    ]:
        values = getattr(system, name)
        if not np.isfinite(values).all() or (values < 0).any():
            worst = float(values.min(initial=np.inf))
            problems.add(name, f"negative or missing (lowest {worst:g})", "Give numbers from 0 up")
    for name in ("ramp", "kept", "import_share"):
        if (getattr(system, name) > 1).any():
            problems.add(name, "a share is above 1", "Give shares from 0 to 1")
    if (system.build_months < 1).any():
        problems.add("build_months", "less than a month", "Give 1 or more")
    if (system.available[system.first] != 0).all() and (system.available >= NEVER).all():
        problems.add("available", "nothing can ever be built", "Make one technique available")
    stock = system.capital.sum(axis=0)
    if (stock <= 0).any():
        bare = int(np.argmin(stock))
        problems.add(f"process {bare}", "has no capital", "Give the stock that a unit takes")
