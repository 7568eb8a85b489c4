"""The equations of a step, solved by groups and refined.

    D^-1 dx - A'dy = -f,     A dx = r

What a solution misses of both is solved for again with the same factors, until the step is as
good as its point needs; where that does not do, the corrections are combined. With h = (sum of
a D f over the single columns of a row), B and C of eliminate.py, for each group in turn

    dx0 = X r,   g = L'E^-1 (r + h - L dx0) - f - D^-1 dx0,   dx1 = dx0 + N C C' N' g
    S dy_linking = r + h - K dx1 - K0 D0 (-f)
    dx = dx1 + N C C' N' K' dy_linking
    dy_soft = E^-1 (r + h - L dx),     dy_hard = X' (D^-1 dx + f - L' dy_soft - K' dy_linking)

and dx = D (A'dy - f) in loose and single columns.

Source: Wright 1997 (chapter 11); Björck 1987 (refinement of seminormal equations).
"""

from __future__ import annotations

import numpy as np
import scipy.sparse as sp

from commonweal.plan.interior.arrays import Arrays, Dense, Factor, InPlace, factorise
from commonweal.plan.interior.cores import threads
from commonweal.plan.interior.eliminate import eliminate
from commonweal.plan.interior.form import Form, Vector
from commonweal.plan.interior.linking import direct, links, weights
from commonweal.plan.interior.split import Batch, split

ROUNDS = 6  # most rounds of refinement
EXACT = 1e-12  # conditioned: what is met so well needs no refinement
SLOW = 0.5  # a round that leaves more than this part is the last


