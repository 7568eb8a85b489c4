"""The least that must give: the programme with its levers, solved for the lowest price."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import scipy.sparse as sp
import xarray as xr
from numpy.typing import NDArray

from commonweal.plan.diagnose.levers import Lever
from commonweal.plan.diagnose.stipulations import Stipulations, deciding_rows, row_periods
from commonweal.plan.diagnose.trial import Rows, least
from commonweal.plan.matrix import Matrix, labelled_columns
from commonweal.plan.programme import LinearProgramme

Vector = NDArray[np.float64]
GIVEN = 1e-6  # share below which a lever counts as not moved


@dataclass(frozen=True)
class Mended:
    """A plan of the programme with its levers.

    Parameters
    ----------
    moved : levers that give, each with its value
    plan : variable -> values in their own units
    """

    moved: tuple[tuple[Lever, float], ...]
    plan: dict[str, xr.DataArray]


class Mending:
    """The programme with every lever; each question allows some of them.

    A lever over rows is one column: the rows may be met with room to spare. A lever over bounds
    lets a variable leave its corridor by at most its share: a column for each bound and a row that
    keeps it within the lever.
    """

    def __init__(
        self,
        programme: LinearProgramme,
        problem: Matrix,
        rules: Stipulations,
        found: list[Lever],
        deadline: float,
    ) -> None:
        self.programme, self.problem = programme, problem
        self.found, self.deadline = found, deadline
        keep = deciding_rows(programme, problem)
        self.bounds = np.flatnonzero(rules.column >= 0)
        share = _shares(rules, found)
        is_row = sp.diags_array((rules.row >= 0).astype(float))
        levers = (rules.gives @ is_row @ share)[keep]
        links = sp.hstack(
            [
                sp.csr_matrix((len(self.bounds), problem.rows.shape[1])),
                sp.eye_array(len(self.bounds)),
                -share.tocsr()[self.bounds],
            ]
        )
        self.coefficients = sp.csr_matrix(
            sp.vstack(
                [
                    sp.hstack([problem.rows[keep], rules.gives[:, self.bounds][keep], levers]),
                    links,
                ]
            )
        )
        none = np.zeros(len(self.bounds))
        self.row_lower = np.concatenate([problem.row_lower[keep], none - np.inf])
        self.row_upper = np.concatenate([problem.row_upper[keep], none])
        self.room = rules.most[self.bounds]
        self.periods = np.concatenate(
            [row_periods(programme, problem)[keep], rules.period[self.bounds]]
        )

    def possible(self, kinds: frozenset[str], last: int) -> bool:
        """Whether levers of some kinds can mend the years up to one of them."""
        return self._solve(kinds, False, self.periods <= last) is not None

    def mend(self, kinds: frozenset[str], sharp: bool = True) -> Mended | None:
        """The cheapest way to mend with levers of some kinds; None where there is none."""
        problem, count = self.problem, len(self.bounds)
        values = self._solve(kinds, sharp, np.ones(len(self.periods), dtype=bool))
        if values is None:
            return None
        given = values[len(problem.lower) + count :]
        columns = values[: len(problem.lower)] * problem.column_size
        plan = labelled_columns(self.programme, problem, columns)
        moved = [(x, float(v)) for x, v in zip(self.found, given, strict=True) if v > GIVEN]
        return Mended(tuple(moved), plan)

    def _solve(self, kinds: frozenset[str], sharp: bool, rows: NDArray[np.bool_]) -> Vector | None:
        problem, count = self.problem, len(self.bounds)
        most = np.array([lever.most if lever.kind in kinds else 0.0 for lever in self.found])
        price = np.array([lever.price for lever in self.found])
        asked = Rows(
            coefficients=sp.csr_matrix(self.coefficients[rows]),
            row_lower=self.row_lower[rows],
            row_upper=self.row_upper[rows],
            lower=np.concatenate([problem.lower, np.zeros(count + len(most))]),
            upper=np.concatenate([problem.upper, self.room, most]),
        )
        prices = np.concatenate([np.zeros(len(problem.lower) + count), price])
        return least(asked, prices, self.deadline, sharp)


def _shares(rules: Stipulations, found: list[Lever]) -> sp.csc_matrix:
    """(stipulation, lever): share by which each gives."""
    parts = [(lever.rules, lever.shares) for lever in found]
    columns = np.concatenate([np.full(len(rows), n) for n, (rows, _) in enumerate(parts)])
    return sp.csc_matrix(
        (
            np.concatenate([shares for _, shares in parts]),
            (np.concatenate([rows for rows, _ in parts]), columns),
        ),
        shape=(len(rules), len(found)),
    )
