"""The method: ask, bound, mix, step; until no plan can be better by more than the gap asked for.

Each round, at prices w of scarce things:

1. the industries answer, year by year, with their cheapest techniques (``prices``);
2. L(w) is a bound on every plan (``bound``);
3. what each final use takes of scarce things by these techniques becomes an answer of the centre
   (``requirements``), which mixes it with the others (``master``): a plan, with its value;
4. the level step finds the prices to ask next (``centre``).

Bound and value count only with everything that sweeps leave open set against them, so that
their distance is the gap at every moment. At the end the mixture is made a plan (``repair``).
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from commonweal.errors import InfeasibleStudy, SolverStopped
from commonweal.plan.two_level.bound import bound_of
from commonweal.plan.two_level.centre import CHEAPEST, Master, level_step, master, model_at, takes
from commonweal.plan.two_level.economy import Array, LargeEconomy, check_ends
from commonweal.plan.two_level.prices import Answer, answer
from commonweal.plan.two_level.repair import LargePlan, fewest, repair
from commonweal.plan.two_level.requirements import requirements_of, selection
from commonweal.plan.two_level.spread import Spread, held_blocks
from commonweal.plan.two_level.state import Entry, State, load_state, save_state

SHARE = 0.3  # assumption: how far between bottom and top the level lies
OF_LEFT = 0.1  # assumption: of the way between bottom and top that sweeps may leave open
MOST_FINER = 1e-3  # assumption: most by which the sweeps go further at once
FINEST, COARSEST = 1e-13, 1e-3  # assumption: tolerance of sweeps
OF_MARGIN = 0.02  # assumption: of the gap asked for, that a plan may leave unused
NARROWER = (1.0, 0.1, 0.01)  # assumption: of that, where a plan with more leaves too much unused
LEAST_MARGIN = 1e-9  # assumption: above the rounding of sums over millions of processes
Tell = Callable[[str], Any]


@dataclass(frozen=True)
class Settings:
    """How far to go.

    Parameters
    ----------
    gap : (bound - value) / |value| at which to end
    rounds : after which to give up
    """

    gap: float = 0.01
    rounds: int = 200


@dataclass(frozen=True)
class Outcome:
    """A plan and how it was come by.

    Parameters
    ----------
    plan : repaired; certify it before use
    history : a line per round: round, bound, value, gap, sweeps, seconds since the start by
        the clock and of this processor
    """

    plan: LargePlan
    history: tuple[Entry, ...]


def plan_large(
    economy: LargeEconomy,
    spread: Spread,
    settings: Settings | None = None,
    state_file: Path | None = None,
    tell: Tell = lambda _: None,
    blocks: Sequence[Any] | None = None,
) -> Outcome:
    """Plan a large economy at two levels.

    Parameters
    ----------
    economy : what there is and what it is for
    spread : who works on its blocks
    settings : how far to go
    state_file : where to keep the state after every round; a run that finds one goes on from it
    tell : called with a sentence after every round
    blocks : of the economy, where ``spread`` holds them already

    Raises
    ------
    EconomyError
        on an economy that is not whole
    InfeasibleStudy
        when what must be delivered costs more than all that is scarce is worth, at some prices
    SolverStopped
        when the rounds are used up, or sweeps do not settle
    """
    settings = settings or Settings()
    began = time.perf_counter(), time.process_time()
    check_ends(economy)
    if blocks is None:
        blocks = held_blocks(spread, economy.sources, economy.products, len(economy.things))
    key = hashlib.sha256(f"{economy.key()} {settings}".encode()).hexdigest()
    state = None if state_file is None else load_state(state_file, key)
    if state is None:
        state = _first(economy, key)
    last = state.history[-1] if state.history else {"seconds": 0.0, "processor": 0.0}
    before = last["seconds"], last["processor"]
    while not state.gap <= _aim(settings):
        if len(state.history) >= settings.rounds:
            raise SolverStopped(
                f"{settings.rounds} rounds leave a gap of {100 * state.gap:.2g} %, "
                f"more than {100 * settings.gap:.2g} %"
            )
        _round(economy, spread, blocks, state)
        last = state.history[-1]
        last["seconds"] = before[0] + time.perf_counter() - began[0]
        last["processor"] = before[1] + time.process_time() - began[1]
        if state_file is not None:
            save_state(state, state_file)
        tell(f"round {last['round']:.0f}: bound {last['bound']:.6g}, gap {100 * state.gap:.2g} %")
    plan = _whole(economy, spread, blocks, settings, state)
    return Outcome(plan, tuple(state.history))


def _aim(settings: Settings) -> float:
    """Gap at which the rounds end: the repair takes a little of what was asked for."""
    return settings.gap * (1 - 10 * OF_MARGIN)


def _first(economy: LargeEconomy, key: str) -> State:
    """Start where everything scarce together is worth what the base level of needs is."""
    amounts = economy.amounts()
    needs = economy.needs
    reach = np.minimum(1.0, needs.least + needs.width.sum(axis=1))
    total = max(float(np.abs(needs.value(np.maximum(reach, needs.least))).sum()), 1e-3)
    worth = total / amounts.size / amounts
    prices = np.zeros((economy.years, economy.products))
    return State(
        key=key,
        worth=worth,
        tolerance=COARSEST,
        prices=prices,
        requirements=np.zeros((len(economy.things), economy.products)),
        best_worth=worth,
        best_prices=prices,
    )


def _round(
    economy: LargeEconomy,
    spread: Spread,
    blocks: Sequence[Any],
    state: State,
) -> None:
    prices = np.zeros_like(state.prices)
    answers = []
    for year in np.unique(economy.uses.year):  # in others nothing is made, and nothing has a price
        worth, start = state.worth[year], state.prices[year]
        answers.append(answer(spread, blocks, worth, start, state.tolerance))
        prices[year] = answers[-1].prices
    found = bound_of(economy, state.worth, list(prices))
    if found.left < 0:
        raise InfeasibleStudy(_why_none(economy, state.worth, found.left))
    if found.value < state.best_bound:
        state.best_bound, state.best_worth, state.best_prices = found.value, state.worth, prices
    state.prices = prices
    sweeps, new = _ask(economy, spread, blocks, state, answers)
    taken = takes(economy, state.answers)
    mixed = master(economy, taken)
    state.best_value = max(state.best_value, mixed.value)
    state.history.append(
        {
            "round": float(len(state.history) + 1),
            "bound": state.best_bound,
            "value": state.best_value,
            "gap": state.gap,
            "sweeps": float(sum(own.sweeps for own in answers) + sweeps),
        }
    )
    _aim_next(economy, state, taken, found.value, mixed, new)


def _aim_next(
    economy: LargeEconomy, state: State, taken: Array, here: float, mixed: Master, new: bool
) -> None:
    """Prices to ask next, and how far to sweep.

    With the answers taken up, bound and model differ at the prices just asked by nothing but
    what the sweeps left open. Where the techniques were all known, the model needs no caution.
    """
    left = state.best_bound - mixed.bottom
    if left <= 0:
        return
    open_ = here - model_at(economy, taken, state.worth)
    if open_ > OF_LEFT * left:
        finer = state.tolerance * max(OF_LEFT / 3 * left / open_, MOST_FINER)
        state.tolerance = max(FINEST, finer)
    if new:
        state.worth = level_step(economy, taken, state.best_worth, mixed.bottom + SHARE * left)
    else:
        state.worth = np.clip(mixed.worth, CHEAPEST / economy.amounts(), None)


def _ask(
    economy: LargeEconomy,
    spread: Spread,
    blocks: Sequence[Any],
    state: State,
    answers: Sequence[Answer],
) -> tuple[int, bool]:
    """Take up the answers; how many sweeps that took, and whether one was new."""
    total, new = 0, False
    measure = 1 / economy.amounts().max(axis=0)
    for own in answers:
        selected = selection(spread, blocks, own.choice)
        state.requirements, sweeps = requirements_of(
            spread, selected, state.requirements, measure, state.tolerance
        )
        total += sweeps
        taken = np.asarray(economy.uses.products @ state.requirements.T)
        known = [i for i, choice in enumerate(state.choices) if (choice == own.choice).all()]
        if known:  # neither is too low: the lower one is nearer
            state.answers[known[0]] = np.minimum(state.answers[known[0]], taken)
        else:
            state.choices.append(own.choice)
            state.answers.append(taken)
            new = True
    return total, new


def _why_none(economy: LargeEconomy, worth: Array, left: float) -> str:
    """The sentence for an economy without a plan: what is dearest at the prices that prove it."""
    share = np.abs(worth * economy.limits).max(axis=0)
    dearest = [economy.things[i] for i in np.argsort(-share, kind="stable")[:3] if share[i] > 0]
    return (
        "no plan exists: what must be delivered takes more than there is of "
        f"{', '.join(dearest) or 'anything scarce'}. At the prices that show it, it costs "
        f"{-left:.3g} goal points more than everything scarce is worth. Lower the least levels "
        "of needs, or raise the limits"
    )


def _whole(
    economy: LargeEconomy,
    spread: Spread,
    blocks: Sequence[Any],
    settings: Settings,
    state: State,
) -> LargePlan:
    """The plan: first of few answers with a wide margin; of all, with a narrow one, if it must."""
    taken = takes(economy, state.answers)
    # the gap may grow to half way between where the rounds ended and what was asked for
    enough = state.best_bound - (settings.gap + _aim(settings)) / 2 * abs(state.best_value)
    chosen = fewest(economy, taken, min(enough, state.best_value))
    for narrower in NARROWER:
        margin = max(LEAST_MARGIN, OF_MARGIN * settings.gap * narrower)
        choices = [state.choices[i] for i in chosen]
        levels, uses, value = repair(spread, blocks, economy, choices, taken[chosen], margin)
        best = (state.best_worth, state.best_prices, state.best_bound)
        plan = LargePlan(levels, uses, value, *best)
        if plan.gap <= settings.gap:
            return plan
        chosen = np.arange(len(taken))
    raise SolverStopped(
        f"the repaired plan is {plan.gap:.3g} from its bound, more than {settings.gap:.3g}"
    )
