"""Times and memory of loading the world table of 2011, beside pymrio loading the same table.

python benchmarks/beside_pymrio.py                  the world table that ships
python benchmarks/beside_pymrio.py --detail FOLDER  also 402 products from CSV files of BEA

Each line is a process of its own, so that memory is its own and imports are paid by each.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from pathlib import Path

MAPPING = Path(__file__).with_name("bea-detail-2017.yaml")
MEASURE = """
import re, time
start = time.perf_counter()
{code}
status = open("/proc/self/status").read()
peak = int(re.search("VmHWM:\\s+(\\d+)", status)[1]) / 1e6
print(time.perf_counter() - start, time.process_time(), peak)
"""
READ = "from commonweal import read_economy; read_economy('world-2011', checked={checked})"
IMPORT = """
from pathlib import Path
from commonweal.economy.importers import import_table
import_table({source!r}, Path({path!r}), {options!r})
"""
LOAD = "import pymrio; pymrio.load_all({path!r})"


def measured(code: str) -> tuple[float, float, float]:
    """Seconds, seconds of processor and gigabytes of a process that runs the code."""
    command = [sys.executable, "-W", "ignore", "-c", MEASURE.format(code=code)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    seconds, processor, memory = done.stdout.split()[-3:]
    return float(seconds), float(processor), float(memory)


def systems(folder: Path) -> None:
    """The world table as folders of pymrio, Parquet and text, without what is ours beside it."""
    from commonweal import read_economy
    from commonweal.economy.importers.pymrio_folder import pymrio_system

    system = pymrio_system(read_economy("world-2011", checked=False))
    system.save_all(folder / "parquet", table_format="parquet")
    system.save_all(folder / "text", float_format="%.17g")


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--detail", type=Path, help="folder of the BEA tables of 2017 as CSV")
    detail = parser.parse_args().detail
    with tempfile.TemporaryDirectory() as name:
        systems(Path(name))
        parquet, text = str(Path(name) / "parquet"), str(Path(name) / "text")
        foreign = {"year": "2011", "population": "7e9", "roles": str(Path(name) / "roles.csv")}
        (Path(name) / "roles.csv").write_text("category,role\ncut,other\n", encoding="utf-8")
        lines = [
            ("world-2011, read and checked", READ.format(checked=True)),
            ("world-2011, read", READ.format(checked=False)),
            ("pymrio loads it, Parquet", LOAD.format(path=parquet)),
            ("pymrio loads it, text", LOAD.format(path=text)),
            (
                "import pymrio, Parquet, checked",
                IMPORT.format(source="pymrio", path=parquet, options=foreign),
            ),
        ]
        if detail is not None:
            options = {"mapping": str(MAPPING)}
            code = IMPORT.format(source="generic", path=str(detail), options=options)
            lines.append(("402 products from CSV by a mapping, checked", code))
        print("| what | time | processor | memory |", "|---|---|---|---|", sep="\n")
        for words, code in lines:
            seconds, processor, memory = measured(code)
            print(f"| {words} | {seconds:.1f} s | {processor:.1f} s | {memory:.2f} GB |")


if __name__ == "__main__":
    main()
