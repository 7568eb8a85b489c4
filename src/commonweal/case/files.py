"""A case as files: every array in a Parquet table with units, the rest in one JSON file."""

from __future__ import annotations

import json
from dataclasses import fields
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import xarray as xr

from commonweal.case import case as parts
from commonweal.case.arrays import array
from commonweal.case.case import Case
from commonweal.case.horizon import Horizon
from commonweal.errors import Problem, RunFolderError

GROUPS: dict[str, type[Any]] = {
    "technology": parts.Technology,
    "conversions": parts.Conversions,
    "start": parts.Start,
    "regions": parts.Regions,
    "demand": parts.Demand,
    "work": parts.Work,
    "trade": parts.Trade,
    "stocks": parts.Stocks,
    "limits": parts.Limits,
    "pace": parts.Pace,
    "adoption": parts.Adoption,
    "research": parts.Research,
    "wanted": parts.Wanted,
}


def write_array(values: xr.DataArray, path: Path) -> None:
    """Write one array as a table: a column per dimension, ``value``, ``unit``.

    Cells that are zero are left out of arrays with two dimensions or more; the labels of every
    dimension, in order, stand in the file's metadata, so that reading gives the same array.
    """
    flat = values.values.ravel()
    keep = np.ones(flat.size, dtype=bool)
    if values.ndim > 1 and flat.dtype.kind == "f":
        keep = flat != 0.0
    grid = np.indices(values.shape).reshape(values.ndim, flat.size)[:, keep]
    columns: dict[str, Any] = {
        str(dim): values[dim].values[grid[n]] for n, dim in enumerate(values.dims)
    }
    columns["value"] = flat[keep]
    columns["unit"] = [values.attrs.get("unit", "")] * int(keep.sum())
    table = pa.Table.from_pandas(pd.DataFrame(columns), preserve_index=False)
    labels = {str(dim): values[dim].values.tolist() for dim in values.dims}
    metadata = {
        "labels": json.dumps(labels),
        "attributes": json.dumps({str(k): v for k, v in values.attrs.items()}),
    }
    pq.write_table(table.replace_schema_metadata(metadata), path)


def read_array(path: Path) -> xr.DataArray:
    """Read an array that :func:`write_array` wrote.

    Raises
    ------
    RunFolderError
        When the file is missing, damaged or holds labels that its metadata does not know.
    """
    try:
        table = pq.read_table(path)
        metadata = table.schema.metadata or {}
        labels = json.loads(metadata[b"labels"])
        attributes = json.loads(metadata[b"attributes"])
        frame = table.to_pandas()
    except (OSError, KeyError, ValueError, pa.ArrowException) as error:
        problem = Problem(
            path.name, f"cannot be read ({error})", "Publish the run again from its study."
        )
        raise RunFolderError([problem]) from error
    dims = list(labels)
    text = frame["value"].dtype.kind not in "fiub"
    shape = tuple(len(labels[dim]) for dim in dims)
    values: Any = np.full(shape, "", dtype=object) if text else np.zeros(shape)
    places = [pd.Index(labels[dim]).get_indexer(pd.Index(frame[dim])) for dim in dims]
    if any((place < 0).any() for place in places):
        problem = Problem(path.name, "holds labels it does not declare", "Publish the run again.")
        raise RunFolderError([problem])
    # a single number has no places: numpy would set an array into a number
    values[tuple(places)] = frame["value"].to_numpy() if dims else frame["value"].iloc[0]
    result = array(values, labels, attributes.get("unit", ""), attributes.get("long_name", ""))
    result.attrs.update(attributes)
    return result


def write_case(case: Case, folder: Path) -> None:
    """Write every array of a case and ``case.json`` into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, values in case.arrays():
        write_array(values, folder / f"{name}.parquet")
    text = json.dumps(case.scalars(), indent=1, sort_keys=True, ensure_ascii=False)
    (folder / "case.json").write_text(text + "\n", encoding="utf-8")


def read_case(folder: Path) -> Case:
    """Read a case that :func:`write_case` wrote; the same case, with the same hash."""
    scalars = json.loads((folder / "case.json").read_text(encoding="utf-8"))
    groups: dict[str, Any] = {}
    for group, kind in GROUPS.items():
        values: dict[str, Any] = {}
        for item in fields(kind):
            if group == "wanted" and item.name in scalars["wanted"]:
                values[item.name] = scalars["wanted"][item.name]
            else:
                values[item.name] = read_array(folder / f"{group}.{item.name}.parquet")
        groups[group] = kind(**values)
    goals = tuple(scalars["wanted"]["goals"])
    wanted = groups["wanted"]
    groups["wanted"] = parts.Wanted(**{**wanted.__dict__, "goals": goals})
    return Case(
        horizon=Horizon(tuple(scalars["years"])),
        has_capacity=scalars["has_capacity"],
        names=scalars["names"],
        groups=scalars["groups"],
        about=scalars["about"],
        **groups,
    )
