"""What is shown: wrapped in a window, whole elsewhere, never read as markup."""

from __future__ import annotations

import re

import pytest

from commonweal.screen import complain, say, show_table

LONG = "  - --set pace.u=3, pace.u: there is no such key. Did you mean the other one, pace.up?"
PATH = "Next: open " + "/".join(["a-folder-with-a-long-name"] * 4)


def _window(monkeypatch: pytest.MonkeyPatch, columns: int) -> None:
    for name, value in {"FORCE_COLOR": "1", "NO_COLOR": "1", "COLUMNS": str(columns)}.items():
        monkeypatch.setenv(name, value)


def test_a_window_wraps_between_words(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Proves: in 40 columns a point of a list goes on under its first word, four columns in, and
    a path stays on one line, so that it can be copied."""
    _window(monkeypatch, 40)
    say(LONG, PATH)
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("  - --set pace.u=3")
    assert lines[1].startswith("    ")
    assert lines[1][4] != " "
    assert lines[-1] == PATH.removeprefix("Next: open ")
    assert all(len(line) <= 40 for line in lines[:-1])


def test_a_pipe_gets_whole_lines(capsys: pytest.CaptureFixture[str]) -> None:
    """Proves: without a window a sentence is one line, so that grep finds it, and the error stream
    is apart from the output."""
    say(LONG)
    complain(PATH)
    out, err = capsys.readouterr()
    assert out == LONG + "\n"
    assert err == PATH + "\n"


def test_brackets_are_text(capsys: pytest.CaptureFixture[str]) -> None:
    """Proves: a title such as "[bold]" or "[/]" is shown as it stands; as markup the first would
    vanish and the second raise."""
    say("[bold]x[/]", bold=True)
    show_table(["[red]"], [["[/]"]])
    out = capsys.readouterr().out
    assert "[bold]x[/]" in out
    assert "[red]" in out
    assert "[/]" in out


HEADS = ("Link", "Claimed", "As claimed", "Neither", "Opposite", "Median", "Range", "Verdict")
ROW = ("Hours of work", "falls", "12", "3", "9", "-3.2", "-12.3 to +45.6", "it depends")


@pytest.mark.parametrize("columns", [40, 60, 80, 100, 140])
def test_a_narrow_window_breaks_no_figure(
    columns: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Proves: in every width no line is wider than the window, and each figure stands whole beside
    its name. In one table of 80 columns "-12.3 to +45.6" was broken over three lines."""
    _window(monkeypatch, columns)
    show_table(HEADS, [ROW, ("Hours of development that somebody works", *ROW[1:])])
    lines = re.sub(r"\x1b\[[0-9;]*m", "", capsys.readouterr().out).splitlines()
    assert all(len(line) <= columns for line in lines)
    for cell in ROW:
        assert any(cell in line for line in lines), cell
    assert sum("Hours of work" in line for line in lines) == sum("Link" in line for line in lines)


def test_a_wide_window_has_one_table(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Proves: where all columns fit, heads stand in one line of one table; 80 columns take two."""
    for columns, tables in ((100, 1), (80, 2)):
        _window(monkeypatch, columns)
        show_table(HEADS, [ROW])
        out = capsys.readouterr().out
        assert out.count("Link") == tables
    _window(monkeypatch, 100)
    show_table(HEADS, [ROW])
    assert "As claimed" in capsys.readouterr().out


def test_room_that_is_left_goes_to_heads(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Proves: where one table lacks a single character in 80 columns, heads take two lines. Broken
    at every word "Hours per million CNY2020" would take four, with half of the window empty."""
    _window(monkeypatch, 80)
    heads = ("Product", "Hours per million CNY2020", "Value / price", "x")
    show_table(heads, [("Chemicals, medicines and plastics", "16,660", "0.92", "1")])
    lines = re.sub(r"\x1b\[[0-9;]*m", "", capsys.readouterr().out).splitlines()
    assert len(lines) == 6  # three rules, two lines of heads, one row
    assert "Chemicals, medicines and plastics" in lines[-2]


def test_names_give_way_to_figures(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Proves: seven columns of a comparison stand in one table of 80 columns, the name broken and
    the range whole. Columns of equal rights broke "88.7 % to 95.1 %" before its last sign."""
    _window(monkeypatch, 80)
    heads = ("Figure", "Plan", "Errors", "Median", "Range of the market", "Best", "Ahead")
    figures = ("100.0 %", "100.0 %", "91.6 %", "88.7 % to 95.1 %", "94.4 %", "100 %")
    show_table(heads, [("Needs, poorest class", *figures)])
    lines = capsys.readouterr().out.splitlines()
    assert sum("Needs," in line for line in lines) == 1
    assert any(all(figure in line for figure in figures) for line in lines)
