"""Commonweal: an open planning workbench for a whole economy.

    import commonweal as cw

    study = cw.read_study("china-2026")
    plan = cw.make_plan(cw.build_case(study))
    cw.publish(plan, study, "runs/china-2026")

Every public name is imported when it is first used, so that `import commonweal` is quick.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from commonweal.case.build import build_case
    from commonweal.case.case import Case
    from commonweal.case.programme import Programme, read_programme
    from commonweal.case.study import Study, bundled_studies, read_study
    from commonweal.compare.indicators import indicators
    from commonweal.economy.checks import check_economy
    from commonweal.economy.economy import Economy
    from commonweal.economy.tables import bundled_economies, read_economy, write_economy
    from commonweal.errors import CommonwealError, Problem
    from commonweal.plan.certify import certify
    from commonweal.plan.make import make_plan
    from commonweal.plan.plan import Plan, read_plan
    from commonweal.plan.publish import publish

_WHERE = {
    "Economy": "economy.economy",
    "read_economy": "economy.tables",
    "write_economy": "economy.tables",
    "bundled_economies": "economy.tables",
    "check_economy": "economy.checks",
    "Study": "case.study",
    "read_study": "case.study",
    "bundled_studies": "case.study",
    "Programme": "case.programme",
    "read_programme": "case.programme",
    "Case": "case.case",
    "build_case": "case.build",
    "make_plan": "plan.make",
    "Plan": "plan.plan",
    "read_plan": "plan.plan",
    "publish": "plan.publish",
    "certify": "plan.certify",
    "indicators": "compare.indicators",
    "CommonwealError": "errors",
    "Problem": "errors",
}

__all__ = [
    "Case",
    "CommonwealError",
    "Economy",
    "Plan",
    "Problem",
    "Programme",
    "Study",
    "build_case",
    "bundled_economies",
    "bundled_studies",
    "certify",
    "check_economy",
    "indicators",
    "make_plan",
    "publish",
    "read_economy",
    "read_plan",
    "read_programme",
    "read_study",
    "write_economy",
]


def __getattr__(name: str) -> Any:
    if name not in _WHERE:
        raise AttributeError(f"module 'commonweal' has no attribute {name!r}")
    return getattr(import_module(f"commonweal.{_WHERE[name]}"), name)


def __dir__() -> list[str]:
    return __all__
