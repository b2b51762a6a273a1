"""SIGTERM, as schedulers send it: every command says that it was stopped, and leaves nothing half written."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from ch3ef.cli import main
from ch3ef.outputs import own_files
from ch3ef.temporaries import is_temporary
from tests.cli.test_unfinished import ran


@pytest.fixture
def commands(tmp_path: Path) -> dict[str, list[str]]:
    """Commands that write to `out`."""
    run, prompts, replies = tmp_path / "run", tmp_path / "prompts.jsonl", tmp_path / "replies.jsonl"
    ran(run, "reference/oracle")
    asked = ["--recipe", "human-value-direct", "--scenario", "ch3ef-gen?per_task=1"]
    assert main(["data", "export", *asked, "--out", str(prompts)]) == 0
    answers = [json.loads(line) for line in prompts.read_text().splitlines()]
    lines = [json.dumps({"item_id": answer["item_id"], "model": "m", "reply": "A"}) for answer in answers]
    replies.write_text("\n".join(lines))
    out = ["--out", str(tmp_path / "out")]
    return {
        "report": ["report", str(run), *out],
        "findings": ["findings", str(run), *out],
        "score": ["score", "--replies", str(replies), *asked, *out],
        "build": ["data", "build", "--per-task", "1", *out],
        "export": ["data", "export", "--format", "parquet", "--scenario", "ch3ef-gen?per_task=1", *out],
    }


@pytest.mark.parametrize(
    ("command", "module", "step"),
    [
        ("report", "ch3ef.report.site", "gather"),
        ("findings", "ch3ef.analysis.findings.writing", "write_report"),
        ("score", "ch3ef.running.folder", "write_items"),
        ("build", "ch3ef.scenarios.exporting", "write_layout"),
        ("export", "ch3ef.scenarios.exporting", "write_table"),
    ],
)
def test_a_command_that_is_stopped_says_so_and_can_be_repeated(
    commands: dict[str, list[str]],
    command: str,
    module: str,
    step: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    done: Callable[..., Any] = getattr(import_module(module), step)

    def stopped(*arguments: Any, **named: Any) -> Any:
        """What the command does there, and then SIGTERM."""
        given = done(*arguments, **named)
        os.kill(os.getpid(), signal.SIGTERM)
        return given

    before = signal.getsignal(signal.SIGTERM)
    capsys.readouterr()
    with monkeypatch.context() as changed:
        changed.setattr(f"{module}.{step}", stopped)
        assert main(commands[command]) == 143
    assert capsys.readouterr().err.splitlines()[-1] == "ch3ef: stopped; nothing is half written"
    assert not (tmp_path / "out").exists()
    assert not [path for path in tmp_path.rglob("*") if is_temporary(path.name)]
    assert signal.getsignal(signal.SIGTERM) == before
    assert main(commands[command]) == 0


def test_files_take_their_places_together(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """SIGTERM after the first of several: it waits for the others."""
    moved: list[Path] = []
    place_of = Path.replace

    def replace(self: Path, target: Path) -> Path:
        moved.append(target)
        os.kill(os.getpid(), signal.SIGINT)
        return place_of(self, target)

    def write() -> None:
        with own_files(tmp_path / "out") as place:
            for name in ("a.txt", "b.txt"):
                (place / name).write_text(name)
            monkeypatch.setattr(Path, "replace", replace)

    with pytest.raises(KeyboardInterrupt):
        write()
    assert moved
    assert {path.name for path in (tmp_path / "out").iterdir()} == {"a.txt", "b.txt", ".ch3ef.sha256"}


def test_ctrl_c_while_the_command_is_imported_is_told_in_one_line(tmp_path: Path) -> None:
    """A module that is imported first of all sends it."""
    (tmp_path / "argparse.py").write_text("import os, signal\nos.kill(os.getpid(), signal.SIGINT)\n")
    ended = subprocess.run(
        [sys.executable, "-m", "ch3ef", "list"],
        env={**os.environ, "PYTHONPATH": os.pathsep.join([str(tmp_path), os.environ.get("PYTHONPATH", "")])},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (ended.returncode, ended.stderr) == (130, "ch3ef: stopped; nothing was asked yet\n")


@pytest.mark.parametrize("begun", [False, True])
def test_a_run_goes_on_only_where_it_began(
    begun: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def stopped(*_: object, **__: object) -> None:
        if begun:
            (tmp_path / "out").mkdir()
        os.kill(os.getpid(), signal.SIGTERM)

    monkeypatch.setattr("ch3ef.running.run.run_to_end", stopped)
    asked = ["--model", "reference/oracle", "--scenario", "ch3ef-gen?per_task=1", "--out", str(tmp_path / "out")]
    assert main(["run", *asked]) == 143
    left = "the same command goes on from there" if begun else "nothing was asked yet"
    assert capsys.readouterr().err.splitlines()[-1] == f"ch3ef: stopped; {left}"
