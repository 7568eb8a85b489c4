"""The turnpike: a long plan passes its middle years near the fastest balanced growth path.

Two products, corn and iron, each a part of the capital of both industries. The goal counts only
what is eaten in the last year, so that everything before is preparation. On the fastest balanced
path all capacities K grow at g: (I - A) K = B (g + d) K, where B holds the capital of each kind
per unit of capacity and d is wear; g + d is one over the largest eigenvalue of (I - A)^-1 B.
(von Neumann 1945; Dorfman, Samuelson and Solow 1958, ch. 12.)
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import plotly.graph_objects as go

from tiny import Process, Tiny
from verification.answers import Answer

INPUTS = np.array([[0.1, 0.1], [0.1, 0.2]])  # product by industry; assumption
CAPITAL = np.array([[0.5, 0.5], [1.0, 2.0]])  # product by industry; assumption
WEAR = 0.05  # assumption
START = (10.0, 5.0)  # two and a half times as much corn as on the balanced path; assumption
NAMES = ("corn", "iron")
FIRST = 2021


@dataclass(frozen=True)
class Journey:
    """Growth and mix of the planned path beside the balanced one.

    Parameters
    ----------
    growth : (year) growth of all capacity into the next year [1/yr]
    mix : (year) share of corn in all capacity [1]
    fastest, balanced_mix : of the balanced path
    """

    growth: np.ndarray
    mix: np.ndarray
    fastest: float
    balanced_mix: float


def balanced() -> tuple[float, float]:
    """Fastest balanced growth [1/yr] and the share of corn in capacity on it."""
    values, vectors = np.linalg.eig(np.linalg.solve(np.eye(2) - INPUTS, CAPITAL))
    largest = int(np.argmax(values.real))
    mix = np.abs(vectors[:, largest].real)
    return float(1.0 / values[largest].real - WEAR), float(mix[0] / mix.sum())


def path(years: int) -> Journey:
    """Plan so many years for the sake of the last one."""
    processes = {
        name: Process(
            activity=name,
            makes={name: 1.0},
            uses=dict(zip(NAMES, INPUTS[:, n].tolist(), strict=True)),
            assets=dict(zip(NAMES, CAPITAL[:, n].tolist(), strict=True)),
            wear=WEAR,
            capacity=START[n],
            buildable_from=FIRST,
        )
        for n, name in enumerate(NAMES)
    }
    last = FIRST + years - 1
    found = Tiny(
        processes=processes,
        needs={"feast": {"corn": 1.0, "iron": 1.0}},
        assets={name: {name: 1.0} for name in NAMES},
        years=tuple(range(FIRST, last + 1)),
        base_level={"feast": 1000.0},  # no need is counted above 64 times this
        period_weight={t: float(t == last) for t in range(FIRST, last + 1)},
    ).solve()
    capacity = found.values["capacity"].sel(period=list(range(FIRST, last + 1)))
    total = capacity.sum("process").values
    fastest, mix = balanced()
    share = (capacity.sel(process="corn") / capacity.sum("process")).values
    return Journey(total[1:] / total[:-1] - 1.0, share, fastest, mix)


def middle(values: np.ndarray) -> np.ndarray:
    """The middle third."""
    third = len(values) // 3
    return values[third : len(values) - third]


def turnpike(years: int = 24) -> list[Answer]:
    """Growth and mix of the middle third of a long plan against the balanced path."""
    found = path(years)
    source = "von Neumann 1945; eigenvalue by numpy"
    gap = float(np.abs(middle(found.growth) - found.fastest).max())
    mix = float(np.abs(middle(found.mix) - found.balanced_mix).max())
    name = f"Turnpike, {years} years"
    return [
        Answer(name, f"growth in the middle, off {found.fastest:.4%}", 0.0, gap, 1e-3, source),
        Answer(name, f"mix in the middle, off {found.balanced_mix:.4f}", 0.0, mix, 1e-3, source),
        Answer(
            name,
            "growth in the first year, off the same (the start is not on it)",
            0.01,
            abs(float(found.growth[0]) - found.fastest),
            0.0,
            source,
            "at least",
        ),
    ]


def picture(file: Path, lengths: tuple[int, ...] = (12, 18, 24)) -> None:
    """Share of corn in capacity over the years of plans of several lengths."""
    figure = go.Figure()
    for years in lengths:
        found = path(years)
        figure.add_scatter(
            x=list(range(1, years + 1)), y=found.mix, mode="lines+markers", name=f"{years} years"
        )
    figure.add_hline(y=balanced()[1], line_dash="dot", annotation_text="fastest balanced growth")
    figure.update_layout(
        title="Plans of every length travel along the same road",
        xaxis_title="year of the plan",
        yaxis_title="share of corn in capacity",
        template="plotly_white",
    )
    figure.write_html(file, include_plotlyjs=True)
