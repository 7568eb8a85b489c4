"""The record of a run: what is always the same, what is not, and what is never told."""

import getpass
import json
import platform
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest

from commonweal.case.study import read_study
from commonweal.provenance import (
    Timings,
    file_hash,
    folder_hashes,
    installation,
    made_from,
    record,
    record_text,
    versions,
)

HASHES = {"programme": "b" * 64, "economy": "a" * 64}


def test_the_same_study_and_seed_give_the_same_bytes():
    """Proves: made_from holds no time, path or order of keys; a timestamp in it would differ."""
    one = record_text(made_from(read_study("china-2026"), HASHES, 7))
    two = record_text(made_from(read_study("china-2026"), dict(reversed(HASHES.items())), 7))
    assert one == two
    assert one != record_text(made_from(read_study("china-2026"), HASHES, 8))
    assert one != record_text(made_from(read_study("china-2026", "no-modern"), HASHES, 7))


def test_the_record_names_no_machine_user_or_folder(tmp_path):
    """Proves: a run folder can be published; the paths of its study stay at home."""
    path = tmp_path / "study.yaml"
    path.write_text(f"economy: {tmp_path}/mine\nyears: 2026\nprogramme: ./p\n", encoding="utf-8")
    text = record_text(record(read_study(path), hashes=HASHES))
    for private in (str(tmp_path), str(Path.home()), platform.node()):
        assert private not in text
    assert f'"{getpass.getuser()}"' not in text
    content = json.loads(text)
    assert content["made_from"]["study"]["economy"] == "mine"


def test_versions_are_those_installed():
    """Proves: the package and what it computes with are there, tools for development are not."""
    found = versions()
    assert {"commonweal", "linopy", "highspy", "numpy", "pandas", "ruamel.yaml"} <= set(found)
    assert not {"pytest", "ruff", "mypy"} & set(found)
    assert found["highspy"] == __import__("highspy").Highs().version()
    assert installation()["python"] == platform.python_version()


def test_timings_add_up_over_repeated_steps_and_failures():
    """Proves: a step that is done twice counts twice; one that fails is still timed."""
    timings = Timings()
    with timings.step("solve"):
        pass
    first = timings._seconds["solve"]
    with pytest.raises(RuntimeError), timings.step("solve"):
        raise RuntimeError
    with timings.step("certify"):
        pass
    assert timings._seconds["solve"] > first
    assert list(timings.seconds) == ["solve", "certify"]


def test_the_moment_is_told_in_utc():
    """Proves: 08:00 in Beijing is 00:00 UTC, and a moment without a zone is refused."""
    study = read_study("china-2026")
    moment = datetime(2026, 1, 2, 8, tzinfo=timezone(timedelta(hours=8)))
    content = record(study, hashes={}, finished=moment, timings=Timings())
    assert content["this_run"] == {"finished": "2026-01-02T00:00:00+00:00", "seconds": {}}
    with pytest.raises(ValueError, match="time zone"):
        record(study, hashes={}, finished=moment.replace(tzinfo=None))
    assert datetime.fromisoformat(record(study, hashes={})["this_run"]["finished"]).tzinfo == UTC


def test_a_record_never_holds_nan():
    """Proves: NaN, which is not JSON, is refused instead of written."""
    with pytest.raises(ValueError, match="JSON"):
        record_text({"x": float("nan")})


def test_hashes_of_files(tmp_path):
    """Proves: SHA-256 of the bytes: "abc" has the value of FIPS 180-2, appendix B.1."""
    (tmp_path / "plan").mkdir()
    (tmp_path / "plan" / "b.txt").write_bytes(b"abc")
    (tmp_path / "a.txt").write_bytes(b"")
    known = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    assert file_hash(tmp_path / "plan" / "b.txt") == known
    assert list(folder_hashes(tmp_path)) == ["a.txt", "plan/b.txt"]
    assert list(folder_hashes(tmp_path, without=frozenset({"a.txt"}))) == ["plan/b.txt"]
