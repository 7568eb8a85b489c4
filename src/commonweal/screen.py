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
    """Print a small table; cells after the first are figures, at the right."""
    table = Table()
    for place, head in enumerate(heads):
        table.add_column(Text(head), justify="right" if place else "left")
    for row in rows:
        table.add_row(*(Text(cell) for cell in row))
    Console().print(table)


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
