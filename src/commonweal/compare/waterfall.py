"""From the market to the plan, step by step: switches, what none of them explains, information."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from commonweal.compare.cells import Result
from commonweal.compare.scores import SCORES, Scores
from commonweal.compare.shapley import shapley

START = "market with every friction"
REST = "what no switch explains"
KNOWN = "certainty and no delay"
PLAN = "plan"
SAME_INFORMATION = "plan with errors and delay"


def waterfall(
    switches: Sequence[str],
    results: Mapping[frozenset[str], Result],
    followed: Scores | None,
    plan: Scores,
) -> pd.DataFrame:
    """Steps from the market with every friction to the plan, a column per figure.

    market with all frictions + sum of Shapley contributions = market without any
    + what no switch explains = plan with errors and delay
    + certainty and no delay = plan

    Without a plan made with errors the step ``REST`` leads to the plan itself.

    Parameters
    ----------
    switches : in the order shown
    results : a result for every subset of switches that are off
    followed : mean figures of plans made with errors and delay; None where there are none
    plan : figures of the plan

    Returns
    -------
    DataFrame (step; figure): first the market, then changes, last the plan; all but the last add up
    to the last
    """
    columns = {}
    for name in SCORES:
        worth = {off: result["shared"][name] for off, result in results.items()}
        if any(value is None for value in worth.values()):
            continue
        none, every = frozenset[str](), frozenset(switches)
        steps = {START: worth[none], **shapley(switches, worth)}
        goal = plan[name] if followed is None else followed[name]
        steps[REST] = goal - worth[every]
        if followed is not None:
            steps[KNOWN] = plan[name] - followed[name]
        steps[PLAN] = plan[name]
        columns[name] = steps
    return pd.DataFrame(columns)
