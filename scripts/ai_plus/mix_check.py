"""Print how the fitted occupation mix of the United States compares with what is published.

``python scripts/ai_plus/mix_check.py usa``

Checks that the fit did not use: the pattern before the fit beside the survey's shares of occupation
groups; college hours by activity that the mix would give, Σ_g m[a,g] d[g], beside those of the
accounts; and Hulten's sums where the pattern says nothing, so that the fit gives every activity
the mix of the whole economy.
"""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

import numpy as np
import pandas as pd
from bundles import BUNDLES
from derive import EXPOSURE, JOBS, PROGRAMMES, write_programme
from facts import Facts
from gather import group_shares, persons_of
from gather_usa import OUTSIDE, assumed_pattern, employed, facts_of_usa
from usa import USA

from commonweal.case.hulten import hulten_sum
from commonweal.case.programme import Programme, read_programme
from commonweal.economy.economy import Economy
from commonweal.economy.tables import read_economy

YEAR = 2035
HEAD = "name: flat\ntitle: No pattern\nvalue: central\nsources: {}\n"


def programme_of(facts: Facts, economy: Economy) -> Programme:
    """The central programme that other facts would give."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        write_programme(JOBS["usa"], facts, economy, folder)
        head = HEAD.format(EXPOSURE / "sources.csv")
        (folder / "programme.yaml").write_text(head, encoding="utf-8")
        return read_programme(folder, economy)


def print_groups(economy: Economy, facts: Facts) -> None:
    """Shares of occupation groups before the fit, in the survey, and their degrees."""
    persons = persons_of(economy).drop(list(OUTSIDE))
    before = assumed_pattern().loc[persons.index].mul(persons, axis=0).sum() / persons.sum()
    counted = employed(group_shares(EXPOSURE))
    print("| occupation group | pattern, % of persons | OEWS May 2021, % | with a degree, % |")
    print("|---|---|---|---|")
    for name, share in (counted / counted.sum()).items():
        degree = facts.degrees.loc[name, "college"]
        print(f"| {name} | {100 * before[name]:.1f} | {100 * share:.1f} | {100 * degree:.1f} |")


def print_college(economy: Economy, facts: Facts) -> None:
    """College hours of the mix beside those of the accounts."""
    assert economy.labour is not None
    hours = economy.labour.sum(axis=0)
    weight, college = hours / hours.sum(), facts.types.loc["college"]
    given = (facts.mix @ facts.degrees)["college"]
    print(
        f"College hours by activity, mix against accounts: correlation "
        f"{np.corrcoef(given, college)[0, 1]:.2f}, mean distance "
        f"{100 * float((given - college).abs() @ weight):.0f} points; in all "
        f"{100 * float(given @ weight):.0f} against {100 * float(college @ weight):.0f} %."
    )


def main() -> None:
    """Print shares of groups, the two college shares compared, and the sums without a pattern."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("place", choices=("usa",))
    parser.parse_args()
    economy = read_economy(USA.economy)
    tables = PROGRAMMES / USA.tables
    facts = facts_of_usa(USA, economy, tables, EXPOSURE)
    print_groups(economy, facts)
    print()
    print_college(economy, facts)
    none = pd.DataFrame(1.0, index=facts.mix.index, columns=facts.mix.columns)
    flat = programme_of(facts_of_usa(USA, economy, tables, EXPOSURE, none), economy)
    own = read_programme(BUNDLES["usa"].central, economy)
    with_it, without = (hulten_sum(p, economy, YEAR) for p in (own, flat))
    assert with_it.productivity is not None
    assert without.productivity is not None
    print(
        f"Ceilings of {YEAR}, with the pattern and without any: hours saved "
        f"{100 * with_it.hours_gross:.2f} and {100 * without.hours_gross:.2f} %, cost saved "
        f"{100 * with_it.productivity:.2f} and {100 * without.productivity:.2f} %."
    )


if __name__ == "__main__":
    main()
