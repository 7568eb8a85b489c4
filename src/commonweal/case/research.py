"""Hours of research and development of a case: by technique, kind of work and year."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from commonweal.case.arrays import Coords, array
from commonweal.case.case import Research
from commonweal.case.horizon import Horizon
from commonweal.case.programme import Programme
from commonweal.errors import Problems, StudyError


def research(
    labour_types: Sequence[str], horizon: Horizon, programme: Programme | None
) -> Research:
    """Hours that a programme's techniques take to be developed and kept up.

    F[p, s, t] : the hours of the table in year t. The continuation has those of the year after the
    last, as its ceilings of diffusion.

    Raises
    ------
    StudyError
        with every row that holds for none of the study's years: nobody would be charged
    """
    names = [t.name for t in programme.techniques] if programme else []
    hours = np.zeros((len(names), len(labour_types), len(horizon.periods)))
    problems = Problems()
    for row in programme.research if programme else ():
        charged = [n for n, year in enumerate(horizon.periods) if row.in_year(year)]
        if not charged:
            span = f"{row.first}–{row.last}" if row.last else f"from {row.first} on"
            problems.add(
                row.where,
                f"its years ({span}) lie outside those of the study, {horizon.periods[0]}–"
                f"{horizon.periods[-1]}",
                "Give years of the study, or take the row out: nobody would work its hours.",
            )
            continue
        place = names.index(row.technique), list(labour_types).index(row.labour)
        hours[(*place, charged)] += row.hours[programme.variant] if programme else 0.0
    problems.raise_if_any(StudyError)
    dims: Coords = {"ceiling": names, "labour_type": labour_types, "period": horizon.periods}
    return Research(hours=array(hours, dims, "h", "hours of research and development"))
