"""Every figure, each made once; a table of contents."""

from __future__ import annotations

from commonweal.plan.plan import Plan
from commonweal.report.figures.adoption import adoption_and_targets, adoption_by_activity
from commonweal.report.figures.capacity import capacity
from commonweal.report.figures.delivery import delivery
from commonweal.report.figures.figure import Figure
from commonweal.report.figures.flows import flows
from commonweal.report.figures.hours import hours_by_branch, hours_per_worker
from commonweal.report.figures.investment import investment
from commonweal.report.figures.limits import limits
from commonweal.report.figures.needs import needs
from commonweal.report.figures.regions import regions
from commonweal.report.figures.scarce import scarce
from commonweal.report.figures.trade import trade

__all__ = ["Figure", "plan_figures"]

MAKERS = (
    regions,
    needs,
    hours_per_worker,
    hours_by_branch,
    flows,
    adoption_and_targets,
    adoption_by_activity,
    investment,
    capacity,
    trade,
    limits,
    scarce,
    delivery,
)


def plan_figures(plan: Plan) -> list[Figure]:
    """The figures of a plan in reading order, without those that its data do not define."""
    made = [maker(plan) for maker in MAKERS]
    return [figure for figure in made if figure is not None]
