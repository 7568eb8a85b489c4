"""A system of pymrio that others made, as the parts of an economy."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from commonweal.economy.importers.mapping import Role
from commonweal.economy.importers.parts import Parts
from commonweal.economy.importers.pymrio_words import role_of, unit_of
from commonweal.economy.importers.reading import Labels
from commonweal.errors import Problems
from commonweal.units import UnitError, compatible, factor

SHOWN = 5  # assumption
INCOME = "value-added"
INCOME_WORDS = ("value added", "factor", "primary input", "va")


def parts_of(
    system: Any, scale: float, roles: Mapping[str, Role], problems: Problems
) -> Parts | None:
    """Parts of an economy out of Z and Y.

    Each sector makes its own product alone. A label is region:sector.

    Parameters
    ----------
    system : pymrio.IOSystem
    scale : what its numbers are multiplied by to be in the currency
    roles : category to what it stands for, before what its name says
    problems : where faults are noted

    Returns
    -------
    Parts, or None if they cannot be made, which is noted
    """
    if system.Z is None or system.Y is None:
        fix = "Load a system with Z and Y; A, x and Y give Z by pymrio.calc_Z"
        problems.add("pymrio", "the system has no Z or no Y", fix)
        return None
    flows, final = system.Z, system.Y
    _check_square(flows, final, problems)
    found = _roles(final, roles, problems)
    if len(problems):
        return None
    sectors = [label_of(key) for key in flows.index]
    categories = [label_of(key) for key in final.columns]
    in_order = {"Z": flows[list(flows.index)], "Y": final.loc[list(flows.index)]}
    values = {name: table.to_numpy(dtype=float) for name, table in in_order.items()}
    for name, block in values.items():
        if not np.isfinite(block).all():
            row, column = np.argwhere(~np.isfinite(block))[0]
            where = f'{name}, row "{sectors[row]}"'
            problems.add(where, f"{block[row, column]} is no number", "Mend it in the source")
    labels = Labels(sectors, [name_of(key) for key in flows.index])
    parts = Parts(
        labels,
        labels,
        roles={label: found[label] for label in categories},
        category_names={label_of(key): name_of(key) for key in final.columns},
        use=pd.DataFrame(values["Z"] * scale, index=sectors, columns=sectors),
        final_use=pd.DataFrame(values["Y"] * scale, index=sectors, columns=categories),
    )
    parts.assumed.append("Each sector makes its own product alone: that of its region and name.")
    return parts


def label_of(key: object) -> str:
    """``region:sector`` of a key of pymrio."""
    words = [" ".join(str(word).split()) for word in key] if isinstance(key, tuple) else [str(key)]
    return ":".join(words)


def name_of(key: object) -> str:
    """The name of a key of pymrio for a reader: ``sector, region``."""
    words = list(key) if isinstance(key, tuple) else [str(key)]
    return ", ".join(" ".join(str(word).split()) for word in reversed(words))


def _check_square(flows: pd.DataFrame, final: pd.DataFrame, problems: Problems) -> None:
    for name, index in (
        ("Z", flows.index),
        ("Z, columns", flows.columns),
        ("Y, columns", final.columns),
    ):
        if index.has_duplicates:
            twice = label_of(index[index.duplicated()][0])
            problems.add(name, f'"{twice}" is there twice', "Give each sector once")
    rows = set(flows.index)
    for name, index in (("Z, columns", flows.columns), ("Y, rows", final.index)):
        for key in [*index.difference(flows.index), *flows.index.difference(index)][:SHOWN]:
            side = "not among the rows of Z" if key not in rows else "missing"
            problems.add(name, f'"{label_of(key)}" is {side}', "Give both the same sectors")


def scale_of(system: Any, year: int, currency: str, unit: str | None, problems: Problems) -> float:
    """What the numbers of a system are multiplied by to be in the currency.

    Parameters
    ----------
    system : pymrio.IOSystem
    year : of the accounts, for prices
    currency : of the economy
    unit : of all numbers; None takes that which the system states
    problems : where faults are noted
    """
    if unit is not None:
        words = [unit]
    elif system.unit is None or not len(system.unit):
        fix = "Give it: --option unit='million USD'"
        problems.add("unit", "the system states no unit", fix)
        return 1.0
    else:
        words = list(dict.fromkeys(str(text) for text in system.unit.iloc[:, 0]))
    if len(words) > 1:
        what = f"several units: {', '.join(words[:SHOWN])}"
        fix = "A system in kind is for a mapping; give --option unit=… if it is one unit"
        problems.add("unit", what, fix)
        return 1.0
    given = unit_of(words[0], year)
    if given is None:
        fix = "Give it: --option unit='million USD', or 'thousand USD'"
        problems.add("unit", f'"{words[0]}" is not known', fix)
        return 1.0
    try:
        return factor(given, currency)
    except UnitError as error:
        what, _, fix = str(error).partition(". ")
        problems.add("unit", what, fix or f"Give --option currency='{given}'")
        return 1.0


def currency_of(system: Any, year: int, unit: str | None) -> str | None:
    """The currency of a system: its unit, in prices of the year."""
    text = unit
    if text is None and system.unit is not None and len(system.unit):
        text = str(system.unit.iloc[0, 0])
    return None if text is None else unit_of(text, year)


def _roles(final: pd.DataFrame, given: Mapping[str, Role], problems: Problems) -> dict[str, Role]:
    roles: dict[str, Role] = {}
    unknown: list[str] = []
    for key in final.columns:
        category = str(key[-1]) if isinstance(key, tuple) else str(key)
        role = given.get(category) or role_of(category)
        if role is None:
            unknown.append(category)
        else:
            roles[label_of(key)] = role
    for category in list(dict.fromkeys(unknown))[:SHOWN]:
        what = f'the name does not say what "{category}" stands for'
        fix = "Give --option roles=FILE, a CSV file with the columns category and role"
        problems.add("Y, columns", what, fix)
    return roles


def read_incomes(
    system: Any, parts: Parts, year: int, currency: str, scale: float, problems: Problems
) -> None:
    """Rows in money of the extension of incomes; other extensions are named as not read.

    Parameters
    ----------
    system : pymrio.IOSystem
    parts : where the incomes are put
    year : of the accounts, for prices
    currency : of the economy
    scale : what numbers in the unit of the system are multiplied by
    problems : where faults are noted
    """
    sectors = parts.products.labels
    own = None if system.unit is None else str(system.unit.iloc[0, 0])
    rows: dict[str, pd.Series[float]] = {}
    unread = []
    for extension in system.get_extensions(data=True):
        name = str(extension.name)
        if extension.F is None or not any(word in name.lower() for word in INCOME_WORDS):
            unread.append(name)
            continue
        labels = [label_of(key) for key in extension.F.columns]
        if sorted(labels) != sorted(sectors):
            what = "its sectors are not those of Z"
            problems.add(f"F of {name}", what, "Give both the same sectors, each once")
            continue
        for at, key in enumerate(extension.F.index):
            text = str(extension.unit.iloc[at, 0])
            unit = unit_of(text, year)
            if text != own and (unit is None or not compatible(unit, currency)):
                unread.append(f"{name} / {label_of(key)}")
                continue
            size = scale if text == own else factor(str(unit), currency)
            values = extension.F.iloc[at].to_numpy(dtype=float) * size
            rows[label_of(key)] = pd.Series(values, index=labels).loc[sectors]
    _keep_incomes(parts, rows, unread)


def _keep_incomes(parts: Parts, rows: dict[str, pd.Series[float]], unread: list[str]) -> None:
    if rows:
        parts.value_added = pd.DataFrame(rows).T
    else:
        residual = parts.use.sum(axis=1) + parts.final_use.sum(axis=1) - parts.use.sum(axis=0)
        parts.value_added = residual.to_frame(INCOME).T
        parts.assumed.append("Value added is output less inputs: the system gives no incomes.")
    if unread:
        shown = ", ".join(unread[:SHOWN]) + (" …" if len(unread) > SHOWN else "")
        parts.assumed.append(f"Extensions that were not read: {shown}.")
