"""The order of rows, columns and files has no meaning."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from commonweal.economy.checks import check_economy
from commonweal.economy.economy import Economy, differences
from commonweal.economy.schema import load_schema
from commonweal.economy.tables import read_economy, write_economy
from economies import small_economy, small_meta, small_tables


@pytest.mark.parametrize("seed", range(5))
def test_shuffled_tables_in_memory(seed: int) -> None:
    """Proves: labels join the tables. Joined by position, steel would get the inputs of care."""
    rng = np.random.default_rng(seed)
    shuffled = {}
    for name, table in small_tables().items():
        mixed = table.iloc[rng.permutation(len(table))]
        mixed = mixed.iloc[:, rng.permutation(table.shape[1])]
        if load_schema().tables[name].shape == "long":
            mixed = mixed.reset_index(drop=True)
        shuffled[name] = mixed
    names = list(shuffled)
    order = [names[position] for position in rng.permutation(len(names))]
    economy = Economy.from_tables(small_meta(), {name: shuffled[name] for name in order})
    assert economy == small_economy()
    assert differences(economy, small_economy()) == []
    assert check_economy(economy) == []


def test_shuffled_files(tmp_path: Path) -> None:
    """Proves: rows and columns of files may stand in any order, the label column as well; where
    another table has the labels, the frames are identical."""
    folder = write_economy(small_economy(), tmp_path / "small")
    for path in folder.glob("*.csv"):
        table = pd.read_csv(path, dtype=str, keep_default_na=False)
        ordered_by_itself = path.stem == "value_added"
        if load_schema().tables[path.stem].shape != "attributes" and not ordered_by_itself:
            table = table.iloc[::-1]
        table.iloc[:, ::-1].to_csv(path, index=False)
    economy = read_economy(folder)
    assert economy.hash == small_economy().hash
    for name, table in economy.tables().items():
        pd.testing.assert_frame_equal(table, small_economy().tables()[name])
