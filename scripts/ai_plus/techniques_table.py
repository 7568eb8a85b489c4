"""Print the techniques of the central programme as a Markdown table.

``python scripts/ai_plus/techniques_table.py``
"""

from __future__ import annotations

from collections.abc import Mapping

from commonweal.case.programme import Technique, read_programme
from commonweal.economy.tables import read_economy

ECONOMY = "china-2020"


def grade(technique: Technique) -> str:
    """Evidence of the largest saving of hours in the central case, with its source."""
    savings = [e for e in technique.effects if e.kind == "labour" and e.values["central"] < 0]
    if not savings:
        return "none"
    largest = min(savings, key=lambda effect: effect.values["central"])
    return f"{largest.evidence} ({largest.source})" if largest.source else largest.evidence


def cost_cells(fixed: Mapping[str, float], with_hours: Mapping[str, float], digits: int) -> str:
    """Amount added per 1,000 yuan at the hours of the accounts, and the part that follows hours."""
    following = sum(with_hours.values())
    total = sum(fixed.values()) + following
    part = f"{100 * following / total:.0f}" if total > 0 else ""
    return f"{1000 * total:.{digits}f} | {part}"


def main() -> None:
    """Print one row per technique; changes in per cent, costs per 1,000 yuan of output."""
    programme = read_programme("ai-plus", read_economy(ECONOMY))
    print(
        "| technique | activity | part, % | hours, % | inputs added | with hours, % "
        "| assets added | with hours, % | one-off, % |"
    )
    print("|---|---|---|---|---|---|---|---|---|")
    for t in programme.techniques:
        print(
            f"| {t.title} | {t.activity} | {100 * t.applies_to:.0f} "
            f"| {100 * t.labour.get('all', 0.0):.1f} "
            f"| {cost_cells(t.inputs_added, t.inputs_added_with_hours, 2)} "
            f"| {cost_cells(t.assets_added, t.assets_added_with_hours, 1)} "
            f"| {100 * t.one_off_hours:.1f} |"
        )
    print()
    print("| technique | largest saving of hours rests on | ceiling 2027, % | 2030, % |")
    print("|---|---|---|---|")
    for t in programme.techniques:
        print(
            f"| {t.name} | {grade(t)} | {100 * t.ceiling(2027):.0f} | {100 * t.ceiling(2030):.0f} |"
        )


if __name__ == "__main__":
    main()
