"""What an economy is: name, year, currency, people, source, licence."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from commonweal.economy.cells import unit_problem
from commonweal.economy.raw import cell_text
from commonweal.economy.schema import Column, load_schema
from commonweal.errors import Problems, suggestion


@dataclass(frozen=True, kw_only=True)
class EconomyMeta:
    """The keys of ``economy.yaml``.

    Parameters
    ----------
    name : short name, such as ``china-2020``
    title : what a reader sees
    year : year of the accounts
    country : what the accounts cover
    currency : unit of value added and world prices, such as ``million CNY2020``
    population : [person] people living in the economy in the year
    source : who published the accounts, and where
    licence : terms on which the tables may be passed on
    retrieved : day on which the source was fetched
    notes : what a user of the tables should know
    """

    name: str
    title: str
    year: int
    country: str
    currency: str
    population: float
    source: str
    licence: str
    retrieved: str = ""
    notes: str = ""


def meta_from_keys(
    keys: Mapping[str, object], where: str, problems: Problems
) -> tuple[EconomyMeta | None, dict[str, str]]:
    """The keys of ``economy.yaml``, checked.

    Parameters
    ----------
    keys : as read
    where : file name for messages
    problems : where every fault is noted

    Returns
    -------
    EconomyMeta, or None if a key is missing or wrong; and ``units``: table or table.column to unit
    """
    schema = load_schema().keys
    before = len(problems)
    for key in keys:
        if key not in schema:
            problems.add(f'{where}, key "{key}"', "unknown key", suggestion(key, schema))
    values: dict[str, object] = {}
    for name, rule in schema.items():
        if rule.type == "units":
            continue
        if name in keys and keys[name] is not None:
            values[name] = _value(keys[name], rule, f'{where}, key "{name}"', problems)
        elif rule.required:
            problems.add(where, f'key "{name}" is missing', f"Add it: {rule.meaning}")
    units = _units(keys.get("units"), where, problems)
    meta = EconomyMeta(**values) if len(problems) == before else None  # type: ignore[arg-type]
    return meta, units


def _value(value: object, rule: Column, where: str, problems: Problems) -> object:
    if rule.type in ("text", "unit"):
        if isinstance(value, datetime.date):
            value = value.isoformat()
        if not isinstance(value, str):
            problems.add(where, f"{cell_text(value)} is not text", "Put it in quotes")
        elif rule.required and not value.strip():
            problems.add(where, "blank", f"Write the {rule.meaning}")
        elif rule.type == "unit" and (problem := unit_problem(where, value)):
            problems.extend([problem])
        return value
    if isinstance(value, bool) or not isinstance(value, int | float | np.integer | np.floating):
        problems.add(where, f"{cell_text(value)} is not a number", f"Write the {rule.meaning}")
        return value
    number = float(value)
    lowest = rule.at_least if rule.at_least is not None else rule.above
    too_low = lowest is not None and (number < lowest or number == rule.above)
    if not np.isfinite(number) or too_low:
        problems.add(where, f"{cell_text(number)} is out of bounds", f"Write the {rule.meaning}")
        return value
    if rule.type == "integer" and not number.is_integer():
        problems.add(where, f"{cell_text(number)} is not a whole number", "Write a whole number")
        return value
    return int(number) if rule.type == "integer" else number


def _units(value: object, where: str, problems: Problems) -> dict[str, str]:
    if value is None:
        return {}
    if not isinstance(value, Mapping):
        fix = "Write a line `table: unit` for each table, indented"
        problems.add(f'{where}, key "units"', f"{cell_text(value)} is not a list of tables", fix)
        return {}
    tables = load_schema().tables
    units: dict[str, str] = {}
    for key, unit in value.items():
        place = f'{where}, key "units.{key}"'
        table, _, column = str(key).partition(".")
        if table not in tables:
            problems.add(place, f'unknown table "{table}"', suggestion(table, tables))
        elif column and column not in tables[table].columns:
            what = f'unknown column "{column}" of {table}'
            problems.add(place, what, suggestion(column, tables[table].columns))
        elif not isinstance(unit, str):
            problems.add(place, f"{cell_text(unit)} is not a unit", "Write a unit such as t")
        elif problem := unit_problem(place, unit):
            problems.extend([problem])
        else:
            units[str(key)] = unit
    return units


def keys_from_meta(meta: EconomyMeta) -> dict[str, object]:
    """The keys of ``economy.yaml`` that give this meta back; blank optional keys are left out."""
    keys = {name: getattr(meta, name) for name in load_schema().keys if name != "units"}
    return {name: value for name, value in keys.items() if value != ""}
