"""Files and folders appear whole or not at all."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from commonweal.errors import EconomyError, RunFolderError
from commonweal.writing import new_path, refuse_existing, refuse_unwritable


def _write_and_raise(
    target: Path, failure: BaseException | None, theirs: Path | None = None
) -> None:
    """Write a folder; meanwhile somebody else may write a file; then fail."""
    with new_path(target, RunFolderError) as temporary:
        temporary.mkdir()
        (temporary / "a").write_text("a")
        if theirs is not None:
            theirs.write_text("theirs")
        if failure is not None:
            raise failure


def test_a_folder_appears_when_it_is_whole(tmp_path: Path) -> None:
    """Proves: the target is absent while it is written and complete afterwards; folders above it
    are made. A plain mkdir would show a folder without its file."""
    target = tmp_path / "runs" / "deep" / "one"
    with new_path(target) as temporary:
        temporary.mkdir()
        (temporary / "a").write_text("a")
        assert not target.exists()
    assert (target / "a").read_text() == "a"
    assert [path.name for path in target.parent.iterdir()] == ["one"]


@pytest.mark.parametrize("failure", [ValueError("no"), KeyboardInterrupt()])
def test_a_failure_leaves_nothing(tmp_path: Path, failure: BaseException) -> None:
    """Proves: neither the target, nor a temporary folder, nor folders made for it stay after a
    failure or an interruption. Without the clean-up "runs" would hold ".one.xxxx"."""
    with pytest.raises(type(failure)):
        _write_and_raise(tmp_path / "runs" / "one", failure)
    assert list(tmp_path.iterdir()) == []


def test_folders_that_others_use_stay(tmp_path: Path) -> None:
    """Proves: a folder made for a failed target stays when somebody put a file into it meanwhile.
    Removing it with its content would lose that file."""
    with pytest.raises(ValueError):
        _write_and_raise(tmp_path / "runs" / "one", ValueError(), tmp_path / "runs" / "other")
    assert (tmp_path / "runs" / "other").read_text() == "theirs"


def test_a_full_disk_is_one_report(tmp_path: Path) -> None:
    """Proves: an error of the disk becomes the caller's report with path and reason, and nothing
    stays. Passed on as OSError it would be a traceback."""
    with pytest.raises(RunFolderError) as caught:
        _write_and_raise(tmp_path / "r", OSError(errno.ENOSPC, os.strerror(errno.ENOSPC)))
    assert str(tmp_path / "r") in str(caught.value)
    assert "No space left" in str(caught.value)
    assert list(tmp_path.iterdir()) == []


def test_what_exists_is_never_replaced(tmp_path: Path) -> None:
    """Proves: a file, an empty folder and a link to nowhere are refused; renaming alone would
    replace the first two without a word."""
    (tmp_path / "file").write_text("kept")
    (tmp_path / "folder").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "nowhere")
    for name in ("file", "folder", "link"):
        with pytest.raises(EconomyError, match="already exists"):
            refuse_existing(tmp_path / name)
        with pytest.raises(EconomyError, match="already exists"), new_path(tmp_path / name):
            pytest.fail("was allowed to write")
    assert (tmp_path / "file").read_text() == "kept"


def test_what_came_into_being_meanwhile_is_not_replaced(tmp_path: Path) -> None:
    """Proves: a file that another programme made during the work stays as it is."""
    target = tmp_path / "book.xlsx"
    with pytest.raises(RunFolderError, match="already exists"):
        _write_and_raise(target, None, target)
    assert target.read_text() == "theirs"
    assert [path.name for path in tmp_path.iterdir()] == ["book.xlsx"]


def test_an_impossible_place_is_refused_before_the_work(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Proves: a file in place of a folder, and a folder without the right to write, are seen
    beforehand, also some levels up; a possible place passes and nothing is made."""
    (tmp_path / "file").write_text("")
    with pytest.raises(EconomyError, match="is not a folder"):
        refuse_unwritable(tmp_path / "file" / "deep" / "run")
    refuse_unwritable(tmp_path / "deep" / "run")
    assert [path.name for path in tmp_path.iterdir()] == ["file"]
    monkeypatch.setattr(os, "access", lambda path, mode: Path(path) != tmp_path)
    with pytest.raises(EconomyError, match="may not be written to"):
        refuse_unwritable(tmp_path / "deep" / "run")
