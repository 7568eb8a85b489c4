"""Statistics of detailed tables, and of an economy generated after them.

    python scripts/table_statistics.py ../shared/data

Prints the table of docs/two-level.md. The generator's constants are the column of BEA 2017.
"""

from __future__ import annotations

import sys
from dataclasses import asdict
from pathlib import Path

import numpy as np

from commonweal.economy.accounts import product_coefficients
from commonweal.economy.economy import Economy
from commonweal.economy.importers.bea import read_bea
from commonweal.economy.tables import read_economy
from commonweal.plan.two_level.generate import Spec
from commonweal.plan.two_level.generated import generated
from commonweal.plan.two_level.quantities import outputs_of
from commonweal.plan.two_level.requirements import selection
from commonweal.plan.two_level.spread import Here
from commonweal.plan.two_level.statistics import TableStatistics, table_statistics

WORDS = {
    "products": "products",
    "inputs": "inputs of a product",
    "covered": "value of inputs that they cover",
    "share": "inputs per unit of output, mean",
    "share_spread": "the same, standard deviation",
    "size": "log of the inputs of a product, standard deviation",
    "output": "log of output, standard deviation",
    "tail": "Pareto exponent of the largest fifth of outputs",
    "general": "of input value: general purpose, from other sectors",
    "branch": "own branch",
    "sector": "other branches of the own sector",
    "elsewhere": "other sectors, not of general purpose",
}


def of_economy(economy: Economy, branch: int = 0, sector: int = 0) -> TableStatistics:
    """Statistics of a table; branch and sector are the first digits of a code, where it has any."""
    coefficients = product_coefficients(economy.use, economy.supply)
    output = economy.supply.sum(axis=1).reindex(coefficients.index)
    codes = [str(code) for code in coefficients.index]
    return table_statistics(
        coefficients.to_numpy(),
        output.to_numpy(),
        [code[:branch] for code in codes] if branch else None,
        [code[:sector] for code in codes] if sector else None,
    )


def of_generated(spec: Spec) -> TableStatistics:
    """The same figures of the first techniques of a generated economy."""
    here = Here(2)
    economy, blocks = generated(spec, here)
    first = selection(here, blocks, np.zeros(spec.products, dtype=np.uint8))
    delivered = np.asarray(economy.uses.products.sum(axis=0))
    output, _ = outputs_of(here, first, delivered, 1e-6)
    inputs = np.vstack([part.inputs.toarray() for part in first]).T
    here.close()
    product = np.arange(spec.products)
    branch = np.searchsorted(spec.branches, product, side="right")
    sector = np.searchsorted(spec.sectors, product, side="right")
    return table_statistics(inputs, output, branch.tolist(), sector.tolist())


def columns(data: Path) -> dict[str, TableStatistics]:
    """Every table by its heading."""
    detail = read_bea(data / "usa-bea-detail-2017", {}).economy
    return {
        "US 2017, detail": of_economy(detail, 3, 2),
        "US 2023": of_economy(read_economy("usa-2023")),
        "China 2020": of_economy(read_economy("china-2020")),
        "generated": of_generated(Spec(4000, 50)),
    }


def main() -> None:
    """Print the table."""
    found = columns(Path(sys.argv[1]))
    print("| statistic | " + " | ".join(found) + " |")
    print("| --- |" + " ---: |" * len(found))
    for key, words in WORDS.items():
        values = [asdict(one)[key] for one in found.values()]
        print(f"| {words} | " + " | ".join(shown(key, value) for value in values) + " |")


def shown(key: str, value: float) -> str:
    """A figure for a reader."""
    if key in ("products", "inputs"):
        return f"{value:,.0f}"
    return "–" if np.isnan(value) else f"{value:.2f}"


if __name__ == "__main__":
    main()
