"""The goals of a case: as a gain over the columns, and their value recomputed from the plan."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from commonweal.plan.certify.columns import need_curve, time_curves, values_free_time
from commonweal.plan.certify.programme import Formulas
from commonweal.plan.certify.society import base_work
from commonweal.plan.certify.tables import Vector


@dataclass(frozen=True)
class Wish:
    """One goal: maximise gain . x + constant.

    Parameters
    ----------
    name : as in the study
    gain : (column)
    constant : value of the goal where the gain is zero
    kept : whether later goals keep what it reached
    """

    name: str
    gain: Vector
    constant: float = 0.0
    kept: bool = False


def wishes(programme: Formulas) -> list[Wish]:
    """The goals in order, without those that nothing depends on."""
    inputs = programme.inputs
    found = []
    for name in inputs.goals:
        if name == "floors" and not (inputs["demand.floor"] > 0).any():
            continue
        if name == "targets" and not (inputs["adoption.target_aim"] > 0).any():
            continue
        gain, constant = _gain(programme, name)
        found.append(Wish(name, gain, constant, name in ("floors", "targets")))
    return found


def _floor_weight(programme: Formulas) -> Vector:
    """(need, period) omega[n] / (people[t] r[n]) in planned years, 0 in the continuation."""
    inputs = programme.inputs
    weight = inputs["demand.weight"][:, None] / inputs.base_needs
    weight[:, -1] = 0.0
    return np.asarray(weight)


def _hours_weight(programme: Formulas) -> Vector:
    """(region, period) beta[t] W[r,t] / sum_r W[r,1] h0[r], W the workers of all types."""
    inputs = programme.inputs
    ones = np.ones((inputs.size("region"), inputs.size("period")))
    whole = inputs.worked(inputs["work.base_hours"][:, None] * ones)[:, 0].sum()
    return np.asarray(inputs["wanted.period_weight"] * inputs.worked(ones) / whole)


def _gain(programme: Formulas, name: str) -> tuple[Vector, float]:
    inputs, columns = programme.inputs, programme.columns
    gain = np.zeros(len(columns.lower))
    beta = inputs["wanted.period_weight"]
    constant = 0.0
    if name == "floors":
        gain[columns["shortage"]] = -_floor_weight(programme)
    elif name == "targets":
        gain[columns["target_shortfall"]] = -1.0
    elif name == "welfare":
        curve, weight = need_curve(inputs), inputs["demand.weight"]
        by_need = weight[:, None] * beta[None, :]
        gain[columns["need_piece"]] = by_need[:, :, None] * curve.slope[None, None, :]
        constant = float(curve.heights[0] * by_need.sum())
        if values_free_time(inputs):
            by_period = inputs["work.free_time_weight"][:, None] * beta[None, :]
            slope = np.array([curve.slope for curve in time_curves(inputs)])
            gain[columns["free_time_piece"]] = by_period[:, :, None] * slope[:, None, :]
    elif name == "maximin":
        gain[columns["lowest_fulfilment"]] = 1.0
    elif name == "least_hours":
        gain[columns["hours_per_worker"]] = -_hours_weight(programme)
    else:
        limit = inputs.labels["limit"].index(name.partition(":")[2])
        by_process = inputs["technology.emissions"][limit][:, None]
        gain[columns["activity"]] = -beta[None, :] * by_process
        by_need = inputs["demand.emissions"][limit][:, None]
        gain[columns["need_level"]] = -beta[None, :] * by_need
    return gain, constant


def fulfilment(programme: Formulas, x: Vector) -> Vector:
    """(need, period) level of each need relative to the base year."""
    return np.asarray(x[programme.columns["need_level"]] / programme.inputs.base_needs)


def value(programme: Formulas, name: str, x: Vector, held: dict[int, float]) -> float:
    """Value of a goal, from levels of needs, capacities, activities and hours alone.

    The columns that only serve the goal (shortages, shortfalls, pieces, the lowest fulfilment)
    are not read: what they stand for is computed again.
    """
    inputs, columns = programme.inputs, programme.columns
    beta = inputs["wanted.period_weight"]
    met = fulfilment(programme, x)
    if name == "floors":
        short = np.maximum(inputs["demand.floor"] - met, 0.0)
        return -float((_floor_weight(programme) * inputs.base_needs * short).sum())
    if name == "targets":
        return -_missed(programme, x)
    if name == "welfare":
        points = inputs["demand.weight"] @ need_curve(inputs).at(met) @ beta
        if values_free_time(inputs):
            waking, hours = inputs.scalar("work.waking_hours"), x[columns["hours_per_worker"]]
            for r, curve in enumerate(time_curves(inputs)):
                base = inputs["work.base_hours"][r]
                gained = (base - hours[r]) / (waking - base)
                points += inputs["work.free_time_weight"][r] * beta @ curve.at(gained)
        return float(points)
    if name == "maximin":
        waiting = [level for row, level in enumerate(met.ravel()) if row not in held]
        return float(min(waiting, default=np.inf))
    if name == "least_hours":
        return -float((_hours_weight(programme) * x[columns["hours_per_worker"]]).sum())
    gain, _ = _gain(programme, name)
    return float(gain @ x)


def _missed(programme: Formulas, x: Vector) -> float:
    """Sum over targets, activities and periods of what is missed, in base-year hours.

    sum_{j in a} w[j] (aim[g,a,t] - carries[j]) K[j,t] / base hours, where positive
    """
    inputs = programme.inputs
    worked = inputs["adoption.target_weight"][:, None] * x[programme.columns[inputs.counted]]
    carried = inputs.member @ (worked * inputs["adoption.target_member"][:, None])
    aim = inputs["adoption.target_aim"]
    short = aim * (inputs.member @ worked)[None] - carried[None]
    return float(np.maximum(np.where(aim > 0, short, 0.0), 0.0).sum()) / base_work(inputs)
