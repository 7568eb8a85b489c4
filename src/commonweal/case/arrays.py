"""Labelled, read-only arrays: the only way in which numbers enter a case."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np
import numpy.typing as npt
import xarray as xr

#: Dimension -> its labels, in the order of the axes.
Coords = dict[str, Iterable[Any]]


def array(
    values: npt.ArrayLike, coords: Mapping[str, Iterable[Any]], unit: str, meaning: str
) -> xr.DataArray:
    """Make one read-only array with labels, a unit and a meaning.

    Parameters
    ----------
    values : array-like whose shape fits ``coords``
    coords : dimension -> its labels, in the order of the axes
    unit : unit of the values; "1" for shares and "" for labels
    meaning : one sentence, used in run folders and reports

    Raises
    ------
    ValueError
        When a number is NaN or infinite, or the shape does not fit.
    """
    labels = {name: list(labels) for name, labels in coords.items()}
    data = np.array(values)
    if data.dtype.kind in "US":
        data = data.astype(object)
    if data.dtype.kind in "if":
        data = data.astype(float)
        if not np.isfinite(data).all():
            raise ValueError(f"{meaning}: a value is NaN or infinite")
    data = data.reshape(tuple(len(values) for values in labels.values()))
    data.setflags(write=False)
    return xr.DataArray(
        data,
        coords=labels,
        dims=list(labels),
        attrs={"unit": unit, "long_name": meaning},
    )
