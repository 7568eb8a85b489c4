"""Cockshott's example of four products and five years, as a linear programme of its own.

Its goal, the sum over years of the lowest fulfilment of a year's targets, is not a goal of the
plan model: the sum starves the first year (fulfilment 0.16) to feed the later ones. It is solved
here because its figures are public and can be compared.

    maximise sum_t T[t]
    T[t] g[t,i] <= c[t,i]                            fulfilment of the targets g
    c[t] + F x[t] + a[t] summed over users <= x[t]    products: consumption, inputs, new capital
    lambda . x[t] <= L[t]                            work
    kappa[i,j] x[t,j] <= k[t,i,j]                    capital of kind i in industry j
    k[t+1,i,j] <= (1 - d[i,j]) k[t,i,j] + a[t,i,j]   wear and accumulation

The data are facts published by W. P. Cockshott, https://github.com/wc22m/5yearplan: flows.csv,
cap.csv, dep.csv and labtarg.csv, with an output of coal of 5 as in documentation.odt (the file
flows.csv says 6, which gives a sum of 8.7973). The formulation is our own.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.optimize import linprog

from verification.answers import Answer as Known

PRODUCTS = ("iron", "coal", "corn", "bread")
YEARS = (1, 2, 3, 4, 5)
FLOWS = [[0.1, 0, 0, 0], [2, 1, 0.04, 0.2], [0, 0, 1, 1], [0, 0, 0, 0]]  # flows.csv
WORK = [0.3, 1, 2, 0.1]  # flows.csv, row labour
OUTPUT = [10, 5, 10, 1]  # flows.csv, row output; coal as in documentation.odt
CAPITAL = [[10, 7, 1.4, 1], [2, 1, 0.04, 0.1], [0, 0, 1, 0], [0, 0, 0, 0]]  # cap.csv
WEAR = [[0.07, 0.07, 0.07, 0.06], [0.5] * 4, [0, 0, 0.5, 0], [0] * 4]  # dep.csv
TARGETS = [  # labtarg.csv
    [0.1, 3, 0, 2.0],
    [0.1, 3, 0, 2.01],
    [0.1, 3, 0, 2.02],
    [0.1, 3.1, 0, 2.1],
    [0.1, 3.1, 0, 2.1],
]
WORKERS = [3.0, 3.01, 3.02, 3.03, 3.07]  # labtarg.csv, column labour
PUBLISHED = (0.159221, 1.75043, 1.75259, 1.71516, 1.95906)  # documentation.odt
PUBLISHED_SUM = 7.33645  # documentation.odt
SHIPPED_COAL, SHIPPED_SUM = 6.0, 8.7973  # flows.csv as shipped, measured by us


@dataclass(frozen=True)
class Answer:
    """Fulfilment by year and their sum."""

    fulfilment: tuple[float, ...]
    total: float


class Rows:
    """Rows of a programme ``A z <= b`` over columns in blocks, added one at a time."""

    def __init__(self, blocks: dict[str, tuple[int, ...]]) -> None:
        self.place: dict[str, np.ndarray] = {}
        self.columns = 0
        for name, shape in blocks.items():
            size = int(np.prod(shape))
            self.place[name] = np.arange(self.columns, self.columns + size).reshape(shape)
            self.columns += size
        self.rows: list[np.ndarray] = []
        self.bounds: list[float] = []

    def add(self, bound: float, *terms: tuple[float, str, tuple[int, ...]]) -> None:
        """One row: sum of coefficient times column <= bound."""
        row = np.zeros(self.columns)
        for coefficient, name, index in terms:
            row[self.place[name][index]] += coefficient
        self.rows.append(row)
        self.bounds.append(bound)


def solve(coal_output: float = 5.0) -> Answer:
    """Solve the example.

    Parameters
    ----------
    coal_output : output of coal in the base year; 5 in the document, 6 in the shipped table
    """
    output = np.array(OUTPUT, dtype=float)
    output[PRODUCTS.index("coal")] = coal_output
    flows, capital = np.array(FLOWS) / output, np.array(CAPITAL) / output
    n, years = len(PRODUCTS), len(YEARS)
    rows = Rows(
        {
            "fulfilment": (years,),
            "consumption": (years, n),
            "made": (years, n),
            "capital": (years, n, n),
            "added": (years, n, n),
        }
    )
    for t in range(years):
        _year(rows, t, flows, capital, output)
    gain = np.zeros(rows.columns)
    gain[rows.place["fulfilment"]] = -1.0
    found = linprog(gain, A_ub=np.array(rows.rows), b_ub=np.array(rows.bounds), method="highs")
    if not found.success:
        raise ArithmeticError(f"the example was not solved: {found.message}")
    values = found.x[rows.place["fulfilment"]]
    return Answer(tuple(float(v) for v in values), float(-found.fun))


def _year(rows: Rows, t: int, flows: np.ndarray, capital: np.ndarray, output: np.ndarray) -> None:
    n = len(PRODUCTS)
    rows.add(WORKERS[t], *((WORK[j] / output[j], "made", (t, j)) for j in range(n)))
    for i in range(n):
        if TARGETS[t][i] > 0:
            rows.add(0.0, (TARGETS[t][i], "fulfilment", (t,)), (-1.0, "consumption", (t, i)))
        used = [(float(flows[i, j]), "made", (t, j)) for j in range(n)]
        new = [(1.0, "added", (t, i, j)) for j in range(n)]
        rows.add(0.0, (1.0, "consumption", (t, i)), (-1.0, "made", (t, i)), *used, *new)
        for j in range(n):
            if capital[i, j] == 0:
                continue
            rows.add(0.0, (float(capital[i, j]), "made", (t, j)), (-1.0, "capital", (t, i, j)))
            now = (1.0, "capital", (t, i, j))
            if t == 0:
                rows.add(float(CAPITAL[i][j]), now)
            else:
                before = (-(1.0 - WEAR[i][j]), "capital", (t - 1, i, j))
                rows.add(0.0, now, before, (-1.0, "added", (t - 1, i, j)))


def answers() -> list[Known]:
    """Fulfilments and their sum, as published and as shipped."""
    found, shipped = solve(), solve(SHIPPED_COAL)
    source = "wc22m/5yearplan, documentation.odt"
    name = "Cockshott, 4 products, 5 years"
    return [
        *(
            Known(name, f"fulfilment of year {year}", published, value, 6e-6, source)
            for year, published, value in zip(YEARS, PUBLISHED, found.fulfilment, strict=True)
        ),
        Known(name, "sum", PUBLISHED_SUM, found.total, 6e-6, source),
        Known(
            name,
            "sum with coal output 6, as in flows.csv",
            SHIPPED_SUM,
            shipped.total,
            6e-5,
            "independent compact programme on the shipped table",
        ),
    ]
