"""Programme targets: shares of work done with techniques of the programme, elastic."""

from __future__ import annotations

from commonweal.plan.blocks.technique import in_place
from commonweal.plan.programme import LinearProgramme, base_level, belongs


def base_work(programme: LinearProgramme) -> float:
    """Hours of the base year, the unit in which shortfalls are counted."""
    case = programme.case
    installed = (case.technology.family == "installed") & (case.technology.technique == "")
    return float((case.adoption.target_weight * base_level(case) * installed).sum())


def variables(programme: LinearProgramme) -> None:
    """``target_shortfall`` [share of base-year hours] by which an activity misses its aim."""
    aim = programme.case.adoption.target_aim
    upper = (aim > 0) * 1.0
    programme.add("target_shortfall", 0.01 * upper, upper=upper * 10.0)


def rows(programme: LinearProgramme) -> None:
    """Each activity reaches its aim or shows its shortfall.

    sum_{j in a} w[j] (carries[j] - aim[a,t]) K[j,t] + shortfall[a,t] * base hours >= 0

    w[j] is the base-year hours of one unit of the activity's capacity: shortfalls count work and
    not money. Where there is no aim the row is 0 >= 0.
    """
    case = programme.case
    rule = case.adoption
    if not rule.target_share.size:
        return
    set_ = (rule.target_aim > 0) * 1.0
    weight = rule.target_weight * (rule.target_member * set_ - rule.target_aim) * belongs(case)
    reached = (weight * in_place(programme)).sum("process")
    short = programme.variable("target_shortfall") * base_work(programme)
    programme.rows("targets", reached + short >= 0)
