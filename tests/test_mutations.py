"""The mutations of ``verification/mutations`` still fit the source and the tests."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1]))

from verification.mutations.every import EVERY, chosen
from verification.mutations.mutation import PACKAGE, Mutation
from verification.mutations.run import copy_to, judge, refuse_another_package, table

WANTED = {"E0", *(f"T{n}" for n in range(1, 17) if n != 7)}
IDENTITIES = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii")


def test_every_mutation_fits_the_source_and_names_a_test() -> None:
    """Proves: the text that each mutation replaces stands in its file exactly once, and its test is
    there. A mutation of code that has moved on would prove nothing."""
    assert [problem for m in EVERY for problem in m.problems()] == []
    names = [m.name for m in EVERY]
    assert len(set(names)) == len(names)


def test_every_mechanism_has_its_mutation() -> None:
    """Proves: E0, T1 to T16, each identity and the check of each identity are broken at least once,
    and every source file stays Python when it is."""
    broken = {m.of for m in EVERY}
    assert broken >= WANTED
    assert broken >= {f"T7 ({name})" for name in IDENTITIES}
    assert broken >= {f"check ({name})" for name in IDENTITIES}
    root = Path(__file__).parents[1] / PACKAGE
    for m in EVERY:
        text = (root / m.file).read_text(encoding="utf-8")
        compile(text.replace(m.found, m.put), m.file, "exec")


def test_what_does_not_fit_is_told(tmp_path: Path) -> None:
    """Proves: text that is not there, a file or a test that is not there, and an unknown name are
    told; nothing is applied in part."""
    gone = Mutation("T1", "gone", "market/step.py", "no such text", "", "tests/gone.py::test_gone")
    assert gone.problems() == [
        "gone: its text stands 0 times in market/step.py, not once",
        "gone: no file tests/gone.py",
    ]
    with pytest.raises(ValueError, match="0 times"):
        gone.apply(Path(__file__).parents[1])
    with pytest.raises(ValueError, match="T99"):
        chosen(["T99"])
    assert {m.of for m in chosen(["T5"])} == {"T5"}


def test_a_mutation_is_noticed_in_a_copy_and_nowhere_else(tmp_path: Path) -> None:
    """Proves: in a copy the edit makes its test fail and one that changes nothing of substance does
    not; the source here stays as it is."""
    (mutation,) = chosen(["half of Hulten's sum"])
    before = (Path(__file__).parents[1] / PACKAGE / mutation.file).read_text(encoding="utf-8")
    copy_to(tmp_path)
    refuse_another_package(tmp_path)
    harmless = Mutation(
        "T14",
        "harmless",
        mutation.file,
        mutation.found,
        "return 1.0 * task_share * cost_saving",
        mutation.test,
    )
    verdicts = [judge(tmp_path, m) for m in (mutation, harmless)]
    assert [verdict.said for verdict in verdicts] == ["noticed", "NOT NOTICED"]
    assert "| T14 | half of Hulten's sum |" in table(verdicts)
    assert (tmp_path / PACKAGE / mutation.file).read_text(encoding="utf-8") == before
