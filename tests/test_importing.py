"""The command ``import``: what it writes, what it says, what it refuses."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from commonweal.economy.economy import differences
from commonweal.economy.importers import SOURCES, import_table
from commonweal.economy.tables import read_economy
from commonweal.errors import EconomyError
from commonweal.importing import import_to

sys.path.append(str(Path(__file__).parent / "economy" / "importers"))
import made_tables as made


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    """The command line."""
    command = [sys.executable, "-m", "commonweal.cli", "import", *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_import_writes_an_economy_and_says_what_it_did(tmp_path: Path) -> None:
    """Proves: the folder is the economy that the importer gave, and the output names what was
    read, assumed, reproduced and is missing, and what comes next."""
    mapping = made.write_plain(tmp_path)
    target = tmp_path / "economy"
    done = run("generic", str(tmp_path), str(target), "--mapping", str(mapping))
    assert done.returncode == 0, done.stderr
    for words in ("Read", "Assumed", "margins of 20", "Missing", "no labour", "supply by product"):
        assert words in done.stdout
    assert done.stdout.rstrip().endswith(f"Next: commonweal check {target}")
    economy = import_table("generic", tmp_path, {"mapping": str(mapping)}).economy
    assert differences(read_economy(target), economy) == []


def test_a_bad_file_is_one_report_and_nothing_is_written(tmp_path: Path) -> None:
    """Proves: exit code 1, a report without a traceback, no folder."""
    mapping = made.write_plain(tmp_path)
    file = tmp_path / "use.csv"
    file.write_text(file.read_text(encoding="utf-8").replace("99", "98"), encoding="utf-8")
    done = run("generic", str(tmp_path), str(tmp_path / "e"), "--mapping", str(mapping))
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert '"grain": use + final_use is 109, but "total" of use says 110' in done.stderr
    assert not (tmp_path / "e").exists()


def test_the_list_names_every_source() -> None:
    """Proves: every source and option is listed with its meaning."""
    done = run("--list")
    assert done.returncode == 0
    for name, source in SOURCES.items():
        assert name in done.stdout
        assert source.meaning in done.stdout
        for option in source.options:
            assert f"--option {option}=" in done.stdout


def test_arguments_that_are_missing_are_asked_for() -> None:
    """Proves: without a source the command says what to give."""
    done = run()
    assert done.returncode == 1
    assert "SOURCE, FILE and DIR" in done.stderr


@pytest.mark.parametrize(
    "source, path, options, words",
    [
        ("generc", ".", {}, 'no such source. Did you mean "generic"'),
        ("generic", "nowhere", {"mapping": "m"}, "nowhere: not found"),
        ("generic", ".", {"maping": "m"}, 'no such option. Did you mean "mapping"'),
        ("generic", ".", {}, "--mapping FILE"),
        ("generic", ".", {"mapping": "nowhere.yaml"}, "nowhere.yaml"),
    ],
)
def test_what_cannot_be_imported_is_said(
    source: str, path: str, options: dict[str, str], words: str
) -> None:
    """Proves: unknown sources, options and files are named with the nearest known one."""
    with pytest.raises(EconomyError) as caught:
        import_table(source, path, options)
    assert words in str(caught.value)


@pytest.mark.parametrize("settings", [["year"], ["=3"], ["year=1", "year=2"]])
def test_options_are_pairs_given_once(settings: list[str], tmp_path: Path) -> None:
    """Proves: an option without a value, or given twice, is refused before anything is read."""
    with pytest.raises(EconomyError, match=r"pair|twice"):
        import_to("nbs-china", str(tmp_path), tmp_path / "e", None, settings)


def test_a_folder_that_exists_is_not_written_over(tmp_path: Path) -> None:
    """Proves: an economy is never written over another."""
    mapping = made.write_plain(tmp_path)
    (tmp_path / "e").mkdir()
    with pytest.raises(EconomyError, match="already exists"):
        import_to("generic", str(tmp_path), tmp_path / "e", str(mapping), [])


def test_every_source_has_its_function() -> None:
    """Proves: the function of every source exists, so that none fails only when it is used."""
    from importlib import import_module

    for source in SOURCES.values():
        module = import_module(f"commonweal.economy.importers.{source.module}")
        assert callable(getattr(module, source.function))
