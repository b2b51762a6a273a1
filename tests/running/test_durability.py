"""Nothing is lost in silence: odd replies, failing hooks, full disks, interrupts; against a real server."""

from __future__ import annotations

import json
import os
import resource
import secrets
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from inspect_ai.log import EvalSample

from ch3ef.errors import InputError, RunError
from ch3ef.journals import Journal
from ch3ef.models.names import parse_model_name
from ch3ef.recipes.bundles import Bundle
from ch3ef.recipes.parts import part_of
from ch3ef.recipes.recipe import recipe_named
from ch3ef.results import Outcome, ResultRow, read_rows
from ch3ef.running import finishing, logs, recording
from ch3ef.running.exchanges import Exchange, ExchangeLog
from ch3ef.running.found import read_run
from ch3ef.running.planned import Engine, RunPlan
from ch3ef.running.refusing import check_names
from ch3ef.running.run import run
from ch3ef.scenarios.scenario import scenario_of
from ch3ef.texts import storable
from tests.conftest import make_item
from tests.reply_server import replying
from tests.running.test_runs import Silent

HALF = "\\ud83d"
"""Half of a surrogate pair, as JSON has it."""


@pytest.fixture(autouse=True)
def key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOCAL_API_KEY", "none")


def plan_of(url: str, n: int, *recipes: str, engine: Engine = "auto") -> RunPlan:
    items = [make_item(i, question=f"What is shown in picture {i}?") for i in range(n)]
    parts = tuple(part_of(scenario_of("few", items), recipe_named(name)) for name in recipes or ("human-value-direct",))
    return RunPlan((parse_model_name(f"openai-api/local/m?base_url={url}"),), parts, engine=engine)


@pytest.mark.parametrize(
    ("text", "stored"),
    [
        ("as it is: ä, \U0001f600, �, \n", "as it is: ä, \U0001f600, �, \n"),
        ("\ud83d A", "� A"),
        ("\ude00\ud83d", "��"),
        ("\ud83d\ude00", "\U0001f600"),
        ("a\0b", "a␀b"),
    ],
)
def test_what_no_file_holds_is_replaced_visibly(text: str, stored: str) -> None:
    assert storable(text) == stored
    assert storable(text).encode().decode() == stored


Rows = list[ResultRow]


def altered(engine: Engine, patch: pytest.MonkeyPatch, change: Callable[[str, Callable[[], Rows]], Rows]) -> None:
    """Have the rows of finished items pass a change, which is given the text of an item and the making of its rows."""
    if engine == "inspect":
        made = logs.result_rows

        def of_sample(sample: EvalSample, *others: Any) -> Rows:
            return change(str(sample.input), lambda: made(sample, *others))

        patch.setattr(recording, "result_rows", of_sample)
    else:
        own = finishing.rows_of

        def of_bundle(bundle: Bundle, *others: Any) -> Rows:
            return change(bundle[0].asking.question, lambda: own(bundle, *others))

        patch.setattr(finishing, "rows_of", of_bundle)


@pytest.mark.parametrize(
    ("content", "read"), [(f"{HALF} A", "� A"), ("A\\u0000", "A␀"), ("\\ud83d\\ude00 A", "\U0001f600 A")]
)
def test_whatever_a_server_says_becomes_a_row(content: str, read: str, tmp_path: Path, engine: Engine) -> None:
    with replying(lambda text: content if "picture 1?" in text else "A") as (url, _):
        rows = run(plan_of(url, 4, engine=engine), tmp_path / "run", Silent())
    assert [row.reply for row in rows] == ["A", read, "A", "A"]
    assert [row.outcome for row in rows] == [Outcome.ANSWERED] * 4
    assert rows == read_rows(tmp_path / "run")


def test_an_error_in_a_hook_surfaces_and_the_other_rows_stay(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, engine: Engine
) -> None:
    def failing(text: str, made: Callable[[], Rows]) -> Rows:
        if "picture 1?" in text:
            raise ZeroDivisionError("as any bug would")
        return made()

    with replying(lambda _: "A") as (url, answered):
        plan = plan_of(url, 4, engine=engine)
        with monkeypatch.context() as patched:
            altered(engine, patched, failing)
            with pytest.raises(RunError, match=r"gave no row \(ZeroDivisionError: as any bug would\)"):
                run(plan, tmp_path / "run", Silent())
        assert not (tmp_path / "run" / "results.parquet").exists()
        assert len(read_run(tmp_path / "run").rows) == 3
        assert len(run(plan, tmp_path / "run", Silent())) == 4
        # The reply whose row failed was on disk.
        assert len(answered) == 4


