"""Small damage to files: a cell, a label, a row, a byte at a time, out of a seed.

COMMONWEAL_FUZZ_SEED in the environment, a whole number, gives other copies.
"""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Iterator
from pathlib import Path
from random import Random

CELLS = (
    "", " ", "0", "-1", "1e9", "nan", "inf", "-inf", "1,5", "1.5.2", "x", "#REF!", "..", "-",
    "True", "2020-01-05", "1_000", "0x10", "\u0663", "1e400", "12 p", '"', "=A1", "\u2212 3",
    "NULL", "1/2",
)  # fmt: skip
OTHER = int(os.environ.get("COMMONWEAL_FUZZ_SEED", "0"))
FACTORS = (0.0, -1.0, 0.001, 1000.0, 1.01, 2.0, 1.0001)
UNITS = {"million": "billion", "billion": "million", "thousand": "million", "10k": "million"}


def text_mutations(data: bytes, seed: int, number: int) -> Iterator[tuple[str, bytes]]:
    """Damaged copies of a CSV or YAML file, each with what was done.

    Parameters
    ----------
    data : the file
    seed : the same seed gives the same copies
    number : how many
    """
    random = Random(f"{seed} {OTHER}")
    kinds = (cell, cell, scaled, row_gone, row_twice, column_gone, swapped, byte, byte, unit, cut)
    given = 0
    while given < number:
        kind = random.choice(kinds)
        found = kind(data, random)
        if found is not None and found[1] != data:
            given += 1
            yield found


def _rows(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8"), newline="")))


def _bytes(rows: list[list[str]]) -> bytes:
    buffer = io.StringIO()
    csv.writer(buffer, lineterminator="\n").writerows(rows)
    return buffer.getvalue().encode()


def _spot(rows: list[list[str]], random: Random) -> tuple[int, int] | None:
    row = random.randrange(len(rows))
    return (row, random.randrange(len(rows[row]))) if rows[row] else None


def cell(data: bytes, random: Random) -> tuple[str, bytes] | None:
    """One cell, label or heading replaced by something else."""
    rows = _rows(data)
    spot = _spot(rows, random)
    if spot is None:
        return None
    new = random.choice(CELLS)
    was, rows[spot[0]][spot[1]] = rows[spot[0]][spot[1]], new
    return f"cell {spot}: {was!r} -> {new!r}", _bytes(rows)


def scaled(data: bytes, random: Random) -> tuple[str, bytes] | None:
    """One number multiplied."""
    rows = _rows(data)
    spot = _spot(rows, random)
    if spot is None:
        return None
    was = rows[spot[0]][spot[1]]
    try:
        number = float(was)
    except ValueError:
        return None
    rows[spot[0]][spot[1]] = repr(number * random.choice(FACTORS))
    return f"cell {spot}: {was} -> {rows[spot[0]][spot[1]]}", _bytes(rows)


def row_gone(data: bytes, random: Random) -> tuple[str, bytes] | None:
    """One row left out."""
    lines = data.splitlines(keepends=True)
    at = random.randrange(len(lines))
    return f"row {at} gone", b"".join(lines[:at] + lines[at + 1 :])


def row_twice(data: bytes, random: Random) -> tuple[str, bytes] | None:
    """One row repeated."""
    lines = data.splitlines(keepends=True)
    at = random.randrange(len(lines))
    return f"row {at} twice", b"".join(lines[: at + 1] + lines[at:])


def column_gone(data: bytes, random: Random) -> tuple[str, bytes] | None:
    """One column left out."""
    rows = _rows(data)
    width = max(map(len, rows))
    if width < 2:
        return None
    at = random.randrange(width)
    return f"column {at} gone", _bytes([row[:at] + row[at + 1 :] for row in rows])


def swapped(data: bytes, random: Random) -> tuple[str, bytes] | None:
    """Two cells exchanged, such as two labels."""
    rows = _rows(data)
    one, other = _spot(rows, random), _spot(rows, random)
    if one is None or other is None:
        return None
    a, b = rows[one[0]][one[1]], rows[other[0]][other[1]]
    rows[one[0]][one[1]], rows[other[0]][other[1]] = b, a
    return f"cells {one} and {other} swapped", _bytes(rows)


def byte(data: bytes, random: Random) -> tuple[str, bytes] | None:
    """One byte replaced."""
    at, new = random.randrange(len(data)), random.randrange(256)
    return f"byte {at}: {data[at]} -> {new}", data[:at] + bytes([new]) + data[at + 1 :]


def unit(data: bytes, random: Random) -> tuple[str, bytes] | None:
    """One multiplier of a unit exchanged."""
    text = data.decode("utf-8")
    there = [word for word in UNITS if word in text]
    if not there:
        return None
    word = random.choice(there)
    return f"unit {word} -> {UNITS[word]}", text.replace(word, UNITS[word], 1).encode()


def cut(data: bytes, random: Random) -> tuple[str, bytes] | None:
    """The file cut off."""
    at = random.randrange(len(data))
    return f"cut at {at}", data[:at]


def byte_mutations(data: bytes, seed: int, number: int) -> Iterator[tuple[str, bytes]]:
    """Damaged copies of a file that is no text: a byte, a piece, an end."""
    random = Random(f"{seed} {OTHER}")
    given = 0
    while given < number:
        found = random.choice((byte, byte, cut))(data, random)
        if found is not None and found[1] != data:
            given += 1
            yield found


def files_of(folder: Path) -> list[Path]:
    """The files of a folder, in order."""
    return sorted(path for path in folder.rglob("*") if path.is_file())
