"""The figures of a ledger in tables and sentences; they say no more than the figures."""

from __future__ import annotations

import math

from commonweal.finance.money import Money
from commonweal.finance.revenue import Revenue

Table = tuple[tuple[str, ...], list[tuple[str, ...]]]
LAWFUL = (
    "Lawful reading: goods sold to a customer whom the seller has financed are revenue like any "
    "other under IFRS 15 once control has passed and payment is probable. None of this is "
    "misstatement by itself."
)


def about(money: Money) -> list[str]:
    """What was counted."""
    lines = [
        f"{money.counted} payments from {money.first} to {money.last}"
        + (f"; entries outside this window, left out: {money.left_out}" if money.left_out else ""),
        "Amounts in the money of the ledger",
    ]
    return lines + [f"{name}: {', '.join(r.members)}" for name, r in _named(money)]


def figures(money: Money) -> Table:
    """Groups and controls, a column each."""
    named = _named(money)
    rows = [
        ("Sales booked by members", *(_money(r.gross) for _, r in named)),
        ("Sales to others (consolidated)", *(_money(r.external) for _, r in named)),
        ("Booked over consolidated", *(_ratio(r.ratio) for _, r in named)),
        ("Greatest circulation, all payments", *(_money(r.loops) for _, r in named)),
        ("Greatest circulation, sales alone", *(_money(r.loops_of_sales) for _, r in named)),
        ("Sales that loops can carry", *(_money(r.sales_on_loops) for _, r in named)),
        (
            "  the same, loops of sales alone",
            *(_money(r.sales_on_loops_of_sales) for _, r in named),
        ),
        ("Vendor-funded sales, at most", *(_money(r.vendor_funded) for _, r in named)),
        ("Vendor-funded share of sales booked", *(_share(r) for _, r in named)),
        ("Net financing from others", *(_money(r.financing) for _, r in named)),
    ]
    return ("Figure", *(name for name, _ in named)), rows


def clearing(money: Money) -> Table | None:
    """What is paid of what is due; None where nothing is due."""
    found = money.clearing
    if found is None:
        return None
    rows = [
        (name, *(_money(x) for x in line))
        for name, *line in zip(
            found.names, found.due, found.funds, found.paid, found.missing, strict=True
        )
    ]
    return ("Who owes", "Due", "Held", "Paid", "Unpaid"), rows


def sentences(money: Money) -> list[str]:
    """What the figures say, the controls, what is assumed, and the lawful reading."""
    group, request = money.groups[0], money.request
    lines = [
        f"Group 1: at most {_share(group)} of the sales booked, {_money(group.vendor_funded)} of "
        f"{_money(group.gross)}, are on loops that only shares or loans close. A ledger does not "
        f"say which payment was made with which money, so that this is a ceiling.",
        f"Controls: the ratio of booked to consolidated sales proves nothing by itself. With all "
        f"financing from outside it is {_ratio(money.outside.ratio)}, as before, and the "
        f"vendor-funded share is {_share(money.outside)}. " + _ordinary(money),
        f"Loop gain {money.gain:.2f} = speed {request.speed:g} x (1 - anchor {request.anchor:g}) x "
        f"{request.years:g} years x vendor-funded share {group.vendor_share:.2f}; the first three "
        f"are assumptions. " + _what_gain_means(money.gain) + " This is with value following "
        f"external revenue; where it follows reported revenue the gain is "
        f"{money.gain_reported:.2f}.",
    ]
    if money.needed is not None:
        lines.append(_valuation(money, money.needed))
    return [*lines, LAWFUL]


def _ordinary(money: Money) -> str:
    if money.control is None:
        return "The ledger has no other sellers that could serve as an ordinary group."
    return (
        f"The ordinary group has a ratio of {_ratio(money.control.ratio)} and a vendor-funded "
        f"share of {_share(money.control)}."
    )


def _what_gain_means(gain: float) -> str:
    if gain < 1.0:
        return "Below one an impulse of optimism dies out in the model."
    return "At one or more an impulse of optimism feeds itself in the model, up and then down."


def _valuation(money: Money, needed: float) -> str:
    request, group = money.request, money.groups[0]
    yearly = group.external / money.years
    times = f"{needed / yearly:.3g} times" if yearly > 0.0 else "against none in"
    return (
        f"A value of {_money(request.value)} at a discount of {request.discount:.1%} and growth of "
        f"{request.growth:.1%} for ever stands for payouts of {_money(needed * request.margin)} in "
        f"the coming year; at a margin of {request.margin:.1%} for external revenue of "
        f"{_money(needed)}, {times} that of the window, taken as a year."
    )


def _named(money: Money) -> list[tuple[str, Revenue]]:
    named = [(f"Group {k}", group) for k, group in enumerate(money.groups, start=1)]
    named.append(("Group 1, financed from outside", money.outside))
    if money.control is not None:
        named.append(("Ordinary group", money.control))
    return named


def _money(value: float) -> str:
    return f"{value:,.6g}" if abs(value) < 1e6 else f"{value:,.0f}"


def _ratio(value: float) -> str:
    if math.isnan(value):
        return "no sales"
    return "no outside sales" if math.isinf(value) else f"{value:.2f}"


def _share(group: Revenue) -> str:
    return f"{group.vendor_share:.1%}" if group.gross > 0.0 else "no sales"
