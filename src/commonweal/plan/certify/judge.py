"""The verdict: residuals and gaps weighed against what is allowed, with reasons in sentences."""

from __future__ import annotations

import math
from itertools import pairwise
from pathlib import Path
from typing import Any

from commonweal.plan.certificate import TOLERANCE, TOLERANCE_FIRST_ORDER, Certificate
from commonweal.plan.certify.bound import Bounds
from commonweal.plan.certify.inputs import read_inputs
from commonweal.plan.certify.programme import Formulas, formulas
from commonweal.plan.certify.residuals import Residual, held_rows, kept_goals, residuals
from commonweal.plan.certify.saved import Mismatch, SavedPlan, SavedStage, read_saved
from commonweal.plan.certify.wanted import Wish, value, wishes

# A round of maximin may lower what the rounds before it reached by this part: held exactly, the
# later rounds would have no room in which a solver can work. Stated in docs/certificate.md.
GIVEN_BACK = 1e-4
# assumption: below this the dual value of a fulfilment may be noise and proves nothing of it
PROOF = 1e-7
KEYS = ("name", "value", "relative_gap", "allowed")


def certify(folder: Path) -> Certificate:
    """Check a saved plan against its saved inputs, by formulas of its own.

    Parameters
    ----------
    folder : run folder; only ``inputs`` and ``plan`` are read

    Returns
    -------
    Certificate
        With status "optimal" or "optimal (first-order)", or "refused" with the reasons.

    Raises
    ------
    RunFolderError
        When a file is missing or damaged.
    """
    inputs = read_inputs(folder / "inputs")
    programme = formulas(inputs)
    try:
        plan = read_saved(folder / "plan", programme)
        order = _order(wishes(programme), plan.stages)
    except Mismatch as mismatch:
        return _refused_unread(mismatch.reasons)
    values = [value(programme, stage.goal, plan.x, stage.held) for stage in plan.stages]
    found = residuals(programme, plan.x, plan.stages[-1].held)
    found["kept goals"] = kept_goals(values, plan.stages, [wish.kept for wish in order])
    if "lowest" in programme.families:
        found["held rows"] = held_rows(programme, plan.x, plan.stages)
    first_order = "pdlp" in plan.solver.lower()
    gap = TOLERANCE_FIRST_ORDER if first_order else TOLERANCE
    goals = _goals(programme, plan, order, values, gap)
    reasons = [
        f"The inputs hold {name}, which this check does not know: what it asks for is unproven."
        for name in inputs.unread
    ]
    reasons += _broken(found) + _gaps(goals)
    reasons += _rounds(programme, plan.stages, gap)
    status = "optimal (first-order)" if first_order else "optimal"
    return Certificate(
        status="refused" if reasons else status,
        objective=values[-1],
        bound=goals[-1]["bound"],
        relative_gap=goals[-1]["relative_gap"],
        worst_relative_residual=max(entry["relative"] for entry in found.values()),
        residuals=found,
        goals=tuple(goals),
        solver=plan.solver,
        not_unique=plan.not_unique,
        reasons=tuple(reasons),
    )


def _order(wanted: list[Wish], stages: tuple[SavedStage, ...]) -> list[Wish]:
    """The goal of every saved stage; maximin may take several rounds.

    Raises
    ------
    Mismatch
        When the stages are not the goals of the case in their order.
    """
    by_name = {wish.name: wish for wish in wanted}
    solved = [
        stage.goal
        for n, stage in enumerate(stages)
        if not (n and stage.goal == "maximin" == stages[n - 1].goal)
    ]
    if not stages or solved != list(by_name):
        text = ", ".join(solved) or "none"
        raise Mismatch([f"The goals solved are {text}, the case wants {', '.join(by_name)}."])
    order = [by_name[stage.goal] for stage in stages]
    for n, stage in enumerate(stages):
        earlier = sum(wish.kept for wish in order[:n])
        if len(stage.kept) != earlier:
            raise Mismatch([f"Goal {n + 1} keeps {len(stage.kept)} goals instead of {earlier}."])
    return order


