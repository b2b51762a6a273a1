"""Journey 2: two checkpoints, a run that is killed and stopped on the way, and the gate of a pipeline."""

from __future__ import annotations

import signal
from pathlib import Path

import pytest

from tests.journeys.terminal import stopped, typed

SUITE = ("--suite", "profile", "--limit", "1")
DIRECT = ("--recipe", "human-value-direct", "--limit", "40")


@pytest.fixture
def checkpoints(tmp_path: Path) -> Path:
    """One always says A, one always B."""
    from tests.tiny_vlm import build_speaker

    for number, said in ((1100, "A"), (1200, "B")):
        build_speaker(tmp_path / f"ckpt-{number}", [said, "<|im_end|>"])
    return tmp_path


def finished(folder: Path, run: str) -> list[str]:
    """The answers that are kept, a line each; a kill may cut the last one."""
    text = (folder / run / "finished.jsonl").read_text(encoding="utf-8")
    return text[: text.rfind("\n") + 1].splitlines()


@pytest.mark.slow
def test_a_run_that_is_killed_and_stopped_goes_on_and_compares(checkpoints: Path) -> None:
    command = ["run", "--model", "ch3ef-hf/./ckpt-1200", *SUITE, "--out", "runs/ckpt-1200"]
    assert stopped(checkpoints, 6, signal.SIGKILL, *command).code == -signal.SIGKILL
    killed = finished(checkpoints, "runs/ckpt-1200")
    screen = stopped(checkpoints, len(killed) + 6, signal.SIGINT, *command)
    assert screen.code == 130
    assert "; the same command goes on" in screen.last
    assert "stopped: " in screen.last
    assert not screen.out, "no table of a run that is not finished"
    interrupted = finished(checkpoints, "runs/ckpt-1200")
    assert interrupted[: len(killed)] == killed
    screen = typed(checkpoints, "compare", "runs/ckpt-1200", "runs/ckpt-1200")
    assert screen.code == 2
    assert "not finished" in screen.last
    screen = typed(checkpoints, *command)
    assert screen.code == 0, screen.err
    assert screen.out.startswith("runs/ckpt-1200 (suite profile): 1 model")
    rows = finished(checkpoints, "runs/ckpt-1200")
    assert rows[: len(interrupted)] == interrupted, "what was there is not asked again"
    assert f"{len(set(rows))} answers." in screen.out.splitlines()[0]

    assert typed(checkpoints, *[part.replace("1200", "1100") for part in command]).code == 0
    screen = typed(checkpoints, "compare", "runs/ckpt-1100", "runs/ckpt-1200", "--fail-if-worse", "0.02")
    assert screen.code == 1, "a gate that could not have closed is no gate"
    assert "B is ch3ef-hf/./ckpt-1200 (runs/ckpt-1200)" in screen.out
    assert "by which no fall could be shown, however large" in " ".join((screen.out + screen.err).split())


@pytest.mark.slow
def test_the_gate_closes_for_a_checkpoint_that_is_worse(checkpoints: Path) -> None:
    assert typed(checkpoints, "run", "--model", "good=reference/oracle", *DIRECT, "--out", "good").code == 0
    assert typed(checkpoints, "run", "--model", "ch3ef-hf/./ckpt-1200", *DIRECT, "--out", "later").code == 0
    screen = typed(checkpoints, "compare", "good", "later", "--fail-if-worse", "0.02")
    assert screen.code == 1
    assert "ch3ef: later is worse than good on all of ch3ef-gen (human-value-direct) by 80.0 points" in screen.err
    assert typed(checkpoints, "compare", "later", "good", "--fail-if-worse", "0.02").code == 0


@pytest.mark.slow
def test_a_checkpoint_that_is_not_there_is_one_line(tmp_path: Path) -> None:
    screen = typed(tmp_path, "run", "--model", "ch3ef-hf/./ckpt-1300", *SUITE, "--out", "runs/ckpt-1300")
    assert screen.code == 2
    assert screen.err == "ch3ef: model folder './ckpt-1300' does not exist; expected a folder or a name on the hub\n"
