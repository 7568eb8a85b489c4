"""The equations of a step: (A D A' + E) y = r, solved by groups and refined.

The two factors are exact but for rounding. Late in a solve D spans twenty orders of magnitude, so
that every solution is refined by conjugate gradients on the sparse matrix itself, with the factors
as preconditioner; mostly one or two rounds.

Source: Wright 1997 (chapter 11); Bergamaschi, Gondzio and Zilli 2004 (refinement by iteration).
"""

from __future__ import annotations

import numpy as np
import scipy.sparse as sp

from commonweal.plan.interior.eliminate import Eliminated, eliminate, partition
from commonweal.plan.interior.form import Form, Vector
from commonweal.plan.interior.linking import (
    Factor,
    assemble,
    block_diagonal,
    factorise,
    links,
)

ROUNDS = 12  # most rounds of refinement
EXACT = 1e-10  # relative to the right-hand side: where refinement ends


class Normal:
    """The equations of one programme; ``factor`` sets the barrier, ``solve`` solves."""

    def __init__(self, form: Form) -> None:
        self.form = form
        self.parts = partition(form)
        self.links = links(form, self.parts)
        plain = form.matrix[:, : form.plain]
        self.local_rows = np.setdiff1d(np.arange(plain.shape[0]), self.links.order)
        self.local = sp.csr_array(plain[self.local_rows])
        self.local_turned = sp.csr_array(self.local.T)
        self.linking = sp.csr_array(plain[self.links.order])
        self.linking_turned = sp.csr_array(self.linking.T)
        self.squared = self.linking.power(2)
        self.weight: Vector = np.zeros(0)
        self.eliminated: list[Eliminated] = []
        self.linked: Factor | None = None

    def factor(self, weight: Vector) -> None:
        """Set D: the weight of every column, slacks included."""
        form = self.form
        self.weight = weight
        plain = weight[: form.plain]
        slack = np.zeros(form.matrix.shape[0])
        slack[form.slack_row] = weight[form.plain :]
        with_none, slack_and_one = np.append(plain, 0.0), np.append(slack, 1.0)
        self.eliminated = [
            eliminate(batch, with_none, slack_and_one) for batch in self.parts.batches
        ]
        matrix = assemble(
            self.links,
            block_diagonal(self.eliminated),
            plain[self.parts.loose],
            slack[self.links.order],
        )
        before = self.squared @ plain + slack[self.links.order]
        self.linked = factorise(matrix, before) if len(matrix) else None

    def times(self, y: Vector) -> Vector:
        """(A D A' + E) y."""
        return np.asarray(self.form.matrix @ (self.weight * (self.form.turned @ y)))

    def solve(self, right: Vector) -> Vector:
        """Solve, by preconditioned conjugate gradients."""
        y = self._by_factors(right)
        size = float(np.max(np.abs(right), initial=0.0))
        left = right - self.times(y)
        best, best_left = y, float(np.max(np.abs(left), initial=0.0))
        turned = self._by_factors(left)
        direction, along = turned, float(left @ turned)
        for _ in range(ROUNDS):
            if best_left <= EXACT * size or not along > 0:
                break
            image = self.times(direction)
            curve = float(direction @ image)
            if not curve > 0:
                break
            length = along / curve
            y = y + length * direction
            left = left - length * image
            worst = float(np.max(np.abs(left), initial=0.0))
            if worst < best_left:
                best, best_left = y, worst
            turned = self._by_factors(left)
            before, along = along, float(left @ turned)
            direction = turned + (along / before) * direction
        return best

    def _by_factors(self, right: Vector) -> Vector:
        """Solve with the two factors alone."""
        plain = self.weight[: self.form.plain]
        found = np.zeros_like(right)
        first = self._local(right)
        if self.linked is not None:
            carried = self.linking @ (plain * (self.local_turned @ first[self.local_rows]))
            linked = self.linked.solve(right[self.links.order] - carried)
            found[self.links.order] = linked
            back = self.local @ (plain * (self.linking_turned @ linked))
            rest = right.copy()
            rest[self.local_rows] -= back
            first = self._local(rest)
        found[self.local_rows] = first[self.local_rows]
        return found

    def _local(self, right: Vector) -> Vector:
        """M^-1 on the local rows of every group (row)."""
        found = np.zeros(len(right) + 1)
        given = np.append(right, 0.0)
        for batch, part in zip(self.parts.batches, self.eliminated, strict=True):
            half = part.inverse @ given[batch.rows][:, :, None]
            whole = part.inverse.transpose(0, 2, 1) @ half
            found[batch.rows] = whole[:, :, 0]
        return found[:-1]
