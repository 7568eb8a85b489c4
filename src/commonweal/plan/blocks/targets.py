"""Programme targets: shares of work done with techniques of the programme, elastic."""

from __future__ import annotations

from commonweal.plan.blocks.technique import in_place
from commonweal.plan.programme import LinearProgramme, base_level


def base_work(programme: LinearProgramme) -> float:
    """Hours of the base year, the unit in which shortfalls are counted."""
    case = programme.case
    installed = (case.technology.family == "installed") & (case.technology.technique == "")
    return float((case.adoption.target_weight * base_level(case) * installed).sum())


def variables(programme: LinearProgramme) -> None:
    """``target_shortfall`` [share of base-year hours] by which a target is missed."""
    share = programme.case.adoption.target_share
    upper = (share > 0) * 1.0
    programme.add("target_shortfall", upper, upper=upper * 10.0)


def rows(programme: LinearProgramme) -> None:
    """sum_j w[j] (carries[j] - share[t]) K[j,t] + shortfall[t] * base hours >= 0.

    w[j] is the base-year hours of one unit of the activity's capacity: the share is one of work
    and not of money. Years without a target have the row 0 >= 0.
    """
    case = programme.case
    rule = case.adoption
    set_ = (rule.target_share > 0) * 1.0
    weight = rule.target_weight * (rule.target_member * set_ - rule.target_share)
    reached = (weight * in_place(programme)).sum("process")
    short = programme.variable("target_shortfall") * base_work(programme)
    programme.rows("targets", reached + short >= 0)
