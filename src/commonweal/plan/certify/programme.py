"""The whole programme of a case, built a second time: all columns and all families of rows."""

from __future__ import annotations

from dataclasses import dataclass

from commonweal.plan.certify.columns import Columns, columns
from commonweal.plan.certify.inputs import Inputs
from commonweal.plan.certify.production import production
from commonweal.plan.certify.rows import Family
from commonweal.plan.certify.society import (
    needs,
    pace,
    techniques,
    trade_and_limits,
    wanted,
    work,
)


@dataclass(frozen=True)
class Formulas:
    """Everything that a plan has to satisfy.

    Parameters
    ----------
    inputs : what it was built from
    columns : variables with their bounds
    families : name -> rows
    """

    inputs: Inputs
    columns: Columns
    families: dict[str, Family]


def formulas(inputs: Inputs) -> Formulas:
    """Build every row and every bound from the inputs."""
    laid = columns(inputs)
    made = [
        *production(inputs, laid),
        *needs(inputs, laid),
        *work(inputs, laid),
        *trade_and_limits(inputs, laid),
        *pace(inputs, laid),
        *techniques(inputs, laid),
        *wanted(inputs, laid),
    ]
    return Formulas(inputs, laid, {family.name: family for family in made})
