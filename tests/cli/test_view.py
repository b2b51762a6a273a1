"""Looking at a run's samples: `ch3ef view`, and the addresses that open one sample in Inspect's viewer."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from zipfile import ZipFile

import pytest

from ch3ef.cli import main
from ch3ef.models.names import parse_model_name
from ch3ef.recipes.parts import part_of
from ch3ef.recipes.recipe import recipe_named
from ch3ef.results import ResultRow, read_rows
from ch3ef.running.logs import sample_places
from ch3ef.running.planned import RunPlan
from ch3ef.running.run import run
from ch3ef.scenarios.scenario import scenario_of
from tests.conftest import make_item

ODD = "odd: 100%2F + c|d?e#f&g\"h'é"
"""What an address could trip over; real ids hold `/`, `:`, `|`, `+` and whatever people name their pictures."""

ITEMS = [
    replace(item, id=f"{ODD}/{item.id}") if n % 2 else item
    for n in range(4)
    for item in [make_item(n, question=f"What stands in place {n}?", options=("red", "blue", "a tie"))]
]


class Silent:
    """Whom a run tells nothing."""

    def started(self, total: int, left: object) -> None:
        pass

    def finished(self, row: ResultRow) -> None:
        pass

    def noted(self, sentence: str) -> None:
        pass


def ask(folder: Path) -> list[ResultRow]:
    """Four items under two recipes, one of which asks each in three rotations."""
    parts = tuple(part_of(scenario_of("four", ITEMS), recipe_named(name)) for name in ("human-value", "rotations"))
    return run(RunPlan((parse_model_name("reference/chance"),), parts, engine="inspect"), folder, Silent())


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A finished run; tests change copies of it."""
    folder = tmp_path_factory.mktemp("whole") / "run"
    ask(folder)
    return folder


@pytest.fixture
def folder(whole: Path, tmp_path: Path) -> Path:
    """A copy of the finished run."""
    return Path(shutil.copytree(whole, tmp_path / "run"))


def test_every_row_has_a_place_of_its_own(whole: Path) -> None:
    rows = read_rows(whole)
    places = sample_places(whole / "logs")
    assert set(places) == {row.key for row in rows}
    assert len(set(places.values())) == len(rows) == 16
    assert {row.variant for row in rows} == {"plain", "rotation:1", "rotation:2"}
    names = {log.name for log in (whole / "logs").iterdir()}
    assert {place.split("/")[2] for place in places.values()} == names
    assert all(re.fullmatch(r"/logs/[^/]+/samples/sample/[\w.%~-]+/1/", place) for place in places.values())
    (plain,) = (place for key, place in places.items() if key[1] == "human-value" and key[3] == ITEMS[0].id)
    assert plain.endswith(f"/samples/sample/{ITEMS[0].id.replace('/', '%2F')}/1/")


def test_a_log_in_a_folder_of_its_own_has_its_path_in_the_address(folder: Path) -> None:
    before = sample_places(folder / "logs")
    inner = folder / "logs" / "of monday"
    inner.mkdir()
    for log in (folder / "logs").glob("*.eval"):
        log.rename(inner / log.name)
    moved = sample_places(folder / "logs")
    assert moved == {key: place.replace("/logs/", "/logs/of%20monday/") for key, place in before.items()}
    assert sample_places(inner) == before


def test_the_latest_log_of_an_item_counts(folder: Path) -> None:
    """Three rows failed and were asked again: in one more log, whose name says nothing about its age."""
    before = sample_places(folder / "logs")
    journal = folder / "finished.jsonl"
    rows = [json.loads(line) for line in journal.read_text().splitlines()]
    failed = [row for row in rows if row["recipe"] == "rotations"][2:5]
    for row in failed:
        row.update(outcome="error", correct=None, chosen=None, error="connection lost")
    journal.write_text("".join(json.dumps(row) + "\n" for row in rows))
    old = set((folder / "logs").iterdir())
    assert len(ask(folder)) == 16
    (new,) = set((folder / "logs").iterdir()) - old
    new = new.rename(new.with_name("0_asked-again_0.eval"))
    after = sample_places(folder / "logs")
    assert set(after) == set(before)
    changed = {key for key, place in after.items() if place != before[key]}
    assert {(key[3], key[4]) for key in changed} == {(row["item_id"], row["variant"]) for row in failed}
    assert all(new.name in after[key] for key in changed)


def test_logs_that_are_not_ours_or_not_whole_are_passed_over(folder: Path) -> None:
    logs = folder / "logs"
    before = sample_places(logs)
    whole_log = max(logs.iterdir(), key=lambda log: log.stat().st_size)
    (logs / "0_empty_0.eval").touch()
    (logs / "0_cut_0.eval").write_bytes(whole_log.read_bytes()[:-4000])
    (logs / "notes.txt").write_text("not a log")
    # Another package's: the same log without the metadata that ours have.
    with ZipFile(whole_log) as ours, ZipFile(logs / "0_theirs_0.eval", "w") as theirs:
        for name in ours.namelist():
            content = json.loads(ours.read(name))
            if name in {"header.json", "_journal/start.json"}:
                content["eval"]["metadata"] = {"seed": 0}
            theirs.writestr(name, json.dumps(content))
    assert sample_places(logs) == before
    assert sample_places(folder / "nowhere") == {}


