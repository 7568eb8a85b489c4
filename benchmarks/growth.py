"""How the time of a solve grows with products and with years, ours beside HiGHS.

``python benchmarks/growth.py [--limit 120] [--products 25 50 100 200 402] [--years 2 3 5 8 12 20]``
solves the table of the United States of 2017, aggregated to so many products: all numbers of
products over five years, and all numbers of years with the fewest products. Each solve is a
process of its own (``solvers.py --one``). It prints a line of a Markdown table after every solve,
then the exponents, and draws both on logarithmic axes into ``docs/images/growth.svg``. Small sizes
come first; what reaches the limit is left out, and so are larger sizes for that solver.

The exponent e is fitted by least squares: log(seconds of the cores) = e log(size) + constant.
"""

from __future__ import annotations

import argparse
import itertools
import math
import os
import platform
from pathlib import Path

import numpy as np
from solvers import DATA, apart

SOLVERS = ("interior", "ipx", "hipo", "simplex")
NAMES = {
    "interior": "interior point",
    "ipx": "HiGHS IPX",
    "hipo": "HiGHS HiPO",
    "simplex": "HiGHS simplex",
}
COLOURS = {"interior": "#c0392b", "ipx": "#2c6fbb", "hipo": "#3c8d53", "simplex": "#8a6d3b"}
PICTURE = Path(__file__).resolve().parents[1] / "docs" / "images" / "growth.svg"
Points = dict[str, list[tuple[float, float]]]


