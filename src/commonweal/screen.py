"""What the command line shows: sentences wrapped to the window, results that can be piped.

Results go to the output, everything else to the error stream. Where the output is no window,
lines are not wrapped and carry no control characters.
"""

from __future__ import annotations

import io
import re
import sys
import textwrap
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

NAMES = (11, 18)  # assumption: a column of names narrower than this is hard to read
FRAME = 3  # characters around a cell


def say(*lines: str, bold: bool = False) -> None:
    """Print lines to the output."""
    _print(Console(), lines, "bold" if bold else "")


def complain(text: str) -> None:
    """Print a report to the error stream."""
    _print(Console(stderr=True), text.splitlines(), "")


def _print(console: Console, lines: Sequence[str], style: str) -> None:
    for line in lines:
        text = _wrapped(line, console.width) if console.is_terminal else line
        console.print(Text(text, style), soft_wrap=True)


def _wrapped(line: str, width: int) -> str:
    """A line broken between words, the rest under its first word; paths stay whole."""
    bullet = re.match(r" *(- )?", line)
    start = bullet[0] if bullet else ""
    return textwrap.fill(
        line.removeprefix(start),
        width,
        initial_indent=start,
        subsequent_indent=" " * len(start),
        break_long_words=False,
        break_on_hyphens=False,
    )


def show_table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Print a small table; cells after the first are figures, at the right.

    Figures are never broken; heads and first cells are. Where the window is too narrow for all
    columns, the rest follow in another table with the same first cells.
    """
    console = Console()
    widths, parts = _laid_out(heads, rows, console.width)
    for places in parts:
        _ease(widths, heads, places, console.width)
        table = Table()
        table.add_column(Text(heads[0]), justify="left", overflow="fold")
        for place in places:
            head = "\n".join(textwrap.wrap(heads[place], widths[place]))
            table.add_column(Text(head), justify="right", no_wrap=True, overflow="fold")
        for row in rows:
            table.add_row(*(Text(row[place]) for place in (0, *places)))
        console.print(table)


def _laid_out(
    heads: Sequence[str], rows: Sequence[Sequence[str]], room: int
) -> tuple[list[int], list[list[int]]]:
    """Width of every column, and the columns after the first in as many tables as it takes."""
    columns = [(head, *(row[n] for row in rows)) for n, head in enumerate(heads)]
    whole = [max(map(len, column)) for column in columns]
    if sum(whole) + FRAME * len(whole) + 1 <= room:
        return whole, [list(range(1, len(heads)))]
    words = max((len(word) for cell in columns[0] for word in cell.split()), default=0)
    names = min(whole[0], max(NAMES[0], min(NAMES[1], words)))
    widths = [whole[0]]
    for head, *cells in columns[1:]:
        widths.append(max(map(len, (*cells, *head.split())), default=1))
    used = start = names + FRAME + 1
    parts: list[list[int]] = [[]]
    for place in range(1, len(widths)):
        if parts[-1] and used + widths[place] + FRAME > room:
            parts.append([])
            used = start
        parts[-1].append(place)
        used += widths[place] + FRAME
    return widths, parts


def _ease(widths: list[int], heads: Sequence[str], places: Sequence[int], room: int) -> None:
    """Give room that a table leaves to the columns whose heads have most lines, in place."""
    left = room - 1 - sum(widths[n] + FRAME for n in (0, *places))
    while left > 0 and places:
        deepest = max(places, key=lambda n: len(textwrap.wrap(heads[n], widths[n])))
        if widths[deepest] >= len(heads[deepest]):
            return
        widths[deepest] += 1
        left -= 1


@contextmanager
def progress(first: str) -> Iterator[Callable[[str], Any]]:
    """Show what is being done, on the error stream: one line per step where it is no window."""
    console = Console(stderr=True)
    if not console.is_terminal:
        yield complain
        return
    with console.status(Text(first)) as status:
        yield lambda text: status.update(Text(text))


def print_whole(text: str) -> None:
    """Print text as it stands, with nothing added but the end of the line."""
    sys.stdout.write(text + "\n")


def survive_narrow_encodings() -> None:
    """Let streams that lack a character show another for it, instead of failing after the work."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
