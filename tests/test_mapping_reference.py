"""The documentation of the mapping's keys is the one of this version."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

SCRIPT = Path(__file__).parent.parent / "scripts" / "mapping_reference.py"


def _reference() -> ModuleType:
    spec = importlib.util.spec_from_file_location("mapping_reference", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_documented_keys_are_current() -> None:
    """Proves: docs/importers/generic.md lists every key with today's meaning and default.
    After a change of the model: python scripts/mapping_reference.py"""
    reference = _reference()
    page = reference.PAGE.read_text(encoding="utf-8")
    assert reference.renewed(page) == page
    assert "| `tables.<label>.row_labels` | Column with the labels of the rows" in page
    assert "| `totals.<entry>.within` |" in page
