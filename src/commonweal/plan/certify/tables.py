"""Reading the tables of a run folder: labelled numbers, and nothing that is not a number.

This reader is written apart from the one that writes and loads runs, so that a fault there
cannot hide from the certificate.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
from numpy.typing import NDArray

from commonweal.errors import Problem, Problems, RunFolderError

Vector = NDArray[np.float64]
Labels = tuple[Any, ...]
AGAIN = "Publish the run again from its study."


@dataclass(frozen=True)
class Table:
    """Values with labels.

    Parameters
    ----------
    labels : dimension -> labels in order
    values : array with one axis per dimension; numbers, or text for arrays of labels
    """

    labels: dict[str, Labels]
    values: NDArray[Any]


def read_json(path: Path) -> dict[str, Any]:
    """Read a JSON object.

    Raises
    ------
    RunFolderError
        When the file is missing, is not JSON or is not an object.
    """
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise RunFolderError([Problem(_name(path), f"cannot be read ({error})", AGAIN)]) from error
    if not isinstance(found, dict):
        raise RunFolderError([Problem(_name(path), "is not a JSON object", AGAIN)])
    return found


def read_table(path: Path) -> Table:
    """Read one table.

    Cells that a table of two dimensions or more leaves out are zero; a table of one dimension or
    none must hold every cell.

    Raises
    ------
    RunFolderError
        When the file is missing or damaged, a label is not declared or stands twice, a cell
        stands twice or is missing, or a value is NaN or infinite.
    """
    try:
        table = pq.read_table(path)
        declared = json.loads((table.schema.metadata or {})[b"labels"])
        columns = {name: table.column(name).to_pandas() for name in [*declared, "value"]}
        labels = {str(dim): tuple(values) for dim, values in declared.items()}
    except (OSError, KeyError, ValueError, TypeError, pa.ArrowException) as error:
        raise RunFolderError([Problem(_name(path), f"cannot be read ({error})", AGAIN)]) from error
    problems = Problems()
    places = [_places(path, dim, labels[dim], columns[dim], problems) for dim in labels]
    values = columns["value"]
    text = values.dtype.kind not in "fiub"
    if not text and not np.isfinite(values.to_numpy(dtype=float)).all():
        problems.add(_name(path), "holds a value that is NaN or infinite", AGAIN)
    problems.raise_if_any(RunFolderError)
    return Table(labels, _filled(path, labels, places, values, text))


def _places(
    path: Path, dim: str, labels: Labels, column: pd.Series[Any], problems: Problems
) -> NDArray[np.intp]:
    index = pd.Index(labels)
    if not index.is_unique:
        problems.add(_name(path), f"declares a {dim} twice", AGAIN)
        return np.zeros(len(column), dtype=np.intp)
    if not len(column):
        return np.zeros(0, dtype=np.intp)
    found = index.get_indexer(pd.Index(column))
    if (found < 0).any():
        unknown = column[found < 0].iloc[0]
        problems.add(_name(path), f"holds a {dim} it does not declare ({unknown!r})", AGAIN)
    return np.asarray(found, dtype=np.intp)


def _filled(
    path: Path,
    labels: dict[str, Labels],
    places: Sequence[NDArray[np.intp]],
    values: pd.Series[Any],
    text: bool,
) -> NDArray[Any]:
    shape = tuple(len(found) for found in labels.values())
    filled: NDArray[Any] = np.full(shape, "", dtype=object) if text else np.zeros(shape)
    count = np.zeros(shape, dtype=int)
    np.add.at(count, tuple(places), 1)
    if (count > 1).any():
        raise RunFolderError([Problem(_name(path), "holds a cell twice", AGAIN)])
    if len(shape) < 2 and int(count.sum()) != count.size:
        raise RunFolderError([Problem(_name(path), "has lost cells", AGAIN)])
    filled[tuple(places)] = values.to_numpy() if shape else values.iloc[0]
    return filled


def arranged(table: Table, dims: Sequence[str], labels: dict[str, Labels]) -> NDArray[Any] | str:
    """The values with their axes and labels in the order asked for, or what does not fit."""
    if set(table.labels) != set(dims):
        return f"has the dimensions {sorted(table.labels)} instead of {sorted(dims)}"
    values = table.values.transpose([list(table.labels).index(dim) for dim in dims])
    for axis, dim in enumerate(dims):
        found, wanted = table.labels[dim], labels[dim]
        if found == wanted:
            continue
        odd = sorted(map(str, set(found) ^ set(wanted)))
        if odd:
            return f"does not have the {dim} labels of the case (differs in {', '.join(odd[:5])})"
        values = np.take(values, pd.Index(found).get_indexer(pd.Index(wanted)), axis=axis)
    return values


def _name(path: Path) -> str:
    return "/".join(path.parts[-2:])