def main() -> None:
    """Solve, print and draw."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--limit", type=float, default=120.0, help="seconds for each solve")
    parser.add_argument("--products", type=int, nargs="+", default=[25, 50, 100, 200, 402])
    parser.add_argument("--years", type=int, nargs="+", default=[2, 3, 5, 8, 12, 20])
    parser.add_argument("--solvers", nargs="+", default=list(SOLVERS))
    parser.add_argument("--data", type=Path, default=DATA)
    parser.add_argument("--out", type=Path, default=PICTURE)
    chosen = parser.parse_args()
    print(f"{os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}, ")
    print(f"load when it began {os.getloadavg()[0]:.1f}, limit {chosen.limit:g} s\n")
    print("| products | years | size | solver | clock | cores | memory | accuracy | check |")
    print("|---|---|---|---|---|---|---|---|---|", flush=True)
    few = min(chosen.products)
    by_products = series([(n, 5) for n in sorted(chosen.products)], 0, chosen)
    by_years = series([(few, t) for t in sorted(chosen.years)], 1, chosen)
    print("\n| solver | exponent of products | exponent of years |", "|---|---|---|", sep="\n")
    for name in chosen.solvers:
        parts = [exponent(found.get(name, [])) for found in (by_products, by_years)]
        print(f"| {NAMES[name]} | {parts[0]} | {parts[1]} |")
    panels = [("products, five years", by_products), (f"years, {few} products", by_years)]
    chosen.out.parent.mkdir(parents=True, exist_ok=True)
    chosen.out.write_text(picture(panels), encoding="utf-8")


def series(sizes: list[tuple[int, int]], axis: int, chosen: argparse.Namespace) -> Points:
    """Seconds of the cores at every size, for every solver until it reaches the limit."""
    found: Points = {name: [] for name in chosen.solvers}
    left = list(chosen.solvers)
    for size in sizes:
        for name in tuple(left):
            case = f"usa-detail:{size[1]}:{size[0]}"
            got = apart(case, name, chosen)
            print(row(size, name, got), flush=True)
            if got.get("certificate") == "optimal":
                found[name].append((float(size[axis]), float(str(got["cores"]))))
            else:
                left.remove(name)
    return found


def row(size: tuple[int, int], name: str, got: dict[str, object]) -> str:
    """One line of the table."""
    if "ended" in got:
        return f"| {size[0]} | {size[1]} | | {name} | | | | | {got['ended']} |"
    return (
        f"| {size[0]} | {size[1]} | {got['rows']:,} x {got['columns']:,}, {got['nonzeros']:,} "
        f"| {name} | {got['clock']:.1f} s | {got['cores']:.1f} s | {got['memory']:.2f} GB "
        f"| {got['accuracy']} | {got['certificate']} |"
    )


def exponent(points: list[tuple[float, float]]) -> str:
    """Slope on two logarithmic axes, with the number of points; nothing below three."""
    if len(points) < 3:
        return f"– ({len(points)} points)"
    x, y = np.log(np.array(points)).T
    return f"{np.polyfit(x, y, 1)[0]:.2f} ({len(points)} points)"


WIDE, HIGH, LEFT, TOP = 330.0, 260.0, 56.0, 34.0  # of a panel, its frame


def picture(panels: list[tuple[str, Points]]) -> str:
    """Two panels on logarithmic axes as SVG."""
    every = [y for _, found in panels for points in found.values() for _, y in points]
    low = 10 ** math.floor(math.log10(min(every, default=0.1)))
    high = 10 ** math.ceil(math.log10(max(every, default=10.0) * 1.01))
    parts = []
    for number, (title, found) in enumerate(panels):
        begin = LEFT + number * (WIDE + 80.0)
        parts += panel(begin, title, found, low, high)
    whole, tall = LEFT + 2 * WIDE + 100.0, TOP + HIGH + 84.0
    legend = []
    for number, name in enumerate(n for n in COLOURS if any(n in f and f[n] for _, f in panels)):
        x, y = LEFT + number * 165.0, TOP + HIGH + 66.0
        legend.append(mark(x, y - 4, COLOURS[name]) + text(x + 12, y, NAMES[name]))
    style = 'font-family="sans-serif" font-size="13" fill="#222"'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {whole:g} {tall:g}" {style}>\n'
        f'<rect width="{whole:g}" height="{tall:g}" fill="white"/>\n'
        + "\n".join([*parts, *legend])
        + "\n</svg>\n"
    )


def panel(begin: float, title: str, found: Points, low: float, high: float) -> list[str]:
    """One panel: frame, grid, points and fitted lines."""
    sizes = sorted({x for points in found.values() for x, _ in points}) or [1.0, 10.0]
    first, last = math.log(sizes[0] * 0.85), math.log(sizes[-1] * 1.18)

    def across(x: float) -> float:
        return begin + WIDE * (math.log(x) - first) / (last - first)

    def up(y: float) -> float:
        return TOP + HIGH * (1 - math.log(y / low) / math.log(high / low))

    parts = [text(begin, TOP - 12, f"Seconds of the cores by {title}")]
    level = low
    while level <= high * 1.001:
        y = up(level)
        parts.append(line(begin, y, begin + WIDE, y, "#ddd"))
        parts.append(text(begin - 8, y + 4, f"{level:g}", "end"))
        level *= 10
    for size in sizes:
        parts.append(line(across(size), TOP, across(size), TOP + HIGH, "#eee"))
        parts.append(text(across(size), TOP + HIGH + 18, f"{size:g}", "middle"))
    for name, points in found.items():
        colour = COLOURS[name]
        parts += [mark(across(x), up(y), colour) for x, y in points]
        parts += [
            line(across(a[0]), up(a[1]), across(b[0]), up(b[1]), colour, 1.6)
            for a, b in itertools.pairwise(points)
        ]
    return parts


def text(x: float, y: float, words: str, anchor: str = "start") -> str:
    """A few words."""
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}">{words}</text>'


def line(x: float, y: float, to: float, down: float, colour: str, width: float = 1.0) -> str:
    """A straight line."""
    ends = f'x1="{x:.1f}" y1="{y:.1f}" x2="{to:.1f}" y2="{down:.1f}"'
    return f'<line {ends} stroke="{colour}" stroke-width="{width:g}"/>'


def mark(x: float, y: float, colour: str) -> str:
    """A point."""
    return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4" fill="{colour}"/>'


if __name__ == "__main__":
    main()
