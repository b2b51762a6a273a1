"""A run's progress as a person sees it in a terminal, and as nobody sees it elsewhere."""

from __future__ import annotations

import fcntl
import io
import os
import re
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from rich.console import Console

from ch3ef.cli import output
from ch3ef.cli.progress import RunProgress
from ch3ef.models.waiting import waiting
from ch3ef.recipes.rows import item_columns
from ch3ef.results import Outcome, ResultRow
from ch3ef.running.pace import Kind
from tests.conftest import make_item

COMMAND = (sys.executable, "-m", "ch3ef.cli", "run", "--model", "reference/refuser", "--recipe", "human-value-direct",
           "--scenario", "semantics-gen?per_task=2", "--limit", "6", "--out")  # fmt: skip


MODEL = "openai-api/elsewhere/meta/Llama-3.2-90B-Vision-Instruct-Turbo[/beta]"


def seen(columns: int, show: Callable[[int], object]) -> list[str]:
    """What a terminal of so many columns is sent, line by line, without its control sequences.

    Args:
        columns: Its width.
        show: Given the end of the terminal that a program writes to; it keeps or closes it as it likes.
    """
    screen, program = os.openpty()
    fcntl.ioctl(program, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    show(program)
    os.close(program)
    sent = b""
    try:
        while block := os.read(screen, 65536):
            sent += block
    except OSError:  # Linux: nobody has the other end open any more
        pass
    os.close(screen)
    plain = re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", sent.decode())
    return [line.rstrip() for line in re.split(r"[\r\n]+", plain) if line.strip()]


def test_a_terminal_shows_counts_rate_and_time_left(tmp_path: Path) -> None:
    processes = []

    def run(terminal: int) -> None:
        # Who is told a width asks the terminal for none, and test processes beside each other are told one.
        environment = {key: value for key, value in os.environ.items() if key not in {"COLUMNS", "LINES"}}
        processes.append(
            subprocess.Popen(
                [*COMMAND, str(tmp_path / "run")], stdin=terminal, stdout=subprocess.PIPE, stderr=terminal,
                env=environment | {"TERM": "xterm-256color"}, text=True,
            )
        )  # fmt: skip

    lines = seen(100, run)
    (process,) = processes
    out, _ = process.communicate()
    assert process.returncode == 0
    assert "reference/refuser" in out
    assert any(re.search(r"^(starting|loading) .* 0/(6|\?)", line) for line in lines)
    last = [line for line in lines if line.startswith("reference/refuser human-value-direct")][-1]
    assert re.search(r" 6/6 +\d+\.\d items/(s|min), 0:00:00 left +6 refused$", last)
    assert "error" not in last


@pytest.mark.parametrize("environment", [{}, pytest.param({"FORCE_COLOR": "1"}, marks=pytest.mark.slow)])
def test_a_pipe_shows_nothing(tmp_path: Path, environment: dict[str, str]) -> None:
    ended = subprocess.run(
        [*COMMAND, str(tmp_path / "run")], env=os.environ | environment, capture_output=True, text=True, check=True
    )
    assert ended.stderr == ""
    assert "items/s" not in ended.stdout
    assert "\r" not in ended.stdout
    assert ("\x1b" in ended.stdout) == bool(environment)  # colours only where they are forced


def row(n: int, outcome: Outcome, seconds: float) -> ResultRow:
    """The row of a model with a long name."""
    correct = 1.0 if outcome == Outcome.ANSWERED else None
    return ResultRow(
        run_id="r", model=MODEL,
        recipe="human-value-direct", inferencer="direct", metric="accuracy", scenario="s", outcome=outcome,
        correct=correct, seed=0, seconds=seconds, scenario_version="1", recipe_version="1", ch3ef_version="1",
        **item_columns(make_item(n)),
    )  # fmt: skip


def last_line(columns: int, rows: list[ResultRow], total: int, done: int) -> str:
    """The bar after some rows."""

    def show(terminal: int) -> None:
        with (
            os.fdopen(os.dup(terminal), "w", encoding="utf-8") as file,
            RunProgress(Console(file=file, force_terminal=True, width=columns)) as progress,
        ):
            progress.started(total, {Kind(MODEL, "human-value-direct", local=True): total - done})
            for each in rows:
                progress.finished(each)

    return seen(columns, show)[-1]


@pytest.mark.parametrize("columns", [64, 80, 200])
def test_counts_are_whole_beside_a_long_name(columns: int) -> None:
    outcomes = [Outcome.ERROR, Outcome.REFUSED, Outcome.ANSWERED, Outcome.REFUSED]
    rows = [row(n, outcome, seconds=10.0) for n, outcome in enumerate(outcomes)]
    line = last_line(columns, rows, total=12000, done=3000)
    assert line[0] in "o…"
    assert ("openai-api/elsewhere/meta/Llama-3.2-90B-Vision-Instruct-Turbo[/beta] human-value-direct" in line) == (
        columns == 200
    )
    # 4 items in the 10 s since the first was begun: 24 a minute, and nobody knows how many are under way.
    assert re.search(r" 3004/12000 24\.0 items/min, time left \? 1 error, 2 refused$", line)


def test_loading_counts_for_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """A model that takes ten minutes to load and then gives two batches of four, two seconds each."""
    clock = iter([602.0] * 4 + [604.0] * 4)
    monkeypatch.setattr("ch3ef.cli.progress.time.monotonic", lambda: next(clock))
    rows = [replace(row(n, Outcome.ANSWERED, seconds=2.0)) for n in range(8)]
    line = last_line(120, rows, total=28, done=0)
    assert re.search(r" 8/28 2\.0 items/s, 0:00:10 left$", line)


def test_without_a_terminal_a_line_now_and_then_says_how_far_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(output, "EVERY", 0.01)
    said = io.StringIO()
    with RunProgress(Console(file=said)) as progress, waiting("HTTP 429", 20):
        progress.started(3, {Kind(MODEL, "human-value-direct"): 2})
        while said.getvalue().count("\n") < 3:
            time.sleep(0.01)
    assert said.getvalue().splitlines()[2] == "ch3ef: 1 of 3 items, 1 request waiting: HTTP 429, next try in 20 s"


def test_work_of_minutes_is_not_silent_in_a_pipe(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(output, "EVERY", 0.01)
    said = ""
    with output.bar("drawing logic-gen") as progress:
        while said.count("\n") < 2:
            said += capsys.readouterr().err
        progress(20, 80)
        while "of" not in said:
            said += capsys.readouterr().err
    assert said.splitlines()[0] == "ch3ef: drawing logic-gen"
    assert said.splitlines()[-1] == "ch3ef: drawing logic-gen: 20 of 80"


def test_a_terminal_shows_what_is_waited_for() -> None:
    def show(terminal: int) -> None:
        with (
            waiting("HTTP 429", 20),
            os.fdopen(os.dup(terminal), "w") as file,
            RunProgress(Console(file=file, force_terminal=True, width=160)) as progress,
        ):
            progress.started(3, {Kind(MODEL, "human-value-direct"): 2})

    assert any("1 request waiting: HTTP 429, next try in 20 s" in line for line in seen(160, show))
