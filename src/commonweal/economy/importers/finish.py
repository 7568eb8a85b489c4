"""Parts of an economy to the economy: built, checked, and described."""

from __future__ import annotations

import pandas as pd

from commonweal.economy.checks import check_economy
from commonweal.economy.economy import Economy
from commonweal.economy.importers.mapping import Keys
from commonweal.economy.importers.parts import WHOLE, Parts
from commonweal.economy.meta import EconomyMeta
from commonweal.errors import EconomyError


def economy_of(parts: Parts, keys: Keys) -> Economy:
    """The economy that the parts make.

    Parameters
    ----------
    parts : at basic prices, without negative cells, balanced
    keys : of economy.yaml

    Returns
    -------
    Economy

    Raises
    ------
    EconomyError
        with everything that the tables or the checks of an economy find wrong
    """
    tables = _tables(parts, keys.currency)
    meta = EconomyMeta(
        name=keys.name,
        title=keys.title,
        year=keys.year,
        country=keys.country,
        currency=keys.currency,
        population=keys.population,
        source=keys.source,
        licence=keys.licence,
        retrieved=keys.retrieved,
        notes=keys.notes,
    )
    economy = Economy.from_tables(meta, tables)
    problems = check_economy(economy)
    if problems:
        raise EconomyError(problems)
    return economy


def _tables(parts: Parts, currency: str) -> dict[str, pd.DataFrame]:
    """The parts as tables of an economy; what has no unit of its own is in money."""
    tables = {
        "products": _attributes(
            parts.products.labels,
            name=parts.products.names,
            unit=parts.products.units or [currency] * len(parts.products.labels),
            group=parts.products.groups,
            region=parts.products.regions,
        ),
        "activities": _attributes(
            parts.activities.labels,
            name=parts.activities.names,
            group=parts.activities.groups,
            region=parts.activities.regions,
        ),
        "categories": _attributes(
            list(parts.roles),
            name=[parts.category_names[label] for label in parts.roles],
            role=list(parts.roles.values()),
            region=_category_regions(parts),
        ),
        "use": parts.use.rename_axis(index="product", columns="activity"),
        "final_use": parts.final_use.rename_axis(index="product", columns="category"),
    }
    if parts.regions is not None:
        tables["regions"] = parts.regions
    if parts.supply is not None:
        tables["supply"] = parts.supply.rename_axis(index="product", columns="activity")
    if parts.imports is not None:
        imports = parts.imports
        if list(imports.columns) != [WHOLE]:
            users = [*parts.activities.labels, *parts.roles]
            imports = imports.reindex(columns=users, fill_value=0.0)
        tables["imports"] = imports.rename_axis(index="product", columns="user")
    if parts.value_added is not None:
        tables["value_added"] = parts.value_added.rename_axis(index="item", columns="activity")
    if parts.labour is not None:
        tables |= _labour(parts, parts.labour)
    return tables


def _category_regions(parts: Parts) -> list[str] | None:
    if parts.regions is None:
        return None
    return [parts.category_regions.get(label, "") for label in parts.roles]


def _attributes(labels: list[str], **columns: list[str] | None) -> pd.DataFrame:
    """A table of attributes; a column that is not known is left to its default."""
    known = {name: texts for name, texts in columns.items() if texts is not None}
    return pd.DataFrame(known, index=pd.Index(labels, dtype="str"))


def _labour(parts: Parts, labour: pd.DataFrame) -> dict[str, pd.DataFrame]:
    hours = labour.sum(axis=1)
    types = pd.DataFrame(
        {
            "name": list(labour.index),
            "workers": [parts.workers[label] for label in labour.index],
            "hours_per_worker": [
                hours[label] / parts.workers[label] if parts.workers[label] else 0.0
                for label in labour.index
            ],
        },
        index=pd.Index(list(labour.index), dtype="str"),
    )
    return {
        "labour_types": types.rename_axis("labour_type"),
        "labour": labour.rename_axis(index="labour_type", columns="activity"),
    }
