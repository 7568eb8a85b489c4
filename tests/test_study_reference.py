"""The documentation of the study's keys is the one of this version."""

import importlib.util
from pathlib import Path

SCRIPT = Path(__file__).parent.parent / "scripts" / "study_reference.py"


def _reference():
    spec = importlib.util.spec_from_file_location("study_reference", SCRIPT)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_documented_keys_are_current():
    """Proves: docs/study.md lists every key with today's meaning, unit, default and bounds.
    After a change of the model: python scripts/study_reference.py"""
    reference = _reference()
    page = reference.PAGE.read_text(encoding="utf-8")
    assert reference.renewed(page) == page
    assert "| `hours.at_least` | Fewest hours per worker" in page
    assert "| h/year | `1600` | > 0, ≤ 8784 |" in page
