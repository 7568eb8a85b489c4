"""The iteration: predictor, corrector, centrality corrections, until the point is good enough."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from commonweal.plan.interior.cores import cores
from commonweal.plan.interior.eliminate import SingularError
from commonweal.plan.interior.end import Farkas, no_point
from commonweal.plan.interior.face import settled
from commonweal.plan.interior.form import Form
from commonweal.plan.interior.normal import Normal
from commonweal.plan.interior.point import (
    Bounded,
    Measures,
    Point,
    Turnover,
    bounded,
    measure,
    residuals,
    turnover,
)
from commonweal.plan.interior.progress import ENOUGH, Progress
from commonweal.plan.interior.start import even, mehrotra_start, natural_start, own
from commonweal.plan.interior.step import (
    Stepper,
    Stride,
    Weights,
    corrected,
    moved,
    predicted,
    stride,
)

AIM = 1e-9  # what the iteration tries to reach: a thousandth of what the certificate allows
ROUGH = 1e-5  # so near the rows have to be before the point is settled on them
MOST = 200  # assumption: iterations after which it gives up
CORRECTIONS = 2  # Gondzio 1996: corrections that pay where a factor costs many solves
Watch = Callable[["Entry"], None]


@dataclass(frozen=True)
class Entry:
    """One line of the log."""

    iteration: int
    measures: Measures
    mean: float
    primal: float
    dual: float
    seconds: float


@dataclass(frozen=True)
class Outcome:
    """What the iteration ended with.

    Parameters
    ----------
    status : "optimal", "infeasible", "time" or "stalled"
    point : the best point
    measures : of it
    log : one entry per iteration
    proof : of infeasibility, where that is the status
    """

    status: str
    point: Point
    measures: Measures
    log: tuple[Entry, ...]
    proof: Farkas | None = None


def iterate(
    form: Form,
    normal: Normal,
    deadline: float,
    start: Point | None = None,
    constant: float = 0.0,
    watch: Watch | None = None,
) -> Outcome:
    """Solve a programme that has rows and columns.

    Parameters
    ----------
    form : the programme
    normal : its equations
    deadline : of ``time.monotonic``
    start : a point to start from; where there is none, one near the base year, and Mehrotra's
        where the iteration finds nothing from there
    constant : value of the goal where the expression is zero, with its sign turned
    watch : called with every entry of the log

    Raises
    ------
    SingularError
        When the equations of neither start can be solved.
    """
    with cores(len(normal.links.order)):
        if start is not None:
            return _from(form, normal, deadline, start, even(start), constant, watch)
        return _from_either(form, normal, deadline, constant, watch)


def _from_either(
    form: Form, normal: Normal, deadline: float, constant: float, watch: Watch | None
) -> Outcome:
    """The iteration from near the base year, and from Mehrotra's start where that finds nothing."""
    ends = bounded(form)
    ended: Outcome | None = None
    for place, weigh in ((natural_start, own), (mehrotra_start, even)):
        before = ended.log if ended else ()
        try:
            point = place(form, ends, normal)
        except SingularError:
            continue
        ended = _from(form, normal, deadline, point, weigh(point), constant, watch)
        ended = replace(ended, log=before + ended.log)
        if ended.status != "stalled":
            break
    if ended is None:
        raise SingularError("the rows have no factor, whatever the weights")
    return ended


def _from(
    form: Form,
    normal: Normal,
    deadline: float,
    point: Point,
    weights: Weights,
    constant: float,
    watch: Watch | None,
) -> Outcome:
    """The iteration from one point, with weights of the products."""
    began = time.monotonic()
    ends = bounded(form)
    floor = 0.1 * AIM / max(1, len(ends.lower) + len(ends.upper))
    scale = turnover(form)
    far = Stride(0.0, 0.0)
    progress: Progress | None = None
    tried: Point | None = None
    log: list[Entry] = []
    for number in range(MOST):
        left = residuals(form, ends, point)
        found = measure(form, ends, point, left, scale, constant)
        entry = Entry(number, found, point.mean(), far.primal, far.dual, time.monotonic() - began)
        log.append(entry)
        if watch:
            watch(entry)
        progress = progress or Progress(point, found)
        progress.note(point, found, left)
        if found.besides_rows() <= AIM and found.rows <= ROUGH:
            tried, done = point, _settled(form, ends, normal, point, scale, constant)
            if done is not None:
                return Outcome("optimal", done[0], done[1], tuple(log))
        if found.worst() <= AIM:
            break
        proof = no_point(form, point.y)
        if proof is not None:
            return Outcome("infeasible", point, found, tuple(log), proof)
        if time.monotonic() > deadline:
            return Outcome("time", point, found, tuple(log))
        if progress.over() or not np.isfinite(found.worst()):
            break
        try:
            stepper = Stepper(form, ends, normal, point, weights)
            way, target = predicted(
                stepper, left, floor * max(form.unit, abs(found.value + constant))
            )
            way = corrected(stepper, way, target, CORRECTIONS)
        except SingularError:
            break
        far = stride(point, way)
        point = moved(point, way, far)
    assert progress is not None
    if progress.point is not tried:
        done = _settled(form, ends, normal, progress.point, scale, constant)
        if done is not None:
            return Outcome("optimal", done[0], done[1], tuple(log))
    status = "optimal" if progress.measures.worst() <= ENOUGH else "stalled"
    return Outcome(status, progress.point, progress.measures, tuple(log))


def _settled(
    form: Form, ends: Bounded, normal: Normal, point: Point, scale: Turnover, constant: float
) -> tuple[Point, Measures] | None:
    """The settled point, where it is good enough."""
    try:
        tried = settled(form, ends, normal, point)
    except SingularError:
        return None
    found = measure(form, ends, tried, residuals(form, ends, tried), scale, constant)
    return (tried, found) if found.worst() <= ENOUGH else None
