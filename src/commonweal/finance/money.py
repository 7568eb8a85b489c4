"""Figures of a ledger: groups, controls, loop gain, clearing, what a valuation asks for."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from commonweal.errors import LedgerError, Problems
from commonweal.finance.clearing import Cleared, cleared
from commonweal.finance.cluster import clusters, ordinary_sellers
from commonweal.finance.expectation import gain_of_share, gain_on_reported
from commonweal.finance.ledger import MOVES, Ledger, known_names, read_ledger
from commonweal.finance.revenue import Revenue, revenue, with_outside_financing
from commonweal.finance.valuation import required_payout

WINDOW = timedelta(days=365)  # section 2.6 of the design: twelve months


@dataclass(frozen=True)
class MoneyRequest:
    """What is asked of a ledger.

    Parameters
    ----------
    ledger : CSV file
    members : names of the group; empty for the clusters of the ledger
    control : names of an ordinary group; empty for all other sellers
    first, last : window; the twelve months to the last payment where not given
    value : [money] valuation of the first group, 0 for none
    discount, growth : [1/yr] of Gordon's formula
    margin : [1] payout per unit of external revenue
    speed : [1/yr] how fast expected growth learns
    years : [yr] for which growth is believed to last
    anchor : [1] weight of external revenue in what is learned from
    """

    ledger: Path
    members: tuple[str, ...] = ()
    control: tuple[str, ...] = ()
    first: date | None = None
    last: date | None = None
    value: float = 0.0
    discount: float = 0.08  # assumption: free, stated with the result
    growth: float = 0.02  # assumption: free, stated with the result
    margin: float = 0.2  # assumption: free, stated with the result
    speed: float = 0.5  # assumption: free, design section 5
    years: float = 3.0  # assumption: free, design section 5
    anchor: float = 0.0  # assumption: free, reported revenue alone


@dataclass(frozen=True)
class Money:
    """Figures of a ledger.

    Parameters
    ----------
    request : what was asked
    first, last : window
    counted, left_out : payments inside and outside the window
    groups : asked for, or found; the first is the one that controls and valuation are about
    outside : the first group, all financing from outside
    control : an ordinary group of the same ledger; None where there is none
    gain : loop gain of the first group's vendor-funded share, value following external revenue
    gain_reported : the same, value following reported revenue
    clearing : of what is due; None where nothing is
    needed : [money/yr] external revenue that the valuation asks for; None where none is given
    """

    request: MoneyRequest
    first: date
    last: date
    counted: int
    left_out: int
    groups: tuple[Revenue, ...]
    outside: Revenue
    control: Revenue | None
    gain: float
    gain_reported: float
    clearing: Cleared | None
    needed: float | None

    @property
    def years(self) -> float:
        """Length of the window [yr]."""
        return ((self.last - self.first).days + 1) / 365.25


def money_of(request: MoneyRequest) -> Money:
    """Figures of a ledger.

    Raises
    ------
    LedgerError
        with every problem of the request or of the ledger
    """
    _refuse_numbers(request)
    whole = read_ledger(request.ledger)
    known_names(whole, request.members, "--members")
    known_names(whole, request.control, "--control")
    first, last = _window(request, whole)
    ledger = whole.within(first, last)
    groups = [request.members] if request.members else clusters(ledger)
    _refuse_groups(request, ledger, groups)
    control = request.control or ordinary_sellers(ledger, groups)
    found = tuple(revenue(ledger, group) for group in groups)
    share = found[0].vendor_share
    return Money(
        request=request,
        first=first,
        last=last,
        counted=len(list(ledger.of(*MOVES))),
        left_out=len(whole.entries) - len(ledger.entries),
        groups=found,
        outside=revenue(with_outside_financing(ledger), found[0].members),
        control=revenue(ledger, control) if control else None,
        gain=gain_of_share(share, request.speed, request.years, request.anchor),
        gain_reported=gain_on_reported(share, request.speed, request.years, request.anchor),
        clearing=cleared(ledger) if any(ledger.of("due")) else None,
        needed=_needed(request),
    )


def _needed(request: MoneyRequest) -> float | None:
    if not request.value:
        return None
    return required_payout(request.value, request.discount, request.growth) / request.margin


def _window(request: MoneyRequest, ledger: Ledger) -> tuple[date, date]:
    last = request.last or max(entry.day for entry in ledger.entries)
    first = request.first or last - WINDOW + timedelta(days=1)
    if first > last:
        problems = Problems()
        problems.add("--from", f"{first} is after the end, {last}", "Give an earlier day.")
        problems.raise_if_any(LedgerError)
    return first, last


def _refuse_numbers(request: MoneyRequest) -> None:
    problems = Problems()
    bounds = {
        "value": (0.0, math.inf, "money, nought or more"),
        "discount": (-1.0, 10.0, "a rate a year, such as 0.08"),
        "growth": (-1.0, 10.0, "a rate a year, such as 0.02"),
        "margin": (1e-9, 1.0, "payout per unit of revenue, above 0 and up to 1"),
        "speed": (0.0, 100.0, "a rate a year, such as 0.5"),
        "years": (0.0, 100.0, "years, such as 3"),
        "anchor": (0.0, 1.0, "a share from 0 to 1"),
    }
    for name, (low, high, meaning) in bounds.items():
        number = getattr(request, name)
        if not (math.isfinite(number) and low <= number <= high):
            problems.add(f"--{name}", f"{number:g} is out of range", f"Give {meaning}.")
    if request.value and not request.discount > request.growth:
        what = f"{request.discount:g} is not above the growth of {request.growth:g}"
        problems.add(
            "--discount", what, "A sum that grows faster than it is discounted has no end."
        )
    both = sorted(set(request.members) & set(request.control))
    if both:
        what = f"{', '.join(both)} is in --members too"
        problems.add("--control", what, "Name firms that are not in the group.")
    problems.raise_if_any(LedgerError)


def _refuse_groups(request: MoneyRequest, ledger: Ledger, groups: list[tuple[str, ...]]) -> None:
    problems = Problems()
    if not groups:
        what = "no two firms are connected by shares, loans or guarantees in the window"
        problems.add(request.ledger.name, what, "Name a group with --members A,B.")
    elif request.members and not any(e.payee in groups[0] for e in ledger.of("sale")):
        what = "none of them sells anything in the window"
        problems.add("--members", what, "Name firms that sell, or widen --from and --to.")
    problems.raise_if_any(LedgerError)
