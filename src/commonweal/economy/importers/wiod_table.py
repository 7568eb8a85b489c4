"""A world table of the WIOD 2013 release as it lies in files: blocks, codes, output.

Two layouts are read: a folder of Parquet and CSV files (``intermediate``, ``final_demand``,
``output``, ``regions``, ``industries``, ``final_demand_categories``), and the Excel book that the
project publishes (``wiotYY_row_aprNN.xlsx``).
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from commonweal.errors import EconomyError, Problems, suggestion

FILES = ("intermediate", "final_demand", "output", "regions", "industries")
LARGEST_BYTES = 200_000_000  # assumption: ten times a world table of the release
SHOWN = 10  # assumption: codes or cells named before the rest is only counted


@dataclass(frozen=True)
class WorldTable:
    """One world table.

    Parameters
    ----------
    regions, industries : code to name, in the order of the table
    intermediate : (region_industry, region_industry) deliveries to industries [million USD]
    final : (region_industry, region_category) deliveries to final use [million USD]
    output : (region_industry) gross output as printed [million USD]
    year : of the accounts, None where the files do not say
    read : what was read, a sentence each
    """

    regions: dict[str, str]
    industries: dict[str, str]
    intermediate: pd.DataFrame
    final: pd.DataFrame
    output: pd.Series[float]
    year: int | None
    read: tuple[str, ...]


def folder_table(folder: Path) -> WorldTable:
    """Read the layout of one file per block.

    Parameters
    ----------
    folder : with ``intermediate`` and ``final_demand`` (Parquet or CSV), ``output.csv``,
        ``regions.csv`` and ``industries.csv``

    Returns
    -------
    WorldTable

    Raises
    ------
    EconomyError
        with every file, code and cell that is wrong
    """
    problems = Problems()
    frames = {name: _frame(folder, name, problems) for name in FILES}
    problems.raise_if_any(EconomyError)
    found = {name: frame for name, frame in frames.items() if frame is not None}
    names = {name: _names(found[name], name, problems) for name in ("regions", "industries")}
    output = _block(found["output"], "output", ["gross_output"], problems)
    blocks = {
        name: _block(found[name], name, _columns(found[name]), problems)
        for name in ("intermediate", "final_demand")
    }
    problems.raise_if_any(EconomyError)
    digits = folder.name[-4:]
    return checked(
        WorldTable(
            regions=names["regions"],
            industries=names["industries"],
            intermediate=blocks["intermediate"],
            final=blocks["final_demand"],
            output=output["gross_output"],
            year=int(digits) if digits.isdigit() else None,
            read=(
                f"{folder.name}: intermediate {_size(blocks['intermediate'])}, "
                f"final_demand {_size(blocks['final_demand'])}, output {len(output)} rows.",
            ),
        )
    )


def _size(frame: pd.DataFrame) -> str:
    return f"{frame.shape[0]:,} x {frame.shape[1]:,}"


def _columns(frame: pd.DataFrame) -> list[str]:
    return [name for name in frame.columns if name != "code"]


def _frame(folder: Path, name: str, problems: Problems) -> pd.DataFrame | None:
    """Cells of one file, codes as text; None, and why, where it cannot be read."""
    paths = [folder / f"{name}{end}" for end in (".parquet", ".csv")]
    path = next((path for path in paths if path.is_file()), None)
    if path is None:
        problems.add(f"{name}.parquet", "the file is missing, and so is .csv", "Add it")
        return None
    frame: pd.DataFrame
    try:
        size = path.stat().st_size
        if size > LARGEST_BYTES:
            what = f"{size:,} bytes, more than the limit of {LARGEST_BYTES:,}"
            problems.add(path.name, what, "Check that this is a world table of the release")
            return None
        data = io.BytesIO(path.read_bytes())
        if path.suffix == ".parquet":
            # what pandas notes about columns is not needed, and may be damaged
            frame = pq.read_table(data).to_pandas(ignore_metadata=True)
        else:
            frame = pd.read_csv(data, dtype={"code": str}, keep_default_na=False, na_values=[""])
    except (OSError, ValueError, pa.ArrowException) as error:
        reason = str(error).splitlines()[0] if str(error) else type(error).__name__
        problems.add(path.name, f"cannot be read ({reason})", "Fetch the file again")
        return None
    if "code" not in frame.columns:
        what, fix = 'column "code" is missing', suggestion("code", frame.columns)
        problems.add(path.name, what, fix)
        return None
    twice = [str(name) for name in frame.columns[frame.columns.duplicated()]]
    if twice:
        problems.add(path.name, f'column "{twice[0]}" is there twice', "Keep one of them")
        return None
    return frame


def _names(frame: pd.DataFrame, name: str, problems: Problems) -> dict[str, str]:
    if "name" not in frame.columns:
        problems.add(f"{name}.csv", 'column "name" is missing', "Add the readable names")
        return {}
    rows = frame[["code", "name"]]
    if rows.isna().to_numpy().any() or rows["code"].duplicated().any():
        problems.add(f"{name}.csv", "a code is blank or there twice, or a name is blank", "Mend it")
    return {str(code): str(text) for code, text in rows.itertuples(index=False, name=None)}


def _block(
    frame: pd.DataFrame, name: str, columns: Sequence[str], problems: Problems
) -> pd.DataFrame:
    """Numbers of a block by code; a cell that is none is named."""
    absent = [column for column in columns if column not in frame.columns]
    if absent:
        problems.add(name, f'column "{absent[0]}" is missing', suggestion(absent[0], frame.columns))
        return pd.DataFrame(0.0, index=frame.index, columns=list(columns))
    values = frame[list(columns)].apply(pd.to_numeric, errors="coerce").to_numpy(dtype=float)
    codes = [str(code) for code in frame["code"]]
    wrong = np.argwhere(~np.isfinite(values))
    for row, column in wrong[:SHOWN]:
        cell = frame[columns[column]].iloc[row]
        where = f'{name} row "{codes[row]}", column "{columns[column]}"'
        problems.add(where, f"{cell!r} is not a number", "Write the number, 0 if there is none")
    if len(wrong) > SHOWN:
        problems.add(name, f"{len(wrong)} cells are not numbers", "Mend them in the same way")
    return pd.DataFrame(values, index=codes, columns=[str(column) for column in columns])


def checked(table: WorldTable) -> WorldTable:
    """The table, its rows and columns in one order.

    Raises
    ------
    EconomyError
        where a code is missing, unknown or there twice, or an input or an output is negative
    """
    problems = Problems()
    codes = [f"{r}_{i}" for r in table.regions for i in table.industries]
    final = [name for name in table.final.columns if name.split("_")[0] in table.regions]
    for where, found in (
        ("intermediate, rows", table.intermediate.index),
        ("intermediate, columns", table.intermediate.columns),
        ("final_demand, rows", table.final.index),
        ("output, rows", table.output.index),
    ):
        _same_codes(where, [str(code) for code in found], codes, problems)
    for name in table.final.columns.difference(final):
        fix = suggestion(name.split("_")[0], table.regions)
        problems.add(f'final_demand, column "{name}"', "names no region", fix)
    problems.raise_if_any(EconomyError)
    use = table.intermediate.loc[codes, codes]
    inputs = use.to_numpy()
    for row, column in np.argwhere(inputs < 0)[:SHOWN]:
        where = f'intermediate row "{codes[row]}", column "{codes[column]}"'
        problems.add(where, f"{inputs[row, column]:g} is negative", "Check the sign in the source")
    for code in table.output.index[table.output < 0]:
        what = f"{table.output[code]:g} is negative"
        problems.add(f'output row "{code}"', what, "Check the sign in the source")
    problems.raise_if_any(EconomyError)
    return WorldTable(
        table.regions,
        table.industries,
        use,
        table.final.loc[codes],
        table.output.loc[codes],
        table.year,
        table.read,
    )


def _same_codes(where: str, found: list[str], wanted: list[str], problems: Problems) -> None:
    known, given = set(wanted), set(found)
    for code in [code for code in found if code not in known][:SHOWN]:
        problems.add(where, f'unknown code "{code}"', suggestion(code, wanted))
    absent = [code for code in wanted if code not in given]
    if absent:
        more = f" and {len(absent) - 1} more" if len(absent) > 1 else ""
        problems.add(where, f'code "{absent[0]}"{more} is missing', "The file may be cut off")
    if len(found) > len(given):
        problems.add(where, f"{len(found) - len(given)} codes are there twice", "Keep one of each")