def test_a_run_that_ends_with_rows_missing_says_which(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, engine: Engine
) -> None:
    with replying(lambda _: "A") as (url, _):
        plan = plan_of(url, 4, engine=engine)
        lost = plan.parts[0].askings[1].item.id
        with monkeypatch.context() as patched:
            altered(engine, patched, lambda text, made: [] if "picture 1?" in text else made())
            with pytest.raises(RunError, match=f"1 of 4 items have no row .*human-value-direct, few, {lost}, plain"):
                run(plan, tmp_path / "run", Silent())
        assert not (tmp_path / "run" / "results.parquet").exists()


def test_a_name_that_cannot_be_written_is_refused_before_anything() -> None:
    with pytest.raises(InputError, match=r"scenario 'set-\\udcff': holds bytes that are not UTF-8"):
        check_names([], [], ["set-\udcff"])
    with pytest.raises(InputError, match=r"model 'openai/gpt-\\udcff' holds a character"):
        parse_model_name("openai/gpt-\udcff")


def test_what_a_kill_left_half_written_never_blocks(tmp_path: Path) -> None:
    out = tmp_path / "run"
    out.mkdir()
    halves = (".run.json.1234", ".items.jsonl.99", ".results.parquet.7", ".summary.json.12")
    for name in halves:
        (out / name).write_text("{")
    with replying(lambda _: "A") as (url, _):
        assert len(run(plan_of(url, 2), out, Silent())) == 2
    assert not {*halves} & {path.name for path in out.iterdir()}
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / ".thesis.tex.1234").write_text("years of work")
    with pytest.raises(InputError, match=r"holds '.thesis.tex.1234' but no run"):
        run(plan_of("http://127.0.0.1:1/v1", 2), tmp_path / "other", Silent())


def kept(out: Path) -> list[str]:
    """What arrived so far."""
    file = out / "arrived.jsonl"
    return file.read_text().splitlines() if file.exists() else []


def test_replies_are_on_disk_while_rows_are_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, engine: Engine
) -> None:
    """The first row is not made before all four replies are there: on the thread of the rows they would never come."""
    seen: list[int] = []

    def busy(text: str, made: Callable[[], Rows]) -> Rows:
        for _ in range(600):
            if len(kept(tmp_path / "run")) == 4:
                break
            time.sleep(0.05)
        seen.append(len(kept(tmp_path / "run")))
        return made()

    altered(engine, monkeypatch, busy)
    with replying(slowly) as (url, _):
        run(plan_of(url, 4, engine=engine), tmp_path / "run", Silent())
    assert seen == [4, 4, 4, 4]
    assert not (tmp_path / "run" / "arrived.jsonl").exists()


def failing(_: str, __: Callable[[], Rows]) -> Rows:
    raise ZeroDivisionError


@pytest.mark.parametrize("goes_on", ["lean", "inspect"])
def test_what_arrived_is_not_asked_again_turn_by_turn(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, engine: Engine, goes_on: Engine
) -> None:
    """Either engine goes on with what the other left."""
    out = tmp_path / "run"
    with replying(lambda text: "It is red." if "step by step" in text else "A") as (url, answered):
        plan = plan_of(url, 1, "cot-direct", engine=engine)
        with monkeypatch.context() as patched:
            altered(engine, patched, failing)
            with pytest.raises(RunError):
                run(plan, out, Silent())
        assert len(answered) == len(kept(out)) == 2
        first, second = kept(out)
        # As a kill in the middle of the second turn leaves it.
        (out / "arrived.jsonl").write_text(first + "\n" + second[:40])
        rows = run(replace(plan, engine=goes_on), out, Silent())
        assert answered[2:] == answered[1:2]
        assert (rows[0].reasoning, rows[0].reply, rows[0].output_tokens) == ("It is red.", "A", 2)


def test_what_arrived_for_another_plan_is_forgotten(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, engine: Engine
) -> None:
    out = tmp_path / "run"
    with replying(lambda _: "A") as (url, answered):
        altered(engine, monkeypatch, failing)
        for n, asked in ((2, 2), (2, 2), (3, 5)):
            before = json.loads((out / "run.json").read_text())["run_id"] if out.exists() else ""
            with pytest.raises(RunError):
                run(plan_of(url, n, engine=engine), out, Silent())
            same = json.loads((out / "run.json").read_text())["run_id"] == before
            assert (len(answered), same) == (asked, len(answered) == 2 and before != "")


