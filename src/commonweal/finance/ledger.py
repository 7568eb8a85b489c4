"""A ledger of payments and claims, read from one CSV file; every problem found is told at once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from commonweal.case.csv_rows import Row, read_rows
from commonweal.errors import LedgerError, Problems, suggestion

COLUMNS = ("date", "payer", "payee", "amount", "kind", "edge")
EDGES = {
    "sale": "goods or services sold",
    "equity": "shares bought by the payer from the payee",
    "loan": "money lent by the payer to the payee",
    "return": "interest, dividends or repayment",
    "guarantee": "the payer answers for the payee; no money moves",
    "due": "owed by the payer to the payee and not yet paid; no money moves",
    "holding": "money that the payee has; the payer stays empty",
}
FINANCING = ("equity", "loan")  # money that is given for a claim and not for a good
MOVES = ("sale", "equity", "loan", "return")  # edges on which money moves
TIES = ("equity", "loan", "guarantee")  # edges that make firms one cluster
LARGEST = 1e18  # assumption: a larger amount is a slip of the pen


@dataclass(frozen=True)
class Entry:
    """One payment or claim.

    Parameters
    ----------
    day : of the payment
    payer, payee : names; no payer of a holding
    amount : [money] above zero
    kind : what it was for, in the words of the ledger
    edge : one of ``EDGES``
    """

    day: date
    payer: str
    payee: str
    amount: float
    kind: str
    edge: str


@dataclass(frozen=True)
class Ledger:
    """Payments and claims, sorted, so that the order of the file means nothing.

    Parameters
    ----------
    name : of the file
    entries : at least one
    """

    name: str
    entries: tuple[Entry, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """Everybody who pays or is paid, in alphabetical order."""
        return tuple(sorted({n for e in self.entries for n in (e.payer, e.payee) if n}))

    def of(self, *edges: str) -> Iterator[Entry]:
        """Entries of the edges named."""
        return (entry for entry in self.entries if entry.edge in edges)

    def within(self, first: date, last: date) -> Ledger:
        """Entries of a window, both days included; holdings and dues of before count too.

        What is held or owed is a state and stays until the window ends; a payment is over.
        """
        return self.where(
            lambda e: (
                (e.edge in ("holding", "due", "guarantee") or e.day >= first) and e.day <= last
            )
        )

    def where(self, keep: Callable[[Entry], bool]) -> Ledger:
        """Entries for which ``keep`` is true."""
        return Ledger(self.name, tuple(filter(keep, self.entries)))


def ledger_of(name: str, entries: Iterator[Entry] | tuple[Entry, ...]) -> Ledger:
    """A ledger in its own order, whatever the order of the entries."""
    return Ledger(
        name,
        tuple(sorted(entries, key=lambda e: (e.day, e.edge, e.payer, e.payee, e.kind, e.amount))),
    )


def read_ledger(path: Path) -> Ledger:
    """Read a ledger with the columns ``COLUMNS``.

    Parameters
    ----------
    path : CSV file; ``date`` as year-month-day, ``amount`` above zero in one unit of money

    Raises
    ------
    LedgerError
        with every problem found
    """
    problems = Problems()
    rows = list(read_rows(path, COLUMNS, problems))
    found = [_entry(row) for row in rows]
    entries = tuple(entry for entry in found if entry is not None)
    if not rows and not len(problems):
        problems.add(path.name, "has no rows", "Give a payment a row.")
    problems.raise_if_any(LedgerError)
    return ledger_of(path.name, entries)


def _entry(row: Row) -> Entry | None:
    before = len(row.problems)
    edge = row.one_of("edge", EDGES)
    day = _day(row)
    payee = row.required("payee")
    payer = row.text("payer") if edge == "holding" else row.required("payer")
    amount = row.number_in("amount", 0.0, LARGEST, "an amount of money")
    if amount == 0.0:
        row.problems.add(row.where("amount"), "is nought", "Leave the row out.")
    if edge == "holding" and payer:
        fix = "Leave the payer empty; the payee holds the money."
        row.problems.add(row.where("payer"), f'"{payer}" pays no holding', fix)
    elif payer and payer == payee:
        fix = "A payment has two sides; name the other one."
        row.problems.add(row.where("payee"), f'"{payee}" pays itself', fix)
    if len(row.problems) > before or edge is None or day is None or amount is None:
        return None
    return Entry(day, payer, payee, amount, row.text("kind"), edge)


def _day(row: Row) -> date | None:
    text = row.text("date")
    try:
        return date.fromisoformat(text)
    except ValueError:
        fix = "Give year, month and day, such as 2025-03-31."
        row.problems.add(row.where("date"), f'"{text}" is not a date', fix)
        return None


def known_names(ledger: Ledger, names: tuple[str, ...], option: str) -> None:
    """Refuse names that the ledger does not have.

    Raises
    ------
    LedgerError
        with a suggestion for each
    """
    problems = Problems()
    for name in names:
        if name not in ledger.names:
            problems.add(
                option, f'"{name}" is not in {ledger.name}', suggestion(name, ledger.names)
            )
    problems.raise_if_any(LedgerError)
