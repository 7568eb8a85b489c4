"""The centre: from the answers so far, the best plan they allow, and the prices to ask next.

An answer t gives C[t, f, r], what a unit of use f takes of thing r by the techniques of t. Two
small linear programmes, solved by HiGHS through scipy:

*master* (Dantzig and Wolfe 1960): max sum u[n](q[n]) over levels q[f, t] >= 0 of every use by every
answer, with sum over f of n and t of q = q[n], and sum C q <= b. Its value is that of a plan, for
techniques can be mixed. Its dual values are prices, and it is the dual of the model

    M(w) = b w + sum over n of max over q of ( u[n](q) - q min over f, t of C[t, f] w )  <=  L(w)

*level* (Lemarechal, Nemirovskii and Nesterov 1995, here with the largest relative change as
distance, so that it stays linear): the prices nearest to the best so far with
M(w) <= bottom + share (top - bottom).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy.optimize import linprog
from scipy.sparse import block_array, coo_array, csr_array, eye_array, hstack, vstack

from commonweal.errors import SolverStopped
from commonweal.plan.two_level.bound import need_costs, worth_of
from commonweal.plan.two_level.economy import Array, LargeEconomy

FINE: Any = {"primal_feasibility_tolerance": 1e-10, "dual_feasibility_tolerance": 1e-10}
MARGIN = 1e-9  # assumption: left of every scarce thing, more than HiGHS may overstep
DEAREST = 1e4  # assumption: [goal points] nothing is worth more, all that there is of it together
CHEAPEST = 1e-9  # assumption: the same downwards, so that D > 0 in ``prices``


@dataclass(frozen=True)
class Master:
    """The best plan that the answers so far allow.

    Parameters
    ----------
    value : [goal points]; minus infinity where they allow none
    levels : (use, answer) [unit of use]
    worth : (year, thing) [goal points / unit] dual values
    bottom : [goal points] least value of the model M
    """

    value: float
    levels: Array
    worth: Array
    bottom: float


def takes(economy: LargeEconomy, answers: list[Array]) -> Array:
    """What a unit of each use takes of everything scarce (answer, use, year, thing).

    Parameters
    ----------
    answers : (use, thing) each, products of the uses times requirements
    """
    uses = economy.uses
    count = np.arange(len(uses.names))
    whole = np.repeat(uses.scarce[None], len(answers), axis=0)
    for whose, own in zip(whole, answers, strict=True):
        whose[count, uses.year] += own
    return whole


def master(economy: LargeEconomy, taken: Array, held_back: Array | None = None) -> Master:
    """Solve the master programme.

    Parameters
    ----------
    taken : (answer, use, year, thing)
    held_back : (year, thing) [unit] kept unused on top of the usual margin; nothing by default
    """
    amounts = economy.amounts()
    needs, uses = economy.needs, economy.uses
    answers, count = taken.shape[:2]
    kept = MARGIN * amounts + (0.0 if held_back is None else held_back)
    rows = taken.reshape(answers * count, -1).T / amounts.ravel()[:, None]
    limits = ((economy.limits - kept) / amounts).ravel()
    need, piece = np.nonzero(needs.width > 0)
    column = np.arange(answers * count)
    served = coo_array(
        (np.ones(len(column)), (np.tile(uses.need, answers), column)),
        shape=(len(needs.names), len(column)),
    )
    filled = coo_array(
        (-np.ones(len(need)), (need, np.arange(len(need)))), shape=(len(needs.names), len(need))
    )
    over = len(limits)
    found = _solved(
        np.concatenate([np.zeros(len(column)), -needs.slope[need, piece], np.full(over, DEAREST)]),
        A_ub=hstack([csr_array(rows), csr_array((over, len(need))), -eye_array(over)], "csr"),
        b_ub=limits,
        A_eq=hstack([served, filled, csr_array((len(needs.names), over))], "csr"),
        b_eq=needs.least * (1 + MARGIN),
        bounds=_bounds(len(column), needs.width[need, piece], over),
    )
    levels = np.maximum(found.x[: len(column)], 0.0).reshape(answers, count).T
    worth = np.maximum(-found.ineqlin.marginals, 0.0).reshape(amounts.shape) / amounts
    bottom = float(needs.base.sum() - found.fun)
    return Master(_value(economy, taken, levels), levels, worth, bottom)


def _solved(cost: Array, **programme: Any) -> Any:
    """What HiGHS finds.

    Raises
    ------
    SolverStopped
        when it ends without an optimum
    """
    found = linprog(cost, method="highs-ds", options=FINE, **programme)
    if found.status != 0:
        raise SolverStopped(f"a programme of the centre was not solved: {found.message}")
    return found


def _bounds(free: int, width: Array, over: int) -> Array:
    low = np.zeros(free + len(width) + over)
    high = np.concatenate([np.full(free, np.inf), width, np.full(over, np.inf)])
    return np.stack([low, high], axis=1)


def _value(economy: LargeEconomy, taken: Array, levels: Array) -> float:
    """Goal points of levels if they are within everything scarce, or minus infinity."""
    needs = economy.needs
    used = np.einsum("fa,afyr->yr", levels, taken)
    reached = np.zeros(len(needs.names))
    np.add.at(reached, economy.uses.need, levels.sum(axis=1))
    top = needs.least + needs.width.sum(axis=1)
    if (used > economy.limits).any() or (reached < needs.least).any():
        return -np.inf
    if (reached > top * (1 + 10 * MARGIN)).any():
        return -np.inf
    return float(needs.value(np.minimum(reached, top)).sum())


def model_at(economy: LargeEconomy, taken: Array, worth: Array) -> float:
    """M(w), what the answers so far allow at prices of scarce things.

    Parameters
    ----------
    taken : (answer, use, year, thing)
    worth : (year, thing) [goal points / unit]
    """
    costs = np.tensordot(taken, worth, axes=2).min(axis=0)
    return worth_of(economy, worth, need_costs(economy, costs)).value


def level_step(economy: LargeEconomy, taken: Array, best: Array, level: float) -> Array:
    """Prices nearest to the best so far at which the model is no higher than a level.

    Parameters
    ----------
    taken : (answer, use, year, thing)
    best : (year, thing) [goal points / unit]
    level : [goal points]

    Returns
    -------
    prices (year, thing)
    """
    amounts = economy.amounts().ravel()
    needs, uses = economy.needs, economy.uses
    scaled = best.ravel() * amounts
    things, kinds = len(scaled), len(needs.names)
    need, piece = np.nonzero(needs.width > 0)
    pieces = len(need)
    answers = len(taken)
    costs = taken.reshape(-1, things) / amounts
    whose = coo_array(
        (np.ones(len(costs)), (np.arange(len(costs)), np.tile(uses.need, answers))),
        shape=(len(costs), kinds),
    )
    of_piece = coo_array((np.ones(pieces), (np.arange(pieces), need)), shape=(pieces, kinds))
    reach = np.maximum(scaled, 1e-3 * max(float(scaled.max()), CHEAPEST))[:, None]
    limits = (economy.limits.ravel() - MARGIN * amounts) / amounts
    model = np.concatenate([limits, -needs.least * (1 + MARGIN), needs.width[need, piece], [0.0]])
    unit = eye_array(things)
    rows: Any = [
        [csr_array(-costs), whose, None, None],
        [None, -of_piece, -eye_array(pieces), None],
        [unit, None, None, csr_array(-reach)],
        [-unit, None, None, csr_array(-reach)],
    ]
    found = _solved(
        np.concatenate([np.zeros(things + kinds + pieces), [1.0]]),
        A_ub=vstack([block_array(rows), csr_array(model[None, :])], "csr"),
        b_ub=np.concatenate(
            [
                np.zeros(len(costs)),
                -needs.slope[need, piece],
                scaled,
                -scaled,
                [level - needs.base.sum()],
            ]
        ),
        bounds=_level_bounds(things, kinds, pieces),
    )
    worth = np.clip(found.x[:things], CHEAPEST, DEAREST) / amounts
    return np.asarray(worth.reshape(best.shape))


def _level_bounds(things: int, kinds: int, pieces: int) -> Array:
    low = np.concatenate([np.full(things, CHEAPEST), np.full(kinds, -np.inf), np.zeros(pieces + 1)])
    high = np.full(things + kinds + pieces + 1, np.inf)
    high[:things] = DEAREST
    return np.stack([low, high], axis=1)
