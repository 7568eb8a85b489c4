"""The whole comparison of a small study, from the command line to the folder."""

from __future__ import annotations

import json
from pathlib import Path

import pandas as pd
import pytest

from commonweal.compare.scores import SCORES
from small_study import commonweal, write_small_study

Capture = pytest.CaptureFixture[str]


@pytest.fixture
def study(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A study of two years, in the folder where the command runs."""
    monkeypatch.chdir(tmp_path)
    return write_small_study(tmp_path / "small")


def grid_of(tmp_path: Path, names: tuple[str, ...], seeds: tuple[int, ...] = (1,)) -> Path:
    """The bundled grid with a few named closures and two switches, under its own hash."""
    from commonweal.compare.grid import BUNDLED, HASH, content_hash

    content = json.loads(BUNDLED.read_text(encoding="utf-8"))
    content["named"] = {name: content["named"][name] for name in names}
    content["axes"] = {"wages": content["axes"]["wages"]}
    content["switches"] = {name: content["switches"][name] for name in ("rent", "closure")}
    content["information"] |= {"coefficient_noise": 0.0, "seeds": list(seeds)}
    content[HASH] = content_hash(content)
    path = tmp_path / "grid.json"
    path.write_text(json.dumps(content), encoding="utf-8")
    return path


def test_a_comparison_is_published_whole(
    study: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    """Proves: the command ends well, its last line is the folder, every file is there, the working
    folder is gone, the steps of the waterfall add up to the plan in every figure, the artefact is
    run and counts in nothing, and the text says what is outside the models, what is assumed and
    where the market starts. Asked again for the same folder it refuses."""
    grid = grid_of(tmp_path, ("reference", "everybody rationed alike"))
    words = ["compare", study, "--scenario", "shorter", "--grid", grid, "--workers", "1"]
    code, out, err = commonweal(monkeypatch, capsys, *words, "--out", "done")
    assert code == 0, err
    assert out.splitlines()[-1] == "done"
    told = next(line for line in out.splitlines() if line.startswith("Part of closures in which"))
    # every year of the plan has its part: were the last alone told, it would be a chosen one
    assert [year for year in ("2021", "2022") if f"{year} " in told] == ["2021", "2022"]
    assert {path.name for path in Path("done").iterdir()} == {
        "closures.csv",
        "comparison.html",
        "comparison.xlsx",
        "grid.json",
        "indicators.csv",
        "ranking.csv",
        "run.json",
        "study.yaml",
        "waterfall.csv",
        "years.csv",
    }
    assert not list(Path().glob(".done*"))
    # the table that the terminal shows stands on the page as well, not in the workbook alone
    shown = Path("done/comparison.html").read_text(encoding="utf-8")
    assert shown.count('<section class="open">') == 2
    plan = pd.read_csv("done/ranking.csv").set_index("figure")["plan"]["needs_mean"]
    assert f'<td>Needs, prices</td><td class="n">{plan:.3f}</td>' in shown
    steps = pd.read_csv("done/waterfall.csv", index_col="step")
    for name in steps.columns:
        assert steps[name].iloc[:-1].sum() == pytest.approx(steps[name].iloc[-1], rel=1e-8), name
    closures = pd.read_csv("done/closures.csv", index_col="closure")
    assert len(closures) == 5
    assert closures[~closures["counts"]].index.tolist() == ["everybody rationed alike"]
    assert (closures["residual"] < 1e-9).all()
    for said in (
        "Outside both models: differences in effort, in invention",
        "firms that differ within a branch",
        "the efficient rate is the rate of growth",
        "Imports have the share in every use",
        "Start of the market: accounts as they are (accounts)",
        "counted in nothing, for they show a fault: everybody rationed alike",
    ):
        assert said in out
    assert "were run" not in out  # all seeds were
    again, _, report = commonweal(monkeypatch, capsys, *words, "--out", "done")
    assert again == 1
    assert "already exists" in report


def test_an_interrupted_comparison_ends_as_one_that_was_not(
    study: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    """Proves: stopped in the middle of the grid and called again, the folder has the bytes of an
    uninterrupted one, but for the record of when it was made."""
    import commonweal.compare.ensemble as ensemble

    grid = grid_of(tmp_path, ("reference", "no state"))
    words = ["compare", study, "--scenario", "shorter", "--grid", grid, "--workers", "1", "--quick"]
    assert commonweal(monkeypatch, capsys, *words, "--out", "whole")[0] == 0
    run, ran = ensemble.run_cell, []

    def stop_at_second(*arguments: object) -> object:
        if ran:
            raise KeyboardInterrupt
        ran.append(arguments)
        return run(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(ensemble, "run_cell", stop_at_second)
    assert commonweal(monkeypatch, capsys, *words, "--out", "part")[0] == 130
    assert not Path("part").exists()
    assert len(list(Path(".part.closures").iterdir())) == 1
    monkeypatch.setattr(ensemble, "run_cell", run)
    assert commonweal(monkeypatch, capsys, *words, "--out", "part")[0] == 0
    for path in Path("whole").iterdir():
        if path.name != "run.json":
            assert (Path("part") / path.name).read_bytes() == path.read_bytes(), path.name


def test_indicators_have_one_name_for_both_regimes(
    study: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    """Proves: every shared figure stands in the long table for the plan and for each closure, with
    the same name, unit and year; what only a market has begins with Market. The quick comparison
    says that it ran one of the two seeds."""
    grid = grid_of(tmp_path, ("reference",), seeds=(1, 2))
    words = ["compare", study, "--scenario", "shorter", "--grid", grid, "--workers", "1", "--quick"]
    code, out, _ = commonweal(monkeypatch, capsys, *words, "--out", "done")
    assert code == 0
    assert "its seeds [1, 2], of which [1] were run" in out
    frame = pd.read_csv("done/indicators.csv")
    titles = {score.title: score.unit for score in SCORES.values()}
    own = frame[~frame["variable"].str.startswith("Market|")]
    assert dict(zip(own["variable"], own["unit"], strict=True)) == titles
    assert set(frame["year"]) == {2022}
    plan = frame[frame["model"] == "Commonweal plan"]
    market = frame[frame["model"] == "Commonweal market"]
    assert set(plan["variable"]) == set(titles)
    assert set(titles) <= set(market["variable"])


@pytest.mark.parametrize(
    ("words", "what"),
    [
        (("--start", "account"), 'Did you mean "accounts"?'),
        (("--workers", "-1"), "-1 processes"),
        (("--grid", "small/study.yaml"), "no grid of closures"),
    ],
)
def test_bad_input_is_one_report(
    words: tuple[str, ...],
    what: str,
    study: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: Capture,
) -> None:
    """Proves: an unknown start, a negative number of processes or another file than a grid ends
    with exit code 1 and a report, before anything is computed or written."""
    code, _, err = commonweal(monkeypatch, capsys, "compare", study, *words, "--out", "done")
    assert code == 1
    assert what in err
    assert not list(Path().glob("*done*"))
