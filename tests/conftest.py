"""Fixtures shared by all tests."""

from __future__ import annotations

import warnings
from pathlib import Path

import pytest
from hypothesis import settings

# How long an example takes is no property: a busy machine would make it fail.
settings.register_profile("no deadline", deadline=None)
settings.load_profile("no deadline")

RAW_DATA = Path(__file__).resolve().parents[2] / "shared" / "data"


@pytest.fixture(scope="session")
def raw_data() -> Path:
    """Folder of the raw tables; skips, and says so, where they are absent."""
    if not (RAW_DATA / "MANIFEST.csv").is_file():
        message = f"NOT TESTED: the raw tables are absent (expected in {RAW_DATA})"
        warnings.warn(message, stacklevel=2)
        pytest.skip(message)
    return RAW_DATA
