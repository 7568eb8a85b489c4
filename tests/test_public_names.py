"""The public names: few, importable, documented, and nothing heavy before they are used."""

from __future__ import annotations

import inspect
import subprocess
import sys

import pytest

import commonweal

MOST = 20  # names that a user must learn


def test_there_are_few() -> None:
    """Proves: at most twenty public names, each once, in order; dir() shows no others."""
    assert len(commonweal.__all__) <= MOST
    assert commonweal.__all__ == sorted(set(commonweal.__all__))
    assert dir(commonweal) == commonweal.__all__


@pytest.mark.parametrize("name", commonweal.__all__)
def test_each_is_there_and_documented(name: str) -> None:
    """Proves: a name in __all__ can be imported, has a docstring of its own, and is called what it
    is called where it is defined."""
    thing = getattr(commonweal, name)
    assert inspect.getdoc(thing)
    assert thing.__name__ == name
    assert thing.__module__.startswith("commonweal")


def test_typing_sees_the_same_names() -> None:
    """Proves: the names for type checkers, for importing and in __all__ are the same; one that is
    missing would work and be unknown to an editor."""
    assert sorted(commonweal._WHERE) == commonweal.__all__
    source = inspect.getsource(commonweal).partition("if TYPE_CHECKING:")[2].partition("_WHERE")[0]
    for name, module in commonweal._WHERE.items():
        (line,) = (text for text in source.splitlines() if f"commonweal.{module} import" in text)
        assert name in line.replace(",", " ").split()


def test_an_unknown_name_is_an_attribute_error() -> None:
    """Proves: hasattr and getattr work as with any module."""
    with pytest.raises(AttributeError, match="make_plans"):
        _ = commonweal.make_plans


def test_importing_the_package_is_quick() -> None:
    """Proves: `import commonweal` brings in none of the large libraries."""
    code = (
        "import sys, commonweal;"
        "print(sorted({'pandas', 'xarray', 'linopy', 'highspy', 'plotly'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
