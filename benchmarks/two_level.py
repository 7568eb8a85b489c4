"""Two-level planning: time and memory against the number of products, and the gap against time.

    OMP_NUM_THREADS=2 python benchmarks/two_level.py
    OMP_NUM_THREADS=2 python benchmarks/two_level.py --sizes 10000,100000 --gap 0.001
    python benchmarks/two_level.py --draw benchmarks/two_level.json docs/images/two-level.png

Every size is a process of its own: generated from its seed, planned to the gap, checked. Seconds
are of the clock and of the processor (all threads); memory is the most that the process held.
"""

from __future__ import annotations

import argparse
import json
import platform
import resource
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import numpy as np

SIZES = "10000,30000,100000,300000,1000000"
LIMIT = 1800  # seconds for one size


def main() -> None:
    """Measure every size, print the table, save the figures and the picture."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", default=SIZES)
    parser.add_argument("--inputs", type=int, default=50)
    parser.add_argument("--techniques", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--gap", type=float, default=0.01)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--out", type=Path, help="file for the figures, as JSON")
    parser.add_argument("--picture", type=Path)
    parser.add_argument("--one", type=int, help="measure one size in this process")
    parser.add_argument("--draw", nargs=2, type=Path, metavar=("JSON", "PNG"))
    asked = parser.parse_args()
    if asked.draw:
        draw(json.loads(asked.draw[0].read_text(encoding="utf-8"))["runs"], asked.draw[1])
    elif asked.one:
        print(json.dumps(measured(asked, asked.one)))
    else:
        everything(asked)


def everything(asked: argparse.Namespace) -> None:
    """Each size in a process of its own."""
    runs = []
    for size in asked.sizes.split(","):
        own = ["--one", size]
        for name in ("inputs", "techniques", "seed", "gap", "threads"):
            own += [f"--{name}", str(getattr(asked, name))]
        command = [sys.executable, __file__, *own]
        done = subprocess.run(command, capture_output=True, text=True, timeout=LIMIT, check=False)
        if done.returncode:
            print(f"{size}: ended with {done.returncode}: {done.stderr[-500:]}")
            continue
        runs.append(json.loads(done.stdout))
        print(row(runs[-1]) if len(runs) > 1 else "\n".join([HEAD, row(runs[-1])]), flush=True)
    for basis, name in (("plan", "clock"), ("plan_processor", "processor")):
        slope, _ = exponent(runs, basis)
        print(f"seconds of planning ({name}) grow with products to the power {slope:.2f}")
    about = {"python": platform.python_version(), "machine": platform.machine(), "runs": runs}
    if asked.out:
        asked.out.write_text(json.dumps(about, indent=1) + "\n", encoding="utf-8")
    if asked.picture:
        draw(runs, asked.picture)


HEAD = (
    "| products | processes | coefficients | rounds | gap | make | plan | check | "
    "whole, clock | whole, processor | memory |\n|" + " ---: |" * 11
)


def row(run: dict[str, Any]) -> str:
    """A line of the table."""
    return (
        f"| {run['products']:,} | {run['processes']:,} | {run['coefficients']:,} | "
        f"{run['rounds']} | {100 * run['gap']:.2f} % | {run['make']:.1f} s | {run['plan']:.1f} s | "
        f"{run['check']:.1f} s | {run['whole']:.1f} s | {run['whole_processor']:.1f} s | "
        f"{run['memory'] / 2**30:.2f} GiB |"
    )


def measured(asked: argparse.Namespace, products: int) -> dict[str, Any]:
    """Make, plan and check one size here."""
    from commonweal.plan.two_level.certify import certify_large
    from commonweal.plan.two_level.generate import Spec
    from commonweal.plan.two_level.generated import generated
    from commonweal.plan.two_level.method import Settings, plan_large
    from commonweal.plan.two_level.spread import Here

    spec = Spec(products, asked.inputs, asked.techniques, asked.seed)
    here = Here(asked.threads)
    clock, processor = [time.perf_counter()], [time.process_time()]

    def lap() -> None:
        clock.append(time.perf_counter())
        processor.append(time.process_time())

    economy, blocks = generated(spec, here)
    lap()
    outcome = plan_large(economy, here, Settings(gap=asked.gap), blocks=blocks)
    lap()
    plan = outcome.plan
    coefficients = sum(block.inputs.nnz for block in blocks)
    found = certify_large(economy, plan.levels, plan.uses, plan.worth, plan.prices, asked.gap)
    if not found.accepted:
        raise SystemExit(f"refused: {found.reasons}")
    lap()
    names = ("make", "plan", "check")
    return {
        "products": products,
        "inputs": asked.inputs,
        "techniques": asked.techniques,
        "seed": asked.seed,
        "processes": plan.levels.shape[1],
        "coefficients": int(coefficients),
        "rounds": len(outcome.history),
        "value": found.value,
        "bound": found.bound,
        "gap": found.gap,
        **dict(zip(names, np.diff(clock).tolist(), strict=True)),
        **{f"{k}_processor": v for k, v in zip(names, np.diff(processor).tolist(), strict=True)},
        "whole": clock[-1] - clock[0],
        "whole_processor": time.process_time(),
        "memory": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024,
        "history": [
            {key: line[key] for key in ("seconds", "processor", "gap")} for line in outcome.history
        ],
    }


def exponent(runs: list[dict[str, Any]], basis: str) -> tuple[float, float]:
    """Slope and constant of log seconds over log products, by least squares."""
    if len(runs) < 2:
        return float("nan"), float("nan")
    x, y = (np.log10([run[name] for run in runs]) for name in ("products", basis))
    slope, constant = np.polyfit(x, y, 1)
    return float(slope), float(constant)


def draw(runs: list[dict[str, Any]], path: Path) -> None:
    """Time against products, and gap against time."""
    import matplotlib as mpl

    mpl.use("Agg")
    import matplotlib.pyplot as plt

    figure, (left, right) = plt.subplots(1, 2, figsize=(11, 4.4), layout="constrained")
    products = np.array([run["products"] for run in runs], dtype=float)
    for basis, name, colour in (
        ("plan", "planning, by the clock", "#1f5a8a"),
        ("plan_processor", "planning, processor", "#b5542d"),
    ):
        slope, constant = exponent(runs, basis)
        seconds = [run[basis] for run in runs]
        left.plot(products, seconds, "o", color=colour, label=f"{name}: exponent {slope:.2f}")
        left.plot(products, 10**constant * products**slope, "-", color=colour, alpha=0.5)
    left.plot(products, [run["make"] for run in runs], "s", color="#7a7a7a", label="generating")
    left.set(xscale="log", yscale="log", xlabel="products", ylabel="seconds")
    left.set_title("Time against products")
    left.legend(frameon=False)
    shades = plt.get_cmap("viridis")(np.linspace(0.05, 0.85, len(runs)))
    for run, shade in zip(runs, shades, strict=True):
        seconds = [line["processor"] for line in run["history"]]
        gaps = [100 * line["gap"] for line in run["history"]]
        right.plot(seconds, gaps, "o-", ms=4, color=shade, label=f"{run['products']:,} products")
    right.axhline(1.0, color="#7a7a7a", lw=0.8, ls=":")
    right.set(xscale="log", yscale="log", xlabel="seconds of planning, processor")
    right.set_ylabel("gap, % of the value")
    right.set_title("Gap against time")
    right.legend(frameon=False, fontsize=8)
    for panel in (left, right):
        panel.grid(alpha=0.25, which="major")
        panel.spines[["top", "right"]].set_visible(False)
    figure.savefig(path, dpi=130)


if __name__ == "__main__":
    main()
