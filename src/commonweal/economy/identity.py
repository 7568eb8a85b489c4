"""What makes two economies the same: the hash of their content, and where they differ."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping

import numpy as np
import pandas as pd

from commonweal.economy.meta import EconomyMeta, keys_from_meta
from commonweal.economy.schema import TableSchema, load_schema

Tables = Mapping[str, pd.DataFrame]


def content_hash(meta: EconomyMeta, tables: Tables) -> str:
    """SHA-256 of keys, labels and numbers; the order of rows and columns has no meaning.

    Parameters
    ----------
    meta : keys of the economy
    tables : in canonical form

    Returns
    -------
    str, hexadecimal
    """
    digest = hashlib.sha256()
    for part in _canonical(meta, tables):
        digest.update(part)
    return digest.hexdigest()


def _sorted(table: pd.DataFrame, schema: TableSchema) -> pd.DataFrame:
    if schema.shape == "long":
        return table.sort_values(list(schema.keys)).reset_index(drop=True)
    return table.sort_index(axis=0).sort_index(axis=1)


def _canonical(meta: EconomyMeta, tables: Tables) -> Iterator[bytes]:
    yield json.dumps(keys_from_meta(meta), sort_keys=True).encode()
    for name, schema in load_schema().tables.items():
        if name not in tables:
            continue
        ordered = _sorted(tables[name], schema)
        rows = [] if schema.shape == "long" else list(ordered.index)
        yield json.dumps([name, rows, list(ordered.columns)]).encode()
        for column in ordered.columns:
            values = ordered[column]
            if values.dtype == np.float64:
                yield values.to_numpy().astype("<f8").tobytes()
            else:
                yield json.dumps(values.tolist()).encode()


def table_differences(one: Tables, other: Tables) -> list[str]:
    """Where two sets of tables differ, a line for each table.

    Parameters
    ----------
    one, other : tables in canonical form

    Returns
    -------
    list of sentences
    """
    names = [name for name in load_schema().tables if (name in one) != (name in other)]
    found = [f"{name}: only one of the two has it" for name in names]
    for name, schema in load_schema().tables.items():
        if name in one and name in other:
            first, second = _sorted(one[name], schema), _sorted(other[name], schema)
            if not first.equals(second):
                found.append(f"{name}: {_first_difference(first, second)}")
    return found


def _first_difference(first: pd.DataFrame, second: pd.DataFrame) -> str:
    if not (first.index.equals(second.index) and first.columns.equals(second.columns)):
        return "different labels"
    unequal = np.argwhere((first != second).to_numpy())
    if not len(unequal):
        return "different kinds of cells"
    row, column = unequal[0]
    place = f"{first.index[row]} / {first.columns[column]}"
    values = f"{first.iloc[row, column]!r} against {second.iloc[row, column]!r}"
    return f"{len(unequal)} cells differ, first {place}: {values}"
