"""Names and texts that files of any origin give: none steers the terminal, stops a report or turns into markup."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from ch3ef.cli import main
from ch3ef.cli.output import console, say, tell
from ch3ef.results import write_rows
from ch3ef.running.folder import write_items
from ch3ef.scenarios import load_scenario
from tests.report.worlds import DIRECT, PPL, answers

STEERING = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
MODELS = (
    "a\x1b[31mred\x07", "b\x9b2Jclear", "<img src=x onerror=alert(1)>![p](http://x/y.png)", "c`|*d*_e_",
    "openai/gpt-4o?temperature=0&api_key=sk-planted0123456789abcd", "line\nbreak\u202egnitirw",
)  # fmt: skip


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A run of an earlier version, or of another program, which took any name."""
    folder = tmp_path_factory.mktemp("run")
    items = [
        replace(item, task=f"{item.task}\x1b]0;title\x07", scenario="set\x1b[1m")
        for item in load_scenario("ch3ef-gen?per_task=1").items
    ]
    write_items(((item.scenario, item) for item in items), folder)
    write_rows(list(answers(items, MODELS, (PPL, DIRECT))), folder / "results.parquet")
    return folder


@pytest.mark.parametrize(
    "command", [("show", "{run}"), ("compare", *MODELS[:2], "--in", "{run}"), ("findings", "{run}", "--out", "{out}/f")]
)
def test_no_text_steers_the_terminal(
    run: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], command: tuple[str, ...]
) -> None:
    assert main([part.format(run=run, out=tmp_path) for part in command]) == 0
    printed = "".join(capsys.readouterr())
    assert len(printed) > 100
    assert not STEERING.search(printed)
    assert "sk-planted" not in printed


def test_a_report_is_written_whole(run: Path, tmp_path: Path) -> None:
    assert main(["report", str(run), "--out", str(tmp_path / "report")]) == 0
    for file in (tmp_path / "report").rglob("*"):
        if file.is_file() and file.suffix != ".png":
            assert b"sk-planted" not in file.read_bytes(), file
        if file.suffix == ".svg":
            assert not STEERING.search(file.read_text()), file


def test_findings_hold_names_as_text(run: Path, tmp_path: Path) -> None:
    assert main(["findings", str(run), "--out", str(tmp_path)]) == 0
    text = (tmp_path / "findings.md").read_text()
    outside_code = re.sub("`[^`\n]*`", "", text)
    assert "&lt;img src=x onerror=alert(1)&gt;!\\[p\\](http://x/y.png)" in text
    assert "<img" not in outside_code
    assert "![" not in outside_code
    assert not STEERING.search(text)


def test_every_way_to_print_is_safe(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DEPLOY_TOKEN", "planted-0123")
    say("a\x1b[31m planted-0123\nb")
    tell("c\x07\u202e planted-0123")
    console().print("d\x1b[2J", "e\x9b", markup=False)
    assert "".join(capsys.readouterr()) == "c\\x07\\u202e [secret]\nd\\x1b[2J e\\x9b\na\\x1b[31m [secret] b\n"
