"""Figures beside what is known from elsewhere, printed as tables in Markdown."""

from __future__ import annotations

from pathlib import Path

import pandas as pd


def read(folder: Path, name: str) -> pd.DataFrame:
    """One table of the economy, first column as index."""
    table = pd.read_csv(folder / f"{name}.csv")
    return table.set_index(table.columns[0])


def line(what: str, value: str, beside: str = "") -> None:
    """One row of a table in Markdown."""
    print(f"| {what} | {value} | {beside} |")


def head(title: str) -> None:
    """Heading and table head."""
    print(f"\n### {title}\n\n| what | here | beside |\n|---|---|---|")
