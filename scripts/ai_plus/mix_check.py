"""Print how the fitted occupation mix of the United States compares with what is published.

``python scripts/ai_plus/mix_check.py usa``

Two checks that the fit did not use: the pattern before the fit beside the survey's shares of
occupation groups, and college hours by activity that the mix would give, Σ_g m[a,g] d[g], beside
those of the accounts.
"""

from __future__ import annotations

import argparse

import numpy as np
import pandas as pd
from derive import EXPOSURE, PROGRAMMES
from gather import HERE, group_shares, persons_of
from gather_usa import OUTSIDE, facts_of_usa
from usa import USA

from commonweal.economy.tables import read_economy


def main() -> None:
    """Print shares of groups in per cent, and the two college shares compared."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("place", choices=("usa",))
    parser.parse_args()
    economy = read_economy(USA.economy)
    facts = facts_of_usa(USA, economy, PROGRAMMES / USA.tables, EXPOSURE)
    persons = persons_of(economy).drop(list(OUTSIDE))
    pattern = pd.read_csv(HERE / "occupation_pattern_usa.csv").set_index("activity")
    before = pattern.loc[persons.index].mul(persons, axis=0).sum() / persons.sum()
    groups = group_shares(EXPOSURE)
    counted = groups["persons_rated"] / groups["share_of_group_rated"]
    print("| occupation group | pattern, % of persons | OEWS May 2021, % | with a degree, % |")
    print("|---|---|---|---|")
    for name, share in (counted / counted.sum()).items():
        degree = facts.degrees.loc[name, "college"]
        print(f"| {name} | {100 * before[name]:.1f} | {100 * share:.1f} | {100 * degree:.1f} |")
    hours = economy.labour.sum(axis=0)
    college = facts.types.loc["college"]
    given = (facts.mix @ facts.degrees)["college"]
    weight = hours / hours.sum()
    distance = float((given - college).abs() @ weight)
    print()
    print(
        f"College hours by activity, mix against accounts: correlation "
        f"{np.corrcoef(given, college)[0, 1]:.2f}, mean distance {100 * distance:.0f} points; "
        f"in all {100 * float(given @ weight):.0f} against {100 * float(college @ weight):.0f} %."
    )


if __name__ == "__main__":
    main()
