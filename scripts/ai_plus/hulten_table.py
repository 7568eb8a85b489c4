"""Print Hulten's sums of the three bundled programmes beside the published bounds.

``python scripts/ai_plus/hulten_table.py``
"""

from __future__ import annotations

from commonweal.case.hulten import hulten_table
from commonweal.case.programme import read_programme
from commonweal.economy.tables import read_economy

ECONOMY = "china-2020"
YEARS = (2027, 2030, 2035, None)


def main() -> None:
    """Print the table as Markdown, shares in per cent."""
    economy = read_economy(ECONOMY)
    programmes = [read_programme(n, economy) for n in ("ai-plus-low", "ai-plus", "ai-plus-high")]
    print("| | adoption, % | low, % | high, % | measure |")
    print("|---|---|---|---|---|")
    for row in hulten_table(programmes, economy, YEARS).itertuples():
        adoption = "" if row.adoption != row.adoption else f"{100 * row.adoption:.1f}"
        print(
            f"| {row.title} | {adoption} | {100 * row.low:.2f} | {100 * row.high:.2f} "
            f"| {row.measure} |"
        )


if __name__ == "__main__":
    main()