def test_bodies_of_samples_are_not_needed(folder: Path) -> None:
    before = sample_places(folder / "logs")
    for log in (folder / "logs").glob("*.eval"):
        with ZipFile(log) as full, ZipFile(log.with_suffix(".part"), "w") as lean:
            for name in full.namelist():
                if not name.startswith("samples/"):
                    lean.writestr(name, full.read(name))
        log.with_suffix(".part").replace(log)
    assert sample_places(folder / "logs") == before


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def viewer(folder: Path, port: int) -> Iterator[subprocess.Popen[str]]:
    """The command as it runs in a terminal; it is ended, if the test has not done so."""
    command = [sys.executable, "-m", "ch3ef.cli", "view", str(folder), "--port", str(port)]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True
    ) as process:
        try:
            yield process
        finally:
            process.terminate()


def next_line(process: subprocess.Popen[str]) -> str:
    """What it says next; by the first line it answers."""
    assert process.stdout is not None
    return process.stdout.readline()


def serves(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=60) as page:
            return b"Inspect" in page.read()
    except OSError:
        return False


def test_view_serves_until_ctrl_c(folder: Path) -> None:
    """A terminal sends Ctrl-C to the whole group of processes; nothing is left behind."""
    port = free_port()
    (folder / "report").mkdir()
    (folder / "report" / "index.html").write_text("<!doctype html>")
    with viewer(folder, port) as process:
        assert next_line(process) == f"Samples: http://127.0.0.1:{port} (Ctrl-C ends it)\n"
        assert next_line(process) == f"Report: {folder / 'report' / 'index.html'}\n"
        assert serves(port)
        os.killpg(process.pid, signal.SIGINT)
        assert process.communicate(timeout=120) == ("", "")
        assert process.returncode == 0
    assert not serves(port)


@pytest.mark.slow
def test_the_viewer_ends_with_the_command_that_started_it(whole: Path) -> None:
    for way in (signal.SIGTERM, signal.SIGHUP):
        port = free_port()
        with viewer(whole / "logs", port) as process:
            assert next_line(process).startswith("Samples: ")
            process.send_signal(way)
            assert process.communicate(timeout=120) == ("", "")
            assert process.returncode == 0
        assert not serves(port)


def refusal(capsys: pytest.CaptureFixture[str], *arguments: object) -> str:
    """The one line that the command leaves with."""
    try:
        code = main(["view", *map(str, arguments)])
    except SystemExit as stop:
        code = int(stop.code or 0)
    captured = capsys.readouterr()
    assert (code, captured.out) == (2, "")
    (line,) = captured.err.splitlines()
    return line


def test_what_cannot_be_viewed_is_said_in_one_line(
    whole: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "logs").mkdir()
    line = refusal(capsys, tmp_path)
    assert f"{tmp_path}: no logs; looked for .eval files in {tmp_path / 'logs'} and in {tmp_path}" in line
    assert "nowhere: no such folder" in refusal(capsys, tmp_path / "nowhere")
    assert "results.parquet: not a folder" in refusal(capsys, whole / "results.parquet")
    for port in ("0", "65536", "http", "-1", "1.5"):
        assert f"'{port}' is not a port" in refusal(capsys, whole, f"--port={port}")
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert f"port {port} on 127.0.0.1 cannot be used (Address already in use)" in refusal(
            capsys, whole, "--port", port
        )


def test_a_viewer_that_does_not_start_says_why(whole: Path, tmp_path: Path) -> None:
    """Its own folder of state is a file."""
    (tmp_path / "state").write_text("")
    ended = subprocess.run(
        [sys.executable, "-m", "ch3ef.cli", "view", str(whole), "--port", str(free_port())],
        env=os.environ | {"XDG_DATA_HOME": str(tmp_path / "state")}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (ended.returncode, ended.stdout) == (1, "")
    (line,) = ended.stderr.splitlines()
    assert line.startswith("ch3ef: Inspect's log viewer stopped with exit code 1: ")
    assert "NotADirectoryError" in line


@pytest.mark.browser
def test_an_address_opens_its_sample(whole: Path) -> None:
    """In a browser: a place shows its own sample as it was asked, and no other one."""
    from playwright.sync_api import sync_playwright

    arguments = ("--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
                 "--disable-component-update --disable-sync")  # fmt: skip
    port = free_port()
    rows = {row.key: row for row in read_rows(whole)}
    with viewer(whole, port) as process, sync_playwright() as playwright:
        assert next_line(process).startswith("Samples: ")
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=arguments.split())
        places = sample_places(whole / "logs")
        chosen = [key for key in places if key[3] in {ITEMS[0].id, ITEMS[3].id} and key[4] in {"plain", "rotation:1"}]
        assert len(chosen) == 6
        for key in chosen:
            page = browser.new_page()
            page.goto(f"http://127.0.0.1:{port}/#{places[key]}")
            row = rows[key]
            n = int(row.source_id.split("/")[-1])
            page.get_by_text(f"What stands in place {n}?").first.wait_for(timeout=30_000)
            shown = page.inner_text("body")
            assert f"{row.item_id}{'' if row.variant == 'plain' else '|' + row.variant} (Epoch 1)" in shown
            assert set(re.findall(r"What stands in place (\d)", shown)) == {str(n)}
            assert row.recipe in shown
            page.close()
        browser.close()