def _goals(
    programme: Formulas, plan: SavedPlan, order: list[Wish], values: list[float], allowed: float
) -> list[dict[str, Any]]:
    bounds = Bounds(programme)
    found: list[dict[str, Any]] = []
    kept: list[tuple[Wish, float]] = []
    last = len(order) - 1
    for number, (wish, stage, reached) in enumerate(zip(order, plan.stages, values, strict=True)):
        lowered = GIVEN_BACK if wish.name == "maximin" and number < last else 0.0
        bound = bounds.of(wish, stage, kept)
        found.append(
            {
                "name": wish.name,
                "value": reached,
                "stored": stage.value,
                "bound": bound.value,
                "relative_gap": (bound.value - reached) / max(1.0, abs(reached)),
                "allowed": allowed + lowered,
                "charged": bound.charged,
                "assumed_columns": bound.assumed,
                "wrong_signs": bound.wrong_signs,
            }
        )
        if wish.kept:
            kept.append((wish, reached))
    return found


def _broken(found: dict[str, Residual]) -> list[str]:
    return [
        f"{name} is broken at {entry['relative_at']}: by {entry['relative']:.2g} of its turnover, "
        f"where {TOLERANCE:.0e} is allowed (worst absolute: {entry['absolute']:.4g} at "
        f"{entry['absolute_at']})."
        for name, entry in found.items()
        if not entry["relative"] <= TOLERANCE
    ]


def _gaps(goals: list[dict[str, Any]]) -> list[str]:
    reasons = []
    for goal in goals:
        name, reached, gap, allowed = (goal[key] for key in KEYS)
        if not abs(goal["stored"] - reached) <= allowed * max(1.0, abs(reached)):
            reasons.append(
                f"The value stored for the goal {name} is {goal['stored']:.10g}, the plan reaches "
                f"{reached:.10g}."
            )
        if gap > allowed:
            reasons.append(
                f"The goal {name} is not proven best: the plan reaches {reached:.10g}, the shadow "
                f"values only prove that none exceeds {goal['bound']:.10g} (relative gap "
                f"{gap:.2g}, allowed {allowed:.1g})."
            )
        elif not gap >= -allowed:
            reasons.append(
                f"The goal {name} lies above what any plan can reach: {reached:.10g} against "
                f"{goal['bound']:.10g}. Plan, shadow values and inputs do not belong together."
            )
    return reasons


def _rounds(programme: Formulas, stages: tuple[SavedStage, ...], allowed: float) -> list[str]:
    """Rounds of maximin hold only what has a dual value, at what it had, until all are held."""
    lowest = programme.families.get("lowest")
    rounds = [stage for stage in stages if stage.goal == "maximin"]
    if lowest is None or not rounds:
        return []
    reasons = []
    if rounds[0].held:
        reasons.append("The first round of maximin holds fulfilments that no round has proven.")
    for before, after in pairwise(rounds):
        for row, level in after.held.items():
            if before.held.get(row) == level:
                continue
            if row in before.held or not abs(before.duals["lowest"][row]) > PROOF:
                reasons.append(f"Maximin holds {lowest.label(row)} without proof that it is least.")
            elif abs(level - before.value) > (allowed + GIVEN_BACK) * max(1.0, abs(before.value)):
                reasons.append(f"Maximin holds {lowest.label(row)} at {level:.10g}, not as proven.")
        reasons += [
            f"Maximin lets go of {lowest.label(row)}." for row in before.held.keys() - after.held
        ]
    last = rounds[-1]
    proven = abs(last.duals["lowest"]) > PROOF
    waiting = [n for n in range(len(lowest.rhs)) if n not in last.held and not proven[n]]
    if waiting:
        reasons.append(
            f"The rounds of maximin end with {len(waiting)} fulfilments that may still rise, such "
            f"as {lowest.label(waiting[0])}."
        )
    return reasons


def _refused_unread(reasons: tuple[str, ...]) -> Certificate:
    """A refusal before anything could be computed."""
    return Certificate(
        status="refused",
        objective=math.nan,
        bound=math.inf,
        relative_gap=math.inf,
        worst_relative_residual=math.inf,
        residuals={},
        goals=(),
        solver="",
        not_unique=False,
        reasons=reasons,
    )
