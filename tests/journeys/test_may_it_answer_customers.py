"""Journey: "may this model answer our customers?", as docs/customers.md tells it; and every checkpoint of a training."""

from __future__ import annotations

import json
import re
import shlex
import signal
import subprocess
import time
from itertools import pairwise
from pathlib import Path

import pytest

from tests.journeys.terminal import CH3EF, typed
from tests.test_documents import commands

PAGE = Path(__file__).parents[2] / "docs/customers.md"


def test_its_commands_read_only_what_earlier_ones_made() -> None:
    made = {"policy.yaml"}
    for command in commands(PAGE):
        outs = {after for before, after in pairwise(command) if before == "--out"}
        read = {part for part in command if part.startswith("runs/") or part.endswith(".yaml")} - outs
        assert read <= made, command
        made |= outs
    assert len(made) > 5


@pytest.mark.slow
def test_the_page_can_be_followed_to_the_end(tmp_path: Path) -> None:
    """Word for word, but on few items: what is shown then is less."""
    policy = re.search(r"```yaml\n(.*?)```", PAGE.read_text("utf-8"), re.DOTALL)
    assert policy
    (tmp_path / "policy.yaml").write_text(policy[1])
    for command in commands(PAGE):
        few = ["--limit", "40"] if command[0] == "run" else []
        given = [part for part in command if part not in {"--limit", "200"}] + few
        screen = typed(tmp_path, *given)
        assert screen.code in ({0, 1} if command[0] == "gate" else {0}), (shlex.join(given), screen.err)
    signed = (tmp_path / "sign.html").read_text("utf-8")
    assert "May this model answer our customers?" in signed
    assert "Signature" in signed
    assert 'class="decision"' in (tmp_path / "reports/next/index.html").read_text("utf-8")
    assert list((tmp_path / "out").rglob("*.json"))


@pytest.mark.slow
def test_checkpoints_are_gated_as_they_come_and_a_stopped_watch_goes_on(tmp_path: Path) -> None:
    from tests.tiny_vlm import build_speaker

    training = tmp_path / "training"
    (tmp_path / "policy.yaml").write_text("clauses:\n  - accuracy > 1 %\n  - accuracy of helpful > 90 %\n")
    (tmp_path / "easy.yaml").write_text("clauses:\n  - accuracy > 1 %\n")
    asking = ["--scenario", "ch3ef-gen", "--recipe", "human-value-direct", "--limit", "40", "--out", "runs"]
    watch = ["watch", "training", *asking]
    (training / "step-1000").mkdir(parents=True)
    (training / "step-1000/config.json").write_text("{}")
    screen = typed(tmp_path, *watch, "--gate", "policy.yaml", "--idle", "0")
    assert screen.code == 2
    assert "training: no whole checkpoint is there; model folder 'training/step-1000' has no weights" in screen.last

    build_speaker(training / "step-200", ["A", "<|im_end|>"])
    first = interrupted(tmp_path, *watch, "--gate", "policy.yaml", "--every", "1")
    build_speaker(training / "step-1000", ["B", "<|im_end|>"])
    screen = typed(tmp_path, *watch, "--gate", "policy.yaml", "--idle", "0", "--json")
    assert screen.code == 1
    records = [json.loads(line) for line in screen.out.splitlines()]
    assert [each["checkpoint"] for each in records] == ["step-200", "step-1000"]
    for each in records:
        assert [one["verdict"] for one in each["models"][0]["checked"]] == ["pass", "fail"]
    assert (tmp_path / "runs/step-200/finished.jsonl").read_text("utf-8").splitlines()[:3] == first

    screen = typed(tmp_path, *watch, "--gate", "easy.yaml", "--looks", "2")
    assert screen.code == 0
    lines = screen.out.splitlines()
    assert lines[0] == "step-200: pass, 1 of 1 clause shown to hold"
    assert " ".join(lines[2:]).startswith(
        "2 checkpoints, 2 pass: step-200, step-1000. That any of up to 2 checkpoints is told to pass"
    )


def interrupted(folder: Path, *command: str) -> list[str]:
    """The answers that a watch has kept of the first checkpoint when Ctrl-C comes to it."""
    finished = folder / "runs/step-200/finished.jsonl"
    process = subprocess.Popen([CH3EF, *command], cwd=folder, stderr=subprocess.PIPE, text=True)
    while not finished.exists() or finished.read_bytes().count(b"\n") < 3:
        assert process.poll() is None, process.communicate()
        time.sleep(0.05)
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=60)
    assert process.returncode == 130, err
    return finished.read_text("utf-8").splitlines()[:3]
