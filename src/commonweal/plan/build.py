"""The linear programme of a case: a table of contents."""

from __future__ import annotations

import linopy
import xarray as xr

from commonweal.case.case import Case
from commonweal.plan.blocks import (
    balance,
    capacity,
    continuation,
    investment,
    labour,
    limits,
    lowest,
    needs,
    pace,
    stocks,
    targets,
    technique,
    trade,
    welfare,
)
from commonweal.plan.programme import LinearProgramme


def build(case: Case) -> LinearProgramme:
    """Build the programme of a case from its blocks; no goal is set and nothing is solved.

    The arithmetic of linopy runs under its v1 rules: labels that do not match exactly raise, and
    an absent value is never taken for zero.
    """
    with linopy.options as options, xr.set_options(arithmetic_join="exact"):
        options.set_value(semantics="v1")
        programme = LinearProgramme(case, linopy.Model())
        _variables(programme)
        _rows(programme)
    return programme


def _variables(programme: LinearProgramme) -> None:
    balance.variables(programme)
    trade.variables(programme)
    stocks.variables(programme)
    needs.variables(programme)
    labour.variables(programme)
    targets.variables(programme)
    if programme.case.has_capacity:
        capacity.variables(programme)
        investment.variables(programme)
        technique.variables(programme)
    if "maximin" in programme.case.wanted.goals:
        lowest.variables(programme)
    if "welfare" in programme.case.wanted.goals:
        welfare.variables(programme)


def _rows(programme: LinearProgramme) -> None:
    balance.rows(programme)
    if programme.case.has_capacity:
        capacity.rows(programme)
        investment.rows(programme)
        if programme.case.wanted.continued:
            continuation.rows(programme)
    needs.rows(programme)
    labour.rows(programme)
    trade.rows(programme)
    limits.rows(programme)
    pace.rows(programme)
    technique.rows(programme)
    targets.rows(programme)
    if "maximin" in programme.case.wanted.goals:
        lowest.rows(programme)
    if "welfare" in programme.case.wanted.goals:
        welfare.rows(programme)
