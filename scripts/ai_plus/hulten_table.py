"""Print Hulten's sums of the bundled programmes of a place beside the published bounds.

``python scripts/ai_plus/hulten_table.py [china|usa]``
"""

from __future__ import annotations

import argparse

from bundles import BUNDLES

from commonweal.case.hulten import hulten_table
from commonweal.case.programme import read_programme
from commonweal.economy.tables import read_economy

YEARS = (2027, 2030, 2035, None)


def main() -> None:
    """Print the table as Markdown, shares in per cent."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("place", nargs="?", choices=tuple(BUNDLES), default="china")
    bundle = BUNDLES[parser.parse_args().place]
    economy = read_economy(bundle.economy)
    programmes = [read_programme(name, economy) for name in bundle.programmes]
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
