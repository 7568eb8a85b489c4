"""An economy as a folder of pymrio.

pymrio carries Z (region, sector by region, sector), Y (region, sector by region, category), x, one
unit for each sector, and extensions F and F_Y. An economy of one product for each activity is
written so. One with joint products is written as supply and use in one system: products and
activities are sectors, Z holds use in the columns of activities and supply in those of products.
Imports are a negative column of Y; by user they are the extension ``imports``. Incomes, labour and
stocks are extensions. What pymrio has no place for lies beside it in the folder ``commonweal``.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from commonweal.economy.economy import Economy
from commonweal.economy.importers.pymrio_keys import (
    IMPORTS,
    category_keys,
    is_symmetric,
    sector_keys,
)
from commonweal.economy.importers.pymrio_library import pymrio_library
from commonweal.economy.tables import write_tables
from commonweal.errors import EconomyError
from commonweal.writing import new_path

SIDECAR = "commonweal"
CARRIED = ("supply", "use", "final_use", "imports", "value_added", "labour", "capital")
EXTENSIONS = ("value_added", "labour", "capital")
WHOLE = "total"


def write_pymrio(economy: Economy, folder: str | Path) -> Path:
    """Write an economy as a folder that ``pymrio.load_all`` reads.

    Parameters
    ----------
    economy : what to write
    folder : folder to make

    Returns
    -------
    Path

    Raises
    ------
    EconomyError
        if pymrio is not installed, or the folder exists or cannot be written; nothing is left
        behind then
    """
    system = pymrio_system(economy)
    target = Path(folder)
    with new_path(target, EconomyError) as temporary:
        system.save_all(temporary, table_format="parquet")
        kept = {name: table for name, table in economy.tables().items() if name not in CARRIED}
        write_tables(economy.meta, kept, temporary / SIDECAR, "csv")
    return target


def pymrio_system(economy: Economy) -> Any:
    """An economy as a ``pymrio.IOSystem``.

    Parameters
    ----------
    economy : any

    Returns
    -------
    pymrio.IOSystem
        with Z, Y, x, unit and extensions; footprints are for pymrio to compute
    """
    library = pymrio_library()
    symmetric = is_symmetric(economy)
    sectors = sector_keys(economy)
    flows, final, output, units = _core(economy, sectors, symmetric)
    system = "io" if symmetric else "supply-use"
    meta = library.MRIOMetaData(
        name=economy.meta.name,
        description=f"{economy.meta.title}; written by Commonweal",
        system=system,
        version=str(economy.meta.year),
    )
    extensions = {name: _extension(library, economy, name, sectors) for name in EXTENSIONS}
    extensions["imports"] = _imports(library, economy, sectors)
    whole = library.IOSystem(Z=flows, Y=final, x=output, unit=units, meta=meta)
    for name, entry in extensions.items():
        if entry is not None:
            setattr(whole, name, entry)
    return whole


def _core(
    economy: Economy, sectors: dict[str, pd.MultiIndex], symmetric: bool
) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    """Z, Y, x and units."""
    products, activities = economy.products.index, economy.activities.index
    final_use, use, supply = economy.final_use, economy.use, economy.supply
    if symmetric:
        index = sectors["products"]
        flows = use.reindex(columns=products, fill_value=0.0).to_numpy()
        made = np.diag(supply.reindex(columns=products, fill_value=0.0).to_numpy())
        below = 0
        units = economy.products["unit"].tolist()
    else:
        index = sectors["products"].append(sectors["activities"])
        flows = np.zeros((len(index), len(index)))
        flows[: len(products), len(products) :] = use.to_numpy()
        flows[len(products) :, : len(products)] = supply.to_numpy().T
        made = np.concatenate([supply.sum(axis=1).to_numpy(), supply.sum(axis=0).to_numpy()])
        below = len(activities)
        units = [*economy.products["unit"], *economy.activities["unit"]]
    columns = category_keys(economy)
    values = final_use.to_numpy()
    if economy.has("imports"):
        columns = _with_imports(columns, economy)
        values = np.column_stack([values, -economy.imports_total.to_numpy()])
    values = np.vstack([values, np.zeros((below, values.shape[1]))])
    return (
        pd.DataFrame(flows, index=index, columns=index),
        pd.DataFrame(values, index=index, columns=columns),
        pd.DataFrame({"indout": made}, index=index),
        pd.DataFrame({"unit": units}, index=index),
    )


def _with_imports(keys: pd.MultiIndex, economy: Economy) -> pd.MultiIndex:
    """Keys of final use and, after them, that of the negative column of imports."""
    return pd.MultiIndex.from_tuples([*keys, (economy.meta.country, IMPORTS)], names=keys.names)


def _extension(
    library: Any, economy: Economy, name: str, sectors: dict[str, pd.MultiIndex]
) -> Any | None:
    frame = economy.tables().get(name)
    if frame is None:
        return None
    row = {"value_added": "inputtype", "labour": "labour_type", "capital": "asset"}[name]
    if name == "value_added":
        units = [economy.meta.currency] * len(frame)
    else:
        attributes = economy.labour_types if name == "labour" else economy.assets
        assert attributes is not None
        units = attributes.loc[frame.index, "unit"].tolist()
    values, columns = _by_sector(economy, frame, sectors)
    index = pd.Index(list(frame.index), name=row)
    return library.Extension(
        name=name,
        F=pd.DataFrame(values, index=index, columns=columns),
        unit=pd.DataFrame({"unit": units}, index=index),
    )


def _by_sector(
    economy: Economy, frame: pd.DataFrame, sectors: dict[str, pd.MultiIndex]
) -> tuple[NDArray[np.float64], pd.MultiIndex]:
    """Numbers by activity, as numbers by sector."""
    if is_symmetric(economy):
        own = frame.reindex(columns=economy.products.index, fill_value=0.0)
        return own.to_numpy(), sectors["products"]
    values = frame[list(economy.activities.index)].to_numpy()
    none = np.zeros((len(frame), len(sectors["products"])))
    return np.hstack([none, values]), sectors["products"].append(sectors["activities"])


def _imports(library: Any, economy: Economy, sectors: dict[str, pd.MultiIndex]) -> Any | None:
    """Imports by user as an extension: a row for each imported product."""
    imports = economy.imports
    if imports is None or list(imports.columns) == [WHOLE]:
        return None
    index = pd.Index(list(economy.products.index), name="imported")
    by_activity = imports[list(economy.activities.index)]
    values, columns = _by_sector(economy, by_activity, sectors)
    keys = _with_imports(category_keys(economy), economy)
    final = imports[list(economy.final_use.columns)].to_numpy()
    final = np.column_stack([final, np.zeros(len(final))])
    return library.Extension(
        name="imports",
        F=pd.DataFrame(values, index=index, columns=columns),
        F_Y=pd.DataFrame(final, index=index, columns=keys),
        unit=pd.DataFrame({"unit": economy.products["unit"].tolist()}, index=index),
    )
