"""A run that is killed goes on as if nothing had been."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from made_large_economies import random_economy

from commonweal.errors import RunFolderError
from commonweal.plan.two_level.method import Settings, plan_large
from commonweal.plan.two_level.spread import Here
from commonweal.plan.two_level.state import load_state

TABLES = ("levels.parquet", "prices.parquet", "uses.csv", "scarce.csv", "history.csv")
FINE = Settings(gap=1e-6)


def command(out: Path, state: Path | None) -> list[str]:
    """The command line of a small economy."""
    options = ["large", "1500", "--inputs", "10", "--gap", "1e-6", "--out", str(out)]
    options += [] if state is None else ["--state", str(state)]
    return [sys.executable, "-c", "from commonweal.cli import main; main()", *options]


@pytest.mark.slow
def test_a_killed_process_is_taken_up(tmp_path: Path) -> None:
    """Proves: a process killed by signal 9 after its third round leaves a whole state and no
    run folder; the same command then goes on from there, and ends with the bytes of a run that was
    never killed."""
    state, out = tmp_path / "state.npz", tmp_path / "killed"
    process = subprocess.Popen(command(out, state), stderr=subprocess.PIPE, text=True)
    assert process.stderr is not None
    for line in process.stderr:
        if line.startswith("round 3"):
            os.kill(process.pid, signal.SIGKILL)
            break
    process.stderr.close()
    assert process.wait() == -signal.SIGKILL
    assert state.exists()
    assert not out.exists()
    again = subprocess.run(command(out, state), capture_output=True, text=True, check=True)
    rounds = [line for line in again.stderr.splitlines() if line.startswith("round")]
    assert not any(line.startswith(("round 1:", "round 2:", "round 3:")) for line in rounds)
    whole = tmp_path / "whole"
    subprocess.run(command(whole, None), capture_output=True, check=True)
    for name in TABLES:
        assert (out / name).read_bytes() == (whole / name).read_bytes(), name


@pytest.mark.parametrize("stop", [1, 4])
def test_an_interruption_at_any_round(tmp_path: Path, stop: int) -> None:
    """Proves: stopped in the middle of the report of any round, and taken up, plan and history are
    those of a run in one go."""
    economy = random_economy(5, 50, years=2)
    whole = plan_large(economy, Here(1), FINE)
    state = tmp_path / "state.npz"

    def interrupt(sentence: str) -> None:
        if sentence.startswith(f"round {stop}:"):
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        plan_large(economy, Here(1), FINE, state, interrupt)
    again = plan_large(economy, Here(1), FINE, state)
    np.testing.assert_array_equal(again.plan.levels, whole.plan.levels)
    np.testing.assert_array_equal(again.plan.prices, whole.plan.prices)
    assert [line["bound"] for line in again.history] == [line["bound"] for line in whole.history]


def test_a_finished_state_is_not_run_again(tmp_path: Path) -> None:
    """Proves: what has reached its gap asks the industries no more; only the repair is done."""
    economy = random_economy(5, 40)
    state = tmp_path / "state.npz"
    plan_large(economy, Here(1), FINE, state)
    before = state.read_bytes()
    told: list[str] = []
    plan_large(economy, Here(1), FINE, state, told.append)
    assert told == []
    assert state.read_bytes() == before


def test_another_economy_takes_no_state_of_this_one(tmp_path: Path) -> None:
    """Proves: with a limit changed by a millionth, or another gap, the state is refused: its
    answers would be wrong."""
    economy = random_economy(5, 40)
    state = tmp_path / "state.npz"
    plan_large(economy, Here(1), FINE, state)
    other = replace(economy, limits=economy.limits * (1 + 1e-6))
    with pytest.raises(RunFolderError, match="another economy"):
        plan_large(other, Here(1), FINE, state)
    with pytest.raises(RunFolderError, match="another economy"):
        plan_large(economy, Here(1), Settings(gap=1e-5), state)


@pytest.mark.parametrize("share", [0.0, 0.5])
def test_a_damaged_state_is_told(tmp_path: Path, share: float) -> None:
    """Proves: a state that was cut off is a problem with its mending, and no fresh start in
    silence."""
    economy = random_economy(5, 40)
    state = tmp_path / "state.npz"
    plan_large(economy, Here(1), FINE, state)
    whole = state.read_bytes()
    state.write_bytes(whole[: int(len(whole) * share)])
    with pytest.raises(RunFolderError, match="damaged"):
        load_state(state, "any")


def test_a_state_that_cannot_be_written(tmp_path: Path) -> None:
    """Proves: where the state's folder is a file, the run ends with a report; nothing is left."""
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(RunFolderError, match="cannot be written"):
        plan_large(random_economy(5, 40), Here(1), FINE, tmp_path / "file" / "state.npz")
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_a_folder_is_no_state(tmp_path: Path) -> None:
    """Proves: a folder named as the state is refused, and nobody is told to remove it.

    Read as a file it would be called damaged, with the advice to remove a folder of the user's.
    """
    with pytest.raises(RunFolderError, match="is no file") as caught:
        load_state(tmp_path, "any")
    assert "emove" not in str(caught.value)
