"""AI-aided development of medicines worked in detail."""

from __future__ import annotations

import components as c
from facts import Facts, changes_bought
from sheet import Row, changes_asset, changes_hours

RESEARCH_HOURS = (0.07, 0.10, 0.13)  # assumption: research staff in the hours of medicines
RESEARCH_SAVING = (0.0, -0.08, -0.16)  # bloomberg-2025: expected -16 %; central half, low none
RESEARCH_IN_INTANGIBLES = 0.8  # assumption
RESEARCH_WATTS = (1000.0, 500.0, 250.0)  # assumption: computing power per researcher


def drug_development(facts: Facts) -> list[Row]:
    """Fewer programmes per approved medicine; pill-making gains only what a smart factory does."""
    research = {"evidence": "model", "source": "bloomberg-2025"}
    note = "executives expect -16 % of development cost, 'not a realized saving'; central half"
    staff = RESEARCH_HOURS[1] * float(facts.workers_per_unit["chemicals"])
    return [
        changes_bought(
            facts,
            "research",
            RESEARCH_SAVING,
            share=0.9,
            note=f"bought research for medicines; {note}",
            **research,
        ),
        changes_hours(
            RESEARCH_SAVING,
            share=RESEARCH_HOURS,
            who=("professional",),
            note=f"hours of the firms' own research staff (assumption); {note}",
            **research,
        ),
        changes_asset(
            "intangibles",
            RESEARCH_SAVING,
            share=RESEARCH_IN_INTANGIBLES,
            note=f"own-account research is an asset; {note}",
            **research,
        ),
        *c.computing(facts, staff, RESEARCH_WATTS),
        *c.smart_factory(facts, "chemicals"),
    ]
