"""Print which evidence the saved hours of a central programme rest on, by source.

``python scripts/ai_plus/savings_by_source.py [china|usa]``

Each row: Σ_a H[a]/H · Σ_k s[a,k] · Σ_r −v[r] · n[r], over the rows r of a source among the changes
of hours of technique k; s[a,k] as in Hulten's sum, n[r] the share of the activity's hours that the
row's labour type has. The rows add up to the gross saving of the sum. Below them, what each labour
type saves of its own hours.
"""

from __future__ import annotations

import argparse
from collections import defaultdict

from bundles import BUNDLES

from commonweal.case.hulten import adopted_shares
from commonweal.case.programme import ALL_LABOUR, Programme, read_programme
from commonweal.economy.economy import Economy
from commonweal.economy.tables import read_economy

YEARS = (2030, 2035, None)


def by_source(programme: Programme, economy: Economy, year: int | None) -> dict[str, float]:
    """Share of all hours saved, by the source of the effect; ``assumption`` where there is none."""
    assert economy.labour is not None
    hours = economy.labour
    found: dict[str, float] = defaultdict(float)
    for activity in hours.columns:
        techniques = [t for t in programme.techniques if t.activity == activity]
        for technique, share in adopted_shares(techniques, economy, year):
            for effect in technique.effects:
                if effect.kind != "labour":
                    continue
                label = effect.label
                own = hours[activity] if label == ALL_LABOUR else hours.loc[[label], activity]
                saved = -effect.values[programme.variant] * share * float(own.sum())
                found[effect.source or "assumption"] += saved / float(hours.to_numpy().sum())
    return dict(found)


def by_type(programme: Programme, economy: Economy, year: int | None) -> dict[str, float]:
    """Share of the hours of each labour type that is saved."""
    assert economy.labour is not None
    hours = economy.labour
    saved = dict.fromkeys((str(label) for label in hours.index), 0.0)
    for activity in hours.columns:
        techniques = [t for t in programme.techniques if t.activity == activity]
        for technique, share in adopted_shares(techniques, economy, year):
            rest = technique.labour.get(ALL_LABOUR, 0.0)
            for label in saved:
                change = technique.labour.get(label, rest)
                saved[label] -= share * change * float(hours.loc[label, activity])
    return {label: amount / float(hours.loc[label].sum()) for label, amount in saved.items()}


def main() -> None:
    """Print the table as Markdown, shares in per cent of all hours."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("place", nargs="?", choices=tuple(BUNDLES), default="china")
    bundle = BUNDLES[parser.parse_args().place]
    economy = read_economy(bundle.economy)
    programme = read_programme(bundle.central, economy)
    parts = [by_source(programme, economy, year) for year in YEARS]
    print("| source | 2030, % | 2035, % | full adoption, % |")
    print("|---|---|---|---|")
    for source in sorted(parts[-1], key=lambda key: -parts[-1][key]):
        cells = " | ".join(f"{100 * part.get(source, 0.0):.3f}" for part in parts)
        print(f"| {source} | {cells} |")
    types = [by_type(programme, economy, year) for year in YEARS]
    print(f"| all | {' | '.join(f'{100 * sum(part.values()):.3f}' for part in parts)} |")
    for label in types[-1]:
        cells = " | ".join(f"{100 * saved[label]:.3f}" for saved in types)
        print(f"| of the hours of {label} | {cells} |")


if __name__ == "__main__":
    main()
