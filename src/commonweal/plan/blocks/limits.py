"""Limits on emissions and resources."""

from __future__ import annotations

from commonweal.plan.programme import LinearProgramme


def rows(programme: LinearProgramme) -> None:
    """Use of each limit: sum_j E[e,j] x[j,t] + sum_n E[e,n] q[n,t] <= cap[e,t] where capped."""
    case = programme.case
    capped = case.limits.capped
    names = [e for e in capped["limit"].values if bool((capped.sel(limit=e) > 0).any())]
    if not names:
        return
    use = (case.technology.emissions * programme.variable("activity")).sum("process") + (
        case.demand.emissions * programme.variable("need_level")
    ).sum("need")
    # where there is no cap in a period the row is 0 <= 0
    programme.rows("limits", (use * capped).sel(limit=names) <= case.limits.cap.sel(limit=names))
