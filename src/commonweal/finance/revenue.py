"""Revenue of a group of firms: as each books it, consolidated, and as far as vendors finance it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from commonweal.finance.circulation import circulation, payments_by_pair
from commonweal.finance.ledger import FINANCING, MOVES, Ledger, ledger_of

OUTSIDE = "all financing from outside"  # payer of the control; nobody in a ledger is called so


@dataclass(frozen=True)
class Revenue:
    """What a group sells, to whom, and on what loops.

    Parameters
    ----------
    members : of the group
    gross : [money] all sales booked by members
    external : [money] sales to others, the consolidated revenue
    loops : [money] the greatest circulation of payments among members
    loops_of_sales : [money] the same with sales alone
    sales_on_loops : [money] most sales that loops of all payments can carry
    sales_on_loops_of_sales : [money] most sales that loops of sales alone can carry
    financing : [money] shares and loans from others, less those to others and returns to others
    """

    members: tuple[str, ...]
    gross: float
    external: float
    loops: float
    loops_of_sales: float
    sales_on_loops: float
    sales_on_loops_of_sales: float
    financing: float

    @property
    def ratio(self) -> float:
        """Gross over external revenue [1]; infinite where nobody outside buys."""
        if self.external > 0.0:
            return self.gross / self.external
        return float("inf") if self.gross > 0.0 else float("nan")

    @property
    def vendor_funded(self) -> float:
        """Sales on loops that only financing closes [money]."""
        return self.sales_on_loops - self.sales_on_loops_of_sales

    @property
    def vendor_share(self) -> float:
        """Vendor-funded sales in gross revenue [1]; none where nothing is sold."""
        return self.vendor_funded / self.gross if self.gross > 0.0 else 0.0


def revenue(ledger: Ledger, members: Iterable[str]) -> Revenue:
    """Gross, external and vendor-funded revenue of a group.

    vendor-funded = Circ_sale(all edges) - Circ_sale(sale edges)

    with Circ_sale the most sales that closed loops among members can carry. It is a ceiling: a
    ledger does not say which payment was made with which money.

    Source: section 2.6 of the design, with the sales on loops as the goal instead of the sale
    part of the greatest circulation, which is not unique and can fall when a loan is added
    """
    group = tuple(sorted(set(members)))
    inside = set(group)
    sold = [e for e in ledger.of("sale") if e.payee in inside]
    every = payments_by_pair(ledger, MOVES, group)
    sales = payments_by_pair(ledger, ("sale",), group)
    return Revenue(
        members=group,
        gross=sum(e.amount for e in sold),
        external=sum(e.amount for e in sold if e.payer not in inside),
        loops=circulation(every, MOVES),
        loops_of_sales=circulation(sales, MOVES),
        sales_on_loops=circulation(every, ("sale",)),
        sales_on_loops_of_sales=circulation(sales, ("sale",)),
        financing=_financing(ledger, inside),
    )


def with_outside_financing(ledger: Ledger) -> Ledger:
    """The same payments, all shares and loans paid by somebody outside: a control.

    Nobody pays the outsider, so that no loop closes through financing.
    """
    return ledger_of(
        ledger.name,
        tuple(replace(e, payer=OUTSIDE) if e.edge in FINANCING else e for e in ledger.entries),
    )


def _financing(ledger: Ledger, inside: set[str]) -> float:
    net = 0.0
    for entry in ledger.of(*FINANCING, "return"):
        comes, goes = entry.payee in inside, entry.payer in inside
        net += entry.amount * (int(comes) - int(goes))
    return net
