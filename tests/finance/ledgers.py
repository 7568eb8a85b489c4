"""Four ledgers made by hand: a vendor loop, a chain, mutual trade, money from outside."""

from __future__ import annotations

from datetime import date

from commonweal.finance.ledger import Entry, Ledger, ledger_of

Payment = tuple[str, str, float, str]
RING = ("chips", "cloud", "lab")
SALES_OF_THE_RING: list[Payment] = [
    ("lab", "cloud", 100.0, "sale"),
    ("cloud", "chips", 80.0, "sale"),
    ("users", "lab", 20.0, "sale"),
]
C1: list[Payment] = [("chips", "lab", 100.0, "equity"), *SALES_OF_THE_RING]
C2: list[Payment] = [
    ("steel", "ore", 50.0, "sale"),
    ("cars", "steel", 75.0, "sale"),
    ("buyers", "cars", 100.0, "sale"),
]
C3: list[Payment] = [
    ("mill", "farm", 5.0, "sale"),
    ("farm", "mill", 8.0, "sale"),
    ("eaters", "mill", 20.0, "sale"),
]
C4: list[Payment] = [("fund", "lab", 100.0, "equity"), *SALES_OF_THE_RING]


def ledger(payments: list[Payment]) -> Ledger:
    """A ledger of one day."""
    day = date(2025, 6, 30)
    return ledger_of(
        "made.csv", tuple(Entry(day, a, b, x, "made", edge) for a, b, x, edge in payments)
    )
