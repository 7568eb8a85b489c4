"""Loading large tables, beside pymrio where it is installed: the world of 1,435 and the US 402.

``python benchmarks/loading.py --raw ../shared/data [--runs 2]`` prints a Markdown table. Every line
is a process of its own; wall time and highest memory are those of the operating system. What pymrio
is asked for is something else: it works out coefficients and the Leontief inverse, which a plan
does not need, and checks no accounts.
"""

from __future__ import annotations

import argparse
import importlib.util
import os
import platform
import subprocess
import sys
import time
from pathlib import Path

GOALS = {"world-2011": (15.0, 2.0), "402": (5.0, 2.0)}  # the project's own: s, GB

BUNDLED = """
from commonweal.economy.tables import read_economy
economy = read_economy("world-2011")
print(len(economy.products), "products, checked")
"""

IMPORTED = """
from commonweal.economy.checks import check_economy
from commonweal.economy.importers.wiod import read_wiod
economy = read_wiod(r"{raw}/world-wiod-2011").economy
assert check_economy(economy) == []
print(len(economy.products), "products, checked")
"""

DETAIL = """
import numpy as np
import pandas as pd
from commonweal.economy.checks import check_economy
from commonweal.economy.economy import Economy
from commonweal.economy.meta import EconomyMeta

raw = r"{raw}/usa-bea-detail-2017"
make = pd.read_csv(raw + "/make.csv", dtype={{"code": str}}).set_index("code").fillna(0.0)
use = pd.read_csv(raw + "/use.csv", dtype={{"code": str}}).set_index("code").fillna(0.0)
products = [c for c in make.columns if c in use.index and make[c].sum() > 0]
industries = [i for i in make.index if i in use.columns]
supply = make.loc[industries, products].T.clip(lower=0)
used = use.loc[products, industries].clip(lower=0)
left = supply.sum(axis=1) - used.sum(axis=1)
unit = "million USD2017"
economy = Economy.from_tables(
    EconomyMeta(name="detail", title="402", year=2017, country="USA", currency=unit,
                population=325e6, source="BEA", licence="public domain"),
    {{
        "products": pd.DataFrame({{"name": products, "unit": unit}}, index=products),
        "activities": pd.DataFrame({{"name": industries}}, index=industries),
        "supply": supply,
        "use": used,
        "final_use": left.to_frame("other"),
    }},
)
check_economy(economy)
print(len(economy.products), "products,", len(economy.activities), "activities, checked")
"""

PYMRIO = """
import pandas as pd
import pymrio
raw = r"{raw}/world-wiod-2011"
z = pd.read_parquet(raw + "/intermediate.parquet").set_index("code").astype(float)
y = pd.read_parquet(raw + "/final_demand.parquet").set_index("code").astype(float)
for frame in (z, y):
    frame.columns = pd.MultiIndex.from_tuples([c.split("_") for c in frame.columns])
    frame.index = pd.MultiIndex.from_tuples([c.split("_") for c in frame.index])
    frame.index.names = ["region", "sector"]
z.columns.names, y.columns.names = ["region", "sector"], ["region", "category"]
system = pymrio.IOSystem(Z=z, Y=y)
system.calc_system()
print(len(system.x), "products, coefficients and Leontief inverse")
"""


def main() -> None:
    """Run and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--raw", type=Path, default=Path("../shared/data"))
    parser.add_argument("--runs", type=int, default=2)
    chosen = parser.parse_args()
    raw = chosen.raw.resolve()
    print(f"{os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}\n")
    print("| what | run | wall time | CPU | memory | result |")
    print("|---|---|---|---|---|---|")
    lines = {"world-2011, the bundle": BUNDLED}
    if raw.is_dir():
        lines["world 2011, raw table"] = IMPORTED
        lines["402 x 402, raw table"] = DETAIL
    if raw.is_dir() and importlib.util.find_spec("pymrio"):
        lines["world 2011, pymrio"] = PYMRIO
    for name, text in lines.items():
        for run in range(1, chosen.runs + 1):
            wall, cpu, memory, said = measured(text.format(raw=raw) if "{raw}" in text else text)
            print(f"| {name} | {run} | {wall:.1f} s | {cpu:.1f} s | {memory:.2f} GB | {said} |")
    print(f"\ngoals (s, GB): {GOALS}")
    if not raw.is_dir():
        print(f"The raw tables are not there ({raw}): only the bundle was loaded.")
    if not importlib.util.find_spec("pymrio"):
        print("pymrio is not installed, so that nothing stands beside: pip install pymrio")


def measured(text: str) -> tuple[float, float, float, str]:
    """Wall and CPU seconds, gigabytes and last line of a program in a process of its own."""
    began = time.perf_counter()
    process = subprocess.Popen([sys.executable, "-c", text], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    said = process.stdout.read().strip().splitlines()
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - began
    if status:
        raise SystemExit(f"a program ended with {status}:\n{text}")
    return wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1e6, said[-1]


if __name__ == "__main__":
    main()
