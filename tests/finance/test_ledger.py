"""Reading a ledger: one report of everything that is wrong."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from commonweal.errors import LedgerError
from commonweal.finance.cluster import clusters, ordinary_sellers
from commonweal.finance.ledger import read_ledger
from commonweal.finance.money import MoneyRequest, money_of
from finance.ledgers import C1, C2, C4, ledger

EXAMPLE = Path(__file__).parents[2] / "docs" / "examples" / "ledger" / "ring.csv"
HEAD = "date,payer,payee,amount,kind,edge\n"


def problems_of(text: str, tmp_path: Path) -> list[str]:
    """The report on a ledger."""
    path = tmp_path / "bad.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(LedgerError) as caught:
        read_ledger(path)
    return [str(problem) for problem in caught.value.problems]


def test_every_problem_is_told_at_once(tmp_path: Path) -> None:
    """Proves: a bad day, amount, edge, a missing payee and a payment to oneself are five problems
    of one report, each with its row."""
    found = problems_of(
        HEAD
        + "2025-13-01,a,b,1,x,sale\n2025-01-01,a,b,-1,x,sale\n2025-01-01,a,b,1,x,sal\n"
        + "2025-01-01,a,,1,x,sale\n2025-01-01,a,a,1,x,loan\n",
        tmp_path,
    )
    assert [p.split(":")[0] for p in found] == [
        'bad.csv row 2, column "date"',
        'bad.csv row 3, column "amount"',
        'bad.csv row 4, column "edge"',
        'bad.csv row 5, column "payee"',
        'bad.csv row 6, column "payee"',
    ]
    assert 'Did you mean "sale"?' in found[2]


@pytest.mark.parametrize("text", [HEAD, "", "date,payer\n"])
def test_an_empty_ledger_is_refused(text: str, tmp_path: Path) -> None:
    """Proves: a ledger without rows, header or columns is a problem and no table of noughts."""
    assert problems_of(text, tmp_path)


def test_clusters_are_rings_and_financed_firms() -> None:
    """Proves: the cloud of C1 is a member by the loop, though it holds no share; a chain is no
    cluster and serves as control; with outside money the financed firm and its fund are one."""
    both = ledger([*C1, *C2])
    assert clusters(both) == [("chips", "cloud", "lab")]
    assert ordinary_sellers(both, clusters(both)) == ("cars", "ore", "steel")
    assert clusters(ledger(C2)) == []
    assert clusters(ledger(C4)) == [("fund", "lab")]


def test_a_window_leaves_out_what_is_before_it() -> None:
    """Proves: the twelve months to the last day hold seven payments of the example; the sale of
    the year before is left out, and counts where it is asked for."""
    found = money_of(MoneyRequest(EXAMPLE))
    assert (found.first, found.last) == (date(2025, 1, 1), date(2025, 12, 31))
    assert (found.counted, found.left_out) == (7, 1)
    whole = money_of(MoneyRequest(EXAMPLE, first=date(2024, 1, 1)))
    assert whole.groups[0].gross == found.groups[0].gross + 40.0


def test_a_bad_request_is_one_report() -> None:
    """Proves: a margin above one, a growth above the discount and an anchor of 2 are told at once;
    so are names that the ledger does not have."""
    with pytest.raises(LedgerError) as caught:
        money_of(MoneyRequest(EXAMPLE, value=1.0, discount=0.01, margin=2.0, anchor=2.0))
    assert len(caught.value.problems) == 3
    with pytest.raises(LedgerError, match='Did you mean "Cloud"'):
        money_of(MoneyRequest(EXAMPLE, members=("Cloudd", "Laboratory")))
    with pytest.raises(LedgerError, match="none of them sells"):
        money_of(MoneyRequest(EXAMPLE, members=("Users", "Car buyers")))