@pytest.fixture
def small_files() -> Iterator[None]:
    """No file may grow beyond 2000 bytes, as on a full disk."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (2000, before[1]))
    yield
    resource.setrlimit(resource.RLIMIT_FSIZE, before)


@pytest.mark.usefixtures("small_files")
def test_a_journal_on_a_full_disk_is_one_error_and_closes(tmp_path: Path) -> None:
    journal = Journal(tmp_path / "finished.jsonl")
    journal.write("a" * 1500)
    with pytest.raises(InputError, match=r"finished.jsonl: cannot be written \(File too large\)"):
        journal.write("b" * 1500)
    journal.close()
    assert (tmp_path / "finished.jsonl").read_bytes().startswith(b"a" * 1500 + b"\nb")


@pytest.mark.parametrize("another", [False, True], ids=["nothing", "another run"])
def test_a_folder_that_is_moved_while_a_run_goes_on_loses_nothing(tmp_path: Path, another: bool) -> None:
    out, away, others = tmp_path / "run", tmp_path / "away", tmp_path / "others"
    first = replace(plan_of("", 3), models=(parse_model_name("reference/first"),))
    run(first, others, Silent())

    def reply(text: str) -> str:
        if "picture 2" in text and not away.exists():
            out.rename(away)
            if another:
                others.rename(out)
        return "A"

    with replying(reply) as (url, answered):
        plan = plan_of(url, 3)
        with pytest.raises(RunError, match="run: was moved or removed while the run went on; the same command"):
            run(plan, out, Silent())
        assert len(run(plan, away, Silent())) == len(answered) == 3
    assert {row.model for row in read_rows(out)} == {(first if another else plan).models[0].name}


@pytest.mark.usefixtures("small_files")
def test_a_log_of_inspect_s_on_a_full_disk_is_one_line_and_the_run_goes_on(tmp_path: Path) -> None:
    plan = replace(plan_of("", 1), models=(parse_model_name("reference/first"),), engine="inspect")
    with pytest.raises(InputError) as caught:
        run(plan, tmp_path, Silent())
    assert str(caught.value).startswith(f"{tmp_path}/logs: cannot be written (File too large); what was finished is")
    _, most = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))
    assert len(run(plan, tmp_path, Silent())) == 1


@pytest.mark.usefixtures("small_files")
def test_a_log_of_the_lean_engine_on_a_full_disk_is_one_line(tmp_path: Path) -> None:
    asked, noise = plan_of("", 1).parts[0].askings[0], secrets.token_hex(4000)
    with (
        pytest.raises(InputError, match=r"logs/lean-.*: cannot be written \(File too large\)"),
        ExchangeLog.in_folder(tmp_path / "logs") as log,
    ):
        log.write("m", [Exchange("r", asked, (), {}, fault=noise)])


# --- the real command ------------------------------------------------------------------------------------------


def command(url: str, out: Path, engine: Engine) -> list[str]:
    """60 drawn questions to the server."""
    return [sys.executable, "-m", "ch3ef.cli", "run", "--model", f"openai-api/local/m?base_url={url}", "--scenario",
            "semantics-gen?per_task=12", "--recipe", "human-value-direct", "--max-connections", "8", "--engine", engine,
            "--out", str(out)]  # fmt: skip


def started(url: str, out: Path, rows: int, engine: Engine) -> subprocess.Popen[str]:
    """The command, once some rows are there."""
    process = subprocess.Popen(command(url, out, engine), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    while not (out / "finished.jsonl").exists() or read_run(out).n_rows < rows:
        assert process.poll() is None
        time.sleep(0.05)
    return process


def slowly(_: str) -> str:
    time.sleep(0.2)
    return "A"


@pytest.mark.parametrize(
    "signals", [[signal.SIGINT], [signal.SIGTERM], [signal.SIGINT] * 2], ids=["once", "term", "twice"]
)
def test_a_run_that_is_stopped_says_so_and_goes_on(
    signals: list[signal.Signals], tmp_path: Path, engine: Engine
) -> None:
    out = tmp_path / "run"
    with replying(slowly) as (url, _):
        process = started(url, out, 5, engine)
        for one in signals:
            os.kill(process.pid, one)
            time.sleep(0.02)
        printed, said = process.communicate(timeout=180)
        found = read_run(out)
        assert process.returncode == 130
        assert (
            said.splitlines()[-1] == f"ch3ef: {out}: stopped: {found.n_rows} of 60 finished; the same command goes on"
        )
        assert printed == ""
        assert (found.finished, {row.outcome for row in found.rows}) == (False, {Outcome.ANSWERED})
        assert not (out / "results.parquet").exists()
        assert json.loads((out / "run.json").read_text())["run_id"] == found.rows[0].run_id


@pytest.mark.slow
def test_killed_again_and_again_nothing_is_lost_or_doubled_and_little_asked_again(
    tmp_path: Path, engine: Engine
) -> None:
    out = tmp_path / "run"
    with replying(slowly) as (url, answered):
        for rows in (5, 20, 40):
            process = started(url, out, rows, engine)
            process.kill()
            process.communicate()
        subprocess.run(command(url, out, engine), check=True, capture_output=True)
        keys = [row.key for row in read_rows(out)]
        assert len(set(keys)) == len(keys) == 60
        assert len((out / "finished.jsonl").read_text().splitlines()) == 60
        # Eight requests are under way at a kill; their answers reach nobody. One more may just have come.
        assert len(answered) - len(set(answered)) <= 3 * 9
