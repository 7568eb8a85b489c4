"""The inputs of a plan, read from a run folder and checked against each other."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from commonweal.errors import Problems, RunFolderError
from commonweal.plan.certify.tables import AGAIN, Labels, Vector, arranged, read_json, read_table

# table -> its dimensions; the case's documentation says what each holds
NUMBERS: dict[str, tuple[str, ...]] = {
    "technology.output": ("product", "process"),
    "technology.input": ("product", "process"),
    "technology.hours": ("labour_type", "process"),
    "technology.assets": ("asset", "process"),
    "technology.depreciation": ("process",),
    "technology.build_years": ("process",),
    "technology.utilisation": ("process",),
    "technology.emissions": ("limit", "process"),
    "technology.ramp": ("process",),
    "technology.buildable": ("process", "period"),
    "conversions.inputs": ("product", "conversion"),
    "conversions.hours": ("labour_type", "conversion"),
    "conversions.assets": ("asset", "conversion"),
    "conversions.allowed": ("conversion", "period"),
    "start.activity": ("activity",),
    "start.capacity": ("process",),
    "start.arrivals": ("process", "period"),
    "start.committed": ("asset", "period"),
    "start.composition": ("product", "asset"),
    "regions.given": ("region", "period"),
    "demand.people": ("region", "period"),
    "demand.composition": ("product", "need"),
    "demand.per_head": ("need",),
    "demand.weight": ("need",),
    "demand.may_fall": ("need",),
    "demand.floor": ("need", "period"),
    "demand.emissions": ("limit", "need"),
    "demand.deliveries": ("product", "period"),
    "work.workers": ("labour_type", "period"),
    "work.base_hours": ("region",),
    "work.least_hours": ("region",),
    "work.waking_hours": (),
    "work.free_time_weight": ("region",),
    "work.may_rise": (),
    "trade.price": ("product",),
    "trade.deficit": ("region", "period"),
    "trade.import_least": ("product", "period"),
    "trade.import_most": ("product", "period"),
    "trade.export_least": ("product", "period"),
    "trade.export_most": ("product", "period"),
    "stocks.storable": ("product",),
    "stocks.kept": ("product",),
    "stocks.opening": ("product",),
    "limits.cap": ("limit", "period"),
    "limits.capped": ("limit", "period"),
    "pace.up": ("activity",),
    "pace.down": ("activity",),
    "pace.needs": (),
    "adoption.ceiling_share": ("ceiling", "period"),
    "adoption.ceiling_member": ("ceiling", "process"),
    "adoption.target_share": ("target", "period"),
    "adoption.target_aim": ("target", "activity", "period"),
    "adoption.target_member": ("process",),
    "adoption.target_weight": ("process",),
    "research.hours": ("ceiling", "labour_type", "period"),
    "wanted.period_weight": ("period",),
}
TEXTS: dict[str, tuple[str, ...]] = {
    "technology.activity": ("process",),
    "technology.family": ("process",),
    "technology.technique": ("process",),
    "conversions.source": ("conversion",),
    "conversions.destination": ("conversion",),
    "adoption.ceiling_activity": ("ceiling",),
    "regions.product": ("product",),
    "regions.activity": ("activity",),
    "regions.need": ("need",),
    "regions.labour_type": ("labour_type",),
    "regions.asset": ("asset",),
}
# dimensions whose labels lie in regions
PLACED = ("product", "activity", "need", "labour_type", "asset")
# the table that says which labels a dimension has, and in which order
OWNERS: dict[str, str] = {
    "product": "trade.price",
    "process": "technology.utilisation",
    "activity": "start.activity",
    "asset": "technology.assets",
    "labour_type": "technology.hours",
    "need": "demand.weight",
    "limit": "technology.emissions",
    "conversion": "conversions.source",
    "ceiling": "adoption.ceiling_share",
    "target": "adoption.target_share",
    "region": "demand.people",
}


@dataclass(frozen=True)
class Inputs:
    """Everything that a plan started from.

    Parameters
    ----------
    labels : dimension -> labels; ``period`` holds the planned years and the continuation
    numbers : table -> values, axes in the order of ``NUMBERS``
    owner : (process) number of the activity of each process
    standard : (process) whether the process is the installed one without a technique
    source, destination : (conversion) numbers of processes
    ceiling_owner : (ceiling) number of the activity
    home : dimension -> (label) number of the region it lies in
    goals : names in order
    curvature, step : of the utility curve
    discount, growth : of the years after the horizon
    continued, has_capacity : which parts the programme has
    unread : files of the inputs folder that are none of the above
    """

    labels: dict[str, Labels]
    numbers: dict[str, Vector]
    owner: NDArray[np.intp]
    standard: NDArray[np.bool_]
    source: NDArray[np.intp]
    destination: NDArray[np.intp]
    ceiling_owner: NDArray[np.intp]
    home: dict[str, NDArray[np.intp]]
    goals: tuple[str, ...]
    curvature: float
    step: float
    discount: float
    growth: float
    continued: bool
    has_capacity: bool
    unread: tuple[str, ...]

    def __getitem__(self, table: str) -> Vector:
        return self.numbers[table]

    def scalar(self, table: str) -> float:
        """The value of a table without dimensions."""
        return float(self.numbers[table])

    def size(self, dim: str) -> int:
        """How many labels a dimension has."""
        return len(self.labels[dim])

    @property
    def base_needs(self) -> Vector:
        """(need, period) level at which every head has as much as in the base year."""
        return self["demand.per_head"][:, None] * self.people_of_needs

    @property
    def people_of_needs(self) -> Vector:
        """(need, period) people of the region of each need."""
        return self["demand.people"][self.home["need"]]

    def worked(self, hours: Vector) -> Vector:
        """(region, period) hours of all workers who each work ``hours`` (region, period)."""
        found = np.zeros((self.size("region"), self.size("period")))
        np.add.at(found, self.home["labour_type"], self["work.workers"])
        return np.asarray(found * hours)

    @property
    def base_level(self) -> Vector:
        """(process) level of the activity of each process in the base year."""
        return self["start.activity"][self.owner]

    @property
    def member(self) -> Vector:
        """(activity, process) 1 where the process belongs to the activity."""
        found = np.zeros((self.size("activity"), self.size("process")))
        found[self.owner, np.arange(len(self.owner))] = 1.0
        return found

    @property
    def counted(self) -> str:
        """The variable on which techniques are counted."""
        return "capacity" if self.has_capacity else "activity"


def read_inputs(folder: Path) -> Inputs:
    """Read the ``inputs`` of a run folder.

    Raises
    ------
    RunFolderError
        When a file is missing or damaged, or tables do not fit each other.
    """
    about = read_json(folder / "case.json")
    problems = Problems()
    found: dict[str, Any] = {}
    for name in [*NUMBERS, *TEXTS]:
        try:
            found[name] = read_table(folder / f"{name}.parquet")
        except RunFolderError as error:
            problems.extend(error.problems)
    problems.raise_if_any(RunFolderError)
    settings = _settings(about, problems)
    labels = {dim: found[table].labels.get(dim, ()) for dim, table in OWNERS.items()}
    labels["period"] = (*settings["years"], settings["years"][-1] + 1)
    values: dict[str, Any] = {}
    for name, dims in [*NUMBERS.items(), *TEXTS.items()]:
        fitted = arranged(found[name], dims, labels)
        if isinstance(fitted, str):
            problems.add(f"inputs/{name}.parquet", fitted, AGAIN)
        else:
            values[name] = fitted
    problems.raise_if_any(RunFolderError)
    return _joined(folder, settings, labels, values)


def _settings(about: dict[str, Any], problems: Problems) -> dict[str, Any]:
    try:
        wanted = about["wanted"]
        settings: dict[str, Any] = {
            "years": [int(year) for year in about["years"]],
            "has_capacity": bool(about["has_capacity"]),
            "goals": tuple(str(goal) for goal in wanted["goals"]),
            "curvature": float(wanted["curvature"]),
            "step": float(wanted["step"]),
            "discount": float(wanted["discount"]),
            "growth": float(wanted["continuation_growth"]),
            "continued": bool(wanted["continued"]),
        }
    except (KeyError, TypeError, ValueError) as error:
        problems.add("inputs/case.json", f"lacks a setting ({error!r})", AGAIN)
        problems.raise_if_any(RunFolderError)
        raise
    years: list[int] = settings["years"]
    if not years or years != list(range(years[0], years[0] + len(years))):
        problems.add("inputs/case.json", f"years are not consecutive ({years})", AGAIN)
    problems.raise_if_any(RunFolderError)
    return settings


def _joined(
    folder: Path, settings: dict[str, Any], labels: dict[str, Labels], values: dict[str, Any]
) -> Inputs:
    problems = Problems()

    def numbered(table: str, dim: str) -> NDArray[np.intp]:
        place = {label: number for number, label in enumerate(labels[dim])}
        unknown = [x for x in values[table] if x not in place]
        if unknown:
            problems.add(f"inputs/{table}.parquet", f"names no {dim} ({unknown[0]!r})", AGAIN)
        return np.array([place.get(x, 0) for x in values[table]], dtype=np.intp)

    owner = numbered("technology.activity", "activity")
    source = numbered("conversions.source", "process")
    destination = numbered("conversions.destination", "process")
    ceiling_owner = numbered("adoption.ceiling_activity", "activity")
    home = {dim: numbered(f"regions.{dim}", "region") for dim in PLACED}
    for label in np.array(labels["conversion"], dtype=object)[owner[source] != owner[destination]]:
        problems.add("inputs/conversions", f"{label} leads into another activity", AGAIN)
    lag = values["technology.build_years"]
    if ((lag < 1) | (lag != np.round(lag))).any():
        problems.add("inputs/technology.build_years.parquet", "not whole years from 1 up", AGAIN)
    for table in ("demand.people", "demand.per_head"):
        if (values[table] <= 0).any():
            problems.add(f"inputs/{table}.parquet", "holds a value that is not positive", AGAIN)
    problems.raise_if_any(RunFolderError)
    known = {f"{name}.parquet" for name in values} | {"case.json"}
    return Inputs(
        labels=labels,
        numbers={name: np.asarray(values[name], dtype=float) for name in NUMBERS},
        owner=owner,
        standard=(values["technology.family"] == "installed")
        & (values["technology.technique"] == ""),
        source=source,
        destination=destination,
        ceiling_owner=ceiling_owner,
        home=home,
        goals=settings["goals"],
        curvature=settings["curvature"],
        step=settings["step"],
        discount=settings["discount"],
        growth=settings["growth"],
        continued=settings["continued"],
        has_capacity=settings["has_capacity"],
        unread=tuple(sorted(p.name for p in folder.iterdir() if p.name not in known)),
    )