class Normal:
    """The equations of one programme; ``factor`` sets the barrier, ``step`` solves.

    Parameters
    ----------
    form : the programme
    arrays : who does the dense work on the linking rows
    """

    def __init__(self, form: Form, arrays: Arrays = InPlace) -> None:
        self.form = form
        self.parts = split(form)
        self.links = links(form, self.parts)
        self.dense: Dense | None = arrays(self.links) if len(self.links.order) else None
        single = np.zeros(form.matrix.shape[1])
        single[self.parts.single] = 1.0
        self.single = sp.csr_array(form.matrix @ sp.diags_array(single))
        self.single.eliminate_zeros()
        self.squared = self.single.power(2)
        self.single_turned = sp.csr_array(self.single.T)[self.parts.single]
        self.linking = sp.csr_array(form.matrix[self.links.order] @ sp.diags_array(1.0 - single))
        self.linking.eliminate_zeros()
        self.linking_turned = sp.csr_array(self.linking.T)
        self.weight: Vector = np.zeros(0)
        self.heaviness: Vector = np.zeros(0)
        self.stiffness: Vector = np.zeros(0)
        self.inverses: list[np.ndarray] = []
        self.linked: Factor | None = None

    def factor(self, weight: Vector) -> None:
        """Set D: the weight of every column, slacks included."""
        self.weight = weight
        self.heaviness = np.append(1.0 / weight, 1.0)
        together = self.squared @ weight
        soft = together > 0
        self.stiffness = np.append(np.where(soft, 1.0 / np.where(soft, together, 1.0), 1.0), 1.0)
        order, loose = self.links.order, weight[self.parts.loose]
        several = threads(len(order))
        self.inverses = [
            eliminate(batch, self.heaviness, self.stiffness, several)
            for batch in self.parts.batches
        ]
        self.linked = None
        if self.dense is not None:
            entries = weights(self.links, self.inverses, loose)
            self.linked = factorise(self.dense, entries, direct(self.links, loose), together[order])

    def solve(self, right: Vector) -> Vector:
        """(A D A')^-1 right."""
        return self.step(right, np.zeros(self.form.matrix.shape[1]))[1]

    def step(
        self, rows: Vector, force: Vector, missing: float = 0.0, slant: float = 0.0
    ) -> tuple[Vector, Vector]:
        """Changes dx and dy with A dx = rows and D^-1 dx - A'dy = -force, refined.

        Parameters
        ----------
        missing, slant : by how much the first and the second of these may be missed; never less
            than ``EXACT``
        """
        dx, dy = self._once(rows, force)
        missing, slant = max(missing, EXACT), max(slant, EXACT)
        best = (dx, dy)
        before = (np.inf, np.inf)
        for number in range(ROUNDS + 1):
            missed, slanted = self._left(rows, force, dx, dy)
            far = (_largest(missed) / missing, _largest(slanted) / slant)
            # each of the two may have come as far as rounding lets it while the other has not
            helps = [
                now > 1.0 and now <= SLOW * past for now, past in zip(far, before, strict=True)
            ]
            if not any(helps) or number == ROUNDS:
                break
            more, again = self._once(missed, slanted)
            best, before = (dx, dy), far
            dx, dy = dx + more, dy + again
        if not max(far) <= max(before):
            (dx, dy), far = best, before
        return self._combined(rows, force, (dx, dy), (missing, slant)) if far[0] > 1.0 else (dx, dy)

    def _left(self, rows: Vector, force: Vector, dx: Vector, dy: Vector) -> tuple[Vector, Vector]:
        """What a solution misses of both equations."""
        missed = rows - self.form.matrix @ dx
        return missed, self.heaviness[:-1] * dx - self.form.turned @ dy + force

    def _combined(
        self,
        rows: Vector,
        force: Vector,
        found: tuple[Vector, Vector],
        allowed: tuple[float, float],
    ) -> tuple[Vector, Vector]:
        """Corrections combined so that what they leave together is least.

        Where the rows nearly depend on each other, the lift of the factor (arrays.py) outweighs
        what there is along a direction or two, and every round by itself repairs next to nothing
        of it. Of the rounds together each after the first removes one such direction.

        Source: Saad and Schultz 1986 (GMRES); Eisenstat, Elman and Schultz 1983 (this form of it).
        """
        nothing = np.zeros(len(rows)), np.zeros(len(force))
        dx, dy = found
        ways: list[tuple[Vector, Vector, Vector]] = []
        missed, slanted = self._left(rows, force, dx, dy)
        best, least = found, _far(missed, slanted, allowed)
        for _ in range(ROUNDS):
            more, again = self._once(missed, slanted)
            gone = self._left(*nothing, more, again)
            image = -np.concatenate([gone[0] / allowed[0], gone[1] / allowed[1]])
            for way, turn, seen in ways:
                part = float(image @ seen)
                more, again, image = more - part * way, again - part * turn, image - part * seen
            length = float(np.linalg.norm(image))
            if not 0.0 < length < np.inf:
                break
            ways.append((more / length, again / length, image / length))
            left = np.concatenate([missed / allowed[0], slanted / allowed[1]])
            part = float(left @ ways[-1][2])
            dx, dy = dx + part * ways[-1][0], dy + part * ways[-1][1]
            missed, slanted = self._left(rows, force, dx, dy)
            now = _far(missed, slanted, allowed)
            if now < least:
                best, least = (dx, dy), now
            if now <= 1.0:
                break
        return best

    def _once(self, rows: Vector, force: Vector) -> tuple[Vector, Vector]:
        """Solve with the factors alone."""
        parts, weight = self.parts, self.weight
        given = np.append(rows + self.single @ (weight * force), 0.0)
        pressed = np.append(force, 0.0)
        first = np.zeros(len(pressed))
        first[parts.loose] = -weight[parts.loose] * force[parts.loose]
        for batch, inverse in zip(parts.batches, self.inverses, strict=True):
            first[batch.columns] = self._first(batch, inverse, given, pressed)
        first[-1] = 0.0
        dy = np.zeros(len(given))
        pull = np.zeros(len(pressed))
        if self.linked is not None:
            order = self.links.order
            linked = self.linked.solve(given[order] - self.linking @ first[:-1])
            dy[order] = linked
            pull[:-1] = self.linking_turned @ linked
        dx = np.zeros(len(pressed))
        dx[parts.loose] = weight[parts.loose] * (pull[parts.loose] - force[parts.loose])
        for batch, inverse in zip(parts.batches, self.inverses, strict=True):
            at = batch.columns
            moved = first[at] + _times(batch.free, _squared(inverse, _turned(batch.free, pull[at])))
            soft = self.stiffness[batch.soft] * (given[batch.soft] - _times(batch.local, moved))
            asked = self.heaviness[at] * moved + pressed[at] - pull[at]
            dx[at], dy[batch.soft] = moved, soft
            dy[batch.hard] = _turned(batch.given, asked - _turned(batch.local, soft))
        dx, dy = dx[:-1], dy[:-1]
        single = parts.single
        dx[single] = weight[single] * (self.single_turned @ dy - force[single])
        return dx, dy

    def _first(
        self, batch: Batch, inverse: np.ndarray, given: Vector, pressed: Vector
    ) -> np.ndarray:
        """Changes of a batch while dy of the linking rows is zero (group, column)."""
        at = batch.columns
        start = _times(batch.given, given[batch.hard])
        soft = self.stiffness[batch.soft] * (given[batch.soft] - _times(batch.local, start))
        back = _turned(batch.local, soft) - pressed[at] - self.heaviness[at] * start
        free = _squared(inverse, _turned(batch.free, back))
        return np.asarray(start + _times(batch.free, free))


def _far(missed: Vector, slanted: Vector, allowed: tuple[float, float]) -> float:
    return max(_largest(missed) / allowed[0], _largest(slanted) / allowed[1])


def _largest(values: Vector) -> float:
    return float(np.max(np.abs(values), initial=0.0))


def _times(matrices: np.ndarray, vectors: np.ndarray) -> np.ndarray:
    return np.asarray((matrices @ vectors[:, :, None])[:, :, 0])


def _turned(matrices: np.ndarray, vectors: np.ndarray) -> np.ndarray:
    return np.asarray((vectors[:, None, :] @ matrices)[:, 0, :])


def _squared(inverse: np.ndarray, vectors: np.ndarray) -> np.ndarray:
    """C C' v for every group."""
    return _times(inverse, _turned(inverse, vectors))
