"""Print the techniques of the central programme of a place as a Markdown table.

``python scripts/ai_plus/techniques_table.py [china|usa]``
"""

from __future__ import annotations

import argparse
from collections.abc import Mapping

from bundles import BUNDLES

from commonweal.case.programme import Technique, read_programme
from commonweal.economy.tables import read_economy


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
    """Print one row per technique; changes in per cent, costs per 1,000 of output."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("place", nargs="?", choices=tuple(BUNDLES), default="china")
    bundle = BUNDLES[parser.parse_args().place]
    programme = read_programme(bundle.central, read_economy(bundle.economy))
    types = sorted({label for t in programme.techniques for label in t.labour})
    hours = ["hours, %"] if types == ["all"] else [f"{label} hours, %" for label in types]
    print(
        f"| technique | activity | part, % | {' | '.join(hours)} | inputs added | with hours, % "
        "| assets added | with hours, % | one-off, % |"
    )
    print("|---" * (8 + len(hours)) + "|")
    for t in programme.techniques:
        print(
            f"| {t.title} | {t.activity} | {100 * t.applies_to:.0f} "
            f"| {' | '.join(f'{100 * t.labour.get(label, 0.0):.1f}' for label in types)} "
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
