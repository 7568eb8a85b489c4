"""What a change of a case touches in its programme: the blocks' formulas, one change at a time.

Every function sets the figures that depend on some arrays of the case, and nothing else. A change
of any other array asks for a new programme. The tests build the programme anew after each kind of
change and compare every figure with what stands here.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import xarray as xr

from commonweal.case.case import Case
from commonweal.case.limits_of_change import diffusion_weight, orders_room
from commonweal.plan.again.figures import (
    Edit,
    Figures,
    OtherShapeError,
    Places,
    moments,
    with_moments,
)
from commonweal.plan.blocks.continuation import arriving, carry, first_share
from commonweal.plan.blocks.incidence import incidence
from commonweal.plan.blocks.investment import under_construction
from commonweal.plan.blocks.needs import base_needs
from commonweal.plan.blocks.welfare import beyond_reach, by_moment, need_pieces, values_free_time
from commonweal.plan.programme import (
    belongs,
    lies_in,
    over_periods,
    period_is,
    planned,
    time_operator,
    year_before,
)

BEFORE = {"period": "before"}
ORDERED = {"period": "ordered"}


def workers(case: Case, edit: Edit) -> None:
    """labour: ... - W[s,t] h[r(s),t] <= 0."""
    there = lies_in(case, "labour_type") * case.work.workers
    edit.coefficient("labour", "hours_per_worker", -there)


def least_hours(case: Case, edit: Edit) -> None:
    """Hours are at least the least, and pieces of free time reach down to them."""
    edit.bound("hours_per_worker", lower=over_periods(case, case.work.least_hours))
    if not values_free_time(case):
        return
    width = moments(edit.at, by_moment(case, "width"))
    edit.bound("free_time_piece", upper=over_periods(case, width))


def needs(case: Case, edit: Edit) -> None:
    """Floors, levels that do not fall and the pace at which they rise (blocks/needs.py)."""
    size = base_needs(case)
    floor, first = case.demand.floor * size, size * period_is(case, case.horizon.first)
    edit.bound("shortage", upper=floor)
    if "floors" in edit.at.rows:
        edit.right("floors", floor)
    people = case.people_of_needs
    earlier = year_before(case) * (people / people.rename(BEFORE))
    same = time_operator(case, "before", lambda t, s: s == t)
    if "no_need_falls" in edit.at.rows:
        kept = {"need": edit.at.rows["no_need_falls"]["need"].values}
        edit.coefficient("no_need_falls", "need_level", (same - earlier).sel(kept), BEFORE)
        edit.right("no_need_falls", first)
    fastest = 1.0 + float(case.pace.needs)
    edit.coefficient("pace_needs", "need_level", same - fastest * earlier, BEFORE)
    edit.right("pace_needs", fastest * first)
    if "fulfilment" in edit.at.rows:
        edit.coefficient("fulfilment", "need_level", 1.0 / size)
        width = xr.DataArray(need_pieces(case).width, dims="piece")
        width = width.assign_coords(piece=np.arange(width.size))
        edit.bound("need_piece", upper=width * (1.0 - beyond_reach(case)))
    if "lowest" in edit.at.rows:
        edit.coefficient("lowest", "need_level", 1.0 / size)


def trade(case: Case, edit: Edit) -> None:
    """Corridors of imports and exports, and the deficit allowed."""
    bounds = case.trade
    edit.bound("imports", bounds.import_least, bounds.import_most)
    edit.bound("exports", bounds.export_least, bounds.export_most)
    edit.right("trade_balance", bounds.deficit - case.regions.given)


def caps(case: Case, edit: Edit) -> None:
    """limits: use <= cap."""
    if "limits" in edit.at.rows:
        edit.right("limits", case.limits.cap)


def pace(case: Case, edit: Edit) -> None:
    """Growth, decline and orders of activities (blocks/pace.py)."""
    mine = belongs(case)
    same = time_operator(case, "before", lambda t, s: s == t)
    base = case.start.activity * period_is(case, case.horizon.first)
    factors = {"pace_up": 1.0 + case.pace.up, "pace_down": 1.0 - case.pace.down}
    for family, factor in factors.items():
        values = mine * (same - factor * year_before(case))
        edit.coefficient(family, "activity", values, BEFORE)
        edit.right(family, factor * base)
    if case.has_capacity:
        growth = (mine * case.pace.up).sum("activity")
        room = orders_room(case.technology.depreciation, growth)
        edit.coefficient("pace_orders", "capacity", -(mine * room))


def ceilings(case: Case, edit: Edit) -> None:
    """diffusion: what carries a technique <= its ceiling (blocks/technique.py)."""
    rule = case.adoption
    if not rule.ceiling_activity.size:
        return
    owner = belongs(case).sel(activity=xr.DataArray(rule.ceiling_activity.values, dims="ceiling"))
    owner = owner.drop_vars("activity").assign_coords(ceiling=rule.ceiling_activity["ceiling"])
    weight = diffusion_weight(rule.ceiling_member, rule.ceiling_share, owner)
    edit.coefficient("diffusion", _in_place(case), weight)


def aims(case: Case, edit: Edit) -> None:
    """targets: what carries a technique reaches the aim or falls short (blocks/targets.py)."""
    rule = case.adoption
    if not rule.target_share.size:
        return
    wanted = (rule.target_aim > 0) * 1.0
    edit.bound("target_shortfall", upper=wanted * 10.0)
    weight = rule.target_weight * (rule.target_member * wanted - rule.target_aim) * belongs(case)
    edit.coefficient("targets", _in_place(case), weight)


def _in_place(case: Case) -> str:
    return "capacity" if case.has_capacity else "activity"


def after(case: Case, edit: Edit) -> None:
    """What the years after the horizon weigh: renewal and what is put in place."""
    if not (case.has_capacity and case.wanted.continued):
        return
    share, rho, last = first_share(case), carry(case), case.horizon.last
    wear, then = case.technology.depreciation, case.horizon.continuation_year
    rows = {"period": [then]}
    stands = (1.0 - rho * (1.0 - wear)) * period_is(case, then).rename(BEFORE)
    stands = stands - share * (1.0 - wear) * period_is(case, last).rename(BEFORE)
    edit.coefficient("renewal", "capacity", stands.expand_dims(rows), BEFORE)
    orders = -arriving(case).rename(BEFORE).expand_dims(rows)
    edit.coefficient("renewal", "build", orders, BEFORE)
    if case.conversions.source.size:
        net = incidence(case, case.conversions.destination)
        net = net - incidence(case, case.conversions.source)
        when = share * period_is(case, last) + rho * period_is(case, then)
        moved = -(net * when.rename(BEFORE)).expand_dims(rows)
        edit.coefficient("renewal", "convert", moved, BEFORE)
    edit.right("renewal", share * case.start.arrivals.sel(rows))
    placed = -(case.technology.assets * under_construction(case))
    edit.coefficient("investment", "build", placed, ORDERED)
    once = planned(case) + share * (1.0 - planned(case))
    edit.right("investment", case.start.committed * once)


def nothing(_: Case, __: Edit) -> None:
    """A change that only the goal feels."""


# Array or setting of the case -> what sets the figures that depend on it.
TOUCHED: dict[str, Callable[[Case, Edit], None]] = {
    "work.workers": workers,
    "work.least_hours": least_hours,
    "work.free_time_weight": nothing,
    "demand.people": needs,
    "demand.floor": needs,
    "demand.weight": nothing,
    "trade.deficit": trade,
    "trade.import_least": trade,
    "trade.import_most": trade,
    "trade.export_least": trade,
    "trade.export_most": trade,
    "limits.cap": caps,
    "pace.up": pace,
    "pace.down": pace,
    "pace.needs": needs,
    "adoption.ceiling_share": ceilings,
    "adoption.target_share": aims,
    "adoption.target_aim": aims,
    "wanted.period_weight": nothing,
    "wanted.discount": after,
    "wanted.continuation_growth": after,
}


def changed(old: Case, new: Case) -> set[str]:
    """Arrays and settings in which two cases differ; what they are called does not count.

    Raises
    ------
    OtherShapeError
        When an array has other labels.
    """
    found = set()
    if old.horizon != new.horizon or old.has_capacity != new.has_capacity:
        raise OtherShapeError("horizon")
    for (name, before), (_, now) in zip(old.arrays(), new.arrays(), strict=True):
        if before is now:
            continue
        if before.dims != now.dims or any(
            not np.array_equal(before[dim].values, now[dim].values) for dim in before.dims
        ):
            raise OtherShapeError(name)
        if not np.array_equal(before.values, now.values):
            found.add(name)
    settings = ("goals", "curvature", "step", "discount", "continuation_growth", "continued")
    found |= {
        f"wanted.{name}"
        for name in settings
        if getattr(old.wanted, name) != getattr(new.wanted, name)
    }
    return found


def _same_kind(old: Case, new: Case, names: set[str]) -> None:
    """Refuse changes that turn rows or columns on or off."""
    if not names <= set(TOUCHED):
        raise OtherShapeError(", ".join(sorted(names - set(TOUCHED))))
    pairs = (
        (values_free_time(old), values_free_time(new)),
        (_with_floor(old), _with_floor(new)),
        ((old.adoption.target_aim > 0).any().item(), (new.adoption.target_aim > 0).any().item()),
    )
    if any(before != now for before, now in pairs):
        raise OtherShapeError("rows that a change turns on or off")


def _with_floor(case: Case) -> list[bool]:
    return [bool(x) for x in (case.demand.floor > 0).any("period").values]


def touched(at: Places, held: Figures, old: Case, new: Case) -> tuple[Places, Figures, set[str]]:
    """The figures of a changed case, from those of the case before.

    Returns
    -------
    places, figures, names of what changed

    Raises
    ------
    OtherShapeError
        When the change is of a kind that asks for a new programme.
    """
    names = changed(old, new)
    _same_kind(old, new, names)
    if "work.least_hours" in names and values_free_time(new):
        count = by_moment(new, "width").sizes["moment"]
        if count > at.columns["free_time_piece"].sizes["moment"]:
            at, held = with_moments(at, held, count)
    edit = Edit(at, held)
    for change in dict.fromkeys(TOUCHED[name] for name in sorted(names)):
        change(new, edit)
    return at, edit.figures(), names
