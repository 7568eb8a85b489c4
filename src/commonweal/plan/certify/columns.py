"""The columns of the programme: every variable, its labels, its bounds and its base-year size."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from commonweal.plan.certify.curve import (
    Curve,
    free_time_curve,
    free_time_pieces,
    fulfilment_curve,
)
from commonweal.plan.certify.inputs import Inputs
from commonweal.plan.certify.tables import Labels, Vector

MOST_SHORTFALL = 10.0  # a target is never missed by more than ten times all base-year hours


@dataclass(frozen=True)
class Variable:
    """One family of columns.

    Parameters
    ----------
    name, dims : of the variable
    labels : labels of each dimension
    start : number of its first column; the others follow in the order of its axes
    lower, upper : bounds
    size : base-year size, the yardstick for rows in which hardly anything happens
    """

    name: str
    dims: tuple[str, ...]
    labels: dict[str, Labels]
    start: int
    lower: Vector
    upper: Vector
    size: Vector

    @property
    def columns(self) -> NDArray[np.intp]:
        """Column numbers, in the shape of the variable."""
        return np.arange(self.start, self.start + self.lower.size).reshape(self.lower.shape)


@dataclass(frozen=True)
class Columns:
    """All columns of a programme.

    Parameters
    ----------
    variables : by name
    lower, upper, size : (column)
    """

    variables: dict[str, Variable]
    lower: Vector
    upper: Vector
    size: Vector

    def __getitem__(self, name: str) -> NDArray[np.intp]:
        return self.variables[name].columns

    def __contains__(self, name: str) -> bool:
        return name in self.variables


def need_curve(inputs: Inputs) -> Curve:
    """The curve of fulfilment of the case."""
    return fulfilment_curve(inputs.curvature, inputs.step)


def time_curves(inputs: Inputs) -> list[Curve]:
    """The curve of free time of each region, all in as many pieces as the finest of them."""
    waking = inputs.scalar("work.waking_hours")
    pairs = list(zip(inputs["work.base_hours"], inputs["work.least_hours"], strict=True))
    count = max(free_time_pieces(base, waking, least, inputs.step) for base, least in pairs)
    return [free_time_curve(base, waking, least, inputs.step, count) for base, least in pairs]


def values_free_time(inputs: Inputs) -> bool:
    """Whether free time counts: it has a weight and there is work."""
    return inputs.size("labour_type") > 0 and bool((inputs["work.free_time_weight"] > 0).any())


def columns(inputs: Inputs) -> Columns:
    """Lay out every variable that the case has."""
    layout = _Layout(inputs)
    _flows(inputs, layout)
    if inputs.has_capacity:
        _capital(inputs, layout)
    _people(inputs, layout)
    every = list(layout.variables.values())
    return Columns(
        layout.variables,
        np.concatenate([v.lower.ravel() for v in every]),
        np.concatenate([v.upper.ravel() for v in every]),
        np.concatenate([v.size.ravel() for v in every]),
    )


class _Layout:
    """Collects variables and numbers their columns."""

    def __init__(self, inputs: Inputs) -> None:
        self.labels = dict(inputs.labels)
        self.variables: dict[str, Variable] = {}
        self.count = 0

    def add(
        self,
        name: str,
        dims: tuple[str, ...],
        size: Vector,
        lower: Vector | float = 0.0,
        upper: Vector | float = np.inf,
    ) -> None:
        shape = tuple(len(self.labels[dim]) for dim in dims)
        full = [np.array(np.broadcast_to(x, shape), dtype=float) for x in (lower, upper, size)]
        self.variables[name] = Variable(
            name,
            dims,
            {dim: self.labels[dim] for dim in dims},
            self.count,
            full[0],
            full[1],
            np.where(full[2] > 0, full[2], 1.0),
        )
        self.count += full[0].size


def base_supply(inputs: Inputs) -> Vector:
    """(product) what the base year made and could import."""
    made = inputs["technology.output"] @ (inputs.base_level * inputs.standard)
    return np.asarray(made + np.abs(inputs["trade.import_most"][:, 0]))


def _flows(inputs: Inputs, layout: _Layout) -> None:
    supply = base_supply(inputs)[:, None]
    layout.add("activity", ("process", "period"), inputs.base_level[:, None])
    layout.add("unused", ("product", "period"), supply)
    for flow in ("import", "export"):
        least, most = inputs[f"trade.{flow}_least"], inputs[f"trade.{flow}_most"]
        layout.add(f"{flow}s", ("product", "period"), supply, least, most)
    room = np.zeros((inputs.size("product"), inputs.size("period")))
    room[inputs["stocks.storable"] > 0, :-1] = np.inf
    layout.add("stock", ("product", "period"), supply, 0.0, room)


def _capital(inputs: Inputs, layout: _Layout) -> None:
    level = inputs.base_level[:, None]
    given, free = np.zeros((2, inputs.size("process"), inputs.size("period")))
    given[:, 0] = inputs["start.capacity"]
    free[:, 0] = inputs["start.capacity"]
    free[:, 1:] = np.inf
    layout.add("capacity", ("process", "period"), level, given, free)
    orders = np.where(inputs["technology.buildable"] > 0, np.inf, 0.0)
    layout.add("build", ("process", "period"), 0.1 * level, 0.0, orders)
    stock = inputs["technology.assets"] @ inputs["start.capacity"]
    layout.add("investment", ("asset", "period"), 0.1 * stock[:, None])
    changes = np.where(inputs["conversions.allowed"] > 0, np.inf, 0.0)
    size = 0.1 * inputs.base_level[inputs.source][:, None]
    layout.add("convert", ("conversion", "period"), size, 0.0, changes)


def _people(inputs: Inputs, layout: _Layout) -> None:
    base, floor = inputs.base_needs, inputs["demand.floor"]
    layout.add("need_level", ("need", "period"), base)
    layout.add("shortage", ("need", "period"), base, 0.0, base * np.maximum(floor, 0.0))
    hours, least = inputs["work.base_hours"][:, None], inputs["work.least_hours"][:, None]
    layout.add("hours_per_worker", ("region", "period"), hours, least, hours)
    aim = inputs["adoption.target_aim"] > 0
    dims = ("target", "activity", "period")
    layout.add("target_shortfall", dims, np.array(0.01), 0.0, np.where(aim, MOST_SHORTFALL, 0.0))
    if "maximin" in inputs.goals:
        layout.add("lowest_fulfilment", (), np.array(1.0))
    if "welfare" in inputs.goals:
        width = need_curve(inputs).width
        layout.labels["piece"] = tuple(range(len(width)))
        layout.add("need_piece", ("need", "period", "piece"), width, 0.0, width)
        if values_free_time(inputs):
            width = np.array([curve.width for curve in time_curves(inputs)])[:, None, :]
            layout.labels["moment"] = tuple(range(width.shape[2]))
            layout.add("free_time_piece", ("region", "period", "moment"), width, 0.0, width)
