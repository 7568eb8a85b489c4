"""Services: offices everywhere, and what health care, schools, state and finance add to them."""

from __future__ import annotations

import components as c
import facts as f
from facts import Facts
from sheet import Row, adds_input, changes_hours, times


def services(facts: Facts, activity: str) -> list[Row]:
    """Office, support and coding copilots with control of heating and cooling."""
    return [*c.desk(facts, activity), *c.heating_and_cooling(facts, activity)]


def health(facts: Facts, activity: str) -> list[Row]:
    """Notes written from speech, second readers of screening images, offices."""
    return [
        changes_hours(
            (0.0, -0.017, -0.095),
            share=(0.03, 0.06, 0.09),
            who=("professional",),
            evidence="trial",
            source="scribe-2025",
            note="hours of note writing (assumption); two products: -1.7 % (not "
            "significant) and -9.5 %",
        ),
        changes_hours(
            (0.0, -0.222, -0.443),
            share=(0.0005, 0.001, 0.003),
            who=("professional",),
            evidence="trial",
            source="masai-2023",
            note="reading of screening images (assumption); against double reading, which "
            f"is rare in {facts.place.country}: central half, low none",
        ),
        *c.office(facts, activity, groups=("office", "sales")),
        *c.heating_and_cooling(facts, activity),
    ]


def schools(facts: Facts, activity: str) -> list[Row]:
    """Offices of schools; tutoring helps pupils and takes teachers' time."""
    pupils = times(
        float(facts.workers_per_unit[activity]),
        (10.0, 4.0, 0.0),
        48.0 * facts.place.money.per_usd / f.MILLION,
    )
    return [
        adds_input(
            facts.product("service"),
            pupils,
            with_hours=True,
            source="tutor-2025",
            note="48 USD per pupil in six weeks, for 4 pupils per member of staff (10 to "
            "0, assumption)",
        ),
        changes_hours(
            (0.004, 0.002, 0.0),
            who=("professional",),
            evidence="assumption",
            source="tutor-2025",
            note="tutoring worked where teachers led it: it takes their time; what pupils gain "
            "(+0.31 standard deviations) is not in the accounts",
        ),
        *c.office(facts, activity, groups=("office",)),
        *c.heating_and_cooling(facts, activity),
    ]


def offices_of_state(facts: Facts, activity: str) -> list[Row]:
    """Checking of documents besides the office assistant."""
    return [
        changes_hours(
            (0.0, -0.45, -0.9),
            share=(0.005, 0.01, 0.02),
            who=("office",),
            evidence="official statement",
            source="futian-2025",
            note="checking of formats only (assumption); -90 % stated days after the "
            "start, central half",
        ),
        *services(facts, activity),
    ]


def claims(facts: Facts, activity: str) -> list[Row]:
    """Settling of claims besides the office assistant."""
    return [
        changes_hours(
            (0.0, 0.0, -0.68),
            share=(0.01, 0.02, 0.03),
            who=("office",),
            evidence="vendor claim",
            source="zavient-2026",
            note="claims of one insurer's simplest line; high case only",
        ),
        *services(facts, activity),
    ]
