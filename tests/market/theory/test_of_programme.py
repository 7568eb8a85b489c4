"""A programme on top of the accounts: how far techniques reach, and what they change."""

from __future__ import annotations

import numpy as np
import pytest

from commonweal.case.programme import read_programme
from commonweal.economy.tables import read_economy
from commonweal.market.theory.of_case import menu_of
from commonweal.market.theory.of_economy import system_of
from commonweal.market.theory.of_programme import source_of_programme


def test_reach() -> None:
    """Proves: fully adopted a technique reaches the share that it applies to, in a year that times
    its diffusion, which is less and grows; before it is available nothing."""
    economy = read_economy("china-2020")
    programme = read_programme("ai-plus", economy)
    full = source_of_programme(economy, programme).ceilings
    assert full.tolist() == [t.applies_to for t in programme.techniques]
    soon, later = (source_of_programme(economy, programme, year).ceilings for year in (2028, 2035))
    expected = [t.applies_to * t.ceiling(2028) for t in programme.techniques]
    assert soon == pytest.approx(expected)
    assert (soon < later).all()
    assert (later < full).all()
    assert not source_of_programme(economy, programme, 2021).ceilings.any()


def test_hours_and_stock_are_those_of_the_accounts() -> None:
    """Proves: without techniques the menu is the system of the accounts, table by table, where each
    product has its own activity; and each technique changes hours as the programme says."""
    economy = read_economy("china-2020")
    programme = read_programme("ai-plus", economy)
    menu = menu_of(source_of_programme(economy, programme))
    own, first = system_of(economy), menu.mixed(menu.first())
    for name in ("inputs", "wear", "stock", "hours"):
        assert getattr(first, name) == pytest.approx(getattr(own, name), rel=1e-11, abs=1e-15)
    change = {
        t.name: t.labour.get("all", t.labour.get("workers", 0.0)) for t in programme.techniques
    }
    for place in np.flatnonzero(menu.reach >= 0).tolist():
        technique = menu.processes[place].split("+")[1]
        ratio = menu.hours[place] / menu.hours[menu.base[place]]
        assert ratio == pytest.approx(1 + change[technique], rel=1e-12)
