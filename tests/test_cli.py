"""The command line: exit codes, what is printed where, and that nothing half-done stays."""

from __future__ import annotations

import errno
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from commonweal.economy.tables import bundled_economies
from small_study import commonweal, small_plan, write_small_study

Call = Callable[..., tuple[int, str, str]]
CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f]")
ESCAPE = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")
COLOUR = re.compile(r"\x1b\[(?:\d+;)*(?:3[0-8]|4[0-8]|9[0-7])[;m]")
NAMED = {  # files that the documentation of the run folder names
    "run.json",
    "study.yaml",
    "inputs",
    "plan",
    "datapackage.json",
    "certificate.json",
    "indicators.csv",
    "report.html",
    "plan.xlsx",
}
CERTIFICATE = {
    "status",
    "objective",
    "bound",
    "relative_gap",
    "worst_relative_residual",
    "residuals",
    "solver",
    "not_unique",
}


@pytest.fixture
def call(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Call:
    """The command line within this process: exit code, output, error stream."""
    return lambda *words: commonweal(monkeypatch, capsys, *words)


@pytest.fixture(scope="module")
def study(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Folder of a small study."""
    return write_small_study(tmp_path_factory.mktemp("studies") / "small")


@pytest.fixture
def ready(monkeypatch: pytest.MonkeyPatch) -> None:
    """Skip solving: the plan of the small study is there already."""
    monkeypatch.setattr("commonweal.pipeline.make_plan", lambda *_: small_plan()[0])


@pytest.fixture
def no_solving(monkeypatch: pytest.MonkeyPatch) -> None:
    """Fail when anything is solved."""
    monkeypatch.setattr(
        "commonweal.pipeline.make_plan", lambda *_: pytest.fail("was solved before the refusal")
    )


@pytest.fixture(scope="module")
def published(study: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Any]:
    """A run folder made by the command in a process of its own, with what it printed."""
    place = tmp_path_factory.mktemp("published")
    done = _process("plan", study, "--out", "run", cwd=place)
    return place / "run", done


def _process(*words: object, **options: Any) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "commonweal.cli", *(str(word) for word in words)]
    return subprocess.run(command, capture_output=True, text=True, check=False, **options)


def test_a_plan_is_made_and_its_place_printed(published: tuple[Path, Any]) -> None:
    """Proves: exit code 0, the last line of the output is the run folder, the output has no
    control characters where it is piped, and every documented file is there."""
    folder, done = published
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[-1] == "run"
    assert not CONTROL.search(done.stdout)
    assert not CONTROL.search(done.stderr)
    assert {path.name for path in folder.iterdir()} == NAMED
    assert set(json.loads((folder / "certificate.json").read_text())) >= CERTIFICATE
    assert [path.name for path in folder.parent.iterdir()] == ["run"]


def test_progress_goes_to_the_error_stream(published: tuple[Path, Any]) -> None:
    """Proves: steps are told on the error stream, line by line where it is no window, and none of
    them on the output."""
    _, done = published
    steps = done.stderr.splitlines()
    assert steps[0] == "reading the study"
    assert "certifying" in steps
    assert not set(steps) & set(done.stdout.splitlines())


def test_certify_accepts_what_plan_wrote(published: tuple[Path, Any], call: Call) -> None:
    """Proves: a published run is accepted again from its files."""
    code, out, _ = call("certify", published[0])
    assert code == 0
    assert "Accepted, optimal" in out


def test_a_changed_plan_is_refused_with_reasons(
    published: tuple[Path, Any], call: Call, tmp_path: Path
) -> None:
    """Proves: a plan that produces one per cent more than it has inputs for ends with 3 and says
    which balances are broken; exit code 0 would call a forged plan certified."""
    folder = shutil.copytree(published[0], tmp_path / "run")
    _scale(folder / "plan" / "activity.parquet", 1.01)
    code, out, err = call("certify", folder)
    assert code == 3
    assert out == ""
    assert "plan/activity.parquet was changed after publication" in err
    assert err.count("\n  - ") > 1


def test_a_change_that_no_formula_sees_is_refused(
    published: tuple[Path, Any], call: Call, tmp_path: Path
) -> None:
    """Proves: an indicator that was changed by hand, and a file that was added, are found though
    the plan itself is still right. Comparing the formulas alone would accept them."""
    folder = shutil.copytree(published[0], tmp_path / "run")
    text = (folder / "indicators.csv").read_text()
    (folder / "indicators.csv").write_text(text.replace(",1.0\n", ",1.5\n", 1))
    (folder / "notes.txt").write_text("added")
    code, _, err = call("certify", folder)
    assert code == 3
    assert "indicators.csv was changed" in err
    assert "notes.txt was added" in err


def test_missing_files_are_bad_input(
    published: tuple[Path, Any], call: Call, tmp_path: Path
) -> None:
    """Proves: every missing file is named, with exit code 1; so is a folder that is no run."""
    folder = shutil.copytree(published[0], tmp_path / "run")
    (folder / "plan" / "build.parquet").unlink()
    (folder / "report.html").unlink()
    code, _, err = call("certify", folder)
    assert code == 1
    assert "2 problems" in err
    assert "build.parquet" in err
    assert "report.html" in err
    assert call("certify", tmp_path)[0] == 1


def _scale(path: Path, by: float) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    table = pq.read_table(path)
    frame = table.to_pandas()
    frame["value"] *= by
    changed = pa.Table.from_pandas(frame, preserve_index=False)
    pq.write_table(changed.replace_schema_metadata(table.schema.metadata), path)


@pytest.mark.usefixtures("ready")
def test_json_is_one_object_and_nothing_else(study: Path, call: Call, tmp_path: Path) -> None:
    """Proves: the output of --json is JSON as a whole: certificate and headline figures."""
    code, out, _ = call("plan", study, "--json", "--out", tmp_path / "run")
    summary = json.loads(out)
    assert code == 0
    assert set(summary["certificate"]) >= CERTIFICATE
    assert {"needs", "hours", "investment"} & set(summary["headline"])
    assert summary["run"] == str(tmp_path / "run")


@pytest.mark.parametrize(
    "words",
    [
        (),
        ("bogus",),
        ("plan",),
        ("certify",),
        ("plan", "china-2026", "--bogus"),
        ("plan", "china-2026", "--out"),
        ("plan", "china-2026", "more"),
    ],
)
def test_usage_errors_end_with_one(words: tuple[str, ...], call: Call) -> None:
    """Proves: what the parser refuses ends with 1 (bad input); its own code, 2, means infeasible.
    No traceback, and nothing on the output but help that was asked for."""
    code, out, err = call(*words)
    assert code == 1
    assert "Traceback" not in err
    assert (out + err).strip()


def test_help_ends_with_nought(call: Call) -> None:
    """Proves: --help is no error."""
    code, out, _ = call("plan", "--help")
    assert code == 0
    assert "--scenario" in out


@pytest.mark.usefixtures("no_solving")
@pytest.mark.parametrize(
    "words, expected",
    [
        (("--set", "hours.free_time_wieght=2"), "free_time_weight"),
        (("--set", "horus.at_least=1500", "--set", "years"), "key=value"),
        (("--set", "years=1990-1980"), "years"),
        (("--scenario", "shortr"), 'Did you mean "shorter"?'),
        (("--solver", "simplx"), "simplex"),
    ],
)
def test_a_typing_error_is_named_with_its_remedy(
    words: tuple[str, ...], expected: str, study: Path, call: Call, tmp_path: Path
) -> None:
    """Proves: an unknown key, scenario or solver ends with 1 and names the nearest known one."""
    code, out, err = call("plan", study, *words, "--out", tmp_path / "run")
    assert code == 1
    assert out == ""
    assert expected in err
    assert list(tmp_path.iterdir()) == []


def test_an_unknown_study_names_the_nearest(call: Call) -> None:
    """Proves: the name of a study that does not exist is answered with the nearest one."""
    code, _, err = call("plan", "china-2062")
    assert code == 1
    assert 'Did you mean "china-2026"?' in err


@pytest.mark.usefixtures("no_solving")
def test_an_existing_folder_is_refused_before_solving(
    study: Path, call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Proves: neither the folder named with --out nor the default one is written over, and that is
    said before minutes are spent on solving."""
    (tmp_path / "runs" / "small").mkdir(parents=True)
    monkeypatch.chdir(tmp_path)
    for words in ((), ("--out", tmp_path / "runs" / "small")):
        code, _, err = call("plan", study, *words)
        assert code == 1
        assert "already exists" in err
        assert "--out" in err
    (tmp_path / "file").write_text("kept")
    code, _, err = call("plan", study, "--out", "file/run")
    assert code == 1
    assert "is not a folder" in err
    assert (tmp_path / "file").read_text() == "kept"


@pytest.mark.usefixtures("no_solving")
def test_a_folder_that_may_not_be_written_is_refused_before_solving(
    study: Path, call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Proves: a place without the right to write is refused before solving, in one report."""
    monkeypatch.setattr(os, "access", lambda path, mode, **_: Path(path) != tmp_path)
    code, _, err = call("plan", study, "--out", tmp_path / "deep" / "run")
    assert code == 1
    assert "may not be written to" in err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.usefixtures("ready")
@pytest.mark.parametrize(
    "writer",
    [
        "commonweal.case.files.pq.write_table",
        "commonweal.plan.publish.write_report",
        "xlsxwriter.workbook.ZipFile",
        "commonweal.plan.publish.record_text",
    ],
)
def test_a_full_disk_leaves_nothing(
    writer: str, study: Path, call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Proves: a disk that fills up at the tables, the report, the workbook or the last file ends
    with 1 and one report; neither the run folder nor a temporary one stays."""

    def full(*_: Any, **__: Any) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    small_plan()
    monkeypatch.setattr(writer, full)
    code, out, err = call("plan", study, "--out", tmp_path / "deep" / "run")
    assert code == 1
    assert out == ""
    assert "No space left" in err
    assert err.count("problem") == 1
    assert list(tmp_path.iterdir()) == []


def test_a_full_disk_for_temporary_files_is_a_report(
    study: Path, call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Proves: no room where the certificate is computed ends in a report that names the folder and
    the remedy, not in a traceback."""

    def full(*_: Any) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr("commonweal.plan.make.write_solution", full)
    code, _, err = call("plan", study, "--scenario", "shorter", "--out", tmp_path / "run")
    assert code == 1
    assert "TMPDIR" in err
    assert list(tmp_path.iterdir()) == []


def test_an_impossible_study_ends_with_two(study: Path, call: Call, tmp_path: Path) -> None:
    """Proves: a fifth of the workers lost every year ends with 2 and a reason; nothing stays."""
    out = tmp_path / "run"
    code, printed, err = call("plan", study, "--scenario", "impossible", "--out", out)
    assert code == 2
    assert printed == ""
    assert "Traceback" not in err
    assert list(tmp_path.iterdir()) == []


def test_a_time_limit_ends_with_three(study: Path, call: Call, tmp_path: Path) -> None:
    """Proves: a solver that was stopped gives no plan; what it had so far is not published."""
    out = tmp_path / "run"
    code, printed, err = call("plan", study, "--set", "solver.time_limit=0.000001", "--out", out)
    assert code == 3
    assert printed == ""
    assert "Traceback" not in err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "place", ["commonweal.plan.make.solve", "commonweal.plan.publish.write_report"]
)
def test_an_interruption_leaves_nothing(
    place: str, study: Path, call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Proves: Ctrl-C while solving and while writing ends with 130 and leaves nothing."""

    def interrupted(*_: Any, **__: Any) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(place, interrupted)
    code, _, err = call("plan", study, "--scenario", "shorter", "--out", tmp_path / "run")
    assert code == 130
    assert "Interrupted; nothing was written." in err
    assert list(tmp_path.iterdir()) == []


def test_economies_is_readable_at_eighty_columns(
    call: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Proves: the list has one row per economy and no cell is broken into columns of letters; it
    ends with what to do next."""
    monkeypatch.setenv("COLUMNS", "80")
    code, out, _ = call("economies")
    assert code == 0
    table = [line for line in out.splitlines() if "│" in line]
    shipped = [meta.name for meta in bundled_economies()]
    assert [line.split("│")[1].strip() for line in table] == shipped
    assert {"china-2020", "usa-2023"} <= set(shipped)
    assert "Licence: " in out
    assert "Next: commonweal plan china-2026" in out


def test_a_narrow_window_is_readable(
    published: tuple[Path, Any],
    call: Call,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Proves: in a window of 60 columns no line is longer, unless it is one word such as a path,
    and words stay whole; NO_COLOR leaves no colour."""
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "60")
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("NO_COLOR", "1")
    shown = [
        call("economies")[1],
        call("certify", published[0])[1],
        call("plan", "china-2062")[2],
        call("check", write_small_study(tmp_path / "s"))[1],
    ]
    for text in shown:
        assert not COLOUR.search(text)
        lines = [ESCAPE.sub("", line.rpartition("\r")[2]).rstrip() for line in text.splitlines()]
        assert max(len(line) for line in lines if " " in line.strip(" -")) <= 60
    words = " ".join(ESCAPE.sub("", shown[0]).split())
    assert "National Bureau of Statistics of China, input-output tables 2020" in words


def test_a_reader_that_leaves_and_a_narrow_encoding_are_no_errors() -> None:
    """Proves: `commonweal economies | head -1` ends without a word, and an output that knows
    ASCII alone gets its text with other characters instead of a traceback."""
    command = [sys.executable, "-m", "commonweal.cli", "economies"]
    with subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONIOENCODING": "ascii"},
    ) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        running.stdout.close()
        assert running.stderr.read() == b""
    done = _process("economies", env={**os.environ, "PYTHONIOENCODING": "ascii"})
    assert done.returncode == 0
    assert done.stdout.isascii()


def test_help_is_quick() -> None:
    """Proves: the command line starts without the solver, the model library and the figures."""
    code = (
        "import sys, commonweal.cli;"
        "print(sorted({'linopy', 'highspy', 'plotly', 'pandas'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.slow
def test_the_bundled_study_is_planned_and_certified(tmp_path: Path) -> None:
    """Proves: `commonweal plan china-2026` ends with 0 and a folder that `certify` accepts; its
    indicators have one line per variable and year."""
    done = _process("plan", "china-2026", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    folder = tmp_path / "runs" / "china-2026"
    assert Path(done.stdout.splitlines()[-1]) == Path("runs/china-2026")
    assert {path.name for path in folder.iterdir()} == NAMED
    table = pd.read_csv(folder / "indicators.csv")
    assert not table.duplicated(["model", "scenario", "region", "variable", "year"]).any()
    assert _process("certify", folder).returncode == 0
